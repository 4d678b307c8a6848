"""Who listens: for as long as they may, with the rights that they have now, and not as if somebody were there."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from starlette.requests import Request
from starlette.testclient import TestClient
from tests.web.conftest import HOST, WORDS

from bukti.store.case import using
from bukti.team.accounts import IDLE, Team
from bukti.team.roles import Role
from bukti.web import live
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Members, Person

SAYS = "Anna Example"


def _listen(desk: Desk, door: Members, secret: str, act: Callable[[], None]) -> list[tuple[str, Any]]:
    """What a browser is told that does something after the first line, while something happens with every look."""
    app = application(desk, door, {HOST})
    headers = [(b"cookie", f"{door.cookie}={secret}".encode()), (b"host", HOST.encode())]
    scope = {"type": "http", "app": app, "method": "GET", "path": "/events", "headers": headers, "query_string": b""}
    request = Request(scope | {"door": door, "server": ("127.0.0.1", 8765), "scheme": "https"}, _here)
    who = door.enter(request)
    assert isinstance(who, Person)
    request.scope["person"] = who

    async def listened() -> list[tuple[str, Any]]:
        answer: Any = await live.events(request)
        told: list[tuple[str, Any]] = []
        async for line in answer.body_iterator:
            name, data = line.strip().split("\n")
            told.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
            if len(told) == 1:
                await asyncio.to_thread(act)
            if len(told) == 4:
                break
            await asyncio.to_thread(_note, desk)
        return told

    async def bounded() -> list[tuple[str, Any]]:
        return await asyncio.wait_for(listened(), 20)

    with ThreadPoolExecutor(1) as apart:  # a browser in the same process has a loop of its own
        return apart.submit(asyncio.run, bounded()).result()


def _given(team: Team, role: Role) -> None:
    team.give("analyst", role)


async def _here() -> dict[str, str]:
    await asyncio.sleep(60)
    return {"type": "http.disconnect"}


def _note(desk: Desk) -> None:
    with using(desk.case) as case:
        case.note("export", {"name": f"{SAYS}.zip"})


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other at once."""
    monkeypatch.setattr(live, "PAUSE", 0.01)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("end", ["sign out", "close", "idle"])
def test_who_may_no_longer_listen_is_told_nothing_more(
    desk: Desk, team: Team, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """However much happens: it once had to be quiet for fifteen seconds before anybody looked."""
    secret, clock = team.sign_in("analyst", WORDS), team._clock
    acts: dict[str, Callable[[], None]] = {
        "sign out": lambda: team.sign_out(secret),
        "close": lambda: _given(team, Role.NONE),
        "idle": lambda: monkeypatch.setattr(team, "_clock", lambda: clock() + IDLE + 60),
    }
    told = _listen(desk, Members(team, None, secure=True), secret, acts[end])
    assert [name for name, _ in told] == ["hello"]


@pytest.mark.usefixtures("quick")
def test_what_is_told_goes_by_the_role_of_now(desk: Desk, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was an analyst when they began to listen hears no names once they are a reader."""
    assert desk.view is not None
    monkeypatch.setattr(desk.view.withheld, "text", lambda words: words.replace(SAYS, "[withheld]"))
    door = Members(team, None, secure=True)
    before = _listen(desk, door, team.sign_in("analyst", WORDS), lambda: None)
    assert SAYS in json.dumps(before)
    after = _listen(desk, door, team.sign_in("analyst", WORDS), lambda: _given(team, Role.READER))
    assert "log" in dict(after)
    assert SAYS not in json.dumps(after)


def test_an_open_page_keeps_no_session_going(desk: Desk, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """A session ends two hours after the last thing that somebody asked for, whatever page is left open."""
    door = Members(team, None, secure=True)
    secret, start = team.sign_in("reader", WORDS), team._clock()
    browser = TestClient(application(desk, door, {HOST}), base_url=f"https://{HOST}", follow_redirects=False)
    monkeypatch.setattr(live, "MOST", 0)  # it is refused at once, as where too many listen
    for minutes, left in ((110, True), (130, False)):
        monkeypatch.setattr(team, "_clock", lambda at=minutes: start + at * 60)
        browser.cookies.set(door.cookie, secret)
        assert (browser.get("/events").status_code == 503) is left
