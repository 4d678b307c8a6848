"""Furniture of pages joins nothing, and text of reports is never taken for it."""

from __future__ import annotations

from itertools import permutations
from random import Random

import pytest
from tests.derivation.conftest import Told

from bukti import derivation
from bukti.derivation.prepare import Prepared, prepare
from bukti.model import Document

PUMPS = (
    "Two pumps at the Halden waterworks failed on Tuesday night, the operator said.\n\n"
    "Engineers replaced a valve within five hours, and no household went without water."
)
CHOIR = (
    "A choir of forty fishermen from Port Arden will sing in the old customs house in May.\n\n"
    "Its conductor, Ines Calloway, found the songs in a logbook of 1911."
)
NOTICES = {
    "en": "We and our partners use technologies that store small files on your device. We use cookies to remember your "
    "choices, to measure how pages are read and to show offers that suit you. You may change the cookie settings at "
    "any time, or read more about each of these purposes in our privacy policy before you accept all cookies.",
    "de": "Wir verwenden Cookies, um Inhalte zu zeigen, die zu Ihnen passen, und um zu messen, wie unsere "
    "Seiten gelesen "
    "werden. Sie können die Cookie-Einstellungen jederzeit ändern. Mehr darüber steht in unserer Datenschutzerklärung, "
    "die Sie lesen sollten, bevor Sie alle Cookies akzeptieren und mit dem Lesen fortfahren.",
    "fr": "Nous utilisons des cookies pour garder vos choix en mémoire et pour mesurer la lecture de nos "
    "pages. Vous pouvez "
    "paramétrer les cookies à tout moment, ou lire notre politique de confidentialité avant "
    "d’accepter tous les cookies "
    "et de poursuivre votre visite sur ce site que nos lecteurs financent.",
    "ru": "Мы используем файлы cookie, чтобы помнить ваш выбор и понимать, как читают наши страницы. "
    "Изменить настройки "
    "cookie можно когда угодно. Продолжая читать, вы соглашаетесь с тем, что описано в документе, который называется "
    "политикой конфиденциальности, и разрешаете принять все файлы cookie на этом сайте.",
    "id": "Kami menggunakan cookie untuk mengingat pilihan Anda dan mengukur cara halaman kami dibaca. "
    "Anda dapat mengubah "
    "pengaturan cookie kapan saja. Dengan melanjutkan membaca, Anda menyetujui kebijakan privasi kami dan memilih "
    "untuk terima semua cookie yang dipasang di situs ini oleh mitra kami.",
    "zh": "我们使用cookie来记住您的选择，并了解读者如何阅读我们的网页。您可以随时更改cookie设置。"
    "继续阅读即表示您同意我们的隐私政策，"
    "并接受所有cookie。如果您不同意，请关闭本网页或者联系管理员。",
}
DISCLAIMER = (
    "The views expressed in this article are those of its author and do not necessarily reflect "
    "those of the publisher. "
    "It is offered for informational purposes only and is no advice of any kind. No part of it may be reproduced "
    "without leave in writing, and whoever acts on it does so at their own risk, since prices, rules and addresses may "
    "have changed after it was written and nobody undertakes to correct what has become outdated since then."
)
BOX = (
    "Sign up for our newsletter and find the five stories of the day in your inbox each morning at seven, chosen by "
    "people and not by machines. Leave your email address below. You can unsubscribe at any time with a single click."
)
GIFTS = (
    "Support us: our writers go where others do not. For the price of a coffee a month you help them to ask questions "
    "without a wall around the answers and without fear. We thank everybody who gave last week."
)
ITEMS = ("Home", "World news", "Opinion and letters", "Weather at sea", "Terms and conditions of use", "Privacy policy")
PLEDGE = (  # furniture, but by none of its words
    "This house belongs to nobody but its readers, who keep it going with small gifts and with patience, and we thank "
    "every one of them tonight for letting us print without a wall around our work or a master above our heads."
)


def joined(*documents: Document) -> bool:
    """Whether a trace joins any of these reports."""
    return bool(derivation.trace(documents).edges)


