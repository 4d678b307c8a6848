"""Sources of an incident that people tied: its page says which count as one, by whose decision, and takes it back."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.flows.test_tied_incidents import REPORTS

from bukti.acts.harm import Said
from bukti.acts.tying import Asked, tie
from bukti.ledger.writer import Writer
from bukti.model import Decision
from bukti.store.case import Case
from bukti.web.app import application
from bukti.web.desk import Desk
from bukti.web.doors import Keys

HOST = "127.0.0.1:8765"
TWO = ["Coast Rescue League", "Harrow Lifeboat Society"]


@pytest.fixture
def attacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A case of three reports of one attack, each by another source."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    rows = [{"outlet": outlet, "published": at, "text": text} for outlet, at, text in REPORTS]
    with Case(tmp_path / "x.case", Writer("anna")) as case:
        case.add([("reports.jsonl", "\n".join(map(json.dumps, rows)).encode())])
    return Desk(tmp_path / "x.case")


def _tie(desk: Desk, shared: str) -> Decision:
    return tie(Asked(TWO, shared), desk.case, Said("one <b>office</b>", "ben")).decision


def _page(desk: Desk) -> str:
    """The page of the one incident, as the case is now."""
    assert desk.assess().wait(60)
    assert desk.view is not None
    keys = Keys(8765)
    client = TestClient(application(desk, keys, {HOST}), base_url=f"http://{HOST}")
    client.get(f"/?key={keys.link}")
    (incident,) = desk.view.incidents
    return client.get(f"/incidents/{incident}").text


def test_sources_that_depend_on_each_other_are_told(attacked: Desk) -> None:
    """Beside each voice with whom it counts as one; below who decided it and why, with the way back."""
    before = _page(attacked)
    assert "counts as one" not in before
    assert 'id="tied"' not in before
    made = _tie(attacked, "organisation")
    page = _page(attacked)
    rows = re.findall(r"<tr><th scope=\"row\"><bdi>([^<]+)</bdi>.*?</tr>", page)
    told = dict(zip(rows, re.findall(r"<tr><th scope=\"row\"><bdi>[^<]+</bdi>(.*?)</tr>", page), strict=True))
    for one, other in ((0, 1), (1, 0)):
        assert f"<bdi>the {TWO[other]}</bdi>" in told[f"the {TWO[one]}"]
    assert "counts as one" not in told["the Harrow Town Council"]
    assert "one &lt;b&gt;office&lt;/b&gt;" in page
    assert f"/decide/untie?target={made.id}" in page
    tie(Asked([made.id], undo=True), attacked.case, Said("they are two", "ida"))
    assert "counts as one" not in _page(attacked)


def test_two_names_of_one_source_are_told(attacked: Desk) -> None:
    """One voice, under both names, and the decision that joined them."""
    made = _tie(attacked, "")
    page = _page(attacked)
    assert "counts as one" not in page
    assert f"/decide/untie?target={made.id}" in page
    assert "one &lt;b&gt;office&lt;/b&gt;" in page


def test_a_decision_on_others_is_not_told(attacked: Desk) -> None:
    """Of two sources of which one speaks of it only, nothing counts otherwise, and nothing is said."""
    rows = [{"outlet": "Far Post", "text": "Ulla Stern said that the library at Pell is closed on Mondays."}]
    with Case(attacked.case, Writer("anna")) as case:
        case.add([("more.jsonl", "\n".join(map(json.dumps, rows)).encode())])
    tie(Asked([TWO[0], "Ulla Stern"], "event"), attacked.case, Said("one briefing", "ben"))
    assert "one briefing" not in _page(attacked)


def test_the_form_takes_the_source_as_its_page_names_it(attacked: Desk) -> None:
    """The link of a voice names an origin that the act finds, and the claim whose other origins the form offers."""
    page = html.unescape(_page(attacked))
    rows = re.findall(r'<li><a href="/decide/tie\?source=([^&"]+)&claim=([^"]+)"><bdi>([^<]+)</bdi>', page)
    links = {name.removeprefix("the "): (source, claim) for source, claim, name in rows}
    assert sorted(links) == sorted([*TWO, "Harrow Town Council"])
    (one, claim), (other, _) = (links[name] for name in reversed(TWO))
    assert attacked.view is not None
    assert claim in attacked.view.findings
    made = tie(Asked([one, other], "event"), attacked.case, Said("x", "ben", dry_run=True)).decision
    assert made.name == "Harrow Lifeboat Society and Coast Rescue League"
