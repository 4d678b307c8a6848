"""The review queue and what people decide on incidents: one after the other, each verdict an event of the log."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

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
    assert re.findall(r'data-key="(\w)"', page) == ["o", "w", "a", "r", "m", "j"]
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


def _sender(client: TestClient, struck: Desk, keys: Keys) -> Callable[..., str]:
    """Sends the form of an act, and gives the page that follows once it is done."""

    def send(act: str, step: str, **fields: str) -> str:
        form = {"csrf": keys.form, "head": struck.status().head.digest, "step": step, "reason": "same day", **fields}
        answer = client.post(f"/decide/{act}", data=form)
        finished(struck, answer.headers["location"])
        return client.get(answer.headers["location"]).text

    return send


def test_an_answer_is_assessed_with_what_it_concedes(client: TestClient, struck: Desk, keys: Keys) -> None:
    """A trial shows grade and response before and after and records nothing; the record is one event."""
    assert struck.view is not None
    first, send = next(iter(struck.view.incidents)), _sender(client, struck, keys)
    before = struck.status().head.number
    said = {"incident": first, "party": "the army", "status": "credible", "conceded:killed": "3-5"}
    tried = send("incident-response", "try", **said, **{"conceded:injured": "", "conceded:missing": "2+"})
    assert "<dt>grade</dt><dd><b>Confirmed</b>" in tried
    assert "<b>credible; conceded: killed 3–5, missing at least 2</b>" in tried
    assert 'name="conceded:killed" value="3-5"' in tried
    assert struck.status().head.number == before
    assert "Nothing was recorded" in send("incident-response", "record", **{**said, "conceded:killed": "5-3"})
    send("incident-response", "record", **said)
    assert struck.status().head.number == before + 1
    _wait(struck)
    page = client.get(f"/incidents/{first}").text
    assert "the army: credible; conceded: killed 3–5" in page
    assert re.search(r"How it came to this.*<b>Weak</b>.*<b>Confirmed</b>", page, re.DOTALL)
    line = "killed: conceded 3–5 in 1 incident, of which 0–8 are told"
    assert all(line in client.get(path).text for path in ("/", "/incidents"))


def test_the_checklist_says_what_nobody_did_and_where_people_differ(
    client: TestClient, struck: Desk, keys: Keys, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every part is not done at first; of two people that differ neither is lost; a review needs another key."""
    assert struck.view is not None
    first, send = next(iter(struck.view.incidents)), _sender(client, struck, keys)

    def came(page: str) -> list[str]:
        return re.findall(r'<th scope="row">[\w ]+</th><td>(?:<b class="denied">)?([\w ]+)', page)

    assert came(client.get(f"/incidents/{first}").text) == ["not done"] * 4
    check = {"incident": first, "part": "source"}
    assert "<dt>source analysis</dt><dd><b>supports</b>" in send("incident-check", "try", **check, finding="supports")
    send("incident-check", "record", **check, finding="supports", author="Anna")
    _wait(struck)
    assert "Nothing was recorded" in send("incident-check", "record", **{**check, "part": "review"}, finding="supports")
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "ben"))
    send("incident-check", "record", **check, finding="against", author="Ben")
    _wait(struck)
    page = client.get(f"/incidents/{first}").text
    assert came(page) == ["contested", "not done", "not done", "not done"]
    assert all(line in page for line in ("source supports: same day; Anna", "source against: same day; Ben"))


def test_incidents_are_merged_split_and_put_back(client: TestClient, struck: Desk, keys: Keys) -> None:
    """Each form offers what there is, tries it first, and its undoing is offered where it stands."""
    assert struck.view is not None
    first, second = struck.view.incidents
    form = f"/decide/incident-merge?incident={first}"
    assert f'value="{second}"' in client.get(form).text
    assert f'value="{second}"' in client.get(f"{form}&q=odesa drone").text
    assert "no other incident with these words" in client.get(f"{form}&q=lisbon").text
    send = _sender(client, struck, keys)
    assert "After: 1 incident" in send("incident-merge", "try", incident=first, other=second)
    done = send("incident-merge", "record", incident=first, other=second)
    _wait(struck)
    assert len(struck.view.incidents) == 1
    undo = re.search(r'href="/decide/(incident-undo)\?target=([^"]+)"', done)
    assert undo is not None
    assert "After: 2 incidents" in send(undo[1], "try", target=undo[2])
    assert len(struck.view.incidents) == 1
    assert "recorded" in send(undo[1], "record", target=undo[2])
    _wait(struck)
    assert list(struck.view.incidents) == [first, second]


def test_the_script_asks_for_nothing_and_writes_no_markup() -> None:
    """What a hostile report could reach through a script is not in it."""
    text = Path(__file__).parents[2].joinpath("src/bukti/web/templates/desk.js").read_text("utf-8")
    for word in ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval", "fetch(", "XMLHttp", "import("):
        assert word not in text
