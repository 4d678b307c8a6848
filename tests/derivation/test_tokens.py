"""Tokens: folded words with places in the untouched text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.derivation.tokens import find, fold, tokenise
from bukti.model import Span


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("The Pumps FAILED.", ("the", "pumps", "failed")),
        ("don’t, don't", ("don't", "don't")),
        ("eight-year-old", ("eight", "year", "old")),
        ("Ёлка стоит", ("ёлка", "стоит")),
        ("水泵坏了", ("水", "泵", "坏", "了")),
        ("", ()),
        ("… — !", ()),
    ],
)
def test_words_are_folded(text: str, forms: tuple[str, ...]) -> None:
    """Case and kind of apostrophe do not matter; a script without spaces gives one token a character."""
    assert tokenise(text).forms == forms


@given(st.text(st.characters(), max_size=60))  # surrogates and NUL included
def test_tokens_stand_where_they_say(text: str) -> None:
    """Each form is the folded text at its own place, in order and without overlap."""
    tokens = tokenise(text)
    end = 0
    for form, start, stop in zip(tokens.forms, tokens.starts, tokens.ends, strict=True):
        assert end <= start < stop <= len(text)
        assert form == fold(text[start:stop])
        end = stop


def test_inside_takes_whole_words_only() -> None:
    """A span that cuts a word leaves that word out; one that holds none is empty."""
    tokens = tokenise("pumps failed twice today")
    assert tokens.inside(Span(2, 18)) == (1, 3)
    assert tokens.inside(Span(6, 8)) == (1, 1)


def test_span_covers_first_to_last() -> None:
    """A range of tokens is the text from the first to the last."""
    assert tokenise("pumps failed, twice today").span(1, 3) == Span(6, 19)


def test_unspaced_part() -> None:
    """The part of single characters of scripts without spaces is counted."""
    assert tokenise("水泵 pump 坏了").unspaced == pytest.approx(0.8)


def test_find_gives_the_first_place_or_minus_one() -> None:
    """A sequence is found at its first place from the start given."""
    forms = ("a", "b", "a", "b", "c")
    assert (find(forms, ("a", "b")), find(forms, ("a", "b"), 1), find(forms, ("c", "a"))) == (0, 2, -1)
