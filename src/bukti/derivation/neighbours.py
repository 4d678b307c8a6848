"""How close a sentence is to sentences in general of another language: the level above which a partner stands out.

Raw cosines of multilingual models are compressed, and some sentences are close to everything, so no fixed threshold
parts translations from the rest. The level is the mean of the nearest neighbours (CSLS: Conneau et al. 2018, eq. 3)
outside the report that is compared and its copies; in a small collection the nearest are not near, so it is never less
than a step above the mean. Nor is it less than a step above the other sentences of the report that is compared: two
independent reports of one event are close in all their sentences, a translation stands out in one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]
NEAREST = 4  # neighbours whose mean is the level
KEPT = 40  # neighbours that are looked up once, so that any report with its copies can be left out
FEW = 8  # sentences elsewhere from which they give a level
RISE = 0.05  # what the nearest of a large collection are above the mean
RISE_WITHIN = 0.05  # … above the other sentences of the very report; from the fit half of the simulator
ALONE = 0.85  # level where there is nothing to compare with


@dataclass(frozen=True)
class Crowd:
    """All sentences of one language.

    Attributes:
        rows: unit vectors. owners: place of each row's report. sums, counts: sum and number of the rows of each report.
        total: sum of all rows.
    """

    rows: Array
    owners: npt.NDArray[np.int64]
    sums: Mapping[int, Array]
    counts: Mapping[int, int]
    total: Array


@dataclass(frozen=True)
class Near:
    """The `KEPT` nearest of a crowd to each sentence of one report, nearest first: cosines and whose they are."""

    cosines: Array
    owners: npt.NDArray[np.int64]


def crowd(vectors: Mapping[int, Array]) -> Crowd:
    """The sentences of these reports; keys are their places."""
    places = sorted(place for place, rows in vectors.items() if len(rows))
    rows = np.concatenate([vectors[place] for place in places])
    return Crowd(
        rows,
        np.repeat(np.array(places, dtype=np.int64), [len(vectors[place]) for place in places]),
        {place: vectors[place].sum(axis=0) for place in places},
        {place: len(vectors[place]) for place in places},
        rows.sum(axis=0),
    )


def near(vectors: Array, among: Crowd) -> Near:
    """The nearest of a crowd to each of these sentences."""
    cosines = vectors @ among.rows.T
    kept = np.argpartition(-cosines, min(KEPT, cosines.shape[1]) - 1, axis=1)[:, :KEPT]
    kept = np.take_along_axis(kept, np.argsort(-np.take_along_axis(cosines, kept, axis=1), axis=1), axis=1)
    return Near(np.take_along_axis(cosines, kept, axis=1), among.owners[kept])


def level(vectors: Array, other: Array, found: Near, among: Crowd, kin: Collection[int]) -> Array:
    """Cosine of each sentence of a report with sentences that do not say the same.

    Args:
        vectors: the report's.
        other: those of the report that it is compared with.
        found: nearest to the report's among the language of the other.
        among: all sentences of that language.
        kin: places of the other and of its copies, which are left out.
    """
    within = _within(vectors @ other.T)
    outside = len(among.rows) - sum(among.counts.get(place, 0) for place in kin)
    if outside < FEW:
        return within if len(other) > 1 else np.full(len(vectors), ALONE, dtype=np.float32)
    total = among.total - sum(among.sums[place] for place in sorted(kin) if place in among.sums)
    mean = vectors @ total / outside
    strange = ~np.isin(found.owners, sorted(kin))
    first = strange & (np.cumsum(strange, axis=1) <= NEAREST)
    nearest = np.where(first, found.cosines, 0.0).sum(axis=1) / NEAREST
    enough = first.sum(axis=1) == NEAREST
    elsewhere = np.maximum(mean + RISE, np.where(enough, nearest, -1.0))
    return np.asarray(np.maximum(elsewhere, within), dtype=np.float32)


def _within(cosines: Array) -> Array:
    """Level by the other report alone: the mean of all its sentences but the best; -1, none, where it has but one."""
    if cosines.shape[1] < 2:
        return np.full(len(cosines), -1.0, dtype=np.float32)
    mean = (cosines.sum(axis=1) - cosines.max(axis=1)) / (cosines.shape[1] - 1)
    return np.asarray(mean + RISE_WITHIN, dtype=np.float32)
