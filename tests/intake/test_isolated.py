"""Reading in a process of its own: the same records, and no file can take the run with it."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from bukti import intake, pipeline
from bukti.ids import digest
from bukti.intake import isolated, wire, worker
from bukti.intake.isolated import Isolated
from bukti.model import Failure, Ignored, Report
from bukti.settings import Limits

# A worker whose text reader does something evil where the text says so.
EVIL = """
import os, pathlib, sys, time
from bukti import intake
from bukti.intake import plain, worker
read = plain.TextReader.read
def evil(self, source, budget):
    if b"CRASH" in source.content: os.abort()
    if b"HANG" in source.content: time.sleep(600)
    if b"SWELL" in source.content: bytearray(1 << 40)
    if b"WRITE" in source.content: pathlib.Path("written.txt").write_text("x" * 100)
    if b"LIE" in source.content: out.write(b"R" + (5).to_bytes(8, "big") + b"null!"); out.flush()
    if b"QUIT" in source.content: sys.exit(0)
    return read(self, source, budget)
plain.TextReader.read = evil
out = os.fdopen(os.dup(1), "wb")
worker.serve(sys.stdin.buffer, out)
"""
SAID = "The bridge fell on Friday, the county said."


def _evil(limits: Limits) -> Isolated:
    return Isolated(limits, (sys.executable, "-P", "-c", EVIL))


def _zip(*texts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for number, text in enumerate(texts):
            packed.writestr(f"{number}.txt", text)
    return out.getvalue()


def _outcome(item: Report | Failure | Ignored) -> str:
    return item.reason if isinstance(item, Failure | Ignored) else item.text


def test_records_are_those_of_this_process(tmp_path: Path) -> None:
    """Reports, failures and kept bytes are the same as without a process of its own."""
    (tmp_path / "a.txt").write_text(SAID)
    (tmp_path / "b.zip").write_bytes(_zip(SAID + " Really.", ""))
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 nothing")
    example = Path(__file__).parents[2] / "examples" / "xinjiang"
    kept: tuple[dict[str, bytes], dict[str, bytes]] = ({}, {})

    def keep(into: dict[str, bytes], data: bytes) -> str:
        into[digest(data)] = data
        return digest(data)

    limits = Limits()
    paths = [tmp_path, example]
    here = list(intake.read(paths, partial(keep, kept[0]), limits))
    with Isolated(limits) as door:
        there = list(intake.read(paths, partial(keep, kept[1]), limits, door.read_files))
    assert there == here
    assert kept[0] == kept[1]


@pytest.mark.parametrize(
    ("text", "reason"), [("CRASH", "crashed"), ("QUIT", "crashed"), ("LIE", "crashed"), ("SWELL", "nesting")]
)
def test_a_crashing_file_is_one_failure(text: str, reason: str) -> None:
    """The files before and after it are read, its bytes are kept."""
    kept = []

    def keep(data: bytes) -> str:
        kept.append(data)
        return digest(data)

    found = [("a.txt", SAID.encode()), ("b.txt", text.encode()), ("c.txt", (SAID + " Again.").encode())]
    with _evil(Limits()) as door:
        items = list(door.read_files(found, keep))
    assert [_outcome(item) for item in items] == [SAID, reason, SAID + " Again."]
    assert text.encode() in kept
    (failed,) = [item for item in items if isinstance(item, Failure)]
    assert failed.path == "b.txt"
    assert failed.sha256 == digest(text.encode())


def test_a_crashing_member_is_one_failure_and_nothing_comes_twice() -> None:
    """Inside a container only the crashing members fail; what was given before them is not given again."""
    data = _zip(SAID, "CRASH one", SAID + " Two.", "CRASH two", SAID + " Three.")
    with _evil(Limits()) as door:
        items = list(door.read_files([("a.zip", data)], digest))
    assert [_outcome(item) for item in items] == [SAID, "crashed", SAID + " Two.", "crashed", SAID + " Three."]


def test_a_hanging_file_is_ended_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call that never returns costs its limit, not the run, however long the next process takes to start."""
    monkeypatch.setattr(isolated, "GRACE", 0)
    late = Isolated(Limits(seconds=2), (sys.executable, "-P", "-c", f"import time; time.sleep(3)\n{EVIL}"))
    with late as door:
        items = list(door.read_files([("a.txt", b"HANG"), ("b.txt", SAID.encode())], digest))
    assert [_outcome(item) for item in items] == ["too-slow", SAID]


