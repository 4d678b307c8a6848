"""The log of matrices in a case: appended, never changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bukti.errors import UsageError
from bukti.ledger.writer import Writer
from bukti.model import Judgement, Outcome
from bukti.store.audit import audit
from bukti.store.case import Case

WRITER = Writer("anna")
FIRST = Judgement("ju-1", "main", "cell", "R1", "H1", {"rating": "I"}, "why", "anna", "2026-05-03T10:00:00+00:00")
SECOND = Judgement("ju-2", "other", "row", "R2", "", {"origins": ["a", "b"]}, "", "ben", "2026-05-03T10:00:00+00:00")


def test_judgements_come_back_as_they_were_made(tmp_path: Path) -> None:
    """In order, with everything, also after the case was closed."""
    with Case(tmp_path / "x.case") as case:
        case.judge([FIRST], known=0)
        case.judge([SECOND], known=1)
    with Case(tmp_path / "x.case") as case:
        assert case.judgements() == (FIRST, SECOND)


def test_nobody_judges_over_another(tmp_path: Path) -> None:
    """Who has not seen the last judgement is refused, and nothing is recorded."""
    with Case(tmp_path / "x.case") as case:
        case.judge([FIRST], known=0)
        with pytest.raises(UsageError, match="changed a matrix of this case meanwhile"):
            case.judge([SECOND], known=0)
        assert case.judgements() == (FIRST,)


def test_all_of_a_step_is_recorded_or_nothing(tmp_path: Path) -> None:
    """A judgement that cannot be stored takes the others of its step with it."""
    with Case(tmp_path / "x.case") as case:
        with pytest.raises(UsageError):
            case.judge([FIRST, FIRST], known=0)
        assert case.judgements() == ()


@pytest.mark.parametrize("tamper", ["UPDATE judgement SET note = 'because'", "DELETE FROM judgement WHERE number = 2"])
def test_a_judgement_that_was_tampered_with_is_found(tmp_path: Path, tamper: str) -> None:
    """Each is an event of the log; an honest log passes."""
    path = tmp_path / "x.case"
    with Case(path, WRITER) as case:
        case.judge([FIRST, SECOND], known=0)
    assert audit(path).passed
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TRIGGER judgement_no_update; DROP TRIGGER judgement_no_delete")
        connection.execute(tamper)
    connection.close()
    assert [check.name for check in audit(path).checks if check.outcome is Outcome.FAILED] == ["judgements"]


def test_a_case_whose_log_is_older_than_matrices_takes_judgements(tmp_path: Path) -> None:
    """Its log goes on where it ended; nothing that it tells is told again."""
    path = tmp_path / "x.case"
    with Case(path, WRITER) as case:
        case.add([("a.txt", b"one")])
        before = case.events()
    with sqlite3.connect(path) as connection:
        connection.executescript("DROP TABLE judgement; PRAGMA user_version = 4")
    connection.close()
    with Case(path, WRITER) as case:
        assert case.events() == before
        case.judge([FIRST], known=0)
        assert len(case.events()) == len(before) + 1
    assert audit(path).passed
