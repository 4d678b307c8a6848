"""A team: nobody gets further than their role, and what each decides is signed with their own key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import looking
from bukti.ledger.keys import verified
from bukti.model import MentionKind
from bukti.team.accounts import Team
from bukti.team.roles import Right, Role
from bukti.web import access, limits
from bukti.web.acts import ACTS
from bukti.web.app import application
from bukti.web.desk import Desk, View
from bukti.web.doors import Members
from bukti.web.exports import KINDS
from bukti.web.guard import OPEN
from bukti.web.jobs import Job
from bukti.web.limits import Tries
from bukti.web.pages import ROUTES, account, vouched

HOST = "desk.example.org"
WORDS = "three quiet herons"
PEOPLE: list[Role] = [role for role in Role if role is not Role.NONE]
FILLED = {"claim": "cl-second", "report": "x", "job": "x", "sha256": "x"}
# lowest role that a request needs, where it is not `reader` for GET and `analyst` for the rest; None is nobody's secret
LOWEST: dict[tuple[str, str], Role | None] = {
    ("GET", "/add"): Role.CUSTODIAN,
    ("POST", "/add"): Role.CUSTODIAN,
    ("POST", "/add/page"): Role.CUSTODIAN,
    ("GET", "/add/x"): Role.CUSTODIAN,
    ("POST", "/lists"): Role.CUSTODIAN,
    ("GET", "/lists/x"): Role.CUSTODIAN,
    ("POST", "/profile"): Role.REVIEWER,
    ("GET", "/profile/x"): Role.ANALYST,  # letters may name people
    ("POST", "/check"): Role.READER,
    ("POST", "/compare"): Role.READER,
    ("GET", "/export"): Role.ANALYST,
    ("GET", "/export/x"): Role.ANALYST,
    ("GET", "/export/x/file"): Role.ANALYST,
    ("POST", "/stamp"): Role.CUSTODIAN,
    ("POST", "/work/x/stop"): Role.READER,  # of a task of one's own
    **{("POST", f"/export/{name}"): Role.CUSTODIAN for name, one in KINDS.items() if one.right is Right.KEEP},
    ("GET", "/people"): Role.ADMIN,
    ("POST", "/people/add"): Role.ADMIN,
    ("POST", "/people/role"): Role.ADMIN,
    ("POST", "/sign-in/again"): Role.READER,
    ("POST", "/sign-out"): Role.READER,
    ("POST", "/account/password"): Role.READER,
    ("POST", "/account/token"): Role.READER,
    **{("GET", f"/decide/{act}"): Role.ANALYST for act in ACTS},
    **{(method, f"/decide/{act}"): Role.CUSTODIAN for act in ("list", "unlist") for method in ("GET", "POST")},
    **{
        (method, f"/decide/{act}"): Role.REVIEWER
        for act in ("resolve", "profile", "profile-undo")
        for method in ("GET", "POST")
    },
    ("GET", "/sign-in"): None,
    ("POST", "/sign-in"): None,
    ("POST", "/language"): None,
    ("GET", "/icon.svg"): None,
}
Enter = Callable[[str], TestClient]


def _requests() -> list[tuple[str, str]]:
    """Every route with every method; what decides, as every act."""
    found = set()
    for route in (*ROUTES, *account.ROUTES):
        for method in (route.methods or set()) - {"HEAD"}:
            acts = sorted(ACTS) if "{act}" in route.path else sorted(KINDS) if "{kind}" in route.path else ("",)
            path = re.sub(r"{(\w+)}", lambda part: FILLED.get(part[1], f"{{{part[1]}}}"), route.path)
            found |= {(method, path.replace("{act}", act).replace("{kind}", act)) for act in acts}
    return sorted(found)


REQUESTS = _requests()


@pytest.fixture
def enter(desk: Desk, team: Team) -> Enter:
    """Browsers of strangers, and of who signed in."""
    app = application(desk, Members(team, None, secure=True), {HOST})

    def made(name: str) -> TestClient:
        browser = TestClient(app, base_url=f"https://{HOST}", follow_redirects=False)
        if name:
            secret = team.sign_in(name, WORDS)
            browser.cookies.set("__Host-bukti", secret)
        return browser

    return made


def _form(browser: TestClient, path: str = "/account") -> str:
    """What the forms of a page carry."""
    found = re.search(r'name="csrf" value="([^"]+)"', browser.get(path).text)
    assert found is not None
    return found[1]


def _asked(browser: TestClient, method: str, path: str, form: str) -> int:
    if method == "GET":
        return browser.get(path).status_code
    return browser.post(path, data={"csrf": form}).status_code


def test_every_address_asks_for_its_role(enter: Enter, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole table: every route and method for every role; who may not is refused before the page is asked."""
    monkeypatch.setattr(desk, "assess", lambda: None)
    monkeypatch.setattr(desk.jobs, "begin", lambda name, *_, **__: Job(name))  # asked for is enough: nothing is made
    for role in PEOPLE:
        browser = enter(role.value)
        form = _form(browser)
        for method, path in REQUESTS:
            if path in {"/sign-out", "/account/password", "/sign-in"}:  # these end the session that asks
                continue
            lowest = LOWEST.get((method, path), Role.READER if method == "GET" else Role.ANALYST)
            may = lowest is None or PEOPLE.index(role) >= PEOPLE.index(lowest)
            told = (role, method, path, code := _asked(browser, method, path, form))
            assert (code != 403) is may, told


