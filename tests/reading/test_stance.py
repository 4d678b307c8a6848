"""Degree, basis, stance and flags from the words of a content."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Basis, Degree, Stance
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.vocabulary import Vocabulary

PLAIN = Reading(Degree.CT, Basis.UNSPECIFIED, Stance.ASSERTS, negative=False, flags=())


def _weigh(text: str, vocabulary: Vocabulary, start: Reading = PLAIN) -> Reading:
    return weigh_words(text.split(), start, vocabulary)


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("the dam broke", Degree.CT),
        ("the dam probably broke", Degree.PR),
        ("the dam apparently broke", Degree.WPR),
        ("the dam may have broken", Degree.PS),
        ("the dam reportedly broke", Degree.UU),
    ],
)
def test_hedges_set_the_degree(english: Vocabulary, text: str, degree: Degree) -> None:
    """Each row of the table of method.md section 5 gives its degree."""
    assert _weigh(text, english).degree is degree


def test_the_weakest_hedge_counts(english: Vocabulary) -> None:
    """The words "Probably" and "may" together are no more than possible."""
    assert _weigh("the dam may probably break", english).degree is Degree.PS


def test_a_hedge_never_strengthens(english: Vocabulary) -> None:
    """What the cue made open stays open."""
    start = Reading(Degree.UU, Basis.REPORTED, Stance.ASSERTS, negative=False, flags=())
    assert _weigh("the dam probably broke", english, start).degree is Degree.UU


def test_a_hedge_in_a_subordinate_clause_belongs_to_a_detail(english: Vocabulary) -> None:
    """The words "The dam, which may be old, broke" is as certain as "the dam broke"."""
    assert _weigh("the dam which may be old broke", english).degree is Degree.CT


def test_a_month_is_no_hedge(english: Vocabulary) -> None:
    """A name keeps its capital and matches no hedge."""
    assert _weigh("the dam broke in May", english).degree is Degree.CT


def test_a_statement_that_something_is_untrue_is_a_denial(english: Vocabulary) -> None:
    """Asserting that a thing is false denies it."""
    assert _weigh("the report is false", english).stance is Stance.DENIES


def test_a_denial_is_negative(indonesian: Vocabulary) -> None:
    """A denied proposition counts as negated."""
    reading = _weigh("pihaknya tidak mengetahui adanya proyek itu", indonesian)
    assert (reading.stance, reading.negative) == (Stance.DENIES, True)


def test_a_negation_is_no_denial(english: Vocabulary) -> None:
    """The words "The dam did not break" asserts something negative."""
    reading = _weigh("the dam did not break", english)
    assert (reading.stance, reading.negative) == (Stance.ASSERTS, True)


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("no boats came back", True),
        ("nobody saw the fire", True),
        ("none of the boats came back", True),
        ("there was no fire", True),
        ("the boat no longer floats", True),
        ("no fewer than 8 boats came back", False),
        ("there is no doubt the boat sank", False),
        ("the boat is no longer than a bus", False),
        ("the boat sailed with no crew", False),
        ("it is not clear whether the boat sank", False),
        ("400 , not 40 boats came back", False),
        ("not 40 but 400 boats came back", False),
        ("not forty but nine people were injured", False),
        ("the fire , not the flood , sank the boat", False),
        ("40 boats did not come back , but 400 did", True),
        ("not one of the 400 boats came back", True),
    ],
)
def test_a_negative_determiner_negates_what_is_said(english: Vocabulary, text: str, negative: bool) -> None:
    """Nobody and nothing negate like "not"; phrases that only look negative, corrections and details do not."""
    assert _weigh(text, english).negative is negative


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("tidak ada kapal yang kembali", True),
        ("tak seorang pun terluka", True),
        ("kapal itu bukan milik kota", True),
        ("tidak kurang dari delapan kapal kembali", False),
        ("kapal itu berlayar tanpa awak", False),
    ],
)
def test_indonesian_negation_is_told_from_its_look(indonesian: Vocabulary, text: str, negative: bool) -> None:
    """Being without something is a detail, and "tidak kurang dari" is a number."""
    assert _weigh(text, indonesian).negative is negative


def test_a_question_carries_no_certainty(english: Vocabulary) -> None:
    """A question mark at the end makes it a question, and open."""
    reading = _weigh("who opened the gate ?", english)
    assert (reading.stance, reading.degree) == (Stance.QUESTIONS, Degree.UU)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("the material is not strong enough to act on", "insufficient"),
        ("there is no evidence of a leak", "null-result"),
        ("a leak is unlikely", "improbable"),
    ],
)
def test_remarks_are_flagged(english: Vocabulary, text: str, flag: str) -> None:
    """Remarks that change what a statement is worth are shown."""
    assert flag in _weigh(text, english).flags


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("Le maire craint que le pont n'ait cédé.", False),
        ("Le maire dit que le pont n'a pas cédé.", True),
        ("Le maire dit que le pont n'a jamais été sûr.", True),
    ],
)
def test_half_a_negation_negates_nothing(read_text: Any, text: str, negative: bool) -> None:
    """French "ne" alone, after a fear, is no negation; with its other half it is."""
    assert [made.negative for made in read_text(text, "fr")] == [negative]
