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
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from bukti.claims.compare import Comparer

COMMON = 24  # a term in more statements than this finds no candidates
CORES = 3  # statements of a group that may stand for it
CORE = 2.5  # log-odds that a core needs beyond zero with another language, where meaning alone may be near to many
CENTRAL = 0.75  # part of the core's nearness to the group that another one needs
PROMISING = -1.5  # log-odds below which a pair is not followed


def candidates(comparer: Comparer) -> list[tuple[int, int]]:
    """Pairs of places worth comparing, sorted."""
    found: set[tuple[int, int]] = set(comparer.aligned)
    for place, near in enumerate(comparer.around.near if comparer.around else ()):
        found.update((min(place, other), max(place, other)) for other in near)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(comparer.bags):
        for term in bag:
            holders[term].append(place)
    for term in sorted(holders):
        places = holders[term]
        if len(places) <= COMMON:
            found.update((a, b) for i, a in enumerate(places) for b in places[i + 1 :])
    return sorted(found)


def groups(size: int, pairs: Iterable[tuple[int, int]], comparer: Comparer) -> list[tuple[int, ...]]:
    """Places grouped into propositions, each group sorted, groups sorted by first place.

    Args:
        size: number of statements.
        pairs: candidate pairs.
        comparer: gives the log-odds of any pair.
    """
    return _Linkage(size, comparer).run(pairs)


@dataclass(frozen=True, slots=True)
class _Between:
    """What is known between two groups: the sum of log-odds over all pairs, and whether a pair excludes joining."""

    total: float
    barred: bool

    def __add__(self, other: _Between) -> _Between:
        return _Between(self.total + other.total, self.barred or other.barred)


class _Linkage:
    """Agglomeration with a heap; groups that were never a candidate pair are scored when they become neighbours."""

    def __init__(self, size: int, comparer: Comparer) -> None:
        self.comparer = comparer
        self.members: dict[int, tuple[int, ...]] = {place: (place,) for place in range(size)}
        self.cores: dict[int, tuple[int, ...]] = {place: (place,) for place in range(size)}
        self.inside: list[float] = [0.0] * size  # log-odds of each statement with the rest of its group, summed
        self.near: dict[int, set[int]] = {place: set() for place in range(size)}
        self.known: dict[tuple[int, int], _Between] = {}
        self.heap: list[tuple[float, int, int]] = []
        self.next = size

    def run(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
        for a, b in pairs:
            if self.comparer(a, b).total > PROMISING:
                self._link(a, b)
        for together in self.comparer.bounds.sets(self.comparer.features):
            reduce(self._join, together)
        while self.heap:
            score, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members and score < 0:
                self._join(a, b)
        return sorted(self.members.values())

    def _link(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        self.near[a].add(b)
        self.near[b].add(a)
        score = self._score(a, b)
        if score > 0:
            # ties are broken by the first statements of the groups, not by the order in which groups were made
            heapq.heappush(self.heap, (-score, a, b))

    def _score(self, a: int, b: int) -> float:
        between, left, right = self._between(a, b), self.members[a], self.members[b]
        mean = between.total / (len(left) * len(right))
        if between.barred:
            return min(mean, 0.0)
        around = [self._around(core, right) for core in self.cores[a]]
        around += [self._around(core, left) for core in self.cores[b]]
        return max(mean, *around)

    def _around(self, core: int, others: Sequence[int]) -> float:
        """Mean log-odds of a core with the statements of another group, less what it needs beyond zero."""
        features = self.comparer.features
        foreign = sum(features[core].language != features[other].language for other in others)
        bar = CORE * foreign if self.comparer.around else 0.0
        return (sum(self.comparer(core, other).total for other in others) - bar) / len(others)

    def _between(self, a: int, b: int) -> _Between:
        found = self.known.get((a, b))
        if found is None:
            pairs = [self.comparer(x, y) for x in self.members[a] for y in self.members[b]]
            found = self.known[a, b] = _Between(sum(p.total for p in pairs), any(p.barred for p in pairs))
        return found

    def _join(self, a: int, b: int) -> int:
        """Make one group of two and give its number."""
        made, self.next = self.next, self.next + 1
        around = sorted((self.near.pop(a) | self.near.pop(b)) - {a, b})
        between = {
            other: self._between(min(a, other), max(a, other)) + self._between(min(b, other), max(b, other))
            for other in around
        }
        left, right = self.members.pop(a), self.members.pop(b)
        for x in left:
            for y in right:
                total = self.comparer(x, y).total
                self.inside[x] += total
                self.inside[y] += total
        self.members[made] = tuple(sorted(left + right))
        self.cores[made] = _cores({place: self.inside[place] for place in self.members[made]}, self.comparer)
        self.near[made] = set()
        for other in around:
            self.near[other] -= {a, b}
            self.known[other, made] = between[other]
            self._link(other, made)
        return made


def linkage(left: Sequence[int], right: Sequence[int], comparer: Comparer, signed: bool = True) -> float:
    """Mean log-odds over all pairs between two groups; `signed=False` leaves negation out."""
    pairs = [comparer(a, b) for a in left for b in right]
    return sum(p.total if signed else p.same for p in pairs) / len(pairs)


def nearness(left: Sequence[int], right: Sequence[int], comparer: Comparer) -> float:
    """Log-odds that a group speaks of the proposition of another, negation left out: of all pairs or of its core."""
    inside = {x: sum(comparer(x, y).total for y in right if y != x) for x in right}
    around = (linkage(left, [core], comparer, signed=False) for core in _cores(inside, comparer))
    return max(linkage(left, right, comparer, signed=False), *around)


def _cores(inside: Mapping[int, float], comparer: Comparer) -> tuple[int, ...]:
    """The members that are nearest to the rest of their group: the first, and others nearly as near and no longer.

    Longer ones may say a second thing, by which another claim would be drawn in.
    """
    size = {place: len(comparer.bags[place]) for place in inside}
    ranked = sorted(inside, key=lambda place: (-round(inside[place], 6), size[place], place))
    least, most = CENTRAL * inside[ranked[0]], size[ranked[0]]
    return (ranked[0], *(p for p in ranked[1:CORES] if inside[p] >= least and size[p] <= most))
