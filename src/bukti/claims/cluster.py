"""Statements grouped into propositions over a sparse graph of candidate pairs.

Two groups are joined while the mean log-odds over all pairs between them is above zero, or the mean between a core of
one and all of the other is well above it: a claim is what its core says ("Russia assembles drones in Xinjiang"), and
long statements that each say it and more need not resemble each other. A mean, not the best pair, decides, so one
strong pair cannot chain two subjects into one; a pair that excludes (another number, place or actor, a negation) bars
the join. Candidates come from vectors, rare terms, and derivation, so that the number of pairs grows with the number of
statements, not with its square.
"""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, reduce
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bukti.claims.compare import Comparer

FEW = 128  # statements whose pairs are all compared
COMMON = 24  # a term in more statements than this finds no candidates
CORES = 3  # statements of a group that may stand for it
CORE = 2.5  # log-odds that a core needs beyond zero with another language, where meaning alone may be near to many
CENTRAL = 0.75  # part of the core's nearness to the group that another one needs
PROMISING = -1.5  # log-odds below which a pair is not followed
AHEAD = 64  # joins that are looked ahead: to compare many pairs at once costs little more than to compare few


def candidates(comparer: Comparer) -> list[tuple[int, int]]:
    """Pairs of places worth comparing, sorted."""
    size = len(comparer.features)
    if size <= FEW:
        return [(a, b) for a in range(size) for b in range(a + 1, size)]
    holders: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(comparer.bags):
        for term in bag:
            holders[term].append(place)
    found = [np.array(list(comparer.aligned), dtype=np.int64).reshape(-1, 2)]
    if comparer.around:
        near = comparer.around.near
        found.append(np.stack([np.repeat(np.arange(size), near.shape[1]), near.ravel()], axis=1))
    found += [np.array(places)[_corners(len(places))] for places in holders.values() if len(places) <= COMMON]
    pairs = np.concatenate(found)
    keys = np.unique(pairs.min(axis=1) * size + pairs.max(axis=1))
    keys = keys[keys // size != keys % size]
    return list(zip((keys // size).tolist(), (keys % size).tolist(), strict=True))


@cache
def _corners(count: int) -> NDArray[np.intp]:
    """Every pair out of so many, shape (pairs, 2)."""
    return np.argwhere(np.triu(np.ones((count, count), dtype=bool), 1))


def groups(size: int, pairs: Sequence[tuple[int, int]], comparer: Comparer) -> list[tuple[int, ...]]:
    """Places grouped into propositions, each group sorted, groups sorted by first place.

    Args:
        size: number of statements.
        pairs: candidate pairs.
        comparer: gives the log-odds of any pair.
    """
    return _Linkage(size, comparer).run(pairs)


class _Between(NamedTuple):
    """What is known between two groups: the sum of log-odds over all pairs, and whether a pair excludes joining."""

    total: float
    barred: bool


class _Linkage:
    """Agglomeration with a heap; groups that were never a candidate pair are scored when they become neighbours.

    Groups that exclude each other are no neighbours: whatever they are joined with, they stay apart.
    """

    def __init__(self, size: int, comparer: Comparer) -> None:
        self.comparer = comparer
        self.language = [f.language for f in comparer.features]
        self.members: dict[int, tuple[int, ...]] = {place: (place,) for place in range(size)}
        self.cores: dict[int, tuple[int, ...]] = {place: (place,) for place in range(size)}
        self.spoken = {place: Counter([self.language[place]]) for place in range(size)}
        self.inside: list[float] = [0.0] * size  # log-odds of each statement with the rest of its group, summed
        self.near: dict[int, set[int]] = {place: set() for place in range(size)}
        self.known: dict[tuple[int, int], _Between] = {}
        self.heap: list[tuple[float, int, int]] = []
        self.next = size

    def run(self, pairs: Sequence[tuple[int, int]]) -> list[tuple[int, ...]]:
        for (a, b), total, barred in zip(pairs, *self.comparer.weighed(pairs), strict=True):
            if total > PROMISING:
                self._link(a, b, _Between(total, bool(barred)))
        for together in self.comparer.bounds.sets(self.comparer.features):
            reduce(self._join, together)
        while self.heap:
            _, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members:
                self._join(a, b)
        return sorted(self.members.values())

    def _link(self, a: int, b: int, between: _Between) -> None:
        """Make neighbours of two groups, the smaller number first."""
        self.known[a, b] = between
        if between.barred:
            return
        self.near[a].add(b)
        self.near[b].add(a)
        score = self._score(a, b, between.total)
        if score > 0:
            # ties are broken by the first statements of the groups, not by the order in which groups were made
            heapq.heappush(self.heap, (-score, a, b))

    def _score(self, a: int, b: int, total: float) -> float:
        left, right = len(self.members[a]), len(self.members[b])
        if left == right == 1:
            return total
        around = [self._around(core, b) for core in self.cores[a]]
        around += [self._around(core, a) for core in self.cores[b]]
        return max(total / (left * right), *around)

    def _around(self, core: int, group: int) -> float:
        """Mean log-odds of a core with the statements of another group, less what it needs beyond zero."""
        others = self.members[group]
        foreign = len(others) - self.spoken[group].get(self.language[core], 0)
        bar = CORE * foreign if self.comparer.around else 0.0
        return (sum(self.comparer.totals(core, others)) - bar) / len(others)

    def _between(self, a: int, b: int) -> _Between:
        pair = (a, b) if a < b else (b, a)
        found = self.known.get(pair)
        if found is None:
            left, right = self.members[pair[0]], self.members[pair[1]]
            total = sum(chain.from_iterable(self.comparer.totals(x, right) for x in left))
            found = self.known[pair] = _Between(total, any(self.comparer.bars(x, right) for x in left))
        return found

    def _meet(self, a: int, b: int) -> None:
        """Compare what the join of two groups asks for; while at it, what the joins that come next will ask for."""
        if self.comparer.fresh(self._asked(a, b)):
            joins = [(x, y) for _, x, y in self.heap[:AHEAD] if x in self.members and y in self.members]
            self.comparer.know(pair for x, y in [(a, b), *joins] for pair in self._asked(x, y))

    def _asked(self, a: int, b: int) -> Iterable[tuple[int, int]]:
        """Pairs between two groups and the neighbours that only one of them has."""
        for group, others in ((a, self.near[b] - self.near[a] - {a}), (b, self.near[a] - self.near[b] - {b})):
            yield from ((x, y) for other in others for x in self.members[group] for y in self.members[other])

    def _join(self, a: int, b: int) -> int:
        """Make one group of two and give its number."""
        made, self.next = self.next, self.next + 1
        self._meet(a, b)
        around = sorted((self.near.pop(a) | self.near.pop(b)) - {a, b})
        between = [(self._between(a, other), self._between(b, other)) for other in around]
        left, right = self.members.pop(a), self.members.pop(b)
        for x in left:
            for y, total in zip(right, self.comparer.totals(x, right), strict=True):
                self.inside[x] += total
                self.inside[y] += total
        self.members[made] = tuple(sorted(left + right))
        self.cores[made] = _cores({place: self.inside[place] for place in self.members[made]}, self.comparer)
        self.spoken[made] = self.spoken.pop(a) + self.spoken.pop(b)
        self.near[made] = set()
        for other, (one, two) in zip(around, between, strict=True):
            self.near[other] -= {a, b}
            self._link(other, made, _Between(one.total + two.total, one.barred or two.barred))
        return made


def linkage(left: Sequence[int], right: Sequence[int], comparer: Comparer, signed: bool = True) -> float:
    """Mean log-odds over all pairs between two groups; `signed=False` leaves negation out."""
    ask = comparer.totals if signed else comparer.sames
    return sum(chain.from_iterable(ask(a, right) for a in left)) / (len(left) * len(right))


def nearness(left: Sequence[int], right: Sequence[int], comparer: Comparer) -> float:
    """Log-odds that a group speaks of the proposition of another, negation left out: of all pairs or of its core."""
    group = tuple(right)
    cores = comparer.cores.get(group)
    if cores is None:
        inside = {x: sum(comparer.totals(x, [y for y in group if y != x])) for x in group}
        cores = comparer.cores[group] = _cores(inside, comparer)
    around = (linkage(left, [core], comparer, signed=False) for core in cores)
    return max(linkage(left, group, comparer, signed=False), *around)


def _cores(inside: Mapping[int, float], comparer: Comparer) -> tuple[int, ...]:
    """The members that are nearest to the rest of their group: the first, and others nearly as near and no longer.

    Longer ones may say a second thing, by which another claim would be drawn in.
    """
    size = {place: len(comparer.bags[place]) for place in inside}
    ranked = sorted(inside, key=lambda place: (-round(inside[place], 6), size[place], place))
    least, most = CENTRAL * inside[ranked[0]], size[ranked[0]]
    return (ranked[0], *(p for p in ranked[1:CORES] if inside[p] >= least and size[p] <= most))
