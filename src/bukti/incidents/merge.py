"""From sentences to incidents: groups of tellings, with reasons and what came nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from bukti.incidents.decided import Bounds, by
from bukti.incidents.likeness import JOIN, Fact, excluded
from bukti.incidents.pairs import pairs
from bukti.model import Derivation

NO_BOUNDS = Bounds()
TOO_LITTLE = "too little in common"


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings of one attack.

    Attributes:
        reasons: why, over all its pairs. near: the place of the group that came nearest and what kept it apart.
    """

    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    near: tuple[int, str] | None = None


class _Groups:
    """Groups of places while they grow, and in each the cells that the machine made: only decisions join cells."""

    def __init__(self, count: int) -> None:
        self.group = list(range(count))
        self.cell = list(range(count))
        self.members = {number: [number] for number in self.group}
        self.cells = {number: [number] for number in self.group}
        self.reasons: dict[int, set[str]] = {number: set() for number in self.group}

    def told(self, place: int, why: Iterable[str]) -> None:
        """Something more that speaks for a group."""
        self.reasons[self.group[place]].update(why)

    def join(self, left: int, right: int, why: Iterable[str]) -> None:
        """Make one group of those of two places."""
        one, other = sorted((self.group[left], self.group[right]))
        if one != other:
            _move(other, one, self.group, self.members)
            self.reasons[one] |= self.reasons.pop(other)
        self.told(left, why)

    def fuse(self, left: int, right: int) -> None:
        """Make one cell of those of two places."""
        one, other = sorted((self.cell[left], self.cell[right]))
        if one != other:
            _move(other, one, self.cell, self.cells)


def _move(other: int, one: int, home: list[int], members: dict[int, list[int]]) -> None:
    for number in members[other]:
        home[number] = one
    members[one] += members.pop(other)


def merge(facts: Sequence[Fact], copied: Collection[tuple[int, int]], ruled: Bounds = NO_BOUNDS) -> list[Group]:
    """Groups of tellings, the nearest pairs joined first; a pair that excludes bars the join of its groups.

    What people put together stands first, and bars nothing that belongs to either side of it.

    Args:
        facts: in an order that does not depend on that of the input.
        copied: pairs of places of which one sentence was made from the other, of `copies`.
        ruled: what people decided.
    """
    groups, barred = _decided(len(facts), ruled), dict[int, tuple[float, int, str]]()
    together = [pair for pair, _ in ruled.together]  # may hold tellings of other days
    scored = sorted(pairs(facts, copied, together), key=lambda pair: (-pair[0], pair[1], pair[2]))
    for worth, left, right, why in scored:
        if groups.group[left] == groups.group[right]:
            groups.told(left, why)
            continue
        bar = _bar(facts, groups, (left, right), ruled)
        if bar or worth < JOIN:
            for side, far in ((left, right), (right, left)):
                barred.setdefault(side, (worth, far, bar or TOO_LITTLE))
            continue
        groups.join(left, right, why)
        groups.fuse(left, right)
    for (left, right), made in (ruled.apart or {}).items():  # however little they have in common
        for side, far in ((left, right), (right, left)):
            barred[side] = (JOIN, far, f"kept apart {by(made)}")
    return _made(facts, groups, barred)


def _decided(count: int, ruled: Bounds) -> _Groups:
    """What people put together, the latest decision first."""
    groups = _Groups(count)
    for (left, right), made in ruled.together:
        one, other = (groups.members[groups.group[place]] for place in (left, right))
        if one is other or not ruled.part(one, other):
            groups.join(left, right, [f"put together {by(made)}"])
    return groups


def _bar(facts: Sequence[Fact], groups: _Groups, pair: tuple[int, int], ruled: Bounds) -> str | None:
    """What keeps the groups of two places apart: a decision on any of their places, or what their cells tell."""
    left, right = pair
    split = ruled.part(groups.members[groups.group[left]], groups.members[groups.group[right]])
    if split:
        return split
    one, other = sorted((groups.cell[left], groups.cell[right]))
    between = ((facts[a], facts[b]) for a in groups.cells[one] for b in groups.cells[other])
    return next((reason for two in between if (reason := excluded(*two))), None)


def _made(facts: Sequence[Fact], groups: _Groups, barred: dict[int, tuple[float, int, str]]) -> list[Group]:
    places = {root: place for place, root in enumerate(sorted(groups.members))}
    return [
        Group(
            tuple(facts[number] for number in sorted(groups.members[root])),
            tuple(sorted(groups.reasons[root])),
            _nearest(groups.members[root], barred, groups.group, places),
        )
        for root in sorted(groups.members)
    ]


def _nearest(
    members: Iterable[int], barred: dict[int, tuple[float, int, str]], group: Sequence[int], places: dict[int, int]
) -> tuple[int, str] | None:
    """The other group that a member came nearest to, by its place among the groups, and what kept the two apart."""
    own = set(members)
    found = [barred[number] for number in sorted(own) if number in barred and barred[number][1] not in own]
    if not found:
        return None
    _, far, reason = max(found, key=lambda one: (one[0], -one[1]))
    return places[group[far]], reason


def copies(facts: Sequence[Fact], edges: Iterable[Derivation]) -> set[tuple[int, int]]:
    """Pairs of places whose sentences lie in passages of which one was made from the other, the smaller first."""
    told: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        told.setdefault(fact.telling.report, []).append(number)
    return {
        (min(left, right), max(left, right))
        for edge in edges
        for passage in edge.passages
        for left in told.get(edge.parent, ())
        if facts[left].telling.sentence.overlaps(passage.parent)
        for right in told.get(edge.child, ())
        if facts[right].telling.sentence.overlaps(passage.child)
    }
