"""Reading on literal sentences, true and false ones side by side (tests/cases/reading/<language>.jsonl)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bukti.model import Span, Statement

CASES = Path(__file__).parents[1] / "cases" / "reading"
ROWS: list[tuple[str, dict[str, Any]]] = [
    (path.stem, json.loads(line))
    for path in sorted(CASES.glob("*.jsonl"))
    for line in path.read_text("utf-8").splitlines()
]


def _told(text: str, made: Statement) -> dict[str, Any]:
    """A statement in the form of the case files; spans are joined by ` … `."""

    def words(spans: tuple[Span, ...]) -> str | None:
        return " … ".join(text[s.start : s.end] for s in spans) or None

    return {
        "source": words(made.source),
        "source_kind": str(made.source_kind),
        "resolves_to": made.resolves_to,
        "via": list(made.via),
        "cue": words(made.cue),
        "content": words(made.content),
        "form": str(made.form),
        "stance": str(made.stance),
        "certainty": made.certainty,
        "basis": str(made.basis),
        "flags": list(made.flags),
    }


@pytest.mark.parametrize(("language", "row"), ROWS)
def test_a_sentence_is_read_as_its_case_says(read_text: Any, language: str, row: dict[str, Any]) -> None:
    """Every field of every statement is the expected one, and a sentence that only looks like attribution has none."""
    assert [_told(row["text"], s) for s in read_text(row["text"], language)] == row["statements"]


@pytest.mark.parametrize("language", sorted({code for code, _ in ROWS}))
def test_a_language_has_enough_cases_of_both_kinds(language: str) -> None:
    """At least 80 sentences, a third of them without a statement, so that precision is tested as well."""
    rows = [row for code, row in ROWS if code == language]
    assert len(rows) >= 80
    assert sum(not row["statements"] for row in rows) >= len(rows) / 3
