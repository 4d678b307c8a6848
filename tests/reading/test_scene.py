"""Where a content ends."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.scene import Scene, clause_end
from bukti.reading.vocabulary import Vocabulary


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("It broke; they left.", "broke"),
        ("It broke, but they left.", "broke"),
        ("It broke, and they left.", "."),
        ("It was “a wreck; a ruin” by then.", "."),
    ],
)
def test_a_content_ends_at_a_semicolon_or_a_contrast(unit: Any, english: Vocabulary, text: str, last: str) -> None:
    """A semicolon or a comma with a contrast ends it."""
    made = unit(text)
    scene = Scene(made, english, [], 0, len(made.tokens), set())
    assert made.tokens[clause_end(scene, 0) - 1].text == last


def test_a_content_ends_where_another_construction_begins(unit: Any, english: Vocabulary) -> None:
    """The place where a later cue's own construction begins is a break."""
    made = unit("It broke and he added that they left.")
    scene = Scene(made, english, [], 0, len(made.tokens), {2})
    assert clause_end(scene, 0) == 2
