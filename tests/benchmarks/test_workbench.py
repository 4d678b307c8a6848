"""The workbench under load: whatever a client gets is counted, and nothing that it gets ends it."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator

import pytest
from benchmarks.workbench import Client, Seen

from benchmarks import workbench

CASE = (200, json.dumps({"head": "h"}))
ORDER: dict[str, object] = {"fields": {}, "trial": False}


def _job(state: str, error: str = "") -> str:
    return json.dumps({"id": "x", "state": state, "error": error})


class Scripted(Client):
    """A client that gets what a test says, one answer after the other; an exception is no answer."""

    def __init__(self, *answers: tuple[int, str] | Exception) -> None:
        super().__init__("127.0.0.1:1", "token")
        self._answers: Iterator[tuple[int, str] | Exception] = iter(answers)

    def ask(self, path: str, body: object = None) -> tuple[int, str]:
        """The next answer."""
        given = next(self._answers)
        if isinstance(given, Exception):
            raise given
        return given


@pytest.mark.parametrize(
    ("answers", "written", "faults"),
    [
        ([CASE, (202, _job("waiting")), (200, _job("running")), (200, _job("done"))], True, []),
        ([CASE, (202, _job("waiting")), (429, "too often")], False, ["/api/v1/jobs/x: 429 too often"]),
        ([CASE, (202, _job("waiting")), (404, '{"error": "none"}')], False, ['/api/v1/jobs/x: 404 {"error": "none"}']),
        ([(503, "busy")], False, ["/api/v1/case: 503 busy"]),
        ([CASE, (500, "Internal Server Error")], False, ["act: 500 Internal Server Error"]),
        ([CASE, (202, _job("failed", "no such claim"))], False, ["act: failed no such claim"]),
        ([CASE, http.client.BadStatusLine("")], False, ["act: 0 BadStatusLine(\"''\")"]),
        ([CASE, (202, _job("running")), ConnectionResetError()], False, ["/api/v1/jobs/x: 0 ConnectionResetError()"]),
    ],
)
def test_what_is_no_answer_of_an_act_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, answers: list[tuple[int, str] | Exception], written: bool, faults: list[str]
) -> None:
    """With its code and words, wherever it comes: at the head, at the act, and while its task is looked at."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    seen = Seen()
    assert workbench._written(Scripted(*answers), ORDER, seen) is written
    assert seen.faults == faults


def test_who_comes_too_late_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the act or its task says so; both are counted and none is a fault."""
    monkeypatch.setattr("time.sleep", lambda _: None)
    seen, late = Seen(), (202, _job("failed", "Somebody decided meanwhile."))
    client = Scripted(CASE, (409, "{}"), CASE, late, CASE, (202, _job("done")))
    assert workbench._written(client, ORDER, seen)
    assert (seen.late, seen.faults) == (2, [])
