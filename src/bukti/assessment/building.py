"""The evidence graph of one claim while it grows: origins and relays, and what is not yet decided between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti.assessment.identity import Named, why
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import GONE
from bukti.assessment.sources import UNHELD, Context, Source, Sources
from bukti.ids import content_id
from bukti.model import (
    Basis,
    Degree,
    Edge,
    EvidenceBasis,
    Origin,
    Polarity,
    Relay,
    SourceKind,
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


@dataclass(frozen=True, slots=True)
class Doubt:
    """An origin that could be one of those behind a node; of the unnamed ones only where `unnamed` is set."""

    origin: str
    node: str
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """A source that a report may have of itself: with this chance it is not derived from its parents."""

    report: str
    source: Source
    statement: Statement
    polarity: Polarity
    chance: float
    parents: tuple[str, ...]


@dataclass
class Building:
    """What is known so far.

    Attributes:
        members: statements that take a position, by report.
        described: origins that are only described. named: names of the others.
        voices, media: origins that are a report's own voice, and that only pass on.
        own, doubts: what is decided when all are known. hidden: what reports rested on before it was retracted.
        merged: the origin of sources that are one by decision, by what `Context.one` gives.
    """

    context: Context
    profile: Profile
    members: Mapping[str, Sequence[tuple[Statement, Polarity]]]
    sources: Sources
    origins: dict[str, Origin] = field(default_factory=dict)
    relays: dict[str, Relay] = field(default_factory=dict)
    described: set[str] = field(default_factory=set)
    named: dict[str, list[Named]] = field(default_factory=dict)
    voices: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    own: list[Own] = field(default_factory=list)
    doubts: set[Doubt] = field(default_factory=set)
    hidden: dict[str, set[str]] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)

    def carries(self, report: str, polarity: Polarity) -> bool:
        """Whether a report takes this side: who affirms is no origin of a denial."""
        return any(side is polarity for _, side in self.members.get(report, ()))

    def identify(self, source: Source, polarity: Polarity) -> str:
        """The id of a source's origin."""
        own = self._translated(source.named, polarity) or content_id("or", *source.key)
        return self._merged(source, own) or own

    def _merged(self, source: Source, own: str) -> str | None:
        """The origin that stands for a source and others by decision: whichever of them this claim knew first."""
        one = self.context.one
        keys = (source.key, *self._keys(source)) if one else ()
        names = (content_id("or", *key) for key in keys)
        part = next((one[name] for name in names if name in one), None)
        return None if part is None else self.merged.setdefault(part, own)

    def add_origin(self, source: Source, statement: Statement, polarity: Polarity) -> str:
        """The origin of a statement, new or known; a later statement of the same origin replaces the earlier."""
        name = self.identify(source, polarity)
        if source.described and name not in self.named:
            self.described.add(name)
        if source.named:
            self.named.setdefault(name, []).append(source.named)
            self.described.discard(name)  # a person merged a description with a name
        if statement.source_kind is SourceKind.NARRATOR:
            self.voices.add(name)
        if source.medium:
            self.media.add(name)
        known = self.origins.get(name)
        keys = {source.key, *self._keys(source), *(known.keys if known else ())}
        made = Origin(
            id=name,
            name=source.name if known is None else max(known.name, source.name, key=lambda text: (len(text), text)),
            reliability=self._letter(source),
            polarity=polarity,
            degree=Degree.PS if "insufficient" in statement.flags else statement.degree,
            basis=BASIS[statement.basis],
            self_interest="self-interest" in statement.flags,
            group=_shared(source.group) if source.group else None,
            group_rho=self.profile.dependence.same_organisation if source.group else 0.0,
            kind=statement.source_kind,
            established=statement.source_kind not in UNHELD and not source.medium and not source.reports,
            word=self._cue(statement),
            keys=tuple(sorted(keys)),
            names=tuple(sorted({*(known.names if known else ()), *_called(source)})),
            retracted=source.key[0] == GONE
            or not self.context.retracted.isdisjoint(content_id("or", *k) for k in keys),
            merged=self._why(source, known),
        )
        self.origins[name] = self._as_known(known, made, source) if known and name in self.merged.values() else made
        return name

    def _why(self, source: Source, known: Origin | None) -> tuple[str, ...]:
        """Why names in other words are one body's, a sentence for each."""
        told, named = known.merged if known else (), source.named
        others = self.sources.register.known.get(source.key, ()) if named else ()
        first = next((one for one in others if named and one.name != named.name and why(one, named)), None)
        if named is None or first is None:
            return told
        sentence = f"{first.name} and {named.name} are taken for one body: {why(first, named).rstrip('.')}"
        return told if sentence in told else (*told, sentence)

    def _as_known(self, known: Origin, made: Origin, source: Source) -> Origin:
        """A merged origin whose later statement is another source's: no name and no letter of the earlier is lost."""
        letter = known.reliability if made.reliability == "F" else made.reliability
        if source.named or known.id not in self.named:
            return replace(made, reliability=letter)
        return replace(made, reliability=letter, kind=known.kind, group=known.group, group_rho=known.group_rho)

    def _letter(self, source: Source) -> str:
        """The user's letter for a source under any of its names: whoever speaks for a body is rated as that body."""
        others = sorted(named.name for named in self.sources.register.known.get(source.key, ()))
        return next((found for name in (source.name, *others) if (found := self.profile.letter(name)) != "F"), "F")

    def _keys(self, source: Source) -> list[tuple[str, ...]]:
        """The keys of every name that a source goes by in this claim: another claim may know it by another first."""
        return [("name", named.key, named.country) for named in self.sources.register.known.get(source.key, ())]

    def add_relay(self, relay: str, name: str, edges: Sequence[Edge]) -> None:
        """Add edges to a relay, one to each parent, the surest."""
        known = self.relays.get(relay)
        surest: dict[str, Edge] = {edge.id: edge for edge in known.parents} if known else {}
        for edge in edges:
            if edge.id != relay and edge.probability > surest.get(edge.id, Edge(edge.id, 0.0)).probability:
                surest[edge.id] = edge
        letter = self.profile.letter(name)
        self.relays[relay] = Relay(relay, name, letter, tuple(surest[key] for key in sorted(surest)))

    def behind(self, node: str) -> set[str]:
        """Every origin and relay that a node rests on, and the node itself."""
        found, pending = set(), [node]
        while pending:
            name = pending.pop()
            if name not in found:
                found.add(name)
                pending += [edge.id for edge in self.relays[name].parents] if name in self.relays else []
                pending += sorted(self.hidden.get(name, ()))
        return found

    def _translated(self, named: Named | None, polarity: Polarity) -> str | None:
        """The one origin of the same side whose name a translation wrote in its own words: a body of one country."""
        if named is None or not named.place:
            return None
        twins = {
            origin
            for origin, names in self.named.items()
            if self.origins[origin].polarity is polarity and any(_twin(named, other) for other in names)
        }
        return twins.pop() if len(twins) == 1 else None

    def _cue(self, statement: Statement) -> str | None:
        words = [self.context.documents[statement.report].words(span) for span in statement.cue]
        return " ".join(words) or None


def _called(source: Source) -> set[str]:
    """All that a statement calls its source: as shown, in its words, and the body or person itself."""
    return {source.name, source.words or source.name, source.named.name if source.named else source.name}


def _twin(a: Named, b: Named) -> bool:
    unknown = a.key.startswith("name:") and b.key.startswith("name:")
    return unknown and a.family == b.family and a.place == b.place and a.language != b.language


def _shared(group: tuple[str, ...]) -> str:
    """A dependence group as the reader meets it in "A and B share …"."""
    kind, of = group
    return f"one {kind} ({of.removeprefix('country:').removeprefix('sha256:')[:8]})"
