"""Who counts as an independent origin, and which origins depend on each other (method.md 7.2 (4) and (7)).

The count is an interval: descriptions that could be the same person are one for the lower end and several for the
upper. An origin of unknown lineage is never counted as independent; it is reported as not established.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from bukti.assessment.network import Leaf
from bukti.assessment.profiles import Profile
from bukti.assessment.worlds import Bundle, strength
from bukti.model import EvidenceGraph, Origin, Polarity, SourceKind

UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.PRONOUN, SourceKind.RUNNING})


@dataclass(frozen=True, slots=True)
class Count:
    """Independent origins of one polarity.

    Attributes:
        least, most: the interval [n_min, n_max]. unknown: ids of origins and reports of no known lineage.
        counted: ids of the origins behind `most`, in the graph's order.
        doubted: an origin for each that `most` counts and `least` does not, with one that it could be; None where
            what leads to it is not sure.
    """

    least: int
    most: int
    unknown: tuple[str, ...]
    counted: tuple[str, ...]
    doubted: tuple[tuple[str, str | None], ...]


def components(names: Iterable[str], links: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Connected components, each in the order of `names`; links to other names are left out."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            name = parent[name]
        return name

    for one, two in links:
        if one in parent and two in parent:
            parent[root(two)] = root(one)
    found: dict[str, list[str]] = {}
    for name in parent:
        found.setdefault(root(name), []).append(name)
    return [tuple(component) for component in found.values()]


def attested(graph: EvidenceGraph, least: float) -> set[str]:
    """Ids of origins and relays that the reader reaches over edges of at least this probability."""
    relays = {relay.id: relay for relay in graph.relays}
    reached: set[str] = set()
    pending = [name for name in graph.read if name in relays]
    while pending:
        name = pending.pop()
        if name in reached:
            continue
        reached.add(name)
        if name in relays:
            pending.extend(edge.id for edge in relays[name].parents if edge.probability >= least)
    return reached


@dataclass(frozen=True, slots=True)
class Reach:
    """Ids that the reader reaches over any edge, and over edges that are more likely than not."""

    any: frozenset[str]
    sure: frozenset[str]


def reach(graph: EvidenceGraph, profile: Profile) -> Reach:
    """What the reader reaches in a graph."""
    return Reach(frozenset(attested(graph, 0.0)), frozenset(attested(graph, profile.edges.merge)))


def count(graph: EvidenceGraph, polarity: Polarity, seen: Reach, profile: Profile) -> Count:
    """Independent origins of a polarity, as an interval (method.md 7.2 (7)).

    Only origins that are attested and carry evidence count. For the lower end they must be reached over edges that
    are more likely than not (`edges.merge`), and could-be links merge them, also through a retracted origin: what it
    joined does not come apart when it falls.
    """
    able = _able(graph, polarity, profile)
    counted = [origin for origin in able if origin.id in seen.any and origin.established]
    least, most = independent(graph, polarity, seen, profile)
    unknown = [origin.id for origin in able if origin.id in seen.any and not origin.established]
    unknown += _orphans(graph, polarity, seen, profile)
    names = tuple(origin.id for origin in counted)
    return Count(len(least), len(most), tuple(unknown), names, tuple(_doubted(least, most)))


def independent(
    graph: EvidenceGraph, polarity: Polarity, seen: Reach, profile: Profile
) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The independent origins at the lower and at the upper end, each as the ids of those that count as one."""
    counted = [o for o in _able(graph, polarity, profile) if o.id in seen.any and o.established]
    # who has a name leads, so that it is the unnamed of two who is told to be doubtful
    certain = sorted((o for o in counted if o.id in seen.sure), key=lambda origin: origin.kind in UNNAMED)
    least = _components(certain, [o for o in graph.origins if o.polarity is polarity and o.retracted], profile)
    return least, components([o.id for o in counted], _one_origin(counted, profile))


def _able(graph: EvidenceGraph, polarity: Polarity, profile: Profile) -> list[Origin]:
    """Origins of a polarity that carry evidence."""
    return [o for o in graph.origins if o.polarity is polarity and strength(o, profile) > 0.0]


def _components(certain: list[Origin], retracted: list[Origin], profile: Profile) -> list[tuple[str, ...]]:
    """Origins that may be one, joined by each other and by retracted ones, which do not count."""
    linked, live = [*certain, *retracted], {origin.id for origin in certain}
    joined = components([o.id for o in linked], [*_one_origin(linked, profile), *_could_be(linked)])
    return [tuple(name for name in part if name in live) for part in joined if not live.isdisjoint(part)]


