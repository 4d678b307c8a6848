"""Journeys of a team: signing in, being kept out, what each role is shown, and sessions that end."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
from tests.web.journeys.conftest import WORDS, Opener
from tests.web.visits import Visit, running

from bukti.acts import looking, retracting
from bukti.team.accounts import Team
from bukti.web import limits
from bukti.web.desk import Desk

pytestmark = pytest.mark.browser
ROLES = ("reader", "analyst", "reviewer", "custodian", "admin")


def _sign_in(visit: Visit, name: str, password: str = WORDS) -> Page:
    page = visit.page
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    with page.expect_navigation():
        page.get_by_role("button", name="Sign in").click()
    return page


def _paths(desk: Desk) -> list[str]:
    """Pages on which acts are offered to who may decide."""
    assert desk.view is not None
    claim, incident, report = (
        next(iter(kind)) for kind in (desk.view.findings, desk.view.incidents, desk.view.reports)
    )
    things = [f"/claims/{claim}", f"/reports/{report}", f"/incidents/{incident}"]
    return ["/", *things, "/review", "/names", "/log", "/hypotheses?new=1"]


def test_a_wrong_password_is_told_and_guessing_waits(visiting: Opener, office: str) -> None:
    """The name stays, the password does not; after some tries not even the right one is looked at."""
    visit = visiting(office)
    for _ in range(limits.MOST_BY_NAME):
        page = _sign_in(visit, "reader", "a wrong one at length")
        assert page.get_by_role("alert").inner_text()
        assert page.get_by_label("Name").input_value() == "reader"
        assert page.get_by_label("Password", exact=True).input_value() == ""
    page = _sign_in(visit, "reader")
    assert re.search(r"minute|second|wait", page.get_by_role("alert").inner_text(), re.IGNORECASE)
    assert "Sign out" not in page.locator("body").inner_text()
    _sign_in(visit, "analyst")
    page.get_by_role("button", name="Sign out").wait_for()


def test_who_asks_too_often_waits_and_goes_on(
    visiting: Opener, desk: Desk, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page says how long; a form is not lost: after that, loading the page again sends it."""
    monkeypatch.setenv("BUKTI_RATE_DEAR", "12")
    with running(desk, team) as address:
        visit = visiting(address)
        page = _sign_in(visit, "reader")
        page.get_by_role("button", name="Sign out").wait_for()
        page = visit.go("/check")
        page.locator("textarea").first.fill("The plant exists.")
        while page.request.get(f"{visit.home}/reports/x/custody").status != 429:
            pass
        page.locator("main form button").last.click()
        page.get_by_role("heading", name="Too many requests").wait_for()
        assert "More than 12 such requests a minute" in page.locator("main").inner_text()
        assert visit.serious() == []
        page.wait_for_timeout(6000)
        page.reload()
        page.get_by_role("heading", name="Too many requests").wait_for(state="detached")
        page.wait_for_url(re.compile("/check/"))


def test_nobody_is_led_elsewhere_by_signing_in(visiting: Opener, office: str) -> None:
    """A link that would lead to another host leads to the overview; one within leads on."""
    for wanted, end in (
        ("//evil.example/x", "/"),
        ("/%5Cevil.example", "/"),
        ("https://evil.example", "/"),
        ("/claims?q=214", "/claims?q=214"),
    ):
        visit = visiting(office)
        visit.page.goto(f"{visit.home}/sign-in?next={wanted.replace('?', '%3F')}")
        page = _sign_in(visit, "reader")
        assert page.url == visit.home + end
        visit.page.context.close()


def test_a_planted_session_is_not_the_one_that_is_used(visiting: Opener, office: str, team: Team) -> None:
    """A cookie that stood there before signing in opens nothing, then or afterwards (session fixation)."""
    visit = visiting(office)
    planted = {"name": "bukti-team", "value": "chosen-by-somebody-else", "url": visit.home}
    visit.page.context.add_cookies([planted])  # type: ignore[list-item] # a cookie
    assert visit.go("/claims").url.startswith(visit.home + "/sign-in")
    _sign_in(visit, "analyst")
    (cookie,) = [one for one in visit.page.context.cookies() if one.get("name") == "bukti-team"]
    assert cookie.get("value") != "chosen-by-somebody-else"
    assert cookie.get("httpOnly") is True
    assert team.member("chosen-by-somebody-else") is None


