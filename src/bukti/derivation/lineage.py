"""The records that the stage gives: edges, latent and outside origins, families."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import networkx as nx

from bukti.derivation import publishers
from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.direction import Direction, hours_between
from bukti.derivation.graph import Bond, Forest, Tie, joined, tie
from bukti.derivation.pairs import Pair, joins, turned
from bukti.derivation.prepare import Prepared, outside_id
from bukti.derivation.unlisted import UNNAMED
from bukti.derivation.weights import KindWeights
from bukti.ids import content_id
from bukti.model import AlignedPassage, Derivation, DerivationKind, LatentOrigin, Lineage, Span

CITED_SHARE = 0.25  # part of the child's own words in passages below which a citing child only cites
MENTIONED = 0.1  # part of the parent's words below which a citing child mentions it and does not retell it
POSSIBLE = 0.1  # probability from which a tie too weak for an edge is kept as possible
TRANSLATED_SHARE = 0.3  # … across languages


@dataclass(frozen=True, slots=True)
class Seen:
    """What else was seen.

    Attributes:
        outside: citations of outlets that have no report here.
        pairs: that share text, also those by quotation only. weak: too weak for an edge by themselves.
    """

    outside: Sequence[Citation] = ()
    pairs: Sequence[Pair] = ()
    weak: Sequence[Pair] = ()


def assemble(forest: Forest, ties: Sequence[Tie], seen: Seen) -> Lineage:
    """The lineage.

    Args:
        forest: chosen bonds.
        ties: pairs without direction.
        seen: for outside and common origins, remarks and possible ties.
    """
    edges = [_edge(forest, bond) for _, bonds in sorted(forest.chosen.items()) for bond in bonds]
    named, named_edges = _outside(forest, seen.outside, seen.pairs)
    places = {one.id: place for place, one in enumerate(forest.prepared)}
    stories = [[places[member] for member in node.members] for node in named]
    latent, latent_edges = [], []
    for kept in tie(forest, ties, stories):
        if kept.common:
            origin, both = _common(forest, kept)
            latent.append(origin)
            latent_edges += both
        else:
            latent_edges.append(_undirected(forest, kept))
    every = [*edges, *named_edges, *latent_edges]
    families = _families(forest.prepared, every)
    remarks = [*_speeches(forest, seen.pairs), *publishers.shared(forest.prepared, families)]
    return Lineage(
        edges=tuple(sorted(every, key=_place)),
        latent=tuple(sorted([*named, *latent, *remarks], key=lambda n: n.id)),
        families=families,
        possible=tuple(sorted(_possible(forest, families, [*seen.pairs, *seen.weak]), key=_place)),
    )


def _place(edge: Derivation) -> tuple[str, str, str]:
    return edge.child, edge.parent, edge.kind


def _possible(forest: Forest, families: Sequence[Sequence[str]], found: Sequence[Pair]) -> Iterator[Derivation]:
    """Ties too weak for an edge between reports of two families, the earlier or first report as the parent."""
    family = {member: number for number, members in enumerate(families) for member in members}
    for pair in found:
        here, there = forest.prepared[pair.a], forest.prepared[pair.b]
        if pair.matches and pair.probability >= POSSIBLE and family[here.id] != family[there.id]:
            side = turned(pair) if hours_between(there, here) > 0 else pair
            weak = _undirected(forest, Tie(side, side.a, side.b, 0.0, common=False, reasons=pair.reasons))
            yield replace(weak, kind=DerivationKind.COMMON_ORIGIN) if pair.quotes_only else weak


def _edge(forest: Forest, bond: Bond) -> Derivation:
    parent, child = forest.prepared[bond.parent], forest.prepared[bond.child]
    return Derivation(
        parent=parent.id,
        child=child.id,
        kind=kind(bond, forest.weights.kind),
        probability=round(bond.probability, 4),
        direction_known=True,
        share_of_child=round(bond.share, 4),
        passages=_passages(parent, child, bond),
        reasons=(*bond.reasons, *publishers.context(parent, child)),
        direction=round(bond.direction, 4),
    )


def kind(bond: Bond, weights: KindWeights) -> DerivationKind:
    """The kind of an edge, from how much of the child lies in passages and how closely it keeps their words."""
    if bond.translated:
        enough = bond.citation is None or bond.share >= TRANSLATED_SHARE
        return DerivationKind.TRANSLATION if enough else DerivationKind.CITATION
    if not bond.matches or (bond.citation and bond.citation.how == "correction"):
        return DerivationKind.CITATION
    if bond.share >= weights.copy_share and bond.score >= weights.copy_score:
        return DerivationKind.COPY
    of_parent, of_child = bond.retold
    mentioned = bond.citation is not None and (of_child < CITED_SHARE or of_parent < MENTIONED)
    mentioned |= bond.citation is not None and bond.citation.how == "spoken"
    return DerivationKind.CITATION if mentioned else DerivationKind.REWRITE


def _passages(parent: Prepared, child: Prepared, bond: Bond) -> tuple[AlignedPassage, ...]:
    found = [
        AlignedPassage(parent.tokens.span(m.a0, m.a1), child.tokens.span(m.b0, m.b1), round(min(1.0, m.score), 4))
        for m in bond.matches
    ]
    return tuple(sorted(found, key=lambda p: (p.child, p.parent)))


def _undirected(forest: Forest, kept: Tie) -> Derivation:
    """An edge without an arrow; the likelier parent stands first."""
    pair, chance = kept.pair, Direction(kept.odds, ()).probability
    bond = Bond(
        kept.one, kept.two, pair.matches, pair.share_b, pair.score, pair.probability, chance, None,
        pair.translated, pair.quotes_only, (*kept.reasons, "Which of the two came first is not known."),
    )  # fmt: skip
    return replace(_edge(forest, bond), direction_known=False)


def _common(forest: Forest, kept: Tie) -> tuple[LatentOrigin, list[Derivation]]:
    """A latent common origin of two reports, with an edge to each."""
    members = tuple(sorted(forest.prepared[place].id for place in (kept.one, kept.two)))
    reason = "They share text, each has matter of its own, and neither is shown to be the other's parent."
    origin = LatentOrigin(content_id("la", *members), members, (reason, *kept.reasons))
    edges = [
        Derivation(
            parent=origin.id,
            child=forest.prepared[pair.b].id,
            kind=DerivationKind.COMMON_ORIGIN,
            probability=round(pair.probability, 4),
            direction_known=True,
            share_of_child=round(pair.share_b, 4),
            passages=_unseen(forest.prepared[pair.b], pair.matches),
            reasons=(reason,),
        )
        for pair in (kept.pair, turned(kept.pair))
    ]
    return origin, edges


def _outside(
    forest: Forest, outside: Sequence[Citation], found: Sequence[Pair]
) -> tuple[list[LatentOrigin], list[Derivation]]:
    """Outlets outside the collection, one node for each story that reports of one family or subject have from it."""
    kept = [c for c in outside if not _from_parent(forest, c, outside)]
    linked = {(pair.a, pair.b) for pair in found if pair.quotes_only or joins(pair, forest.weights)}
    linked |= {(min(b.parent, b.child), max(b.parent, b.child)) for bonds in forest.chosen.values() for b in bonds}
    nodes, edges = [], []
    for key in sorted({c.key for c in kept}):
        citing = {c.child: c for c in kept if c.key == key}
        graph = joined(citing, [p for p in combinations(sorted(citing), 2) if p in linked])
        for story in sorted(map(sorted, nx.connected_components(graph))):
            members = tuple(sorted(forest.prepared[place].id for place in story))
            node = outside_id(key, members)
            reasons = tuple(citing[place].reason for place in story)
            nodes.append(
                LatentOrigin(node, members, reasons, None if key.startswith(UNNAMED) else citing[story[0]].name)
            )
            shared = [pair for pair in found if {pair.a, pair.b} <= set(story) and not pair.quotes_only]
            edges += [_from_outside(forest, node, citing[place], shared) for place in story]
    return nodes, edges


def _from_outside(forest: Forest, node: str, citation: Citation, shared: Sequence[Pair]) -> Derivation:
    """An edge from an absent outlet: a common origin where the text is shared with another report that cites it."""
    child = forest.prepared[citation.child]
    pairs = [
        pair if pair.b == citation.child else turned(pair) for pair in shared if citation.child in {pair.a, pair.b}
    ]
    best = max(pairs, key=lambda pair: (pair.share_b, -pair.a), default=None)
    return Derivation(
        parent=node,
        child=child.id,
        kind=DerivationKind.COMMON_ORIGIN if best else DerivationKind.CITATION,
        probability=round(citation.probability, 4),
        direction_known=True,
        share_of_child=round(best.share_b, 4) if best else 0.0,
        passages=_unseen(child, best.matches) if best else (),
        reasons=(citation.reason,),
    )


def _unseen(child: Prepared, matches: Sequence[Match]) -> tuple[AlignedPassage, ...]:
    """Passages that a child has from a text that nobody kept: the parent's side is the empty span."""
    found = {AlignedPassage(Span(0, 0), child.tokens.span(m.b0, m.b1), round(min(1.0, m.score), 4)) for m in matches}
    return tuple(sorted(found, key=lambda p: (p.child, p.score)))


