"""A claim of very many statements: its page stays small, says what it leaves out, and leads to all of them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from bukti import pipeline
from bukti.ledger.writer import Writer
from bukti.model import Finding, Result
from bukti.store.case import Case
from bukti.web.desk import Desk, View
from bukti.web.pages import custody, said

REPORTS = 3 * said.MOST
SMALL = 100_000  # bytes
SYLLABLES = ("ba", "do", "fe", "gi", "ku", "la", "mo", "ne", "pi", "ru")


def _line(number: int) -> bytes:
    first, second = SYLLABLES[number % 10], SYLLABLES[number // 10]
    name = f"{first}{second}n {second}r{first}sk".title()
    verb = "said" if number % 3 else "denied"
    text = f"{name}, an engineer, {verb} that the dam at Kirovo had burst. The road was shut for {number + 2} hours."
    return json.dumps({"text": text, "outlet": f"Outlet {number}", "published": "2026-03-01"}).encode() + b"\n"


@pytest.fixture(scope="module")
def wide(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A case of one file that holds all the reports, and its result."""
    path = tmp_path_factory.mktemp("wide") / "my.case"
    with Case(path, Writer("anna")) as case:
        case.add([("all.jsonl", b"".join(map(_line, range(REPORTS))))])
    return path, pipeline.assess(case=path)


@pytest.fixture
def finding(wide: tuple[Path, Result], desk: Desk) -> Finding:
    """The claim that they are all about; the desk shows it."""
    desk.case, result = wide
    desk.view = View(result, (0, 0), datetime(2026, 11, 27, tzinfo=UTC))
    found = max(result.findings, key=lambda one: len(one.claim.affirming))
    assert len(found.claim.affirming) + len(found.claim.denying) == REPORTS
    return found


def test_the_page_of_a_claim_is_bounded_and_counts_what_it_leaves_out(client: TestClient, finding: Finding) -> None:
    """Quotations, tree, working and links to decide."""
    page = client.get(f"/claims/{finding.claim.id}")
    assert len(page.content) < SMALL
    assert page.text.count("<blockquote") == len(finding.claim.denying) + said.MOST
    more = f'href="/claims/{finding.claim.id}/statements?side=for">All {len(finding.claim.affirming)}, page by page</a>'
    assert more in page.text
    origins = [one for one in finding.graph.origins if one.polarity == "affirm"]
    left = [int(one) for one in re.findall(r'<li class="fact">(\d+) more</li>', page.text)]
    assert left[0] >= len(origins) - said.MOST
    assert page.text.count("/decide/retract?") == said.MOST < len(finding.graph.origins)
    assert f"{len(finding.graph.origins) - said.MOST} sources more" in page.text


def test_every_statement_of_a_claim_is_on_one_page_of_its_list(client: TestClient, finding: Finding) -> None:
    """Side by side of the question."""
    for side, names in (("for", finding.claim.affirming), ("against", finding.claim.denying)):
        text, pages = "", -(-len(names) // said.PAGE)
        for page in range(1, pages + 1):
            shown = client.get(f"/claims/{finding.claim.id}/statements?side={side}&page={page}").text
            assert shown.count("<blockquote") <= said.PAGE
            text += shown
        assert len(set(re.findall(r'<blockquote [^>]*data-report="([^"]+)"', text))) == len(names)


def test_an_unknown_side_shows_the_first_that_there_is(client: TestClient, finding: Finding) -> None:
    """And a claim that is not there is missing."""
    named, other = (client.get(f"/claims/{finding.claim.id}/statements?side={side}").text for side in ("for", "<b>"))
    assert re.findall("<blockquote.*", named) == re.findall("<blockquote.*", other)
    assert client.get("/claims/cl-0/statements").status_code == 404


def test_the_custody_of_a_file_of_many_reports_begins_with_the_one_asked_for(
    client: TestClient, wide: tuple[Path, Result], finding: Finding
) -> None:
    """It lists so many of the others and counts the rest."""
    last = wide[1].documents[-1].report
    page = client.get(f"/reports/{last.id[7:23]}/custody")
    assert finding
    assert len(page.content) < SMALL
    assert f"{last.outlet}" in page.text
    assert f"<dd>{REPORTS - custody.MOST} more</dd>" in page.text
