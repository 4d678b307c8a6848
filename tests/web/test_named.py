"""Pages of names, incidents, custody and languages: everything that the command line tells, at its place."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from bukti.model import Result
from bukti.report.html import short


@pytest.mark.parametrize(
    ("query", "found"), [("", 1), ("kind=country", 1), ("kind=person", 0), ("q=beijing", 1), ("q=nobody", 0)]
)
def test_names_are_filtered_by_kind_and_words(client: TestClient, query: str, found: int) -> None:
    """The list holds what is asked for."""
    assert len(re.findall(r'<th scope="row"><a href="/names/', client.get(f"/names?{query}").text)) == found


def test_a_name_leads_to_every_place_where_it_stands(client: TestClient) -> None:
    """The form as written, why it is one, and a way to its place in the report."""
    link = re.search(r'href="(/names/[^"]+)"', client.get("/names?q=beijing").text)
    assert link is not None
    text = client.get(link[1]).text
    place = re.search(r'href="(/reports/\w+\?at=\d+-\d+)#(at-\d+)"', text)
    assert place is not None
    assert re.search(rf'id="{place[2]}"[^>]*>Beijing<', client.get(place[1]).text)
    assert client.get("/names/en-none").status_code == 404


def test_an_incident_shows_who_says_which_number(client: TestClient) -> None:
    """Range, voices with those accused apart, sentences, response, grade and what the next would take."""
    text = client.get("/incidents/ic-1").text
    assert "not established</span> – 8 or more" in text
    assert "those accused, kept apart" in text
    assert "contested" in text
    assert "in the words of" in text
    assert 'class="map"' in client.get("/incidents").text
    assert client.get("/incidents/none").status_code == 404


def test_the_custody_of_a_report_is_told_from_the_log(client: TestClient, result: Result) -> None:
    """Fields of the record and every event that concerns it, each with its place in the log."""
    text = client.get(f"/reports/{short(result.documents[0].report.id)}/custody").text
    assert "evidentiary copy" in text
    assert 'href="/log?event=2#e-2"' in text
    assert client.get("/reports/none/custody").status_code == 404


def test_languages_are_shown_with_their_error_rates(client: TestClient) -> None:
    """Those of the case first, each figure beside its trivial rule."""
    text = client.get("/languages").text
    rows = re.findall(r'<th scope="row">([^<]+) <span class="fact">(\w+)', text)
    assert [code for _, code in rows[:2]] == ["ar", "en"]
    assert "trivial" in text
