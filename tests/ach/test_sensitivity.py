"""What would change the ranking, on a matrix where everything is known."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.ach.boards import PROFILE, WHO, entered, scored, sheet
from tests.assessment.sketch import each, origin

from bukti.ach.resolve import snapshot
from bukti.model import Claim, EvidenceGraph, Finding, Rating, Row, SourceKind

CC, C, N, I, II, NA = Rating  # noqa: E741 - the letters of the method


def claimed(make: SimpleNamespace, number: int, graph: EvidenceGraph) -> tuple[Row, Finding]:
    """A row of a claim with this evidence, and its finding."""
    found = Finding(Claim(f"cl-{number}", f"s{number}", f"claim {number}", (f"s{number}",)), graph, make.assessment())
    return Row(f"R{number}", f"claim {number}", *WHO, claim=snapshot(found, PROFILE.stamp)), found


def test_five_rows_of_one_source_count_less_than_two_witnesses(make: SimpleNamespace) -> None:
    """By items H1 is contradicted most; without the one source behind its rows nothing speaks against it."""
    talker = origin("talker", "E", kind=SourceKind.ANONYMOUS)
    rows = [claimed(make, n, each(talker)) for n in range(1, 6)]
    rows.append(claimed(make, 6, each(origin("a"), origin("b"))))
    known = sheet([row for row, _ in rows], [*[(I, N)] * 5, (C, I)])
    found = scored(known, *(finding for _, finding in rows))
    assert found.ranking == (("H1",), ("H2",))
    h1, h2 = found.standings
    assert (h1.items, h2.items) == (5, 1)
    assert (h1.rows, h1.against_min, h1.against) == (("R1", "R2", "R3", "R4", "R5"), 1, ("the talker",))
    assert (h2.against_min, h2.against) == (2, ("the a", "the b"))
    told = {(w.kind, w.name): w for w in found.what_if}
    assert told["items", ""].sentence == ("If rows counted alike, whoever is behind them, the ranking changes: H2, H1.")
    assert told["row", "R6"].leads
    assert not told["unnamed", ""].changes
    assert told["origin", "the talker"].rows == ("R1", "R2", "R3", "R4", "R5")
    assert found.what_if[0].leads
    assert not found.what_if[-1].changes


def test_a_source_is_left_out_of_all_its_rows_at_once(make: SimpleNamespace) -> None:
    """No single row decides, the one source of both does."""
    rows = [claimed(make, 1, each(origin("a"))), claimed(make, 2, each(origin("a")))]
    known = sheet([*(row for row, _ in rows), entered(3, 0.4)], [(I, N), (I, N), (N, I)])
    found = scored(known, *(finding for _, finding in rows))
    assert found.ranking == (("H2",), ("H1",))
    leads = {(w.kind, w.name) for w in found.what_if if w.leads}
    assert leads == {("origin", "the a")}
    assert next(w for w in found.what_if if w.leads).sentence == (
        "Without the a (in R1, R2), the ranking changes: H1, H2."
    )


def test_at_the_upper_end_more_origins_weigh(make: SimpleNamespace) -> None:
    """Two who could be one speak against H1: as two they outweigh the evidence against H2."""
    row, finding = claimed(make, 1, each(origin("a"), origin("b", could_be=("a",))))
    weight = scored(sheet([row], [(I, N)]), finding).rows[0].weight
    found = scored(sheet([row, entered(2, round(weight + 0.05, 2))], [(I, N), (N, I)]), finding)
    assert found.ranking == (("H1",), ("H2",))
    upper = next(w for w in found.what_if if w.kind == "upper")
    assert upper.ranking == (("H2",), ("H1",))
    assert upper.sentence.startswith("If sources counted whose independence is not established, the ranking changes")


def test_a_lost_claim_enters_no_score(make: SimpleNamespace) -> None:
    """Its row is kept, set apart and told."""
    row, _ = claimed(make, 1, each(origin("a")))
    found = scored(sheet([row, entered(2)], [(II, N), (N, I)]))
    assert [(r.state, r.apart, r.weight) for r in found.rows] == [("gone", True, 0.0), ("entered", False, 0.5)]
    assert found.standings[0].hypothesis.id == "H1"
    assert found.blank == ()


def test_without_hypotheses_nothing_is_ranked() -> None:
    """Rows are weighed all the same."""
    found = scored(sheet([entered(1)], [()]))
    assert (found.standings, found.what_if, found.ranking) == ((), (), ())
    assert found.rows[0].weight == pytest.approx(0.5)
