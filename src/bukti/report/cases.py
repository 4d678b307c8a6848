"""Case lines: a passage with the statements that are, or should be, read in it. They carry corrections back.

A line is `{"text", "language"?, "statements": [...]}`; spans are shown as the words that they hold, parts of one joined
by " … ". What is wrong in a line is corrected by hand; `bukti read --check` then tells where reading still differs.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from bukti.errors import UsageError
from bukti.model import Document, Span, Statement

FIELDS = (
    *("source", "source_kind", "resolves_to", "via", "cue", "content"),
    *("form", "stance", "certainty", "basis", "flags"),
)


def told(document: Document, statement: Statement) -> dict[str, Any]:
    """A statement as a case line tells it."""

    def words(spans: tuple[Span, ...]) -> str | None:
        return " … ".join(document.words(span) for span in spans) or None

    values = (
        *(words(statement.source), statement.source_kind.value, statement.resolves_to, list(statement.via)),
        *(words(statement.cue), words(statement.content), statement.form.value, statement.stance.value),
        *(statement.certainty, statement.basis.value, list(statement.flags)),
    )
    return dict(zip(FIELDS, values, strict=True))


def line(document: Document, statements: Sequence[Statement]) -> dict[str, Any]:
    """A whole document and what is read in it as one case line."""
    found = [told(document, statement) for statement in statements]
    return {"text": document.report.text, "language": document.language.code, "statements": found}


def load(path: str | PathLike[str]) -> Iterator[tuple[int, str, str | None, list[dict[str, Any]]]]:
    """Number, text, language and statements of each case line of a file; `-` is standard input.

    Without a language the file's name tells it (`en.jsonl`).

    Raises:
        UsageError: the file cannot be read, or a line is no case.
    """
    try:
        raw = sys.stdin.read() if str(path) == "-" else Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise UsageError(f"{path} cannot be read ({fault}): name a file of case lines.") from fault
    for number, line in enumerate(raw.splitlines(), 1):
        if line.strip():
            yield (number, *_expected(path, number, line))


def _expected(path: str | PathLike[str], number: int, line: str) -> tuple[str, str | None, list[dict[str, Any]]]:
    try:
        row = json.loads(line)
        text, statements = row["text"], [dict(one) for one in row["statements"]]
        language = row.get("language") or Path(path).stem
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise UsageError(f"{path}, line {number} is no case ({fault}): see docs/reading.md for the form.") from fault
    return str(text), language if re.fullmatch("[a-z]{2,3}", str(language)) else None, statements


def differences(expected: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[str]:
    """Where two lists of statements differ, in words; statements are paired by their content."""
    said: list[str] = []
    rest = list(found)
    for wanted in expected:
        made = next((one for one in rest if one["content"] == wanted.get("content")), None)
        if made is None:
            said.append(f"not read: {wanted.get('content')}")
            continue
        rest.remove(made)
        said += [
            f"{name}: {made[name]!r}, and not {wanted[name]!r}: {made['content']}"
            for name in FIELDS
            if name in wanted and made[name] != wanted[name]
        ]
    return said + [f"read, though nothing is said: {made['content']}" for made in rest]
