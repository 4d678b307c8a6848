"""One report as its source has it, with what was found in it laid over the text, beside what it was made from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import retracting
from bukti.model import Derivation, Document, Span, Statement
from bukti.report import html, places
from bukti.store.decisions import ACCEPT, NOTE, in_force
from bukti.web import search
from bukti.web.answers import answer, desk, missing, over_result
from bukti.web.desk import View
from bukti.web.pages import find
from bukti.web.tongues import gettext, phrase, term

STANDS = phrase("stands for “%(words)s”")
AT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)  # a place in a text, by its characters


@dataclass(frozen=True, slots=True)
class Mark:
    """Something found in a text.

    Attributes:
        layer: `statement`, `cue`, `who`, `name`, `damage`, `aligned` or `sought`. number: what the reader calls it,
            where it has a number. first: whether it is the first of that number. title: what it is, in words.
    """

    layer: str
    span: Span
    number: int = 0
    first: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the same marks cover; `begins` are those that start with it."""

    span: Span
    text: str
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """What the style sheet knows the layers by."""
        return " ".join(sorted({f"in-{mark.layer}" for mark in self.marks}))

    @property
    def sought(self) -> bool:
        """Whether something begins here that the address led to."""
        return any(mark.layer == "sought" and mark.span.start == self.span.start for mark in self.marks)

    @property
    def title(self) -> str:
        """What is here, in words."""
        return "; ".join(dict.fromkeys(mark.title for mark in self.marks if mark.title))


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the source, with its direction."""

    span: Span
    direction: str
    runs: tuple[Run, ...]


@over_result
def page(request: Request, view: View) -> Response:
    """The reader."""
    document = view.reports.get(request.path_params["report"])
    if document is None:
        return missing(request, phrase("report"))
    own = [one for one in view.result.statements if one.report == document.report.id]
    parents = [edge for edge in view.result.lineage.edges if edge.child == document.report.id]
    beside = _beside(view, parents, request.query_params.get("beside", ""))
    passages = beside.passages if beside else ()
    aligned = [Mark("aligned", p.child, n) for n, p in enumerate(passages, 1)]
    sought = [Mark("sought", span) for span in _sought(request, document)]
    decided, _ = retracting.decisions(desk(request).case)
    return answer(
        request,
        "reader.html",
        d=document,
        accepted={one.target for one in in_force(decided, ACCEPT)},
        written=[one for one in decided if one.what == NOTE and ("report", document.report.id) in one.matter],
        blocks=blocks(document, (*_said(own), *_found(document), *aligned, *sought)),
        notes=[_note(view, one) for one in own],
        parents=[(edge, view.shelf.reports.get(edge.parent)) for edge in parents],
        children=[(edge, view.shelf.reports[edge.child]) for edge in _children(view, document)],
        outside={node.id: node for node in view.result.lineage.latent},
        beside=_parent(view, beside) if beside else None,
        damage=[(one, places.place(document.report, one.span)) for one in document.damage],
    )


def _sought(request: Request, document: Document) -> tuple[Span, ...]:
    """The words that a search led here with, or the place that a page did."""
    if place := AT.fullmatch(request.query_params.get("at", "")):
        return (Span(int(place[1]), int(place[2])),)
    return search.some(document.report.text, search.words(request.query_params.get("q", "")[: find.LONGEST]))


def _children(view: View, document: Document) -> list[Derivation]:
    return [edge for edge in view.result.lineage.edges if edge.parent == document.report.id]


def _beside(view: View, parents: Iterable[Derivation], asked: str) -> Derivation | None:
    """The edge to the parent that the address asks for."""
    return next((e for e in parents if html.short(e.parent) == asked and e.parent in view.shelf.reports), None)


def _parent(view: View, edge: Derivation) -> dict[str, Any]:
    parent = view.shelf.reports[edge.parent]
    aligned = [Mark("aligned", p.parent, n) for n, p in enumerate(edge.passages, 1)]
    return {"edge": edge, "d": parent, "blocks": blocks(parent, aligned)}


def _said(statements: Sequence[Statement]) -> Iterator[Mark]:
    for number, one in enumerate(statements, 1):
        yield from (Mark("statement", span, number, span == one.content[0]) for span in one.content)
        yield from (Mark("cue", span) for span in one.cue)
        yield from (Mark("who", span) for span in one.source)


def _found(document: Document) -> Iterator[Mark]:
    for mention in document.mentions:
        yield Mark("name", mention.span, title=f"{term(mention.kind.value)}: {mention.name}")
    for one in document.damage:
        yield Mark("damage", one.span, title=f"{one.kind}: {gettext(STANDS) % {'words': one.repaired}}")


def _note(view: View, statement: Statement) -> dict[str, Any]:
    (quotation,) = view.shelf.quotations.of([statement.id])
    claims = [view.findings[name].claim for name in view.homes.get(statement.id, ())]
    return {"q": quotation, "claims": claims}


def blocks(document: Document, marks: Sequence[Mark]) -> tuple[Block, ...]:
    """The whole text of a report in its paragraphs, cut wherever a mark begins or ends.

    Joined, the texts of all runs are the report's text, but for the space between paragraphs.
    """
    edges = sorted({0, len(document.report.text), *(edge for span in document.paragraphs for edge in span)})
    spans = [Span(start, end) for start, end in pairwise(edges)]
    return tuple(_block(document, span, marks) for span in spans if document.words(span).strip())


def _block(document: Document, span: Span, marks: Sequence[Mark]) -> Block:
    here = [mark for mark in marks if mark.span.overlaps(span)]
    inner = {edge for mark in here for edge in mark.span if span.start < edge < span.end}
    starting: dict[int, list[Mark]] = {}
    for mark in here:
        starting.setdefault(max(mark.span.start, span.start), []).append(mark)
    over: list[Mark] = []
    runs = []
    for start, end in pairwise(sorted({span.start, *inner, span.end})):
        over = [mark for mark in over if mark.span.end > start] + starting.get(start, [])
        run = Span(start, end)
        begins = tuple(mark for mark in over if mark.number and mark.span.start == start)
        runs.append(Run(run, document.words(run), tuple(over), begins))
    return Block(span, places.direction(document.words(span)), tuple(runs))
