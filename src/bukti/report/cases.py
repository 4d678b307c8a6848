"""Case lines: a passage with the statements that are, or should be, read in it. They carry corrections back.

A line is `{"text", "language"?, "statements": [...]}`; spans are shown as the words that they hold, parts of one joined
by " … ". What is wrong in a line is corrected by hand; `bukti check` then tells where reading still differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
