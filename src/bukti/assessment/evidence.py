"""From a claim to its evidence graph: who may know (origins), who passes on (relays), what was read.

A report that took its words from another is a relay of that other and adds no origin. A statement in a report's own
material goes back to its source through the media it names. Who a source is (sources.py, identity.py) and which sources
could be one (links.py) is decided as conservatively as the text allows (method.md 7.2 (7)): an invented origin destroys
a count, a missed one understates it. What a retracted report says, and what others have from it, stays in the graph and
carries nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import prod

from bukti.assessment import links
from bukti.assessment.building import Building, Doubt, Own
from bukti.assessment.counting import UNNAMED
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import gone, via_id
from bukti.assessment.sources import UNHELD, Context, Source, Sources
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
    Stance,
    Statement,
)

__all__ = ["Context", "evidence"]

# A child repeats its parent where it names no source that could be asked by itself.
REPEATED = UNNAMED | UNHELD | {SourceKind.MEDIA}
COVERED = 0.5  # part of a statement that must lie in aligned passages to count as taken over


def evidence(claim: Claim, context: Context, profile: Profile) -> EvidenceGraph:
    """The evidence graph of one claim.

    Args:
        claim: its affirming, implied, denying and refuting statements; `about` takes no position and is left out.
        context: documents, statements and lineage of the run.
        profile: letters for sources and outlets, dependence of sources.

    Returns:
        A graph that `weigh` accepts; every report that takes a position and was not retracted is a relay that was read.
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
        read=tuple(sorted(building.members.keys() - context.retracted)),
        base_rate=profile.opinion.base_rate,
    )


def _members(claim: Claim, context: Context) -> dict[str, list[tuple[Statement, Polarity]]]:
    """Statements that take a position, by report; reports and statements in order of time, so that later ones win.

    Who cites somebody for it ("X said P, citing Y"; "X said that Y shows P") is a link of Y's chain and no origin
    beside Y.
    """
    found: dict[str, list[tuple[Statement, Polarity]]] = {}
    affirming = (*claim.affirming, *claim.implied)  # who says more says this too, who denies less denies this
    sides = ((affirming, Polarity.AFFIRM), ((*claim.denying, *claim.refuted), Polarity.DENY))
    placed = [(context.statements[name], polarity) for names, polarity in sides for name in names]
    cited = {(s.report, s.content) for s, _ in placed if s.via and s.degree is not Degree.UU}
    holders = {(s.parent, polarity) for s, polarity in placed if s.via and s.degree is not Degree.UU}
    for statement, polarity in sorted(placed, key=lambda pair: (_when(pair[0], context), pair[0].extent, pair[0].id)):
        relays = (statement.id, polarity) in holders
        relays |= not statement.via and (statement.report, statement.content) in cited
        if statement.degree is not Degree.UU and not relays:
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
    withdrawn = not building.context.retracted.isdisjoint({report, statement.id})
    if taken and not source.speaks:
        if withdrawn:
            return _withdrawn(building, source, (statement, polarity), [edge.parent for edge in taken])
        _doubt_derivation(building, source, taken, (statement, polarity))
        return [_parent_edge(building, edge, statement, polarity) for edge in taken]
    published = source.reports or building.sources.seen_by(statement)
    if read := [name for name in published if name != report and building.carries(name, polarity)]:
        return _withdrawn(building, source, (statement, polarity), read) if withdrawn else [Edge(name) for name in read]
    weak = [edge for edge in building.context.possible(report) if _accounts(building, edge, statement, polarity)]
    _doubt_source(building, building.identify(source, polarity), statement, [*above, *weak])
    if withdrawn or _falls(building, source, statement, polarity):
        return _withdrawn(building, source, (statement, polarity), [])
    below = building.add_origin(source, statement, polarity)
    for name in statement.via:
        below = _via(building, report, name, (below, polarity))
    return [Edge(below)]


