"""Origins of a claim with what carried them, and families of reports, as trees free of any format."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bukti.assessment.explain import BASIS_WORDS, DEGREE_WORDS
from bukti.model import Derivation, Document, EvidenceGraph, Finding, Lineage, Origin

Edges = Mapping[tuple[str, str], Derivation]  # by parent and child
REPORT = "sha256:"  # how ids of reports begin; one that takes a position and was not read was retracted
KINDS = {"narrator": "the report's own voice", "impersonal": "nobody named", "anonymous": "unnamed source"}


@dataclass(frozen=True, slots=True)
class Node:
    """A node of an origin tree: who, how it is rated, why it hangs there, and what took it over.

    Attributes:
        report: id of the report that this node is, or None for an origin and for a report that was not read.
        why: sentences. established: False for an origin whose independence is not established.
        cut: how many children are left out, where only the top of a tree is shown.
    """

    name: str
    kind: str
    letter: str
    why: tuple[str, ...]
    children: tuple[Node, ...] = ()
    report: str | None = None
    established: bool = True
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A report (or an origin outside the collection) in the tree of its family.

    Attributes:
        edge: how it comes from the node above, None at the root. others: its further parents.
        outside: True for an origin that is not in the collection; its name is None when nobody knows it.
    """

    id: str
    edge: Derivation | None
    others: tuple[Derivation, ...]
    children: tuple[Member, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Family:
    """Reports that go back to each other, as trees; size counts the reports of the collection."""

    size: int
    roots: tuple[Member, ...]

    @property
    def alone(self) -> bool:
        """One report that comes from nothing else known."""
        return self.size == 1 and not self.roots[0].outside


def by_ends(lineage: Lineage) -> Edges:
    """The edges of a lineage by parent and child."""
    return {(edge.parent, edge.child): edge for edge in lineage.edges}


def origin_tree(edges: Edges, finding: Finding, polarity: str) -> tuple[Node, ...]:
    """The origins of one side, each with the relays that carry it down to what was read.

    An origin that the same relays carry as one shown before says so instead of repeating them.
    """
    shown: dict[tuple[Node, ...], str] = {}
    nodes = []
    for origin in finding.graph.origins:
        if origin.polarity.value != polarity:
            continue
        relays = _relays(finding.graph, edges, origin.id, frozenset())
        first = shown.setdefault(relays, origin.name)
        again = bool(relays and relays[0].children) and first != origin.name
        carried = (f"carried by the same reports as {first}",) if again else ()
        kind = KINDS.get(origin.kind.value, origin.kind.value.replace("_", " ")) if origin.kind else "origin"
        why = (*_origin_facts(origin), *carried)
        below = () if again else relays
        nodes.append(Node(origin.name, kind, origin.reliability, why, below, established=origin.established))
    return tuple(nodes)


def _origin_facts(origin: Origin) -> tuple[str, ...]:
    word = (
        f"said “{origin.word}”, read as {DEGREE_WORDS[origin.degree]}" if origin.word else DEGREE_WORDS[origin.degree]
    )
    interest = ("the statement serves the speaker",) if origin.self_interest else ()
    gone = ("retracted: it counts nothing",) if origin.retracted else ()
    tied = (f"depends on others: {origin.group}",) if origin.decisions and origin.group else ()
    return (*gone, word, BASIS_WORDS[origin.basis], *interest, *origin.merged, *tied)


def _relays(graph: EvidenceGraph, edges: Edges, parent: str, above: frozenset[str]) -> tuple[Node, ...]:
    """Relays that take over from a node; a node that stands above itself (a cycle) ends the branch."""
    found = []
    for relay in graph.relays:
        if relay.id in above or all(edge.id != parent for edge in relay.parents):
            continue
        edge = edges.get((parent, relay.id))
        why = (f"{words(edge)}, probability {edge.probability:.2f}",) if edge else ()
        below = _relays(graph, edges, relay.id, above | {relay.id})
        report = relay.id if relay.id in graph.read or relay.id.startswith(REPORT) else None
        kind = "not read" if report is None else "read" if report in graph.read else "retracted"
        found.append(Node(relay.name, kind, relay.reliability, why, below, report))
    return tuple(found)


def top(nodes: Sequence[Node], most: int) -> tuple[tuple[Node, ...], int]:
    """So many nodes of some trees, those nearest to their roots first, and how many roots are left out.

    A node tells how many of its children are left out.
    """
    kept: set[tuple[int, ...]] = set()
    queue: deque[tuple[tuple[int, ...], Node]] = deque(((n,), node) for n, node in enumerate(nodes))
    while queue and len(kept) < most:
        path, node = queue.popleft()
        kept.add(path)
        queue.extend(((*path, n), child) for n, child in enumerate(node.children))
    return _kept(nodes, (), kept)


def _kept(nodes: Sequence[Node], above: tuple[int, ...], kept: set[tuple[int, ...]]) -> tuple[tuple[Node, ...], int]:
    """The nodes whose places are kept (they are the first), each with those below it, and how many are not."""
    found = []
    for n, node in enumerate(nodes):
        if (*above, n) not in kept:
            break
        below, cut = _kept(node.children, (*above, n), kept)
        found.append(replace(node, children=below, cut=cut))
    return tuple(found), len(nodes) - len(found)


def words(edge: Derivation) -> str:
    """The kind of an edge in words, and whether its direction is known."""
    return edge.kind.value.replace("_", " ") + ("" if edge.direction_known else ", direction unknown")


@dataclass(frozen=True, slots=True)
class _Links:
    """The edges of one family: the one that each report hangs by, all parents of each, and the children hung."""

    chosen: dict[str, Derivation]
    parents: dict[str, list[Derivation]]
    children: dict[str, list[str]]
    outside: frozenset[str]


def families(documents: Sequence[Document], lineage: Lineage) -> tuple[Family, ...]:
    """Families of reports, the largest first; within one, each report hangs under its most probable parent."""
    known = {d.report.id for d in documents}
    outside = frozenset(node.id for node in lineage.latent)
    parents: dict[str, list[Derivation]] = {}
    for edge in lineage.edges:
        parents.setdefault(edge.child, []).append(edge)
    made = [_family([name for name in group if name in known], parents, outside) for group in lineage.families]
    return tuple(sorted(made, key=lambda family: -family.size))


def _family(reports: list[str], parents: dict[str, list[Derivation]], outside: frozenset[str]) -> Family:
    inside = outside | set(reports)
    own = {name: [e for e in parents.get(name, ()) if e.parent in inside] for name in reports}
    chosen: dict[str, Derivation] = {}
    for edge in sorted((e for edges in own.values() for e in edges), key=_weakness):
        if edge.child not in chosen and edge.child not in _above(edge.parent, chosen):
            chosen[edge.child] = edge
    children: dict[str, list[str]] = {}
    for name in reports:
        if name in chosen:
            children.setdefault(chosen[name].parent, []).append(name)
    tops = [name for name in (*reports, *sorted(outside & children.keys())) if name not in chosen]
    links = _Links(chosen, own, children, outside)
    return Family(len(reports), tuple(_member(name, links) for name in tops))


def _weakness(edge: Derivation) -> tuple[bool, float, float, str]:
    return (not edge.direction_known, -edge.probability, -edge.share_of_child, edge.parent)


def _above(name: str, chosen: dict[str, Derivation]) -> set[str]:
    """A node and everything that it hangs under."""
    found = {name}
    while name in chosen:
        name = chosen[name].parent
        found.add(name)
    return found


def _member(name: str, links: _Links) -> Member:
    edge = links.chosen.get(name)
    others = tuple(e for e in links.parents.get(name, ()) if e is not edge)
    below = tuple(_member(child, links) for child in links.children.get(name, ()))
    return Member(name, edge, others, below, name in links.outside)
