"""From a claim to its evidence graph: who may know (origins), who passes on (relays), what was read.

A report that took its words from another is a relay of that other and adds no origin. A statement in a report's own
material goes back to its source through the media it names. Identity of sources is decided as conservatively as the
text allows (sources.py, method.md 7.2 (7)): equal names are one origin; unnamed sources and unnamed documents of one
family of reports share one dependence group; unnamed sources of different families could be the same; a source that
nobody names (impersonal, the report's own voice, a medium's) is counted only where nothing else stands behind the
claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti.assessment.profiles import Profile
from bukti.assessment.sources import UNHELD, UNNAMED, Context, Source, Sources
from bukti.ids import content_id
from bukti.model import (
    Basis,
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Edge,
    EvidenceBasis,
    EvidenceGraph,
    Origin,
    Polarity,
    Relay,
    SourceKind,
    Span,
    Statement,
)

__all__ = ["Context", "evidence"]

BASIS = {
    Basis.PERCEIVED: EvidenceBasis.PERCEIVED,
    # nobody has checked the document yet; a person may raise it to `documented`
    Basis.DOCUMENTED: EvidenceBasis.UNVERIFIED_DOCUMENT,
    Basis.INFERRED: EvidenceBasis.INFERRED,
    Basis.ASSUMED: EvidenceBasis.UNSPECIFIED,
    Basis.REPORTED: EvidenceBasis.HEARSAY,
    Basis.UNSPECIFIED: EvidenceBasis.UNSPECIFIED,
}
# A child repeats its parent where it names no source that could be asked by itself.
REPEATED = UNNAMED | UNHELD | {SourceKind.MEDIA}
COVERED = 0.5  # part of a statement that must lie in aligned passages to count as taken over


@dataclass
class _Building:
    """The graph of one claim while it grows.

    Attributes:
        members: statements that take a position, by report. parents: edges of the lineage by child.
        described: origins that are only described. foreign: family, language, country of unknown names.
    """

    context: Context
    profile: Profile
    members: Mapping[str, Sequence[tuple[Statement, Polarity]]]
    sources: Sources
    parents: Mapping[str, Sequence[Derivation]]
    origins: dict[str, Origin] = field(default_factory=dict)
    relays: dict[str, Relay] = field(default_factory=dict)
    described: set[str] = field(default_factory=set)
    foreign: dict[str, tuple[str, str, str]] = field(default_factory=dict)


def evidence(claim: Claim, context: Context, profile: Profile) -> EvidenceGraph:
    """The evidence graph of one claim.

    Args:
        claim: its affirming and denying statements; `about` takes no position and is left out.
        context: documents, statements and lineage of the run.
        profile: letters for sources and outlets, dependence of sources.

    Returns:
        A graph that `weigh` accepts; every report that takes a position is a relay that was read.
    """
    building = _Building(context, profile, _members(claim, context), Sources(context), _parents(context))
    for report, statements in building.members.items():
        edges = [edge for statement, polarity in statements for edge in _edges(building, report, statement, polarity)]
        _add_relay(building, report, context.outlet(report), edges)
    _root(building)
    return EvidenceGraph(
        claim=claim.text,
        origins=tuple(_linked(building)),
        relays=tuple(sorted(building.relays.values(), key=lambda r: r.id)),
        read=tuple(sorted(building.members)),
        base_rate=profile.opinion.base_rate,
    )


def _parents(context: Context) -> dict[str, list[Derivation]]:
    found: dict[str, list[Derivation]] = {}
    for edge in context.lineage.edges:
        found.setdefault(edge.child, []).append(edge)
    return found


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


def _edges(building: _Building, report: str, statement: Statement, polarity: Polarity) -> list[Edge]:
    """Where a report has one statement from: the reports it took it over from, else the source it names.

    What a body says of itself in its own report it has from nobody, whatever words it shares with others.
    """
    source = building.sources.of(statement)
    taken = [edge for edge in building.parents.get(report, ()) if _takes_over(building, edge, statement, polarity)]
    if taken and not source.speaks:
        return [_parent_edge(building, edge, statement, polarity) for edge in taken]
    published = source.reports or building.sources.seen_by(statement)
    if read := [name for name in published if name != report and _carries(building, name, polarity)]:
        return [Edge(name) for name in read]
    below = _add_origin(building, source, statement, polarity)
    for name in statement.via:
        below = _via(building, report, name, (below, polarity))
    return [Edge(below)]


def _takes_over(building: _Building, edge: Derivation, statement: Statement, polarity: Polarity) -> bool:
    """Whether this derivation accounts for this statement: a parent that says it, or one that was not read."""
    carried = _carries(building, edge.parent, polarity)
    if carried and (statement.source_kind in REPEATED or building.sources.bare(statement)):
        return True
    if carried and edge.kind is DerivationKind.TRANSLATION:
        return True  # it names the source in its own language; without sentence vectors few passages are aligned
    if edge.kind is DerivationKind.CITATION:
        return False
    aligned = _coverage(statement.extent, [p.child for p in edge.passages]) >= COVERED
    return aligned and (carried or edge.parent in building.context.outside)


def _carries(building: _Building, report: str, polarity: Polarity) -> bool:
    """Whether a report takes this side: who affirms is no origin of a denial."""
    return any(side is polarity for _, side in building.members.get(report, ()))


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


def _parent_edge(building: _Building, edge: Derivation, statement: Statement, polarity: Polarity) -> Edge:
    """The edge to a parent; one outside the collection stands between this report and the statement's source."""
    if edge.parent in building.context.outside:
        origin = _add_origin(building, building.sources.of(statement), statement, polarity)
        _add_relay(building, edge.parent, building.context.outside[edge.parent], [Edge(origin)])
    return Edge(edge.parent, edge.probability)


