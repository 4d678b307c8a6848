"""Verbs whose subject is left out mean whoever spoke before; infinitives mean the subject of their own clause."""

from __future__ import annotations

from typing import Any

from bukti.model import SourceKind


def test_a_finite_verb_without_a_subject_means_who_spoke_last(read_text: Any) -> None:
    """The source is a pronoun without words of its own, and resolves like one."""
    made = read_text("Marta Olmedo dijo que el puente cerró. Añadió que nadie resultó herido.", "es")
    assert [s.source_kind for s in made] == [SourceKind.NAMED_PERSON, SourceKind.PRONOUN]
    assert (made[1].source, made[1].resolves_to) == ((), "Marta Olmedo")


def test_a_plural_form_means_several(read_text: Any) -> None:
    """One named person is not meant by a verb in the plural."""
    made = read_text("Marta Olmedo dijo que el puente cerró. Añadieron que nadie resultó herido.", "es")
    assert (made[1].source_kind, made[1].resolves_to) == (SourceKind.PRONOUN, None)
    made = read_text("Varios testigos dijeron que el puente cerró. Añadieron que nadie resultó herido.", "es")
    assert made[1].resolves_to == "testigos"


def test_an_infinitive_shares_the_subject_of_its_clause(read_text: Any) -> None:
    """It is no dropped subject of its own."""
    made = read_text("Marta Olmedo cerró la sesión tras decir que el puente era seguro.", "es")
    assert [s.source_kind for s in made] == [SourceKind.NAMED_PERSON]


def test_languages_that_keep_their_subjects_are_left_alone(read_text: Any) -> None:
    """Without the switch a verb without a subject has no statement."""
    assert read_text("Said that the bridge was closed.", "en") == ()
