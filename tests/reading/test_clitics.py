"""Short words that are written onto others."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.reading.units import read_units
from bukti.reading.vocabulary import vocabulary


def _words(prepare: Any, text: str) -> list[str]:
    return [token.text for unit in read_units(prepare(text, "ar"))[0] for token in unit.tokens]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("وقال الوزير", ["و", "قال", "الوزير"]),
        ("وزير الصحة", ["وزير", "الصحة"]),
        ("وَقال", ["وَ", "قال"]),
        ("وفقًا لسامر", ["وفقًا", "ل", "سامر"]),
        ("واحد منهم", ["واحد", "منهم"]),
        ("وللشرطة", ["و", "لل", "شرطة"]),
    ],
)
def test_a_clitic_is_cut_where_a_known_word_remains(prepare: Any, text: str, words: list[str]) -> None:
    """A conjunction is cut before any known word, a preposition before a noun and where one is called for."""
    assert _words(prepare, text) == words


def test_pieces_lie_side_by_side_in_the_text(prepare: Any) -> None:
    """The tokens of a cut word follow each other without a gap, and offsets are those of the text."""
    text = "وقالت الشرطة لرويترز إن الطريق مغلق."
    tokens = read_units(prepare(text, "ar"))[0][0].tokens
    assert [text[t.start : t.end] for t in tokens] == [t.text for t in tokens]
    assert tokens[0].end == tokens[1].start


def test_words_without_a_document_are_cut_alike() -> None:
    """A name's own words are compared as those of the text are."""
    words = vocabulary("ar")
    assert words is not None
    assert words.words_of("الصحة والدفاع") == ["الصحة", "و", "الدفاع"]


def test_words_that_hold_their_source_open_a_sentence(read_text: Any) -> None:
    """Hebrew writes "according to him" as one word, before what he says as well as inside it."""
    text = "הדובר יואב שגב אמר כי הגשר סגור. לדבריו, העבודות יימשכו שבוע."
    made = read_text(text, "he")
    assert [(str(s.source_kind), s.source == (), [text[c.start : c.end] for c in s.content]) for s in made][1:] == [
        ("pronoun", True, ["העבודות יימשכו שבוע"])
    ]
