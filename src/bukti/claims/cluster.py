"""Statements grouped into propositions: average linkage over a sparse graph of candidate pairs.

Two groups are joined while the mean log-odds over all pairs between them is above zero; the mean, not the best pair,
decides, so one strong pair cannot chain two subjects into one. Candidates come from vectors, rare terms, and
derivation, so that the number of pairs grows with the number of statements, not with its square.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bukti.claims.compare import Comparer
from bukti.claims.vectors import Matrix, neighbours

NEAREST = 16  # neighbours by meaning that are tried for each statement
COMMON = 24  # a term in more statements than this finds no candidates
PROMISING = -1.5  # log-odds below which a pair is not followed


def candidates(comparer: Comparer, vectors: Matrix | None) -> list[tuple[int, int]]:
    """Pairs of places worth comparing, sorted."""
    found: set[tuple[int, int]] = set(comparer.aligned)
    if vectors is not None and len(vectors) > 1:
        for place, near in enumerate(neighbours(vectors, NEAREST)):
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


class _Linkage:
    """Average linkage with a heap; groups that were never a candidate pair are scored when they become neighbours."""

    def __init__(self, size: int, comparer: Comparer) -> None:
        self.comparer = comparer
        self.members: dict[int, tuple[int, ...]] = {place: (place,) for place in range(size)}
        self.near: dict[int, set[int]] = {place: set() for place in range(size)}
        self.sums: dict[tuple[int, int], float] = {}
        self.heap: list[tuple[float, int, int]] = []
        self.next = size

    def run(self, pairs: Iterable[tuple[int, int]]) -> list[tuple[int, ...]]:
        for a, b in pairs:
            if self.comparer(a, b).total > PROMISING:
                self._link(a, b)
        while self.heap:
            mean, a, b = heapq.heappop(self.heap)
            if a in self.members and b in self.members and mean < 0:
                self._join(a, b)
        return sorted(self.members.values())

    def _link(self, a: int, b: int) -> None:
        a, b = min(a, b), max(a, b)
        total = self._sum(a, b)
        self.near[a].add(b)
        self.near[b].add(a)
        mean = total / (len(self.members[a]) * len(self.members[b]))
        if mean > 0:
            # ties are broken by the first statements of the groups, not by the order in which groups were made
            heapq.heappush(self.heap, (-mean, a, b))

    def _sum(self, a: int, b: int) -> float:
        total = self.sums.get((a, b))
        if total is None:
            left, right = self.members[a], self.members[b]
            total = self.sums[a, b] = sum(self.comparer(x, y).total for x in left for y in right)
        return total

    def _join(self, a: int, b: int) -> None:
        made, self.next = self.next, self.next + 1
        around = sorted((self.near.pop(a) | self.near.pop(b)) - {a, b})
        sums = {
            other: self._sum(min(a, other), max(a, other)) + self._sum(min(b, other), max(b, other)) for other in around
        }
        self.members[made] = tuple(sorted(self.members.pop(a) + self.members.pop(b)))
        self.near[made] = set()
        for other in around:
            self.near[other] -= {a, b}
            self.sums[other, made] = sums[other]
            self._link(other, made)


def linkage(left: Sequence[int], right: Sequence[int], comparer: Comparer, signed: bool = True) -> float:
    """Mean log-odds over all pairs between two groups; `signed=False` leaves negation out."""
    pairs = [comparer(a, b) for a in left for b in right]
    return sum(p.total if signed else p.same for p in pairs) / len(pairs)
