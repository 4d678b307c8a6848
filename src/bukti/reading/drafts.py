"""Drafts: attributed statements as token ranges, before sources are classified and resolved."""

from __future__ import annotations

from dataclasses import dataclass, field

from bukti.model import Basis, Degree, Span, Stance
from bukti.reading.phrases import Range
from bukti.reading.units import Unit


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
