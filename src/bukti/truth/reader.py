"""A table of claims out of a file: CSV, TSV or JSON Lines, with whatever columns it has."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bukti.errors import UsageError
from bukti.truth.records import Row

COLUMNS = ("source", "object", "value")
SEPARATORS = ("\t", ";", ",")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a claim's source, object and value stand: names of columns, or numbers from 1 where no line names them."""

    source: str = "source"
    object: str = "object"
    value: str = "value"

    def all(self) -> tuple[str, str, str]:
        """The three, in the order of a row."""
        return self.source, self.object, self.value


def rows(data: bytes, columns: Columns, where: str) -> tuple[Row, ...]:
    """Every claim of a table; one without source or object is kept with an empty value and so counts as empty.

    Args:
        data: the file's bytes, UTF-8.
        columns: which columns.
        where: the file's name, for errors.

    Raises:
        UsageError: it is no such table, a column is missing, or a line is too short.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise UsageError(f"{where} is not UTF-8 (byte {fault.start}): save it as UTF-8.") from fault
    found = _json(text, columns, where) if text.lstrip()[:1] == "{" else _separated(text, columns, where)
    made = tuple(Row(*cells) if cells[0] and cells[1] else Row(cells[0], cells[1], "") for cells in found)
    if not made:
        raise UsageError(f"{where} holds no claim: give CSV, TSV or JSON Lines with one claim a line.")
    return made


def _separated(text: str, columns: Columns, where: str) -> Iterator[tuple[str, str, str]]:
    first = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    # tab-separated files hardly ever quote, and a title that begins with a quotation mark would swallow the lines below
    style: dict[str, Any] = {"quoting": csv.QUOTE_NONE} if separator == "\t" else {}
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator, **style)
    try:
        places = _places(lines, columns, where)
        for cells in lines:
            if any(cells):
                yield _cells(cells, places, f"{where}, line {lines.line_num}")
    except csv.Error as fault:
        place = f"{where}, line {lines.line_num}"
        raise UsageError(f"{place} cannot be read ({fault}): mend its quotation marks.") from fault


def _places(lines: Iterator[list[str]], columns: Columns, where: str) -> tuple[int, int, int]:
    """Places of the columns; numbers mean that no line names them."""
    wanted = columns.all()
    if all(name.isdecimal() for name in wanted):
        if "0" in wanted:
            raise UsageError("Column 0 does not exist: columns are counted from 1.")
        source, of, value = (int(name) - 1 for name in wanted)
        return source, of, value
    named = [name.strip() for name in next(lines, [])]
    missing = [name for name in wanted if name not in named]
    if missing:
        raise UsageError(
            f"{where} has no column {missing[0]!r}, it has {', '.join(map(repr, named))}: name its columns with "
            "--source, --object and --value, or give three numbers where no line names them."
        )
    source, of, value = (named.index(name) for name in wanted)
    return source, of, value


def _cells(cells: Sequence[str], places: tuple[int, int, int], where: str) -> tuple[str, str, str]:
    if len(cells) <= max(places):
        raise UsageError(f"{where} has {len(cells)} columns, column {max(places) + 1} is needed: complete it.")
    source, of, value = (cells[place].strip() for place in places)
    return source, of, value


def _json(text: str, columns: Columns, where: str) -> Iterator[tuple[str, str, str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            source, of, value = (_written(record[name]) for name in columns.all())
        except (ValueError, TypeError, RecursionError) as fault:
            raise UsageError(f"{where}, line {number} is no JSON object ({fault}): give one object a line.") from fault
        except KeyError as fault:
            known = ", ".join(map(repr, record))
            raise UsageError(f"{where}, line {number} has no key {fault}, it has {known}: name its keys.") from fault
        yield source, of, value


def _written(value: object) -> str:
    """A JSON value as one text; the members of a list stay apart."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "; ".join(_written(one) for one in value)
    return str(value).strip()
