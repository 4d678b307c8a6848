"""From pairs and citations to a lineage: parents, contamination, latent origins, families.

Each report takes the parents that explain most of it; a further parent stays only where it explains words that no
closer one does (a merged report has several parents), and a citation that came along with the closer parent's text is
not counted again (eliminatio codicum descriptorum). Cycles are broken at their weakest edge. Two reports that share
text, each with matter of its own and neither shown to be the parent, have a latent common origin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import networkx as nx

from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared
from bukti.derivation.weights import Weights

CITED = {
    "link": 0.45,
    "correction": 0.45,
    "credit": 0.4,
    "told": 0.2,
    "spoken": 0.2,
    "named": 0.1,
}  # closeness that a citation adds
NEARLY = 0.01  # closeness within which two parents count as equally close; a repeated slip must still tell


@dataclass(frozen=True, slots=True)
class Bond:
    """Evidence for one parent of one child.

    Attributes:
        matches: passages, side a the parent. share, score: of the child's words. probability: that the edge exists.
        direction: probability that it runs this way. first: the two stand beside each other in the likeliest lineage of
            their family. citation: how the child cites the parent, or None.
        retold: part of the parent's and of the child's words in passages and outside quotations.
    """

    parent: int
    child: int
    matches: tuple[Match, ...]
    share: float
    score: float
    probability: float
    direction: float
    citation: Citation | None
    translated: bool
    quotes_only: bool
    reasons: tuple[str, ...]
    retold: tuple[float, float] = (0.0, 0.0)
    first: bool = False

    @property
    def closeness(self) -> float:
        """How much of the child this parent explains, with what a citation adds."""
        cited = CITED[self.citation.how] if self.citation else 0.0
        return self.share * self.score + cited

    @property
    def unnamed(self) -> bool:
        """A translation whose original the child does not cite."""
        return self.translated and self.citation is None


@dataclass
class Forest:
    """The lineage while it grows.

    Attributes:
        chosen: bonds that stay, by child.
    """

    prepared: Sequence[Prepared]
    weights: Weights
    chosen: dict[int, list[Bond]] = field(default_factory=dict)
    graph: nx.DiGraph[int] = field(default_factory=nx.DiGraph)

    def ancestors(self, place: int) -> set[int]:
        """Every report that a report derives from, by the bonds chosen so far."""
        return set(nx.ancestors(self.graph, place)) if place in self.graph else set()


def grow(prepared: Sequence[Prepared], bonds: Sequence[Bond], ties: Sequence[Tie], weights: Weights) -> Forest:
    """Choose the parents of every report.

    What stands beside each other in the likeliest lineage is joined first, with an arrow or without; what further
    parents explain is added.

    Args:
        prepared: all reports.
        bonds: directed, at most one for each two reports.
        ties: pairs without direction.
        weights: of the stage.
    """
    forest = Forest(prepared, weights)
    forest.graph.add_nodes_from(range(len(prepared)))
    by_child: dict[int, list[Bond]] = {}
    for bond in bonds:
        by_child.setdefault(bond.child, []).append(bond)
    tied: dict[int, list[Match]] = {}
    for one in ties:
        if one.first:
            tied.setdefault(one.pair.a, []).extend(match.turned() for match in one.pair.matches)
            tied.setdefault(one.pair.b, []).extend(one.pair.matches)
    acyclic = _acyclic(len(prepared), bonds)
    order = {place: rank for rank, place in enumerate(nx.lexicographical_topological_sort(acyclic))}
    for child in sorted(by_child, key=lambda place: order[place]):  # parents before children
        usable = [bond for bond in by_child[child] if acyclic.has_edge(bond.parent, child)]
        _choose(forest, child, sorted(usable, key=lambda b: (_rank(b), order[b.parent])), tied.get(child, ()))
    return forest


def _rank(bond: Bond) -> tuple[bool, bool, int]:
    """What is taken first: neighbours in the lineage, then what is cited or shares words, then the closer parent."""
    # whole sentences look alike across languages, so a translation that cites nobody comes last
    return not bond.first, bond.unnamed, -round(bond.closeness / NEARLY)


def _acyclic(size: int, bonds: Sequence[Bond]) -> nx.DiGraph[int]:
    """All bonds but those that close a cycle; neighbours in the lineage are laid first, then the strongest."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))

    def strength(bond: Bond) -> tuple[bool, float, float, int, int]:
        return not bond.first, -bond.direction * bond.probability, -bond.closeness, bond.parent, bond.child

    for bond in sorted(bonds, key=strength):
        if not nx.has_path(graph, bond.child, bond.parent):
            graph.add_edge(bond.parent, bond.child)
    return graph


