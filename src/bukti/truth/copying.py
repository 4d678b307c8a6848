"""Which sources depend on each other (Dong, Berti-Équille and Srivastava, VLDB 2009, section 3 and 5).

Independent sources seldom make the same rare error; a copier does each time. Two independent sources of accuracies
A₁, A₂ agree on a true value with probability A₁A₂ and on the false value v with (1−A₁)(1−A₂)·q(v). If one copies a
share c of its values from the other, they agree on a true one with c·Ā + (1−c)·A₁A₂ and on v with
c·(1−Ā) + (1−c)·(1−A₁)(1−A₂)·q(v); they differ 1−c times as often. Bayes' rule with the prior α does the rest.

Four choices differ from the paper. It takes every false value as equally likely, q = 1/n; here q grows with the number
of other sources that say v, for a popular error proves little, and n is no more than the table shows. Its prior α holds
for each pair; here for a source and all others together, or among many sources chance alone would make copies. And a
table has no direction, so Ā is the mean of both accuracies.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from bukti.truth.grid import Grid
from bukti.truth.records import Options

Floats = NDArray[np.float64]
Indices = NDArray[np.int64]
CROWD = 64  # sources of a value above which it singles out no pair: such a value is no rare one


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of sources that share a disputed value which few have.

    Attributes:
        left, right: sources of each pair, left < right. pair, cell: every value that a pair shares.
        different: on how many objects the pair differs.
    """

    left: Indices
    right: Indices
    pair: Indices
    cell: Indices
    different: Indices


def candidates(grid: Grid) -> Pairs:
    """The pairs worth a look. Their number grows with the claims, not with the square of the sources."""
    found = {
        pair
        for cells in grid.of_object
        if len(cells) > 1
        for cell in cells
        if len(grid.cells[cell].sources) <= CROWD
        for pair in combinations(grid.cells[cell].sources, 2)
    }
    pairs, shared, different = sorted(found), [], []
    for place, (left, right) in enumerate(pairs):
        a, b = sorted((grid.said[left], grid.said[right]), key=len)
        common = [(cell, b[name]) for name, cell in a.items() if name in b]
        shared += [(place, cell) for cell, other in common if cell == other]
        different.append(sum(cell != other for cell, other in common))
    ends = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    flat = np.array(shared, dtype=np.int64).reshape(-1, 2)
    return Pairs(ends[:, 0], ends[:, 1], flat[:, 0], flat[:, 1], np.array(different, dtype=np.int64))


def popularity(grid: Grid, truth: Floats, options: Options) -> Floats:
    """The q of each cell: chance that a wrong source, independent of two that say so, says just this."""
    size = np.array([len(cell.sources) for cell in grid.cells], dtype=np.float64)
    objects = np.array([cell.object for cell in grid.cells], dtype=np.int64)
    wrong = np.zeros(len(grid.objects))
    np.add.at(wrong, objects, size * (1 - truth))
    others = np.maximum(size - 2, 0)
    number = _false_values(size * (1 - truth), wrong, options)
    chance = (others + 1) / (np.maximum(wrong[objects] - 2, others) + number)
    return np.asarray(chance, dtype=np.float64)


def _false_values(wrong: Floats, by_object: Floats, options: Options) -> float:
    """How many false values an object seems to have, at most n: one over the share of wrong pairs that agree.

    Copies agree too, so with many of them it is too low and a shared error counts for less: the cautious side.
    """
    agree = float(np.maximum(wrong * (wrong - 1), 0).sum())
    pairs = float(np.maximum(by_object * (by_object - 1), 0).sum())
    return min(float(options.false_values), (pairs + options.false_values) / (agree + 1))


def dependent(grid: Grid, pairs: Pairs, known: tuple[Floats, Floats], options: Options) -> Floats:
    """The probability that each pair is dependent.

    Args:
        grid: the table.
        pairs: its candidates.
        known: accuracy of each source, probability of each cell.
        options: α, c and n.
    """
    accuracy, truth = known
    a, b = accuracy[pairs.left][pairs.pair], accuracy[pairs.right][pairs.pair]
    c, mean = options.copied, (a + b) / 2
    true, false = truth[pairs.cell], 1 - truth[pairs.cell]
    alone = (1 - a) * (1 - b) * popularity(grid, truth, options)[pairs.cell]
    apart = true * a * b + false * alone
    joined = true * (c * mean + (1 - c) * a * b) + false * (c * (1 - mean) + (1 - c) * alone)
    prior = options.dependence / max(len(grid.sources) - 1, 1)
    score = np.full(len(pairs.left), np.log(prior / (1 - prior)))
    np.add.at(score, pairs.pair, np.log(joined / apart))
    score += pairs.different * np.log1p(-c)
    return np.asarray(1 / (1 + np.exp(-np.clip(score, -500, 500))), dtype=np.float64)
