"""Who said what about whom: statements by and about each entity, and the origins of what is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bukti.entities.gazetteer import fold
from bukti.entities.groups import Group
from bukti.entities.types import NameType, Occurrence, family
from bukti.model import Finding, Place, Sayer, SourceKind, Span, Statement

SPEAKERS = {  # what the source of a kind may be; a country or a city speaks as its government
    SourceKind.NAMED_PERSON: {NameType.PERSON, NameType.OTHER},
    SourceKind.NAMED_ORGANISATION: {NameType.ORGANISATION, NameType.PLACE, NameType.OTHER},
    SourceKind.MEDIA: {NameType.ORGANISATION, NameType.OTHER},
}


@dataclass(slots=True)
class Said:
    """Ids of the statements that one entity makes, passes on and is named in, in order; and whose word they are."""

    by: list[str] = field(default_factory=list)
    relayed: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    sayers: tuple[Sayer, ...] = ()
    fewest: int = 0


def speech(
    groups: Sequence[Group],
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    described: Mapping[Place, str] | None = None,
) -> dict[str, Said]:
    """What is said by and about each group, by its id; `described` has the ids that descriptions stand for."""
    meant: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for (report, span), id_ in (described or {}).items():
        meant[report].append((span, id_))
    places: dict[str, list[tuple[Occurrence, str]]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for group in groups:
        for one in group.seen:
            places[one.report].append((one, group.id))
            names |= {(one.report, fold(text)): group.id for text in (one.text, one.base, group.lead.base)}
    said = {group.id: Said() for group in groups}
    for statement in statements:
        near = places[statement.report]
        for id_ in dict.fromkeys(id_ for one, id_ in near if _within(one, statement.content)):
            said[id_].about.append(statement.id)
        if speaker := _speaker(statement, near, names) or _described(statement, meant[statement.report]):
            said[speaker].by.append(statement.id)
        for id_ in dict.fromkeys(names.get((statement.report, fold(name)), "") for name in statement.via):
            if id_:
                said[id_].relayed.append(statement.id)
    _origins(said, findings)
    return said


def _within(one: Occurrence, spans: Iterable[Span]) -> bool:
    return any(one.span.overlaps(span) for span in spans)


def _speaker(
    statement: Statement, near: Sequence[tuple[Occurrence, str]], names: Mapping[tuple[str, str], str]
) -> str | None:
    """The entity that a statement is attributed to by name; a description ("an EU diplomat") is nobody's name."""
    if statement.resolves_to and (known := names.get((statement.report, fold(statement.resolves_to)))):
        return known
    kinds = SPEAKERS.get(statement.source_kind, set())
    found = [(one, id_) for one, id_ in near if family(one.kind) in kinds and _within(one, statement.source)]
    return (
        max(found, key=lambda pair: (pair[0].span.end - pair[0].span.start, -pair[0].span.start))[1] if found else None
    )


def _described(statement: Statement, meant: Sequence[tuple[Span, str]]) -> str | None:
    """The entity that the whole source of a statement describes ("|the French agency| said")."""
    return next((id_ for span, id_ in meant if any(span.contains(source) for source in statement.source)), None)


def _origins(said: Mapping[str, Said], findings: Sequence[Finding]) -> None:
    """The origins of the claims that statements about each entity stand in."""
    claims: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for id_ in (*finding.claim.affirming, *finding.claim.denying):
            claims[id_].append(finding)
    for one in said.values():
        told = {found.claim.id: found for id_ in one.about for found in claims[id_]}
        sayers: dict[str, Sayer] = {}
        for id_, finding in sorted(told.items()):
            for share in finding.assessment.origins:
                known = sayers.get(share.id)
                rests = (*(known.claims if known else ()), id_)
                if not share.retracted:
                    sayers[share.id] = Sayer(share.id, share.name, share.kind, share.established, rests)
        one.sayers = tuple(sorted(sayers.values(), key=lambda sayer: (-len(sayer.claims), sayer.name, sayer.id)))
        one.fewest = max((finding.assessment.origins_min for finding in told.values()), default=0)
