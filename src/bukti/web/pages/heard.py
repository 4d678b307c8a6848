"""The form on how a report is read: one of its statements otherwise, or words that were missed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bukti.acts.correcting import CALLED, PLACE
from bukti.model import Basis, Degree, Document, SourceKind, Span, Stance, Statement
from bukti.report.places import direction
from bukti.web.desk import View
from bukti.web.tongues import gettext, phrase

SENTENCES = 400  # offered to who selects no words
KINDS = {
    SourceKind.NAMED_PERSON: phrase("a person by name"),
    SourceKind.NAMED_ORGANISATION: phrase("a body by name"),
    SourceKind.MEDIA: phrase("a medium"),
    SourceKind.DOCUMENT: phrase("a document"),
    SourceKind.ANONYMOUS: phrase("somebody without a name"),
    SourceKind.PRONOUN: phrase("a pronoun"),
    SourceKind.IMPERSONAL: phrase("nobody is named"),
    SourceKind.RUNNING: phrase("whoever spoke before"),
    SourceKind.NARRATOR: phrase("the report itself"),
}
STANCES = {
    Stance.ASSERTS: phrase("affirms it"),
    Stance.DENIES: phrase("denies it"),
    Stance.QUESTIONS: phrase("questions it"),
    Stance.DIRECTS: phrase("asks for it"),
}
BASES = {
    Basis.PERCEIVED: phrase("saw or heard it"),
    Basis.DOCUMENTED: phrase("from a document"),
    Basis.INFERRED: phrase("inferred it"),
    Basis.ASSUMED: phrase("assumes it"),
    Basis.REPORTED: phrase("was told"),
    Basis.UNSPECIFIED: phrase("not said"),
}


SURE = {
    "certain": phrase("certain"),
    "probable": phrase("probable"),
    "weakly-probable": phrase("weakly probable"),
    "possible": phrase("possible"),
    "open": phrase("open"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A field of the form in which one of some words is chosen; `read` is the one that holds while none is."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    read: str


@dataclass(frozen=True, slots=True)
class Form:
    """What the form shows.

    Attributes:
        statement: as it is read, None where it was missed. chosen: the words at the place that the address names.
        paragraphs: spans of the text with their directions. sentences: places and words; `more` are not listed.
    """

    document: Document
    statement: Statement | None
    chosen: tuple[tuple[Span, str], ...]
    paragraphs: tuple[tuple[Span, str], ...]
    sentences: tuple[tuple[str, str], ...]
    more: int
    choices: tuple[Choice, ...]


def form(view: View, fields: Mapping[str, str]) -> Form | None:
    """The form on the statement or report that the fields name; None where there is none."""
    one = view.statements.get(fields.get("target", ""))
    document = view.shelf.reports.get(one.report if one else fields.get("report", ""))
    if document is None:
        return None
    offered = [(f"{s.start}-{s.end}", document.words(s)) for s in document.sentences if document.words(s).strip()]
    paragraphs = [s for s in document.paragraphs if document.words(s).strip()] or [Span(0, len(document.report.text))]
    return Form(
        document,
        one,
        _chosen(document, fields.get("content", "")),
        tuple((span, direction(document.words(span))) for span in paragraphs),
        tuple(offered[:SENTENCES]),
        max(0, len(offered) - SENTENCES),
        _choices(one),
    )


def _chosen(document: Document, asked: str) -> tuple[tuple[Span, str], ...]:
    found = [PLACE.fullmatch(part.strip()) for part in asked.split(",")]
    spans = [Span(int(part[1]), int(part[2])) for part in found if part]
    return tuple((span, document.words(span)) for span in spans if span.end <= len(document.report.text))


def _choices(one: Statement | None) -> tuple[Choice, ...]:
    kinds, stances, bases = (
        tuple((str(key), gettext(words)) for key, words in known.items()) for known in (KINDS, STANCES, BASES)
    )
    certainties = tuple((name, gettext(words)) for name, words in SURE.items())
    kind = gettext(KINDS[one.source_kind]) if one else gettext("as its name tells")
    stance = gettext(STANCES[one.stance if one else Stance.ASSERTS])
    sure = gettext(SURE[CALLED[one.degree if one else Degree.CT]])
    return (
        Choice("kind", gettext("Who says it is"), kinds, kind),
        Choice("stance", gettext("The source"), stances, stance),
        Choice("certainty", gettext("How sure it is"), certainties, sure),
        Choice("basis", gettext("How it knows"), bases, gettext(BASES[one.basis if one else Basis.UNSPECIFIED])),
    )
