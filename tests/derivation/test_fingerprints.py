"""Shingles: equal everywhere and in every run."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.derivation.fingerprints import SEED, features, shared, shingle, shingles, width
from bukti.derivation.tokens import tokenise


def test_shingle_is_fixed() -> None:
    """The hash is a published function of the tokens: this value holds on every machine."""
    assert shingle(("water", "rose", "over", "the")) == 5346221996618839128


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


def test_shared() -> None:
    """The shingles of both are counted; nothing has none."""
    four, three, none = (np.array(row, dtype=np.int64) for row in ((1, 2, 3, 4), (2, 4, 9), ()))
    assert (shared(four, three), shared(none, three)) == (2, 0)


def test_features_are_sorted_and_distinct() -> None:
    """Keys are hashed like single tokens, whatever their order and number."""
    assert features(["b", "a", "b"]).tolist() == sorted({shingle(("a",)), shingle(("b",))})


def _slow(text: str, skipped: Sequence[bool]) -> set[int]:
    """Shingles by the definition: one digest a token, then a polynomial and a mixing step in unbounded integers."""
    tokens, top = tokenise(text), 1 << 64
    digests = [
        int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8, key=SEED).digest(), "big")
        for form in tokens.forms
    ]
    found, size = set(), width(tokens)
    for place in range(len(digests) - size + 1):
        if not any(skipped[place : place + size]):
            value = 0
            for digest in digests[place : place + size]:
                value = (value * 0x9E3779B97F4A7C13 + digest) % top
            value = (value ^ value >> 32) * 0xD6E8FEB86659FD93 % top
            found.add((value ^ value >> 32) >> 1)
    return found


@given(
    st.lists(st.sampled_from(("a", "Bé", "水", "泵", "don’t", "\ud800", "\0", "😀", "9")), max_size=40), st.randoms()
)
def test_shingles_follow_their_definition(words: list[str], chance: Random) -> None:
    """Arrays give what a plain loop over the text gives, in order and each once, whatever is skipped."""
    text = " ".join(words)
    skipped = [chance.random() < 0.1 for _ in tokenise(text).forms]
    assert shingles(tokenise(text), skipped).tolist() == sorted(_slow(text, skipped))
