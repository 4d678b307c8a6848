"""Verbs after, or in the middle of, their content."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.cues import find
from bukti.reading.scene import Scene
from bukti.reading.tags import Tag, find_tag
from bukti.reading.units import read_units
from bukti.reading.vocabulary import Vocabulary


def _tags(unit: Any, vocabulary: Vocabulary, text: str) -> list[tuple[str, str]]:
    """Source and whole tag of each tag of a sentence."""
    made = unit(text)
    scene = Scene(made, vocabulary, find(made, vocabulary), 0, len(made.tokens), set())
    tags: list[Tag] = [tag for tag in (find_tag(scene, c) for c in scene.cues) if tag is not None]

    def words(start: int, end: int) -> str:
        return " ".join(t.text for t in made.tokens[start:end])

    return [(words(*tag.source) if tag.source else "", words(tag.start, tag.end)) for tag in tags]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("The dam broke, the mayor said.", [("the mayor", "the mayor said")]),
        ("“It broke,” said the mayor.", [("the mayor", "said the mayor")]),
        ("“It broke,” the mayor, a nurse, told the BBC.", [("the mayor", "the mayor , a nurse , told the BBC")]),
        ("“It broke,” one man who gave no name said.", [("one man who gave no name", "one man who gave no name said")]),
        ("The mayor, elected in May, said it broke.", []),
        ("The poll, held in May, found the mayor ahead.", []),
        ("The mayor said it broke.", []),
        ("“It broke,” in May said nobody.", []),
    ],
)
def test_a_tag_has_a_complete_content_before_it(
    unit: Any, english: Vocabulary, text: str, tags: list[tuple[str, str]]
) -> None:
    """Source and verb in either order count as a tag only where nothing to the right could be the content."""
    assert _tags(unit, english, text) == tags


def test_a_verb_that_only_follows_is_no_tag_at_the_front(prepare: Any, indonesian: Vocabulary) -> None:
    """A form that only stands behind its content makes nothing where no content precedes it."""
    (made,), _ = read_units(prepare("Kata itu tua.", "id"))
    scene = Scene(made, indonesian, find(made, indonesian), 0, len(made.tokens), set())
    assert [find_tag(scene, found) for found in scene.cues] == [None]
