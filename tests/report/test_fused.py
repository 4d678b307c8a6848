"""The result of a table of claims, for the terminal and for spreadsheets."""

from __future__ import annotations

import csv
import io

from tests.truth.sketch import copied, table

from bukti.report import fused
from bukti.truth import Row, fuse

FOUND = fuse(copied(table({"a": 0.8, "b": 0.8, "c": 0.8, "bad": 0.5}, objects=80), "bad", 4))


def test_the_table_tells_errors_sources_and_dependences() -> None:
    """Most sources err on some objects; copiers stand together with an error that they share."""
    shown = fused.write(FOUND, 3)
    assert "640 claims by 8 sources on 80 objects." in shown
    assert "Where most sources probably err" in shown
    assert "bad ~ bad copy 0, e.g. o" in shown
    assert "and 7 more: --rows, or --format json" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_hostile_values_cannot_control_the_terminal() -> None:
    """Escape sequences of a table are shown as code points."""
    rows = [Row("\x1b[31ms", "o", "x\x1b[2J"), Row("t", "o", "x\x1b[2J"), Row("u", "o", "y")]
    assert "\x1b" not in fused.write(fuse(rows), 5)


def test_the_csv_has_a_row_for_each_object() -> None:
    """Best value beside the majority's, readable back."""
    rows = list(csv.DictReader(io.StringIO(fused.write_csv(FOUND))))
    assert len(rows) == 80
    assert tuple(rows[0]) == fused.HEADINGS
    assert [row["value"] for row in rows] == [fact.values[0].text for fact in FOUND.facts]


def test_the_json_has_everything() -> None:
    """Values with their votes, sources with intervals, dependences with all errors."""
    made = fused.json_object(FOUND)
    assert made["facts"][0]["values"][0]["votes"] == FOUND.facts[0].values[0].votes
    assert len(made["dependences"][0]["errors"]) == len(FOUND.dependences[0].errors) > 5
    assert {"low", "high", "right", "claims"} <= set(made["sources"][0])


def test_a_spreadsheet_runs_nothing_out_of_the_csv() -> None:
    """What begins like a formula is a text."""
    (row,) = csv.DictReader(io.StringIO(fused.write_csv(fuse([Row("s", "+o", "=1+1"), Row("t", "+o", "=1+1")]))))
    assert (row["object"], row["value"], row["majority"]) == ("'+o", "'=1+1", "'=1+1")