def _from_parent(forest: Forest, citation: Citation, outside: Sequence[Citation]) -> bool:
    """Whether an ancestor of the citing report cites the same outlet, so that the citation came with its text."""
    ancestors = forest.ancestors(citation.child)
    return any(c.key == citation.key and c.child in ancestors for c in outside)


def _speeches(forest: Forest, found: Sequence[Pair]) -> list[LatentOrigin]:
    """Pairs that share nothing but quotations of named speakers: remarked, not joined."""
    joined = {(min(b.parent, b.child), max(b.parent, b.child)) for bonds in forest.chosen.values() for b in bonds}
    remarks = []
    for pair in found:
        if pair.quotes_only and (pair.a, pair.b) not in joined:
            members = tuple(sorted((forest.prepared[pair.a].id, forest.prepared[pair.b].id)))
            remarks.append(LatentOrigin(content_id("la", "speech", *members), members, pair.reasons))
    return remarks


def _families(prepared: Sequence[Prepared], edges: Sequence[Derivation]) -> tuple[tuple[str, ...], ...]:
    """Reports joined by edges, also through latent and outside origins; each report stands in one family."""
    graph: nx.Graph[str] = nx.Graph()
    reports = [one.id for one in prepared]
    graph.add_nodes_from(reports)
    graph.add_edges_from((edge.parent, edge.child) for edge in edges)
    known = set(reports)
    families = (tuple(sorted(node for node in part if node in known)) for part in nx.connected_components(graph))
    return tuple(sorted(family for family in families if family))
