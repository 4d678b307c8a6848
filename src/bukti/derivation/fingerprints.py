"""Shingles: hashes of runs of tokens, the same on every machine and in every run.

A token is hashed once, by 64 bits of BLAKE2b (RFC 7693) keyed by `SEED`; the hash of a run is a polynomial of its
tokens' hashes modulo 2^64, mixed so that its low bits are a fair sample. All of it is integer arithmetic on arrays.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from bukti.derivation.tokens import Tokens

SEED = b"bukti-shingle-2"
WORDS = 4  # tokens of a shingle in scripts with spaces (spikes.md section 5)
CHARACTERS = 7  # in scripts without
BASE = np.uint64(0x9E3779B97F4A7C13)  # odd, so that each token's hash keeps all its bits in the polynomial
MIX = np.uint64(0xD6E8FEB86659FD93)  # odd: the mixing, like the polynomial, loses nothing
HALF = np.uint64(32)

Shingles = npt.NDArray[np.int64]


def width(tokens: Tokens) -> int:
    """Tokens of one shingle of this text."""
    return CHARACTERS if tokens.unspaced > 0.5 else WORDS


def shingle(forms: Sequence[str]) -> int:
    """Hash of one run of tokens, in [0, 2^63) so that it fits a signed 64-bit column."""
    return int(_runs(_hashes(forms), len(forms))[0])


def shingles(tokens: Tokens, skipped: Sequence[bool] | None = None) -> Shingles:
    """Sorted distinct shingles of a text.

    Args:
        tokens: of the text.
        skipped: one flag a token; a shingle that touches a flagged token (boilerplate) is left out.
    """
    found, size = runs(tokens)
    if skipped is not None and any(skipped):
        before = np.concatenate(([0], np.cumsum(skipped)))  # flagged tokens before each place
        found = found[before[size:] == before[:-size]]
    return _distinct(found)


def runs(tokens: Tokens) -> tuple[Shingles, int]:
    """The shingle that begins at each token, in order of place, and the number of its tokens."""
    size = width(tokens)
    return _runs(_hashes(tokens.forms), size), size


def features(keys: Collection[str]) -> Shingles:
    """Sorted distinct hashes of single keys, for the same join."""
    return _distinct(_runs(_hashes(keys), 1))


def shared(one: Shingles, two: Shingles) -> int:
    """Number of shingles that two texts have in common."""
    return len(np.intersect1d(one, two, assume_unique=True))


def _distinct(values: Shingles) -> Shingles:
    ordered = np.sort(values)
    fresh: Shingles = ordered[np.diff(ordered, prepend=-1) != 0]
    return fresh


@lru_cache(maxsize=1 << 16)  # most words of a text are common ones
def _hash(form: str) -> int:
    return int.from_bytes(blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8, key=SEED).digest(), "big")


def _hashes(forms: Collection[str]) -> npt.NDArray[np.uint64]:
    return np.fromiter(map(_hash, forms), dtype=np.uint64, count=len(forms))


def _runs(hashes: npt.NDArray[np.uint64], size: int) -> Shingles:
    """Hash of each run of so many tokens, in order of place; none where the text is shorter."""
    count = max(0, len(hashes) - size + 1)
    found = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        found = found * BASE + hashes[offset : offset + count]
    found = (found ^ found >> HALF) * MIX
    return ((found ^ found >> HALF) >> np.uint64(1)).astype(np.int64)
