"""A process that is killed, or whose disk fails, at a chosen call of what it does to a case.

A profiler sees every call, also those of C such as `fsync` and SQLite's `commit`; at the chosen one it strikes.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

from bukti import pipeline
from bukti.errors import BuktiError
from bukti.ids import digest
from bukti.ledger.heads import Memory
from bukti.ledger.keys import load
from bukti.ledger.writer import Writer
from bukti.model import Decision, Judgement, Look, Written
from bukti.settings import Limits
from bukti.store import bundle, database
from bukti.store.audit import audit
from bukti.store.case import Case

# calls that change something on the disk; those of SQLite too
FILES = frozenset({"open", "mkstemp", "write", "fsync", "replace", "rename", "mkdir"})
DISK = FILES | {"close", "unlink", "execute", "executemany", "commit", "backup"}
MATTER = (("report", "sha256:1"),)
DECIDED = Decision("de-1", "retract", "report", "sha256:1", "a.txt", MATTER, "forged", "Rani", "2026-01-02")
WRITTEN = Written(0, "/home/rani/x.html", "html", "0" * 64, "2026-01-01", "default 1", ("cl-1",), MATTER, ())
JUDGED = Judgement("ju-1", "main", "cell", "R1", "H1", {"rating": "I"}, "", "Rani", "2026-01-02")
LOOK = Look(0, "Was it closed?", "2026-01-01", {"st-1": "for"}, {"or-1": "Mayor"}, {"belief": "0.5"}, ())
PAPERS = {
    "one.txt": "The ferry stops on Monday, said Rosa Lind.\n",
    "two.txt": "The mayor denied that the ferry stops.\n",
}
GIVEN = tuple((f"{number}.txt", b"given %d" % number) for number in range(3))
BATCH, TURNS = 6, 20  # files of an addition; additions of each of two processes
Ack = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Fault:
    """What strikes, and when.

    Attributes:
        kind: `kill`, `disk` (the call raises that no space is left), `size` (no file grows beyond `at` bytes), or
            `none`, which counts the calls. at: the call that it strikes, from 1. calls: only those of these names.
    """

    kind: str = "none"
    at: int = 0
    calls: frozenset[str] = frozenset()


class Strike:
    """The profiler: counts calls, and strikes at one of them."""

    def __init__(self, fault: Fault) -> None:
        self.fault, self.seen = fault, 0

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        """Told before and after each call."""
        name = getattr(called, "__name__", "") if event.startswith("c_") else frame.f_code.co_name
        before = event in {"call", "c_call"}
        if (self.fault.calls and name not in self.fault.calls) or (self.fault.kind == "disk" and not before):
            return
        self.seen += 1
        if self.seen != self.fault.at:
            return
        if self.fault.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(28, "No space left on device")


def writer(folder: Path) -> Writer:
    """Who works in a folder."""
    return Writer("Rani", load(folder / "home"), folder / "home")


def prepare(folder: Path, address: str = "") -> None:
    """What is there before: a case, a bundle of it, and a case of an older version.

    Args:
        folder: is made.
        address: of the database of the case; without one its file holds it.
    """
    folder.mkdir()
    (folder / "papers").mkdir()
    for name, text in PAPERS.items():
        (folder / "papers" / name).write_text(text, "utf-8")
    if address:
        database.point(folder / "x.case", address)
    with Case(folder / "x.case", writer(folder)) as case:
        case.add(GIVEN)
        case.record(WRITTEN)
    os.environ["BUKTI_HOME"] = str(folder / "home")
    bundle.export(folder / "x.case", folder / "given.zip")
    bundle.snapshot(folder / "x.case", folder / "old.case")
    shutil.copytree(folder / "x.case.bytes", folder / "old.case.bytes")
    with sqlite3.connect(folder / "old.case") as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        tables = ("event", "look", "judgement")
        drops = [*(f"DROP TRIGGER {name}" for name in names), *(f"DROP TABLE {name}" for name in tables)]
        connection.executescript(";".join([*drops, "PRAGMA user_version = 2"]))
    connection.close()


def _add(folder: Path, ack: Ack) -> None:
    with Case(folder / "x.case", writer(folder)) as case:
        for batch in ("a", "b"):
            case.add([(f"{batch}{n}", f"{batch}{n // 2}".encode()) for n in range(BATCH)])
            ack(f"batch {batch}")


def _assess(folder: Path, ack: Ack) -> None:
    result = pipeline.assess([folder / "papers"], folder / "x.case")
    ack("assessed")
    pipeline.record(folder / "x.case", result, folder / "made.html", "html", b"made")
    ack("dossier")


def _decide(folder: Path, ack: Ack) -> None:
    with Case(folder / "x.case", writer(folder)) as case:
        case.decide(DECIDED, case.dossiers())
        ack("decision de-1")
        case.record(replace(WRITTEN, written="2026-01-02"))
        case.decide(replace(DECIDED, id="de-2", what="restore", supersedes="de-1"), case.dossiers())
        ack("decision de-2")
        case.judge([JUDGED, replace(JUDGED, id="ju-2")], known=0)
        case.remember(LOOK)
        ack("judgement ju-2")


def _new(folder: Path, ack: Ack) -> None:
    Case(folder / "new.case", writer(folder)).close()
    ack("case new.case")


def _export(folder: Path, ack: Ack) -> None:
    bundle.export(folder / "x.case", folder / "new.zip")
    ack("case new.zip")


def _take_in(folder: Path, ack: Ack) -> None:
    assert bundle.take_in(
        folder / "given.zip", folder / "new.case", Limits(), Memory(folder / "home", folder / "given.zip")
    ).passed
    ack("case new.case")


def _backup(folder: Path, ack: Ack) -> None:
    assert bundle.backup(folder / "x.case", folder / "new.case").passed
    ack("case new.case")


def _migrate(folder: Path, ack: Ack) -> None:
    with Case(folder / "old.case", writer(folder)) as case:
        case.add([("new.txt", b"new")])
    ack("old")


ACTS: dict[str, Callable[[Path, Ack], None]] = {
    "add": _add,
    "assess": _assess,
    "decide": _decide,
    "new": _new,
    "export": _export,
    "import": _take_in,
    "backup": _backup,
    "migrate": _migrate,
}


def live(folder: Path, act: str, fault: Fault) -> None:
    """Do something in a process of its own until the fault strikes; what was acknowledged is noted in `acked`."""
    os.environ.update(BUKTI_HOME=str(folder / "home"), BUKTI_ISOLATION="off", BUKTI_EMBEDDINGS="off")
    note = os.open(folder / "acked", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    strike = Strike(fault)
    if fault.kind == "size":
        resource.setrlimit(resource.RLIMIT_FSIZE, (fault.at, resource.RLIM_INFINITY))
    elif fault.kind != "clock":
        sys.setprofile(strike)
    try:
        ACTS[act](folder, lambda line: os.write(note, f"{line}\n".encode()))
    except (OSError, BuktiError, sqlite3.Error) as refused:
        sys.setprofile(None)
        os.write(note, f"refused {json.dumps(str(refused))}\n".encode())
    sys.setprofile(None)
    os.write(note, f"calls {strike.seen}\n".encode())


def sound(folder: Path) -> None:
    """Every case opens and is whole, nothing that was acknowledged is missing, and nothing is there by half."""
    noted = (folder / "acked").read_text().splitlines() if (folder / "acked").exists() else []
    acked = {line for line in noted if not line.startswith(("calls", "refused"))}
    for path in (folder / "x.case", folder / "old.case", folder / "new.case"):
        if path.exists():
            Case(path, writer(folder)).close()
            found = audit(path, folder / "home")
            assert found.passed, (path, [check for check in found.checks if check.outcome.name == "FAILED"])
        assert path.exists() or f"case {path.name}" not in acked
    _whole(folder, acked)
    if (folder / "new.zip").exists():
        assert bundle.verify(folder / "new.zip", Limits()).passed
    assert (folder / "new.zip").exists() or "case new.zip" not in acked


def _whole(folder: Path, acked: set[str]) -> None:
    with Case(folder / "x.case", writer(folder)) as case:
        listed = {entry.path: entry.sha256 for entry in case.inputs()}
        made = {f"decision {one.id}" for one in case.decisions()} | {f"judgement {one.id}" for one in case.judgements()}
        assert {path: digest(case.blobs.read(sha256)) for path, sha256 in listed.items()} == listed
        dossiers = [Path(one.path).name for one in case.dossiers()]
    assert len([path for path in listed if Path(path).name in PAPERS]) in ({2} if "assessed" in acked else {0, 2})
    assert "made.html" in dossiers or "dossier" not in acked
    assert {path: listed.get(path) for path, _ in GIVEN} == {path: digest(data) for path, data in GIVEN}
    for batch in ("a", "b"):
        count = sum(path.startswith(batch) for path in listed)
        assert count == BATCH or (count == 0 and f"batch {batch}" not in acked)
    assert {line for line in acked if line.startswith(("decision", "judgement"))} <= made
    assert ("judgement ju-1" in made) == ("judgement ju-2" in made)
    with Case(folder / "old.case", writer(folder)) as case:
        assert len(case.inputs()) >= len(GIVEN) + ("old" in acked)


def busy(folder: Path, name: str) -> None:
    """Add a file and an event many times, opening the case anew each time."""
    for number in range(TURNS):
        with Case(folder / "x.case", writer(folder)) as case:
            case.add([(f"{name}-{number}.txt", f"{name} {number}".encode()), ("both.txt", b"both")])
            case.note("note", {"by": name})
