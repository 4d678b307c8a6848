"""The last decisions on a claim's graph: which origins could be one, who only passes on, what a circle rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from bukti.assessment import identity, tied
from bukti.assessment.building import Building, Doubt
from bukti.assessment.retracted import gone
from bukti.assessment.sources import Source
from bukti.model import Edge, Origin, Polarity, SourceKind

Alike = tuple[str, set[str]]  # an origin and those that it could be


def decide(building: Building) -> tuple[Origin, ...]:
    """Settle what needs the whole graph; the origins in order of id, each with those that it could be the same as."""
    _own_sources(building)
    _passed_on(building)
    _root(building)
    # what does not count must not stand between two that do
    alike: dict[str, set[str]] = {name: set() for name, origin in building.origins.items() if origin.established}
    for name, others in (*_described(building), *_named(building), *_doubted(building)):
        for other in (others - {name}) & alike.keys() if name in alike else ():
            alike[name].add(other)
            alike[other].add(name)
    found = tuple(_established(building, _classes(building, alike)))
    return tied.depend(found, building.context, building.profile) if building.context.tied else found


def _classes(building: Building, alike: Mapping[str, set[str]]) -> list[set[str]]:
    """Origins by whom they could all be: an unnamed person may be either of two who have names, not both.

    Names come first, so that each description joins the first class in which it could be everybody that counts: what
    was retracted keeps together what it joined, and stands between nobody.
    """
    silent = {name for name in alike if building.origins[name].retracted}
    classes: list[set[str]] = []
    for name in sorted(alike, key=lambda name: (name in building.described, name)):
        own = next((members for members in classes if (members - silent or members) <= alike[name]), None)
        if own is None:
            classes.append({name})
        else:
            own.add(name)
    return classes


def _own_sources(building: Building) -> None:
    """Sources of reports whose derivation is not sure, where nobody else has told of them."""
    for own in building.own:
        name = building.identify(own.source, own.polarity)
        if building.origins.keys().isdisjoint((name, building.identify(gone(own.source), own.polarity))):
            building.add_origin(own.source, own.statement, own.polarity)
            building.add_relay(own.report, building.context.outlet(own.report), [Edge(name, own.chance)])
            building.doubts |= {Doubt(name, parent) for parent in own.parents}


def _passed_on(building: Building) -> None:
    """Take out a report's own voice where it names who told it, and a medium that only led to others' words."""
    for name, relay in building.relays.items():
        voices = building.voices if name in building.members else building.voices | building.media
        own = [edge for edge in relay.parents if edge.id in voices]
        others = [edge for edge in relay.parents if edge not in own]
        sides = {building.origins[o].polarity for edge in others for o in _origins(building, edge.id)}
        kept = [edge for edge in own if building.origins[edge.id].polarity not in sides]
        if len(kept) < len(own):
            parents = tuple(edge for edge in relay.parents if edge in others or edge in kept)
            building.relays[name] = replace(relay, parents=parents)
    used = {edge.id for relay in building.relays.values() for edge in relay.parents}
    building.origins = {name: origin for name, origin in building.origins.items() if name in used}


def _origins(building: Building, node: str) -> set[str]:
    return building.behind(node) & building.origins.keys()


def _root(building: Building) -> None:
    """Give reports that name only each other an origin of their own: their circle rests on somebody unknown.

    The earliest report of the circle gets it; what only repeats the circle adds nobody.
    """
    parents = {relay.id: {edge.id for edge in relay.parents} for relay in building.relays.values()}
    while loose := _loose(parents, set(building.origins)):
        report = next(name for name in building.members if name in _circle(parents, loose))
        statement, polarity = building.members[report][-1]
        source = Source(("narrator", report), f"{building.context.outlet(report)} (its own words)", medium=True)
        origin = building.add_origin(source, statement, polarity)
        building.add_relay(report, building.context.outlet(report), [Edge(origin)])
        parents[report].add(origin)


def _loose(parents: Mapping[str, set[str]], origins: set[str]) -> list[str]:
    """Relays from which no origin can be reached."""
    rooted = set(origins)
    while more := {name for name, own in parents.items() if name not in rooted and own & rooted}:
        rooted |= more
    return sorted(set(parents) - rooted)


def _circle(parents: Mapping[str, set[str]], loose: Iterable[str]) -> set[str]:
    """The loose relays that are among their own ancestors."""
    found = set()
    for name in loose:
        above: set[str] = set()
        while more := {parent for one in (above or {name}) for parent in parents.get(one, ())} - above:
            above |= more
        if name in above:
            found.add(name)
    return found


def _described(building: Building) -> Iterator[Alike]:
    """A description may be any other of its kind; one of a person also somebody whom another report names."""
    described = building.described & building.origins.keys()
    papers = {name for name in described if building.origins[name].kind is SourceKind.DOCUMENT}
    people = {name for name, known in building.named.items() if any(n.person or n.office is not None for n in known)}
    beside = _beside(building, described)
    for name in described:
        yield name, papers if name in papers else described - papers
        if name not in papers:
            yield name, (people & building.origins.keys()) - beside[name]


def _beside(building: Building, described: set[str]) -> dict[str, set[str]]:
    """For each description whom a report names beside it: it tells the two apart."""
    found: dict[str, set[str]] = {name: set() for name in described}
    for relay in building.relays.values():
        for name in building.behind(relay.id) & described:
            found[name] |= {edge.id for edge in relay.parents}
    return found


def _named(building: Building) -> Iterator[Alike]:
    """Names that cannot be compared."""
    for name, own in building.named.items():
        if name in building.origins:
            others = {
                other
                for other, known in building.named.items()
                if other in building.origins and any(identity.could_be(a, b) for a in own for b in known)
            }
            yield name, others


def _doubted(building: Building) -> Iterator[Alike]:
    """What lies behind a report that this origin's report may have taken it from."""
    for doubt in building.doubts:
        if doubt.origin in building.origins:
            side = building.origins[doubt.origin].polarity
            behind = {o for o in _origins(building, doubt.node) if building.origins[o].polarity is side}
            unnamed = {o for o in behind & building.described if building.origins[o].kind is not SourceKind.DOCUMENT}
            yield doubt.origin, unnamed if doubt.unnamed else behind


def _established(building: Building, classes: Iterable[set[str]]) -> Iterator[Origin]:
    """The origins with their links; somebody did say it, so where nobody else stands behind a claim, one counts."""
    affirming = [o for o in building.origins.values() if o.polarity is Polarity.AFFIRM]
    held = any(o.established for o in affirming)
    first_unheld = min((o.id for o in affirming if not (o.established or o.retracted)), default=None)
    members = {name: own for own in classes for name in own}
    for name in sorted(building.origins):
        origin = replace(building.origins[name], could_be=tuple(sorted(members.get(name, {name}) - {name})))
        yield replace(origin, established=True) if not held and name == first_unheld else origin