def test_a_file_with_too_many_crashes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of new processes for one file is bounded."""
    monkeypatch.setattr(isolated, "CRASHES", 1)
    with _evil(Limits()) as door:
        items = list(door.read_files([("a.zip", _zip("CRASH one", SAID, "CRASH two", SAID + " Two."))], digest))
    assert [_outcome(item) for item in items] == ["crashed", SAID, "crashed"]


@pytest.mark.skipif(os.name != "posix", reason="resource limits are POSIX")
def test_the_worker_cannot_write_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a byte lands in the folder worked in."""
    monkeypatch.chdir(tmp_path)
    with _evil(Limits()) as door:
        items = list(door.read_files([("a.txt", b"WRITE")], digest))
    assert [_outcome(item) for item in items] == ["broken"]
    assert (tmp_path / "written.txt").read_text() == ""


def test_modules_in_the_folder_worked_in_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A collection may hold a file named like a module of ours or of Python."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "json.py").write_text("raise SystemExit('imported')")
    (tmp_path / "a.txt").write_text(SAID)
    with Isolated(Limits()) as door:
        assert [_outcome(item) for item in door.read_files([("a.txt", SAID.encode())], digest)] == [SAID]


def test_a_command_that_is_no_worker_fails_each_file() -> None:
    """A worker that dies at once gives failures, not an exception."""
    with Isolated(Limits(), (sys.executable, "-c", "pass")) as door:
        items = list(door.read_files([("a.txt", SAID.encode()), ("b.txt", b"x" * 1_000_000)], digest))
    assert [_outcome(item) for item in items] == ["crashed", "crashed"]


@pytest.mark.parametrize("isolation", ["on", "off"])
def test_the_pipeline_reads_by_the_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, isolation: str) -> None:
    """`BUKTI_ISOLATION` decides where files are parsed; the result is the same."""
    monkeypatch.setenv("BUKTI_ISOLATION", isolation)
    (tmp_path / "a.txt").write_text(SAID)
    assert [r.text for r in pipeline.gather([tmp_path]).reports] == [SAID]


def _stream(*frames: tuple[bytes, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    for kind, payload in frames:
        wire.send(out, kind, payload)
    out.seek(0)
    return out


def test_the_worker_answers_files_in_order() -> None:
    """Records of each file, the sources inside it as bytes to keep, then its end."""
    request = [(wire.REFUSED, b"[]"), (wire.PATH, b"a.txt"), (wire.FILE, SAID.encode())]
    out = io.BytesIO()
    worker.serve(_stream((wire.LIMITS, b"{}"), *request, *request), out)
    out.seek(0)
    kinds = [frame[0] for frame in iter(partial(wire.receive, out, 1 << 20), None)]
    assert kinds == [wire.READY, *[wire.KEEP, b"R", wire.END] * 2]


@pytest.mark.parametrize(
    "rest", [b"", b"R", b"R" + (9).to_bytes(8, "big") + b"short", b"K" + (1 << 40).to_bytes(8, "big")]
)
def test_a_broken_frame_is_no_frame(rest: bytes) -> None:
    """Cut, lying and oversized frames end the conversation."""
    assert wire.receive(io.BytesIO(rest), 1 << 20) is None


@pytest.mark.parametrize("frame", [(b"R", b"{}"), (b"R", b"not json"), (b"?", b"{}"), (b"F", b'{"path": 1}')])
def test_a_record_that_is_none_is_refused(frame: tuple[bytes, bytes]) -> None:
    """What arrives is checked field by field."""
    assert wire.unpack(*frame) is None


@pytest.fixture(autouse=True)
def _no_confinement(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The limits of the worker's process must not fall on the tests' own process."""
    monkeypatch.setattr(worker, "confine", lambda limits: None)
    return lambda: None
