"""Who says what: attributed statements."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bukti.model.document import Quantity, TimeRef
from bukti.model.span import Span


class SourceKind(StrEnum):
    """What kind of source a statement is attributed to (interfaces.md); `narrator` is the report's own voice."""

    NAMED_PERSON = "named_person"
    NAMED_ORGANISATION = "named_organisation"
    MEDIA = "media"
    DOCUMENT = "document"
    ANONYMOUS = "anonymous"
    PRONOUN = "pronoun"
    IMPERSONAL = "impersonal"
    RUNNING = "running"
    NARRATOR = "narrator"


class Form(StrEnum):
    """Direct, indirect or mixed speech."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Stance(StrEnum):
    """What the source does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    QUESTIONS = "questions"
    DIRECTS = "directs"


class Degree(StrEnum):
    """Certainty of the content as put forward (method.md section 5; FactBank). UU carries no evidence."""

    CT = "CT"
    PR = "PR"
    WPR = "wPR"
    PS = "PS"
    UU = "Uu"


class Basis(StrEnum):
    """How the source knows (method.md section 5, after Aikhenvald)."""

    PERCEIVED = "perceived"
    DOCUMENTED = "documented"
    INFERRED = "inferred"
    ASSUMED = "assumed"
    REPORTED = "reported"
    UNSPECIFIED = "unspecified"


CERTAINTY_WORD = {
    Degree.CT: "certain",
    Degree.PR: "probable",
    Degree.WPR: "probable",
    Degree.PS: "possible",
    Degree.UU: "open",
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement: who says what, how surely, on what basis, through whom.

    Attributes:
        content, cue, source: spans in the report's text; several where the words are split.
        resolves_to: the name or description that a pronoun, description or running quotation stands for, or None.
        via: media or bodies between the source and this report, outermost last, for example `("Euronews",)`.
        negative: True when the proposition itself is negated ("does not know of any project"); a denial counts too.
        flags: `insufficient` (below the holder's own threshold), `null-result`, `no-comment`, `self-interest`,
            `headline`, `plural-source` …; documented in docs/reading.md.
        quantities, times: those that lie inside the content.
        parent: id of the statement that this one is nested in, or None.
        decision: id of the decision of the person who reads it so; None where the machine does.
    """

    id: str
    report: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    source_kind: SourceKind
    form: Form
    stance: Stance
    degree: Degree
    basis: Basis
    resolves_to: str | None = None
    via: tuple[str, ...] = ()
    negative: bool = False
    flags: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeRef, ...] = ()
    parent: str | None = None
    decision: str | None = None

    @property
    def hearsay(self) -> bool:
        """Whether somebody asserts it for whom nobody here vouches ("reportedly", "the claim that")."""
        told = self.degree is Degree.UU and self.basis is Basis.REPORTED and self.stance is Stance.ASSERTS
        return told and self.source_kind is not SourceKind.NARRATOR

    @property
    def certainty(self) -> str:
        """How sure its own source puts it, in the words of interfaces.md: certain, probable, possible or open.

        Factuality is relative to a source (FactBank): what is "reportedly" so, whoever first told it asserts. The
        degree stays `Uu` and counts as no evidence, for nobody here commits to it (method.md section 5).
        """
        return CERTAINTY_WORD[Degree.CT if self.hearsay else self.degree]

    @property
    def extent(self) -> Span:
        """From the first to the last code point of its content."""
        return Span(min(s.start for s in self.content), max(s.end for s in self.content))
