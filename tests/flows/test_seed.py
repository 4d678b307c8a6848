"""The seed case: one real, damaged, machine-translated report."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bukti import assess, pipeline, read
from bukti.model import Finding, Result, SourceKind, Span, Stance, Statement

pytestmark = pytest.mark.shared


@pytest.fixture
def gold(shared: Path) -> dict[str, Any]:
    """The annotated statements, damage and claims."""
    made: dict[str, Any] = json.loads((shared / "cases/seed/gold.json").read_text("utf-8"))
    return made


def _iou(words: set[int], spans: tuple[Span, ...]) -> float:
    found = {place for span in spans for place in range(span.start, span.end)}
    return len(words & found) / len(words | found)


def _places(text: str, line: int, words: str) -> set[int]:
    """Places of a gold content in its line; a content split by ` … ` is several pieces."""
    start = sum(len(entry) + 1 for entry in text.split("\n")[: line - 1])
    places: set[int] = set()
    for piece in words.split(" … "):
        at = text.find(piece.strip(" ."), start)
        assert at >= 0, piece
        places |= set(range(at, at + len(piece.strip(" ."))))
    return places


@pytest.fixture
def matched(shared: Path, gold: dict[str, Any]) -> list[tuple[dict[str, Any], Statement | None]]:
    """Each gold statement with the best reading at content IoU ≥ .5, or None."""
    reading = read([shared / "cases/seed/report.id.txt"], language="id")
    (document,) = reading.documents
    lines = "\n".join(line for line in document.report.text.split("\n") if line)
    offset = {}
    place = 0
    for index, char in enumerate(document.report.text):
        if place < len(lines) and lines[place] == char:
            offset[place] = index
            place += 1
    pairs = []
    for entry in gold["statements"]:
        places = {offset[p] for p in _places(lines, entry["line"], entry["content"])}
        best = max(reading.statements, key=lambda s: _iou(places, s.content))
        pairs.append((entry, best if _iou(places, best.content) >= 0.5 else None))
    return pairs


def test_most_statements_are_found(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    """At least 18 of the 24."""
    assert sum(found is not None for _, found in matched) >= 18


def test_both_denials_of_beijing_are_denials(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    """What Beijing denies is read as denied."""
    denials = [found for entry, found in matched if entry["source"] == "Beijing" and entry["stance"] == "denies"]
    assert [found and found.stance for found in denials] == [Stance.DENIES, Stance.DENIES]


def test_anonymous_sources_are_anonymous(matched: list[tuple[dict[str, Any], Statement | None]]) -> None:
    """Every found statement of an unnamed person is marked so."""
    kinds = {found.source_kind for entry, found in matched if found and entry["source_kind"] == "anonymous"}
    assert kinds == {SourceKind.ANONYMOUS}


def test_the_last_two_quotations_are_patrick_thompsons(
    matched: list[tuple[dict[str, Any], Statement | None]],
) -> None:
    """A pronoun and a running quotation lead to the named speaker."""
    assert [found and found.resolves_to for _, found in matched[-2:]] == ["Patrick Thompson"] * 2


def test_all_damage_is_shown(shared: Path, gold: dict[str, Any]) -> None:
    """Every lost space and calque of the gold list is found with its repair."""
    (document,) = pipeline.prepare(pipeline.gather([shared / "cases/seed/report.id.txt"]).reports)
    shown = {(damage.found, damage.repaired) for damage in document.damage}
    assert {(entry["found"], entry["repaired"]) for entry in gold["text_damage"]} <= shown


@pytest.fixture
def result(shared: Path) -> Result:
    """The report assessed on its own."""
    return assess([shared / "cases/seed/report.id.txt"])


def _production(result: Result) -> list[Finding]:
    """Claims that hold a statement of lines 1, 3, 4 or 7 about the drone plant."""
    marks = ("memproduksi drone", "merakit drone", "provinsi Xinjiang")
    texts = {s.id: " ".join(result.document(s.report).words(c) for c in s.content) for s in result.statements}
    return [
        finding
        for finding in result.findings
        if any(mark in texts[name] for name in finding.claim.affirming for mark in marks)
    ]


def test_one_report_never_counts_more_than_three_origins_and_is_not_actionable(result: Result) -> None:
    """C1 rests on at most three origins, is never actionable, and shows the denial."""
    findings = _production(result)
    assert findings
    assert all(finding.assessment.origins_max <= 3 for finding in findings)
    assert not any(finding.assessment.actionable for finding in findings)
    assert any(finding.claim.denying for finding in findings)
