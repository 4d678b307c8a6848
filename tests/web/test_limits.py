"""How often a team may ask: people, their programs and strangers are counted apart, and told when to ask again."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bukti.settings import Rates
from bukti.team.accounts import Team
from bukti.team.roles import Role
from bukti.web import limits
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members
from bukti.web.limits import MINUTE, NEWS_TIMES, Pace, Refusal, Weight, network, weight

HOST = "desk.example.org"
WORDS = "three quiet herons"
RATES = Rates(requests=6, dear=3, strangers=4)
Enter = Callable[..., TestClient]


@pytest.fixture
def enter(desk: Desk, team: Team, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Browsers and programs at a workbench that answers six requests a minute."""
    for name in ("requests", "dear", "strangers"):
        monkeypatch.setenv(f"BUKTI_RATE_{name.upper()}", str(getattr(RATES, name)))
    app = application(desk, Members(team, None, secure=True), {HOST})

    def made(name: str = "", *, program: bool = False, whence: str = "192.0.2.1") -> TestClient:
        browser = TestClient(app, base_url=f"https://{HOST}", follow_redirects=False, client=(whence, 50000))
        if program:
            member = team.member(team.sign_in(name, WORDS))
            assert member is not None
            browser.headers["Authorization"] = f"Bearer {team.token(member, 'nightly', Role.READER, 1000)}"
        elif name:
            browser.cookies.set("__Host-bukti", team.sign_in(name, WORDS))
        return browser

    return made


def _codes(browser: TestClient, path: str, times: int) -> list[int]:
    return [browser.get(path).status_code for _ in range(times)]


def test_a_bucket_holds_a_minute_and_fills_up_steadily() -> None:
    """What is refused takes nothing: who goes on asking is served as often as is allowed."""
    at = [0.0]
    pace = Pace(RATES, lambda: at[0])

    def asked() -> Refusal | None:
        return pace.take(("session", "Ada"), Weight.PLAIN, known=True)

    assert [asked() for _ in range(6)] == [None] * 6
    assert asked() == Refusal(6, 11)
    at[0] += 8.5
    assert asked() == Refusal(6, 2)
    at[0] += 1.5
    assert (asked(), asked()) == (None, Refusal(6, 11))
    at[0] += 10 * MINUTE
    assert [asked() is None for _ in range(7)] == [True] * 6 + [False]


def test_waiting_as_long_as_told_is_enough() -> None:
    """For every rate that can be set, also one that no number of seconds divides."""
    for most in (1, 7, 60, 119, 600):
        at = [0.0]
        pace = Pace(Rates(requests=most), lambda at=at: at[0])  # type: ignore[misc] # bound now
        for _ in range(most):
            assert pace.take(("a",), Weight.PLAIN, known=True) is None
        refused = pace.take(("a",), Weight.PLAIN, known=True)
        assert refused is not None
        at[0] += refused.wait
        assert pace.take(("a",), Weight.PLAIN, known=True) is None


def test_each_is_counted_apart_and_the_number_of_those_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """By who asks and by what it costs; who has not asked for longest is forgotten."""
    monkeypatch.setattr(limits, "KEPT", 8)
    pace = Pace(RATES, lambda: 0.0)
    for _ in range(3):
        assert pace.take(("session", "Ada"), Weight.DEAR, known=True) is None
    assert pace.take(("session", "Ada"), Weight.DEAR, known=True) == Refusal(3, 21)
    assert pace.take(("session", "Ada"), Weight.PLAIN, known=True) is None
    assert pace.take(("token", "Ada"), Weight.DEAR, known=True) is None
    for number in range(20):
        pace.take(("address", f"192.0.2.{number}"), Weight.PLAIN, known=False)
    assert len(pace._left) == 8
    assert pace.take(("session", "Ada"), Weight.DEAR, known=True) is None


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/claims", Weight.PLAIN),
        ("HEAD", "/", Weight.PLAIN),
        ("GET", "/events", Weight.NEWS),
        ("GET", "/api/v1/jobs/x", Weight.NEWS),
        ("GET", "/reports/x/custody", Weight.DEAR),
        ("GET", "/export/x/file", Weight.DEAR),
        ("POST", "/check", Weight.DEAR),
        ("POST", "/decide/retract", Weight.DEAR),
        ("POST", "/api/v1/files", Weight.DEAR),
        ("POST", "/api/v1/acts/note", Weight.DEAR),
        ("POST", "/sign-in", Weight.DEAR),
        ("POST", "/review", Weight.PLAIN),
        ("POST", "/work/x/stop", Weight.PLAIN),
        ("DELETE", "/claims", Weight.DEAR),
    ],
)
def test_what_costs_much_is_counted_more_strictly(method: str, path: str, expected: Weight) -> None:
    """By method and address, before anything is read."""
    assert weight(method, path) is expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_all_addresses_of_a_subscriber_are_one(address: str, expected: str) -> None:
    """Whoever has one IPv6 address has its whole network."""
    assert network(address) == expected


