"""A form that was sent after its session had ended: its words come back filled, and nothing is done without a press."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import retracting
from bukti.team.accounts import Team
from bukti.web import unsent
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Members

HOST = "desk.example.org"
OWN = {"Origin": f"https://{HOST}"}
WORDS = "three quiet herons"
TYPED = 'lines\nof <script>window.hacked = 4</script> "words" & </textarea> کلمات 第一'
Send = Callable[..., str]


@pytest.fixture
def browser(desk: Desk, team: Team) -> TestClient:
    """A browser whose session has ended."""
    app = application(desk, Members(team, None, secure=True), {HOST})
    return TestClient(app, base_url=f"https://{HOST}", follow_redirects=False)


def _field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return html.unescape(found[1])


def _sign_in(browser: TestClient, page: str, name: str = "analyst", word: str = WORDS) -> str:
    sent = {"csrf": _field(page, "csrf"), "name": name, "password": word, "unsent": _field(page, "unsent")}
    return browser.post("/sign-in", data=sent, headers=OWN).text


def _late(browser: TestClient, path: str, **fields: str) -> str:
    answer = browser.post(path, data={"csrf": "of the old session", **fields}, headers=OWN)
    assert answer.status_code == 403
    assert "river" not in answer.text
    return answer.text


def test_what_was_typed_comes_back_in_its_form_and_is_not_done(browser: TestClient, desk: Desk) -> None:
    """The words stand in the form as text; the second press records them once, under the new session."""
    assert desk.view is not None
    report = desk.view.result.documents[0].report.id
    head = desk.status().head.digest
    fields = {"target": report, "head": head, "step": "record", "reason": TYPED}
    page = _sign_in(browser, _late(browser, "/decide/retract", **fields))
    assert "nothing was sent" in page
    assert "<script>window" not in page
    assert html.unescape(page).count(TYPED) == 1
    assert retracting.decisions(desk.case)[0] == ()
    again = {"target": report, "head": head, "step": "record", "reason": TYPED, "csrf": _field(page, "csrf")}
    answer = browser.post("/decide/retract", data=again, headers=OWN)
    finished(desk, answer.headers["location"])
    (made,), _ = retracting.decisions(desk.case)
    assert (made.author, made.reason) == ("analyst", TYPED)


def test_what_was_decided_since_is_told_with_it(browser: TestClient, desk: Desk) -> None:
    """A kept form carries the end of the log that its author saw: signing in again does not make it newer."""
    assert desk.view is not None
    report, other = (document.report.id for document in desk.view.result.documents)
    fields = {"target": report, "head": desk.status().head.digest, "reason": TYPED}
    page = _late(browser, "/decide/retract", **fields)
    retracting.retract(other, desk.case, "of another report", author="Cem")
    assert "The case has changed" not in _sign_in(browser, page)
    retracting.retract(report, desk.case, "theirs, made meanwhile", author="Cem")
    browser.cookies.clear()
    shown = _sign_in(browser, page)
    assert "The case has changed" in shown
    assert html.unescape(shown).count(TYPED) == 1
    assert [one.author for one in retracting.decisions(desk.case)[0]] == ["Cem", "Cem"]


def test_any_other_form_comes_back_with_its_fields(browser: TestClient, desk: Desk) -> None:
    """Words to be changed, the rest as it was; it goes where it went."""
    before = desk.status().head.digest
    page = _sign_in(browser, _late(browser, "/hypotheses", question=TYPED, kind="x"))
    assert 'action="/hypotheses"' in page
    assert html.unescape(page).count(TYPED) == 1
    assert _field(page, "kind") == "x"
    assert desk.status().head.digest == before


def test_a_wrong_password_loses_nothing(browser: TestClient) -> None:
    """The form to sign in goes on holding what was typed."""
    page = _late(browser, "/decide/note", on="case", target="case", reason=TYPED)
    again = _sign_in(browser, page, word="wrong wrong wrong")
    assert TYPED in json.loads(_field(again, "unsent"))[1].values()
    assert "is still here" in _sign_in(browser, again)


def test_who_signed_in_elsewhere_is_shown_it_too(browser: TestClient, team: Team) -> None:
    """For people whom a provider lets in through another tab; to be shown one's own words takes no token."""
    page = _late(browser, "/decide/note", on="case", target="case", reason=TYPED)
    browser.cookies.set("__Host-bukti", team.sign_in("analyst", WORDS))
    kept = {"unsent": _field(page, "unsent")}
    assert html.unescape(browser.post(unsent.AGAIN, data=kept, headers=OWN).text).count(TYPED) == 1
    assert browser.post(unsent.AGAIN, data=kept).status_code == 403
    assert browser.post(unsent.AGAIN, data=kept, headers={"Origin": "https://evil.example"}).status_code == 403
    assert browser.post(unsent.AGAIN, data={"unsent": "[]"}, headers=OWN).headers["location"] == "/"


def test_who_may_only_read_gets_no_form_back(browser: TestClient) -> None:
    """Another person may sign in at the same screen: their role counts."""
    page = _late(browser, "/decide/note", on="case", target="case", reason=TYPED)
    assert "You may not do this" in _sign_in(browser, page, "reader")


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null", f"https://{HOST}.evil.example"])
def test_what_another_page_sends_is_not_kept(browser: TestClient, origin: str | None) -> None:
    """Nobody elsewhere can lay words into the form of a person who is about to sign in."""
    headers = {"Origin": origin} if origin else {}
    answer = browser.post("/decide/note", data={"reason": "laid here"}, headers=headers)
    assert answer.status_code == 403
    assert "laid here" not in answer.text


@pytest.mark.parametrize("path", ["/account/password", "/people/add", "/sign-out", "/language", "/api/v1/acts/note"])
def test_secrets_and_what_is_no_work_are_not_kept(browser: TestClient, path: str) -> None:
    """A password that was typed stands on no page."""
    answer = browser.post(path, data={"new": "a secret of mine", "back": "/"}, headers=OWN)
    assert "a secret of mine" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[1, {}]",
        '["//evil.example/x", {}]',
        '["https://evil.example", {}]',
        '["/people/add", {"name": "x"}]',
        '["/decide/note", {"reason": 1}]',
        '["/decide/note", ["reason"]]',
        "[" * 5000,
    ],
)
def test_only_what_a_form_of_ours_may_be_is_unpacked(text: str) -> None:
    """Whatever stands in the field, no other address and nothing but words comes out of it."""
    assert unsent.unpacked(text) is None
    one = unsent.Unsent("/decide/note", {"reason": TYPED})
    assert unsent.unpacked(one.packed()) == one


def test_a_form_that_is_too_long_is_told(browser: TestClient) -> None:
    """The limit of forms holds for strangers too, and what is within it fits into the form to sign in."""
    assert browser.post("/decide/note", data={"reason": "x" * 70_000}, headers=OWN).status_code == 413
    page = _late(browser, "/decide/note", on="case", target="case", reason="&" * 20_000)
    assert "&amp;" * 20_000 in _sign_in(browser, page)
