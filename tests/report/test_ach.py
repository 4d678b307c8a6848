"""A scored matrix in every format: the answer first, nothing hidden, hostile text harmless."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.ach.boards import WHO, entered, scored, sheet

from bukti.ach.sheet import Hand
from bukti.model import Cell, Hypothesis, Judgement, Rating, Scored
from bukti.report.ach import WRITERS, sentences, table

C, N, I, II, NA = Rating.C, Rating.N, Rating.I, Rating.II, Rating.NA  # noqa: E741 - the letters of the method
HOSTILE = "=1+1 <script>alert(1)</script> | \x1b[31m\u202e *bold* [x](http://x)"


def told(found: Scored) -> str:
    """The headline."""
    return " ".join(sentences.headline(found))


def test_the_answer_names_who_stands_where_and_what_it_hangs_on() -> None:
    """With a word of caution, always."""
    answer = told(scored(sheet([entered(1, 0.5), entered(2, 0.2)], [(I, N, II), (N, I, N)])))
    assert answer.startswith("H2 (0.20) stands first, least inconsistent with the evidence; then H1 (0.50), H3 (1.00).")
    assert "Who is first hangs on source 1 or R1: without, another leads or the lead is shared." in answer
    assert answer.endswith(
        "Least inconsistent is not proven: what fits a hypothesis may fit others too, and one may be missing."
    )


def test_who_is_first_for_want_of_tests_is_told() -> None:
    """Little speaks against what little applies to."""
    rows = [entered(1), entered(2)]
    assert "H1 is tested by 0 of the 2 rows that test another." in told(scored(sheet(rows, [(NA, I), (NA, I)])))
    assert "tested by" not in told(scored(sheet(rows, [(N, I), (NA, NA)])))


def test_ties_are_told_as_ties() -> None:
    """Two first, and all level."""
    assert told(scored(sheet([entered(1)], [(N, N, I)]))).startswith("H1 and H2 (0.00) stand first")
    assert told(scored(sheet([entered(1), entered(2)], [(I, N), (N, I)]))).startswith(
        "All are level: H1 and H2 (0.50)."
    )


@pytest.mark.parametrize(
    ("marks", "answer"),
    [
        ([(None, I)], "1 cell is blank (R1: H1); blank counts nothing here, and could change who is first."),
        ([(N, None)], "Nothing speaks against any hypothesis so far. 1 cell is blank (R1: H2)"),
        ([(None, II)], "1 cell is blank (R1: H1); blank counts nothing here, and could change who is first."),
        ([(C, None, II), (C, N, N)], "1 cell is blank (R1: H2); blank counts nothing here, and could change"),
        ([(N, II, II), (C, N, None)], "1 cell is blank (R2: H3); blank counts nothing here, and could not change"),
        ([(C, C)], "Nothing speaks against any hypothesis so far."),
        ([(I,)], "A single hypothesis competes with nothing: add the others."),
        ([()], "No hypothesis competes yet: `bukti ach hypothesis add TEXT TEXT …`."),
    ],
)
def test_what_is_missing_is_told(marks: list[tuple[Rating | None, ...]], answer: str) -> None:
    """Blank cells, and matrices that cannot say anything."""
    rows = [entered(number) for number in range(1, len(marks) + 1)]
    assert answer in told(scored(sheet(rows, marks)))


def test_where_nothing_single_decides_that_is_told() -> None:
    """Three rows of three sources say the same."""
    rows = [entered(n) for n in range(1, 4)]
    found = scored(sheet(rows, [(I, N)] * 3))
    assert "No single source and no single row decides who is first." in told(found)
    assert sentences.changing(found)[0] == "It stays without any single one of 3 sources and 3 rows."


def test_rows_are_shown_by_what_they_tell() -> None:
    """Those with blank cells come last, those that fit all alike are set apart with the reason."""
    rows = [entered(1, 0.1), entered(2, 0.9), entered(3, 0.9), entered(4, 0.9)]
    found = scored(sheet(rows, [(I, N), (I, N), (None, II), (C, C)]))
    assert [row.row.id for row in sentences.by_weight(found.rows)] == ["R2", "R1", "R3"]
    printed = " ".join(table.scored(found).split())
    assert "Set apart R4 evidence 4: It fits all hypotheses alike and does not enter the scores." in printed


def _hostile() -> Scored:
    known = sheet([replace(entered(1), text=HOSTILE, note=HOSTILE)], [(I, N)])
    named = (Hypothesis("H1", HOSTILE, HOSTILE, HOSTILE, ""), known.hypotheses[1])
    cells = {("R1", "H1"): Cell("R1", "H1", I, HOSTILE, HOSTILE, WHO[2]), ("R1", "H2"): known.cells["R1", "H2"]}
    return scored(replace(known, question=HOSTILE, hypotheses=named, cells=cells))


def test_no_text_can_do_anything() -> None:
    """Not in a terminal, a page, a spreadsheet or a wiki."""
    found = _hostile()
    assert "\x1b" not in table.scored(found) + table.sheet(found.sheet) + WRITERS["md"](found) + WRITERS["html"](found)
    page = WRITERS["html"](found)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert r"\<script\>alert(1)\</script\> \|" in WRITERS["md"](found)
    assert all(not cell.startswith("=") for cell in WRITERS["csv"](found).replace('"', "").split(","))
    assert json.loads(WRITERS["json"](found))["rows"][0]["text"] == HOSTILE


def test_json_has_every_judgement_and_figure() -> None:
    """Numbers unrounded, cells with author and time."""
    row = replace(entered(1), credibility=None, letter="B")
    made = json.loads(WRITERS["json"](scored(sheet([row], [(II, NA)]))))
    assert made["ranking"] == [["H2"], ["H1"]]
    (line,) = made["rows"]
    assert line["entered"] == {"credibility": None, "letter": "B"}
    assert line["origins"] == {"min": 1, "max": 1, "list": [{"id": "source 1", "name": "source 1"}]}
    assert line["weight"] == pytest.approx(0.75 * 0.95 * 0.5)
    assert line["cells"][0] == {"hypothesis": "H1", "rating": "II", "note": "", "author": "anna", "made": WHO[2]}
    first, last = made["hypotheses"]
    assert (first["id"], first["tested"]) == ("H2", 0)
    assert last["origins_against"] == {"min": 1, "max": 1, "list": ["source 1"]}
    assert {one["kind"] for one in made["what_if"]} == {"origin", "row", "upper", "items"}


def test_a_row_without_weight_says_why() -> None:
    """No origin is named that could be independent."""
    found = scored(sheet([entered(1)], [(I, N)]))
    (row,) = found.rows
    light = replace(found, rows=(replace(row, weight=0.0),))
    assert "Without weight R1: It weighs nothing" in " ".join(table.scored(light).split())


def test_an_empty_matrix_is_shown_as_such() -> None:
    """Nothing breaks where nothing is."""
    empty = sheet([], [])
    assert table.sheet(empty) == "No hypothesis yet.\n\nNo row yet.\n"
    for write in WRITERS.values():
        assert write(scored(empty))


def test_the_history_is_a_line_a_judgement() -> None:
    """Who, when, what, why."""
    entries: list[tuple[str, str, str, dict[str, str], str]] = [
        ("new", "", "", {"question": "Who?"}, ""),
        ("cell", "R1", "H1", {"rating": "I"}, "he slept"),
        ("cell", "R1", "H1", {"rating": ""}, ""),
        ("drop", "R1", "", {}, "wrong"),
    ]
    made: tuple[Judgement, ...] = Hand("main", "anna", "2026-05-03T10:00:00+00:00", 0).write(entries)
    assert table.log(made).splitlines() == [
        "2026-05-03T10:00:00  anna  new  Who?",
        "2026-05-03T10:00:00  anna  cell R1 H1 I (he slept)",
        "2026-05-03T10:00:00  anna  cell R1 H1 blank",
        "2026-05-03T10:00:00  anna  drop R1  (wrong)",
    ]


def test_what_was_taken_over_is_listed() -> None:
    """Each cell on a line, then how many."""
    assert table.taken([("R1", "H2", None, "")]) == "R1 H2: blank\n1 cell taken over."
    assert table.taken([]) == "0 cells taken over."
