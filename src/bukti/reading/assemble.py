"""From drafts to statements: sources, resolution, chains, nesting, identity."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bukti import ids
from bukti.model import Basis, Document, Form, MentionKind, SourceKind, Span, Stance, Statement
from bukti.reading.drafts import Draft
from bukti.reading.resolve import Resolver, Speaker
from bukti.reading.scan import spans_of
from bukti.reading.sources import Classifier, Source
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.units import TOKEN, Unit
from bukti.reading.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Settled:
    """Who a draft's source is: classified, what it stands for, and the media that it spoke to."""

    source: Source
    meant: Speaker | None
    via: tuple[str, ...]


def assemble(
    document: Document, units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary
) -> tuple[Statement, ...]:
    """Statements in text order from a document's drafts."""
    settled = _settle(document, units, drafts, vocabulary)
    made: dict[str, Statement] = {}
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end, d.cue)):
        if id(draft) not in settled:
            continue
        statement = _statement(document, draft, settled[id(draft)], vocabulary)
        made.setdefault(statement.id, statement)
    return _nested(tuple(made.values()))


def _settle(document: Document, units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary) -> dict[int, Settled]:
    """Classify and resolve the sources, in the order of their cues."""
    classifier = Classifier(document, vocabulary)
    resolver = Resolver(classifier, vocabulary)
    settled: dict[int, Settled] = {}
    for draft in sorted(drafts, key=lambda d: (d.unit, d.cue[0].start if d.cue else d.start)):
        unit = units[draft.unit]
        source = classifier.classify(draft)
        if not _speaks(draft, source, unit, vocabulary):
            continue
        meant = resolver.resolve(source, draft, unit)
        via = _told(classifier, draft, unit, vocabulary)
        if draft.follows is not None and id(draft.follows) in settled:
            before = settled[id(draft.follows)]
            meant = before.meant or _speaker(resolver, before, unit) or meant
            via = before.via
        if draft.relays is not None and id(draft.relays) in settled:
            via = _relayed(settled[id(draft.relays)])
        if not via:
            via = meant.via if meant is not None else resolver.shared(source, unit)
        settled[id(draft)] = Settled(source, meant, via)
        resolver.remember(source, replace(meant, via=via) if meant else None, unit, via)
    return settled


