"""What kind of source a phrase is."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import SourceKind, Span
from bukti.reading.sources import Classifier, Source
from bukti.reading.units import read_units
from bukti.reading.vocabulary import vocabulary


def _classify(prepare: Any, text: str, phrase: str, language: str = "en") -> Source:
    words = vocabulary(language)
    assert words is not None
    start = text.rindex(phrase)
    document = prepare(text, language)
    return Classifier(document, words, read_units(document)[0]).phrase(Span(start, start + len(phrase)))


@pytest.mark.parametrize(
    ("phrase", "kind", "name"),
    [
        ("he", SourceKind.PRONOUN, None),
        ("two senior officials", SourceKind.ANONYMOUS, None),
        ("a diplomat who asked not to be named", SourceKind.ANONYMOUS, None),
        ("one of them", SourceKind.ANONYMOUS, None),
        ("the court filing", SourceKind.DOCUMENT, None),
        ("the newspaper", SourceKind.MEDIA, None),
        ("the ministry", SourceKind.NAMED_ORGANISATION, None),
        ("Reuters", SourceKind.MEDIA, "Reuters"),
        ("the Meridian Post", SourceKind.MEDIA, "Meridian Post"),
        ("Moscow", SourceKind.NAMED_ORGANISATION, "Moscow"),
        ("President Ada Moreno", SourceKind.NAMED_PERSON, "Ada Moreno"),
        ("the author of the study, Mark Bell", SourceKind.NAMED_PERSON, "Mark Bell"),
        ("supporters of Ada Moreno", SourceKind.ANONYMOUS, None),
        ("EU diplomats", SourceKind.ANONYMOUS, None),
        ("Ada Moreno's lawyer", SourceKind.ANONYMOUS, None),
    ],
)
def test_a_phrase_has_a_kind_and_a_name_where_it_carries_one(
    prepare: Any, phrase: str, kind: SourceKind, name: str | None
) -> None:
    """Heads, mentions and capitals decide; what hangs on a phrase does not name it."""
    source = _classify(prepare, f"It broke, said {phrase}", phrase)
    assert (source.kind, source.name) == (kind, name)


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("Diplomat UE", SourceKind.ANONYMOUS),
        ("Kelompok tersebut", SourceKind.NAMED_ORGANISATION),
        ("salah satu dari mereka", SourceKind.ANONYMOUS),
        ("Layanan Darurat Negara", SourceKind.NAMED_ORGANISATION),
        ("Presiden Ada Moreno", SourceKind.NAMED_PERSON),
    ],
)
def test_a_language_whose_heads_come_first_is_classified_too(prepare: Any, phrase: str, kind: SourceKind) -> None:
    """The same rules with the head on the other side."""
    assert _classify(prepare, f"{phrase} mengatakan itu rusak.", phrase, "id").kind is kind


def test_a_definite_description_has_no_name(prepare: Any) -> None:
    """A common noun that opens a sentence is no name, but points back."""
    source = _classify(prepare, "Kelompok tersebut mengatakan itu rusak.", "Kelompok tersebut", "id")
    assert (source.name, source.definite) == (None, True)


def test_evidence_from_somebody_is_somebodys(prepare: Any) -> None:
    """The source of "evidence from officials" is the officials."""
    source = _classify(prepare, "It broke, said evidence from two officials", "evidence from two officials")
    assert (source.kind, source.head) == (SourceKind.ANONYMOUS, "officials")


@pytest.mark.parametrize(
    ("phrase", "plural"), [("a witness", False), ("two witnesses", True), ("officials", True), ("the official", False)]
)
def test_number_is_read_from_quantifiers_and_endings(prepare: Any, phrase: str, plural: bool) -> None:
    """A doubled ending letter is no plural."""
    assert _classify(prepare, f"It broke, said {phrase}", phrase).plural is plural


def test_a_surname_is_a_person_once_the_full_name_stood_before(prepare: Any) -> None:
    """A lone name that ended a longer one names a person."""
    text = "Ada Moreno came. It broke, said Moreno"
    assert _classify(prepare, text, "Moreno").kind is SourceKind.NAMED_PERSON


def test_a_name_that_lost_its_space_is_shown_repaired(prepare: Any) -> None:
    """A damaged name is known by what it stood for."""
    text = "Marta Holm datang. Itu rusak, tulis MartaHolm"
    assert _classify(prepare, text, "MartaHolm", "id").kind in {SourceKind.NAMED_PERSON, SourceKind.NAMED_ORGANISATION}


def test_a_head_may_be_several_words(read_text: Any) -> None:
    """Vietnamese `bộ` is a ministry and `bộ trưởng` a minister; the longest head counts."""
    (body,) = read_text("Bộ Quốc phòng nói rằng cầu đã đóng cửa.", "vi")
    (person,) = read_text("Bộ trưởng nói rằng cầu đã đóng cửa.", "vi")
    assert (str(body.source_kind), str(person.source_kind)) == ("named_organisation", "anonymous")


def test_a_pronoun_before_a_name_is_its_title(read_text: Any) -> None:
    """`ông Khánh` (Mr Khánh) is a name, `ông ta` a pronoun."""
    (named,) = read_text("Ông Khánh nói rằng cầu đã đóng cửa.", "vi")
    (pronoun,) = read_text("Ông ta nói rằng cầu đã đóng cửa.", "vi")
    assert (str(named.source_kind), str(pronoun.source_kind)) == ("named_person", "pronoun")
