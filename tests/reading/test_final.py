"""Verb-final languages: the content before the verb, the source before the content."""

from __future__ import annotations

import pytest
from tests.reading.conftest import Read

POSTPOSED = [
    ("Uzmanlara göre köprü yıkılacak.", "Uzmanlara", "köprü yıkılacak"),
    ("Bakanlığın açıklamasına göre, yol iki gün kapalı kalacak.", "Bakanlığın", "yol iki gün kapalı kalacak"),
]
SPOKEN = [
    ("Ayşe Korkmaz, köprünün kapandığını söyledi.", "Ayşe Korkmaz", "söyledi", "köprünün kapandığını"),
    ("Vali, “Köprü bu gece açılacak.” dedi.", "Vali", "dedi", "“Köprü bu gece açılacak.”"),
    ("Bir tanık şöyle dedi: “Önce bir ses duyduk.”", "Bir tanık", "dedi", "“Önce bir ses duyduk.”"),
]


@pytest.mark.parametrize(("text", "source", "content"), POSTPOSED)
def test_according_to_may_stand_behind_its_source(read_text: Read, text: str, source: str, content: str) -> None:
    """What stands before a postposed "according to" is the source, what follows the content."""
    (statement,) = read_text(text, "tr")
    assert [text[slice(*s)] for s in statement.source] == [source]
    assert [text[slice(*s)] for s in statement.content] == [content]


@pytest.mark.parametrize(("text", "source", "cue", "content"), SPOKEN)
def test_content_stands_before_its_verb(read_text: Read, text: str, source: str, cue: str, content: str) -> None:
    """A clause made a noun, or a quotation, belongs to the verb behind it and to the subject before it."""
    (statement,) = read_text(text, "tr")
    assert [text[slice(*s)] for s in statement.source] == [source]
    assert [text[slice(*s)] for s in statement.cue] == [cue]
    assert [text[slice(*s)] for s in statement.content] == [content]


def test_a_verb_without_subject_means_who_spoke_before(read_text: Read) -> None:
    """Where the clause has no subject, the source is a pronoun that stands for the speaker before."""
    told = read_text("Ayşe Korkmaz, köprünün kapandığını söyledi. Yolun açık olduğunu da ekledi.", "tr")
    assert [(s.source_kind.value, s.resolves_to) for s in told][1] == ("pronoun", "Ayşe Korkmaz")


def test_a_form_with_a_leading_star_matches_endings(read_text: Read) -> None:
    """Modal endings of verbs set the degree ("açıl|abilir")."""
    (statement,) = read_text("Vali, “Köprü yarın açılabilir.” dedi.", "tr")
    assert statement.certainty == "possible"


def test_what_a_verb_denies_is_the_claim_itself(read_text: Read) -> None:
    """A claim named only to be rejected is told once, as what is denied."""
    (statement,) = read_text("Ayşe Korkmaz, parayı sakladığı iddiasını reddetti.", "tr")
    assert statement.stance == "denies"


MARKED = [
    ("山田健一氏は、橋が閉鎖されたと述べた。", "山田健一", "橋が閉鎖された"),
    ("橋は安全だとベルクマンは言う。", "ベルクマン", "橋は安全だ"),
    ("当局は次のように述べた。「橋は明日まで閉鎖する。」", "当局", "「橋は明日まで閉鎖する。」"),
    ("専門家によると、橋は古いという。", "専門家", "橋は古い"),
]


@pytest.mark.parametrize(("text", "source", "content"), MARKED)
def test_a_marked_subject_is_the_source(read_text: Read, text: str, source: str, content: str) -> None:
    """Where a word marks the subject, the first that can speak is the source, before or behind what it says."""
    (statement,) = read_text(text, "ja")
    assert [text[slice(*s)] for s in statement.source] == [source]
    assert [text[slice(*s)] for s in statement.content] == [content]


def test_a_verb_before_a_noun_reports_nothing(read_text: Read) -> None:
    """In a language that marks its subjects a verb before a noun only describes it."""
    assert not read_text("昨日発表した計画は古い。", "ja")