def _speaks(draft: Draft, source: Source, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a draft's source can be one: a wrong statement is worse than a missed one.

    Quoted words vouch for a source that the words do not tell. Else it must be given, be no first person (the
    narrator's own thoughts), and, for a bare noun phrase as content or after "according to", have a known head or name.
    """
    if source.kind is SourceKind.IMPERSONAL or draft.fused:
        return True
    if any(t.quoted and any(s.start <= t.start < s.end for s in draft.content) for t in unit.tokens):
        return True
    if source.span is None:
        return draft.kind == "running"
    first = next((t.low for t in unit.tokens if t.start >= source.span.start), "")
    if vocabulary.has("first_person", first):
        return False
    unknown = source.kind is SourceKind.ANONYMOUS and source.head is None
    return not (unknown or source.relative) if draft.loose else not (unknown and draft.kind == "according")


def _speaker(resolver: Resolver, before: Settled, unit: Unit) -> Speaker | None:
    if before.source.span is None:
        return None
    name = before.source.name or resolver.describe(before.source.span)
    return Speaker(name, before.source.kind, before.source.plural, unit.paragraph, via=before.via)


def _relayed(before: Settled) -> tuple[str, ...]:
    """The chain through a statement's own source."""
    name = before.meant.name if before.meant is not None else before.source.name
    return (*((name,) if name else ()), *before.via)


def _told(classifier: Classifier, draft: Draft, unit: Unit, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The medium that a source spoke to: "told Reuters", "speaking to X on condition of anonymity, diplomats said"."""
    if draft.recipient is not None and draft.kind != "running":
        source = classifier.phrase(draft.recipient)
        return (source.name,) if source.kind is SourceKind.MEDIA and source.name else ()
    if draft.source is None or not draft.cue:
        return ()
    start, end = min(draft.source.start, draft.cue[0].start), max(draft.source.end, draft.cue[0].end)
    before = [t for t in unit.tokens if t.end <= start and t.speech < 0]
    after = [t for t in unit.tokens if t.start >= end and t.end <= draft.start]
    names: list[str] = []
    if any(vocabulary.has("speaking", t.low) for t in before[:4]):
        names = _media(classifier, Span(unit.span.start, start), vocabulary)
    if not names and after and vocabulary.has("prepositions", after[0].low):
        names = _media(classifier, Span(after[0].end, after[-1].end), vocabulary)
    return tuple(names[:1])


def _media(classifier: Classifier, span: Span, vocabulary: Vocabulary) -> list[str]:
    """Names of media in a span: mentions, else a capitalised phrase with a media word."""
    named = [m.name for m in classifier.within(span) if m.kind is MentionKind.MEDIA]
    if named or classifier.mentions:
        return named
    words = list(TOKEN.finditer(classifier.document.report.text, span.start, span.end))
    for place, match in enumerate(words):
        if match.group()[:1].isupper() and vocabulary.has("media", match.group().lower()):
            last = place
            while last + 1 < len(words) and words[last + 1].group()[:1].isupper():
                last += 1
                if vocabulary.has("prepositions", words[last].group().lower()):
                    last -= 1
                    break
            return [classifier.document.report.text[match.start() : words[last].end()]]
    return []


def _statement(document: Document, draft: Draft, settled: Settled, vocabulary: Vocabulary) -> Statement:
    source = settled.source
    content = spans_of(draft)
    text = document.report.text
    words = [m.group().lower().replace("’", "'") for s in content for m in TOKEN.finditer(text, s.start, s.end)]
    start = Reading(draft.degree, draft.basis, draft.stance, False, draft.flags)
    reading = weigh_words(words, start, vocabulary)
    if source.kind is SourceKind.DOCUMENT and reading.basis is Basis.UNSPECIFIED:
        reading = replace(reading, basis=Basis.DOCUMENTED)
    spans = (source.span,) if source.span is not None else ()
    extent = Span(content[0].start, content[-1].end)
    parts = [[list(s) for s in group] for group in (content, draft.cue, spans)]
    return Statement(
        id=ids.content_id("st", document.report.id, *parts),
        report=document.report.id,
        content=content,
        cue=tuple(draft.cue),
        source=spans,
        source_kind=source.kind,
        form=form_of(document, content),
        stance=reading.stance,
        degree=reading.degree,
        basis=reading.basis,
        resolves_to=settled.meant.name if settled.meant else None,
        via=settled.via,
        negative=reading.negative,
        flags=_flags(draft, source, reading, words, vocabulary),
        quantities=tuple(q for q in document.quantities if extent.contains(q.span)),
        times=tuple(t for t in document.times if extent.contains(t.span)),
    )


def _flags(draft: Draft, source: Source, reading: Reading, words: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    flags = set(reading.flags)
    if source.plural:
        flags.add("plural-source")
    if draft.kind == "headline":
        flags.add("headline")
    own = any(vocabulary.has("first_person", w) or vocabulary.has("own", w) for w in words)
    if reading.stance is Stance.DENIES and source.kind is not SourceKind.DOCUMENT and (own or draft.kind == "forward"):
        flags.add("self-interest")
    return tuple(sorted(flags))


def form_of(document: Document, content: tuple[Span, ...]) -> Form:
    """Direct when all words of the content stand inside quotation marks, indirect when none does, else mixed."""
    text = document.report.text
    extent = Span(content[0].start, content[-1].end)
    spans = [q.span for q in document.quotations if q.span.overlaps(extent)]
    words = inside = 0
    for span in content:
        for match in TOKEN.finditer(text, span.start, span.end):
            if match.group()[0].isalnum():
                words += 1
                inside += any(s.start <= match.start() < s.end for s in spans)
    if inside == 0 or not words:
        return Form.INDIRECT
    return Form.DIRECT if inside >= 0.95 * words else Form.MIXED


def _nested(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Statements with their parents; a nested one's chain ends with whoever reports it."""
    made: list[Statement] = []
    for statement in statements:
        holder = _holder(statement, made)
        if holder is not None:
            link = _link(holder)
            via = (*statement.via, *((link,) if link else ()), *holder.via)
            statement = replace(statement, parent=holder.id, via=tuple(dict.fromkeys(via)))  # noqa: PLW2901 - refined
        made.append(statement)
    return tuple(made)


def _holder(statement: Statement, earlier: list[Statement]) -> Statement | None:
    """The smallest earlier statement whose content holds this one's content, and its cue."""
    if statement.source_kind is SourceKind.RUNNING:
        return None
    held = (*statement.content, *statement.cue[:1])
    holders = [
        s
        for s in earlier[-40:]
        if s.content != statement.content and all(any(c.contains(part) for c in s.content) for part in held)
    ]
    return min(holders, key=lambda s: s.extent.end - s.extent.start, default=None)


def _link(holder: Statement) -> str | None:
    return holder.resolves_to or None
