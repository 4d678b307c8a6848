"""The nearest rows of each language to every row of a collection, kept from one collection to the next.

Who is near to a row depends on it and on the others one by one: a row that is new is compared with all, all others with
the new rows only, and a row that lost one of its nearest is searched again. Rows are told by their bytes and language,
so what is kept can be taken for nothing else; what it gives is what searching everything gives, to the bit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float32]
Rows = NDArray[np.intp]
Keys = NDArray[np.int64]
# Components are multiples of 1 / GRID: a sum of products then fits float32 exactly, in whatever order it is added up.
GRID = 2048.0
UNITS = np.float32(GRID * GRID)  # cosines are multiples of one over this
NEAREST = 16  # neighbours by meaning that are tried for each statement, beside the nearest of each language
NOBODY = np.float32(-2.0)  # the cosine of what is no neighbour: further away than anything
BLOCK = 1024  # rows compared at a time
MOST = 0.5  # part of the rows that must have stayed; else all are searched


@dataclass(frozen=True)
class Nearest:
    """The nearest of each language to every row, sorted, the nearest last, ties by place.

    Attributes:
        vectors: n rows on the grid. codes: the languages, sorted. column: of each row among them, shape (n,).
        keys: shape (n, languages, NEAREST): a cosine and a place in one whole number. Where a language has fewer rows,
            the row itself stands with `NOBODY`.
    """

    vectors: Matrix
    codes: tuple[str, ...]
    column: Rows
    keys: Keys

    def places(self, keys: Keys) -> Rows:
        """The places of some keys."""
        return np.asarray(len(self.vectors) - 1 - keys % len(self.vectors), dtype=np.intp)

    def cosines(self, keys: Keys) -> Matrix:
        """The cosines of some keys."""
        return np.asarray((keys // len(self.vectors)).astype(np.float32) / UNITS, dtype=np.float32)

    def search(self, rows: Rows, among: Rows, hidden: Sequence[Sequence[int]] | None = None) -> Iterator[Keys]:
        """The keys of some rows among others, shape (rows, languages, NEAREST), some rows at a time.

        Args:
            rows: places, each once.
            among: places, ascending.
            hidden: for each of the rows, places in `among` that are no neighbours, beside itself.
        """
        order = among[np.argsort(self.column[among], kind="stable")]
        ends = np.searchsorted(self.column[order], np.arange(len(self.codes) + 1))
        place = np.full(len(self.vectors), -1)
        place[order] = np.arange(len(order))
        others = np.ascontiguousarray(self.vectors[order].T)
        for start in range(0, len(rows), BLOCK):
            own = rows[start : start + BLOCK]
            cosines = self.vectors[own] @ others
            inside = np.flatnonzero(place[own] >= 0)
            cosines[inside, place[own][inside]] = NOBODY
            for row, away in enumerate(hidden[start : start + BLOCK] if hidden else ()):
                cosines[row, place[list(away)]] = NOBODY
            found = np.repeat(self.nobody(own)[:, None, None], len(self.codes), 1).repeat(NEAREST, 2)
            for c, (first, end) in enumerate(zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True)):
                kept = min(NEAREST, end - first)
                if kept:
                    found[:, c, NEAREST - kept :] = self._best(cosines[:, first:end], order[first:end], own)
            yield found

    def nobody(self, rows: Rows) -> Keys:
        """The key of each row that stands for no neighbour."""
        return self.key(np.full(len(rows), NOBODY), rows)

    def _best(self, cosines: Matrix, places: Rows, own: Rows) -> Keys:
        """Keys of the nearest of some places, ascending, for each row; `own` are the places of the rows."""
        count = len(places)
        if count <= NEAREST:
            taken = np.tile(np.arange(count), (len(own), 1))
        else:
            least = np.partition(cosines, count - NEAREST, axis=1)[:, count - NEAREST, None]
            near = cosines >= least
            for row in np.flatnonzero(np.count_nonzero(near, axis=1) > NEAREST):
                tied = np.flatnonzero(cosines[row] == least[row])
                near[row, tied[NEAREST - np.count_nonzero(near[row]) :]] = False  # of equals the first places stay
            taken = np.nonzero(near)[1].reshape(len(own), NEAREST)
        values = np.take_along_axis(cosines, taken, axis=1)
        return np.sort(self.key(values, np.where(values == NOBODY, own[:, None], places[taken])), axis=1)

    def key(self, cosines: Matrix, places: Rows) -> Keys:
        """A cosine and a place in one whole number."""
        size = len(self.vectors)
        return np.asarray((cosines * UNITS).astype(np.int64) * size + (size - 1 - places), dtype=np.int64)


class Search:
    """Finds the nearest of each language; keeps what it found for the last collection, and starts from there."""

    def __init__(self) -> None:
        self._last: Nearest | None = None

    def __call__(self, vectors: Matrix, languages: Sequence[str]) -> Nearest:
        """The nearest to every row.

        Args:
            vectors: n rows on the grid.
            languages: code of each row; any string stands for one.
        """
        found, last, every = _empty(vectors, languages), self._last, np.arange(len(vectors))
        before = _before(last, found) if last else np.full(len(vectors), -1)
        sure = _carried(last, found, before) if last else before >= 0
        if sure.mean() < MOST:
            sure[:] = False
        found.keys[~sure] = found.nobody(every[~sure])[:, None, None]
        for rows, among in ((every[~sure], every), (every[sure], every[before < 0])):
            for start, more in zip(range(0, len(rows), BLOCK), found.search(rows, among), strict=True):
                own = rows[start : start + BLOCK]
                found.keys[own] = np.sort(np.concatenate([found.keys[own], more], axis=2))[:, :, -NEAREST:]
        self._last = found
        return found


def _empty(vectors: Matrix, languages: Sequence[str]) -> Nearest:
    codes = tuple(sorted(set(languages)))
    number = {code: n for n, code in enumerate(codes)}
    column = np.array([number[code] for code in languages], dtype=np.intp)
    return Nearest(vectors, codes, column, np.empty((len(vectors), len(codes), NEAREST), dtype=np.int64))


def _before(last: Nearest, found: Nearest) -> Rows:
    """The place that each row had, -1 for a new one; those that stayed are in the order in which they were."""
    had: dict[tuple[str, bytes], list[int]] = {}
    for place, row in reversed([*enumerate(_rows(last))]):
        had.setdefault(row, []).append(place)
    was = [had[row].pop() if had.get(row) else -1 for row in _rows(found)]
    before = np.full(len(was), -1)
    stayed = _ascending(was)
    before[stayed] = np.array(was, dtype=np.intp)[stayed]
    return before


def _rows(nearest: Nearest) -> Iterator[tuple[str, bytes]]:
    width = nearest.vectors.shape[1] * nearest.vectors.itemsize
    whole = nearest.vectors.tobytes()
    for place, c in enumerate(nearest.column.tolist()):
        yield nearest.codes[c], whole[place * width : (place + 1) * width]


def _ascending(values: Sequence[int]) -> list[int]:
    """Where the longest ascending run through some values stands, negative ones left out."""
    ends: list[int] = []  # the least value that ends a run of each length …
    places: list[int] = []  # … where it stands
    back: dict[int, int] = {}  # and what stands before each value in its run
    for place, value in enumerate(values):
        if value >= 0:
            length = bisect_left(ends, value)
            ends[length : length + 1], places[length : length + 1] = [value], [place]
            back[place] = places[length - 1] if length else -1
    found, place = [], places[-1] if places else -1
    while place >= 0:
        found.append(place)
        place = back[place]
    return found[::-1]


def _carried(last: Nearest, found: Nearest, before: Rows) -> NDArray[np.bool_]:
    """Take over the keys of the rows that were there; tells of which none of the nearest is gone."""
    stayed = np.flatnonzero(before >= 0)
    moved = np.full(len(last.vectors), -1)
    moved[before[stayed]] = stayed
    old = last.keys[before[stayed]]
    places, cosines = moved[last.places(old)], last.cosines(old)
    columns = [(c, last.codes.index(code)) for c, code in enumerate(found.codes) if code in last.codes]
    found.keys[stayed] = found.nobody(stayed)[:, None, None]
    for c, was in columns:
        found.keys[stayed, c] = found.key(cosines[:, was], places[:, was])
    sure = before >= 0
    sure[stayed] = (places[:, [was for _, was in columns]] >= 0).all(axis=(1, 2))
    return np.asarray(sure)
