"""Shingles: hashes of runs of tokens, the same on every machine and in every run.

A shingle is a 64-bit BLAKE2b digest (RFC 7693) of its tokens, keyed by `SEED`. The set is deduplicated within a text.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from bukti.derivation.tokens import Tokens

SEED = b"bukti-shingle-1"
WORDS = 4  # tokens of a shingle in scripts with spaces (spikes.md section 5)
CHARACTERS = 7  # in scripts without


def width(tokens: Tokens) -> int:
    """Tokens of one shingle of this text."""
    return CHARACTERS if tokens.unspaced > 0.5 else WORDS


def shingle(forms: Sequence[str]) -> int:
    """Hash of one run of tokens, in [0, 2^63) so that it fits a signed 64-bit column."""
    digest = blake2b("\x1f".join(forms).encode("utf-8", "surrogatepass"), digest_size=8, key=SEED).digest()
    return int.from_bytes(digest, "big") >> 1


def shingles(tokens: Tokens, skipped: Sequence[bool] | None = None) -> tuple[int, ...]:
    """Sorted distinct shingles of a text.

    Args:
        tokens: of the text.
        skipped: one flag a token; a shingle that touches a flagged token (boilerplate) is left out.
    """
    size = width(tokens)
    found = set()
    for place in range(len(tokens) - size + 1):
        if skipped is not None and any(skipped[place : place + size]):
            continue
        found.add(shingle(tokens.forms[place : place + size]))
    return tuple(sorted(found))


def containment(part: Sequence[int], whole: Sequence[int]) -> float:
    """Part of the first set's shingles that the second has, in [0, 1] (Broder 1997); 0 for an empty first set."""
    return len(set(part) & set(whole)) / len(set(part)) if part else 0.0
