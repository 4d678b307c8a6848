"""Shingles: equal everywhere and in every run."""

from __future__ import annotations

import pytest

from bukti.derivation.fingerprints import containment, shingle, shingles, width
from bukti.derivation.tokens import tokenise


def test_shingle_is_fixed() -> None:
    """The hash is a published function of the tokens: this value holds on every machine."""
    assert shingle(("water", "rose", "over", "the")) == 5494494188044253919


def test_shingle_tells_borders_of_tokens() -> None:
    """The same letters in other tokens are another shingle."""
    assert shingle(("ab", "c")) != shingle(("a", "bc"))


def test_shingles_are_sorted_and_distinct() -> None:
    """A repeated run counts once."""
    found = shingles(tokenise("a b c d a b c d"))
    assert list(found) == sorted(set(found))
    assert len(found) == 4


def test_skipped_tokens_make_no_shingle() -> None:
    """A run that touches boilerplate is left out."""
    tokens = tokenise("a b c d e f")
    assert len(shingles(tokens, [False, False, False, False, True, False])) == 1


@pytest.mark.parametrize(("text", "size"), [("water rose over the bridge", 4), ("水泵昨晚又坏了", 7)])
def test_unspaced_scripts_have_longer_shingles(text: str, size: int) -> None:
    """A shingle is four words, or seven characters."""
    assert width(tokenise(text)) == size


def test_containment() -> None:
    """The part of the first set that the second has; nothing is contained in nothing."""
    assert (containment((1, 2, 3, 4), (2, 4, 9)), containment((), (1,))) == (0.5, 0.0)
