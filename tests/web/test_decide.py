"""Deciding: tried first, recorded once, taken back by another decision, and never over what somebody else added."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from bukti.acts import learning, noting, retracting
from bukti.model import Decision
from bukti.progress import Tick
from bukti.report.html import short
from bukti.store.case import Case
from bukti.web.acts import ACTS, Order, Outcome
from bukti.web.desk import Desk
from bukti.web.doors import Keys

REASON = 'the author <b>withdrew</b> it & "said" so'
REASON_SHOWN = "the author &lt;b&gt;withdrew&lt;/b&gt; it &amp; &#34;said&#34; so"
Send = Callable[..., str]


@pytest.fixture
def send(sending: Callable[[str], Send]) -> Send:
    """Send the form of an act for the reason of these tests."""
    return sending(REASON)


def _report(desk: Desk) -> str:
    assert desk.view is not None
    return next(d.report.id for d in desk.view.result.documents if "minister" in d.report.text)


def _claims(desk: Desk) -> list[str]:
    assert desk.view is not None
    return list(desk.view.findings)


def test_a_retraction_is_tried_recorded_and_taken_back(client: TestClient, assessed: Desk, send: Send) -> None:
    """The trial records nothing and shows the effect; the act is one event by its author; undoing is another."""
    report, before = _report(assessed), assessed.status().head.number
    assert "Retract" in client.get(f"/decide/retract?target={report}").text
    tried = send("retract", "try", target=report)
    assert "what it would change" in tried
    assert "rest on it" in tried or "rests on it" in tried
    assert REASON_SHOWN in tried
    assert assessed.status().head.number == before
    done = send("retract", target=report)
    assert "recorded" in done
    (made,), _ = retracting.decisions(assessed.case)
    assert (made.what, made.author, made.reason) == ("retract", "Ben", REASON)
    assert assessed.status().head.number == before + 1
    assert assessed.assess().wait(60)
    assert "Retracted by decision" in client.get(f"/reports/{short(report)}").text
    assert "recorded" in send("restore", target=made.id)
    assert [one.what for one in retracting.decisions(assessed.case)[0]] == ["retract", "restore"]


def test_a_claim_is_resolved_split_and_put_together_again(client: TestClient, assessed: Desk, send: Send) -> None:
    """Each act of a claim is the decision of the command line, and shows in the claim's history."""
    first, second = _claims(assessed)[:2]
    assert "recorded" in send("resolve", claim=first, verdict="true")
    assert REASON_SHOWN in client.get(f"/claims/{first}").text
    assert "After: 1 claim" in send("merge", "try", claim=first, other=second)
    assert "recorded" in send("merge", claim=first, other=second)
    assert assessed.assess().wait(60)
    assert assessed.view is not None
    whole = next(f.claim for f in assessed.view.findings.values() if len(f.claim.decisions))
    assert "Take it back" in client.get(f"/claims/{whole.id}").text
    leaving = whole.affirming[-1]
    assert f'name="leaves:{leaving}"' in client.get(f"/decide/split?claim={whole.id}").text
    assert "After: 2 claims" in send("split", "try", claim=whole.id, **{f"leaves:{leaving}": "on"})
    merge = retracting.decisions(assessed.case)[0][-1]
    assert "recorded" in send("regroup", target=merge.id)


def test_who_decided_on_the_same_thing_meanwhile_stops_an_act_and_nothing_is_lost(assessed: Desk, send: Send) -> None:
    """The page says who decided what, tells of nothing else that was added, and has every field as it was typed."""
    seen, report = assessed.status().head.digest, _report(assessed)
    retracting.retract(report, assessed.case, "theirs", author="Cem")
    noting.note("beside it", ("case", "case", "river"), (), assessed.case, author="Dee")
    page = send("retract", head=seen, target=report)
    assert "The case has changed" in page
    assert "theirs (Cem)" in page
    assert "beside it" not in page
    assert REASON_SHOWN in page
    assert 'value="Ben"' in page
    assert [one.author for one in retracting.decisions(assessed.case)[0]] == ["Cem", "Dee"]


def test_what_is_on_something_else_is_not_in_the_way(assessed: Desk, send: Send) -> None:
    """A file, notes on the same thing, and decisions on others cost nobody their act; the same note twice is one."""
    seen, report = assessed.status().head.digest, _report(assessed)
    assert assessed.view is not None
    other = next(d.report.id for d in assessed.view.result.documents if d.report.id != report)
    retracting.retract(other, assessed.case, "theirs", author="Cem")
    assert "recorded" in send("note", head=seen, on="report", target=report)
    with Case(assessed.case) as case:
        case.add([("later.txt", b"Later.")])
    assert "recorded" in send("retract", head=seen, target=report)
    assert "The case has changed" in send("note", head=seen, on="report", target=report)
    made = retracting.decisions(assessed.case)[0]
    assert [(one.author, one.what) for one in made] == [("Cem", "retract"), ("Ben", "note"), ("Ben", "retract")]


def test_a_verdict_on_a_claim_is_on_its_statements(assessed: Desk, send: Send) -> None:
    """Who merged or split a claim meanwhile, or resolved it, is in the way of acts on it, and of no other claim's."""
    seen, (first, second) = assessed.status().head.digest, _claims(assessed)[:2]
    assert "recorded" in send("resolve", claim=first, verdict="true")
    assert "The case has changed" in send("split", "try", head=seen, claim=first)
    assert "The case has changed" in send("merge", "try", head=seen, claim=second, other=first)
    assert "recorded" in send("resolve", head=seen, claim=second, verdict="false")


def test_an_act_goes_on_over_what_comes_while_it_is_done(
    assessed: Desk, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note that gets in before the transaction is followed; a decision on the same thing is not."""
    claim, real = _claims(assessed)[0], ACTS["resolve"]
    meanwhile: list[Callable[[], Decision]] = [
        lambda: noting.note("late", ("case", "case", "river"), (), assessed.case, author="Dee"),
        lambda: learning.resolve(claim, "false", assessed.case, "theirs", author="Cem"),
    ]

    def slow(desk: Desk, order: Order, tick: Tick) -> Outcome:
        if meanwhile:
            meanwhile.pop(0)()
        return real.do(desk, order, tick)

    monkeypatch.setitem(ACTS, "resolve", replace(real, do=slow))
    page = send("resolve", claim=claim, verdict="true")
    assert "The case has changed" in page
    assert [one.author for one in retracting.decisions(assessed.case)[0]] == ["Dee", "Cem"]


def test_an_act_checks_the_head_where_it_writes(assessed: Desk) -> None:
    """Between the look at the log and the row nobody gets in: the transaction itself refuses."""
    with pytest.raises(Exception, match="meanwhile"):
        retracting.retract(_report(assessed), assessed.case, "why", head="0" * 64)
    assert retracting.decisions(assessed.case)[0] == ()


def test_what_cannot_be_done_is_told_and_loses_nothing(send: Send, assessed: Desk) -> None:
    """No reason, an unknown name, nothing to change: the words of the command line over the same form."""
    report = _report(assessed)
    assert "needs its reason" in send("retract", reason=" ", target=report)
    page = send("merge", claim=_claims(assessed)[0], other="nothing of the kind")
    assert "Nothing was recorded" in page
    assert 'value="nothing of the kind"' in page


def test_there_is_no_other_act(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """Unknown acts and unknown tasks are not found."""
    assert client.get("/decide/erase").status_code == 404
    assert client.post("/decide/erase", data={"csrf": keys.form}).status_code == 404
    assert client.get("/decided/0000").status_code == 404
    assert re.search("<h1>[^<]*act", client.get("/decided/0000").text)
