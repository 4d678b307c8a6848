"""A scored matrix as Markdown, for a report or a wiki."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bukti.model import Scored, WeighedRow
from bukti.report.ach import sentences
from bukti.report.plain import one_line

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")  # what Markdown would read as its own


def write(found: Scored) -> str:
    """The answer, both tables, the notes, and what would change the ranking."""
    stamp = f"profile {found.profile.called} (SHA-256 {found.profile.sha256})"
    parts = [
        f"# {_safe(found.sheet.question or 'Competing hypotheses')}",
        "\n\n".join(map(_safe, sentences.headline(found))),
        _standings(found),
        _rows(found),
        _list("What would change the ranking", sentences.changing(found)),
        _list("Changed since the row was added", [_told(r, r.changes) for r in found.rows if r.state == "changed"]),
        _list("Set apart", [_told(row, [sentences.reason(row)]) for row in found.rows if row.apart]),
        _list("Notes", _notes(found)),
        f"Weighed with {_safe(stamp)}, Bukti {found.version}.",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _standings(found: Scored) -> str:
    lines = [
        (s.place, f"{s.hypothesis.id} {s.hypothesis.text}", f"{s.score:.2f}", s.items, sentences.against(s), s.tested)
        for s in found.standings
    ]
    return _table(("place", "hypothesis", "score", "items", "against", "tested"), lines)


def _rows(found: Scored) -> str:
    names = [h.id for h in found.sheet.hypotheses]
    lines = []
    for row in sentences.by_weight(found.rows):
        figures = (row.grade, sentences.origins(row), f"{row.weight:.2f}", sentences.tells(row))
        marks = (sentences.cell(found.sheet, row.row.id, name) for name in names)
        lines.append((row.row.id, row.text, *figures, *marks))
    return _table(("row", "evidence", "grade", "origins", "weight", "tells", *names), lines)


def _told(row: WeighedRow, lines: Iterable[str]) -> str:
    return f"{row.row.id} {row.text}: {' '.join(lines)}"


def _notes(found: Scored) -> list[str]:
    cells = (cell for cell in found.sheet.cells.values() if cell.note)
    return sorted(f"{c.row} {c.hypothesis} {c.rating.value} ({c.author}, {c.made[:10]}): {c.note}" for c in cells)


def _safe(text: str) -> str:
    return SPECIAL.sub(r"\\\1", one_line(text))


def _table(heading: Sequence[str], lines: Sequence[Sequence[object]]) -> str:
    if not lines:
        return ""
    body = (_line(_safe(str(cell)) for cell in line) for line in lines)
    return "\n".join([_line(heading), _line("---" for _ in heading), *body])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _list(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"## {title}\n", *(f"- {_safe(line)}" for line in lines)]) if lines else ""
