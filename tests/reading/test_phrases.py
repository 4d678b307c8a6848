"""Noun phrases beside a cue."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.phrases import antecedent, is_clause, left_subject, right_phrase, with_name
from bukti.reading.units import Unit, read_units
from bukti.reading.vocabulary import Vocabulary


def _place(unit: Unit, word: str) -> int:
    return unit.lows.index(word)


def _words(unit: Unit, found: tuple[int, int] | None) -> str | None:
    return " ".join(t.text for t in unit.tokens[slice(*found)]) if found else None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("On Friday morning the mayor said it broke.", "the mayor"),
        ("In a statement, the mayor said it broke.", "the mayor"),
        ("The mayor, who was ill, said it broke.", "The mayor"),
        ("The mayor, owned by nobody, said it broke.", "The mayor"),
        ("Ada Moreno (62) said it broke.", "Ada Moreno"),
        ("Moreno, Lind and Petrov said it broke.", "Moreno , Lind and Petrov"),
        ("It rained, but the mayor said it broke.", "the mayor"),
        ("Clinton believed she said it broke.", "she"),
        ("He thinks the council said it broke.", "the council"),
        ("One of them said it broke.", "One of them"),
        (", said it broke.", None),
    ],
)
def test_the_subject_stands_before_the_verb_group(
    unit: Any, english: Vocabulary, text: str, subject: str | None
) -> None:
    """Adjuncts, appositions, relative clauses and other clauses are no part of the subject."""
    made = unit(text)
    assert _words(made, left_subject(made, english, _place(made, "said"))) == subject


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("said the mayor of the old town on Friday.", "the mayor of the old town"),
        ("said the mayor that it broke.", "the mayor"),
        ("said Moreno and Lind.", "Moreno and Lind"),
        ("said one of those who had fled.", "one of those who had fled"),
    ],
)
def test_a_phrase_to_the_right_ends_before_what_is_not_its_own(
    unit: Any, english: Vocabulary, text: str, phrase: str
) -> None:
    """Genitives and relative clauses go on, times and complementisers do not."""
    made = unit(text)
    assert _words(made, right_phrase(made, english, 1, len(made.tokens))) == phrase


def test_a_name_beside_a_description_belongs_to_it(unit: Any, english: Vocabulary) -> None:
    """The words "The author, Marta Holm," is one source."""
    made = unit("said the author, Marta Holm, on Friday.")
    assert _words(made, with_name(made, english, (1, 3), len(made.tokens))) == "the author , Marta Holm"


def test_a_clause_that_goes_on_is_no_name(unit: Any, english: Vocabulary) -> None:
    """Capitals that no comma or full stop closes begin something else."""
    made = unit("said the author, Marta smiled.")
    assert with_name(made, english, (1, 3), len(made.tokens)) == (1, 3)


def test_a_relative_pronoun_stands_for_the_phrase_before_it(unit: Any, english: Vocabulary) -> None:
    """The antecedent begins after the last verb."""
    made = unit("We met the old captain who said it broke.")
    assert _words(made, antecedent(made, english, _place(made, "who"))) == "the old captain"


def test_an_opening_relative_pronoun_stands_for_nothing(unit: Any, english: Vocabulary) -> None:
    """At the start of a unit there is nothing before it."""
    assert antecedent(unit("Who said it broke?"), english, 0) is None


def test_a_clause_needs_a_verb_only_where_the_language_does(
    prepare: Any, unit: Any, english: Vocabulary, indonesian: Vocabulary
) -> None:
    """The words "Kapal itu kosong" is a clause; "the empty ship" is none."""
    (ship,), _ = read_units(prepare("Kapal itu kosong.", "id"))
    assert is_clause(ship, indonesian, 0, 3)
    assert not is_clause(unit("The empty ship."), english, 0, 3)


def test_one_word_is_no_clause(prepare: Any, indonesian: Vocabulary) -> None:
    """A subject or a predicate alone says nothing."""
    (ship,), _ = read_units(prepare("Kosong.", "id"))
    assert not is_clause(ship, indonesian, 0, 2)
