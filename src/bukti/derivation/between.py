"""Two reports by themselves: what they share, and what speaks for and against that one was made from the other.

The lineage shows whom each report most probably comes from; what lost against that is in no edge. Here any two reports
are weighed with the same figures, as rare as their words are in the whole collection, also where nothing joins them.
What only the others tell is left out: who else credits an outlet, and the family as a whole (stemma.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import networkx as nx

from bukti.derivation import pairs, translations
from bukti.derivation.citations import Citation
from bukti.derivation.collection import Collection
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.direction import signs
from bukti.derivation.judge import Court, chance_of, court, evidence, origins, siblings, weighed
from bukti.derivation.keys import tongue
from bukti.derivation.kinship import Verdict
from bukti.derivation.pairs import Pair, turned
from bukti.derivation.prepare import prepare
from bukti.derivation.trace import citations_of, compared, reworded
from bukti.derivation.weights import load
from bukti.model import AlignedPassage, Derivation, Document, Lineage, Statement

# what each sign of the direction looks at, where it has no sentence of its own
SIGNS = {
    "cited": "Which of the two cites the other.",
    "earlier": "The stated times.",
    "first_hand": "Material of one's own.",
    "machine": "Signs of machine translation.",
    "agency": "Whose outlet others credit.",
    "slips": "Words that look like slips for the other's.",
    "containment": "Whether more of the one lies in the other than the reverse.",
    "compressed": "Which of the two has the longer quotations.",
    "template": "Whether one is a frame around the other's text.",
}
SHARED = (
    "To begin with: any two reports that share a passage.",
    "Runs of letters that few other reports have.",
    "Numbers that both have.",
)
VERBATIM = "The longest run of equal letters, {run}: it alone says more than all the rest, which then counts nothing."
ACROSS = (
    "To begin with: any two reports in two languages.",
    "Sentences of the one that say the same as sentences of the other.",
    "Whether these stand in the same order.",
    "Whether either reads like a machine translation.",
)
QUOTED = "All that they share is quoted from named speakers, whom both may have heard: that joins no two reports."
LOW = "The probability, {chance:.2f}, is below {least:.2f}, from which an edge is drawn{where}."
FOREIGN = " between two languages without a citation, since reports on one event look alike there"
NOTHING = "No passage of the one agrees with a passage of the other, and neither cites the other."
UNREAD = "The language of one of them is not known, so they were compared by equal words only."
OUTSIDE = "Both cite {names}, of which no report is here, and neither cites the other: what they share is from there."
ARROW = "Which of the two came first is not shown: {chance:.2f} for the likelier order, and an arrow needs {least:.2f}."


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was weighed: log-odds above 0 speak for it, below 0 against it; what it is, in a sentence."""

    odds: float
    about: str


@dataclass(frozen=True, slots=True)
class Between:
    """Two reports by themselves.

    Attributes:
        parent, child: ids; the likelier parent, or the first that was asked for where nothing tells.
        passages: that agree, in order of the child's text. shares: part of each one's words in them, parent's first.
        exists: what speaks for and against any derivation. text: probability of that by what they share, in [0, 1].
        probability: the same with citations. translated: whether they were compared across languages.
        cited: sentences on citations between them, and how likely each alone makes an edge.
        order: what speaks for and against this parent. direction: probability of this order, given an edge.
        reasons: sentences on what they share. against: why they alone make no edge, or no arrow; empty where they do.
    """

    parent: str
    child: str
    passages: tuple[AlignedPassage, ...]
    shares: tuple[float, float]
    exists: tuple[Term, ...]
    text: float
    probability: float
    translated: bool
    cited: tuple[tuple[float, str], ...]
    order: tuple[Term, ...]
    direction: float
    reasons: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How two reports stand in the lineage of their collection.

    Attributes:
        edge: that joins them. possible: a tie between them that is too weak for an edge.
        route: the fewest edges that lead from one to the other, where none joins them.
    """

    edge: Derivation | None
    possible: Derivation | None
    route: tuple[Derivation, ...]


def between(
    documents: Sequence[Document], statements: Sequence[Statement], embedder: Embedder | None, ends: tuple[str, str]
) -> Between:
    """Weigh two reports by themselves.

    Args:
        documents: every report of the collection once, in any order.
        statements: attributed statements of these reports.
        embedder: as of `trace`.
        ends: ids of the two, which differ.
    """
    collection = Collection(prepare(documents, statements), load(), embedder)
    held = {one.id: place for place, one in enumerate(collection.prepared)}
    places = min(held[ends[0]], held[ends[1]]), max(held[ends[0]], held[ends[1]])
    cited = _cited(collection, statements, places)
    mutual = [one for one in cited if {one.parent, one.child} == set(places)]
    pair = _pair(collection, places, mutual)
    bench = court(collection.prepared, collection.weights, cited, [pair])
    verdict = weighed(bench, pair, chance_of(bench, pair) if mutual else pair.probability)
    if verdict.pair.a != held[ends[0]] and not verdict.way.odds:  # nothing tells: as they were asked for
        verdict = replace(verdict, pair=turned(verdict.pair), collation=verdict.collation.turned())
    return _told(bench, verdict, cited)


def standing(lineage: Lineage, ends: tuple[str, str]) -> Standing:
    """How two reports, by their ids, stand in a lineage."""
    both = set(ends)
    edge = next((one for one in lineage.edges if {one.parent, one.child} == both), None)
    possible = next((one for one in lineage.possible if {one.parent, one.child} == both), None)
    return Standing(edge, possible, () if edge else route(lineage, ends))


def route(lineage: Lineage, ends: tuple[str, str]) -> tuple[Derivation, ...]:
    """The fewest edges that lead from one report to another, whatever their direction; empty where none do."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(ends)
    graph.add_edges_from((edge.parent, edge.child) for edge in lineage.edges)
    if not nx.has_path(graph, *ends):
        return ()
    edges = {frozenset((edge.parent, edge.child)): edge for edge in reversed(lineage.edges)}
    return tuple(edges[frozenset(step)] for step in pairwise(nx.shortest_path(graph, *ends)))


