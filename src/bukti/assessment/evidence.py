"""From a claim to its evidence graph: who may know (origins), who passes on (relays), what was read.

A report that took its words from another is a relay of that other and adds no origin. A statement in a report's own
material goes back to its source through the media it names. Identity of sources is decided as conservatively as the
text allows (method.md 7.2 (7)): equal names are one origin; unnamed sources of one family of reports share one
dependence group; unnamed sources of different families could be the same; a source that nobody names (impersonal, or
the report's own voice) is counted only where nothing else stands behind the claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from bukti.assessment.profiles import Profile
from bukti.ids import content_id
from bukti.model import (
    Basis,
    Claim,
    Degree,
    Derivation,
    DerivationKind,
    Document,
    Edge,
    EvidenceBasis,
    EvidenceGraph,
    Lineage,
    Origin,
    Polarity,
    Relay,
    SourceKind,
    Span,
    Statement,
)

BASIS = {
    Basis.PERCEIVED: EvidenceBasis.PERCEIVED,
    # nobody has checked the document yet; a person may raise it to `documented`
    Basis.DOCUMENTED: EvidenceBasis.UNVERIFIED_DOCUMENT,
    Basis.INFERRED: EvidenceBasis.INFERRED,
    Basis.ASSUMED: EvidenceBasis.UNSPECIFIED,
    Basis.REPORTED: EvidenceBasis.HEARSAY,
    Basis.UNSPECIFIED: EvidenceBasis.UNSPECIFIED,
}
UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.PRONOUN, SourceKind.RUNNING})
UNHELD = frozenset({SourceKind.IMPERSONAL, SourceKind.NARRATOR})
# A child repeats its parent where it names no source that could be asked by itself.
REPEATED = UNNAMED | UNHELD | {SourceKind.MEDIA}
COVERED = 0.5  # part of a statement that must lie in aligned passages to count as taken over


@dataclass(frozen=True)
class Context:
    """What every claim of one run is judged against.

    Attributes:
        documents: by report id. statements: by id. lineage: who copied whom.
    """

    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    lineage: Lineage

    @classmethod
    def of(cls, documents: Iterable[Document], statements: Iterable[Statement], lineage: Lineage) -> Context:
        """The context of a run."""
        return cls({d.report.id: d for d in documents}, {s.id: s for s in statements}, lineage)

    @cached_property
    def parents(self) -> Mapping[str, tuple[Derivation, ...]]:
        """Edges by child."""
        found: dict[str, list[Derivation]] = {}
        for edge in self.lineage.edges:
            found.setdefault(edge.child, []).append(edge)
        return {child: tuple(edges) for child, edges in found.items()}

    @cached_property
    def family(self) -> Mapping[str, str]:
        """First report of the family that a report belongs to, by report id."""
        return {member: min(family) for family in self.lineage.families for member in family}

    @cached_property
    def outside(self) -> Mapping[str, str]:
        """Names of origins that are not in the collection, by node id."""
        return {node.id: node.name or "an unknown common origin" for node in self.lineage.latent}


@dataclass
class _Building:
    """The graph of one claim while it grows."""

    context: Context
    profile: Profile
    members: Mapping[str, Sequence[tuple[Statement, Polarity]]]
    origins: dict[str, tuple[Origin, Statement]] = field(default_factory=dict)
    relays: dict[str, Relay] = field(default_factory=dict)
    unnamed: dict[str, str] = field(default_factory=dict)  # origin id -> family


def evidence(claim: Claim, context: Context, profile: Profile) -> EvidenceGraph:
    """The evidence graph of one claim.

    Args:
        claim: its affirming and denying statements; `about` takes no position and is left out.
        context: documents, statements and lineage of the run.
        profile: letters for sources and outlets, dependence of sources.

    Returns:
        A graph for `weigh`; every report that takes a position is a relay that was read.
    """
    building = _Building(context, profile, _members(claim, context))
    for report, statements in building.members.items():
        edges = [edge for statement, polarity in statements for edge in _sources(building, report, statement, polarity)]
        _add_relay(building, report, _outlet(context, report), edges)
    return EvidenceGraph(
        claim=claim.text,
        origins=tuple(_linked(building)),
        relays=tuple(sorted(building.relays.values(), key=lambda r: r.id)),
        read=tuple(sorted(building.members)),
        base_rate=profile.opinion.base_rate,
    )


def _members(claim: Claim, context: Context) -> dict[str, list[tuple[Statement, Polarity]]]:
    """Statements that take a position, by report; later ones last, so that they win."""
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


def _sources(building: _Building, report: str, statement: Statement, polarity: Polarity) -> list[Edge]:
    """Where a report has one statement from: the reports it took it over from, else the source it names."""
    taken = [edge for edge in building.context.parents.get(report, ()) if _takes_over(building, edge, statement)]
    if taken:
        return [_parent_edge(building, edge, statement, polarity) for edge in taken]
    origin = _add_origin(building, statement, polarity)
    below = origin
    for name in statement.via:
        below = _via(building, name, below)
    return [Edge(below)]


def _takes_over(building: _Building, edge: Derivation, statement: Statement) -> bool:
    """Whether this derivation accounts for this statement."""
    carried = edge.parent in building.members
    if carried and statement.source_kind in REPEATED:
        return True
    if edge.kind is DerivationKind.CITATION:
        return False
    aligned = _coverage(statement.extent, [p.child for p in edge.passages]) >= COVERED
    return aligned and (carried or edge.parent in building.context.outside)


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
        origin = _add_origin(building, statement, polarity)
        _add_relay(building, edge.parent, building.context.outside[edge.parent], [Edge(origin)])
    return Edge(edge.parent, edge.probability)


def _via(building: _Building, name: str, below: str) -> str:
    """The relay for a medium that a statement names: its report where that was read, else a node of its own."""
    folded = name.casefold()
    for report in building.members:
        if (building.context.documents[report].report.outlet or "").casefold() == folded:
            return report
    relay = content_id("via", folded)
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


def _add_origin(building: _Building, statement: Statement, polarity: Polarity) -> str:
    """The origin of a statement, new or known; a later statement of the same origin replaces the earlier."""
    key, name = _identity(building.context, statement)
    origin = content_id("or", *key)
    family = building.context.family.get(statement.report, statement.report)
    if statement.source_kind in UNNAMED:
        building.unnamed[origin] = family
    building.origins[origin] = (_origin(building, origin, name, statement, polarity), statement)
    return origin


def _origin(building: _Building, origin: str, name: str, statement: Statement, polarity: Polarity) -> Origin:
    unnamed = origin in building.unnamed
    return Origin(
        id=origin,
        name=name,
        reliability=building.profile.letter(name),
        polarity=polarity,
        degree=Degree.PS if "insufficient" in statement.flags else statement.degree,
        basis=BASIS[statement.basis],
        self_interest="self-interest" in statement.flags,
        group=content_id("gr", building.unnamed[origin]) if unnamed else None,
        group_rho=building.profile.dependence.same_organisation if unnamed else 0.0,
        kind=statement.source_kind,
        established=statement.source_kind not in UNHELD,
        word=_cue(building.context, statement),
    )


def _identity(context: Context, statement: Statement) -> tuple[tuple[str, ...], str]:
    """Key of the origin and its name for the reader: equal keys are one origin."""
    document = context.documents[statement.report]
    family = context.family.get(statement.report, statement.report)
    if statement.source_kind is SourceKind.NARRATOR:
        outlet = _outlet(context, statement.report)
        return ("narrator", family), f"{outlet} (its own words)"
    if statement.source_kind is SourceKind.IMPERSONAL:
        return ("impersonal", family), "an unnamed holder of the belief"
    words = " ".join(document.words(span) for span in statement.source)
    named = _named(document, statement)
    if named and statement.source_kind not in UNNAMED:
        return ("name", named[0]), named[1]
    shown = statement.resolves_to or words or "an unnamed source"
    if statement.source_kind in UNNAMED and named is None:
        return ("unnamed", family, shown.casefold()), f"{shown} (unnamed)"
    return ("name", named[0] if named else shown.casefold()), named[1] if named else shown


def _named(document: Document, statement: Statement) -> tuple[str, str] | None:
    """Key and name of the mention that the source is or resolves to; None when it is only described."""
    if statement.resolves_to:
        folded = statement.resolves_to.casefold()
        found = [m for m in document.mentions if m.name.casefold() == folded]
    elif statement.source_kind in UNNAMED:
        found = []  # "a diplomat of the European Union" contains a name and names nobody
    else:
        found = [m for m in document.mentions if any(span.contains(m.span) for span in statement.source)]
    if not found:
        return None
    longest = max(found, key=lambda m: (m.span.end - m.span.start, -m.span.start))
    return longest.key, longest.name


def _cue(context: Context, statement: Statement) -> str | None:
    words = [context.documents[statement.report].words(span) for span in statement.cue]
    return " ".join(words) or None


def _outlet(context: Context, report: str) -> str:
    record = context.documents[report].report
    return record.outlet or record.title or record.path


def _linked(building: _Building) -> list[Origin]:
    """Origins in order of id, each with those that it could be the same as."""
    held = any(o.established and o.polarity is Polarity.AFFIRM for o, _ in building.origins.values())
    first_unheld = min(
        (i for i, (o, _) in building.origins.items() if not o.established and o.polarity is Polarity.AFFIRM),
        default=None,
    )
    linked = []
    for name in sorted(building.origins):
        origin = building.origins[name][0]
        if name in building.unnamed:
            others = tuple(sorted(set(building.unnamed) - {name}))
            origin = replace(origin, could_be=others)
        # somebody did say it: where nothing else stands behind the claim, one unknown holder counts
        if not held and name == first_unheld:
            origin = replace(origin, established=True)
        linked.append(origin)
    return linked
