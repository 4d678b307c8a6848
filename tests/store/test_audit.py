"""Verification of a case: every tampering is found where it is, and an honest case is never accused."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from bukti.errors import UsageError
from bukti.ids import digest
from bukti.ledger.event import canonical
from bukti.ledger.keys import load
from bukti.ledger.writer import Writer
from bukti.model import Decision, Look, Outcome, Told, Verification, Written
from bukti.store import log
from bukti.store.audit import LISTED, audit
from bukti.store.case import Case
from bukti.store.tables import EVENTS, METADATA, TOUCHED

MATTER = (("report", "sha256:1"),)
DECIDED = Decision("de-1", "retract", "report", "sha256:1", "a.txt", MATTER, "forged", "Rani", "2026-01-02")
WRITTEN = Written(0, "/home/rani/x.html", "html", "0" * 64, "2026-01-01", "default 1", ("cl-1",), MATTER, ())
LOOK = Look(0, "Was it closed?", "2026-01-01", {"st-1": "for"}, {"or-1": "Mayor"}, {"belief": "0.5"}, ())
Tamper = Callable[[sqlite3.Connection, Path], object]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The user's folder."""
    return tmp_path / "home"


def make(path: Path, home: Path) -> Path:
    """A case with inputs, a dossier and a decision, used on this machine."""
    with Case(path, Writer("Rani", load(home), home)) as case:
        case.add([("a.txt", b"first"), ("b.txt", b"second"), ("c.txt", b"third")])
        case.record(WRITTEN)
        case.remember(LOOK)
        case.decide(DECIDED, case.dossiers())
        case.add([("d.txt", b"fourth")])
    return path


@pytest.fixture
def case(tmp_path: Path, home: Path) -> Path:
    """The case."""
    return make(tmp_path / "x.case", home)


def failed(found: Verification) -> list[str]:
    """Names of the checks that failed."""
    return [check.name for check in found.checks if check.outcome is Outcome.FAILED]


def tampered(path: Path, tamper: Tamper) -> None:
    """Change the case behind the back of the program."""
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        tamper(connection, path)
    connection.close()


def run(statement: str, *values: object) -> Tamper:
    """A statement of SQL."""
    return lambda connection, _: connection.execute(statement, values)


def script(*statements: str) -> Tamper:
    """Statements of SQL."""
    return lambda connection, _: connection.executescript(";".join(statements))


def blob(act: Callable[[Path], object]) -> Tamper:
    """What is done to the first bytes that are kept."""
    return lambda _, path: act(min(p for p in path.with_name(path.name + ".bytes").rglob("*") if p.is_file()))


def linked(file: Path, target: str | Path) -> None:
    """A link in the place of the bytes."""
    file.unlink()
    file.symlink_to(target)


def moved(path: Path) -> None:
    """A link to where the bytes lie now."""
    elsewhere = path.with_name(f".{path.name}")
    path.rename(elsewhere)
    path.symlink_to(elsewhere)


def rewritten(field: str, value: object) -> Tamper:
    """The third event with another field, and the log after it left as it is."""

    def act(connection: sqlite3.Connection, _: Path) -> None:
        (text,) = connection.execute("SELECT text FROM event WHERE number = 3").fetchone()
        connection.execute(
            "UPDATE event SET text = ? WHERE number = 3", (canonical({**json.loads(text), field: value}),)
        )

    return act


