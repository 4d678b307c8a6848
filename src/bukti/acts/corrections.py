"""The correction loop: what is read becomes case lines, and a corrected line tells where reading still differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bukti import pipeline, reading
from bukti.errors import UsageError
from bukti.ids import report_id
from bukti.model import Report
from bukti.report import cases


@dataclass(frozen=True, slots=True)
class Checked:
    """One case line: its number in its file, its text, and where reading differs from it."""

    number: int
    text: str
    differences: tuple[str, ...]


def case_lines(found: pipeline.Reading, statement: str | None = None) -> tuple[dict[str, Any], ...]:
    """Each paragraph that holds a statement, read by itself, as a case line (`bukti read --format cases`).

    Args:
        found: what was read.
        statement: the beginning of one statement's id; None for all.

    Raises:
        UsageError: not exactly one statement is called so.
    """
    wanted = [s for s in found.statements if statement is None or s.id.startswith(statement)]
    if statement is not None and len(wanted) != 1:
        raise UsageError(f"{len(wanted)} statements begin with {statement!r}: take an id from `--format jsonl`.")
    lines = []
    for document in found.documents:
        own = [s.extent for s in wanted if s.report == document.report.id]
        passages = (p for p in document.paragraphs if any(p.overlaps(extent) for extent in own))
        lines += [_case_line(document.words(passage), document.language.code) for passage in passages]
    return tuple(lines)


def check(path: pipeline.PathName) -> tuple[Checked, ...]:
    """Read the texts of a file of case lines and compare (`bukti read --check`).

    Raises:
        UsageError: the file cannot be read or is empty, or a line is no case.
    """
    checked = []
    for number, words, language, expected in cases.load(path):
        found = _case_line(words, language)["statements"]
        checked.append(Checked(number, words, tuple(cases.differences(expected, found))))
    if not checked:
        raise UsageError(f"{path} holds no case: `bukti read PATH --format cases` writes some.")
    return tuple(checked)


def _case_line(text: str, language: str | None) -> dict[str, Any]:
    report = Report(report_id(text.encode("utf-8", "surrogatepass")), "text/plain", text, language=language)
    (document,) = pipeline.prepare([report], language)
    return cases.line(document, reading.read(document))
