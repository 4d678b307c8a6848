"""Basic support for languages without a file: quotations beside a name, and nothing that would need the language."""

from __future__ import annotations

from bukti import ids
from bukti.model import (
    Basis,
    Degree,
    Document,
    Form,
    Mention,
    MentionKind,
    Quotation,
    SourceKind,
    Stance,
    Statement,
)
from bukti.reading.sources import KIND_OF
from bukti.reading.units import Unit, held_by, read_units, unit_of

SPEAKING = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.MEDIA)


def read_basic(document: Document) -> tuple[Statement, ...]:
    """Quotations whose sentence names a person, body or outlet outside the quotation marks.

    Certainty is `Uu` (the words cannot be weighed), basis unspecified, no cue; the flag `basic` says so. A quotation
    without a name beside it that follows such a statement in its paragraph is `running`.
    """
    units, speech = read_units(document)
    made: list[Statement] = []
    last: tuple[int, str] | None = None
    for quotation in speech:
        unit = unit_of(units, quotation.span)
        if unit is None:
            continue
        name = _beside(document, unit, quotation, speech)
        if name is not None:
            last = (unit.paragraph, name.name)
            made.append(_statement(document, quotation, name, None))
        elif last is not None and last[0] == unit.paragraph:
            made.append(_statement(document, quotation, None, last[1]))
    return tuple(made)


def _beside(document: Document, unit: Unit, quotation: Quotation, speech: list[Quotation]) -> Mention | None:
    """The name nearest to a quotation in its unit, outside all quotations."""
    near = [
        m
        for m in document.mentions
        if m.kind in SPEAKING and unit.span.contains(m.span) and not any(q.span.overlaps(m.span) for q in speech)
    ]
    after = quotation.span.end
    return min(
        near,
        key=lambda m: (min(abs(m.span.start - after), abs(quotation.span.start - m.span.end)), m.span),
        default=None,
    )


def _statement(document: Document, quotation: Quotation, name: Mention | None, resolved: str | None) -> Statement:
    source = (name.span,) if name is not None else ()
    return Statement(
        id=ids.content_id("st", document.report.id, [list(quotation.content)], [], [list(s) for s in source]),
        report=document.report.id,
        content=(quotation.content,),
        cue=(),
        source=source,
        source_kind=KIND_OF[name.kind] if name is not None else SourceKind.RUNNING,
        form=Form.DIRECT,
        stance=Stance.ASSERTS,
        degree=Degree.UU,
        basis=Basis.UNSPECIFIED,
        resolves_to=resolved,
        flags=("basic",),
        quantities=held_by(document.quantities, quotation.content),
        times=held_by(document.times, quotation.content),
    )