def kept(one: Prepared) -> str:
    """The words that are no furniture."""
    return " ".join(form for form, skip in zip(one.tokens.forms, one.skipped, strict=True) if not skip)


@pytest.mark.parametrize("code", sorted(NOTICES))
def test_a_cookie_notice_joins_nothing(told: Told, code: str) -> None:
    """Two unrelated reports of two outlets with one long notice in their language have no edge."""
    notice = NOTICES[code]
    assert not joined(
        told(f"{notice}\n\n{PUMPS}", "Paper A", language=code),
        told(f"{notice}\n\n{CHOIR}", "Paper B", 2, language=code),
    )


@pytest.mark.parametrize("frame", [DISCLAIMER, BOX, GIFTS], ids=["disclaimer", "box", "gifts"])
@pytest.mark.parametrize("place", [0, 1, 2], ids=["head", "middle", "foot"])
def test_what_pages_say_of_themselves_joins_nothing(told: Told, frame: str, place: int) -> None:
    """A disclaimer, a subscription box and a request for gifts are known by their words, wherever they stand."""
    stories = [story.split("\n\n") for story in (PUMPS, CHOIR)]
    pages = ["\n\n".join([*parts[:place], frame, *parts[place:]]) for parts in stories]
    assert not joined(told(pages[0], "Paper A"), told(pages[1], "Paper B", 2))


@pytest.mark.parametrize("start", ["Share prices fell", "Nobody read the privacy policy"])
def test_one_word_of_pages_is_no_proof_in_a_long_paragraph(told: Told, start: str) -> None:
    """A long paragraph of news that opens like a box, or mentions what notices mention, stays."""
    (one,) = prepare([told(f"{start} when the waterworks closed" + " and closed again" * 20 + ".")])
    assert not any(one.skipped)


def story(number: int) -> list[str]:
    """Five paragraphs of thirty words that no other number has."""
    chance = Random(number)  # noqa: S311 - repeatable words, no secret
    return [" ".join(f"w{chance.randrange(10**6)}x" for _ in range(30)) for _ in range(5)]


def page(number: int, frame: str, place: int) -> str:
    """A story with a paragraph at a place."""
    parts = story(number)
    return "\n\n".join([*parts[:place], frame, *parts[place:]])


@pytest.mark.parametrize("place", [0, 2, 5])
def test_three_strangers_show_a_frame(told: Told, place: int) -> None:
    """A paragraph that no word betrays, with another date on each page, is set aside wherever it stands."""
    frames = [PLEDGE.replace("tonight", f"on {day} May") for day in (3, 14, 25)]
    documents = [told(page(n, frame, place), f"Paper {n}", n) for n, frame in enumerate(frames)]
    assert not any("wall" in kept(one).split() for one in prepare(documents))
    assert not joined(*documents)


def test_two_strangers_show_a_frame_at_one_end_only(told: Told) -> None:
    """At the foot of two pages it joins nothing; in the middle of both it might be text that one has from the other."""
    assert not joined(*(told(page(n, PLEDGE, 5), f"Paper {n}", n) for n in range(2)))
    assert not joined(*(told(page(n, PLEDGE, 0), f"Paper {n}", n) for n in range(2)))


def test_a_shared_paragraph_with_names_stays(told: Told) -> None:
    """News that two reports have in common at their ends is no frame: it says who, when or how many."""
    news = "On 4 March 2024 Ines Calloway told the harbour court that " + " ".join(story(9)[0].split()[:22]) + "."
    for one in prepare([told(page(n, news, 5), f"Paper {n}", n) for n in range(2)]):
        assert "calloway" in kept(one)


def test_menus_join_nothing_in_any_order(told: Told) -> None:
    """A menu on one line, on lines of its own, and with its items in another order."""
    menus = [" | ".join(ITEMS), "\n".join(ITEMS), " · ".join(reversed(ITEMS)), "\n\n".join(ITEMS[3:] + ITEMS[:3])]
    for one, two in permutations(menus, 2):
        assert not joined(told(f"{one}\n\n{PUMPS}", "Paper A"), told(f"{two}\n\n{CHOIR}", "Paper B", 3))
