"""From the log to the matrix: later judgements supersede earlier ones, ids are never given twice."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.ach.sheet import CELL, DROP, HYPOTHESIS, NEW, ROW, Hand, find, following, rating, sheet, stored
from bukti.errors import UsageError
from bukti.model import Judgement, Rating, Row, Snapshot

HAND = Hand("main", "anna", "2026-05-03T10:00:00+00:00", 0)
CLAIM = Row("R2", "a claim", "", "", "", claim=Snapshot("cl-1", "s1", ("s1", "s2"), 0.3, 0.1, 1, 2, "F3", "default 1"))
ENTRIES: list[tuple[str, str, str, dict[str, Any], str]] = [
    (NEW, "", "", {"question": "Who did it?"}, ""),
    (HYPOTHESIS, "", "H1", {"text": "the butler"}, ""),
    (HYPOTHESIS, "", "H2", {"text": "the gardener"}, "why not"),
    (ROW, "R1", "", {"text": "mud", "credibility": "0.5", "letter": "", "origins": ["Holmes"]}, "seen"),
    (ROW, "R2", "", stored(CLAIM), ""),
    (CELL, "R1", "H1", {"rating": "I"}, "he wore slippers"),
    (CELL, "R1", "H2", {"rating": "CC"}, ""),
]


def log(*more: tuple[str, str, str, dict[str, Any], str]) -> tuple[Judgement, ...]:
    """The entries and more, as judgements."""
    return HAND.write([*ENTRIES, *more])


def test_the_matrix_is_what_the_log_says() -> None:
    """Question, hypotheses, rows and cells, each with note, author and time."""
    made = sheet(log(), "main")
    assert (made.question, made.judgements) == ("Who did it?", 7)
    assert [(h.id, h.text, h.note) for h in made.hypotheses] == [
        ("H1", "the butler", ""),
        ("H2", "the gardener", "why not"),
    ]
    mud = made.rows[0]
    assert (mud.id, mud.text, mud.credibility, mud.origins, mud.note) == (
        "R1",
        "mud",
        0.5,
        ("Holmes",),
        "seen",
    )
    assert made.rows[1].claim == CLAIM.claim
    cell = made.cells["R1", "H1"]
    assert (cell.rating, cell.note, cell.author, cell.made) == (Rating.I, "he wore slippers", "anna", HAND.made)
    assert ("R2", "H1") not in made.cells


def test_a_later_judgement_supersedes() -> None:
    """Cells and rows are replaced, a cell can be blank again, the order of rows stays."""
    renewed = {"text": "clay", "credibility": "0.9", "letter": "", "origins": ["Watson"]}
    made = sheet(
        log(
            (CELL, "R1", "H1", {"rating": "II"}, ""),
            (CELL, "R1", "H2", {"rating": ""}, ""),
            (ROW, "R1", "", renewed, ""),
        ),
        "main",
    )
    assert [(key, cell.rating) for key, cell in made.cells.items()] == [(("R1", "H1"), Rating.II)]
    assert [row.text for row in made.rows] == ["clay", "a claim"]


def test_what_is_dropped_takes_its_cells_along_and_its_id_is_not_given_again() -> None:
    """The log keeps everything."""
    known = log((DROP, "", "H1", {}, ""), (DROP, "R2", "", {}, ""))
    made = sheet(known, "main")
    assert [h.id for h in made.hypotheses] == ["H2"]
    assert [r.id for r in made.rows] == ["R1"]
    assert list(made.cells) == [("R1", "H2")]
    assert (following(known, "main", "H"), following(known, "main", "R"), following(known, "other", "R")) == (3, 3, 1)


def test_the_same_judgement_twice_has_two_ids() -> None:
    """Within the same second too."""
    twice = log((CELL, "R1", "H1", {"rating": "I"}, ""), (CELL, "R1", "H1", {"rating": "I"}, ""))
    assert len({one.id for one in twice}) == len(twice)
    assert HAND.write(ENTRIES) == HAND.write(ENTRIES)


def test_an_unknown_matrix_is_refused_with_those_there_are() -> None:
    """Or with how to begin one."""
    with pytest.raises(UsageError, match=r"no matrix 'x': there is main"):
        sheet(log(), "x")
    with pytest.raises(UsageError, match="`bukti ach new --case FILE` starts one"):
        sheet((), "main")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("ii", Rating.II), (" N/A ", Rating.NA), ("na", Rating.NA), ("C", Rating.C), ("-", None)],
)
def test_ratings_as_people_type_them(typed: str, meant: Rating | None) -> None:
    """Small letters and N/A are fine."""
    assert rating(typed) is meant


@pytest.mark.parametrize("typed", ["", "III", "x", "CCC"])
def test_what_is_no_rating_is_refused(typed: str) -> None:
    """With the letters that are."""
    with pytest.raises(UsageError, match="use CC, C, N, I, II or NA"):
        rating(typed)


def test_an_unknown_id_is_refused_with_those_there_are() -> None:
    """Case does not matter."""
    made = sheet(log(), "main")
    assert find(made, " r2 ").text == "a claim"
    with pytest.raises(UsageError, match=r"'R9' is no row and no hypothesis .* there are R1, R2, H1, H2"):
        find(made, "R9")
