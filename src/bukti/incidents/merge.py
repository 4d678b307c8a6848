"""From sentences to incidents: groups of tellings, with reasons and what came nearest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from bukti.incidents.likeness import JOIN, NEXT, Fact, excluded, score
from bukti.model import Derivation


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings of one attack.

    Attributes:
        reasons: why, over all its pairs. near: the place of the group that came nearest and what kept it apart.
    """

    facts: tuple[Fact, ...]
    reasons: tuple[str, ...]
    near: tuple[int, str] | None = None


def merge(facts: Sequence[Fact], copied: Collection[tuple[int, int]]) -> list[Group]:
    """Groups of tellings, the nearest pairs joined first; a pair that excludes bars the join of its groups.

    Args:
        facts: in an order that does not depend on that of the input.
        copied: pairs of places of which one sentence was made from the other, of `copies`.
    """
    pairs = sorted(_pairs(facts, copied), key=lambda pair: (-pair[0], pair[1], pair[2]))
    group = list(range(len(facts)))
    members = {number: [number] for number in group}
    barred: dict[int, tuple[float, int, str]] = {}
    reasons: dict[int, set[str]] = {number: set() for number in group}
    for worth, left, right, why in pairs:
        one, other = sorted((group[left], group[right]))
        if one == other:
            reasons[one].update(why)
            continue
        between = ((facts[a], facts[b]) for a in members[one] for b in members[other])
        bar = next((reason for pair in between if (reason := excluded(*pair))), None)
        if bar or worth < JOIN:
            for side, far in ((left, right), (right, left)):
                barred.setdefault(side, (worth, far, bar or "too little in common"))
            continue
        for number in members[other]:
            group[number] = one
        members[one] += members.pop(other)
        reasons[one] |= reasons.pop(other) | set(why)
    places = {root: place for place, root in enumerate(sorted(members))}
    return [
        Group(
            tuple(facts[number] for number in sorted(members[root])),
            tuple(sorted(reasons[root])),
            _nearest(members[root], barred, group, places),
        )
        for root in sorted(members)
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


def _pairs(
    facts: Sequence[Fact], copied: Collection[tuple[int, int]]
) -> Iterable[tuple[float, int, int, tuple[str, ...]]]:
    """Pairs with something in common: copied, beside each other, of one country, or a name's first or last letter."""
    seen: set[tuple[int, int]] = set()
    buckets: dict[object, list[int]] = {}
    for number, fact in enumerate(facts):
        buckets.setdefault(fact.telling.report, []).append(number)
        for name in fact.names | fact.regions:
            buckets.setdefault(("first", name[:1]), []).append(number)
            buckets.setdefault(("last", name[-1:]), []).append(number)
        for country in fact.countries:
            buckets.setdefault(country, []).append(number)
    for pair in copied:
        buckets[pair] = list(pair)
    for key, numbers in buckets.items():
        for left, right in combinations(sorted(set(numbers)), 2):
            apart = abs(facts[left].place - facts[right].place) > NEXT
            if (left, right) in seen or (key == facts[left].telling.report and apart):
                continue
            seen.add((left, right))
            worth, why = score(facts[left], facts[right], copied=(left, right) in copied)
            if worth > 0:
                yield worth, left, right, why
