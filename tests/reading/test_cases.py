"""Reading on literal sentences, true and false ones side by side (tests/cases/reading/<language>.jsonl)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bukti import reading
from bukti.model import Document
from bukti.report.cases import told

Prepare = Callable[[str, str], Document]
CASES = Path(__file__).parents[1] / "cases" / "reading"
ROWS: list[tuple[str, dict[str, Any]]] = [
    (path.stem, json.loads(line))
    for path in sorted(CASES.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_a_sentence_is_read_as_its_case_says(prepare: Prepare, language: str, row: dict[str, Any]) -> None:
    """Every field of every statement is the expected one, and a sentence that only looks like attribution has none."""
    document = prepare(row["text"], language)
    assert [told(document, s) for s in reading.read(document)] == row["statements"]


@pytest.mark.parametrize("language", sorted({code for code, _ in ROWS}))
def test_a_language_has_enough_cases_of_both_kinds(language: str) -> None:
    """At least 80 sentences, a third of them without a statement, so that precision is tested as well."""
    rows = [row for code, row in ROWS if code == language]
    assert len(rows) >= 80
    assert sum(not row["statements"] for row in rows) >= len(rows) / 3
