"""A matrix as a CSV file: what a spreadsheet shows and changes.

One line a row, for each hypothesis a column `H1: its words` and one `H1 note`. Only these columns and `row` are read
back; the others tell the row and its figures.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from bukti.ach import sheet as sheets
from bukti.errors import UsageError
from bukti.model import Rating, Scored, Sheet, WeighedRow

COLUMNS = ("row", "evidence", "state", "origins", "belief", "disbelief", "grade", "weight", "diagnosticity")
HEADING = re.compile(r"\s*(H\d+)\s*(?::.*|(note))?\s*", re.IGNORECASE | re.DOTALL)
# What a spreadsheet would run (OWASP, CSV injection), also in the wide letters that East Asian versions take as such.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DELIMITERS = ",;\t"

Filled = tuple[str, str, Rating | None, str]  # row, hypothesis, rating, note


def write(scored: Scored) -> str:
    """The matrix with the figures of its rows, as CSV (RFC 4180, with plain line feeds)."""
    cells = scored.sheet.cells
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    named = [(h.id, f"{h.id}: {h.text}") for h in scored.sheet.hypotheses]
    writer.writerow([*COLUMNS, *(text for key, name in named for text in (harmless(name), f"{key} note"))])
    for row in scored.rows:
        filled = [cells.get((row.row.id, key)) for key, _ in named]
        pairs = ((cell.rating.value, harmless(cell.note)) if cell else ("", "") for cell in filled)
        writer.writerow([*_figures(row), *(text for pair in pairs for text in pair)])
    return out.getvalue()


def _figures(row: WeighedRow) -> list[str]:
    low, high = row.origins_min, row.origins_max
    told = "" if row.diagnosticity is None else f"{row.diagnosticity:.2f}"
    return [
        row.row.id,
        harmless(row.text),
        row.state,
        str(low) if low == high else f"{low} to {high}",
        f"{row.opinion.belief:.2f}",
        f"{row.opinion.disbelief:.2f}",
        row.grade,
        f"{row.weight:.2f}",
        told,
    ]


def harmless(text: str) -> str:
    """Text of a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def _plain(text: str) -> str:
    """Text as it was before `_safe`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


def read(text: str, sheet: Sheet, name: str) -> tuple[Filled, ...]:
    """The cells of a CSV file that differ from the matrix; an empty cell changes nothing, `-` makes one blank.

    Args:
        text: of the file.
        sheet: the matrix.
        name: of the file, for messages.

    Raises:
        UsageError: no column of a hypothesis, an unknown row or hypothesis, or a cell that is no rating.
    """
    head, *lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=_delimiter(text))) or [[]]
    columns = _columns(head, sheet, name)
    found = []
    for number, line in enumerate(lines, 2):
        if any(part.strip() for part in line):
            found += list(_line(line, columns, sheet, f"{name}, line {number}"))
    return tuple(found)


def _delimiter(text: str) -> str:
    """Comma, semicolon or tab, whichever the first line has most of: spreadsheets write by the country's custom."""
    first = text.partition("\n")[0]
    return max(DELIMITERS, key=lambda sign: (first.count(sign), -DELIMITERS.index(sign)))


def _columns(head: Sequence[str], sheet: Sheet, name: str) -> dict[tuple[str, str], int]:
    """The place of `("row", "")`, of each hypothesis's cells `(id, "")` and of its notes `(id, "note")`."""
    found: dict[tuple[str, str], int] = {}
    for place, heading in enumerate(head):
        match = HEADING.fullmatch(_plain(heading))
        if heading.strip().casefold() == "row":
            found["row", ""] = place
        elif match:
            found[_hypothesis(match[1], sheet, name), (match[2] or "").casefold()] = place
    if ("row", "") not in found or len(found) < 2:
        raise UsageError(
            f"{name} lacks the column `row` or all of hypotheses (`H1: …`): `bukti ach export --format csv` has both."
        )
    return found


def _hypothesis(typed: str, sheet: Sheet, name: str) -> str:
    if typed.upper() not in {hypothesis.id for hypothesis in sheet.hypotheses}:
        raise UsageError(f"{name} has a column {typed}, which is no hypothesis of the matrix: add it, or take it out.")
    return typed.upper()


def _line(line: Sequence[str], columns: dict[tuple[str, str], int], sheet: Sheet, where: str) -> Iterator[Filled]:
    def at(key: tuple[str, str]) -> str:
        place = columns.get(key, len(line))
        return _plain(line[place].strip()) if place < len(line) else ""

    row = at(("row", "")).upper()
    if row not in {known.id for known in sheet.rows}:
        raise UsageError(f"{where}: {row!r} is no row of the matrix: add it with `bukti ach row add`, or take it out.")
    for hypothesis in (h.id for h in sheet.hypotheses):
        if not (typed := at((hypothesis, ""))):
            continue
        try:
            rating = sheets.rating(typed)
        except UsageError as fault:
            raise UsageError(f"{where}, {hypothesis}: {fault}") from fault
        cell = sheet.cells.get((row, hypothesis))
        before = (cell.rating, cell.note) if cell else (None, "")
        note = at((hypothesis, "note")) or (before[1] if rating == before[0] else "")
        if before != (rating, note):
            yield row, hypothesis, rating, note
