"""What a report drops of a claim or adds to it: denials, dates, places, numbers, names, the claim itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bukti.claims.anchors import ACTORS, fixed, meet
from bukti.claims.counts import HARM
from bukti.claims.drift.chain import Change, Hop, Said
from bukti.claims.drift.quantity import same_kind
from bukti.claims.features import PLACES, Features
from bukti.model import Document, DriftEnd, Mention, MentionKind, Span
from bukti.reading.vocabulary import vocabulary
from bukti.text.unspaced import UNSPACED

STEM = 4  # letters of a name by which its inflected forms are known again
PART = 0.7  # … or this part of it, whichever is longer
PLACED = frozenset({MentionKind.PLACE})
REACH = 6  # words in which "by" stands before whoever acts, and the verb behind
VIOLENT = frozenset(f"c:{name}" for name in (*HARM, "attack", "arrest", "hostage"))


def denials(
    hop: Hop, denied: Mapping[str, Sequence[Said]], denying: Mapping[str, Sequence[Features]]
) -> Iterator[Change]:
    """Denials of the parents that the child leaves out, or a denial that none of them has.

    Args:
        hop: where.
        denied: denials of the claim by report.
        denying: all denials by report: a report may deny several claims in one breath.
    """
    before = [said.features for parent in hop.parents for said in denied.get(parent, ())]
    after = [said.features for said in denied.get(hop.child, ())]
    told = after or _told(before, denying.get(hop.child, ()))
    if before and not told and not hop.translated(before[0], before[0].statement.extent):
        yield Change("dropped", "denial", "strengthens", _denial(hop, before[0]), hop.end(hop.new[0], ""))
    told = before or any(_told(after, denying.get(parent, ())) for parent in hop.parents)
    if after and not told and not hop.translated(after[0], after[0].statement.extent):
        yield Change("added", "denial", "weakens", hop.end(hop.old[0], ""), _denial(hop, after[0]))


def _denial(hop: Hop, f: Features) -> DriftEnd:
    return hop.end(f, "denied", f.statement.extent)


def _told(denials: Iterable[Features], others: Sequence[Features]) -> bool:
    """Whether one of some other denials may be told by the same as one of these."""
    return any(f.language != d.language or not d.speaker or f.speaker & d.speaker for f in others for d in denials)


def left_out(hop: Hop) -> Iterator[Change]:
    """Reports between parent and child that retell the parent without the claim."""
    for parent, between in hop.chains.parents(hop.child, hop.parents).items():
        told = hop.parents[parent][0].features
        dropped = between and hop.chains.retold(parent, between[0])
        if dropped and not hop.chains.covers(parent, between[0], told.statement.extent):
            yield Change("dropped", "statement", "changes", hop.end(told, ""), DriftEnd(between[0], ""))


def details(hop: Hop) -> Iterator[Change]:
    """Dates and places that the child drops, and what it adds; nothing that stands elsewhere in the other texts.

    What may come from a text that nobody here has read is not called added.
    """
    child = [hop.document(hop.new[0])]
    parents = [hop.known.documents[report] for report in hop.parents]
    for said in hop.said:
        twins = hop.twins(said)
        for twin in twins:
            for what, span in (*_dates(twin, child), *_names(hop.document(twin), twin, child, PLACED)):
                if not hop.translated(twin, span):
                    yield Change("dropped", what, "changes", _words(hop, twin, span), hop.end(said.features, ""))
        for what, span in () if hop.unread else _new(hop, said.features, parents):
            if not hop.translated(said.features, span):
                severity = "strengthens" if what == "actor" else "changes"
                yield Change("added", what, severity, hop.end(twins[0], ""), _words(hop, said.features, span))


def _words(hop: Hop, f: Features, span: Span) -> DriftEnd:
    return hop.end(f, hop.document(f).words(span), span)


def _new(hop: Hop, f: Features, parents: Sequence[Document]) -> Iterator[tuple[str, Span]]:
    """What a statement of the child gives and no parent does."""
    yield from _dates(f, parents)
    known = {bound for text in parents for q in text.quantities for bound in (q.low, q.high)}
    for count in (count for count in f.counts if count.unit or count.harm):
        alike = any(same_kind((old, c), (f, count)) for old in hop.old for c in old.counts)
        if not alike and known.isdisjoint({count.low, count.high} - {None}):
            yield "number", count.span
    document = hop.document(f)
    for what, span in _names(document, f, parents, ACTORS | PLACES):
        yield ("actor" if what == "name" and _acts(document, f, span) else what), span


def _acts(document: Document, f: Features, name: Span) -> bool:
    """Whether a name is told to have done an act of violence: behind "by", or as its subject."""
    grammar = vocabulary(f.language or "")
    if grammar is None or f.terms.isdisjoint(VIOLENT):
        return False
    lows = [(piece.start, piece.low) for piece in grammar.pieces(document, f.statement.extent)]
    before = [low for start, low in lows if start < name.start]
    after = [low for start, low in lows if start >= name.end]
    done = any(grammar.has("agents", low) for low in before[-REACH:])
    suffers = any(grammar.has("passive_auxiliaries", low) for low in after[:REACH])
    return done or (len(before) < REACH // 2 and not suffers)


def _dates(f: Features, texts: Sequence[Document]) -> Iterator[tuple[str, Span]]:
    """Dates of a statement, stated and not counted from publication, that no text gives."""
    for time in f.times:
        if fixed(time) and not any(meet(time, other) for text in texts for other in text.times):
            yield "date", time.span


def _names(
    document: Document, f: Features, texts: Sequence[Document], kinds: frozenset[MentionKind]
) -> Iterator[tuple[str, Span]]:
    """Names of some kinds in a statement of a document that no text has."""
    for mention in document.mentions:
        inside = mention.kind in kinds and any(span.contains(mention.span) for span in f.statement.content)
        if inside and not any(_has(text, mention, document) for text in texts):
            yield ("place" if mention.kind in PLACED else "name"), mention.span


def _has(text: Document, mention: Mention, document: Document) -> bool:
    """Whether a text has a word of another document's name, inflected or not; in a translation only keys can tell."""
    if any(other.key == mention.key for other in text.mentions):
        return True
    if document.language.code != text.language.code:
        return mention.key.startswith("name:")
    words = document.words(mention.span).casefold()
    names = (
        [words]
        if UNSPACED.search(words)
        else [w[: max(STEM, int(len(w) * PART))] for w in words.split() if len(w) >= STEM]
    )
    return any(name in text.report.text.casefold() for name in names or [words])
