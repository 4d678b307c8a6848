"""How sure a claim is put: degrees, hearsay, conditions and remarks that it is too weak to act on."""

from __future__ import annotations

from collections.abc import Iterable

from bukti.claims.drift.chain import Change, Hop
from bukti.claims.features import Features
from bukti.model import Degree, Document, DriftEnd, SourceKind, Span
from bukti.reading.vocabulary import Phrases, Vocabulary, vocabulary

RANK = {"open": 0, "possible": 1, "probable": 2, "certain": 3}
OWN = frozenset({SourceKind.NARRATOR, SourceKind.IMPERSONAL})


def certainty(hop: Hop) -> Iterable[Change]:
    """The largest change of degree, else a hearsay mark; then a condition and a remark that got lost.

    One surer statement of the child is enough; weaker ones, and those of a translation, whose hedges are read less
    surely, count only where it has no other. A degree that any parent gives is no change. Degrees are relative to the
    statement's own source (FactBank); what is only passed on has none.
    """
    yield from _degree(hop) or _hearsay(hop)
    yield from _condition(hop)
    yield from _remark(hop)


def _degree(hop: Hop) -> list[Change]:
    moved: list[tuple[int, Features, Features]] = []
    sure = [said for said in hop.said if not said.features.statement.hearsay]
    for said in sure:
        twins = hop.twins(said)
        rank = RANK[said.features.statement.certainty]
        if all(RANK[twin.statement.certainty] != rank and not twin.statement.hearsay for twin in twins):
            moved.append((rank - RANK[twins[0].statement.certainty], twins[0], said.features))
    surer = [row for row in moved if row[0] > 0 and row[1].language == row[2].language]
    if not moved or (not surer and len(moved) < len(sure)):
        return []
    step, old, new = max(surer or moved, key=lambda row: abs(row[0]))
    change, severity = ("surer", "strengthens") if step > 0 else ("weaker", "weakens")
    return [Change("certainty", change, severity, _end(hop, old), _end(hop, new))]


def _end(hop: Hop, f: Features) -> DriftEnd:
    value = "hearsay" if f.statement.hearsay else f.statement.certainty
    return hop.end(f, value, _hedge(hop.document(f), f))


def _hedge(document: Document, f: Features) -> Span | None:
    """Where the words stand that set the degree of a statement: a hedge in it, else its cue; None for none."""
    s, grammar = f.statement, vocabulary(f.language or "")
    if s.degree is Degree.CT or grammar is None:
        return None
    marks = [grammar.phrases[f"hedge{n}"] for n, marker in enumerate(grammar.words.hedges) if marker.degree is s.degree]
    for span in (s.extent, *s.cue):
        found = _first(grammar, marks, document, span)
        if found:
            return found
    return s.cue[0] if s.cue else None


def _hearsay(hop: Hop) -> list[Change]:
    """What is only passed on ("reportedly") is told as the report's own, or the other way round."""
    if any(f.statement.source_kind not in OWN for f in (*hop.old, *hop.new)):
        return []  # whoever is named as its source is looked at by `attribution`
    old, new = hop.old[0], hop.new[0]
    if all(f.statement.hearsay for f in hop.old) and all(map(_plain, hop.new)):
        return [Change("certainty", "hearsay-dropped", "strengthens", _end(hop, old), _end(hop, new))]
    if all(map(_plain, hop.old)) and all(f.statement.hearsay for f in hop.new):
        return [Change("certainty", "hearsay-added", "weakens", _end(hop, old), _end(hop, new))]
    return []


def _plain(f: Features) -> bool:
    """Whether a report asserts something as its own."""
    return f.statement.degree is Degree.CT


def _condition(hop: Hop) -> Iterable[Change]:
    """What holds if something else does in all that the parents say, and without that in the child."""
    before = [_conditional(hop.document(f), f) for f in hop.old]
    if all(before) and not any(_conditional(hop.document(f), f) for f in hop.new):
        ends = hop.end(hop.old[0], "on a condition", before[0]), hop.end(hop.new[0], "no condition")
        yield Change("certainty", "condition-dropped", "strengthens", *ends)


def _conditional(document: Document, f: Features) -> Span | None:
    """The word in the sentence of a statement that makes it hold on a condition only."""
    grammar = vocabulary(f.language or "")
    sentence = next((s for s in document.sentences if s.overlaps(f.statement.extent)), f.statement.extent)
    pieces = grammar.pieces(document, sentence) if grammar else ()
    return next((Span(p.start, p.end) for p in pieces if grammar and grammar.has("conditions", p.low)), None)


def _remark(hop: Hop) -> Iterable[Change]:
    """A remark beside the claim that it is too weak to act on, which the child nowhere repeats."""
    child = hop.document(hop.new[0])
    remarks = ((f, span) for f in hop.old if (span := _remarked(hop, f)))
    found = next(remarks, None)
    if found and not _insufficient(child, child.sentences):
        ends = hop.end(found[0], "too weak to act on", found[1]), hop.end(hop.new[0], "no such remark")
        yield Change("certainty", "remark-dropped", "strengthens", *ends)


def _remarked(hop: Hop, f: Features) -> Span | None:
    """Where such a remark stands in the sentences of a statement of a parent or in the one behind them."""
    sentences = hop.document(f).sentences
    around = [n for n, s in enumerate(sentences) if s.overlaps(f.statement.extent)]
    span = _insufficient(hop.document(f), sentences[around[0] : around[-1] + 2]) if around else None
    return span if span and not hop.translated(f, span) else None


def _insufficient(document: Document, sentences: Iterable[Span]) -> Span | None:
    """Where it is first remarked that something is below its holder's own threshold."""
    grammar = vocabulary(document.language.code or "")
    found = (_first(grammar, [grammar.phrases["insufficient"]], document, s) for s in sentences) if grammar else ()
    return next((span for span in found if span), None)


def _first(grammar: Vocabulary, phrases: Iterable[Phrases], document: Document, span: Span) -> Span | None:
    """Where the first of some phrases stands in a span."""
    pieces = list(grammar.pieces(document, span))
    lows = [piece.low for piece in pieces]
    hits = sorted(hit for phrase in phrases for hit in phrase.find(lows))
    return Span(pieces[hits[0][0]].start, pieces[hits[0][1] - 1].end) if hits else None
