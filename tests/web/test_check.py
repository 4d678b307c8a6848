"""A claim in one's own words is checked against the case: the command's answer, on a page, for who may read."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bukti import pipeline
from bukti.acts import looking
from bukti.report import asked
from bukti.team.accounts import Team
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys, Members

WORDS = "three quiet herons"
EVIL = "the <script>window.hacked = 5</script> plant exists"
Check = Callable[..., str]


@pytest.fixture
def check(client: TestClient, assessed: Desk, keys: Keys) -> Check:
    """Ask as the form does, and give the page of the answer."""

    def made(claim: str, **fields: str) -> str:
        answer = client.post("/check", data={"csrf": keys.form, "claim": claim, **fields})
        if answer.status_code != 303:
            return answer.text
        job = assessed.jobs.find(answer.headers["location"].rpartition("/")[2])
        assert job is not None
        assert job.wait(60)
        return client.get(answer.headers["location"]).text

    return made


def test_the_answer_is_that_of_the_command(check: Check, assessed: Desk) -> None:
    """Statements on each side with their sentences, and nothing is recorded."""
    head = assessed.status().head.digest
    found = pipeline.check("the plant exists", case=assessed.case)
    assert found.question is not None
    page = check("the plant exists")
    assert all(line in html.unescape(page) for line in asked.headline(found, found.question))
    assert "No statement speaks of it." in check("eleven otters crossed the bridge")
    assert assessed.status().head.digest == head


def test_several_claims_are_checked_and_words_are_no_markup(check: Check) -> None:
    """One a line; what was typed stands in the form again, as text."""
    page = check(f"{EVIL}\n\neleven otters crossed the bridge")
    assert page.count('class="claim checked"') == 2
    assert "<script>window" not in page
    assert "Write one claim a line" in check("…")
    assert "Write one claim a line" in check("\n".join(["a claim"] * 11))
    assert "x" * 1001 in check("x" * 1001)


def test_a_look_is_remembered_where_that_is_asked_for(check: Check, assessed: Desk) -> None:
    """One event of the log; the next look tells what changed since."""
    assert "First look: the case remembers it." in check("the plant exists", watch="yes")
    assert looking.log(assessed.case)[-1].content["kind"] == "look"
    assert "Nothing changed since the last look" in check("the plant exists", watch="yes")


def test_a_reader_checks_and_leaves_no_trace(desk: Desk, team: Team) -> None:
    """Readers may ask; to have it remembered takes who may decide, and nobody sees another's check."""
    app = application(desk, Members(team, None, secure=True), {"desk.example.org"})
    browsers = {}
    for name in ("reader", "analyst"):
        browsers[name] = TestClient(app, base_url="https://desk.example.org", follow_redirects=False)
        browsers[name].cookies.set("__Host-bukti", team.sign_in(name, WORDS))
    member = team.member(browsers["reader"].cookies["__Host-bukti"])
    assert member is not None
    head = desk.status().head.digest
    sent = {"csrf": member.form, "claim": "the plant exists", "watch": "yes"}
    at = browsers["reader"].post("/check", data=sent).headers["location"]
    job = desk.jobs.find(at.rpartition("/")[2])
    assert job is not None
    assert job.wait(60)
    assert [browsers[name].get(at).status_code for name in ("reader", "analyst")] == [200, 404]
    assert desk.status().head.digest == head
