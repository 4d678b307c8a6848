"""The reliability network of one claim: which origins reach the reader, depending on uncertain nodes.

Built from a canonical graph (method.md 7.2 (3)): a relay is faithful with φ, an uncertain edge exists with π. Where
all edges that could carry a polarity are missing, the relay speaks for itself: a stand-in origin rated F, never
stronger than what it stands in for. Series and parallel reduction keeps the number of uncertain nodes small.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from bukti.assessment.canonical import nodes as all_nodes
from bukti.model import EvidenceGraph, Polarity, Relay


class Join(Enum):
    """How the two expressions before it are joined: both must be faithful, or one suffices."""

    SERIES = 1
    PARALLEL = 2


# Faithfulness of a merged node, in postfix order: relay ids, and a join after the two expressions that it joins.
# Postfix, not nested: a chain of a thousand relays would nest deeper than Python recurses.
Expression = tuple[str | Join, ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """What may be attested: an origin, or a stand-in for those whose edges are missing.

    Attributes:
        origin: id of the origin, or None for a stand-in.
        relay: id of the relay that speaks for itself, for a stand-in.
        covers: ids of the origins that the stand-in stands in for.
    """

    polarity: Polarity
    origin: str | None = None
    relay: str | None = None
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Input:
    """One way into a node: from a leaf or a node, if its gates exist and none of the `unless` gates does."""

    source: Leaf | str
    gate: str | None = None
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A relay, or several that reduction merged; its faithfulness is an expression over relay ids."""

    faithful: Expression
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class Network:
    """What the worlds are computed on.

    Attributes:
        leaves: in canonical order. nodes: id to node, in canonical order. read: ids of nodes the reader sees.
        gates: id of an uncertain edge to its probability.
        carriers: for each relay with an uncertain edge and each polarity, the sets of origins behind its edges; they
            decide whether the network is still right without an origin.
    """

    leaves: tuple[Leaf, ...]
    nodes: Mapping[str, Node]
    read: tuple[str, ...]
    gates: Mapping[str, float] = field(default_factory=dict)
    carriers: tuple[tuple[frozenset[str], ...], ...] = ()

    def holds_without(self, origin: str) -> bool:
        """Whether the same network, the origin silent, is that of the graph without the origin.

        It is not where a relay loses one of its ways and keeps others: another stand-in may then speak.
        """
        for sets in self.carriers:
            left = sum(1 for behind in sets if behind - {origin})
            if left not in (0, len(sets)):
                return False
        return True


def probability(expression: Expression, faithful: Callable[[str], float]) -> float:
    """Probability that a merged node passes on; `faithful` gives φ of a relay id."""
    stack: list[float] = []
    for part in expression:
        if isinstance(part, str):
            stack.append(faithful(part))
            continue
        two, one = stack.pop(), stack.pop()
        stack.append(one * two if part is Join.SERIES else 1.0 - (1.0 - one) * (1.0 - two))
    return stack[0]


def members(expression: Expression) -> tuple[str, ...]:
    """Relay ids in an expression."""
    return tuple(part for part in expression if isinstance(part, str))


def build(graph: EvidenceGraph) -> Network:
    """The reduced network of a canonical graph; relays that carry nothing to the reader are gone."""
    carried = _carried(graph)
    gates: dict[str, float] = {}
    nodes = {relay.id: Node((relay.id,), _inputs(relay, graph, carried, gates)) for relay in graph.relays}
    nodes, read = _pruned(nodes, graph.read)
    while True:
        smaller = _series(nodes, read) or _parallel(nodes, read)
        if smaller is None:
            break
        nodes, read = smaller
    used = {gate for node in nodes.values() for way in node.inputs for gate in (way.gate, *way.unless)}
    leaves = _leaves(graph, nodes)
    carriers = tuple(
        tuple(frozenset(carried[edge.id][polarity]) for edge in relay.parents if carried[edge.id][polarity])
        for relay in graph.relays
        if any(edge.probability < 1.0 for edge in relay.parents)
        for polarity in Polarity
    )
    return Network(leaves, nodes, read, {gate: value for gate, value in gates.items() if gate in used}, carriers)


def _carried(graph: EvidenceGraph) -> dict[str, dict[Polarity, tuple[str, ...]]]:
    """For each origin and relay, by polarity, the ids of origins with evidence that it may carry."""
    names = [node.id for node in all_nodes(graph)]
    sets: dict[str, set[str]] = {name: set() for name in names}
    speaking = {origin.id: origin.polarity for origin in graph.origins if origin.degree != "Uu"}
    for name in speaking:
        sets[name].add(name)
    grown = True
    while grown:
        grown = False
        for relay in graph.relays:
            before = len(sets[relay.id])
            for edge in relay.parents:
                sets[relay.id] |= sets[edge.id]
            grown |= len(sets[relay.id]) > before
    place = {origin.id: number for number, origin in enumerate(graph.origins)}
    return {
        name: {
            polarity: tuple(sorted((o for o in sets[name] if speaking[o] is polarity), key=place.__getitem__))
            for polarity in Polarity
        }
        for name in names
    }