def _withdrawn(
    building: Building, source: Source, told: tuple[Statement, Polarity], above: Sequence[str]
) -> list[Edge]:
    """The edge of a statement that carries nothing, to its source as only retracted matter names it.

    What it had from others it did not hold itself: their lineage is judged as if it had never repeated them. What it
    rested on is remembered, for who has it from here may still have it from there.
    """
    statement, polarity = told
    hidden = building.hidden.setdefault(statement.report, set())
    hidden |= set(above) or {building.identify(source, polarity)}
    nobody = gone(source)
    if above:
        nobody = replace(nobody, medium=True, described=False, group=None)
    return [Edge(building.add_origin(nobody, statement, polarity))]


def _falls(building: Building, source: Source, statement: Statement, polarity: Polarity) -> bool:
    """Whether a report has a statement from something retracted: its words, or the medium that it names."""
    context = building.context
    if not context.retracted:
        return False
    media = [published for name in statement.via if (published := context.published_by(name))]
    media += [source.reports] if source.reports else []
    named = any(via_id(name) in context.retracted for name in statement.via)
    words = not source.speaks and _derived(building, (statement, polarity), statement.report, statement.extent)
    return named or words or any(context.retracted.issuperset(reports) for reports in media)


def _derived(
    building: Building,
    told: tuple[Statement, Polarity],
    report: str,
    extent: Span,
    below: frozenset[str] = frozenset(),
) -> bool:
    """Whether all that words were taken from is retracted in the end: passage by passage, or from the same source.

    A report derived from another that has the same source for the same claim has it from there: not every sentence of a
    copy is an aligned passage, for what many reports say is no sign of derivation.
    """
    statement, polarity = told
    if report in building.context.retracted:
        return _sides_with(building.context, report, extent, polarity)
    parents = []
    for edge in building.context.parents(report):
        if edge.parent in below or _strange(building, edge, statement):
            continue
        passages = [p for p in edge.passages if p.child.overlaps(extent)]
        if _coverage(extent, [p.child for p in passages]) >= COVERED:
            start, end = min(p.parent.start for p in passages), max(p.parent.end for p in passages)
            parents.append((edge.parent, Span(start, end)))
        elif edge.kind is not DerivationKind.CITATION:
            parents += [(edge.parent, same.extent) for same in _same_source(building, told, edge.parent)[:1]]
    return bool(parents) and all(_derived(building, told, *parent, below | {report}) for parent in parents)


def _same_source(building: Building, told: tuple[Statement, Polarity], report: str) -> list[Statement]:
    """What a report has from the same source on the same side of the claim."""
    statement, polarity = told
    own = building.members.get(report, ())
    return [s for s, side in own if side is polarity and building.sources.alike(statement, s)]


def _sides_with(context: Context, report: str, extent: Span, polarity: Polarity) -> bool:
    """Whether a report takes this side in these words: a denial repeats what it denies and is not taken from it."""
    said = [s for s in context.said.get(report, ()) if s.extent.overlaps(extent) and s.degree is not Degree.UU]
    denied = {s.negative or s.stance is Stance.DENIES for s in said}
    return (polarity is Polarity.DENY) in denied or (not said and polarity is Polarity.AFFIRM)


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
    asked = any(not _aligned(other, parents) for other in building.sources.others(statement))
    building.doubts |= {Doubt(origin, _end(edge, statement), unnamed=asked) for edge in edges}


def _end(edge: Derivation, statement: Statement) -> str:
    return edge.parent if edge.child == statement.report else edge.child


def _parent_edge(building: Building, edge: Derivation, statement: Statement, polarity: Polarity) -> Edge:
    """The edge to a parent; one outside the collection stands between this report and the statement's source."""
    context = building.context
    if edge.parent in context.outside:
        source = building.sources.of(statement)
        heard = gone(source) if edge.parent in context.retracted else source
        origin = building.add_origin(heard, statement, polarity)
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
    relay = via_id(name)
    building.add_relay(relay, name, [Edge(below)])
    return relay