def formed(before: str, after: str) -> Tamper:
    """The table of inputs made anew in another form, with the same rows."""

    def act(connection: sqlite3.Connection, _: Path) -> None:
        (text,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'input'").fetchone()
        connection.execute("ALTER TABLE input RENAME TO old")
        connection.execute(text.replace(before, after))
        connection.execute("INSERT INTO input SELECT * FROM old")
        connection.execute("DROP TABLE old")

    return act


def nested(connection: sqlite3.Connection, _: Path) -> None:
    """The third event with a body that no program reads to its end."""
    connection.execute(
        """UPDATE event SET text = replace(text, '"body":{', '"body":{"":' || ? || ',') WHERE number = 3""",
        ("[" * 5000 + "]" * 5000,),
    )


def deep(folder: Path) -> None:
    """Folders in folders, and a file in the innermost."""
    for _ in range(200):
        folder /= "d"
        folder.mkdir()
    (folder / "note.txt").write_bytes(b"x")


def resigned(connection: sqlite3.Connection, path: Path) -> None:
    """The whole log with another story, chained and signed anew by a key of the forger."""
    rows = connection.execute("SELECT text FROM event ORDER BY number").fetchall()
    forger, last = Writer("Rani", load(path.with_name("forger"))), None
    for number, (text,) in enumerate(rows, 1):
        content = json.loads(text)
        body = json.loads(json.dumps(content["body"]).replace("forged", "genuine"))
        last = forger.event(number, last, content["kind"], body)
        values = (last.text, last.signature, number)
        connection.execute("UPDATE event SET text = ?, signature = ? WHERE number = ?", values)
    connection.execute("UPDATE decision SET reason = 'genuine'")


# the first bad place: an event, a row, a decision, a file, what the database holds
PLACE = re.compile(
    r"[Ee]vent \d|Row \d|\d+ rows|A row|begin with the event|Decision de-|Another case"
    r"|\.txt|[0-9a-f]{62}|the (table|view|trigger|column|index|clause|file) \w+"
)
TAMPERINGS: dict[str, tuple[Tamper, str]] = {
    "an event's text is changed": (rewritten("author", "Someone"), "log"),
    "an event's time is changed": (rewritten("made", "2020-01-01T00:00:00+00:00"), "log"),
    "an event's kind is changed": (rewritten("kind", "note"), "log"),
    "an event's body is changed": (rewritten("body", {"path": "z.txt"}), "log"),
    "an event's key is changed": (rewritten("key", "ab" * 32), "log"),
    "an event is of a schema to come": (rewritten("schema", 9), "log"),
    "an event's text is no JSON": (run("UPDATE event SET text = 'x' WHERE number = 3"), "log"),
    "an event's text has another form": (run("UPDATE event SET text = text || ' ' WHERE number = 8"), "log"),
    "a name stands twice in an event": (
        run("""UPDATE event SET text = replace(text, '{"author"', '{"author":"Sari","author"') WHERE number = 3"""),
        "log",
    ),
    "an event's number is a truth value": (rewritten("number", True), "log"),
    "the salt of an event is changed": (rewritten("salt", "0" * 32), "log"),
    "the first event is dropped": (run("DELETE FROM event WHERE number = 1"), "log"),
    "an event is dropped": (run("DELETE FROM event WHERE number = 3"), "log"),
    "the last event is dropped": (run("DELETE FROM event WHERE number = 8"), "inputs"),
    "the last event is dropped with its row": (
        script("DELETE FROM event WHERE number = 8", "DELETE FROM input WHERE number = 4"),
        "end of the log",
    ),
    "the whole log is dropped": (run("DELETE FROM event"), "log"),
    "two events change places": (
        script(
            "UPDATE event SET number = 99 WHERE number = 3",
            "UPDATE event SET number = 3 WHERE number = 4",
            "UPDATE event SET number = 4 WHERE number = 99",
        ),
        "log",
    ),
    "an event is there twice": (
        run("INSERT INTO event SELECT 9, text, signature FROM event WHERE number = 8"),
        "log",
    ),
    "an event bears another number": (run("UPDATE event SET number = 80 WHERE number = 8"), "log"),
    "a signature is taken away": (run("UPDATE event SET signature = '' WHERE number = 4"), "signatures"),
    "a signature is another's": (
        run("UPDATE event SET signature = (SELECT signature FROM event WHERE number = 3) WHERE number = 4"),
        "signatures",
    ),
    "a signature is written in another form": (
        run("UPDATE event SET signature = upper(signature) WHERE number = 4"),
        "signatures",
    ),
    "the log is signed anew by another key": (resigned, "end of the log"),
    "an input has another path": (run("UPDATE input SET path = 'z.txt' WHERE number = 2"), "inputs"),
    "an input's path looks the same": (run("UPDATE input SET path = '\u0430.txt' WHERE number = 1"), "inputs"),
    "an input has another digest": (run("UPDATE input SET sha256 = ? WHERE number = 2", digest(b"first")), "inputs"),
    "an input has another size": (run("UPDATE input SET bytes = 7 WHERE number = 1"), "inputs"),
    "an input was added at another time": (run("UPDATE input SET added = '2020-01-01' WHERE number = 1"), "inputs"),
    "an input is dropped": (run("DELETE FROM input WHERE number = 2"), "inputs"),
    "an input is put in": (
        run("INSERT INTO input VALUES (5, 'e.txt', ?, 5, '2026-01-01')", digest(b"first")),
        "inputs",
    ),
    "an input bears another number": (run("UPDATE input SET number = 40 WHERE number = 4"), "inputs"),
    "a decision has another reason": (run("UPDATE decision SET reason = 'genuine'"), "decisions"),
    "a decision has another author": (run("UPDATE decision SET author = 'Someone'"), "decisions"),
    "a decision has other matter": (run("UPDATE decision SET matter = '[]'"), "decisions"),
    "a decision's matter is no JSON": (run("UPDATE decision SET matter = 'x'"), "decisions"),
    "a decision's matter is a number": (run("UPDATE decision SET matter = 5"), "decisions"),
    "a decision is dropped": (script("DELETE FROM touched", "DELETE FROM decision"), "decisions"),
    "a dossier has another digest": (run("UPDATE dossier SET sha256 = ?", "1" * 64), "dossiers"),
    "a look has another answer": (run("UPDATE look SET figures = '{}'"), "looks"),
    "a look is dropped": (run("DELETE FROM look"), "looks"),
    "a dossier is dropped": (script("DELETE FROM touched", "DELETE FROM dossier"), "dossiers"),
    "a dossier is no longer touched": (run("DELETE FROM touched"), "touched dossiers"),
    "bytes are changed": (blob(lambda file: file.write_bytes(b"forged")), "bytes"),
    "bytes are cut": (blob(lambda file: file.write_bytes(file.read_bytes()[:-1])), "bytes"),
    "bytes are dropped": (blob(lambda file: file.unlink()), "bytes"),
    "bytes are a link to what never ends": (blob(lambda file: linked(file, "/dev/zero")), "bytes"),
    "bytes are a link to a folder": (blob(lambda file: linked(file, file.parent)), "bytes"),
    "bytes are put in": (blob(lambda file: file.with_name("0" * 62).write_bytes(b"x")), "bytes"),
    "a strange file is put in": (blob(lambda file: file.with_name("note.txt").write_bytes(b"x")), "bytes"),
    "bytes are a link to the same bytes elsewhere": (blob(moved), "bytes"),
    "a folder of bytes is a link": (blob(lambda file: moved(file.parent)), "bytes"),
    "a trigger is put in": (
        run("CREATE TRIGGER x AFTER INSERT ON input BEGIN INSERT INTO touched VALUES ('de-1', 2); END"),
        "file",
    ),
    "a guard does something else": (
        run("CREATE TRIGGER input_no_update BEFORE UPDATE ON input BEGIN SELECT 1; END"),
        "file",
    ),
    "a view stands for a table": (
        script("ALTER TABLE look RENAME TO hidden", "CREATE VIEW look AS SELECT * FROM hidden"),
        "file",
    ),
    "a column is put in": (run("ALTER TABLE input ADD COLUMN note TEXT"), "file"),
    "a table is put in": (run("CREATE TABLE note (text TEXT)"), "file"),
    "an event's text is bytes": (run("UPDATE event SET text = CAST(text AS BLOB) WHERE number = 3"), "log"),
    "a signature is a number": (run("UPDATE event SET signature = 5 WHERE number = 3"), "signatures"),
    "an event is nested deeply": (nested, "log"),
    "an index is put in": (run("CREATE INDEX x ON event (number) WHERE number < 3"), "file"),
    "a table compares otherwise": (formed("path TEXT", "path TEXT COLLATE NOCASE"), "file"),
    "a table has another default": (formed("added TEXT NOT NULL", "added TEXT DEFAULT 'x'"), "file"),
    "a table checks what is put in": (formed("added TEXT NOT NULL", "added TEXT NOT NULL CHECK (added > '')"), "file"),
    "a table takes everything twice": (formed("UNIQUE (path, sha256)", "CHECK (1)"), "file"),
    "a column is computed": (run("ALTER TABLE input ADD COLUMN x TEXT AS (zeroblob(1000000000))"), "file"),
    "a journal would undo changes": (lambda _, path: path.with_name("x.case-journal").write_bytes(b"x"), "file"),
    "bytes are more than memory holds": (blob(lambda file: os.truncate(file, 1 << 40)), "bytes"),
    "folders lie deep in the bytes": (blob(lambda file: deep(file.parent)), "bytes"),
    "all bytes are dropped": (lambda _, path: shutil.rmtree(path.with_name("x.case.bytes")), "bytes"),
}


def test_an_honest_case_passes(case: Path, home: Path) -> None:
    """Every check is passed, none is left out."""
    found = audit(case, home)
    assert {check.outcome for check in found.checks} == {Outcome.PASSED}
    assert (found.events, len(found.head), len(found.root)) == (8, 64, 64)


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found(name: str, case: Path, home: Path) -> None:
    """By the check whose matter it is, and in words."""
    act, check = TAMPERINGS[name]
    tampered(case, act)
    found = audit(case, home)
    assert failed(found)[0] == check
    assert all(one.detail.endswith((".", ")")) or one.name == "bytes" for one in found.checks)
    first = next(one.detail for one in found.checks if one.outcome is Outcome.FAILED)
    assert PLACE.search(first), first


def test_a_damaged_file_is_found(case: Path, home: Path) -> None:
    """Bytes of the database itself."""
    data = bytearray(case.read_bytes())
    for place in range(5000, len(data), 97):
        data[place] ^= 0x5A
    case.write_bytes(data)
    assert not audit(case, home).passed


def test_a_cut_file_is_found(case: Path, home: Path) -> None:
    """Half a database is none."""
    case.write_bytes(case.read_bytes()[: case.stat().st_size // 2])
    assert not audit(case, home).passed


@pytest.mark.parametrize("what", ["VIEW look AS SELECT", "TRIGGER x BEFORE INSERT ON event BEGIN SELECT"])
def test_a_case_that_would_run_something_is_not_opened(case: Path, what: str) -> None:
    """A view or a trigger that never ends holds nobody up, and the way out is told."""
    endless = "max(x) FROM (WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n)"
    with sqlite3.connect(case) as connection:
        connection.execute("ALTER TABLE look RENAME TO hidden")
        connection.execute(f"CREATE {what} {endless}{'; END' if 'TRIGGER' in what else ''}")
    connection.close()
    with pytest.raises(UsageError, match="which Bukti never made, would run: `bukti verify` says"):
        Case(case)
    assert failed(audit(case)) == ["file"]


@pytest.mark.parametrize("act", [Case.status, lambda case: [event.content for event in case.events()]])
def test_a_damaged_log_is_told_in_a_sentence(case: Path, act: Callable[[Case], object]) -> None:
    """And never with a trace of the program."""
    tampered(case, run("UPDATE event SET text = 'x'"))
    with (
        Case(case) as opened,
        pytest.raises(UsageError, match=r"An event of the log is no JSON .*: `bukti verify` says"),
    ):
        act(opened)


def test_an_old_copy_is_found(tmp_path: Path, case: Path, home: Path) -> None:
    """A rollback leaves the log whole; that it once was longer is remembered apart, also at another place."""
    shutil.copy(case, tmp_path / "old")
    with Case(case, Writer("Rani", load(home), home)) as opened:
        opened.add([("e.txt", b"fifth")])
    shutil.copy(tmp_path / "old", case)
    assert failed(audit(case, home)) == ["end of the log"]
    elsewhere = Path(shutil.copy(case, tmp_path / "y.case"))
    shutil.copytree(f"{case}.bytes", f"{elsewhere}.bytes")
    assert failed(audit(elsewhere, home)) == ["end of the log"]


def test_a_stranger_checks_with_head_and_key(tmp_path: Path, case: Path) -> None:
    """On another machine nothing is known of the case but what its keeper tells."""
    strange = tmp_path / "strange"
    found = audit(case, strange)
    assert [check.name for check in found.checks if check.outcome is Outcome.NOT_CHECKED] == ["end of the log"]
    key = load(tmp_path / "home").key
    assert {check.outcome for check in audit(case, strange, Told(found.head, key)).checks} == {Outcome.PASSED}
    assert failed(audit(case, strange, Told("0" * 64))) == ["end of the log"]
    assert failed(audit(case, strange, Told(None, "0" * 64))) == ["signatures"]
    tampered(case, resigned)
    assert failed(audit(case, strange, Told(found.head, key))) == ["signatures", "end of the log"]


def test_a_forged_log_that_lacks_what_it_needs_is_found(tmp_path: Path, case: Path) -> None:
    """Well chained and signed events whose bodies are empty end no check early."""

    def emptied(connection: sqlite3.Connection, _: Path) -> None:
        forger, last = Writer("Rani", load(tmp_path / "forger")), None
        rows = connection.execute("SELECT text FROM event ORDER BY number").fetchall()
        for number, (text,) in enumerate(rows, 1):
            last = forger.event(number, last, json.loads(text)["kind"], {})
            values = (last.text, last.signature, number)
            connection.execute("UPDATE event SET text = ?, signature = ? WHERE number = ?", values)

    tampered(case, emptied)
    assert {"inputs", "decisions", "dossiers", "touched dossiers", "bytes"} <= set(failed(audit(case)))


def test_an_unsigned_case_is_not_taken_for_signed(tmp_path: Path) -> None:
    """What could not be checked is said to be so."""
    with Case(tmp_path / "x.case", Writer("Rani")) as case:
        case.add([("a.txt", b"first")])
    (signatures,) = (c for c in audit(tmp_path / "x.case").checks if c.name == "signatures")
    assert (signatures.outcome, signatures.detail) == (Outcome.NOT_CHECKED, "2 of 2 events bear none.")


def test_checking_changes_nothing(case: Path, home: Path) -> None:
    """Neither the file nor what lies beside it."""
    before = {p: p.read_bytes() for p in case.parent.rglob("*") if p.is_file()}
    audit(case, home)
    assert {p: p.read_bytes() for p in case.parent.rglob("*") if p.is_file()} == before


def test_what_is_no_case_is_refused(tmp_path: Path) -> None:
    """With the remedy."""
    with pytest.raises(UsageError, match="is no file: name a case file"):
        audit(tmp_path / "none")
    (tmp_path / "text").write_text("Not a case.")
    with pytest.raises(UsageError, match="no Bukti case file"):
        audit(tmp_path / "text")


def test_rows_cannot_be_changed_by_a_slip_of_the_hand(case: Path) -> None:
    """Another program that opens the file is stopped."""
    with sqlite3.connect(case) as connection:
        for statement in ("UPDATE input SET path = 'z'", "DELETE FROM event", "DELETE FROM decision"):
            with pytest.raises(sqlite3.IntegrityError, match="never changed"):
                connection.execute(statement)
    connection.close()


def test_every_table_is_in_the_log() -> None:
    """A row that has no event could be changed unseen."""
    assert {*log.ROWS.values(), EVENTS, TOUCHED} == set(METADATA.tables.values())
    assert LISTED.keys() == log.ROWS.keys()