def _choose(forest: Forest, child: int, bonds: Sequence[Bond], tied: Sequence[Match]) -> None:
    """Take the neighbours in the lineage, else the closest parent, then each that explains something of its own."""
    covered = bytearray(len(forest.prepared[child].tokens))
    for match in tied:
        covered[match.b0 : match.b1] = b"\1" * (match.b1 - match.b0)
    chosen: list[Bond] = []
    for bond in bonds:
        sure = bond.first and not (chosen and bond.translated)  # whole sentences look alike across languages
        if not sure and (chosen or tied) and _explained(forest, bond, chosen, covered):
            continue
        chosen.append(bond)
        forest.graph.add_edge(bond.parent, child)
        for match in bond.matches:
            covered[match.b0 : match.b1] = b"\1" * (match.b1 - match.b0)
    forest.chosen[child] = chosen


def _explained(forest: Forest, bond: Bond, chosen: Sequence[Bond], covered: bytearray) -> bool:
    """Whether closer parents already account for what a bond rests on."""
    words = sum(m.b1 - m.b0 for m in bond.matches)
    passed = _handed_on(forest, bond, chosen)
    fresh = sum((m.b1 - m.b0) - sum(covered[m.b0 : m.b1]) for m in bond.matches if m not in passed)
    own_text = words > 0 and fresh >= forest.weights.kind.explained * words and not bond.quotes_only
    if bond.citation is None:
        return not own_text or bond.probability < forest.weights.kind.further
    return not own_text and any(_inherited(forest, bond, closer) for closer in chosen)


def _handed_on(forest: Forest, bond: Bond, chosen: Sequence[Bond]) -> set[Match]:
    """Passages that an uncited parent itself has from above, where a closer parent of the child stands above it."""
    ancestors = forest.ancestors(bond.parent)
    if bond.citation or not any(closer.parent in ancestors for closer in chosen):
        return set()
    covered = bytearray(len(forest.prepared[bond.parent].tokens))
    for above in forest.chosen.get(bond.parent, ()):
        for match in above.matches:
            covered[match.b0 : match.b1] = b"\1" * (match.b1 - match.b0)
    return {m for m in bond.matches if 2 * sum(covered[m.a0 : m.a1]) >= m.a1 - m.a0}


def _inherited(forest: Forest, bond: Bond, closer: Bond) -> bool:
    """Whether a citation came along with the text of a closer parent."""
    citation = bond.citation
    if citation is None:
        return False
    through = bond.parent in forest.ancestors(closer.parent)
    if citation.span is None:
        return through and bool(closer.matches)
    start, end = forest.prepared[bond.child].tokens.inside(citation.span)
    inside = any(m.b0 < end and start < m.b1 for m in closer.matches)
    if citation.how == "link":
        return through and inside
    return through or (inside and bool(closer.matches) and (bond.translated or not bond.matches))


def joined(places: Iterable[int], edges: Sequence[tuple[int, int]]) -> nx.Graph[int]:
    """Undirected graph of reports and edges."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(places)
    graph.add_edges_from(edges)
    return graph


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports of one family without a known direction.

    Attributes:
        one, two: the two reports, the likelier parent first. odds: log-odds of that.
        common: each has matter of its own, so a common origin is likelier than a copy of either.
        first: as of `Bond`.
    """

    pair: Pair
    one: int
    two: int
    odds: float
    common: bool
    reasons: tuple[str, ...]
    first: bool = False


def tie(forest: Forest, ties: Sequence[Tie], stories: Sequence[Sequence[int]]) -> list[Tie]:
    """Ties that join what no edge and no absent outlet joins: the strongest first. Neighbours in the lineage stay."""
    edges = [(bond.parent, child) for child, bonds in forest.chosen.items() for bond in bonds]
    edges += [pair for story in stories for pair in pairwise(story)]
    graph = joined(range(len(forest.prepared)), edges)
    kept = []
    for candidate in sorted(ties, key=lambda t: (not t.first, -t.pair.probability, -t.pair.score, t.one, t.two)):
        if candidate.first or not nx.has_path(graph, candidate.one, candidate.two):
            graph.add_edge(candidate.one, candidate.two)
            kept.append(candidate)
    return kept
