"""Decisions and dossiers of a case: rows that supersede, what is in force, what is stale."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql

from bukti.errors import UsageError
from bukti.ids import CASE_MARK, digest
from bukti.model import Decision, Written
from bukti.store import migrations
from bukti.store.audit import audit
from bukti.store.blobs import Blobs
from bukti.store.case import Case
from bukti.store.decisions import in_force, last
from bukti.store.tables import SCHEMA_VERSION

FIRST = Decision(
    id="de-1",
    what="retract",
    kind="origin",
    target="or-1",
    name="A diplomat",
    matter=(("described", "sha256:00", "False", "A diplomat"), ("outside", "AFP")),
    reason="made up",
    author="anna",
    made="2026-05-03T10:00:00+00:00",
)
BACK = replace(FIRST, id="de-2", what="restore", reason="he exists", supersedes="de-1")
AGAIN = replace(FIRST, id="de-3", reason="he does not", supersedes="de-2")
DOSSIER = Written(
    number=0,
    path="/tmp/x.html",  # noqa: S108 - never opened
    format="html",
    sha256="0" * 64,
    written="2026-05-02T10:00:00+00:00",
    profile="default 1",
    claims=("cl-1",),
    matter=(("report", "sha256:00"),),
    decisions=(),
)


def test_decisions_come_back_as_they_were_made(tmp_path: Path) -> None:
    """In order, with everything; only what nothing supersedes is in force."""
    with Case(tmp_path / "x.case") as case:
        for decision in (FIRST, BACK, AGAIN):
            case.decide(decision)
    with Case(tmp_path / "x.case") as case:
        made = case.decisions()
    assert made == (FIRST, BACK, AGAIN)
    assert in_force(made) == (AGAIN,)
    assert in_force(made[:2]) == ()
    assert in_force(made[:1]) == (FIRST,)
    assert last(made, "or-1") == AGAIN
    assert last(made, "or-2") is None


@pytest.mark.parametrize("late", [replace(FIRST, id="de-9"), replace(AGAIN, id="de-9", supersedes="de-1")])
def test_a_decision_that_missed_another_is_refused(tmp_path: Path, late: Decision) -> None:
    """Whoever did not see the latest decision on a target cannot overrule it; nothing is added."""
    with Case(tmp_path / "x.case") as case, Case(tmp_path / "x.case") as other:
        case.decide(FIRST)
        other.decide(BACK)
        with pytest.raises(UsageError, match=r"decided on A diplomat meanwhile: look with"):
            case.decide(late)
        assert case.decisions() == (FIRST, BACK)


def test_a_dossier_is_stale_while_a_decision_on_it_is_in_force(tmp_path: Path) -> None:
    """It holds again when the retraction is taken back; one that tells of the retraction does not."""
    with Case(tmp_path / "x.case") as case:
        case.record(DOSSIER)
        case.record(replace(DOSSIER, path="-"))
        before = case.dossiers()
        assert [(one.number, one.path, one.stale) for one in before] == [(1, "/tmp/x.html", ()), (2, "-", ())]  # noqa: S108
        assert replace(before[0], number=0) == DOSSIER
        case.decide(FIRST, before[:1])
        case.record(replace(DOSSIER, decisions=("de-1",)))
        assert [one.stale for one in case.dossiers()] == [("de-1",), (), ()]
        case.decide(BACK, case.dossiers()[2:])
        assert [one.stale for one in case.dossiers()] == [(), (), ("de-2",)]


def test_a_case_of_the_first_version_loses_nothing(tmp_path: Path) -> None:
    """Its inputs stay with their times and bytes, and it takes decisions."""
    path = tmp_path / "old.case"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {CASE_MARK}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(
            "CREATE TABLE input (number INTEGER NOT NULL PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, "
            "bytes INTEGER NOT NULL, added TEXT NOT NULL, UNIQUE (path, sha256))"
        )
        row = ("a.txt", digest(b"one"), 3, "2025-01-02T03:04:05+00:00")
        connection.execute("INSERT INTO input (path, sha256, bytes, added) VALUES (?, ?, ?, ?)", row)
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    Blobs(tmp_path / "old.case.bytes").keep(b"one")
    with Case(path) as case:
        (entry,) = case.inputs()
        assert (entry.path, entry.sha256, entry.size, entry.added) == row
        assert case.blobs.read(entry.sha256) == b"one"
        assert (case.decisions(), case.dossiers()) == ((), ())
        case.decide(FIRST)
        assert case.add([("b.txt", b"two")]) == 1
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with pytest.raises(sqlite3.IntegrityError, match="never changed"):
            connection.execute("DELETE FROM input")
    connection.close()
    assert audit(path).passed


def test_a_migration_that_fails_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables and version change together or not at all."""
    path = tmp_path / "old.case"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {CASE_MARK}")
        connection.execute("CREATE TABLE input (number INTEGER PRIMARY KEY)")
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    upgrade = migrations.upgrade

    def full(connection: sql.Connection, version: int) -> None:
        upgrade(connection, version)
        raise sql.exc.OperationalError("CREATE", None, Exception("disk is full"))

    monkeypatch.setattr(migrations, "upgrade", full)
    with pytest.raises(UsageError, match="disk is full"):
        Case(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall() == [("input",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    connection.close()
