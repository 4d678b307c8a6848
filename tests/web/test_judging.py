"""Statements accepted and rejected by people, notes, and the words that a merge offers."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import noting, retracting
from bukti.errors import UsageError
from bukti.model import Statement
from bukti.report.html import short
from bukti.web.desk import Desk
from bukti.web.doors import Keys

Send = Callable[..., str]


@pytest.fixture
def send(client: TestClient, assessed: Desk, keys: Keys) -> Send:
    """Send the form of an act as its page has it, wait for the act, and give the page that follows."""

    def sent(act: str, step: str = "record", **fields: str) -> str:
        form = {"csrf": keys.form, "head": assessed.status().head.digest, "step": step, "author": "Ben", **fields}
        answer = client.post(f"/decide/{act}", data={"reason": "misread", **form})
        finished(assessed, answer.headers["location"])
        return client.get(answer.headers["location"]).text

    return sent


def _statement(desk: Desk) -> Statement:
    assert desk.view is not None
    return next(one for one in desk.view.result.statements if one.id in desk.view.homes and one.source)


def test_a_rejected_statement_carries_nothing_until_it_is_accepted(
    client: TestClient, assessed: Desk, send: Send
) -> None:
    """Its words are shown before, the effect on the grade is told, and accepting it takes the rejection back."""
    assert assessed.view is not None
    one = _statement(assessed)
    before = {name: f.assessment for name, f in assessed.view.findings.items()}
    assert "<blockquote" in client.get(f"/decide/retract?target={one.id}").text
    tried = send("retract", "try", target=one.id)
    assert "rests on it" in tried or "rest on it" in tried
    assert "recorded" in send("retract", target=one.id)
    assert assessed.assess().wait(60)
    assert assessed.view.result.rejected == {one.id}
    claim = assessed.view.homes[one.id][0]
    assert assessed.view.findings[claim].assessment.opinion.belief < before[claim].opinion.belief
    assert "(rejected)" in client.get(f"/claims/{claim}").text
    assert "accept after all" in client.get(f"/reports/{short(one.report)}").text
    assert "recorded" in send("accept", target=one.id)
    assert assessed.assess().wait(60)
    assert {name: f.assessment for name, f in assessed.view.findings.items()} == before
    assert 'class="accepted"' in client.get(f"/reports/{short(one.report)}").text
    assert [made.what for made in retracting.decisions(assessed.case)[0]] == ["retract", "accept"]


def test_the_rest_of_a_report_stands_when_one_statement_is_rejected(assessed: Desk) -> None:
    """Only claims that hold the statement change; the report stays read."""
    assert assessed.view is not None
    one = _statement(assessed)
    found = retracting.retract(one.id, assessed.case, dry_run=True)
    changed = {change.before.claim.id for change in found.claims}
    assert changed == set(assessed.view.homes[one.id])
    assert all(one.report in change.after.graph.read for change in found.claims)


def test_a_statement_is_meant_by_its_id_alone(assessed: Desk) -> None:
    """Many reports have the same words, so words of a statement mean nothing."""
    assert assessed.view is not None
    one = _statement(assessed)
    words = assessed.view.shelf.reports[one.report].words(one.content[0])
    with pytest.raises(UsageError, match="called"):
        retracting.retract(words, assessed.case, dry_run=True)


def test_notes_stand_beside_the_evidence(client: TestClient, assessed: Desk, send: Send) -> None:
    """A note is told on the page that it was written on and in the log; a later retraction is not disturbed by it."""
    assert assessed.view is not None
    report, claim = _statement(assessed).report, next(iter(assessed.view.findings))
    for on, target in (("report", report), ("report", report), ("claim", claim)):
        assert "recorded" in send("note", on=on, target=target, reason="Ask <b>Anna</b> about it")
    for path in (f"/reports/{short(report)}", f"/claims/{claim}", "/log"):
        assert "Ask &lt;b&gt;Anna&lt;/b&gt; about it" in client.get(path).text
    assert "recorded" in send("retract", target=report)
    assert "Nothing was recorded" in send("note", on="report", target="none")
    assert "Nothing was recorded" in send("note", on="claim", target=claim, reason=" ")


def test_two_notes_of_one_second_are_two(assessed: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same words twice, as fast as may be: neither stands in the way of the other."""
    monkeypatch.setattr(noting, "now", lambda: "2026-06-04T10:00:00Z")
    about = ("case", "case", "river")
    made = [noting.note("Ask Anna", about, (), assessed.case) for _ in range(2)]
    assert made[0].target != made[1].target
    assert {one.id for one in made} <= {one.id for one in retracting.decisions(assessed.case)[0]}


def test_a_note_is_on_something_that_exists(tmp_path: Path) -> None:
    """A kind that takes no note, and a text that is none, are refused before the case is opened."""
    with pytest.raises(UsageError, match="takes no note"):
        noting.note("x", ("moon", "1", "Moon"), (), tmp_path / "none.case")
    with pytest.raises(UsageError, match="4001"):
        noting.note("x" * 4001, ("case", "1", "case"), (), tmp_path / "none.case")


def test_a_merge_offers_claims_by_their_words(client: TestClient, assessed: Desk, send: Send) -> None:
    """The form shows words and grades, finds a claim by its words, and takes words where none was chosen."""
    assert assessed.view is not None
    other, first = assessed.view.findings
    text = client.get(f"/decide/merge?claim={first}").text
    assert re.findall(r'type="radio"[^>]*value="([^"]+)"', text) == [other]
    assert 'type="radio"' not in client.get(f"/decide/merge?claim={first}&q=nobody").text
    assert other in client.get(f"/decide/merge?claim={first}&q=SCRIPT").text
    assert "After: 1 claim" in send("merge", "try", claim=first, other=other)
    assert "After: 1 claim" in send("merge", "try", claim=first, words=assessed.view.findings[other].claim.text)
