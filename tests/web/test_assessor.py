"""Assessing in a process of its own: the same result, whatever becomes of the process."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest

from bukti import pipeline
from bukti.acts import answering, noting, retracting
from bukti.errors import UsageError
from bukti.store.case import Case
from bukti.web import assessor
from bukti.web.desk import SWEPT, Desk
from bukti.web.jobs import StoppedError

MEANT = (("case", "case", "river.case"), ())


def _quiet(stage: str, done: int, total: int) -> None:
    assert stage, (done, total)


def _python(line: str) -> tuple[str, ...]:
    return (sys.executable, "-c", line)


def test_the_result_of_the_process_is_the_one_of_this_process(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bit for bit; and once more nothing is read twice."""
    monkeypatch.setenv("BUKTI_ISOLATION", "on")
    mine = pipeline.assess(case=desk.case)
    shown = desk.view

    def never(**_: object) -> None:
        raise AssertionError("It was computed in this process.")

    monkeypatch.setattr("bukti.web.desk.pipeline.assess", never)
    results = []
    for _ in range(2):
        job = desk.assess()
        assert job.wait(120)
        assert (job.state, job.stage) == ("done", "pages")
        assert desk.view is not None
        assert desk.view is not shown
        results.append(desk.view.result)
    assert results == [mine, mine]
    assert all(one is other for one, other in zip(results[0].documents, results[1].documents, strict=True))


def test_what_was_kept_is_found_for_its_inputs_and_decisions_only(desk: Desk) -> None:
    """Another decision has another result; a note has the same figures; what somebody changed is not taken."""
    first = answering.keep(desk.case, "default", None)
    assert first is not None
    whole, held = answering.find(desk.case, first, "default", None, {}) or (None, {})
    assert whole == pipeline.assess(case=desk.case)
    assert whole is not None
    assert answering.keep(desk.case, "default", "ar") != first
    retracting.retract(whole.documents[0].report.id, desk.case, "Withdrawn.")
    second = answering.keep(desk.case, "default", None)
    assert second not in (None, first)
    assert answering.find(desk.case, first, "default", None, held) is None
    assert second is not None
    found = answering.find(desk.case, second, "default", None, held)
    assert found is not None
    assert found[0].retracted == (whole.documents[0].report.id,)
    kept = desk.case.with_name(desk.case.name + ".derived")
    with sqlite3.connect(kept) as base:
        base.execute("UPDATE kept SET value = (SELECT value FROM kept WHERE place = 'answer') WHERE place LIKE 'find%'")
    base.close()
    assert answering.find(desk.case, second, "default", None, held) is None


def test_a_note_asks_for_no_assessment(desk: Desk) -> None:
    """No figure follows from it, so the result that is shown stays the one of the case."""
    assert desk.assess().wait(60)
    assert not desk.stale()
    before = answering.keep(desk.case, "default", None)
    noting.note("Looked at.", *MEANT, desk.case)
    assert not desk.stale()
    assert answering.keep(desk.case, "default", None) == before
    with Case(desk.case) as case:
        case.add([("later.txt", b"Later.")])
    assert desk.stale()


def test_a_process_that_tells_nothing_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    """It is ended at once, though it never told how far it is."""
    mark = tmp_path / "pid"
    line = f"import os,time; open({str(mark)!r},'w').write(str(os.getpid())); time.sleep(60)"

    def tick(*_: object) -> None:
        if mark.exists() and mark.read_text():
            raise StoppedError("Anna stopped it.")

    begun = time.monotonic()
    with pytest.raises(StoppedError, match="Anna"):
        assessor.assess(desk.case, "default", None, tick, _python(line))
    assert time.monotonic() - begun < 50
    with pytest.raises(ProcessLookupError):
        os.kill(int(mark.read_text()), 0)


@pytest.mark.parametrize(
    ("line", "fault", "said"),
    [
        ("raise SystemExit(3)", assessor.LostError, r"code 3"),
        ("import os; os.abort()", assessor.LostError, r"code -6"),
        ('print(\'{"fault": "No case."}\', flush=True); input()', UsageError, r"No case\."),
    ],
)
def test_a_process_that_fails_says_why(desk: Desk, line: str, fault: type[Exception], said: str) -> None:
    """Refusals in their own words; a process that died says with which code."""
    with pytest.raises(fault, match=said):
        assessor.assess(desk.case, "default", None, _quiet, _python(line))


def test_a_case_that_cannot_be_assessed_is_told(tmp_path: Path) -> None:
    """The words of the command line come through the real process."""
    with pytest.raises(UsageError, match="is no case"):
        assessor.assess(tmp_path / "none.case", "default", None, _quiet)


def test_the_process_ends_with_the_server() -> None:
    """Whoever is not there any more needs no result."""
    process = subprocess.Popen(  # noqa: S603 - our own
        assessor.COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.communicate(timeout=60)  # closes what it is told by
    assert process.returncode != 0


class _Held:
    """What only the collector of garbage can free."""

    def __init__(self) -> None:
        self.own = self


def test_a_result_is_out_of_reach_of_the_collector_of_garbage(desk: Desk) -> None:
    """What is not walked through stops no page; what results before left behind goes at last."""
    gone = _Held()
    told = weakref.ref(gone)
    del gone
    gc.freeze()
    for _ in range(SWEPT):
        assert told() is not None
        assert desk.assess().wait(60)
        assert gc.get_freeze_count() > 0
    assert told() is None