def test_strangers_get_the_form_to_sign_in_and_nothing_else(enter: Enter) -> None:
    """Not even what the case is called, nor whether an address exists."""
    browser = enter("")
    for method, path in [*REQUESTS, ("GET", "/nowhere"), ("POST", "/nowhere"), ("GET", "/claims/%00")]:
        answer = browser.request(method, path, data={"csrf": "x"} if method == "POST" else None)
        assert "river" not in answer.text, path
        if path in OPEN:
            continue
        assert answer.status_code == (303 if method == "GET" else 403), (method, path)
        assert method == "POST" or answer.headers["location"].startswith("/sign-in?next=%2F")


def test_signing_in_leads_to_where_one_wanted_to_go(enter: Enter) -> None:
    """The cookie is bound to this host and TLS, and no script gets it; the name of a role is told on the page."""
    browser = enter("")
    form = _form(browser, "/sign-in?next=/claims?q=a")
    fields = {"csrf": form, "name": "Analyst", "password": WORDS, "next": "/claims?q=a"}
    answer = browser.post("/sign-in", data=fields)
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?q=a")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-bukti=")
    assert all(part in cookie for part in ("HttpOnly", "Secure", "SameSite=lax", "Path=/", "Max-Age=43200"))
    assert "analyst" in browser.get("/claims").text
    browser.post("/sign-out", data={"csrf": _form(browser)})
    assert browser.get("/claims").status_code == 303


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "/\\evil.example",
        "https://evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "",
        "/ /x",
    ],
)
def test_nobody_is_led_elsewhere(elsewhere: str) -> None:
    """What a browser could take for another host, or for a script, leads to the overview."""
    assert account.place(elsewhere) == "/"
    assert account.place("/claims?q=a//b") == "/claims?q=a//b"


def test_a_planted_session_is_worth_nothing(enter: Enter, team: Team) -> None:
    """Signing in gives a secret that was not there before, and ends what was shown (session fixation)."""
    planted = team.sign_in("reader", WORDS)
    browser = enter("")
    browser.cookies.set("__Host-bukti", planted)
    form = _form(browser)
    assert browser.post("/sign-in", data={"csrf": form, "name": "admin", "password": WORDS}).status_code == 303
    assert {cookie.value for cookie in browser.cookies.jar if cookie.domain} - {planted}
    assert team.member(planted) is None
    browser.cookies.clear()
    browser.cookies.set("__Host-bukti", "chosen-by-somebody-else")
    form = _form(browser, "/sign-in")
    browser.post("/sign-in", data={"csrf": form, "name": "reader", "password": WORDS})
    assert team.member("chosen-by-somebody-else") is None


def test_forms_of_others_do_nothing(enter: Enter) -> None:
    """Neither with another person's token, nor from another origin, nor with the token of strangers."""
    one, other, stranger = enter("admin"), enter("custodian"), enter("")
    for form in (_form(other), _form(stranger, "/sign-in"), ""):
        assert one.post("/people/role", data={"csrf": form, "name": "reader", "role": "admin"}).status_code == 403
    sent = {"csrf": _form(one), "name": "reader", "role": "admin"}
    assert one.post("/people/role", data=sent, headers={"origin": "https://evil.example"}).status_code == 403
    assert one.post("/people/role", data=sent).status_code == 303


