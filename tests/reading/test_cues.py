"""Which words report, and which only look like it."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.cues import Found, find
from bukti.reading.vocabulary import Vocabulary


def _cues(unit: Any, vocabulary: Vocabulary, text: str) -> list[Found]:
    return find(unit(text), vocabulary)


@pytest.mark.parametrize(
    "text",
    [
        "A series of proposed reforms failed.",
        "His recently revealed notes were sold.",
        "Friday's tweets were loud.",
        "The Chequers plan is dead.",
        "Two European Union states fear nothing.",
    ],
)
def test_nouns_and_participles_before_nouns_are_no_cues(unit: Any, english: Vocabulary, text: str) -> None:
    """A form that is a verb elsewhere is none after a determiner, a preposition or an owner, or before a verb."""
    words = {" ".join(c.cue.words) for c in _cues(unit, english, text) if c.cue.kind == "verb"}
    assert not words & {"proposed", "revealed", "tweets", "plan", "states"}


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The mayor did not say that it broke.", "negated"),
        ("The mayor declined to say that it broke.", "refused"),
        ("The mayor wants to say that it broke.", "infinitive"),
        ("The mayor was told that it broke.", "passive"),
        ("The mayor stood up and said that it broke.", "subjectless"),
    ],
)
def test_the_verb_group_tells_how_a_verb_is_used(unit: Any, english: Vocabulary, text: str, mark: str) -> None:
    """Auxiliaries, negators and refusals to the left mark the cue."""
    (found,) = [c for c in _cues(unit, english, text) if c.cue.words[0] in {"say", "said", "told"}]
    assert getattr(found, mark)


def test_an_adverb_in_the_group_is_stepped_over(unit: Any, english: Vocabulary) -> None:
    """The group reaches over "repeatedly" to "has not"."""
    (found,) = _cues(unit, english, "The mayor has not repeatedly said that it broke.")
    assert found.negated


def test_no_cue_is_found_inside_speech(unit: Any, english: Vocabulary) -> None:
    """What a quoted speaker reports is not the report's own attribution."""
    assert [c.cue.words for c in _cues(unit, english, "“My brother said it broke,” the mayor told us.")] == [("told",)]


def test_a_longer_form_wins(unit: Any, english: Vocabulary) -> None:
    """The words "Believed in" is no belief that something is so."""
    (found,) = _cues(unit, english, "The mayor believed in luck.")
    assert found.cue.words == ("believed", "in")
