"""The review queue and what people decide on incidents: one after the other, each verdict an event of the log."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bukti.acts import retracting
from bukti.store.case import Case
from bukti.web.desk import Desk
from bukti.web.doors import Keys

STRIKES = (
    "Kharkiv, 3 May 2024. A missile strike on a market in Kharkiv on 2 May 2024 killed eight people, the mayor said.",
    "A drone attack on a hospital in Odesa on 3 May 2024 injured five people, doctors said.",
)


@pytest.fixture
def struck(desk: Desk) -> Desk:
    """The desk over a case that tells of two attacks too."""
    with Case(desk.case) as case:
        case.add([(f"{n}.txt", text.encode()) for n, text in enumerate(STRIKES)])
    assert desk.assess().wait(60)
    return desk


def _wait(desk: Desk) -> None:
    """Until every verdict of the queue is recorded and the case is assessed again."""
    assert desk.jobs.begin("last", lambda _: None).wait(60)
    while desk.assessing is not None and desk.assessing.running:  # what was decided meanwhile is assessed once more
        assert desk.assessing.wait(60)


def _send(client: TestClient, keys: Keys, page: str, verdict: str) -> str:
    """Press a button of the page, and give where it leads."""
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = client.post("/review", data={**hidden, "csrf": keys.form, "verdict": verdict, "reason": ""})
    assert answer.status_code == 303
    return answer.headers["location"]


def test_statements_are_accepted_and_rejected_one_after_the_other(client: TestClient, struck: Desk, keys: Keys) -> None:
    """The first that nobody judged comes first, each verdict leads on, and the log has both."""
    page = client.get("/review").text
    assert "<blockquote" in page
    second = client.get(_send(client, keys, page, "accept")).text
    assert "<b>2</b> of" in second
    _send(client, keys, second, "reject")
    _wait(struck)
    assert [one.what for one in retracting.decisions(struck.case)[0]] == ["accept", "retract"]
    assert struck.view is not None
    assert len(struck.view.result.rejected) == 1
    assert "2 judged" in client.get("/review").text
    assert "accepted" in client.get("/review?at=1").text


def test_incidents_are_reviewed_by_the_same_keys(client: TestClient, struck: Desk, keys: Keys) -> None:
    """Both incidents are judged; the page of each tells what was found and by whom, and takes it back."""
    assert struck.view is not None
    first, second = struck.view.incidents
    page = client.get("/review?of=incidents").text
    assert re.findall(r'data-key="(\w)"', page) == ["o", "w", "a", "r", "j"]
    page = client.get(_send(client, keys, page, "accept")).text
    _send(client, keys, page, "reject")
    _wait(struck)
    assert "content supports" in client.get(f"/incidents/{first}").text
    text = client.get(f"/incidents/{second}").text
    assert "content against" in text
    assert "/decide/incident-undo?target=" in text
    assert "2 judged" in client.get("/review?of=incidents").text


def test_a_verdict_that_cannot_be_recorded_is_told(client: TestClient, struck: Desk, keys: Keys) -> None:
    """The queue goes on, and the next page says what was not recorded; what is not in the queue is nothing."""
    page = client.get("/review").text
    _send(client, keys, page, "accept")
    _send(client, keys, page, "accept")
    _wait(struck)
    assert "accepted already" in client.get("/review").text
    for hidden in ({"of": "statements", "name": "st-none"}, {"of": "moons", "name": ""}):
        form = {"csrf": keys.form, "verdict": "accept", **hidden}
        assert client.post("/review", data=form).status_code == 303
    assert len(retracting.decisions(struck.case)[0]) == 1


def test_incidents_are_merged_split_and_put_back(client: TestClient, struck: Desk, keys: Keys) -> None:
    """Each form offers what there is, tries it first, and its undoing is offered where it stands."""
    assert struck.view is not None
    first, second = struck.view.incidents
    assert f'value="{second}"' in client.get(f"/decide/incident-merge?incident={first}").text

    def send(act: str, step: str, **fields: str) -> str:
        form = {"csrf": keys.form, "head": struck.status().head.digest, "step": step, "reason": "same day", **fields}
        answer = client.post(f"/decide/{act}", data=form)
        job = struck.jobs.find(answer.headers["location"].rpartition("/")[2])
        assert job is not None
        assert job.wait(60)
        return client.get(answer.headers["location"]).text

    assert "After: 1 incident" in send("incident-merge", "try", incident=first, other=second)
    done = send("incident-merge", "record", incident=first, other=second)
    _wait(struck)
    assert len(struck.view.incidents) == 1
    undo = re.search(r'href="/decide/(incident-undo)\?target=([^"]+)"', done)
    assert undo is not None
    assert "recorded" in send(undo[1], "record", target=undo[2])
    _wait(struck)
    assert list(struck.view.incidents) == [first, second]


def test_the_script_asks_for_nothing_and_writes_no_markup() -> None:
    """What a hostile report could reach through a script is not in it."""
    text = Path(__file__).parents[2].joinpath("src/bukti/web/templates/desk.js").read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch(", "XMLHttp", "import("):
        assert word not in text
