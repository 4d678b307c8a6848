"""The report's own assertions: what stands outside every attributed statement."""

from __future__ import annotations

from bukti import ids
from bukti.model import Basis, Degree, Document, SourceKind, Span, Stance, Statement
from bukti.reading.assemble import form_of
from bukti.reading.stance import Reading, weigh_words
from bukti.reading.units import Token, Unit, held_by, near_spans, read_units
from bukti.reading.vocabulary import Vocabulary, vocabulary

FEWEST = 4  # words that a remainder needs to be an assertion of its own


def narrate(document: Document, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """What the report says in its own voice: sentences, and clauses beside statements, that nobody else is given for.

    Hedges set the degree ("apparently" is an inference, method.md section 5). In a language without a file the degree
    is `Uu` and the flag `basic` says that the words could not be weighed.
    """
    words = vocabulary(document.language.code or "")
    taken = _merged([s for made in statements for s in (*made.content, *made.cue, *made.source)])
    units, _ = read_units(document)
    made = []
    for unit in units:
        for start, end in _free(unit, taken, words):
            statement = _assertion(document, unit, start, end, words)
            if statement is not None:
                made.append(statement)
    return tuple(made)


def _merged(spans: list[Span]) -> list[Span]:
    """Spans in text order, overlapping ones joined."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _free(unit: Unit, taken: list[Span], words: Vocabulary | None) -> list[tuple[int, int]]:
    """Runs of tokens that no statement holds and that can be a clause."""
    near = near_spans(taken, unit.span)
    free = [token.speech < 0 and not any(s.start <= token.start < s.end for s in near) for token in unit.tokens]
    runs: list[tuple[int, int]] = []
    start = 0
    for place in range(len(free) + 1):
        if place == len(free) or not free[place]:
            if place > start:
                runs.append((start, place))
            start = place + 1
    whole = len(runs) == 1 and not near
    return [run for run in runs if whole or _clause(unit.tokens[run[0] : run[1]], words)]


def _clause(tokens: list[Token], words: Vocabulary | None) -> bool:
    lows = [t.low for t in tokens if t.word]
    if len(lows) < FEWEST or words is None or words.has("relatives", lows[0]):
        return False  # "…, |who led the research": a remark on the source
    return any(words.verbal(low) for low in lows)


def _assertion(document: Document, unit: Unit, start: int, end: int, words: Vocabulary | None) -> Statement | None:
    region = unit.region(start, end)
    lows = unit.lows[start:end]
    if region is None or sum(t.word for t in unit.tokens[start:end]) < min(FEWEST, 2):
        return None
    flags = ("headline",) if unit.headline else ()
    reading = Reading(Degree.UU, Basis.UNSPECIFIED, Stance.ASSERTS, False, (*flags, "basic"))
    if words is not None:
        reading = weigh_words(lows, Reading(Degree.CT, Basis.UNSPECIFIED, Stance.ASSERTS, False, flags), words)
    return Statement(
        id=ids.content_id("st", document.report.id, "narrator", list(region)),
        report=document.report.id,
        content=(region,),
        cue=(),
        source=(),
        source_kind=SourceKind.NARRATOR,
        form=form_of(document, (region,)),
        stance=reading.stance,
        degree=reading.degree,
        basis=reading.basis,
        negative=reading.negative,
        flags=reading.flags,
        quantities=held_by(document.quantities, region),
        times=held_by(document.times, region),
    )
