"""Two reports that somebody chose: the figures of the engine, also where it drew no line, for who may read."""

from __future__ import annotations

import html

import pytest
from starlette.testclient import TestClient
from tests.web.tasks import finished

from bukti.acts import comparing
from bukti.errors import UsageError
from bukti.report.html import short
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
    assert all(f"{term.odds:+.2f}" in page and term.about in page for term in (*told.exists, *told.order))


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