def test_guessing_is_slowed_down(enter: Enter) -> None:
    """After some failures not even the right password is tried; others are let in as before."""
    browser = enter("")
    form = _form(browser, "/sign-in")
    fields = {"csrf": form, "name": "reader"}
    for _ in range(limits.MOST_BY_NAME):
        assert browser.post("/sign-in", data={**fields, "password": "guess"}).status_code == 403
    answer = browser.post("/sign-in", data={**fields, "password": WORDS})
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= limits.WINDOW + 1
    assert browser.post("/sign-in", data={**fields, "name": "analyst", "password": WORDS}).status_code == 303


def test_failures_are_forgotten_after_a_while_and_counted_by_address_too() -> None:
    """Whoever tries many names is stopped as well; somebody elsewhere is not."""
    at = [0.0]
    tries = Tries(lambda: at[0])
    for number in range(limits.MOST_BY_ADDRESS):
        assert tries.wait(f"name {number}", "here") == 0
        tries.fail(f"name {number}", "here")
    assert tries.wait("fresh", "here") == limits.WINDOW + 1
    assert tries.wait("fresh", "there") == 0
    at[0] += limits.WINDOW
    assert tries.wait("fresh", "here") == 0


def test_acts_are_signed_with_the_key_of_who_is_signed_in(enter: Enter, desk: Desk, team: Team) -> None:
    """Whatever name a form gives; assessing again is nobody's act, and the key is the account's."""
    assert desk.assess().wait(60)
    browser = enter("reviewer")
    assert desk.view is not None
    claim = next(iter(desk.view.findings))
    shown = browser.get(f"/decide/resolve?claim={claim}").text
    assert re.search(r'name="author"[^>]* value="reviewer" readonly', shown)
    head = desk.status().head.digest
    fields = {"csrf": _form(browser), "head": head, "step": "record", "claim": claim, "verdict": "true"}
    answer = browser.post("/decide/resolve", data={**fields, "reason": "seen", "author": "Somebody Else"})
    finished(desk, answer.headers["location"])
    event = looking.log(desk.case)[-1]
    assert event.content["body"]["author"] == event.content["author"] == "reviewer"
    assert event.content["key"] == team.find("reviewer").key
    assert verified(event.content["key"], event.text, event.signature)


def test_accounts_are_events_of_the_case(enter: Enter, desk: Desk, team: Team) -> None:
    """Who was let in by whom, with which role and key, signed by who did it; and what cannot be is told."""
    browser = enter("admin")
    form = _form(browser)
    assert browser.post("/people/add", data={"csrf": form, "name": "Cem", "role": "analyst"}).status_code == 400
    sent = {"csrf": form, "name": "Cem", "role": "analyst", "password": WORDS}
    assert browser.post("/people/add", data=sent).status_code == 303
    browser.post("/people/role", data={"csrf": form, "name": "Cem", "role": "none"})
    added, closed = (event.content for event in looking.log(desk.case)[-2:])
    assert added["author"] == closed["author"] == "admin"
    assert (added["body"]["what"], added["body"]["key"]) == ("added", team.find("Cem").key)
    assert closed["body"]["role"] == "none"
    assert "account of Cem: added, role analyst" in browser.get("/log").text
    assert "closed" in browser.get("/people").text


def test_names_of_people_are_for_those_who_may_read_them(
    enter: Enter, desk: Desk, team: Team, make: SimpleNamespace
) -> None:
    """A reader gets none of them on the page of an incident; who may is noted, each time, and nobody else is."""
    assert desk.view is not None
    first, *rest = desk.view.result.documents
    named = replace(first, mentions=(make.mention(first, "minister", "minister", MentionKind.PERSON),))
    desk.view = View(replace(desk.view.result, documents=(named, *rest)), desk.view.basis, desk.view.made)
    shown = {name: enter(name).get("/incidents/ic-1").text.partition("<main")[2] for name in ("reader", "analyst")}
    assert "minister" not in shown["reader"]
    assert "[name withheld]" in shown["reader"]
    assert "minister" in shown["analyst"]
    assert [(who, what) for _, who, what in team.reads()] == [("analyst", "/incidents/ic-1")]
    assert "/incidents/ic-1" in enter("admin").get("/people").text


def test_every_exception_names_a_route_that_is_there() -> None:
    """An address that changed leaves no right behind that nobody asks for."""
    known = {
        (route.path, method) for route in (*ROUTES, *account.ROUTES, *vouched.ROUTES) for method in route.methods or ()
    }
    assert {pair for pair in access.NEEDED if not pair[0].startswith("/api/")} <= known
    assert {act.right for act in ACTS.values()} == {Right.DECIDE, Right.REVIEW, Right.KEEP}
