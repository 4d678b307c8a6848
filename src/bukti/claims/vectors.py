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
from bukti.claims.nearest import BLOCK, GRID, NEAREST, Matrix, Nearest, Search

Mean = NDArray[np.float64]
Places = NDArray[np.intp] | int
STRANGERS = 3  # the nearest statements of a language that tell how near its strangers come …
LEAST = 0.36  # … from here on: who speaks of one event comes so near in any collection …
ASKED = 0.25  # … from here on where one claim is looked for, and a person reads what is found …
FEW = (10, 0.07)  # … and by so much more in a language of so few statements, whose nearest are any …
MOST = (0.7, 0.8)  # … up to here, for translations are no strangers, nor are rewrites in one language
SEARCH = Search()


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


def cause_vectors(texts: Sequence[str], languages: Sequence[str | None], embedder: Embedder | None) -> Matrix | None:
    """Centred unit vectors of what statements give as a cause, zero where a text is empty; None where there is none."""
    rows = [n for n, text in enumerate(texts) if text]
    if embedder is None or not rows:
        return None
    found = centred([texts[n] for n in rows], [languages[n] for n in rows], embedder)
    vectors = np.zeros((len(texts), found.shape[1]), dtype=np.float32)
    vectors[rows] = found
    return vectors


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
        near: for each the places of its nearest others: the nearest of all, and of each language, shape (n, m); its own
            place where there are fewer.
        levels: how near strangers of each language come to it, cosines of shape (n, languages).
        column: language of each statement as a column of `levels`, shape (n,).
    """

    near: NDArray[np.intp]
    levels: Matrix
    column: NDArray[np.intp]

    def level(self, left: Places, right: Places) -> NDArray[np.float64]:
        """How near pairs would come if they were strangers, after cross-domain similarity local scaling.

        Source: Conneau et al. 2018, equation 3; by language, because languages lie unequally near to each other.
        """
        total = self.levels[left, self.column[right]] + self.levels[right, self.column[left]]
        return np.asarray(total, dtype=np.float64) / 2


def neighbourhood(
    vectors: Matrix,
    languages: Sequence[str | None],
    kin: Iterable[tuple[int, int]] = (),
    search: Search | None = None,
    *,
    asked: bool = False,
) -> Neighbourhood:
    """Neighbours and levels of every row.

    Args:
        vectors: n rows on the grid.
        languages: ISO 639 code of each row, or None.
        kin: pairs of rows that are known to say the same; they are no strangers.
        search: finds the nearest; it keeps what it found for the last collection. None for that of this process.
        asked: whether one claim is looked for; else statements are grouped, where a false join makes an origin.
    """
    found = (search or SEARCH)(vectors, [code or "" for code in languages])
    size, spoken = len(vectors), len(found.codes)
    flat = found.keys.reshape(size, -1)
    every = np.partition(flat, flat.shape[1] - NEAREST, axis=1)[:, flat.shape[1] - NEAREST :]
    near = found.places(np.hstack([every, found.keys[:, :, -STRANGERS:].reshape(size, -1)]))
    own = found.column[:, None] == np.arange(spoken)
    few = np.minimum(1, FEW[0] / np.bincount(found.column, minlength=spoken))
    least = np.full(spoken, ASKED) if asked else LEAST + FEW[1] * few
    return Neighbourhood(near, _level(found.cosines(_strangers(found, kin)), own, least), found.column)


def _strangers(found: Nearest, kin: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """Keys of the nearest few of each language that are no kin."""
    size, best = len(found.vectors), found.keys[:, :, -STRANGERS:]
    pairs = np.array([*kin], dtype=np.int64).reshape(-1, 2)
    if not len(pairs):
        return best
    related = np.unique(pairs)
    left, right = np.concatenate([pairs, pairs[:, ::-1]]).T
    keys = found.keys[related]
    known = np.isin(related[:, None, None] * size + found.places(keys), left * size + right)
    best = best.copy()
    best[related] = np.sort(np.where(known, found.nobody(related)[:, None, None], keys), axis=2)[:, :, -STRANGERS:]
    short = related[(known.sum(axis=2) > NEAREST - STRANGERS).any(axis=1)]  # too few are left to tell
    hidden = [right[left == row].tolist() for row in short.tolist()]
    for start, more in zip(range(0, len(short), BLOCK), found.search(short, np.arange(size), hidden), strict=True):
        best[short[start : start + BLOCK]] = more[:, :, -STRANGERS:]
    return best


def _level(nearest: Matrix, own: NDArray[np.bool_], least: Mean) -> Matrix:
    """Mean of the nearest few of each language, for each row; who is missing counts as the least.

    Args:
        nearest: cosines of shape (n, languages, STRANGERS).
        own: whether it is the language of the row, shape (n, languages).
        least: from which cosine on strangers of each language are believed, shape (languages,).
    """
    most = np.where(own, MOST[1], MOST[0])[:, :, None].astype(np.float32)
    clipped = np.clip(nearest, least[None, :, None].astype(np.float32), most)
    return np.asarray(clipped.sum(axis=2) / STRANGERS, dtype=np.float32)
