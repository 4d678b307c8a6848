"""What the text stage finds in a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bukti.model.report import Report
from bukti.model.span import Span


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """Language of a document: code, probability in [0, 1], near alternatives, and how it was decided."""

    code: str | None
    probability: float
    alternatives: tuple[str, ...] = ()
    basis: str = "identified"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Text between quotation marks.

    Attributes:
        span: with its marks. content: without them.
        complete: False when one mark is missing or broken and the edge was inferred.
        runs_on: True when the next paragraph continues the same quotation (no closing mark, new opening mark).
        depth: 0 for outermost, 1 for a quotation inside a quotation.
        scare: True when it is too short to be speech and reads as a title, nickname or scare quote.
    """

    span: Span
    content: Span
    complete: bool = True
    runs_on: bool = False
    depth: int = 0
    scare: bool = False


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time named in the text, resolved against publication where that is possible.

    Attributes:
        earliest: None when it could not be resolved. latest: likewise.
        precision: `second` … `year`, `weekend`, `week`, `part-of-day`, or `unresolved`.
        relative: True when it was resolved against the publication date.
    """

    span: Span
    words: str
    earliest: datetime | None
    latest: datetime | None
    precision: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number named in the text with what it counts.

    Attributes:
        low: smallest value meant (inclusive). high: largest, None when open ("at least eight").
        comparator: `exactly`, `at-least`, `more-than`, `at-most`, `less-than`, `about`, `between`, or `order`
            ("hundreds").
        unit: the word counted, as it stands ("people", "orang", "km"), or None.
    """

    span: Span
    low: float | None
    high: float | None
    comparator: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """Something wrong with the text, shown beside the original and never edited into it.

    Attributes:
        kind: `lost-space`, `calque`, `quotation-mark`, `stray-article` …
        found: the words as they stand. repaired: what they stood for.
        reason: one sentence that a reader can check.
    """

    span: Span
    kind: str
    found: str
    repaired: str
    reason: str


@dataclass(frozen=True, slots=True)
class MachineTranslation:
    """Signs that a text was translated by machine: likely original language and the reasons, or none."""

    likely: bool
    original_language: str | None
    reasons: tuple[str, ...] = ()


class MentionKind(StrEnum):
    """What a name names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    MEDIA = "media"
    PLACE = "place"
    COUNTRY = "country"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text.

    Attributes:
        key: identity across languages and scripts: a gazetteer id (`country:cn`, `media:reuters`) or `name:` and the
            latinised, folded name. Equal keys mean the same name, not yet the same entity.
        name: the name as it would be shown (after damage repair), for example `China` for a found `Porselen`.
    """

    span: Span
    kind: MentionKind
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report with everything that the text stage and the mention finder saw in it.

    `paragraphs` and `sentences` are sorted and do not overlap; a headline is a paragraph of its own.
    """

    report: Report
    language: LanguageGuess
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    quotations: tuple[Quotation, ...] = ()
    times: tuple[TimeRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    damage: tuple[Damage, ...] = ()
    machine_translation: MachineTranslation = MachineTranslation(likely=False, original_language=None)
    mentions: tuple[Mention, ...] = ()
    support: str = "full"  # `full` when the language has a file, else `basic`

    def named_in(self, spans: Iterable[Span]) -> list[Mention]:
        """The names that lie wholly inside one of some spans."""
        held = tuple(spans)
        return [mention for mention in self.mentions if any(span.contains(mention.span) for span in held)]

    def words(self, span: Span) -> str:
        """The text in a span."""
        return self.report.text[span.start : span.end]
