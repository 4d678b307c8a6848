"""How right an answer is: families, edges, directions, probabilities; by operation and by depth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

import networkx as nx
from benchmarks.transmission.answers import RULE, Answer, Pair, best, traced
from benchmarks.transmission.collection import Collection, Truth
from eval.measures import Figure

from bukti.text.embedding import Embedder

Edge = tuple[str, str]
Measured = tuple[float, int]  # a value, and the size of the sample it was measured on
Measuring = Callable[["Sequence[Judged]"], Measured]
BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Judged:
    """A collection and an answer about it."""

    collection: Collection
    answer: Answer

    def met(self, edge: Edge) -> bool:
        """Whether a true edge is answered, or one from an equal witness (`Truth.equal`) to the same child."""
        return any(pair in self.answer.pairs for pair in self.fitting(edge))

    def fitting(self, edge: Edge) -> list[Pair]:
        """Pairs that are right answers to a true edge."""
        return [frozenset((witness, edge[1])) for witness in sorted(self.collection.edges[edge].equal)]

    def together(self, edge: Edge) -> bool:
        """Whether both ends of an edge are in one family, whatever edges join them."""
        return any(set(edge) <= set(members) for members in self.answer.families)


# what "found" may mean of a true edge
MET: tuple[tuple[str, Callable[[Judged, Edge], bool]], ...] = (("edge", Judged.met), ("family", Judged.together))


def judged(collections: Sequence[Collection], embedder: Embedder | None = None) -> list[Judged]:
    """Derivation's answer about each collection."""
    return [Judged(one, traced(one, embedder)) for one in collections]


def trivial(collections: Sequence[Collection]) -> list[Judged]:
    """The trivial rule's answer about each collection."""
    answers = best(collections)
    return [Judged(one, answer) for one, answer in zip(collections, answers, strict=True)]


