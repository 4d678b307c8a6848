"""What a person reads in a report otherwise than the machine, or beside it."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model.decision import Decision
from bukti.model.span import Span
from bukti.model.statement import Basis, Degree, SourceKind, Stance, Statement


@dataclass(frozen=True, slots=True)
class Heard:
    """Who says what in a report, as a person reads it.

    Attributes:
        content, source: spans in the report's text, in order; a source that is not named there has none.
        who: the name that the source stands for, or None. via: media or bodies between the source and the report.
    """

    report: str
    content: tuple[Span, ...]
    source: tuple[Span, ...]
    source_kind: SourceKind
    who: str | None
    stance: Stance
    degree: Degree
    basis: Basis
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision in force on how a report is read, and what became of it.

    Attributes:
        statement: as the person reads it; None where the correction cannot be applied.
        machine: the statement that it stands for, as the machine reads it; None where the reader missed it.
        problem: why it is not applied, or what is odd about it, in a sentence; empty where all is well.
    """

    decision: Decision
    statement: Statement | None
    machine: Statement | None = None
    problem: str = ""
