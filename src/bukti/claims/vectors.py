"""Meaning as vectors: sentence embeddings with what is common to their language taken away.

Raw cosines of multilingual-e5 lie between .75 and .9 for anything (spikes.md 1): most of a vector says "a sentence in
this language". Subtracting the mean of the language, estimated from the statements of the collection and from fixed
background sentences so that a small collection about one subject does not subtract its subject, makes cosines of
different languages comparable. Measured in docs/claims.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bukti.claims import words

Matrix = NDArray[np.float32]


class Embedder(Protocol):
    """What this stage needs of the embedding component."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of the texts, shape (n, d)."""
        ...


PRIOR = 40  # weight of the background against the statements of the collection, in statements


def centred(texts: Sequence[str], languages: Sequence[str | None], embedder: Embedder) -> Matrix:
    """Unit vectors of the texts after centring by language, shape (n, d).

    Args:
        texts: n texts; equal texts are embedded once.
        languages: ISO 639 code of each, or None.
        embedder: gives unit rows.
    """
    unique = sorted(set(texts))
    rows = np.asarray(embedder.embed(unique), dtype=np.float32)
    place = {text: row for row, text in enumerate(unique)}
    vectors = rows[[place[text] for text in texts]]
    prior = _priors(sorted({code or "" for code in languages}), embedder)
    codes = np.array([code or "" for code in languages])
    for code, mean in prior.items():
        own = codes == code
        total = vectors[own].sum(axis=0, dtype=np.float64) + PRIOR * mean
        vectors[own] -= (total / (own.sum() + PRIOR)).astype(np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _priors(codes: Sequence[str], embedder: Embedder) -> dict[str, NDArray[np.float64]]:
    """Mean background vector by language; that of all background languages here for one that has no sentences."""
    known = words.background().languages
    used = [code for code in codes if code in known] or sorted(known)[:1]
    sentences = [text for code in used for text in known[code]]
    rows = np.asarray(embedder.embed(sentences), dtype=np.float64)
    means: dict[str, NDArray[np.float64]] = {}
    start = 0
    for code in used:
        means[code] = rows[start : start + len(known[code])].mean(axis=0)
        start += len(known[code])
    general = np.asarray(np.mean([means[code] for code in used], axis=0), dtype=np.float64)
    return {code: means.get(code, general) for code in codes}


def neighbours(vectors: Matrix, count: int, block: int = 1024) -> list[tuple[int, ...]]:
    """For each row the places of its nearest other rows, nearest first; ties by place."""
    found: list[tuple[int, ...]] = []
    size = len(vectors)
    for start in range(0, size, block):
        cosines = vectors[start : start + block] @ vectors.T
        for row, line in enumerate(cosines, start):
            line[row] = -np.inf
            best = np.argsort(-np.round(line, 6), kind="stable")[: min(count, size - 1)]
            found.append(tuple(int(place) for place in best))
    return found
