"""A matrix of competing hypotheses for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bukti.ach.files import Filled
from bukti.model import Judgement, Scored, Sheet, WeighedRow
from bukti.report.ach import sentences
from bukti.report.plain import one_line, shortened
from bukti.report.table import columns
from bukti.report.terminal import rendered

TEXT = 160  # characters of the evidence


def sheet(known: Sheet) -> str:
    """The matrix as people filled it, without reading a report."""
    parts: list[RenderableType] = [*_question(known)]
    parts += [Text(f"{h.id}  {one_line(h.text)}") for h in known.hypotheses] or [Text("No hypothesis yet.")]
    table = columns("row", "evidence", *(h.id for h in known.hypotheses), wide="evidence")
    for row in known.rows:
        marks = (sentences.cell(known, row.id, h.id) for h in known.hypotheses)
        table.add_row(*map(Text, (row.id, shortened(one_line(row.text), TEXT), *marks)))
    parts += [table] if known.rows else [Text("\nNo row yet.")]
    notes = [(f"{c.row} {c.hypothesis}", c.note) for c in known.cells.values() if c.note]
    notes += [(r.id, r.note) for r in known.rows if r.note] + [(h.id, h.note) for h in known.hypotheses if h.note]
    parts += _section("Notes", [f"{name}: {one_line(note)}" for name, note in sorted(notes)])
    return rendered(parts)


def scored(found: Scored) -> str:
    """The answer, the hypotheses by place, the rows by what they weigh, and what would change the ranking."""
    parts: list[RenderableType] = [*_question(found.sheet), Text(" ".join(sentences.headline(found)))]
    parts += [_standings(found)] if found.standings else []
    parts += [_rows(found)] if found.rows else []
    changed = [f"{row.row.id}: {' '.join(row.changes)}" for row in found.rows if row.state == "changed"]
    parts += _section("Changed since the row was added", changed)
    light = [f"{r.row.id}: {sentences.reason(r)}" for r in found.rows if not r.apart and sentences.reason(r)]
    parts += _section("Without weight", light)
    parts += _section("Set apart", [_apart(row) for row in found.rows if row.apart])
    parts += _section("What would change the ranking", sentences.changing(found))
    return rendered(parts)


def log(entries: Sequence[Judgement]) -> str:
    """Every judgement, the oldest first."""
    return rendered([Text(_entry(one)) for one in entries])


def taken(filled: Sequence[Filled]) -> str:
    """What was taken over from a file."""
    lines = [f"{row} {hypothesis}: {mark.value if mark else 'blank'}" for row, hypothesis, mark, _ in filled]
    return "\n".join([*lines, f"{len(filled)} cells taken over." if len(filled) != 1 else "1 cell taken over."])


def _question(known: Sheet) -> list[RenderableType]:
    return [Text(one_line(known.question)), Text()] if known.question else []


def _standings(found: Scored) -> Table:
    table = columns("place", "hypothesis", "score", "items", "against", "tested", wide="hypothesis")
    table.columns[4].width = 14
    for one in found.standings:
        name = f"{one.hypothesis.id} {one_line(one.hypothesis.text)}"
        high = f" to {one.score_most:.2f}" if one.score_most > one.score else ""
        figures = (f"{one.score:.2f}{high}", str(one.items), sentences.against(one), str(one.tested))
        table.add_row(*map(Text, (str(one.place), name, *figures)))
    return table


def _rows(found: Scored) -> Table:
    names = [h.id for h in found.sheet.hypotheses]
    table = columns("row", "evidence", "origins", "weight", "tells", *names, wide="evidence")
    for row in sentences.by_weight(found.rows):
        marks = (sentences.cell(found.sheet, row.row.id, name) for name in names)
        text = shortened(one_line(row.text), TEXT)
        table.add_row(
            *map(Text, (row.row.id, text, sentences.origins(row), f"{row.weight:.2f}", sentences.tells(row), *marks))
        )
    return table


def _apart(row: WeighedRow) -> str:
    return f"{row.row.id} {shortened(one_line(row.text), TEXT)}: {sentences.reason(row)}"


def _section(title: str, lines: Sequence[str]) -> list[RenderableType]:
    if not lines:
        return []
    return [Text(f"\n{title}"), *(Padding(Text(one_line(line)), (0, 0, 0, 2)) for line in lines)]


def _entry(one: Judgement) -> str:
    about = " ".join(filter(None, (one.row, one.hypothesis)))
    value = one.value.get("rating", one.value.get("text", one.value.get("question", "")))
    said = shortened(one_line(str(value) or ("blank" if one.what == "cell" else "")), TEXT)
    note = f" ({one_line(one.note)})" if one.note else ""
    return f"{one.made[:19]}  {one_line(one.author)}  {one.what} {about} {said}{note}"
