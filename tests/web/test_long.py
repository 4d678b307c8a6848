"""Lists of a case of many reports: every page is bounded, and nothing is lost between two of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from starlette.testclient import TestClient

from bukti.ledger.writer import Writer
from bukti.model import Derivation, DerivationKind, Document, Failure, Lineage, Named, Result, Span
from bukti.report.html import short
from bukti.store.case import Case
from bukti.web import search
from bukti.web.desk import Desk, View

MANY, KIN = 300, 150  # reports; those that come from the first, half of them by a chain
LIMIT = 250_000  # bytes of a first visit


@pytest.fixture
def many(desk: Desk, make: SimpleNamespace, result: Result) -> Result:
    """The desk shows 300 reports, as many incidents, and as many files that could not be read."""
    told = "A river post of a rather long title was hit near the harbour of the old town"
    documents = tuple(make.document(f"{told} {n}. Nobody was there.", f"Paper {n}", hours=n) for n in range(MANY))
    ids = [one.report.id for one in documents]
    edges = tuple(_edge(ids[n - 1 if n < KIN // 2 else 0], ids[n]) for n in range(1, KIN))
    pairs = tuple(
        replace(edge, parent=parent, child=child)
        for parent, child, edge in zip(ids[KIN::2], ids[KIN + 1 :: 2], edges, strict=False)
    )[:60]
    families = (tuple(ids[:KIN]), *((e.parent, e.child) for e in pairs), *((name,) for name in ids[KIN + 120 :]))
    incidents = tuple(
        replace(
            result.incidents[0],
            id=f"ic-{n:04}",
            places=(Named(f"point:48.{n:05},35.00000", f"Old Harbour {n}", Span(0, 1), "exact"),),
            earliest=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n),
            latest=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=n),
        )
        for n in range(MANY)
    )
    failed = tuple(
        Failure(f"{'a long folder/' * 8}{n}.pdf", "broken", "nothing in it can be read") for n in range(MANY)
    )
    made = replace(
        result,
        documents=(*result.documents, *documents),
        lineage=Lineage((*result.lineage.edges, *edges, *pairs), (), (*result.lineage.families, *families)),
        incidents=incidents,
        failed=failed,
    )
    desk.view = View(made, (0, 0), datetime(2026, 11, 27, tzinfo=UTC))
    return made


def _edge(parent: str, child: str) -> Derivation:
    return Derivation(parent, child, DerivationKind.COPY, 0.9, True, 0.5, (), ())


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/reports", "/descent", "/timeline", "/incidents", "/names", "/log", "/search?q=river"]
)
def test_a_page_over_many_reports_is_bounded(client: TestClient, many: Result, path: str) -> None:
    """No list grows with the case: a first visit stays small, and what it leads to is there."""
    assert len(many.documents) > MANY
    page = client.get(path)
    assert page.status_code == 200
    assert len(page.content) < LIMIT
    ids = re.findall(r'\sid="([^"]+)"', page.text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= set(ids)


def test_each_report_is_on_one_page_of_the_list(client: TestClient, many: Result) -> None:
    """The pages follow one another; together they list every report once, wherever its family is cut."""
    path, rows, pages = "/reports", "", 0
    while path and pages < 9:
        text = client.get(path).text
        assert f"<b>{len(many.documents)} reports</b>" in text
        found = re.search(r'href="([^"]+)" rel="next"', text)
        rows, pages, path = rows + text, pages + 1, found[1] if found else ""
    assert pages == -(-len(many.documents) // 100)
    listed = re.findall(r'<a class="said" [^>]*href="/reports/([^"]+)"', rows)
    assert sorted(listed) == sorted(short(one.report.id) for one in many.documents)


def test_a_family_that_is_cut_says_where_it_comes_from(client: TestClient, many: Result) -> None:
    """What hangs under a report of an earlier page names it, so that nothing looks as if it came from nowhere."""
    text = client.get("/reports?page=2").text
    family = text.partition('id="family-1"')[2].partition("</section>")[0]
    assert family.startswith(f">Family of {KIN} reports, continued<")
    tops = family.count("on another page")
    assert tops == len(re.findall(r"probability 0\.90", family)) == KIN - 100
    assert f'href="/reports/{short(many.documents[2].report.id)}"><bdi>Paper 0</bdi>' in family


def test_each_incident_is_on_one_page_of_the_list(client: TestClient, many: Result) -> None:
    """The table and its pictures show the same incidents; the next page goes on."""
    listed = [name for n in (1, 2, 3) for name in _rows(client.get(f"/incidents?page={n}").text)]
    assert listed == [one.id for one in many.incidents]


def _rows(text: str) -> list[str]:
    assert len(re.findall(r'href="#ic-', text)) == 2 * 100
    return re.findall(r'<tr id="(ic-[^"]+)"', text)


def test_a_word_of_every_report_is_counted_and_only_what_is_shown_is_read(
    client: TestClient, many: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first fifty, those with most places first and then as in the result; how many there are is exact."""
    read: list[str] = []
    hit = search.hit

    def noted(one: Document, found: Sequence[Span]) -> search.Hit:
        read.append(one.report.id)
        return hit(one, found)

    monkeypatch.setattr(search, "hit", noted)
    text = client.get("/search?q=harbour").text
    assert f"<b>0 claims, 0 names, {MANY} incidents, {MANY} reports, 0 in the log</b>" in text
    assert f"The first 50 of {MANY} reports are shown" in text
    assert read == [one.report.id for one in many.documents[2:52]]


def test_what_was_added_to_the_log_is_found_by_the_next_search(client: TestClient, desk: Desk, many: Result) -> None:
    """Entries are kept between searches, and only what is new is read."""
    assert many.failed
    assert "Event 4" not in client.get("/search?q=quayside.txt").text
    with Case(desk.case, Writer("anna")) as case:
        case.add([("quayside.txt", b"One more report.")])
    assert 'href="/log?event=4#e-4"' in client.get("/search?q=quayside.txt").text
    assert [one.number for one, _ in desk.logged.latest()] == [4, 3, 2, 1]


def test_a_large_family_is_drawn_in_parts(client: TestClient, many: Result) -> None:
    """Each report is drawn on one part; what the others hang by stands on top of them, and lines lead to it."""
    parts = [client.get(f"/descent?zoom=2&part={n}").text for n in (1, 2)]
    drawn = [re.findall(r'<a href="/reports/([^"]+)"><title>', text) for text in parts]
    above = int(re.search(r"On top of them stands (\d+) report", parts[1])[1])  # type: ignore[index] # else it fails
    ids = [short(one.report.id) for one in many.documents[2 : 2 + KIN]]
    assert len(drawn[0]) == 100
    assert above == 1  # the first report
    assert sorted(drawn[0] + drawn[1][above:]) == sorted(ids)
    assert set(drawn[1][:above]) < set(drawn[0])
    assert sum(text.count('class="hit"') for text in parts) == KIN - 1
    assert 'href="/descent?family=1&amp;zoom=4&amp;part=2"' in parts[1]
    assert client.get("/descent?part=99").text.count('class="hit"') == client.get("/descent?part=2").text.count(
        'class="hit"'
    )