def f1(hits: int, found: int, true: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * hits / (found + true) if found + true else 1.0


def share(flags: Iterable[bool]) -> Measured:
    """Part of the flags that are set (0 where there are none), and their number."""
    known = list(flags)
    return sum(known) / max(1, len(known)), len(known)


def figures(ours: Sequence[Judged], rule: Sequence[Judged]) -> dict[str, Figure]:
    """Every figure beside that of the trivial rule."""
    measures: dict[str, Measuring] = {
        "family f1": partial(_families, part=2),
        "family precision": partial(_families, part=0),
        "family recall": partial(_families, part=1),
        "independent apart": _apart,
        "edge f1": _edges,
        "edge f1, equal witnesses": partial(_edges, equal=True),
        "direction": _direction,
        "arrows": _arrows,
        "calibration": partial(_calibration, curve=bins),
        "calibration of direction": partial(_calibration, curve=turns),
        **{f"{told}, {name}": partial(_recall, test=test, met=met) for name, test in _kinds(ours) for told, met in MET},
    }
    made = {}
    for name, measure in measures.items():
        value, count = measure(ours)
        made[name] = Figure(value, measure(rule)[0], RULE, count=count, unit="cases")
    return made


def ceiling(collections: Sequence[Collection]) -> dict[str, Figure]:
    """How many parents can be told at all; beside it what a draw among equal witnesses would get.

    The oracle knows all equal witnesses and all true times. Among those before the child it takes the one that the
    child cites, else the last: so often can the strict figure hope to be right.
    """
    edges = [(one, edge) for one in collections for edge in one.edges]
    drawn = sum(1 / len(one.edges[edge].equal) for one, edge in edges) / max(1, len(edges))
    told, count = share(len(one.edges[edge].equal) == 1 for one, edge in edges)
    right, _ = share(_likeliest(one, edge) == edge[0] for one, edge in edges)
    rule = "a draw among equal witnesses"
    return {
        "parents that texts tell apart": Figure(told, drawn, rule, count=count, unit="edges"),
        "parents that an oracle finds": Figure(right, drawn, rule, count=count, unit="edges"),
    }


def _likeliest(collection: Collection, edge: Edge) -> str:
    parent, child = edge
    if collection.edges[edge].cited:
        return parent
    before = [one for one in collection.edges[edge].equal if collection.times[one] < collection.times[child]]
    return max(before, key=lambda one: (collection.times[one], one))


def _kin(families: Iterable[Sequence[str]]) -> set[Pair]:
    return {frozenset(pair) for members in families for pair in combinations(members, 2)}


def _families(rows: Sequence[Judged], part: int) -> Measured:
    """Precision, recall and F1 of pairs of reports of one family."""
    pairs = [(_kin(row.answer.families), _kin(row.collection.families)) for row in rows]
    hits = sum(len(found & true) for found, true in pairs)
    found, true = sum(len(found) for found, _ in pairs), sum(len(true) for _, true in pairs)
    return (hits / max(1, found), hits / max(1, true), f1(hits, found, true))[part], true


def _apart(rows: Sequence[Judged]) -> Measured:
    """Pairs of reports of one event that no derivation connects: left apart."""
    return share(pair not in _kin(row.answer.families) for row in rows for pair in _strangers(row.collection))


def _strangers(collection: Collection) -> list[Pair]:
    kin = _kin(collection.families)
    pairs = map(frozenset, combinations(sorted(collection.stories), 2))
    return [pair for pair in pairs if len({collection.stories[n] for n in pair}) == 1 and pair not in kin]


def _edges(rows: Sequence[Judged], equal: bool = False) -> Measured:
    hits = sum(_matched(row) if equal else _strict(row) for row in rows)
    true = sum(len(row.collection.edges) for row in rows)
    return f1(hits, sum(len(row.answer.pairs) for row in rows), true), true


def _strict(row: Judged) -> int:
    """True edges that are answered by the true parent."""
    return sum(frozenset(edge) in row.answer.pairs for edge in row.collection.edges)


def _matched(row: Judged) -> int:
    """True edges that are answered, each by a pair of its own."""
    graph: nx.Graph[Edge | Pair] = nx.Graph()
    graph.add_edges_from((e, pair) for e in row.collection.edges for pair in row.fitting(e) if pair in row.answer.pairs)
    edges = [edge for edge in row.collection.edges if edge in graph]
    return len(nx.bipartite.hopcroft_karp_matching(graph, edges)) // 2


def _direction(rows: Sequence[Judged]) -> Measured:
    """Arrows between a report and one that it comes from, at any distance: those that point the right way."""
    return share(right for row in rows for way, right in _ways(row) if way in row.answer.arrows)


def _ways(row: Judged) -> list[tuple[Edge, bool]]:
    """Answered ways between a report and one that it comes from, at any distance, and whether they are right."""
    above = _above(row.collection)
    return [
        ((parent, child), parent in above[child])
        for parent, child in sorted(row.answer.ways)
        if parent in above[child] or child in above[parent]
    ]


def _above(collection: Collection) -> dict[str, set[str]]:
    """Report -> every report that it comes from."""
    found: dict[str, set[str]] = {document.report.id: set() for document in collection.documents}
    for parent, child in sorted(collection.edges, key=lambda edge: (collection.depths[edge[1]], edge)):
        found[child] |= {parent, *found[parent]}
    return found


def _arrows(rows: Sequence[Judged]) -> Measured:
    """True edges that were found: those that have an arrow."""
    return share(
        edge in row.answer.arrows or edge[::-1] in row.answer.arrows
        for row in rows
        for edge in row.collection.edges
        if frozenset(edge) in row.answer.pairs
    )


def _recall(rows: Sequence[Judged], test: Callable[[Truth], bool], met: Callable[[Judged, Edge], bool]) -> Measured:
    """True edges of a kind: those that are answered."""
    return share(met(row, edge) for row in rows for edge, truth in row.collection.edges.items() if test(truth))


def _kinds(rows: Sequence[Judged]) -> list[tuple[str, Callable[[Truth], bool]]]:
    """Every operation and every depth that is there, with the test whether an edge is of it."""
    truths = [truth for row in rows for truth in row.collection.edges.values()]

    def done(operation: str, truth: Truth) -> bool:
        return operation in truth.operations

    def deep(depth: int, truth: Truth) -> bool:
        return depth == truth.depth

    operations = sorted({operation for truth in truths for operation in truth.operations})
    return [
        *((operation, partial(done, operation)) for operation in operations),
        *((f"depth {depth}", partial(deep, depth)) for depth in sorted({truth.depth for truth in truths})),
    ]


def _calibration(rows: Sequence[Judged], curve: Callable[[Sequence[Judged]], list[Bin]]) -> Measured:
    found = curve(rows)
    return 1 - error(found), sum(b.count for b in found)


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims of like probability: how many, their mean probability, and the part of them that is true."""

    count: int
    claimed: float
    true: float


def bins(rows: Sequence[Judged]) -> list[Bin]:
    """The calibration curve of an edge's probability; an edge from an equal witness counts as true."""
    claims = []
    for row in rows:
        right = {pair for edge in row.collection.edges for pair in row.fitting(edge)}
        claims += [(probability, pair in right) for pair, probability in row.answer.pairs.items()]
    return _binned(claims)


def turns(rows: Sequence[Judged]) -> list[Bin]:
    """The calibration curve of a direction's probability, without arrows where there are none."""
    return _binned([(row.answer.ways[way], right) for row in rows for way, right in _ways(row)])


def _binned(claims: Sequence[tuple[float, bool]]) -> list[Bin]:
    found = []
    for low, high in zip((0.0, *BINS[:-1]), BINS, strict=True):
        inside = [(p, true) for p, true in claims if low < p <= high]
        if inside:
            found.append(
                Bin(len(inside), sum(p for p, _ in inside) / len(inside), share(true for _, true in inside)[0])
            )
    return found


def error(curve: Sequence[Bin]) -> float:
    """Expected calibration error: mean distance of what is claimed from what is true."""
    return sum(b.count * abs(b.claimed - b.true) for b in curve) / max(1, sum(b.count for b in curve))
