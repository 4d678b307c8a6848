"""What pages are called, and how they write days and unnamed sources."""

from __future__ import annotations

import re
from dataclasses import replace

from starlette.testclient import TestClient

from bukti.web.desk import Desk, View


def _titles(client: TestClient, desk: Desk) -> list[str]:
    assert desk.view is not None
    claim, report, incident = (
        next(iter(held)) for held in (desk.view.findings, desk.view.reports, desk.view.incidents)
    )
    paths = (f"/claims/{claim}", f"/claims/{claim}/statements", f"/reports/{report}", f"/incidents/{incident}")
    return [re.findall(r"<title>(.*?)</title>", client.get(path).text, re.DOTALL)[0] for path in paths]


def test_no_title_has_markup(client: TestClient, desk: Desk) -> None:
    """A title is text: what pages mark in their bodies is named in it, hostile characters and days too."""
    assert desk.view is not None
    (first, *rest), made = desk.view.result.findings, desk.view.result
    dated = replace(first, claim=replace(first.claim, text="Shipped on 2026-06-04 \u202eback"))
    desk.view = View(replace(made, findings=(dated, *rest)), desk.view.basis, desk.view.made)
    titles = _titles(client, desk)
    assert titles[0].startswith("Shipped on 2026-06-04 U+202Eback")
    assert [title for title in titles if "<" in title or "\u202e" in title] == []


def test_days_of_incidents_stay_whole(client: TestClient) -> None:
    """In the heading of an incident, and in the table."""
    day = '<span class="day">2024-11-25</span>'
    assert re.search(rf"<h1>.*{day}</h1>", client.get("/incidents/ic-1").text)
    assert f">{day}<br>" in client.get("/incidents").text


def test_an_unnamed_source_stands_with_its_outlet(client: TestClient, desk: Desk) -> None:
    """Not with the digest of the report that has it; one that is not there stays as it is."""
    assert desk.view is not None
    (incident,), made = desk.view.result.incidents, desk.view.result
    report = made.documents[1].report
    voices = [replace(incident.voices[0], origin=f"mayor ({name})") for name in (report.id, f"sha256:{'0' * 64}")]
    shown = replace(made, incidents=(replace(incident, voices=tuple(voices)),))
    desk.view = View(shown, desk.view.basis, desk.view.made)
    page = client.get("/incidents/ic-1").text
    assert f"<bdi>mayor ({report.outlet})</bdi>" in page
    assert f"<bdi>mayor (sha256:{'0' * 64})</bdi>" in page
    assert f"mayor ({report.id})" not in page


def test_what_is_kind_and_weapon_is_told_once(client: TestClient, desk: Desk) -> None:
    """In the table, on the page of the incident, and on the timeline."""
    assert desk.view is not None
    (incident,), made = desk.view.result.incidents, desk.view.result
    shown = replace(made, incidents=(replace(incident, kind="drone", weapons=("drone",), targets=(), perpetrators=()),))
    desk.view = View(shown, desk.view.basis, desk.view.made)
    assert "Told as drone." in client.get("/incidents/ic-1").text
    assert "<td>drone</td>" in client.get("/incidents").text.replace('<ul class="plain fine">', "</td><ul>")
    assert ": drone</a>" in client.get("/timeline").text


def test_days_within_a_sentence_stay_whole(client: TestClient, desk: Desk) -> None:
    """The version of the rules is a day."""
    assert desk.view is not None
    (incident,), made = desk.view.result.incidents, desk.view.result
    graded = replace(incident, grade=replace(incident.grade, version="2026-11-27"))
    desk.view = View(replace(made, incidents=(graded,)), desk.view.basis, desk.view.made)
    assert 'Rules of <span class="day">2026-11-27</span>, applied' in client.get("/incidents/ic-1").text
