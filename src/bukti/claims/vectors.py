"""Meaning as vectors: sentence embeddings with what is common to their language taken away.

Raw cosines of multilingual-e5 lie between .75 and .9 for anything (spikes.md 1): most of a vector says "a sentence in
this language". Subtracting the mean of the language makes cosines of different languages comparable. The means are
fixed (resources/centres.yml), so that a small collection about one subject does not subtract its subject, and a report
that is added changes no vector. Measured in docs/claims.md.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from bukti import lexicon
from bukti.claims import words

Matrix = NDArray[np.float32]
Mean = NDArray[np.float64]
Places = NDArray[np.intp] | int
# Components are multiples of 1 / GRID: a sum of products then fits float32 exactly, in whatever order it is added up.
GRID = 2048.0
STRANGERS = 3  # the nearest statements of a language that tell how near its strangers come …
LEVEL = (0.25, 0.7)  # … within these cosines: nothing is known of few, and translations are no strangers …
REWRITTEN = 0.8  # … nor are rewrites, which come nearer to each other
NEAREST = 16  # neighbours by meaning that are tried for each statement, beside the nearest of each language


class Embedder(Protocol):
    """What this stage needs of the embedding component."""

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of the texts, shape (n, d)."""
        ...


def centred(texts: Sequence[str], languages: Sequence[str | None], embedder: Embedder) -> Matrix:
    """Unit vectors of the texts after centring by language, on a grid, shape (n, d).

    Args:
        texts: n texts; equal texts are embedded once.
        languages: ISO 639 code of each, or None.
        embedder: gives unit rows.
    """
    unique = sorted(set(texts))
    rows = np.asarray(embedder.embed(unique), dtype=np.float32)
    place = {text: row for row, text in enumerate(unique)}
    means = _means(sorted({code or "" for code in languages}), embedder)
    taken = np.array([means[code or ""] for code in languages])
    vectors = rows[[place[text] for text in texts]].astype(np.float64) - taken
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.rint(vectors / np.maximum(lengths, 1e-9) * GRID) / GRID, dtype=np.float32)


def _means(codes: Sequence[str], embedder: Embedder) -> dict[str, Mean]:
    """What is common to each language; to all that are known, for one that is not among them."""
    known = _shipped(getattr(embedder, "digest", "")) or _background(codes, embedder)
    general = np.asarray(np.mean([known[code] for code in sorted(known)], axis=0), dtype=np.float64)
    return {code: known.get(code, general) for code in codes}


@cache
def _shipped(model: str) -> dict[str, Mean]:
    """The packaged means of a model, by its digest; none of another model."""
    found = lexicon.resource("centres")
    if found["model"] != model:
        return {}
    rows = {code: base64.b64decode(row) for code, row in found["languages"].items()}
    return {code: np.frombuffer(row, dtype="<f2").astype(np.float64) for code, row in rows.items()}


def _background(codes: Sequence[str], embedder: Embedder) -> dict[str, Mean]:
    """Mean background vectors of those of the languages that have sentences, of the first one if none has."""
    known = words.background().languages
    used = [code for code in codes if code in known] or sorted(known)[:1]
    return {
        code: np.asarray(np.mean(np.asarray(embedder.embed(known[code]), np.float64), axis=0), np.float64)
        for code in used
    }


@dataclass(frozen=True)
class Neighbourhood:
    """What stands near each statement of a collection.

    Attributes:
        near: for each the places of its nearest others, sorted: the nearest of all, and of each language.
        levels: how near strangers of each language come to it, cosines of shape (n, languages).
        column: language of each statement as a column of `levels`, shape (n,).
    """

    near: tuple[tuple[int, ...], ...]
    levels: Matrix
    column: NDArray[np.intp]

    def level(self, left: Places, right: Places) -> NDArray[np.float64]:
        """How near pairs would come if they were strangers, after cross-domain similarity local scaling.

        Source: Conneau et al. 2018, equation 3; by language, because languages lie unequally near to each other.
        """
        total = self.levels[left, self.column[right]] + self.levels[right, self.column[left]]
        return np.asarray(total, dtype=np.float64) / 2


def neighbourhood(
    vectors: Matrix, languages: Sequence[str | None], kin: Iterable[tuple[int, int]] = (), block: int = 1024
) -> Neighbourhood:
    """Neighbours and levels of every row.

    Args:
        vectors: n rows on the grid.
        languages: ISO 639 code of each row, or None.
        kin: pairs of rows that are known to say the same; they are no strangers.
        block: rows compared at a time.
    """
    codes = sorted({code or "" for code in languages})
    column = np.array([codes.index(code or "") for code in languages])
    members = [np.nonzero(column == c)[0] for c in range(len(codes))]
    related: dict[int, list[int]] = {}
    for a, b in kin:
        related.setdefault(a, []).append(b)
        related.setdefault(b, []).append(a)
    near: list[tuple[int, ...]] = []
    levels = np.empty((len(vectors), len(codes)), dtype=np.float32)
    for start in range(0, len(vectors), block):
        cosines = vectors[start : start + block] @ vectors.T
        rows = range(start, start + len(cosines))
        _hide(cosines, [[row] for row in rows])
        best = [_best(cosines, own) for own in members]
        every = _places(np.sort(np.hstack(best), axis=1)[:, -NEAREST:], len(vectors))
        found = np.hstack([every, *(_places(keys[:, -STRANGERS:], len(vectors)) for keys in best)])
        near += [tuple(sorted(set(line) - {row})) for row, line in zip(rows, found.tolist(), strict=True)]
        if not related.keys().isdisjoint(rows):
            _hide(cosines, [related.get(row, []) for row in rows])
            best = [_best(cosines, own) for own in members]
        for c, keys in enumerate(best):
            nearest = (keys[:, -STRANGERS:] // len(vectors)).astype(np.float32) / (GRID * GRID)
            levels[rows.start : rows.stop, c] = _level(nearest, column[rows.start : rows.stop] == c)
    return Neighbourhood(tuple(near), levels, column)


def _hide(cosines: Matrix, places: Sequence[Sequence[int]]) -> None:
    """Nobody is near these places of each row."""
    for row, hidden in enumerate(places):
        cosines[row, hidden] = -1.0


def _best(cosines: Matrix, places: NDArray[np.intp]) -> NDArray[np.int64]:
    """Keys of the nearest of some places for each row, the nearest last, ties by place.

    A key is a cosine and a place in one whole number: cosines are multiples of 1 / GRID².
    """
    size = cosines.shape[1]
    keys = (cosines[:, places] * np.float32(GRID * GRID)).astype(np.int64)
    keys *= size
    keys += size - 1 - places
    if len(places) > NEAREST:
        keys = np.partition(keys, len(places) - NEAREST, axis=1)[:, len(places) - NEAREST :]
    return np.sort(keys, axis=1)


def _places(keys: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """The places of keys among so many."""
    return size - 1 - keys % size


def _level(nearest: Matrix, own: NDArray[np.bool_]) -> Matrix:
    """Mean of the nearest few of each row; what is missing counts as the least. `own` rows are of this language."""
    low, high = LEVEL[0], np.where(own, REWRITTEN, LEVEL[1])[:, None]
    padded = np.full((len(nearest), STRANGERS), low, dtype=np.float32)
    padded[:, : nearest.shape[1]] = np.clip(nearest, low, high)
    return np.asarray(padded.sum(axis=1) / STRANGERS, dtype=np.float32)
