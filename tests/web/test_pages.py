"""What each page shows."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from bukti.model import Result
from bukti.report.html import short
from bukti.store.case import Case
from bukti.web import style, tongues
from bukti.web.desk import Desk, View
from bukti.web.doors import Keys

LINKS = re.compile(r'href="(/[^"]*)"')


def _paths(result: Result) -> list[str]:
    hostile, arabic = (short(document.report.id) for document in result.documents)
    claims = [f"/claims/{finding.claim.id}" for finding in result.findings]
    return [
        "/",
        "/claims",
        *claims,
        "/reports",
        f"/reports/{hostile}",
        f"/reports/{arabic}?beside={hostile}",
        "/log",
        "/search?q=exists",
        *(f"/names/{name}" for name in View(result, (0, 0), datetime(2026, 1, 1, tzinfo=UTC)).entities),
        "/names",
        f"/incidents/{result.incidents[0].id}",
        "/incidents",
        "/review",
        "/review?of=incidents",
        "/decide/incident-check?incident=ic-1",
        "/decide/incident-split?incident=ic-1",
        "/decide/incident-merge?incident=ic-1",
        "/decide/incident-response?incident=ic-1",
        "/timeline",
        "/timeline?in=2024-11",
        "/descent",
        f"/descent/{hostile}/{arabic}",
        f"/reports/{hostile}/custody",
        "/languages",
    ]


def test_every_page_is_inert_and_every_link_of_it_leads_somewhere(client: TestClient, result: Result) -> None:
    """Markup of a report is text, characters that reorder text are shown, no script, and no dead link."""
    led = set[str]()
    for path in _paths(result):
        text = client.get(path).text
        assert re.findall("<script[^>]*>", text) == [f'<script src="{style.SCRIPT_ADDRESS}" defer>']
        assert "<img" not in text
        assert "onclick=alert(1)>" not in text
        assert "\u202e" not in text
        for link in set(LINKS.findall(text)) - led:  # most stand on every page
            led.add(link)
            assert client.get(html.unescape(link)).status_code in (200, 303), f"{path}: {link}"


@pytest.mark.parametrize("code", tongues.tongues())
def test_every_page_speaks_every_language(client: TestClient, result: Result, code: str) -> None:
    """No page fails in a language, nor shows a place of a message that was not filled."""
    for path in _paths(result):
        answer = client.get(path, headers={"Accept-Language": code})
        assert (answer.status_code, path) == (200, path)
        assert f'<html lang="{code}"' in answer.text
        assert not re.search(r"%\(\w+\)s", answer.text), path


def test_ids_are_unique_and_every_fragment_exists(client: TestClient, result: Result) -> None:
    """Links inside a page lead to something, and no two things have one name."""
    for path in _paths(result):
        text = client.get(path).text
        ids = re.findall(r'\sid="([^"]+)"', text)
        assert len(ids) == len(set(ids)), path
        assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids), path


def test_the_overview_tells_what_is_disputed_and_what_failed(client: TestClient) -> None:
    """The denied claim, the file that could not be read, and what was done last."""
    text = client.get("/").text
    disputed = text.partition('id="disputed"')[2].partition("<section")[0]
    assert "cl-0123456789abcdef" in disputed
    assert "cl-second" not in disputed
    assert "&lt;s&gt;x&lt;/s&gt;.pdf" in text
    assert "adds b.txt" in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", 2),
        ("disputed=yes", 1),
        ("disputed=no", 1),
        ("grade=B", 1),
        ("grade=3", 1),
        ("language=ar", 1),
        ("standard=none", 1),
        ("standard=reasonable+suspicion", 1),
        ("q=المصنع", 1),
        ("q=PLANT+minister", 1),
        ("q=plant+nobody", 0),
        ("order=nonsense&page=99999999999", 2),
        ("disputed=yes&language=ar", 0),
    ],
)
def test_the_board_shows_what_is_asked_for(client: TestClient, query: str, found: int) -> None:
    """Each condition alone and together; an address that makes no sense shows everything."""
    text = client.get(f"/claims?{query}").text
    assert text.count('class="story"') == found


def test_the_board_is_sorted(client: TestClient) -> None:
    """The best grade comes first where that is asked for."""
    text = client.get("/claims?order=grade").text
    assert text.index("cl-second") < text.index("cl-0123456789abcdef")


def test_the_claim_page_answers_first(client: TestClient) -> None:
    """The answer, then origins, quotations for and against, and what would change it."""
    text = client.get("/claims/cl-0123456789abcdef").text
    parts = ["independent origins", "Where it comes from", "Who says it", "Who denies it", "What would change it"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    assert "Nobody has decided anything" in text


def test_the_reader_shows_the_text_as_it_is(client: TestClient, result: Result) -> None:
    """The stretches say where they stand, and those words stand there in the source."""
    document = result.documents[0]
    text = client.get(f"/reports/{short(document.report.id)}").text
    runs = re.findall(r'data-start="(\d+)" data-end="(\d+)">([^<]*)</span>', text)
    assert len(runs) > 3
    for start, end, shown in runs:
        source = document.report.text[int(start) : int(end)]
        assert html.unescape(shown) == source or "\u202e" in source
    assert 'class="in-damage" title="lost-space: stands for “&lt;i&gt;b&lt;/i&gt;”"' in text


def test_two_texts_stand_side_by_side_with_their_passages(client: TestClient, result: Result) -> None:
    """The same number marks what stands for what, in the direction of each script."""
    hostile, arabic = (short(document.report.id) for document in result.documents)
    text = client.get(f"/reports/{arabic}?beside={hostile}").text
    assert 'id="child-aligned-1" href="#parent-aligned-1"' in text
    assert 'id="parent-aligned-1" href="#child-aligned-1"' in text
    assert 'lang="ar"' in text
    assert '<p dir="rtl"' in text
    assert 'class="beside"' not in client.get(f"/reports/{arabic}?beside=0000").text


def test_the_log_shows_every_event_the_latest_first(client: TestClient, desk: Desk) -> None:
    """Number, author and act of each, and the head that the next one will hold."""
    text = client.get("/log").text
    assert re.findall(r'<tr id="e-(\d+)"', text) == ["3", "2", "1"]
    assert desk.status().head.digest in text
    assert "anna" in text


def test_what_was_added_since_is_told(client: TestClient, desk: Desk) -> None:
    """A result that another program has overtaken says so, and stays readable."""
    assert "was computed" not in client.get("/").text
    with Case(desk.case) as case:
        case.add([("c.txt", b"Later.")])
    assert "Something was added or decided since" in client.get("/").text


def test_before_the_first_result_every_page_tells_how_far_it_is(client: TestClient, desk: Desk, keys: Keys) -> None:
    """The pages wait for the assessment that runs in the background, then show its result."""
    desk.view = None
    assert client.get("/claims").headers["location"] == "/work"
    assert client.post("/assess", data={"csrf": keys.form}).headers["location"] == "/work"
    job = desk.assess()
    assert 'http-equiv="refresh"' in client.get("/work").text or not job.running
    assert job.wait(60)
    assert client.get("/work").headers["location"] == "/"
    assert "2 reports" in client.get("/").text


def test_a_failed_assessment_is_told_and_can_be_tried_again(client: TestClient, desk: Desk) -> None:
    """The reason stands on the page, and the last result is still there."""
    desk.profile = "nonsense"
    assert desk.assess().wait(60)
    assert "nonsense" in client.get("/work").text
    assert "could not be assessed again" in client.get("/").text


def test_each_layer_is_switched_off_by_its_own_box_only(client: TestClient) -> None:
    """What hides a layer stands behind the condition on its box, and nothing else does."""
    address = re.search(r'href="(/style-[^"]+)"', client.get("/").text)
    assert address is not None
    rules = client.get(address[1]).text.splitlines()
    assert "body:has(#l-name:not(:checked)) .source .in-name { border-bottom: 0; }" in rules
    assert [rule for rule in rules if rule.startswith(".in-") and re.search(r": (0|none);", rule)] == []


def test_words_of_narrower_and_broader_claims_are_quoted(client: TestClient) -> None:
    """What counts for a claim or against it through another one is read on its page."""
    page = client.get("/claims/cl-second").text
    narrower, _, broader = page.partition("Who denies something broader")
    assert "&lt;img src=x onerror" in narrower.partition("Who says a narrower case of it")[2]
    assert "Beijing" in broader.partition("</blockquote>")[2]
    assert "it all" in broader.partition("</blockquote>")[0]


@pytest.mark.parametrize("path", ["/incidents", "/incidents/ic-1"])
def test_who_is_said_to_have_done_it_by_whom_and_who_denies_it(client: TestClient, path: str) -> None:
    """Each party with both, in one line."""
    line = client.get(path).text.partition("Alleged perpetrator:")[2].partition("</li>")[0]
    said, _, denied = line.partition("denied by")
    assert said.count("onclick=alert(1)&gt;Evil") == 1
    assert "<bdi>Beijing</bdi>" in denied