def test_a_person_who_asks_too_often_is_told_in_words(enter: Enter) -> None:
    """A page in their language that says nothing of the case; others, and their own programs, go on."""
    browser = enter("reader")
    assert _codes(browser, "/claims", RATES.requests) == [200] * RATES.requests
    answer = browser.get("/claims", headers={"accept-language": "uk"})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= MINUTE / RATES.requests + 1
    assert str(RATES.requests) in answer.text
    assert answer.headers["retry-after"] in re.sub(r"<[^>]*>", "", answer.text)
    assert 'lang="uk"' in answer.text
    assert "Too many requests" not in answer.text
    assert "river" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    again = enter("reader")  # another session of the same person
    assert again.get("/").status_code == 429
    assert enter("analyst").get("/").status_code == 200
    assert enter("reader", program=True).get("/api/v1/case").status_code == 200


def test_a_program_is_told_as_json(enter: Enter) -> None:
    """Under every address; what it may read, and what is dear, is counted apart."""
    program = enter("reader", program=True)
    assert _codes(program, "/api/v1/claims", RATES.requests) == [200] * RATES.requests
    for path in ("/api/v1/claims", "/claims"):
        answer = program.get(path)
        assert answer.status_code == 429
        assert answer.json()["error"] == (
            f"More than 6 such requests a minute came from you. Ask again in {answer.headers['retry-after']} s, as the "
            "header Retry-After says."
        )
    assert program.post("/api/v1/acts/note", json={}).status_code == 403  # a reader may not; it was counted
    assert [program.post("/api/v1/acts/note", json={}).status_code for _ in range(3)] == [403, 403, 429]


def test_news_of_tasks_are_asked_for_more_often(enter: Enter) -> None:
    """Who looks at a task ten times a second is no flood, and takes nothing from what they read."""
    program = enter("reader", program=True)
    assert _codes(program, "/api/v1/jobs/x", RATES.requests * NEWS_TIMES) == [404] * RATES.requests * NEWS_TIMES
    assert program.get("/api/v1/jobs/x").status_code == 429
    assert program.get("/api/v1/case").status_code == 200


def test_a_large_body_is_refused_before_it_is_read(enter: Enter) -> None:
    """Who asks too often cannot make the server read."""
    browser = enter("custodian")
    for _ in range(RATES.dear):
        assert browser.post("/add", data={"csrf": "x"}).status_code == 403
    read = []

    def body() -> object:
        read.append(1)
        yield b"x" * 1000

    assert browser.post("/add", content=body()).status_code == 429  # type: ignore[arg-type] # httpx takes a generator
    assert browser.get("/add").status_code == 200


def test_strangers_are_counted_by_address(enter: Enter) -> None:
    """Those of one address, of one network of IPv6; the form to sign in stays open to everybody else."""
    stranger = enter(whence="2001:db8:1:2::1")
    assert _codes(stranger, "/sign-in", RATES.strangers) == [200] * RATES.strangers
    assert stranger.get("/sign-in").status_code == 429
    assert enter(whence="2001:db8:1:2:ffff::9").get("/").status_code == 429
    assert enter(whence="2001:db8:1:3::1").get("/sign-in").status_code == 200
    assert enter("reader", whence="2001:db8:1:2::1").get("/").status_code == 200
    wrong = enter(whence="192.0.2.9")
    wrong.headers["Authorization"] = "Bearer guess"
    assert _codes(wrong, "/api/v1/case", RATES.strangers + 1) == [401] * RATES.strangers + [429]


def test_a_workbench_of_one_user_has_no_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has the machine slows down nobody else."""
    monkeypatch.setenv("BUKTI_RATE_REQUESTS", "1")
    keys = Keys(8765)
    browser = TestClient(application(desk, keys, {HOST}), base_url=f"http://{HOST}", follow_redirects=False)
    browser.headers["Authorization"] = f"Bearer {keys.link}"
    assert _codes(browser, "/api/v1/case", 20) == [200] * 20
