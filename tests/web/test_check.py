"""A claim in one's own words is checked against the case: the command's answer, on a page, for who may read."""

from __future__ import annotations

import html
import threading
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti import pipeline
from bukti.acts import looking, retracting
from bukti.pipeline import Run, checking, study
from bukti.report import asked
from bukti.team.accounts import Team
from bukti.web.app import application
from bukti.web.begun import LANE, MOST, Begun
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
        finished(assessed, answer.headers["location"])
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
    job = finished(desk, at)
    assert [browsers[name].get(at).status_code for name in ("reader", "analyst")] == [200, 404]
    blocked = desk.jobs.begin("Act", lambda tick: None)
    for task, code in ((job, 303), (blocked, 403)):
        assert browsers["reader"].post(f"/work/{task.id}/stop", data={"csrf": member.form}).status_code == code
    assert desk.status().head.digest == head


def test_what_was_typed_comes_back_with_the_reason(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check that failed leaves its claim and its language in the form."""
    monkeypatch.setenv("BUKTI_LIMIT_PAGES", "many")
    page = check("the plant exists", language="id")
    assert 'role="alert"' in page
    assert "BUKTI_LIMIT_PAGES" in page
    assert "the plant exists</textarea>" in page
    assert 'value="id"' in page


def test_what_is_kept_of_a_check_holds_no_report_that_it_does_not_show(
    client: TestClient, assessed: Desk, check: Check
) -> None:
    """Twenty checks are remembered: of a large case, each would hold every report."""
    page = check("the plant exists")
    (job,) = (job for job in assessed.jobs._known if isinstance(job.about, Begun))
    assert (job.outcome[0].result.documents, job.outcome[0].result.statements) == ((), ())
    assert client.get(f"/check/{job.id}").text == page


def test_nobody_fills_the_lane_of_others(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """Whoever has three tasks that have not ended waits, stops one, and is in nobody's way: acts have another lane."""
    free = threading.Event()
    blocking = assessed.jobs.begin("First", lambda tick: free.wait(30), lane=LANE)
    sent = {"csrf": keys.form, "claim": "the plant exists"}
    places = [client.post("/check", data=sent).headers["location"] for _ in range(MOST)]
    refused = client.post("/check", data=sent)
    assert (refused.status_code, "have not ended" in refused.text) == (400, True)
    assert "the plant exists</textarea>" in refused.text
    assert client.post("/export/log", data={"csrf": keys.form}).status_code == 400
    assert assessed.jobs.begin("Act", lambda tick: None).wait(10)
    stop = f"/work/{places[0].rpartition('/')[2]}/stop"
    assert f'action="{stop}"' in client.get(places[0]).text
    assert client.post(stop, data={"csrf": keys.form}).headers["location"] == places[0]
    free.set()
    jobs = [assessed.jobs.find(place.rpartition("/")[2]) for place in places]
    assert blocking.wait(10)
    assert all(job is not None and job.wait(60) for job in jobs)
    assert [job.state for job in jobs if job] == ["stopped", "done", "done"]
    assert client.post("/check", data=sent).status_code == 303


def test_a_case_is_studied_once_for_what_it_holds(
    check: Check, assessed: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several claims, further checks and a look that is remembered need no second study; a decision does."""
    studies: list[object] = []

    def counted(*asked: Any) -> Run:
        studies.append(asked)
        return study(*asked)

    monkeypatch.setattr(checking, "study", counted)
    first = check("the plant exists\neleven otters crossed the bridge\nthe plant runs")
    assert first.count('class="claim checked"') == 3
    check("the plant exists", watch="yes")
    check("the plant exists")
    assert len(studies) == 1
    assert assessed.view is not None
    report = assessed.view.result.documents[0].report.id
    retracting.retract(report, assessed.case, "withdrawn", author="Ada")
    again = pipeline.check("the plant exists", case=assessed.case)
    assert again.question is not None
    page = check("the plant exists")
    assert len(studies) == 2
    assert all(line in html.unescape(page) for line in asked.headline(again, again.question))


@pytest.mark.parametrize("code", ["xx", "english", "e", "12", "<b>", "mul"])
def test_what_is_no_language_is_refused_with_those_that_are(check: Check, assessed: Desk, code: str) -> None:
    """Nothing is begun, and what was typed stands in the form."""
    before = len(assessed.jobs._known)
    page = html.unescape(check("the plant exists", language=code))
    assert "is no language code" in page
    assert "ar, cs, de" in page
    assert "the plant exists</textarea>" in page
    assert len(assessed.jobs._known) == before


def test_a_language_is_named_as_the_net_names_it(check: Check) -> None:
    """Region and script are no part of what is looked for."""
    assert 'class="claim checked"' in check("the plant exists", language="en-GB")