def test_a_form_outlives_its_session(visiting: Opener, office: str, desk: Desk, team: Team) -> None:
    """Nothing is recorded without it; signing in shows what was typed, and the second press records it."""
    visit = visiting(office)
    page = _sign_in(visit, "analyst")
    assert desk.view is not None
    page = visit.go(f"/decide/note?on=claim&target={next(iter(desk.view.findings))}")
    page.get_by_label("Note").fill("typed for an hour")
    (cookie,) = [one for one in page.context.cookies() if one.get("name") == "bukti-team"]
    team.sign_out(str(cookie.get("value")))
    before = desk.status().head.digest
    page.get_by_role("button", name="Record it").click()
    assert "What you typed is kept" in page.get_by_role("status").inner_text()
    assert visit.serious() == []
    page = _sign_in(visit, "analyst")
    assert page.get_by_label("Note").input_value() == "typed for an hour"
    assert desk.status().head.digest == before
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("heading", name="recorded").wait_for()
    assert [one.reason for one in retracting.decisions(desk.case)[0]] == ["typed for an hour"]
    page.get_by_role("button", name="Sign out").click()
    assert visit.go("/claims").url.startswith(visit.home + "/sign-in?next=%2Fclaims")
    assert _sign_in(visit, "analyst").url == visit.home + "/claims"


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_shown_what_it_may_do(visiting: Opener, office: str, desk: Desk, role: str) -> None:
    """A reader gets no link and no button of an act, others those of their rights; axe finds nothing serious.

    Roles have all that the ones before them have: axe looks at the least and at the most that a page holds.
    """
    visit = visiting(office)
    page = _sign_in(visit, role)
    for path in _paths(desk):
        page = visit.go(path)
        acts = page.locator("main a[href^='/decide/'], main button[name=verdict], main form[action^='/hypotheses']")
        offered = acts.count()
        assert role != "reader" or (path, offered) == (path, 0)
        assert role == "reader" or path in ("/", "/names", "/log") or (path, offered > 0) == (path, True)
        assert role not in ("reader", "admin") or (path, visit.serious()) == (path, [])
    assert page.get_by_role("link", name="Add reports").count() == (role in ("custodian", "admin"))
    assert page.get_by_role("link", name="People").count() == (role == "admin")
    for path in ("/account", *(["/people", "/add"] if role == "admin" else [])):
        visit.go(path)
        assert (path, visit.serious()) == (path, [])
    if role == "reader":
        assert "your role" in visit.go("/decide/note?on=case&target=x").locator("main").inner_text()


def test_somebody_is_let_in_decides_and_is_closed_out(visiting: Opener, office: str, desk: Desk) -> None:
    """An admin makes an account; its owner signs with their own name; closed, they are out with the next request."""
    chief, fresh = visiting(office), visiting(office)
    page = _sign_in(chief, "admin")
    page.get_by_role("link", name="People").click()
    page.get_by_label("Name, as it will stand").fill("Дарья Шевчук")
    page.get_by_label("Role", exact=True).select_option("analyst")
    page.get_by_label("First password").fill(WORDS)
    with page.expect_navigation():
        page.get_by_role("button", name="Add", exact=True).click()
    theirs = _sign_in(fresh, "Дарья Шевчук")
    assert desk.view is not None
    fresh.go(f"/decide/note?on=claim&target={next(iter(desk.view.findings))}")
    assert theirs.get_by_label("Who writes").input_value() == "Дарья Шевчук"
    theirs.get_by_label("Note").fill("перевірено")
    theirs.get_by_role("button", name="Record it").click()
    theirs.get_by_role("heading", name="recorded").wait_for()
    assert looking.log(desk.case)[-1].content["author"] == "Дарья Шевчук"
    page.get_by_label("Role of Дарья Шевчук").select_option("none")
    row = page.get_by_role("row", name="Дарья Шевчук")
    with page.expect_navigation():
        row.get_by_role("button", name="Give it").click()
    assert fresh.go("/claims").url.startswith(fresh.home + "/sign-in")


def test_who_may_not_choose_a_profile_sees_it_all_the_same(visiting: Opener, office: str) -> None:
    """Parameters are for everybody, its file for who may read names, choosing for reviewers."""
    for role, files, forms in (("reader", 0, 0), ("analyst", 1, 0), ("reviewer", 1, 2)):
        visit = visiting(office)
        _sign_in(visit, role)
        page = visit.go("/profile")
        assert "How probable a claim is before there is evidence" in page.locator("main").inner_text()
        assert page.get_by_role("link", name="Its file").count() == files
        assert page.locator("main form").count() == forms
