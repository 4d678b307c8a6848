"""How a report is read, in the workbench: corrected, added and taken back, with the effect shown first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bukti.acts import retracting
from bukti.report.html import short
from bukti.web.desk import Desk
from bukti.web.doors import Keys

Send = Callable[..., str]
REASON = 'it <b>says</b> "so"'
SHOWN = "it &lt;b&gt;says&lt;/b&gt; &#34;so&#34;"


@pytest.fixture
def send(sending: Callable[[str], Send]) -> Send:
    """Send the form of an act for the reason of these tests."""
    return sending(REASON)


def _statement(desk: Desk) -> tuple[str, str]:
    """Ids of a statement by somebody and of its report."""
    assert desk.view is not None
    return next((one.id, one.report) for one in desk.view.result.statements if one.source)


def test_a_statement_is_corrected_seen_everywhere_and_taken_back(
    client: TestClient, assessed: Desk, send: Send
) -> None:
    """The trial shows the figures before and after; recorded, claim and reader name the person, and undo is offered."""
    name, report = _statement(assessed)
    form = client.get(f"/decide/statement-correct?target={name}").text
    assert 'name="basis"' in form
    assert "as read: " in form
    before = assessed.status().head.number
    tried = send("statement-correct", "try", target=name, basis="perceived", certainty="possible")
    assert "what it would change" in tried
    assert "1 of 2 claims changes" in tried
    assert "F6 stays" in tried
    assert re.search("0.13 <b>→ 0.0[0-9]</b>", tried)
    assert 'name="certainty" value="possible"' in tried
    assert assessed.status().head.number == before
    done = send("statement-correct", target=name, basis="perceived", certainty="possible")
    assert "/decide/statement-undo?target=de-" in done
    assert assessed.status().head.number == before + 1
    assert assessed.assess().wait(60)
    page = client.get(f"/reports/{short(report)}").text
    assert "Read so by a person" in page
    assert SHOWN in page
    assert "take the correction back" in page
    assert assessed.view is not None
    (mine,) = (one.id for one in assessed.view.result.statements if one.decision)
    assert "Read so by a person" in client.get(f"/claims/{assessed.view.homes[mine][0]}").text
    (made,), _ = retracting.decisions(assessed.case)
    assert "recorded" in send("statement-undo", target=made.id)
    assert assessed.assess().wait(60)
    assert "Read so by a person" not in client.get(f"/reports/{short(report)}").text


def test_missed_words_are_added_by_a_sentence_without_any_script(
    client: TestClient, assessed: Desk, send: Send
) -> None:
    """The form lists the sentences of the report; what was read already is refused, and nothing typed is lost."""
    _, report = _statement(assessed)
    page = client.get(f"/decide/statement-add?report={report}").text
    places = re.findall(r'name="sentence" value="(\d+-\d+)"', page)
    assert places
    assert "“none” takes them away" in page
    refused = send("statement-add", report=report, content="words that are not there", who="Ann &amp; Co")
    assert "stands in the report 0 times" in refused
    assert "words that are not there</textarea>" in refused
    assert 'value="Ann &amp;amp; Co"' in refused
    done = send("statement-add", report=report, sentence=places[0], kind="impersonal", source="none")
    assert ("recorded" in done) != ("correct that one" in done)


def test_a_source_is_rated_and_the_letter_taken_back(client: TestClient, assessed: Desk, send: Send) -> None:
    """The trial shows what becomes of the grade; the letter is a decision, and its undo stands beside it."""
    assert assessed.view is not None
    claim = next(iter(assessed.view.findings))
    assert "Say how reliable it is" in client.get(f"/claims/{claim}").text
    name = next(o.name for f in assessed.view.findings.values() for o in f.graph.origins if o.name == "Beijing")
    tried = send("rate", "try", source=name, letter="B")
    assert "what it would change" in tried
    assert "1 of 2 claims rests on it" in tried
    done = send("rate", source=name, letter="B")
    (made,), _ = retracting.decisions(assessed.case)
    assert (made.what, made.kind) == ("B", "rating")
    assert f"/decide/unrate?target={made.id}" in done
    assert "recorded" in send("unrate", target=made.id)


def test_a_form_about_nothing_tells_so(client: TestClient, assessed: Desk) -> None:
    """An id that is in no result gives a page, and no fault of the program."""
    assert assessed.view is not None
    for address in ("statement-correct?target=st-gone", "statement-add?report=sha256:0", "statement-add?content=1-2"):
        assert client.get(f"/decide/{address}").status_code == 200


def test_the_interface_takes_the_same_acts(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """`/api/v1/acts` lists them with their fields, and the outcome of a trial is the object of the command."""
    name, _ = _statement(assessed)
    acts = {one["name"]: one for one in client.get("/api/v1/acts").json()["items"]}
    assert {"target", "content", "stance", "basis"} <= set(acts["statement-correct"]["asks"])
    order = {"fields": {"target": name, "basis": "perceived"}, "head": assessed.status().head.digest}
    made = client.post("/api/v1/acts/statement-correct", json=order, headers={"Authorization": f"Bearer {keys.link}"})
    assert made.status_code == 202
    job = assessed.jobs.find(made.json()["id"])
    assert job is not None
    assert job.wait(60)
    outcome = client.get(f"/api/v1/jobs/{made.json()['id']}").json()["outcome"]
    assert outcome["decision"]["what"] == "correct"
    assert {"claims", "changes", "recorded"} <= set(outcome)
