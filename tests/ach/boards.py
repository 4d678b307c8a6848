"""Short builders of matrices whose evidence people entered, so that no report is needed."""

from __future__ import annotations

from collections.abc import Sequence

from bukti.ach import score
from bukti.assessment import load
from bukti.model import Cell, Finding, Hypothesis, Lineage, Rating, Result, Row, Scored, Sheet

PROFILE = load()
WHO = ("", "anna", "2026-05-03T10:00:00+00:00")  # note, author, made


def entered(number: int, credibility: float = 0.5, origins: Sequence[str] = ()) -> Row:
    """Evidence that a person entered."""
    return Row(f"R{number}", f"evidence {number}", *WHO, None, credibility, "", tuple(origins) or (f"source {number}",))


def sheet(rows: Sequence[Row], marks: Sequence[Sequence[Rating | None]], hypotheses: int = 0) -> Sheet:
    """A matrix with these rows and, row by row, these cells."""
    columns = hypotheses or max(map(len, marks), default=0)
    named = tuple(Hypothesis(f"H{n}", f"hypothesis {n}", *WHO) for n in range(1, columns + 1))
    cells = {
        (row.id, h.id): Cell(row.id, h.id, mark, *WHO)
        for row, line in zip(rows, marks, strict=True)
        for h, mark in zip(named, line, strict=True)
        if mark
    }
    return Sheet("main", "", named, tuple(rows), cells, 0)


def result(*findings: Finding) -> Result:
    """A result that holds nothing but findings."""
    return Result(PROFILE.stamp, "0", (), Lineage(), (), findings)


def scored(known: Sheet, *findings: Finding) -> Scored:
    """The matrix over these findings."""
    return score(known, result(*findings), PROFILE)
