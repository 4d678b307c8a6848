"""Drafts: attributed statements as token ranges, before sources are classified and resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bukti.model import Basis, Degree, Span, Stance
from bukti.reading.phrases import Range
from bukti.reading.units import Unit

EDGES = ",;:،，；：—–-"  # marks that a part of a span does not begin or end with


@dataclass(slots=True)
class Draft:
    """One attribution while it is being built.

    Attributes:
        unit: number of its unit. content, cue, source: spans in the text.
        kind: how it was found: `forward`, `tag`, `according`, `passive`, `adverbial`, `narrated`, `noun`, `headline`,
            `running`.
        impersonal: no source is meant. fused: the source is a pronoun inside the cue, or a subject that the language
            drops. plural: that pronoun means several.
        loose: the content is a bare noun phrase, which only a source that can speak may have.
        recipient: words of the person or medium addressed.
        follows: the draft whose speech this one carries on.
        relays: the draft whose source passes this one's content on ("X reported P, citing Y": X's).
        repeats: the draft whose content this one points at ("X said P. |Y reports that|": X's).
    """

    unit: int
    kind: str
    content: list[Span]
    cue: list[Span] = field(default_factory=list)
    source: Span | None = None
    impersonal: bool = False
    fused: bool = False
    plural: bool = False
    stance: Stance = Stance.ASSERTS
    degree: Degree = Degree.CT
    basis: Basis = Basis.UNSPECIFIED
    flags: tuple[str, ...] = ()
    loose: bool = False
    recipient: Span | None = None
    follows: Draft | None = None
    relays: Draft | None = None
    repeats: Draft | None = None

    @property
    def start(self) -> int:
        """First code point of the content."""
        return min(s.start for s in self.content)

    @property
    def end(self) -> int:
        """One past the last code point of the content."""
        return max(s.end for s in self.content)


def regions(unit: Unit, *ranges: Range) -> list[Span]:
    """Spans of token ranges, edges cleaned, empty ones left out, in order."""
    spans = [unit.region(start, end) for start, end in ranges if start < end]
    return sorted(span for span in spans if span is not None)


def joined(unit: Unit, start: int, end: int) -> Span | None:
    """Span of a token range as it stands, or None when empty."""
    return Span(unit.tokens[start].start, unit.tokens[end - 1].end) if start < end else None


def apart(text: str, spans: Sequence[Span], cues: Sequence[Span]) -> list[Span]:
    """Spans without what belongs to the cue, and without marks and white space at the edges that this leaves."""
    parts = list(spans)
    for cue in cues:
        parts = [
            part
            for span in parts
            for part in (
                (Span(span.start, min(span.end, cue.start)), Span(max(span.start, cue.end), span.end))
                if cue.overlaps(span)
                else (span,)
            )
            if part.start < part.end
        ]
    return [kept for part in parts if (kept := part if part in spans else _trimmed(text, part)) is not None]


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and (text[start].isspace() or text[start] in EDGES):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in EDGES):
        end -= 1
    return Span(start, end) if start < end else None
