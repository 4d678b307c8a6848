"""The case file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sql
from sqlalchemy.util import LRUCache

from bukti.errors import DataError, UsageError
from bukti.ids import CASE_MARK
from bukti.ledger.writer import Writer
from bukti.store import lite
from bukti.store.case import Case


def test_a_case_gives_back_the_exact_bytes(tmp_path: Path) -> None:
    """Inputs stay in the order in which they came, with their bytes."""
    with Case(tmp_path / "x.case") as case:
        assert case.add([("a.txt", b"one\x00\xff"), ("b.txt", b"two")]) == 2
    with Case(tmp_path / "x.case") as case:
        listed = case.inputs()
        assert [(entry.path, entry.size) for entry in listed] == [("a.txt", 5), ("b.txt", 3)]
        assert [case.blobs.read(entry.sha256) for entry in listed] == [b"one\x00\xff", b"two"]


def test_the_same_input_twice_is_one(tmp_path: Path) -> None:
    """The same bytes under the same path are listed once; changed bytes are another input and lose nothing."""
    with Case(tmp_path / "x.case") as case:
        case.add([("a.txt", b"one")])
        assert case.add([("a.txt", b"one"), ("a.txt", b"changed")]) == 1
        assert len(case.inputs()) == 2


def test_statements_are_compiled_once_for_all_cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A case that is opened finds what another one asked, with an answer of its own."""
    monkeypatch.setattr(lite, "COMPILED", LRUCache(500))
    told = []
    for number in (2, 3):
        with Case(tmp_path / f"{number}.case") as case:
            case.add([(f"{name}.txt", b"one") for name in range(number)])
            told.append((case.status().inputs, len(lite.COMPILED)))
    assert [inputs for inputs, _ in told] == [2, 3]
    assert told[0][1] == told[1][1] > 0


def test_a_large_addition_asks_the_database_a_few_times(tmp_path: Path) -> None:
    """Statements grow with the batches, not with the files; the order is that in which the files came."""
    asked: list[str] = []

    def told(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    given = [(f"{n:03}.txt", b"%d" % (n % 200)) for n in reversed(range(300))]
    with Case(tmp_path / "x.case", Writer("Rani")) as case:
        sql.event.listen(sql.Engine, "before_cursor_execute", told)
        assert case.add([*given, given[0]]) == 300
        sql.event.remove(sql.Engine, "before_cursor_execute", told)
        assert [entry.path for entry in case.inputs()] == [path for path, _ in given]
    assert len(asked) < 30


def test_what_fails_in_the_middle_leaves_nothing(tmp_path: Path) -> None:
    """Neither a row nor bytes nor a draft of the batch that it ended."""

    def broken() -> Iterator[tuple[str, bytes]]:
        yield "a.txt", b"one"
        raise DataError("b.txt", "it broke off", "Mend it.")

    with Case(tmp_path / "x.case", Writer("Rani")) as case:
        with pytest.raises(DataError, match="broke off"):
            case.add(broken())
        assert (case.inputs(), list(case.blobs.names())) == ((), [])
    assert not [p for p in (tmp_path / "x.case.bytes").rglob("*") if p.is_file()]


def test_a_file_that_is_no_case_is_refused_and_untouched(tmp_path: Path) -> None:
    """The message names the file and the remedy."""
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, " * 100)
    with pytest.raises(UsageError, match=r"letter\.txt is no Bukti case file, or a damaged one .*: name a new file"):
        Case(path)
    assert path.read_text() == "Dear Sir, " * 100


def test_a_case_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """A schema that this version does not know is never written to."""
    path = tmp_path / "x.case"
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA application_id = {CASE_MARK}")
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(UsageError, match="newer Bukti"):
        Case(path)


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    """No table is added to a database that bears no mark of a case."""
    path = tmp_path / "contacts.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match=r"contacts\.sqlite is no Bukti case file"):
        Case(path)
    assert path.read_bytes() == before


def test_a_case_may_have_any_name(tmp_path: Path) -> None:
    """Signs that mean something in an address of a database mean nothing in a path."""
    path = tmp_path / "who said it?x=1 %41#.case"
    with Case(path) as case:
        case.add([("a.txt", b"one")])
    assert sorted(p.name for p in tmp_path.iterdir()) == [path.name, path.name + ".bytes"]


def test_damage_to_the_case_file_is_reported(tmp_path: Path) -> None:
    """A case whose pages were overwritten is refused, not read as an empty one."""
    path = tmp_path / "x.case"
    with Case(path) as case:
        case.add([(f"{n}.txt", b"one") for n in range(200)])
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(UsageError, match=r"x\.case is .* a damaged one"), Case(path) as case:
        case.inputs()


def test_a_case_that_another_program_holds_is_said_to_be_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock is not mistaken for a file that is no case."""
    path = tmp_path / "x.case"
    Case(path).close()
    holder = sqlite3.connect(path)
    holder.execute("BEGIN EXCLUSIVE")
    connect = sql.create_engine
    monkeypatch.setattr(sql, "create_engine", lambda url, **more: connect(url, connect_args={"timeout": 0}, **more))
    with pytest.raises(UsageError, match=r"cannot be used \(database is locked\)"), Case(path) as case:
        case.add([("a.txt", b"one")])
    holder.close()