def _cited(collection: Collection, statements: Sequence[Statement], places: tuple[int, int]) -> list[Citation]:
    """Citations in the two reports, of each other and of anybody else."""

    @cache
    def alike(one: int, two: int) -> float:
        pair = compared(collection, (one, two))
        return max(pair.share_a, pair.share_b) if pair.quotes_only or pairs.joins(pair, collection.weights) else 0.0

    return citations_of(places, collection, statements, alike)


def _pair(collection: Collection, places: tuple[int, int], mutual: Sequence[Citation]) -> Pair:
    """What two reports share: by equal words, or else sentence by sentence where they stand in two languages."""
    word = compared(collection, places)
    enough = word.quotes_only or pairs.joins(word, collection.weights)
    if not enough and _foreign(collection, places):
        (pair,) = translations.compare(translations.foreign(collection), [places])
        return pair if pair.matches else word
    retold = reworded(collection, [word] if word.matches else [], mutual)
    return next((one for one in retold if (one.a, one.b) == places), word)


def _foreign(collection: Collection, places: tuple[int, int]) -> bool:
    one, two = (tongue(collection.prepared[place]) for place in places)
    return one is not None and two is not None and one != two


def _told(bench: Court, verdict: Verdict, cited: Sequence[Citation]) -> Between:
    pair, (parent, child) = verdict.pair, (bench.prepared[place] for place in verdict.places)
    passages = [
        AlignedPassage(parent.tokens.span(m.a0, m.a1), child.tokens.span(m.b0, m.b1), round(min(1.0, m.score), 4))
        for m in pair.matches
    ]
    return Between(
        parent=parent.id,
        child=child.id,
        passages=tuple(sorted(passages, key=lambda one: (one.child, one.parent))),
        shares=(round(pair.share_a, 4), round(pair.share_b, 4)),
        exists=_exists(bench, pair),
        text=round(pair.probability, 4),
        probability=round(verdict.chance, 4),
        translated=pair.translated,
        cited=tuple((one.probability, one.reason) for one in cited if {one.parent, one.child} == set(verdict.places)),
        order=_order(bench, verdict),
        direction=round(verdict.way.probability, 4),
        reasons=pair.reasons,
        against=_against(bench, verdict, {one.key: one.name for one in cited if one.parent is None}),
    )


def _exists(bench: Court, pair: Pair) -> tuple[Term, ...]:
    """The log-odds of any derivation, term by term."""
    if pair.translated:
        return tuple(Term(round(value, 2), about) for value, about in zip(pair.odds, ACROSS, strict=True))
    if pair.features is None:
        return ()
    later = pairs.later(bench.prepared[pair.a], bench.prepared[pair.b])
    shared, verbatim = pairs.odds(pair.features, later, bench.weights.edge)
    if verbatim > sum(shared):
        return (Term(round(verbatim, 2), VERBATIM.format(run=pair.features.run)),)
    return tuple(Term(round(value, 2), about) for value, about in zip(shared, SHARED, strict=True))


def _order(bench: Court, verdict: Verdict) -> tuple[Term, ...]:
    """The log-odds of the order, sign by sign; those that say nothing are left out."""
    parent, child = (bench.prepared[place] for place in verdict.places)
    weights = bench.weights.direction
    told = evidence(bench, verdict.pair, verdict.collation)
    found = signs(parent, child, verdict.pair, told, weights.margin)
    return tuple(
        Term(round(getattr(weights, name) * value, 2), reason or SIGNS[name])
        for name, (value, reason) in found.items()
        if value or reason
    )


def _against(bench: Court, verdict: Verdict, names: Mapping[str, str]) -> tuple[str, ...]:
    """Why the two alone make no edge, or none with an arrow."""
    pair, weights, way = verdict.pair, bench.weights, verdict.way.probability
    if siblings(bench, pair):
        named = ", ".join(names[key] or key for key in origins(bench, pair))
        return (OUTSIDE.format(names=named),)
    cited = bench.citation(pair) is not None
    if verdict.chance >= weights.edge.keep and (cited or pairs.joins(pair, weights)):
        least = weights.direction.arrow
        return (ARROW.format(chance=way, least=least),) if way < least else ()
    if not (pair.matches or cited):
        known = all(bench.prepared[place].language for place in verdict.places)
        return (NOTHING,) if known else (NOTHING, UNREAD)
    if pair.quotes_only:
        return (QUOTED,)
    least = weights.translation.sure if pair.translated and not cited else weights.edge.keep
    where = FOREIGN if pair.translated and not cited else ""
    return (LOW.format(chance=verdict.chance, least=least, where=where),)