def _inputs(
    relay: Relay,
    graph: EvidenceGraph,
    carried: Mapping[str, Mapping[Polarity, tuple[str, ...]]],
    gates: dict[str, float],
) -> tuple[Input, ...]:
    """The ways into a relay; adds its uncertain edges to `gates`."""
    origins = {origin.id: origin for origin in graph.origins}
    silent = {origin.id for origin in graph.origins if origin.retracted}
    ways: list[Input] = []
    gate_of: dict[str, str | None] = {}
    for place, edge in enumerate(relay.parents):
        gate = None if edge.probability == 1.0 else f"{relay.id}\n{place}"
        gate_of[edge.id] = gate
        if gate is not None:
            gates[gate] = edge.probability
        if edge.id in origins:
            ways.append(Input(Leaf(origins[edge.id].polarity, edge.id), gate))
        elif edge.id not in graph.read:
            # a parent that is read itself reaches the reader without this relay
            ways.append(Input(edge.id, gate))
    for polarity in Polarity:
        carrying = [name for name in gate_of if carried[name][polarity]]
        missing = tuple(gate for name in carrying if (gate := gate_of[name]) is not None)
        if missing and len(missing) == len(carrying):
            covers = tuple(dict.fromkeys(origin for name in carrying for origin in carried[name][polarity]))
            if set(covers) - silent:  # who repeats only what was retracted has nothing of its own either
                ways.append(Input(Leaf(polarity, None, relay.id, covers), None, missing))
    speaking = {name for both in carried.values() for ids in both.values() for name in ids} - silent
    return tuple(way for way in ways if isinstance(way.source, str) or way.source.origin in {*speaking, None})


def _pruned(nodes: Mapping[str, Node], read: tuple[str, ...]) -> tuple[dict[str, Node], tuple[str, ...]]:
    """Only nodes that carry something and reach the reader."""
    carrying: set[str] = set()
    grown = True
    while grown:
        grown = False
        for name, node in nodes.items():
            if name not in carrying and any(isinstance(w.source, Leaf) or w.source in carrying for w in node.inputs):
                carrying.add(name)
                grown = True
    reached, pending = set(), [name for name in read if name in carrying]
    while pending:
        name = pending.pop()
        if name not in reached:
            reached.add(name)
            pending.extend(w.source for w in nodes[name].inputs if isinstance(w.source, str) and w.source in carrying)
    kept = {
        name: replace(node, inputs=tuple(w for w in node.inputs if isinstance(w.source, Leaf) or w.source in reached))
        for name, node in nodes.items()
        if name in reached
    }
    return kept, tuple(name for name in read if name in kept)


def _consumers(nodes: Mapping[str, Node]) -> dict[str, list[tuple[str, Input]]]:
    found: dict[str, list[tuple[str, Input]]] = {name: [] for name in nodes}
    for name, node in nodes.items():
        for way in node.inputs:
            if isinstance(way.source, str):
                found[way.source].append((name, way))
    return found


def _series(nodes: dict[str, Node], read: tuple[str, ...]) -> tuple[dict[str, Node], tuple[str, ...]] | None:
    """Merge nodes into their only consumers, where those have no other input; None when there is none to merge.

    Each node takes part in one merge of a pass, so a long chain halves with every pass.
    """
    merged: dict[str, Node] = {}
    gone: set[str] = set()
    for name, consumers in _consumers(nodes).items():
        if name in read or len(consumers) != 1:
            continue
        consumer, way = consumers[0]
        if {name, consumer} & (gone | merged.keys()):
            continue
        if consumer == name or way.gate is not None or len(nodes[consumer].inputs) != 1:
            continue
        inputs = tuple(w for w in nodes[name].inputs if w.source != consumer)
        merged[consumer] = Node((*nodes[consumer].faithful, *nodes[name].faithful, Join.SERIES), inputs)
        gone.add(name)
    if not gone:
        return None
    return {name: merged.get(name, node) for name, node in nodes.items() if name not in gone}, read


def _parallel(nodes: dict[str, Node], read: tuple[str, ...]) -> tuple[dict[str, Node], tuple[str, ...]] | None:
    """Merge nodes with the same inputs and the same consumers; None when there are none."""
    consumers = _consumers(nodes)
    twins: dict[object, list[str]] = {}
    for name, node in nodes.items():
        if all(way.gate is None for _, way in consumers[name]):
            key = (frozenset(node.inputs), frozenset(consumer for consumer, _ in consumers[name]), name in read)
            twins.setdefault(key, []).append(name)
    merged: dict[str, Node] = {}
    gone: set[str] = set()
    for first, *others in twins.values():
        faithful = nodes[first].faithful
        for other in others:
            faithful = (*faithful, *nodes[other].faithful, Join.PARALLEL)
        merged[first] = replace(nodes[first], faithful=faithful)
        gone.update(others)
    if not gone:
        return None
    left = {name: merged.get(name, node) for name, node in nodes.items() if name not in gone}
    left = {
        name: replace(node, inputs=tuple(way for way in node.inputs if way.source not in gone))
        for name, node in left.items()
    }
    return left, tuple(name for name in read if name not in gone)


def _leaves(graph: EvidenceGraph, nodes: Mapping[str, Node]) -> tuple[Leaf, ...]:
    """Leaves that some node uses: origins in canonical order, then stand-ins in the order of their relays."""
    used = [way.source for node in nodes.values() for way in node.inputs if isinstance(way.source, Leaf)]
    place = {origin.id: number for number, origin in enumerate(graph.origins)}
    origins = sorted({leaf for leaf in used if leaf.origin is not None}, key=lambda leaf: place[leaf.origin or ""])
    return (*origins, *(leaf for leaf in used if leaf.origin is None))
