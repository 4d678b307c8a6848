"""Whom reports name, as those whom lists are searched for; and who is said to belong to somebody listed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bukti import reading
from bukti.entities import collected
from bukti.entities.collected import Read
from bukti.entities.gazetteer import fold
from bukti.entities.groups import Group, kind
from bukti.entities.ties import OWNERSHIP
from bukti.entities.types import SCHEMATA, UNNAMED, NameType
from bukti.model import Decision, Document, Lineage, Owned, Screened, Subject

NOT_SOUGHT = frozenset({NameType.PLACE, NameType.MEDIA, NameType.PRODUCT})
LETTERS = 4  # of a single word that may name anything


def read(documents: Sequence[Document], judged: Sequence[Decision] = ()) -> Read:
    """Who documents name and describe; copies are not known as such."""
    languages = {document.report.id: document.language.code for document in documents}
    return collected.named(documents, languages, Lineage(), judged)


def subjects(found: Read, documents: Sequence[Document]) -> list[Subject]:
    """Everybody who may stand in a list, under each name once, with the reports; a single word is no person's name."""
    paths = {document.report.id: document.report.path for document in documents}
    made = [one for group in found.groups for one in _subjects(group, paths)]
    return sorted(dict.fromkeys(made), key=lambda one: (one.name, one.schema, one.where))


def _subjects(group: Group, paths: dict[str, str]) -> Iterator[Subject]:
    what = kind(group.seen)
    if what in NOT_SOUGHT or group.lead.key.startswith(UNNAMED):
        return
    for name in group.names:
        lone = " " not in name.base and "-" not in name.base
        if not (lone and (what is NameType.PERSON or (what is NameType.OTHER and len(name.base) < LETTERS))):
            where = dict.fromkeys(paths[one.report] for one in name.seen)
            yield Subject(name.base, SCHEMATA[what], where=tuple(where))


def owned(found: Read, documents: Sequence[Document], screened: Sequence[Screened]) -> tuple[Owned, ...]:
    """Who reports say belongs to somebody with a candidate under measures: a finding with its statements.

    Args:
        found: of the documents.
        documents: that state it.
        screened: what lists have for the names of the reports.
    """
    held = {fold(one.subject.name) for one in screened if any(candidate.listings for candidate in one.candidates)}
    by_id = {document.report.id: document for document in documents}
    made = []
    for stated, owner, one in found.pairs():
        names = [name.base for name in owner.names if fold(name.base) in held]
        if stated.kind != OWNERSHIP or not names:
            continue
        document = by_id[stated.report]
        sentence = next((span for span in document.sentences if span.overlaps(stated.span)), stated.span)
        said = [s.id for s in reading.read(document) if any(x.overlaps(stated.span) for x in (*s.content, *s.source))]
        where = document.report.path
        unnamed = one.lead.key.startswith(UNNAMED)
        made.append(Owned(names[0], one.lead.base, unnamed, document.words(sentence), where, sentence, tuple(said)))
    return tuple(dict.fromkeys(made))
