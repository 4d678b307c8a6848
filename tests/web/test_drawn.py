"""Pictures: each node and time where the figures say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from starlette.testclient import TestClient

from bukti.model import Derivation, DerivationKind, Lineage, Result
from bukti.report import trees
from bukti.report.html import short
from bukti.web import drawn

START = datetime(2024, 11, 25, tzinfo=UTC)


def test_a_family_is_drawn_along_time(make: SimpleNamespace) -> None:
    """Rows follow the tree, places follow the time, and every edge of the family is a line from parent to child."""
    first, second, third = (make.document(f"Report {n}.", f"Outlet {n}", hours=n) for n in range(3))
    ids = [one.report.id for one in (first, second, third)]
    edges = tuple(
        Derivation(ids[parent], ids[child], DerivationKind.COPY, 0.9, True, 1.0) for parent, child in ((0, 2), (0, 1))
    )
    documents, lineage = (first, second, third), Lineage(edges, families=(tuple(ids),))
    (family,) = trees.families(documents, lineage)
    made = drawn.picture(drawn.rows(family), lineage, dict(zip(ids, documents, strict=True)), 2)
    at = {dot.id: (dot.x, dot.y) for dot in made.dots}
    assert [at[name][0] for name in ids] == [110.0, 110.0 + 560.0, 110.0 + 1120.0]
    assert len({y for _, y in at.values()}) == 3
    assert at[ids[0]][1] == min(y for _, y in at.values())
    assert {(line.edge.parent, line.edge.child) for line in made.lines} == {(ids[0], ids[2]), (ids[0], ids[1])}
    assert all(line.path.startswith(f"M{at[line.edge.parent][0]:.1f} ") for line in made.lines)
    assert (len(made.ticks), made.ticks[0].label, made.undated) == (9, "11-25 09:00", False)


def test_reports_of_one_moment_stand_in_the_middle() -> None:
    """An axis of one time divides by nothing."""
    axis = drawn.Axis(START, START, 10.0, 100.0)
    assert axis.at(START) == 60.0
    assert [tick.x for tick in axis.ticks(4)] == [60.0]


def test_a_day_on_the_axis_stands_where_the_day_begins() -> None:
    """A report of 26 November never stands before the line that is called so; months likewise."""
    for days, number in ((6, 4), (9, 4), (400, 5)):
        axis = drawn.Axis(START + timedelta(hours=15), START + timedelta(days=days, hours=15), 0.0, 560.0)
        found = axis.ticks(number)
        assert 2 <= len(found) <= number + 1
        for tick in found:
            named = datetime.fromisoformat(tick.label if len(tick.label) > 7 else f"{tick.label}-01")
            assert abs(tick.x - axis.at(named.replace(tzinfo=UTC))) < 1e-6


def test_intervals_share_rows_without_touching() -> None:
    """Intervals that overlap get rows of their own; what finds none is told."""
    axis = drawn.Axis(START, START + timedelta(days=10), 0.0, 100.0)
    days = [(0, 4), (2, 6), (5, 9), (1, 9)]
    placed = drawn.spans([(START + timedelta(days=a), START + timedelta(days=b)) for a, b in days], axis, 2)
    assert [one and one[2] for one in placed] == [0, 1, 0, None]
    assert placed[0] == (0.0, 40.0, 0)


def test_the_graph_leads_to_the_passages_that_prove_an_edge(client: TestClient, result: Result) -> None:
    """Each line is a link to its own page, which has both wordings, the figures and the reasons."""
    hostile, arabic = (short(document.report.id) for document in result.documents)
    address = f"/descent/{hostile}/{arabic}"
    assert f'href="{address}"' in client.get("/descent?zoom=4").text
    text = client.get(address).text
    assert text.count("<blockquote") == 2
    assert "&lt;u&gt;" in text
    assert client.get(f"/descent/{arabic}/{hostile}").status_code == 404


def test_the_timeline_shows_what_a_period_holds(client: TestClient) -> None:
    """A month narrows the list and offers its days; an address that makes no sense shows everything."""
    whole = client.get("/timeline").text
    assert "/timeline?in=2024" in whole
    assert "/incidents/ic-1" in whole
    assert "/timeline?in=2024-11-25" in client.get("/timeline?in=2024-11").text
    assert "Nothing here has a time" in client.get("/timeline?in=1999").text
    assert len(re.findall("<li><time", client.get("/timeline?in=x").text)) == len(re.findall("<li><time", whole))
