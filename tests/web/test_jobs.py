"""Long tasks: stopped, and taken up again after a restart; and what open pages are told as it happens."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient

from bukti.acts import looking, retracting
from bukti.ledger.writer import login
from bukti.model import Decision
from bukti.store.case import Case
from bukti.team.roles import Right
from bukti.web import acts, live
from bukti.web.acts import Order
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Person
from bukti.web.jobs import Job, Jobs
from bukti.web.journal import Entry, Journal


class Gate:
    """A task that goes on when a test says so."""

    def __init__(self) -> None:
        self.begun, self.free = threading.Event(), threading.Event()

    def work(self, tick: Any) -> str:
        """Wait, then take a step, which finds out whether it was stopped."""
        tick("waiting", 1, 2)
        self.begun.set()
        assert self.free.wait(10)
        tick("waiting", 2, 2)
        return "done"


def test_a_task_is_stopped_with_its_next_step_or_before_its_turn(desk: Desk) -> None:
    """Both tell who stopped them; the act that waits is not done."""
    gate = Gate()
    first = desk.jobs.begin("First", gate.work)
    assert gate.begun.wait(10)
    second = acts.begin(desk, "retract", Order({"target": "x", "reason": "r"}, desk.status().head.digest, trial=False))
    assert (first.state, second.state) == ("running", "waiting")
    first.stop("Ada")
    second.stop("Ben")
    gate.free.set()
    assert first.wait(10)
    assert second.wait(10)
    assert (first.state, second.state) == ("stopped", "stopped")
    assert first.fault == "Ada stopped it, so nothing was recorded."
    assert "Ben" in second.fault
    assert retracting.decisions(desk.case)[0] == ()
    assert not desk.journal.path.exists()


def test_who_waits_can_stop_it(client: TestClient, desk: Desk, keys: Keys) -> None:
    """From the page that waits; what is not there is told."""
    gate = Gate()
    blocking = desk.jobs.begin("First", gate.work, lane="assess")
    job = desk.assess()
    assert f'action="/work/{job.id}/stop"' in client.get("/work").text
    answer = client.post(f"/work/{job.id}/stop", data={"csrf": keys.form})
    assert (answer.status_code, answer.headers["location"]) == (303, "/work")
    gate.free.set()
    assert blocking.wait(10)
    assert job.wait(60)
    assert job.state == "stopped"
    page = client.get("/work").text
    assert "The assessment was stopped" in page
    assert f"{login()} stopped it. The last result is still shown." in page
    assert client.post("/work/0/stop", data={"csrf": keys.form}).status_code == 404


def _order(desk: Desk, reason: str = "withdrawn", which: int = 0) -> Order:
    assert desk.view is not None
    target = desk.view.result.documents[which].report.id
    return Order({"target": target, "reason": reason, "author": "Ben"}, desk.status().head.digest, trial=False)


def _crash(desk: Desk, monkeypatch: pytest.MonkeyPatch, *, late: bool, order: Order | None = None) -> str:
    """Ask for an act in a program that ends before or after it is recorded, and never tells."""
    with monkeypatch.context() as broken:
        broken.setattr(Journal, "end", lambda self, job: None)
        if not late:
            broken.setattr("bukti.web.jobs.threading.Thread.start", lambda self: None)
        job = acts.begin(desk, "retract", order or _order(desk))
        assert job.wait(60 if late else 0.01) is late
    return job.id


@pytest.mark.parametrize("late", [False, True])
def test_an_act_survives_the_end_of_the_program_and_is_done_once(
    assessed: Desk, monkeypatch: pytest.MonkeyPatch, late: bool
) -> None:
    """Asked for and not done: done when its author comes back. Done and not told: found, and not done again."""
    job = _crash(assessed, monkeypatch, late=late)
    again = Desk(assessed.case)
    monkeypatch.setattr(again, "assess", lambda: None)
    acts.take_up(again)
    assert again.jobs.running == []  # there is no result yet that anybody could decide on
    again.view = assessed.view
    acts.take_up(again)
    found = again.jobs.find(job)
    assert found is not None
    assert found.wait(60)
    assert found.fault == ""
    made = found.outcome if isinstance(found.outcome, Decision) else found.outcome.decision
    assert [one.id for one in retracting.decisions(assessed.case)[0]] == [made.id]
    assert not again.journal.path.exists()
    acts.take_up(again)
    assert again.jobs.running == []


def test_of_two_acts_for_one_reason_neither_is_taken_for_the_other(
    assessed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first was recorded before the crash, the second was not: it is made when its author comes back."""
    orders = [_order(assessed, which=which) for which in (0, 1)]
    for order, late in zip(orders, (True, False), strict=True):
        _crash(assessed, monkeypatch, late=late, order=order)
    again = Desk(assessed.case)
    monkeypatch.setattr(again, "assess", lambda: None)
    again.view = assessed.view
    acts.take_up(again)
    for job in again.jobs.running:
        assert job.wait(60)
    made = retracting.decisions(assessed.case)[0]
    assert [one.target for one in made] == [order.fields["target"] for order in orders]


