"""From drafts to statements: sources, resolution, chains, nesting, identity."""

from __future__ import annotations

from bukti import ids
from bukti.model import Document, Form, SourceKind, Span, Stance, Statement
from bukti.reading.drafts import Draft
from bukti.reading.resolve import SPEAKERS, Memory, Speaker, resolve
from bukti.reading.scan import spans_of
from bukti.reading.sources import Classifier, Source
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.units import TOKEN, Unit
from bukti.reading.vocabulary import Vocabulary


def assemble(
    document: Document, units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary
) -> tuple[Statement, ...]:
    """Statements in text order from a document's drafts."""
    classifier = Classifier(document, vocabulary)
    memory = Memory()
    drafts = sorted(drafts, key=lambda d: (d.start, -d.end, d.cue))
    by_speaking = sorted(drafts, key=lambda d: (d.unit, d.cue[0].start if d.cue else d.start))
    sources: dict[int, tuple[Source, str | None]] = {}
    for draft in by_speaking:
        unit = units[draft.unit]
        source = classifier.classify(draft, unit)
        resolved = resolve(source, draft, unit, memory, vocabulary)
        if draft.follows is not None and id(draft.follows) in sources:
            before, name = sources[id(draft.follows)]
            resolved = name or before.name or (document.words(before.span) if before.span else resolved)
        sources[id(draft)] = (source, resolved)
        _remember(document, source, resolved, draft, unit, memory)
    made: list[Statement] = []
    for draft in drafts:
        statement = _statement(document, draft, sources[id(draft)], vocabulary)
        made.append(_nested(statement, made))
    return tuple(made)


def _remember(
    document: Document, source: Source, resolved: str | None, draft: Draft, unit: Unit, memory: Memory
) -> None:
    if source.kind in SPEAKERS and source.span is not None:
        name = resolved or source.name or document.words(source.span)
        memory.add(Speaker(name, source.kind, source.plural, unit.paragraph, draft.start))


def _statement(
    document: Document, draft: Draft, settled: tuple[Source, str | None], vocabulary: Vocabulary
) -> Statement:
    source, resolved = settled
    content = spans_of(draft)
    words = [
        m.group().lower().replace("’", "'")
        for s in content
        for m in TOKEN.finditer(document.report.text, s.start, s.end)
    ]
    reading = weigh_words(words, Reading(draft.degree, draft.basis, draft.stance, False, draft.flags), vocabulary)
    flags = set(reading.flags)
    if source.plural:
        flags.add("plural-source")
    if draft.kind == "headline":
        flags.add("headline")
    source_spans = (source.span,) if source.span is not None else ()
    cue = tuple(draft.cue)
    extent = Span(content[0].start, content[-1].end)
    return Statement(
        id=ids.content_id(
            "st",
            document.report.id,
            [list(s) for s in content],
            [list(s) for s in cue],
            [list(s) for s in source_spans],
        ),
        report=document.report.id,
        content=content,
        cue=cue,
        source=source_spans,
        source_kind=source.kind,
        form=form_of(document, content),
        stance=reading.stance,
        degree=reading.degree,
        basis=reading.basis,
        resolves_to=resolved,
        negative=reading.negative or reading.stance is Stance.DENIES,
        flags=tuple(sorted(flags)),
        quantities=tuple(q for q in document.quantities if extent.contains(q.span)),
        times=tuple(t for t in document.times if extent.contains(t.span)),
    )


def form_of(document: Document, content: tuple[Span, ...]) -> Form:
    """Direct when all words of the content stand inside quotation marks, indirect when none does, else mixed."""
    text = document.report.text
    spans = [q.span for q in document.quotations]
    words = inside = 0
    for span in content:
        for match in TOKEN.finditer(text, span.start, span.end):
            if match.group()[0].isalnum():
                words += 1
                inside += any(s.start <= match.start() < s.end for s in spans)
    if inside == 0 or not words:
        return Form.INDIRECT
    return Form.DIRECT if inside >= 0.95 * words else Form.MIXED


def _nested(statement: Statement, earlier: list[Statement]) -> Statement:
    """The statement with its parent: the smallest earlier one whose content holds its cue or all its content."""
    from dataclasses import replace

    holders = [
        s
        for s in earlier
        if s.id != statement.id
        and any(c.contains(statement.extent) and c != statement.extent for c in s.content)
        and (not statement.cue or any(c.contains(statement.cue[0]) for c in s.content))
    ]
    if not holders or statement.source_kind is SourceKind.RUNNING:
        return statement
    holder = min(holders, key=lambda s: s.extent.end - s.extent.start)
    return replace(statement, parent=holder.id)
