"""Two sources that depend on each other or are one, in the workbench: tried, recorded, told and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from starlette.testclient import TestClient

from bukti.acts import retracting
from bukti.model import Finding
from bukti.web.desk import Desk
from bukti.web.doors import Keys
from bukti.web.pages.tying import parties

Send = Callable[..., str]
REASON = 'one <b>office</b> "only"'
SHOWN = "one &lt;b&gt;office&lt;/b&gt; &#34;only&#34;"


@pytest.fixture
def send(sending: Callable[[str], Send]) -> Send:
    """Send the form of an act for the reason of these tests."""
    return sending(REASON)


def _claim(desk: Desk) -> Finding:
    """A claim of the case with two origins that can be tied."""
    assert desk.view is not None
    return next(found for found in desk.view.findings.values() if len(parties(found)) > 1)


@pytest.mark.parametrize(("act", "what"), [("tie", "dependent"), ("same", "joined")])
def test_two_origins_of_a_claim_are_tied_and_untied(
    client: TestClient, assessed: Desk, send: Send, act: str, what: str
) -> None:
    """The form offers the other origins; the trial records nothing; afterwards the claim tells who decided and why."""
    finding = _claim(assessed)
    (one, origin), (other, _), *_ = parties(finding)
    page = client.get(f"/claims/{finding.claim.id}").text
    assert f'href="/decide/{act}?source={one.replace(":", "%3A")}&amp;claim={finding.claim.id}"' in page
    form = client.get(f"/decide/{act}?source={one}&claim={finding.claim.id}").text
    assert re.findall(r'name="other" value="([^"]+)"', form) == [name for name, _ in parties(finding)[1:]]
    assert ('name="shared"' in form) == (act == "tie")
    before = assessed.status().head.number
    tried = send(act, "try", source=one, other=other, claim=finding.claim.id)
    assert "what it would change" in tried
    assert f'name="other" value="{other}"' in tried
    assert assessed.status().head.number == before
    done = send(act, source=one, other=other, claim=finding.claim.id)
    (made,), _ = retracting.decisions(assessed.case)
    assert (made.what, made.kind, made.author) == (what, "sources", "Ben")
    assert f"/decide/untie?target={made.id}" in done
    assert assessed.status().head.number == before + 1
    assert assessed.assess().wait(60)
    after = client.get(f"/claims/{finding.claim.id}").text
    assert SHOWN in after
    assert f"/decide/untie?target={made.id}" in after
    assert "recorded" in send("untie", target=made.id)
    assert assessed.assess().wait(60)
    assert assessed.view is not None
    assert assessed.view.findings[finding.claim.id].graph == finding.graph
    assert origin in finding.graph.origins


def test_a_source_is_typed_where_no_claim_is_given(client: TestClient, assessed: Desk, send: Send) -> None:
    """From the page of a name; a fault comes back with all that was typed."""
    form = client.get("/decide/same?source=Beijing").text
    assert 'name="source" dir="auto" required value="Beijing"' in form
    refused = send("same", source="Beijing", words='Nobody "at all"')
    assert "No source behind a claim and no outlet is called" in refused
    assert 'value="Nobody &#34;at all&#34;"' in refused
    assert client.get("/decide/tie?source=or-gone&claim=cl-gone").status_code == 200


def test_programs_tie_with_the_same_act(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """`/api/v1/acts` names the fields, and the outcome is the object of the command."""
    finding = _claim(assessed)
    (one, _), (other, _), *_ = parties(finding)
    acts = {item["name"]: item for item in client.get("/api/v1/acts").json()["items"]}
    assert {"source", "other", "shared"} <= set(acts["tie"]["asks"])
    order = {"fields": {"source": one, "other": other}, "head": assessed.status().head.digest, "trial": True}
    made = client.post("/api/v1/acts/tie", json=order, headers={"Authorization": f"Bearer {keys.link}"})
    assert made.status_code == 202
    job = assessed.jobs.find(made.json()["id"])
    assert job is not None
    assert job.wait(60)
    outcome = client.get(f"/api/v1/jobs/{made.json()['id']}").json()["outcome"]
    assert (outcome["decision"]["what"], outcome["recorded"]) == ("dependent", False)
