"""Which pairs of tellings to compare: those that may join, and of those on other days the one that comes nearest.

Of one town most pairs tell of days too far apart to join. Such a pair is only ever shown as what came nearest to a
telling, and the best one of each is enough for that: the others change no group and no reason.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, combinations_with_replacement, product

import networkx as nx

from bukti.incidents.likeness import JOIN, NEXT, SLACK, Fact, common, days_apart, excluded, score

Scored = tuple[float, int, int, tuple[str, ...]]
Where = tuple[frozenset[str], ...]
Alike = tuple[object, ...]  # what all of the worth of a pair comes from that is neither copied nor of one report


def pairs(
    facts: Sequence[Fact], copied: Collection[tuple[int, int]], together: Collection[tuple[int, int]] = ()
) -> list[Scored]:
    """Pairs with something in common: worth, the two places, the smaller first, and what speaks for one attack.

    They are copied, beside each other, of one country, or share a name's first or last letter, and are worth something.

    Args:
        facts: the tellings.
        copied: pairs of places of which one sentence was made from the other.
        together: pairs that people put together; what may join them is compared whatever its days.
    """
    where: dict[Where, list[int]] = {}
    for number, fact in enumerate(facts):
        where.setdefault((fact.towns, fact.names, fact.regions, fact.countries), []).append(number)
    near = _meeting(facts, list(where.values()))
    found = {(min(pair), max(pair)) for pair in copied if pair[0] != pair[1]} | set(_beside(facts))
    for left, right in near:
        found |= {(min(a, b), max(a, b)) for a, b in _timely(facts, left, right) if a != b}
    scored = list(_scored(facts, copied, found))
    held = _held(facts, scored, together)
    more = {*_nearest(facts, near, held), *_inside(near, held)} - found
    return [*scored, *_scored(facts, copied, more)]


def _scored(
    facts: Sequence[Fact], copied: Collection[tuple[int, int]], found: Iterable[tuple[int, int]]
) -> Iterator[Scored]:
    for a, b in found:
        worth, why = score(facts[a], facts[b], copied=(a, b) in copied)
        if worth > 0:
            yield worth, a, b, why


def _held(facts: Sequence[Fact], scored: Iterable[Scored], together: Collection[tuple[int, int]]) -> dict[int, int]:
    """Of each place that may come into a group that people made: which of these groups, as far as they may meet."""
    if not together:
        return {}
    graph = nx.Graph(together)
    graph.add_edges_from((a, b) for worth, a, b, _ in scored if worth >= JOIN and not excluded(facts[a], facts[b]))
    ruled = {place for pair in together for place in pair}
    parts = (part for part in nx.connected_components(graph) if not ruled.isdisjoint(part))
    return {place: number for number, part in enumerate(parts) for place in part}


def _inside(near: Sequence[tuple[list[int], list[int]]], held: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """All pairs that one group made by people may hold, those on other days included."""
    for left, right in near if held else ():
        inside: dict[int, list[int]] = {}
        for other in right:
            if other in held:
                inside.setdefault(held[other], []).append(other)
        for number in left:
            for other in inside.get(held[number], ()) if number in held else ():
                if number != other:
                    yield min(number, other), max(number, other)


def _beside(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    told: dict[str, list[int]] = {}
    for number, fact in enumerate(facts):
        told.setdefault(fact.telling.report, []).append(number)
    for numbers in told.values():
        for left, right in combinations(numbers, 2):
            if abs(facts[left].place - facts[right].place) <= NEXT:
                yield left, right


def _meeting(facts: Sequence[Fact], groups: Sequence[list[int]]) -> list[tuple[list[int], list[int]]]:
    """Groups of one place each that share a place, a name or a country, each with itself, too."""
    buckets: dict[object, list[int]] = {}
    for number, group in enumerate(groups):
        fact = facts[group[0]]
        keys = {("first", name[:1]) for name in fact.names | fact.regions}
        keys |= {("last", name[-1:]) for name in fact.names | fact.regions}
        for key in (*keys, *fact.countries):
            buckets.setdefault(key, []).append(number)
    met = {pair for numbers in buckets.values() for pair in combinations_with_replacement(numbers, 2)}
    return [(groups[a], groups[b]) for a, b in met if common(facts[groups[a][0]], facts[groups[b][0]])]


def _days(fact: Fact) -> tuple[datetime, datetime] | None:
    one = fact.telling
    return (one.earliest, one.latest) if one.earliest and one.latest else None


def _timely(facts: Sequence[Fact], left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pairs that their days do not keep apart, those that tell no day included."""
    dated = sorted((days[0], number) for number in right if (days := _days(facts[number])))
    undated = [number for number in right if not _days(facts[number])]
    starts = [start for start, _ in dated]
    longest = max((_length(facts[number]) for _, number in dated), default=timedelta())
    for number in left:
        days = _days(facts[number])
        yield from ((number, other) for other in (undated if days else right))
        if days is None:
            continue
        last = bisect_right(starts, days[1] + SLACK)
        for start, other in reversed(dated[:last]):
            if days[0] - start > longest + SLACK:
                break
            if not days_apart(facts[number], facts[other]):
                yield number, other


def _length(fact: Fact) -> timedelta:
    days = _days(fact)
    return days[1] - days[0] if days else timedelta()


def _kin(facts: Sequence[Fact], group: Sequence[int]) -> list[list[int]]:
    """The dated tellings of one place, those together of which every pair with another is worth the same."""
    kin: dict[Alike, list[int]] = {}
    for number in group:
        one = facts[number].telling
        if _days(facts[number]):
            tolls = frozenset((toll.harm, toll.low) for toll in one.tolls if not toll.part)
            kin.setdefault((one.kind, tolls), []).append(number)
    return list(kin.values())


def _nearest(
    facts: Sequence[Fact], near: Sequence[tuple[list[int], list[int]]], held: Mapping[int, int]
) -> Iterator[tuple[int, int]]:
    """Of each telling the pair of most worth with one on other days that it can never join, of equals the first."""
    kin: dict[int, list[list[int]]] = {}
    for group in {id(group): group for two in near for group in two}.values():
        kin[group[0]] = _kin(facts, group)
    ahead: dict[int, list[tuple[float, list[int]]]] = {}
    for left, right in near:
        for one, other in product(kin[left[0]], kin[right[0]]):
            worth = _worth(facts[one[0]], facts[other[0]])
            if worth <= 0:
                continue
            ahead.setdefault(one[0], []).append((worth, other))
            if left is not right:
                ahead.setdefault(other[0], []).append((worth, one))
    for members in (one for found in kin.values() for one in found):
        others = sorted(ahead.get(members[0], ()), key=lambda two: (-two[0], two[1][0]))
        for number in members:
            far = _far(facts, number, others, held)
            if far is not None:
                yield min(number, far), max(number, far)


def _worth(one: Fact, other: Fact) -> float:
    """What a pair is worth of which the sentences do not stand beside each other."""
    return score(one, replace(other, place=one.place + NEXT + 1), copied=False)[0]


def _far(
    facts: Sequence[Fact], number: int, others: Sequence[tuple[float, list[int]]], held: Mapping[int, int]
) -> int | None:
    """The first telling on other days among those of most worth to one."""
    best: tuple[float, int] | None = None
    own = held.get(number, -1)
    for worth, members in others:
        if best and worth < best[0]:
            break
        apart = (other for other in members if days_apart(facts[number], facts[other]))
        far = next((other for other in apart if own < 0 or held.get(other) != own), None)
        if far is not None and (best is None or far < best[1]):
            best = worth, far
    return best[1] if best else None
