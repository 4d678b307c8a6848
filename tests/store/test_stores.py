"""One behaviour of both stores: a case in SQLite and a case in PostgreSQL."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sql
from tests.store.faults import DECIDED, JUDGED, LOOK, WRITTEN, writer
from tests.store.server import fresh

from bukti.acts import keeping, proofs
from bukti.errors import UsageError
from bukti.intake.litter import case_part
from bukti.model import Outcome, Verification
from bukti.settings import Limits
from bukti.store import bundle, database
from bukti.store.audit import audit
from bukti.store.case import Case
from bukti.store.tables import METADATA, SCHEMA_VERSION

# PostgreSQL has no case before version 4: its mark stands on the table of events, which came with that version
OLDER = (("sqlite", 1), ("sqlite", 2), ("sqlite", 3), ("sqlite", 4), ("postgres", 4))
# the last version that lacked some tables, those that point at others first
LACKED = ((4, "judgement"), (3, "event"), (2, "look"), (1, "touched", "dossier", "decision"))


@pytest.fixture
def case(tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty case."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    keeping.new(tmp_path / "x.case", address)
    return tmp_path / "x.case"


def filled(path: Path) -> None:
    """Everything that a case can hold."""
    with Case(path, writer(path.parent)) as case:
        assert case.add([("a.txt", b"first"), ("b.txt", b"second"), ("a.txt", b"first")]) == 2
        case.record(WRITTEN)
        case.remember(LOOK)
        case.decide(DECIDED, case.dossiers())
        case.judge([JUDGED], known=0)
        assert case.add([("a.txt", b"first"), ("c.txt", "третий".encode())]) == 1


def changed(path: Path, *statements: str) -> None:
    """Behind the back of the program, and of what would stop a slip of the hand."""
    found = database.at(path)
    with found.transaction() as connection:
        for table in METADATA.sorted_tables:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql(f"DROP TRIGGER {table.name}_no_update")
                connection.exec_driver_sql(f"DROP TRIGGER {table.name}_no_delete")
            else:
                connection.exec_driver_sql(f"DROP TRIGGER {table.name}_guard ON {table.name}")
        for statement in statements:
            connection.exec_driver_sql(statement)
    found.close()


def failed(found: Verification) -> list[str]:
    """Names of the checks that failed."""
    return [check.name for check in found.checks if check.outcome is Outcome.FAILED]


def test_what_was_put_in_comes_back(case: Path) -> None:
    """Rows, bytes, figures and log, also after it was closed; and it is a case to every command."""
    filled(case)
    with Case(case, writer(case.parent)) as opened:
        assert [(one.path, opened.blobs.read(one.sha256)) for one in opened.inputs()] == [
            ("a.txt", b"first"), ("b.txt", b"second"), ("c.txt", "третий".encode()),
        ]  # fmt: skip
        assert opened.decisions() == (DECIDED,)
        assert [(one.number, one.matter, one.stale) for one in opened.dossiers()] == [(1, WRITTEN.matter, ("de-1",))]
        assert [replace(one, number=0) for one in opened.looks()] == [LOOK]
        assert opened.judgements() == (JUDGED,)
        status = opened.status()
    assert (status.inputs, status.decisions, status.dossiers, status.stale, status.head.number) == (3, 1, 1, 1, 8)
    found = proofs.verify(case)
    assert found.passed
    assert (found.events, found.head) == (8, status.head.digest)
    assert case_part(case) == "part of a case"


def test_nobody_works_over_another(case: Path) -> None:
    """Who has not seen the last decision or judgement is refused, and numbers have no gap after it."""
    filled(case)
    with Case(case, writer(case.parent)) as opened:
        with pytest.raises(UsageError, match=r"Somebody decided on a\.txt meanwhile"):
            opened.decide(replace(DECIDED, id="de-2"))
        with pytest.raises(UsageError, match="changed a matrix"):
            opened.judge([JUDGED], known=0)
        with pytest.raises(UsageError, match=r"x\.case is .*"):
            opened.judge([replace(JUDGED, id="ju-2"), JUDGED], known=1)
        opened.judge([replace(JUDGED, id="ju-2")], known=1)
    assert audit(case, case.parent / "home").passed


@pytest.mark.parametrize(
    ("statement", "check"),
    [
        ("DELETE FROM event WHERE number = 3", "log"),
        ("UPDATE event SET signature = '' WHERE number = 3", "signatures"),
        ("UPDATE input SET bytes = 7 WHERE number = 1", "inputs"),
        ("UPDATE decision SET reason = 'genuine'", "decisions"),
        ("DELETE FROM look", "looks"),
        ("UPDATE judgement SET value = '{}'", "judgements"),
        ("DELETE FROM touched", "touched dossiers"),
        ("ALTER TABLE input ADD COLUMN note TEXT", "file"),
    ],
)
def test_tampering_is_found(case: Path, statement: str, check: str) -> None:
    """In both stores by the check whose matter it is."""
    filled(case)
    changed(case, statement)
    assert failed(audit(case, case.parent / "home"))[0] == check


def test_a_case_without_its_log_is_not_opened(case: Path) -> None:
    """Nothing is added to what was emptied, and the way out is told."""
    filled(case)
    changed(case, "DELETE FROM event")
    with pytest.raises(UsageError, match="has lost its log, which is never empty: restore the case"):
        Case(case)


@pytest.mark.parametrize(
    ("statements", "what"),
    [
        (
            (
                "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER lose BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION lose()",
            ),
            "trigger lose",
        ),
        (("CREATE RULE lose AS ON INSERT TO event DO INSTEAD NOTHING",), "rule lose"),
        (("ALTER TABLE look RENAME TO hidden", "CREATE VIEW look AS SELECT * FROM hidden"), "view look"),
        (("CREATE POLICY hide ON input USING (number > 1)",), "policy hide"),
        (("COMMENT ON TABLE event IS 'bukti case x'",), ""),
    ],
)
def test_a_server_that_loses_or_hides_rows_is_found(
    tmp_path: Path, server: Path, statements: tuple[str, ...], what: str
) -> None:
    """Nothing is acknowledged that a trigger or a rule of somebody else would throw away."""
    case = tmp_path / "x.case"
    keeping.new(case, fresh(server))
    changed(case, *statements)
    with pytest.raises(UsageError, match=f"the {what} in it" if what else "holds other tables"):
        Case(case)
    if what:
        (check,) = audit(case).checks
        assert (check.outcome, f"the {what}" in check.detail) == (Outcome.FAILED, True)


def test_rows_cannot_be_changed_by_a_slip_of_the_hand(case: Path) -> None:
    """Another program is stopped."""
    filled(case)
    found = database.at(case)
    for statement in ("UPDATE input SET path = 'z'", "DELETE FROM event", "DELETE FROM touched"):
        with pytest.raises(UsageError, match="rows of a case are never changed"), found.transaction() as connection:
            connection.exec_driver_sql(statement)
    found.close()


@pytest.mark.parametrize(("address", "version"), OLDER, indirect=["address"])
def test_an_older_case_gets_what_it_lacks(case: Path, version: int) -> None:
    """From each version on, in one transaction; its log begins with what is there where it had none."""
    with Case(case, writer(case.parent)) as opened:
        opened.add([("a.txt", b"first"), ("b.txt", b"second")])
    lacked = [table for last, *tables in LACKED if version <= last for table in tables]
    changed(case, *(f"DROP TABLE {table}" for table in lacked))
    marked(case, version)
    with Case(case, writer(case.parent)) as opened:
        assert [one.path for one in opened.inputs()] == ["a.txt", "b.txt"]
        opened.judge([JUDGED], known=0)
        assert opened.status().head.number == 4
    assert failed(audit(case)) == []


def test_a_newer_case_is_refused(case: Path) -> None:
    """It is never written to."""
    marked(case, SCHEMA_VERSION + 1)
    with pytest.raises(UsageError, match="newer Bukti"):
        Case(case)
    with pytest.raises(UsageError, match="has schema"):
        audit(case)


def marked(path: Path, version: int) -> None:
    """Have a case say that it is of a version."""
    found = database.at(path)
    with found.transaction() as connection:
        found.mark(connection, version)
    found.close()


def test_a_copy_and_a_bundle_are_the_same_case(case: Path, tmp_path: Path) -> None:
    """Both are cases of SQLite with the same log, whatever they come from."""
    filled(case)
    assert bundle.backup(case, tmp_path / "copy.case").passed
    head = bundle.export(case, tmp_path / "x.zip")
    assert bundle.verify(tmp_path / "x.zip", Limits()).head == head.digest
    assert bundle.take_in(tmp_path / "x.zip", tmp_path / "y.case", Limits()).passed
    with Case(case) as first, Case(tmp_path / "y.case") as second:
        assert first.events() == second.events()
        assert (first.inputs(), first.decisions()) == (second.inputs(), second.decisions())


def test_two_at_once_lose_nothing(case: Path) -> None:
    """Each with a connection of its own."""

    def work(name: str) -> None:
        with Case(case, writer(case.parent)) as opened:
            for number in range(10):
                opened.add([(f"{name}-{number}", name.encode()), (f"both-{number}", b"both")])

    writer(case.parent)
    threads = [threading.Thread(target=work, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Case(case, writer(case.parent)) as opened:
        assert len(opened.inputs()) == 30
    assert audit(case, case.parent / "home").passed


def test_a_cut_connection_leaves_nothing_by_half(tmp_path: Path, server: Path) -> None:
    """Rows and events of an addition are there together or not at all; it is told, and the case goes on."""
    address = fresh(server)
    keeping.new(tmp_path / "x.case", address)
    with Case(tmp_path / "x.case", writer(tmp_path)) as opened:
        cut = cutting(opened, address)
        with pytest.raises(UsageError, match=r"cannot be used \(.*\): check that the server can be reached"):
            opened.add([("a.txt", b"one"), ("b.txt", b"two")])
        sql.event.remove(sql.Engine, "before_cursor_execute", cut)
        assert opened.inputs() == ()
        assert opened.add([("a.txt", b"one")]) == 1
    assert audit(tmp_path / "x.case").passed


def cutting(opened: Case, address: str) -> Callable[..., None]:
    """Have the server end every connection of a case when it comes to write the events."""
    other = sql.create_engine(address, isolation_level="AUTOCOMMIT")

    def cut(connection: sql.Connection, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("INSERT INTO event") and connection.engine is not other:
            with other.connect() as killer:
                killer.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            other.dispose()

    sql.event.listen(sql.Engine, "before_cursor_execute", cut)
    return cut


def test_what_is_no_empty_database_is_refused(tmp_path: Path, server: Path) -> None:
    """One of another program is never written to, one with a case is not begun anew, a password is not kept."""
    address = fresh(server)
    engine = sql.create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE person (name TEXT)")
    engine.dispose()
    used = fresh(server)
    keeping.new(tmp_path / "used.case", used)
    for at, why in (
        (address, "holds other tables"),
        (used, "holds a case already"),
        ("postgresql+psycopg://me:secret@host/db", "A password does not belong"),
        ("mysql://host/db", "names a database of mysql"),
        ("nowhere", "names no database"),
        (f"postgresql+psycopg://team@/none?host={server}", "cannot be used"),
        (f"{fresh(server)}&options=-crole=pg_monitor", "permission denied"),  # it can be reached, and not written to
    ):
        with pytest.raises(UsageError, match=why):
            keeping.new(tmp_path / "x.case", at)
        assert not (tmp_path / "x.case").exists()


def test_a_case_moves_to_a_server_and_back(tmp_path: Path, server: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ids, log and signatures stay, every check passes, it is written to there; a database in use is refused."""
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    first, there, back, at = (tmp_path / "x.case", tmp_path / "team" / "x.case", tmp_path / "back.case", fresh(server))
    there.parent.mkdir()
    keeping.new(first)
    filled(first)
    bundle.export(first, tmp_path / "out.zip")
    assert bundle.take_in(tmp_path / "out.zip", there, Limits(), None, at).passed
    with Case(first) as old, Case(there, writer(tmp_path)) as new:
        assert new.events() == old.events()
        assert (new.inputs(), new.decisions(), new.dossiers()) == (old.inputs(), old.decisions(), old.dossiers())
        assert new.add([("late.txt", b"added on the server")]) == 1
    assert failed(audit(there)) == []
    bundle.export(there, tmp_path / "home.zip")
    assert bundle.take_in(tmp_path / "home.zip", back, Limits()).passed
    with Case(there) as old, Case(back) as new:
        assert new.events() == old.events()
    with pytest.raises(UsageError, match="holds a case already"):
        bundle.take_in(tmp_path / "out.zip", tmp_path / "again.case", Limits(), None, at)
    assert not (tmp_path / "again.case").exists()
