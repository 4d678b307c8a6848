"""Everybody and everything that a result names: names joined with reasons, statements, origins, open questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bukti.entities import bodies, called, heard, joining, occurrences, relatives, ties
from bukti.entities.acronyms import Link
from bukti.entities.called import Described
from bukti.entities.groups import Group, kind, script
from bukti.entities.joining import Beyond
from bukti.entities.questions import described
from bukti.entities.speech import Said, speech
from bukti.entities.ties import Stated
from bukti.entities.types import SCHEMATA, NameType, Occurrence
from bukti.model import Called, Decision, Document, Entity, Lineage, Place, Result, SeenName, Statement, Tie

TOLD = 4  # reasons of a kind
COARSE = {NameType.COMPANY: NameType.ORGANISATION, NameType.PUBLIC_BODY: NameType.ORGANISATION}
Languages = Mapping[str, str | None]  # of reports, by id


def entities(result: Result) -> tuple[Entity, ...]:
    """The entities of a result, those in most reports first.

    Args:
        result: with documents, statements, findings and what people judged; a judgement on an id that was given here
            joins or parts names.
    """
    languages = {document.report.id: document.language.code for document in result.documents}
    read = named(result.documents, languages, result.lineage, result.identities)
    meant = read.meant()
    said = speech(read.groups, result.statements, result.findings, meant)
    tied, known = _ties(read, result), _called(read, result.documents, meant)
    made = [
        replace(_entity(group, languages, said[group.id], tied.get(group.id, ())), called=tuple(known[group.id]))
        for group in read.groups
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.reports), -len(one.about) - len(one.by), one.name, one.id)))


@dataclass(frozen=True, slots=True)
class Read:
    """The entities of documents as groups of names, the links that the documents state, and whom descriptions mean."""

    groups: list[Group]
    stated: list[Stated]
    described: list[Described] = field(default_factory=list)

    def meant(self) -> dict[Place, str]:
        """The id of the entity that each description stands for, by its place."""
        holders = {(one.report, one.key): group.id for group in self.groups for one in group.seen}
        found = ((one, holders.get((one.report, one.key))) for one in self.described)
        return {(one.report, one.one.span): id_ for one, id_ in found if id_ is not None}

    def pairs(self) -> Iterator[tuple[Stated, Group, Group]]:
        """Every link with the entities that it joins."""
        holders = {(one.report, one.key): group for group in self.groups for one in group.seen}
        for one in self.stated:
            yield one, holders[one.report, one.left], holders[one.report, one.right]


def named(
    documents: Sequence[Document], languages: Languages, lineage: Lineage, judged: Sequence[Decision] = ()
) -> Read:
    """Who documents name and describe.

    Args:
        documents: with their mentions.
        languages: of the reports.
        lineage: who copied whom.
        judged: decisions on identity in force.
    """
    first = {report: family[0] for family in lineage.families for report in family}
    seen, links, stated, meant = list[Occurrence](), list[Link](), list[Stated](), list[Described]()
    for document in documents:
        names, short = occurrences.find(document)
        told, unnamed = ties.find(document, names, first.get(document.report.id, document.report.id))
        seen += [*names, *unnamed]
        links += short
        stated += told
        meant += called.find(document, names)
    seen = relatives.find(documents, seen, lineage.families)
    seen, across = heard.find(documents, seen, lineage.families)
    found = joining.groups(
        seen, languages, links, judged, Beyond((*across, *bodies.links(documents, seen)), lineage.families)
    )
    read = Read(found, list(dict.fromkeys(stated)), meant)
    described([(owner, owned) for one, owner, owned in read.pairs() if one.kind == ties.OWNERSHIP])
    return read


def _ties(read: Read, result: Result) -> dict[str, list[Tie]]:
    """The links of each entity, by its id, with the sentence and the statements that state them."""
    documents = {document.report.id: document for document in result.documents}
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in result.statements:
        said[statement.report].append(statement)
    found: dict[str, list[Tie]] = defaultdict(list)
    for one, left, right in read.pairs():
        document = documents[one.report]
        place = next((sentence for sentence in document.sentences if sentence.overlaps(one.span)), one.span)
        ids = [s.id for s in said[one.report] if any(span.overlaps(one.span) for span in (*s.content, *s.source))]
        tie = Tie(one.kind, left.id, right.id, document.words(place), (one.report, place), tuple(ids))
        for id_ in dict.fromkeys((left.id, right.id)):
            found[id_].append(tie)
    return found


def _called(read: Read, documents: Sequence[Document], meant: Mapping[Place, str]) -> dict[str, list[Called]]:
    """The descriptions that stand for each entity, by its id, in order of reports."""
    by_id = {document.report.id: document for document in documents}
    found: dict[str, list[Called]] = defaultdict(list)
    for one in read.described:
        place = (one.report, one.one.span)
        if place in meant:
            words = by_id[one.report].words(one.one.span)
            found[meant[place]].append(Called(words, place, one.one.rule, one.one.reason))
    return found


def _entity(group: Group, languages: Languages, said: Said, links: Sequence[Tie]) -> Entity:
    lead, what = group.lead, kind(group.seen)
    told = dict.fromkeys(reason for one in group.seen if one.kind is what for reason in one.reasons)
    return Entity(
        id=group.id,
        key=lead.key,
        name=lead.base,
        kind="country" if lead.key.startswith("country:") else COARSE.get(what, what).value,
        schema=SCHEMATA[what],
        told=tuple(told)[:TOLD],
        names=_names(group.seen, languages),
        reports=tuple(group.reports),
        joins=tuple(dict.fromkeys(group.joins)),
        questions=tuple(group.questions),
        by=tuple(said.by),
        relayed=tuple(said.relayed),
        about=tuple(said.about),
        sayers=said.sayers,
        fewest=said.fewest,
        ties=tuple(links),
    )


def _names(seen: Sequence[Occurrence], languages: Languages) -> tuple[SeenName, ...]:
    """Each form with its places, the most frequent first."""
    forms: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for one in seen:
        forms[one.text, one.base].append(one)
    found = []
    for (text, base), places in forms.items():
        spoken = sorted({languages.get(one.report) or "" for one in places} - {""})
        found.append(SeenName(text, base, script(text), tuple(spoken), tuple((p.report, p.span) for p in places)))
    return tuple(sorted(found, key=lambda one: (-len(one.places), one.text, one.base)))
