"""Numbers of a statement, made comparable: what they count, and whether those are killed or injured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bukti.claims.words import Vocabulary
from bukti.derivation.tokens import Tokens, tokenise
from bukti.model import Document, Quantity, Span
from bukti.text.unspaced import UNSPACED

NEAR = 60  # code points within which a word of harm belongs to a number
HARM = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Count:
    """A quantity made comparable.

    Attributes:
        low, high: as in `Quantity`; one is None where only one side is bounded ("at least eight").
        unit: concept (`c:person`) or stem of the word counted, or None. harm: `killed`, `injured` or None.
        words: as it stands, with its unit. comparator, span: as in `Quantity`.
    """

    low: float | None
    high: float | None
    unit: str | None
    harm: str | None
    words: str
    comparator: str
    span: Span


@dataclass(frozen=True, slots=True)
class Counting:
    """Makes the quantities of a document comparable.

    Attributes:
        document: read. tokens: of its text. vocabulary: of its language.
    """

    document: Document
    tokens: Tokens
    vocabulary: Vocabulary

    def count(self, quantity: Quantity, content: Sequence[Span]) -> Count:
        """A quantity with what it counts.

        Args:
            quantity: of the document.
            content: spans of the statement that gives it.
        """
        forms = tokenise(quantity.unit or "").forms
        # "%" and "$" are no words; where no spaces part words, what is counted stands as a whole
        sign = quantity.unit if quantity.unit and (not forms or UNSPACED.match(quantity.unit)) else None
        unit = next(reversed(self.vocabulary.terms(forms)), sign)
        measured = self.vocabulary.measures & {*forms, "".join(forms)}
        harm = None if measured else self.harm(quantity.span, content)
        return Count(
            quantity.low,
            quantity.high,
            unit,
            harm,
            " ".join((self.document.words(quantity.span), quantity.unit or "")).strip(),
            quantity.comparator,
            quantity.span,
        )

    def harm(self, span: Span, content: Sequence[Span]) -> str | None:
        """The word of harm nearest to a number inside the content ("8 people were killed and 20 injured").

        What follows counts as nearer than what stands before, unless that is the very next word: in "eight killed and
        twenty others injured" twenty are injured, in "injured 20, killed 8" they are too.
        """
        nearest: tuple[float, str] | None = None
        for piece in content:
            around = Span(max(piece.start, span.start - 2 * NEAR), min(piece.end, span.end + 2 * NEAR))
            for place in range(*self.tokens.inside(around)) if around.start < around.end else ():
                concept = self.vocabulary.concept_at(self.tokens.forms, place)
                if concept not in HARM:
                    continue
                start, end = self.tokens.starts[place], self.tokens.ends[place]
                gap = start - span.end if start >= span.end else (span.start - end) * 3 - 2
                if gap <= NEAR and (nearest is None or gap < nearest[0]):
                    nearest = (gap, concept)
        return nearest[1] if nearest else None
