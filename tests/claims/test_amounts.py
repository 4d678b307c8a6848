"""An amount and the same without one: two claims, of which the one with the amount implies the other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti import claims
from bukti.claims.anchors import judge

WITH = {
    "en": "The freighter Orvia unloaded 12,000 tonnes of coal in Talmark.",
    "de": "Der Frachter Orvia entlud 12.000 Tonnen Kohle in Talmark.",
    "fr": "Le cargo Orvia a déchargé 12 000 tonnes de charbon à Talmark.",
    "ru": "Судно «Орвия» выгрузило 12 000 тонн угля в Талмарке.",
}
WITHOUT = {
    "en": "The freighter Orvia unloaded coal in Talmark.",
    "de": "Der Frachter Orvia entlud Kohle in Talmark.",
    "fr": "Le cargo Orvia a déchargé du charbon à Talmark.",
    "ru": "Судно «Орвия» выгрузило уголь в Талмарке.",
}


@pytest.mark.parametrize("language", sorted(WITH))
def test_who_gives_no_amount_says_less(build: SimpleNamespace, language: str) -> None:
    """In either order; two that give one, or none, stand alike."""
    amount, other, none = build.features(WITH[language], f"X. {WITH[language]}", WITHOUT[language], language=language)
    assert judge(amount, none).unsized
    assert judge(none, amount).unsized
    assert not judge(amount, other).unsized
    assert not judge(none, none).unsized


def test_a_number_that_is_not_read_is_one_all_the_same(build: SimpleNamespace) -> None:
    """What is numbered is not counted, and a long statement that lacks one of its numbers tells no less for that."""
    amount, unread = build.features(WITH["en"], "The freighter Orvia unloaded coal at pier B-7x in Talmark.")
    assert not judge(amount, unread).unsized
    spelled = build.features(WITH["en"], "The freighter Orvia unloaded forty loads of coal in Talmark.")
    assert not judge(*spelled).unsized
    long = " Its owner Selm Lines said the harbour master, the pilots and the customs service saw the papers in Orsk."
    told = build.features(WITH["en"][:-1] + long, WITHOUT["en"][:-1] + long)
    assert not judge(*told).unsized


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("Four boats of Orvia left Talmark.", "The boats of Orvia left Talmark."),
        ("Sales of Orvia fell by 40 % in Talmark.", "Sales of Orvia fell in Talmark."),
        ("Mara Quist, 63 years old, left Talmark.", "Mara Quist left Talmark."),
    ],
)
def test_what_other_words_may_tell_is_not_left_out(build: SimpleNamespace, more: str, less: str) -> None:
    """A few ("both"), a share ("a fifth") and an age ("her birthday") part nothing."""
    assert not judge(*build.features(more, less)).unsized


def test_a_denial_without_an_amount_answers_who_gives_none(build: SimpleNamespace) -> None:
    """It counts against the amount too; who denies the amount denies no claim without it."""
    texts = (
        WITH["en"],
        WITHOUT["en"],
        "Selm Lines denied that the freighter Orvia had unloaded coal in Talmark.",
        "The port denied that the freighter Orvia had unloaded 12,000 tonnes of coal in Talmark.",
    )
    documents = [build.document(text, hours=hours) for hours, text in enumerate(texts)]
    found = claims.group(documents, build.said(documents), build.lineage(documents), None)
    assert len(found) == 2
    amount, none = sorted(found, key=lambda claim: "12,000" not in claim.text)
    assert (len(amount.affirming), len(none.affirming)) == (1, 1)
    assert (len(amount.denying), len(none.denying)) == (1, 1)
    assert (amount.refuted, none.refuted) == (none.denying, ())
    assert (none.implied, amount.implied) == (amount.affirming, ())


def test_a_denial_without_an_amount_answers_the_amount_where_nobody_says_less(build: SimpleNamespace) -> None:
    """Who unloaded no coal unloaded no 12,000 tonnes of it."""
    texts = (WITH["en"], "Selm Lines denied that the freighter Orvia had unloaded coal in Talmark.")
    documents = [build.document(text, hours=hours) for hours, text in enumerate(texts)]
    (only,) = claims.group(documents, build.said(documents), build.lineage(documents), None)
    assert (len(only.affirming), len(only.denying)) == (1, 1)