def _via(building: _Building, report: str, name: str, told: tuple[str, Polarity]) -> str:
    """The relay for a medium that a statement names: its report that says the same, else a node of its own."""
    below, polarity = told
    published = building.context.published_by(name)
    if report in published:
        return below
    if read := [known for known in published if _carries(building, known, polarity)]:
        return read[0]
    relay = content_id("via", name.casefold())
    _add_relay(building, relay, name, [Edge(below)])
    return relay


def _add_relay(building: _Building, relay: str, name: str, edges: Sequence[Edge]) -> None:
    """Add edges to a relay, one to each parent, the surest."""
    known = building.relays.get(relay)
    surest: dict[str, Edge] = {edge.id: edge for edge in known.parents} if known else {}
    for edge in edges:
        if edge.id != relay and edge.probability > surest.get(edge.id, Edge(edge.id, 0.0)).probability:
            surest[edge.id] = edge
    letter = building.profile.letter(name)
    building.relays[relay] = Relay(relay, name, letter, tuple(surest[key] for key in sorted(surest)))


def _shared(group: tuple[str, ...]) -> str:
    """A dependence group as the reader meets it in "A and B share …"."""
    kind, of = group
    return f"one {kind} ({of.removeprefix('country:').removeprefix('sha256:')[:8]})"


def _add_origin(building: _Building, source: Source, statement: Statement, polarity: Polarity) -> str:
    """The origin of a statement, new or known; a later statement of the same origin replaces the earlier."""
    name = _translated(building, source, polarity) or content_id("or", *source.key)
    if source.described:
        building.described.add(name)
    if source.foreign:
        building.foreign.setdefault(name, source.foreign)
    known = building.origins.get(name)
    building.origins[name] = Origin(
        id=name,
        name=source.name if known is None else max(known.name, source.name, key=lambda text: (len(text), text)),
        reliability=building.profile.letter(source.name),
        polarity=polarity,
        degree=Degree.PS if "insufficient" in statement.flags else statement.degree,
        basis=BASIS[statement.basis],
        self_interest="self-interest" in statement.flags,
        group=_shared(source.group) if source.group else None,
        group_rho=building.profile.dependence.same_organisation if source.group else 0.0,
        kind=statement.source_kind,
        established=statement.source_kind not in UNHELD and not source.medium and not source.reports,
        word=_cue(building.context, statement),
    )
    return name


def _translated(building: _Building, source: Source, polarity: Polarity) -> str | None:
    """The one origin of the same side whose name a translation wrote in its own words: a body of the same country."""
    if source.foreign is None or not source.foreign[2]:
        return None
    family, language, country = source.foreign
    known = {name: place for name, place in building.foreign.items() if place[0] == family and place[2] == country}
    twins = [n for n, place in known.items() if place[1] != language and building.origins[n].polarity is polarity]
    return twins[0] if len(twins) == 1 else None


def _cue(context: Context, statement: Statement) -> str | None:
    words = [context.documents[statement.report].words(span) for span in statement.cue]
    return " ".join(words) or None


def _root(building: _Building) -> None:
    """Give reports that name only each other an origin of their own: their circle rests on somebody unknown.

    The earliest report of the circle gets it; what only repeats the circle adds nobody.
    """
    parents = {relay.id: {edge.id for edge in relay.parents} for relay in building.relays.values()}
    while loose := _loose(parents, set(building.origins)):
        report = next(name for name in building.members if name in _circle(parents, loose))
        statement, polarity = building.members[report][-1]
        source = Source(("narrator", report), f"{building.context.outlet(report)} (its own words)", medium=True)
        origin = _add_origin(building, source, statement, polarity)
        _add_relay(building, report, building.context.outlet(report), [Edge(origin)])
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


def _linked(building: _Building) -> list[Origin]:
    """Origins in order of id, each with those that it could be the same as."""
    affirming = [o for o in building.origins.values() if o.polarity is Polarity.AFFIRM]
    held = any(o.established for o in affirming)
    first_unheld = min((o.id for o in affirming if not o.established), default=None)
    linked = []
    for name in sorted(building.origins):
        origin = building.origins[name]
        if alike := _alike(building, name):
            origin = replace(origin, could_be=tuple(sorted(alike)))
        # somebody did say it: where nothing else stands behind the claim, one unknown holder counts
        if not held and name == first_unheld:
            origin = replace(origin, established=True)
        linked.append(origin)
    return linked


def _alike(building: _Building, name: str) -> set[str]:
    """Origins that may be the same one: another description of its kind, or a name in another language."""
    if name in building.described:
        paper = building.origins[name].kind is SourceKind.DOCUMENT
        same = {o for o in building.described if (building.origins[o].kind is SourceKind.DOCUMENT) == paper}
        return same - {name}
    own = building.foreign.get(name)
    return {o for o, place in building.foreign.items() if own and place[0] == own[0] and place[1] != own[1]}