def _doubted(least: Sequence[tuple[str, ...]], most: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, str | None]]:
    """Of the components at the upper end those that another swallows at the lower end, and those that are not there."""
    place = {name: number for number, component in enumerate(most) for name in component}
    kept: set[int] = set()
    for component in least:
        first, *others = dict.fromkeys(place[name] for name in component)
        kept |= {first, *others}
        yield from ((most[other][0], most[first][0]) for other in others)
    yield from ((component[0], None) for number, component in enumerate(most) if number not in kept)


def _one_origin(origins: list[Origin], profile: Profile) -> list[tuple[str, str]]:
    """Links between origins whose dependence makes them one when origins are counted."""
    return _group_links(origins, lambda rho: rho >= profile.dependence.one_origin)


def _orphans(graph: EvidenceGraph, polarity: Polarity, seen: Reach, profile: Profile) -> list[str]:
    """Reports that more likely than not have an origin of their own, which nobody knows."""
    unsure = [relay for relay in graph.relays if any(edge.probability < 1.0 for edge in relay.parents)]
    carrying = _carrying(graph, polarity, profile) if unsure else set()
    found = []
    for relay in unsure:
        edges = [edge for edge in relay.parents if edge.id in carrying]
        alone = prod(1.0 - edge.probability for edge in edges)
        if edges and relay.id in seen.any and alone > profile.edges.merge:
            found.append(relay.id)
    return found


def _carrying(graph: EvidenceGraph, polarity: Polarity, profile: Profile) -> set[str]:
    carrying = {o.id for o in graph.origins if o.polarity is polarity and strength(o, profile) > 0.0}
    grown = True
    while grown:
        more = {r.id for r in graph.relays if any(edge.id in carrying for edge in r.parents)} - carrying
        carrying |= more
        grown = bool(more)
    return carrying


def _group_links(origins: list[Origin], wanted: Callable[[float], bool]) -> list[tuple[str, str]]:
    """Links between origins of one group whose ρ is wanted; ρ of a group is the largest that a member states."""
    groups: dict[str, list[Origin]] = {}
    for origin in origins:
        if origin.group is not None:
            groups.setdefault(origin.group, []).append(origin)
    return [
        (members[0].id, member.id)
        for members in groups.values()
        if wanted(max(member.group_rho for member in members))
        for member in members[1:]
    ]


def _could_be(origins: list[Origin]) -> list[tuple[str, str]]:
    return [(origin.id, other) for origin in origins for other in origin.could_be]


def bundles(graph: EvidenceGraph, leaves: tuple[Leaf, ...]) -> tuple[Bundle, ...]:
    """Leaves by dependence: could-be links make units, groups make bundles of units (method.md 7.2 (4)).

    Units that link two groups join them, with the larger ρ. Stand-ins and origins whose lineage is not established
    are one unit per polarity: nobody knows that they are different, so many of them never add up.
    Leaves whose origin the graph does not have are left out, so a graph without an origin gives the counterfactual. A
    retracted origin has no leaf and still joins those that could be it.
    """
    place = {leaf.origin: number for number, leaf in enumerate(leaves) if leaf.origin is not None}
    found: list[Bundle] = []
    for polarity in Polarity:
        origins = [o for o in graph.origins if (o.id in place or o.retracted) and o.polarity is polarity]
        by_id = {origin.id: origin for origin in origins}
        alike = _could_be(origins)
        unit_of = {unit[0]: tuple(place[n] for n in unit if n in place) for unit in components(by_id, alike)}
        unknown = [n for n, leaf in enumerate(leaves) if leaf.origin is None and leaf.polarity is polarity]
        for members in components(by_id, [*alike, *_group_links(origins, lambda _: True)]):
            if not any(by_id[name].established for name in members if name in place):
                unknown.extend(place[name] for name in members if name in place)
                continue
            inside = tuple(unit_of[name] for name in members if unit_of.get(name))
            found.append(Bundle(polarity, inside, max(_rho(by_id[name]) for name in members)))
        if unknown:
            found.append(Bundle(polarity, (tuple(unknown),), 0.0))
    return tuple(found)


def _rho(origin: Origin) -> float:
    return 0.0 if origin.group is None else origin.group_rho
