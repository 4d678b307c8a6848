"""Two reports that somebody chose: the figures of the engine, also where it drew no line, for who may read."""

from __future__ import annotations

import html
import re
import threading

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import comparing
from bukti.derivation.between import Standing, standing
from bukti.errors import UsageError
from bukti.ledger.writer import login
from bukti.report import between
from bukti.report.html import short
from bukti.web import begun
from bukti.web.desk import Desk
from bukti.web.doors import Keys


def _ends(desk: Desk) -> tuple[str, str]:
    assert desk.view is not None
    one, other = (document.report.id for document in desk.view.result.documents)
    return one, other


def test_the_page_has_the_figures_of_the_engine(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """Both texts stand on it, with every reason for and against, and what joins no two reports says why."""
    one, other = _ends(assessed)
    assert assessed.view is not None
    told = comparing.compare(assessed.view.result, one, other)
    sent = {"csrf": keys.form, "one": short(one), "other": short(other)}
    made = client.post("/compare", data=sent)
    finished(assessed, made.headers["location"])
    page = html.unescape(client.get(made.headers["location"]).text)
    assert all(document.report.text.split()[0] in page for document in assessed.view.result.documents)
    assert told.against
    assert all(line in page for line in (*told.against, *told.reasons))
    table = between.table(assessed.view.shelf.reports, assessed.view.result.lineage, told, _standing(assessed))
    flat = " ".join(re.sub(r"<[^>]*>", " ", page).split())
    for line in (between.APART, between.SCOPE, "In the case", "By themselves", "Why not"):
        assert line in flat
        assert line in " ".join(table.split())
    assert all(f"{term.odds:+.2f}" in page and term.about in page for term in (*told.exists, *told.order))


def _standing(desk: Desk) -> Standing:
    assert desk.view is not None
    return standing(desk.view.result.lineage, _ends(desk))


def test_the_api_gives_what_the_command_prints(stranger: TestClient, assessed: Desk, keys: Keys) -> None:
    """As a task; a report that is not there, the same one twice and a fourth at once are refused in words."""
    one, other = _ends(assessed)
    stranger.headers["Authorization"] = f"Bearer {keys.link}"
    made = stranger.post("/api/v1/compare", json={"one": one, "other": other[7:23]})
    assert made.status_code == 202
    finished(assessed, made.json()["id"])
    assert assessed.view is not None
    told = comparing.compare(assessed.view.result, one, other)
    got = stranger.get(f"/api/v1/jobs/{made.json()['id']}").json()
    assert (got["state"], got["error"]) == ("done", "")
    assert got["outcome"] == between.in_json(assessed.view.shelf.reports, told, _standing(assessed))
    assert stranger.get(f"/compare/{made.json()['id']}").status_code == 404
    for wrong, code, why in ((one, 400, "same report"), ("sha256:0", 404, "no such report")):
        answer = stranger.post("/api/v1/compare", json={"one": one, "other": wrong})
        assert answer.status_code == code
        assert why in answer.json()["error"]
    held = threading.Event()
    for number in range(begun.MOST):
        assessed.jobs.begin(f"check {number}", lambda _: held.wait(60), begun.Begun("check", login()), lane="held")
    answer = stranger.post("/api/v1/compare", json={"one": one, "other": other})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
    assert "3 checks and exports of yours have not ended" in answer.json()["error"]
    held.set()


def test_a_report_leads_to_the_choice_of_another_one(client: TestClient, assessed: Desk) -> None:
    """From the page of a report and from the descent; words choose among the others, and it is none of them itself."""
    one, other = map(short, _ends(assessed))
    assert f"/compare?one={one}" in client.get(f"/reports/{one}").text
    assert 'href="/compare"' in client.get("/descent").text
    assert f"/compare?one={other}" in client.get("/compare").text
    page = client.get(f"/compare?one={one}").text
    assert f'value="{other}"' in page
    assert f'id="o-1" value="{one}"' not in page
    assert "No report has these words." in client.get(f"/compare?one={one}&q=zzz").text


def test_one_report_is_compared_with_no_other(client: TestClient, assessed: Desk, keys: Keys) -> None:
    """The same one twice, or one that is not there, is refused with the choice."""
    one, other = _ends(assessed)
    for wrong in (one, "sha256:0"):
        sent = {"csrf": keys.form, "one": short(one), "other": short(wrong)}
        answer = client.post("/compare", data=sent)
        assert answer.status_code == 400
        assert "Choose two different reports." in answer.text
        assert short(other) in answer.text
    assert assessed.view is not None
    with pytest.raises(UsageError, match="same report"):
        comparing.compare(assessed.view.result, one, one)
    with pytest.raises(UsageError, match="no report 'x'"):
        comparing.compare(assessed.view.result, one, "x")
