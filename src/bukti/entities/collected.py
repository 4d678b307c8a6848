"""Everybody and everything that a result names: names joined with reasons, statements, origins, open questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from bukti.entities import joining, occurrences
from bukti.entities.groups import Group, kind, script
from bukti.entities.speech import Said, speech
from bukti.entities.types import SCHEMATA, NameType, Occurrence
from bukti.model import Entity, Result, SeenName

TOLD = 4  # reasons of a kind
COARSE = {NameType.COMPANY: NameType.ORGANISATION, NameType.PUBLIC_BODY: NameType.ORGANISATION}
Languages = Mapping[str, str | None]  # of reports, by id


def entities(result: Result) -> tuple[Entity, ...]:
    """The entities of a result, those in most reports first.

    Args:
        result: with documents, statements, findings and what people judged; a judgement on an id that was given here
            joins or parts names.
    """
    found = [occurrences.find(document) for document in result.documents]
    languages = {document.report.id: document.language.code for document in result.documents}
    seen = [one for names, _ in found for one in names]
    groups = joining.groups(seen, languages, chain.from_iterable(links for _, links in found), result.identities)
    said = speech(groups, result.statements, result.findings)
    made = [_entity(group, languages, said[group.id]) for group in groups]
    return tuple(sorted(made, key=lambda one: (-len(one.reports), -len(one.about) - len(one.by), one.name, one.id)))


def _entity(group: Group, languages: Languages, said: Said) -> Entity:
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
