"""Names are found in any script, with keys that are equal across languages."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Damage, Document, LanguageGuess, MentionKind, Report, Span


def _document(text: str, language: str, *damage: Damage) -> Document:
    report = Report(report_id(text.encode()), "text/plain", text, language=language)
    sentences = tuple(Span(*m.span()) for m in re.finditer(r"[^.\s][^.]*[.]?", text))
    return Document(report, LanguageGuess(language, 1.0), (Span(0, len(text)),), sentences, damage=damage)


def _found(text: str, language: str, *damage: Damage) -> dict[str, tuple[str, MentionKind]]:
    document = _document(text, language, *damage)
    return {document.words(m.span): (m.key, m.kind) for m in mentions.find(document)}


@pytest.mark.parametrize(
    ("language", "text", "word", "key"),
    [
        ("en", "Talks were held in China on Friday.", "China", "country:cn"),
        ("id", "Pabrik itu ada di Tiongkok.", "Tiongkok", "country:cn"),
        ("ru", "Завод построен в Китае.", "Китае", "country:cn"),
        ("zh", "工厂位于中国境内。", "中国", "country:cn"),
        ("ar", "قالت رويترز أمس", "رويترز", "media:reuters"),
        ("ko", "공장은 중국에 있다", "중국", "country:cn"),
        ("ru", "Об этом сообщает Рейтер.", "Рейтер", "media:reuters"),
        ("zh", "路透社报道", "路透社", "media:reuters"),
        ("id", "Hal itu ditolak Beijing.", "Beijing", "country:cn"),
        ("en", "The report by Amnesty International was new.", "Amnesty International", "org:amnesty"),
    ],
)
def test_known_names_have_one_key_in_every_script(language: str, text: str, word: str, key: str) -> None:
    """The gazetteer's key does not depend on the language of the text."""
    assert _found(text, language)[word][0] == key


def test_a_surname_links_to_the_only_full_name() -> None:
    """`Thompson` after `Patrick Thompson` is the same person."""
    text = "The inquiry was led by Patrick Thompson. Later Thompson left."
    assert _found(text, "en")["Thompson"] == ("name:patrick thompson", MentionKind.PERSON)


def test_a_surname_of_two_people_links_to_neither() -> None:
    """Where two full names end alike the surname alone stays open."""
    text = "It was led by Patrick Thompson and by Mary Thompson. Later Thompson left."
    assert _found(text, "en")["Thompson"][0] == "name:thompson"


@pytest.mark.parametrize(
    ("language", "text", "word", "kind"),
    [
        ("en", "It was seen by the Coastal Herald today.", "Coastal Herald", MentionKind.MEDIA),
        ("en", "The Halden News Agency has left.", "Halden News Agency", MentionKind.MEDIA),
        ("en", "It was seen by Beacon Rights Watch today.", "Beacon Rights Watch", MentionKind.ORGANISATION),
        ("en", "Human Relief Monitor has left.", "Human Relief Monitor", MentionKind.ORGANISATION),
        ("id", "Layanan Darurat Negara sudah pergi.", "Layanan Darurat Negara", MentionKind.ORGANISATION),
        ("id", "Menteri Lingkungan Hidup Hana Velk sudah pergi.", "Hana Velk", MentionKind.PERSON),
        ("id", "Menurut Harian Dermaga kapal itu pergi.", "Harian Dermaga", MentionKind.MEDIA),
    ],
)
def test_the_noun_in_a_name_tells_its_kind(language: str, text: str, word: str, kind: MentionKind) -> None:
    """A body's or an outlet's noun makes no person of a name, and an office's field is no part of one."""
    assert _found(text, language)[word][1] is kind


def test_an_acronym_in_brackets_takes_the_key_of_its_name() -> None:
    """An unknown body's initials mean the body everywhere in the report."""
    found = _found("It met the Harbour Safety Commission (HSC) here. Now the HSC agrees.", "en")
    assert found["HSC"] == found["Harbour Safety Commission"]


@pytest.mark.parametrize("text", ["Yesterday it rained.", "In summer it is warm.", "it met on Monday in May"])
def test_a_capital_alone_makes_no_name(text: str) -> None:
    """Words that open a sentence, weekdays and months are no names."""
    assert _found(text, "en") == {}


def test_a_calque_has_the_repaired_name_and_key() -> None:
    """The span keeps the words as they stand."""
    damage = Damage(Span(14, 22), "calque", "Porselen", "China", "a reason")
    (mention,) = mentions.find(_document("mereka ada di Porselen", "id", damage))
    assert (mention.span, mention.key, mention.name) == (Span(14, 22), "country:cn", "China")


def test_a_lost_space_separates_a_name_from_the_next_word() -> None:
    """`Ukrainadan` holds the country's name and nothing else."""
    text = "di wilayah Ukrainadan bahwa"
    found = _found(text, "id", Damage(Span(11, 21), "lost-space", "Ukrainadan", "Ukraina dan", "a reason"))
    assert found == {"Ukraina": ("country:ua", MentionKind.COUNTRY)}


@pytest.mark.parametrize("text", ["", " \n ", "12 345", "\ud800", "(((", "A"])
def test_odd_text_is_no_error(text: str) -> None:
    """Any string gives a result."""
    assert mentions.find(_document(text.replace("\ud800", "\ufffd"), "en")) == ()


def test_mentions_are_sorted_and_apart() -> None:
    """Spans ascend and never overlap."""
    spans = [
        m.span for m in mentions.find(_document("In Kyiv, Reuters met Ana Diaz of the European Union and TASS.", "en"))
    ]
    assert len(spans) == 5
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_particle_joins_a_name_even_where_it_is_a_word_that_is_none() -> None:
    """A name whose particle is an article as well is whole, at the start of a sentence too."""
    found = _found("Anneke de Wit kwam. Later ging Anneke de Wit naar huis.", "nl")
    assert found["Anneke de Wit"] == ("name:anneke de wit", MentionKind.PERSON)
