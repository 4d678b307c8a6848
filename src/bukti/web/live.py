"""What happens in a case, told to open pages and programs as it happens (server-sent events, WHATWG HTML 9.2)."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bukti.acts import looking
from bukti.errors import BuktiError
from bukti.team.roles import Right
from bukti.web import named
from bukti.web.answers import desk, fault
from bukti.web.desk import Desk
from bukti.web.doors import LISTENING, Person
from bukti.web.entries import entry
from bukti.web.jobs import Job

PAUSE = 1.0  # seconds between two looks at the case, however many listen
QUICK = 0.05  # seconds between two looks at the one task that a page waits for; they ask the case nothing
ANY = float("-inf")  # since when a look must be, where its age does not matter
QUIET = 15.0  # seconds after which a line is sent all the same, so that nobody in between closes the connection
MOST = 200  # who listen at once
TOLD = ("id", "name", "state", "stage", "done", "total")  # of a task
LATEST = 10  # entries that are told at most at once


class Pulse:
    """One look at a case a second for everybody who listens.

    Args:
        place: the case.
    """

    def __init__(self, place: Desk) -> None:
        self._desk = place
        self._looked = float("-inf")
        self._seen: dict[str, Any] = {}
        self._turn = asyncio.Lock()
        self.listening = 0

    async def state(self, since: float = ANY) -> dict[str, Any]:
        """The end of the log, the result that is shown, and the tasks that run.

        Args:
            since: by the monotonic clock: an older look is not good enough.
        """
        async with self._turn:
            if self._looked < max(since, time.monotonic() - PAUSE):
                began = time.monotonic()
                self._seen = await run_in_threadpool(self._look)
                self._looked = began
        return self._seen

    def _look(self) -> dict[str, Any]:
        try:
            head = self._desk.status().head.digest
        except BuktiError:  # locked for a moment
            head = self._seen.get("head", "")
        view = self._desk.view
        jobs = [{name: getattr(job, name) for name in TOLD} for job in self._desk.jobs.running]
        return {"head": head, "computed": view.made.isoformat() if view else None, "jobs": jobs}


async def events(request: Request) -> Response:
    """A stream of what happens: `log` with new entries, `result` when there is a new one, `jobs` as they go on.

    The end of the task that `job` in the address names is told at once.
    """
    pulse: Pulse = request.app.state.pulse
    if pulse.listening >= MOST:
        return fault(503, f"{MOST} listen already: ask /api/v1/case instead.")
    return StreamingResponse(_told(request, pulse), media_type="text/event-stream")


async def _told(request: Request, pulse: Pulse) -> AsyncIterator[str]:
    """The stream, until who listens goes away or may listen no longer."""
    pulse.listening += 1
    awaited = desk(request).jobs.find(request.query_params.get("job", ""))
    try:
        before = await pulse.state(time.monotonic())  # never older than the page that listens: that would be news of it
        yield _line("hello", before)
        spoke = time.monotonic()
        while not await request.is_disconnected():
            since = await _pause(awaited)
            awaited = None if since > ANY else awaited
            now = await pulse.state(since)
            quiet = now == before
            if quiet and time.monotonic() - spoke < QUIET:
                continue
            if not await _may(request):  # asked before anything is told, however much there is to tell
                return
            for name, told in await _news(request, before, now):
                yield _line(name, told)
            if quiet:
                yield ": still here\n\n"
            spoke = time.monotonic()
            before = now
    finally:
        pulse.listening -= 1


async def _pause(awaited: Job | None) -> float:
    """Wait until the next look is due, or a task has ended; since when the look must be."""
    until = time.monotonic() + PAUSE
    while (now := time.monotonic()) < until:
        if awaited is not None and not awaited.running:
            return now
        await asyncio.sleep(PAUSE if awaited is None else min(QUICK, PAUSE))
    return ANY


async def _news(request: Request, before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, Any]]:
    """What is other than at the last look."""
    found: list[tuple[str, Any]] = []
    if now["head"] != before["head"]:
        added = await run_in_threadpool(looking.since, desk(request).case, before["head"])
        shown = named.entries(request, [entry(event.content) for event in added[-LATEST:]])
        told = [{"number": e.number, "at": e.made, "who": e.who, "what": e.what} for e in shown]
        found.append(("log", {"head": now["head"], "entries": told}))
    if now["computed"] != before["computed"]:
        found.append(("result", {"computed": now["computed"]}))
    if now["jobs"] != before["jobs"]:
        found.append(("jobs", now["jobs"]))
    return found


async def _may(request: Request) -> bool:
    """Whether who listens is still signed in; what they are told goes by the rights that they have now."""
    who = await run_in_threadpool(request.scope["door"].enter, request)
    if not isinstance(who, Person) or not who.may(Right.READ):
        return False
    request.scope["person"] = who
    return True


def _line(name: str, told: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(told)}\n\n"


ROUTES = tuple(Route(path, events) for path in LISTENING)
