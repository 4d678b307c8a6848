"""From a claim to its evidence graph: who may know (origins), who passes on (relays), what was read.

A report that took its words from another is a relay of that other and adds no origin. A statement in a report's own
material goes back to its source through the media it names. Who a source is (sources.py, identity.py) and which sources
could be one (links.py) is decided as conservatively as the text allows (method.md 7.2 (7)): an invented origin destroys
a count, a missed one understates it.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import prod

from bukti.assessment import links
from bukti.assessment.building import Building, Doubt, Own
from bukti.assessment.counting import UNNAMED
from bukti.assessment.profiles import Profile
from bukti.assessment.sources import UNHELD, Context, Source, Sources
from bukti.ids import content_id
from bukti.model import (
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Edge,
    EvidenceGraph,
    Form,
    Polarity,
    SourceKind,
    Span,
    Statement,
)

__all__ = ["Context", "evidence"]

# A child repeats its parent where it names no source that could be asked by itself.
REPEATED = UNNAMED | UNHELD | {SourceKind.MEDIA}
COVERED = 0.5  # part of a statement that must lie in aligned passages to count as taken over


def evidence(claim: Claim, context: Context, profile: Profile) -> EvidenceGraph:
    """The evidence graph of one claim.

    Args:
        claim: its affirming and denying statements; `about` takes no position and is left out.
        context: documents, statements and lineage of the run.
        profile: letters for sources and outlets, dependence of sources.

    Returns:
        A graph that `weigh` accepts; every report that takes a position is a relay that was read.
    """
    building = Building(context, profile, _members(claim, context), Sources(context))
    for report, statements in building.members.items():
        edges = [edge for statement, polarity in statements for edge in _edges(building, report, statement, polarity)]
        building.add_relay(report, context.outlet(report), edges)
    origins = links.decide(building)
    return EvidenceGraph(
        claim=claim.text,
        origins=origins,
        relays=tuple(sorted(building.relays.values(), key=lambda r: r.id)),
        read=tuple(sorted(building.members)),
        base_rate=profile.opinion.base_rate,
    )


def _members(claim: Claim, context: Context) -> dict[str, list[tuple[Statement, Polarity]]]:
    """Statements that take a position, by report; reports and statements in order of time, so that later ones win."""
    found: dict[str, list[tuple[Statement, Polarity]]] = {}
    sides = ((claim.affirming, Polarity.AFFIRM), (claim.denying, Polarity.DENY))
    placed = [(context.statements[name], polarity) for names, polarity in sides for name in names]
    for statement, polarity in sorted(placed, key=lambda pair: (_when(pair[0], context), pair[0].extent, pair[0].id)):
        if statement.degree is not Degree.UU:
            found.setdefault(statement.report, []).append((statement, polarity))
    return found


def _when(statement: Statement, context: Context) -> tuple[str, str]:
    published = context.documents[statement.report].report.published
    return (published.earliest.isoformat() if published else "", statement.report)


def _edges(building: Building, report: str, statement: Statement, polarity: Polarity) -> list[Edge]:
    """Where a report has one statement from: the reports it took it over from, else the source it names.

    What a body says of itself in its own report it has from nobody, whatever words it shares with others.
    """
    source = building.sources.of(statement)
    above = [edge for edge in building.context.parents(report) if _accounts(building, edge, statement, polarity)]
    taken = [edge for edge in above if not _strange(building, edge, statement)]
    if taken and not source.speaks:
        _doubt_derivation(building, source, taken, (statement, polarity))
        return [_parent_edge(building, edge, statement, polarity) for edge in taken]
    published = source.reports or building.sources.seen_by(statement)
    if read := [name for name in published if name != report and building.carries(name, polarity)]:
        return [Edge(name) for name in read]
    below = building.add_origin(source, statement, polarity)
    weak = [edge for edge in building.context.possible(report) if _accounts(building, edge, statement, polarity)]
    _doubt_source(building, below, statement, [*above, *weak])
    for name in statement.via:
        below = _via(building, report, name, (below, polarity))
    return [Edge(below)]


def _accounts(building: Building, edge: Derivation, statement: Statement, polarity: Polarity) -> bool:
    """Whether this derivation accounts for this statement: a parent that says it, or one that was not read."""
    carried = building.carries(edge.parent, polarity)
    if carried and (statement.source_kind in REPEATED or building.sources.bare(statement)):
        return True
    if carried and edge.kind is DerivationKind.TRANSLATION:
        return True  # it names the source in its own language; without sentence vectors few passages are aligned
    if edge.kind is DerivationKind.CITATION:
        return False
    return _aligned(statement, [edge]) and (carried or edge.parent in building.context.outside)


def _aligned(statement: Statement, edges: Iterable[Derivation]) -> bool:
    """Whether most of a statement stands in passages of these edges."""
    return _coverage(statement.extent, [p.child for edge in edges for p in edge.passages]) >= COVERED


def _coverage(extent: Span, spans: Iterable[Span]) -> float:
    """Part of an extent that lies in any of the spans, in [0, 1]."""
    length = extent.end - extent.start
    if not length:
        return 0.0
    reached, covered = extent.start, 0
    for span in sorted(spans):
        start, end = max(span.start, reached), min(span.end, extent.end)
        if end > start:
            covered += end - start
            reached = end
    return covered / length


def _strange(building: Building, edge: Derivation, statement: Statement) -> bool:
    """Whether a statement has a source that its parent does not name.

    A quotation keeps its speaker: under another name it is the same utterance.
    """
    known = edge.parent in building.context.documents and statement.form is not Form.DIRECT
    return known and building.sources.unheard(statement, edge.parent)


def _doubt_derivation(
    building: Building, source: Source, taken: list[Derivation], told: tuple[Statement, Polarity]
) -> None:
    """Note the named source of a report whose derivation is not sure: it may have asked for itself."""
    if source.named is None or any(edge.probability >= building.profile.edges.sure for edge in taken):
        return
    chance = prod(1.0 - edge.probability for edge in taken)
    statement, polarity = told
    parents = tuple(edge.parent for edge in taken)
    building.own.append(Own(statement.report, source, statement, polarity, chance, parents))


def _doubt_source(building: Building, origin: str, statement: Statement, edges: Iterable[Derivation]) -> None:
    """Note where a source may be that of a parent, though the parent does not name it.

    Who says more in this report than the parent holds was asked by it, and is somebody else, unless the parent's source
    has no name.
    """
    parents = building.context.parents(statement.report)
    asked = any(not _aligned(other, parents) for other in _others(building, statement))
    building.doubts |= {Doubt(origin, _end(edge, statement), unnamed=asked) for edge in edges}


def _end(edge: Derivation, statement: Statement) -> str:
    return edge.parent if edge.child == statement.report else edge.child


def _others(building: Building, statement: Statement) -> list[Statement]:
    """What else this statement's source says in its report."""
    said = building.context.said.get(statement.report, ())
    return [other for other in said if other.id != statement.id and building.sources.alike(statement, other)]


def _parent_edge(building: Building, edge: Derivation, statement: Statement, polarity: Polarity) -> Edge:
    """The edge to a parent; one outside the collection stands between this report and the statement's source."""
    context = building.context
    if edge.parent in context.outside:
        origin = building.add_origin(building.sources.of(statement), statement, polarity)
        building.add_relay(edge.parent, context.outside[edge.parent], [Edge(origin)])
        building.doubts.add(Doubt(origin, edge.parent))  # one text lies behind all that is aligned with it
    return Edge(edge.parent, edge.probability)


def _via(building: Building, report: str, name: str, told: tuple[str, Polarity]) -> str:
    """The relay for a medium that a statement names: its report that says the same, else a node of its own."""
    below, polarity = told
    published = building.context.published_by(name)
    if report in published:
        return below
    if read := [known for known in published if building.carries(known, polarity)]:
        return read[0]
    relay = content_id("via", name.casefold())
    building.add_relay(relay, name, [Edge(below)])
    return relay
