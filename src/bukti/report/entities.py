"""The result of `bukti entities`: for the terminal, as JSON, and as lines of FollowTheMoney."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict

from bukti.ids import content_id
from bukti.model import Document, Entities, Entity, Statement, Tie
from bukti.report.named import entity
from bukti.report.objects import Object, failure, statement_object
from bukti.report.plain import counted, dumps, one_line, shortened
from bukti.report.screening import candidate_lines, candidate_object, searched

FORMS, SAYERS, WORDS, SAID = 8, 4, 120, 3  # shown of one entity in the table; JSON has them all


def objects(found: Entities) -> Object:
    """As JSON; the statements stand beside the entities, which name them by id."""
    documents = {document.report.id: document for document in found.documents}
    return {
        "reports": [
            {"id": d.report.id, "path": d.report.path, "input_id": d.report.input_id, "language": d.language.code}
            for d in found.documents
        ],
        "entities": [entity(one) | _candidates(one, found) for one in found.entities],
        "statements": [{"report": s.report, **statement_object(documents[s.report], s)} for s in found.statements],
        "lists": [{**asdict(one), "faults": list(one.faults)} for one in found.lists],
        "as_of": found.as_of or None,
        "failed": [failure(one) for one in found.failed],
    }


def _candidates(one: Entity, found: Entities) -> Object:
    return {"listings": [candidate_object(candidate) for candidate in one.candidates]} if found.lists else {}


def table(found: Entities) -> str:
    """For the terminal: each entity with its names, why they were joined, who speaks of it, and what stays open."""
    count = f"{len(found.entities)} named in {counted(len(found.documents), 'report')}"
    lines = [f"{count}; no names are joined without a reason that is told.", ""]
    lines += [searched(one, found.as_of) for one in found.lists]
    documents = {document.report.id: document for document in found.documents}
    statements = {statement.id: statement for statement in found.statements}
    names = {one.id: one.name for one in found.entities}
    for one in found.entities:
        lines += ["", one_line(f"{one.name}  [{one.kind}, {one.schema}]  {one.id}")]
        lines += ["  " + line for line in _lines(one, names)]
        lines += ["  " + line for line in _said(one, statements, documents)]
        lines += ["    " + line for candidate in one.candidates for line in candidate_lines(candidate)]
    return "\n".join(lines) + "\n"


def _lines(one: Entity, names: Mapping[str, str]) -> Iterator[str]:
    forms = [
        f"{seen.text} ({len(seen.places)}, {', '.join(seen.languages) or 'unknown'})" for seen in one.names[:FORMS]
    ]
    more = f", and {len(one.names) - FORMS} more" if len(one.names) > FORMS else ""
    yield one_line(f"named in {counted(len(one.reports), 'report')}: {', '.join(forms)}{more}")
    for join in one.joins:
        pair = join.left if join.left == join.right else f"{join.left} = {join.right}"
        yield one_line(f"joined ({join.kind}, {join.score:.2f}): {pair}: {join.reason}")
    for called in one.called[:FORMS]:
        yield one_line(f"also called “{called.words}” ({called.rule}): {called.reason}")
    for question in one.questions:
        judged = f", judged {question.judgement}" if question.judgement else ""
        yield one_line(f"may be {question.name} ({question.entity}, {question.score:.2f}{judged}): {question.reason}")
    for tie in one.ties:
        verb = "owns" if tie.kind == "Ownership" else "has sanctions on"
        yield one_line(f"it is said that {names[tie.left]} {verb} {names[tie.right]}: “{shortened(tie.words, WORDS)}”")
    if one.sayers:
        told = ", ".join(sayer.name for sayer in one.sayers[:SAYERS])
        more = f", and {len(one.sayers) - SAYERS} more" if len(one.sayers) > SAYERS else ""
        yield one_line(f"{counted(one.fewest, 'independent origin')} at least; it is spoken of by {told}{more}")


def _said(one: Entity, statements: Mapping[str, Statement], documents: Mapping[str, Document]) -> Iterator[str]:
    for label, ids in (("says", one.by), ("passes on", one.relayed), ("is named in", one.about)):
        if ids:
            yield f"{label} {counted(len(ids), 'statement')}:"
        for id_ in ids[:SAID]:
            said = statements[id_]
            document = documents[said.report]
            words = " … ".join(document.words(span) for span in said.content)
            yield "  " + one_line(f"“{shortened(words, WORDS)}” ({document.report.path})")


def lines(found: Entities) -> str:
    """As FollowTheMoney, one entity a line: links are entities too, and an open question is a `Similar`.

    A place and a country are an `Address`; who may be a person or a body is a `LegalEntity`.
    """
    documents = {document.report.id: document for document in found.documents}
    made = [_ftm(one, documents) for one in found.entities]
    ties = dict.fromkeys(tie for one in found.entities for tie in one.ties)
    names = {one.id: one.name for one in found.entities}
    made += [_tie(tie, documents, names) for tie in ties]
    made += [similar for one in found.entities for similar in _similar(one)]
    return "".join(json.dumps(one, ensure_ascii=False, sort_keys=True) + "\n" for one in made)


def _ftm(one: Entity, documents: Mapping[str, Document]) -> Object:
    others = dict.fromkeys(form for seen in one.names for form in (seen.base, seen.text) if form != one.name)
    properties: dict[str, list[str]] = {"name": [one.name], "alias": list(others)}
    if one.schema == "Address":
        properties["full"] = [one.name]
    if one.kind == "country":
        properties["country"] = [one.key.removeprefix("country:")]
    urls = (documents[report].report.url for report in one.reports)
    properties["sourceUrl"] = list(
        dict.fromkeys(url for url in urls if url and url.startswith(("http://", "https://")))
    )
    properties["notes"] = [f"{join.left} = {join.right}: {join.reason}" for join in one.joins]
    return _line(one.id, one.schema, properties)


def _tie(tie: Tie, documents: Mapping[str, Document], names: Mapping[str, str]) -> Object:
    """A link that a report states, with the sentence and the ids of its statements."""
    url = documents[tie.place[0]].report.url or ""
    ends = {"owner": [tie.left], "asset": [tie.right]}
    if tie.kind == "Sanction":
        ends = {"entity": [tie.right], "authority": [names[tie.left]]}
    told = {"summary": [tie.words], "recordId": list(tie.statements)}
    told["sourceUrl"] = [url] if url.startswith(("http://", "https://")) else []
    return _line(content_id("ti", tie.kind, tie.left, tie.right, tie.place), tie.kind, ends | told)


def _similar(one: Entity) -> Iterator[Object]:
    """The open questions of an entity, each once of the two that share it."""
    for question in one.questions:
        if one.id < question.entity:
            criteria = f"{question.reason} {question.judgement}".strip()
            told = {"candidate": [one.id], "match": [question.entity], "matcher": ["bukti"]}
            told |= {"confidenceScore": [f"{question.score:.3f}"], "criteria": [criteria]}
            yield _line(content_id("si", one.id, question.entity), "Similar", told)


def _line(id_: str, schema: str, properties: Mapping[str, list[str]]) -> Object:
    """An entity of FollowTheMoney; a property without a value is left out."""
    return {"id": id_, "schema": schema, "properties": {name: told for name, told in properties.items() if told}}


WRITERS: dict[str, Callable[[Entities], str]] = {
    "table": table,
    "json": lambda found: dumps(objects(found), indent=1),
    "ftm": lines,
}
