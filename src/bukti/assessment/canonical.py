"""A graph in canonical form: copies removed, order given by structure alone.

Permuting reports, origins, parents or ids must give bit-identical results (method.md 7.5, invariants 1 and 9). So what
a pure copy adds is removed first, then everything is sorted by colours of Weisfeiler and Leman's refinement: a node's
colour says what it is and, round by round, what surrounds it, never what it is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from bukti.ids import content_id
from bukti.model import Edge, EvidenceGraph, Origin, Relay


def canonical(graph: EvidenceGraph) -> EvidenceGraph:
    """The graph without its pure copies, sorted by structure; ids decide only between nodes that look alike."""
    return ordered(without_copies(graph))


def without_copies(graph: EvidenceGraph) -> EvidenceGraph:
    """The graph without relays that only pass on reports which are read themselves.

    A relay whose every parent is sure and read adds nothing in any world: where it speaks, its parent speaks. Removed
    from the far end, so that chains of copies go too.
    """
    relays = {relay.id: relay for relay in graph.relays}
    read = set(graph.read)
    while True:
        used = {edge.id for relay in relays.values() for edge in relay.parents}
        copies = [
            relay.id
            for relay in relays.values()
            if relay.id not in used
            and relay.parents
            and all(edge.probability == 1.0 and edge.id in read and edge.id in relays for edge in relay.parents)
        ]
        if not copies:
            break
        for copy in copies:
            del relays[copy]
        read -= set(copies)
    return replace(graph, relays=tuple(relays.values()), read=tuple(name for name in graph.read if name in read))


def ordered(graph: EvidenceGraph) -> EvidenceGraph:
    """The graph with origins, relays, parents and `read` sorted by structural colour, then id."""
    colours = _colours(graph)

    def key(name: str) -> tuple[str, str]:
        return colours[name], name

    relays = [
        replace(relay, parents=tuple(sorted(parents(relay), key=lambda edge: key(edge.id))))
        for relay in sorted(graph.relays, key=lambda relay: key(relay.id))
    ]
    origins = tuple(sorted(graph.origins, key=lambda origin: key(origin.id)))
    return replace(graph, origins=origins, relays=tuple(relays), read=tuple(sorted(set(graph.read), key=key)))


def _first_colour(node: Origin | Relay, hops: int | None) -> str:
    if isinstance(node, Relay):
        return content_id("r", node.reliability, hops)
    kind = None if node.kind is None else node.kind.value
    named = (node.reliability, node.polarity.value, node.degree.value, node.basis.value, kind)
    held = (node.verified, node.established, *(("retracted",) if node.retracted else ()))
    return content_id("o", hops, *named, node.self_interest, node.group_rho, *held)


def _colours(graph: EvidenceGraph) -> dict[str, str]:
    """Stable colours of all nodes; refinement stops when a round splits no class."""
    hops = _hops(graph)
    colours = {node.id: _first_colour(node, hops.get(node.id)) for node in nodes(graph)}
    around = _neighbours(graph)
    classes = len(set(colours.values()))
    while True:
        colours = {name: _refined(name, colours, around[name]) for name in colours}
        refined = len(set(colours.values()))
        if refined == classes:
            return colours
        classes = refined


def _hops(graph: EvidenceGraph) -> dict[str, int]:
    """Steps from the reader to what it reaches; told at once, or a long chain would need a round for every step."""
    relays = {relay.id: relay for relay in graph.relays}
    hops: dict[str, int] = {}
    level, reached = 0, [name for name in graph.read if name in relays]
    while reached:
        hops.update((name, level) for name in reached if name not in hops)
        further = {edge.id for name in reached if name in relays for edge in relays[name].parents}
        level, reached = level + 1, [name for name in further if name not in hops]
    return hops


def _refined(name: str, colours: Mapping[str, str], around: list[tuple[str, str, float]]) -> str:
    seen = sorted((role, colours[other], weight) for role, other, weight in around if other in colours)
    return content_id("c", colours[name], seen)


def _neighbours(graph: EvidenceGraph) -> dict[str, list[tuple[str, str, float]]]:
    """For each node what surrounds it: role, neighbour, weight."""
    around: dict[str, list[tuple[str, str, float]]] = {node.id: [] for node in nodes(graph)}
    for relay in graph.relays:
        for edge in relay.parents:
            around[relay.id].append(("parent", edge.id, edge.probability))
            around[edge.id].append(("child", relay.id, edge.probability))
    groups: dict[str, list[str]] = {}
    for origin in graph.origins:
        if origin.group is not None:
            groups.setdefault(origin.group, []).append(origin.id)
        for other in origin.could_be:
            around[origin.id].append(("could_be", other, 0.0))
            around[other].append(("could_be", origin.id, 0.0))
    for members in groups.values():
        for member in members:
            around[member].extend(("group", other, 0.0) for other in members if other != member)
    return around


def nodes(graph: EvidenceGraph) -> tuple[Origin | Relay, ...]:
    """All origins, then all relays."""
    return (*graph.origins, *graph.relays)


def parents(relay: Relay) -> tuple[Edge, ...]:
    """The relay's parents, each once with its best probability (two edges to one parent are one)."""
    best: dict[str, float] = {}
    for edge in relay.parents:
        best[edge.id] = max(edge.probability, best.get(edge.id, 0.0))
    return tuple(Edge(name, probability) for name, probability in best.items())
