"""Scores from ratings and weights: literal cases, and what must hold for every matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ach.boards import WHO, entered, scored, sheet

from bukti.ach.scores import WORST, diagnosticity, inconsistency, ranking, score, undecided
from bukti.model import Cell, Rating, Sheet

CC, C, N, I, II, NA = Rating  # noqa: E741 - the letters of the method
ORDER = (CC, C, N, I, II)


@st.composite
def sheets(draw: Any, blanks: bool = True) -> Sheet:
    """Any matrix of two to four hypotheses and up to six rows of evidence that a person entered."""
    columns = draw(st.integers(2, 4))
    marks = st.sampled_from([*Rating, None] if blanks else [*Rating])
    lines = draw(st.lists(st.lists(marks, min_size=columns, max_size=columns), max_size=6))
    believed = st.integers(1, 100).map(lambda part: part / 100)
    rows = [entered(number, draw(believed)) for number in range(1, len(lines) + 1)]
    return sheet(rows, lines, columns)


def test_only_what_speaks_against_counts() -> None:
    """I counts one and II two; what fits proves nothing, however well."""
    assert [inconsistency(mark) for mark in (CC, C, N, I, II, NA, None)] == [0, 0, 0, 1, 2, 0, 0]
    assert score([0.5, 0.25, 1.0], [I, II, CC]) == 1.0
    assert score([0.5, 0.25], [None, II], blank=WORST) == 1.5


@pytest.mark.parametrize(
    ("marks", "value"),
    [
        ((CC, II), 1.0),
        ((C, I), 0.5),
        ((I, I, I), 0.0),
        ((N, NA), 0.0),
        ((CC, N, II), 0.816),
        ((CC, None), None),
        ((CC,), None),
        ((), None),
    ],
)
def test_diagnosticity(marks: tuple[Rating | None, ...], value: float | None) -> None:
    """From 0, where all cells are alike, to 1; nothing while a cell is blank or nothing competes."""
    assert diagnosticity(marks) == (value if value is None else pytest.approx(value, abs=1e-3))


def test_equal_scores_share_a_place() -> None:
    """Level is what lies nearer than half a hundredth; the order of places is that of the scores."""
    assert ranking({"H1": 0.3, "H2": 0.1, "H3": 0.304}) == (("H2",), ("H1", "H3"))
    assert ranking({"H1": 0.3, "H2": 0.305}) == (("H1",), ("H2",))
    assert ranking({}) == ()


@pytest.mark.parametrize(
    ("low", "high", "open_"),
    [
        ((0.1, 0.5), (0.1, 0.9), False),  # only the one behind has blank cells
        ((0.1, 0.5), (0.3, 0.5), False),  # the leader's blanks do not reach the next
        ((0.1, 0.5), (0.7, 0.5), True),
        ((0.1, 0.1), (0.1, 0.1), False),
        ((0.1, 0.1), (0.1, 0.4), True),
    ],
)
def test_blank_cells_that_could_decide(low: tuple[float, ...], high: tuple[float, ...], open_: bool) -> None:
    """Blank cells leave the lead open only where filling them could change it."""
    names = ("H1", "H2")
    assert undecided(dict(zip(names, low, strict=True)), dict(zip(names, high, strict=True))) is open_


@given(sheets(), st.sampled_from([*Rating]), st.integers(1, 100))
def test_a_row_that_fits_all_alike_changes_nothing(known: Sheet, mark: Rating, part: int) -> None:
    """It is set apart: scores and ranking are those without it."""
    row = entered(99, part / 100)
    cells = {(row.id, h.id): Cell(row.id, h.id, mark, *WHO) for h in known.hypotheses}
    more = replace(known, rows=(*known.rows, row), cells={**known.cells, **cells})
    before, after = scored(known), scored(more)
    assert after.ranking == before.ranking
    assert [s.score for s in after.standings] == [s.score for s in before.standings]
    assert after.rows[-1].apart


@given(sheets(blanks=False), st.data())
def test_more_inconsistency_never_helps(known: Sheet, data: st.DataObject) -> None:
    """A worse cell never leaves fewer hypotheses ahead of its own, nor another one further behind it."""
    cells = [cell for cell in known.cells.values() if cell.rating in ORDER[:-1]]
    if not cells:
        return
    cell = data.draw(st.sampled_from(cells))
    worse = data.draw(st.sampled_from(ORDER[ORDER.index(cell.rating) + 1 :]))
    changed = {**known.cells, (cell.row, cell.hypothesis): replace(cell, rating=worse)}
    sides = [scored(known), scored(replace(known, cells=changed))]
    places = [{s.hypothesis.id: s.place for s in side.standings} for side in sides]
    behind = [{name for name, place in side.items() if place > side[cell.hypothesis]} for side in places]
    assert places[1][cell.hypothesis] >= places[0][cell.hypothesis]
    assert behind[1] <= behind[0]


@given(sheets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(known: Sheet, random: Any) -> None:
    """Scores are equal to the last bit, and so is everything told of the ranking."""
    rows = list(known.rows)
    random.shuffle(rows)
    one, other = scored(known), scored(replace(known, rows=tuple(rows)))
    assert one.standings == tuple(replace(s, rows=t.rows) for s, t in zip(other.standings, one.standings, strict=True))
    assert {(w.kind, w.name, w.ranking) for w in one.what_if} == {(w.kind, w.name, w.ranking) for w in other.what_if}
    assert one.open == other.open


@given(sheets())
def test_blank_cells_are_told_and_never_filled(known: Sheet) -> None:
    """Every empty cell is listed; the score with them as II is never below the score."""
    found = scored(known)
    assert len(found.blank) == len(known.rows) * len(known.hypotheses) - len(known.cells)
    assert all(standing.score_most >= standing.score for standing in found.standings)
    assert all(row.ratings.count(None) == sum(r == row.row.id for r, _ in found.blank) for row in found.rows)