def test_nobody_takes_up_what_another_asked_for(desk: Desk) -> None:
    """It waits for its author, whose key it needs."""
    desk.journal.begin("job", Entry("retract", "Ada", {"target": "x", "reason": "r"}, "0" * 64, trial=False))
    again = Desk(desk.case)
    again.view = desk.view
    acts.take_up(again)
    assert again.jobs.find("job") is None
    assert list(again.journal.left("Ada")) == ["job"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a": 1}', '{"a": {}}'])
def test_a_damaged_journal_stops_nobody(tmp_path: Path, text: str) -> None:
    """What it held is lost, and the next act is noted as ever."""
    (tmp_path / "river.case.undone").write_text(text)
    journal = Journal(tmp_path / "river.case")
    journal.begin("job", Entry("retract", "Ada", {}, "", trial=True))
    assert list(json.loads(journal.path.read_text())) == ["job"]
    journal.end("job")
    assert not journal.path.exists()


async def _stream(app: Any, gone: asyncio.Event, asked: str = "") -> AsyncIterator[tuple[str, Any]]:
    """What a reader is told, until they are gone."""

    async def receive() -> dict[str, str]:
        await gone.wait()
        return {"type": "http.disconnect"}

    scope = {"type": "http", "app": app, "method": "GET", "path": "/events", "headers": []}
    reader = Person("", frozenset({Right.READ}), "")
    scope |= {"person": reader, "query_string": asked.encode(), "door": SimpleNamespace(enter=lambda _: reader)}
    answer: Any = await live.events(Request(scope, receive))
    async for line in answer.body_iterator:
        name, data = line.strip().split("\n")
        yield name.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_the_end_of_the_task_that_a_page_waits_for_is_told_at_once(
    desk: Desk, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for no look at the case that somebody had before; of other tasks it is told with the next one."""
    monkeypatch.setattr(live, "PAUSE", 60)
    app = application(desk, keys, {"127.0.0.1:8765"})

    async def listened() -> list[tuple[str, list[bool]]]:
        gone, gate, told = asyncio.Event(), Gate(), list[tuple[str, list[bool]]]()
        await app.state.pulse.state()  # an old look
        job = desk.jobs.begin("First", gate.work)
        async for name, data in _stream(app, gone, f"job={job.id}"):
            told.append((name, [one["id"] == job.id for one in (data["jobs"] if name == "hello" else data)]))
            gate.free.set()
            if name == "jobs":
                break
        return told

    with ThreadPoolExecutor(1) as apart:
        told = apart.submit(asyncio.run, asyncio.wait_for(listened(), 20)).result()
    assert told == [("hello", [True]), ("jobs", [])]


def test_who_listens_is_greeted_with_how_it_stands_now(desk: Desk, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not with an older look: a page that was made after that would take its own entry for news."""
    monkeypatch.setattr(live, "PAUSE", 60)
    app = application(desk, keys, {"127.0.0.1:8765"})

    async def greeted() -> str:
        await app.state.pulse.state()  # an old look
        await asyncio.to_thread(_note, desk)
        async for name, data in _stream(app, asyncio.Event()):
            assert name == "hello"
            return str(data["head"])
        return ""

    with ThreadPoolExecutor(1) as apart:
        head = apart.submit(asyncio.run, asyncio.wait_for(greeted(), 20)).result()
    assert head == desk.status().head.digest


def test_who_listens_is_told_of_entries_results_and_tasks(
    desk: Desk, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First how it stands, then what changes, then nothing more once they went away."""
    monkeypatch.setattr(live, "PAUSE", 0.01)
    app = application(desk, keys, {"127.0.0.1:8765"})
    assert desk.view is not None
    monkeypatch.setattr(desk.view.withheld, "text", lambda words: words.replace("bundle", "[withheld]"))
    gone = asyncio.Event()

    async def listened() -> list[tuple[str, Any]]:
        told, gate = [], Gate()
        async for name, data in _stream(app, gone):
            told.append((name, data))
            if name == "hello":
                desk.jobs.begin("First", gate.work)
            elif name == "jobs" and not gate.free.is_set() and told[-1][1][0]["total"]:
                gate.free.set()
                await asyncio.to_thread(_note, desk)
            if "log" in dict(told) and told[-1] == ("jobs", []):
                gone.set()
        return told

    async def bounded() -> list[tuple[str, Any]]:
        return await asyncio.wait_for(listened(), 20)

    with ThreadPoolExecutor(1) as apart:  # a browser in the same process has a loop of its own
        told = apart.submit(asyncio.run, bounded()).result()
    assert told[0][0] == "hello"
    assert any(name == "jobs" and jobs and jobs[0]["done"] == 1 for name, jobs in told)
    entries = dict(told)["log"]["entries"]
    assert entries[0]["what"] == "exports the case to [withheld].zip"  # as in the log that a reader sees
    assert dict(told)["log"]["head"] == looking.status(desk.case).head.digest
    assert app.state.pulse.listening == 0


def _note(desk: Desk) -> None:
    from bukti.store.case import using  # noqa: PLC0415 - one use

    with using(desk.case) as case:
        case.note("export", {"name": "bundle.zip"})


def test_acts_do_not_wait_for_an_assessment_and_it_is_done_once_more(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is recorded while it runs is in the next result, however often it was asked for."""
    gates = [Gate(), Gate()]
    done: list[Gate] = []

    def assess(tick: Any) -> None:
        done.append(gates[len(done)])
        done[-1].work(tick)

    monkeypatch.setattr(desk, "_assess", assess)
    first = desk.assess()
    assert gates[0].begun.wait(10)
    assert desk.jobs.begin("Act", lambda tick: "recorded").wait(10)
    with Case(desk.case) as case:
        case.add([("later.txt", b"Later.")])
    assert desk.assess() is first
    assert desk.assess() is first
    gates[0].free.set()
    assert gates[1].begun.wait(10)
    gates[1].free.set()
    assert desk.assessing is not None
    assert desk.assessing.wait(10)
    assert desk.assessing is not first
    assert done == gates


def test_a_task_that_nobody_stopped_says_so() -> None:
    """The states that a program reads."""
    job = Job("one")
    assert job.state == "waiting"
    job.run(lambda tick: tick("a", 1, 2))
    assert job.state == "done"


def test_tasks_of_a_lane_run_in_the_order_in_which_they_were_begun() -> None:
    """The later of two verdicts is recorded later, however many wait."""
    jobs, gate, done = Jobs(), threading.Event(), list[int]()
    jobs.begin("first", lambda _: gate.wait(10))
    waiting = [jobs.begin(str(n), _noting(done, n)) for n in range(20)]
    gate.set()
    assert waiting[-1].wait(10)
    assert done == list(range(20))


def _noting(done: list[int], number: int) -> Callable[[Any], None]:
    return lambda _: done.append(number)
