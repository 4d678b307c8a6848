"""Analysis of competing hypotheses (Heuer 1999): people judge, the evidence weighs (docs/ach.md).

`score(sheet, result, profile)` is the door; `sheet.sheet` gives the matrix as its judgements stand.
"""

from __future__ import annotations

from bukti.ach import scores
from bukti.ach.board import Board
from bukti.ach.sensitivity import what_if
from bukti.assessment.profiles import Profile
from bukti.model import Result, Scored, Sheet

__all__ = ["score"]


def score(sheet: Sheet, result: Result, profile: Profile) -> Scored:
    """A matrix over the case as it is now.

    Args:
        sheet: the matrix.
        result: of the case, retractions in force.
        profile: what the result was weighed with.
    """
    board = Board.of(sheet, result.findings, profile)
    standings = board.standings()
    low = {one.hypothesis.id: one.score for one in standings}
    high = {one.hypothesis.id: one.score_most for one in standings}
    return Scored(
        sheet=sheet,
        profile=result.profile,
        version=result.version,
        rows=board.rows(),
        standings=standings,
        blank=board.blank(),
        open=scores.undecided(low, high),
        what_if=what_if(board) if sheet.hypotheses else (),
    )
