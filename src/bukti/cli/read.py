"""`bukti read`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.acts import corrections
from bukti.cli.console import check_language, emit, finish, progress
from bukti.errors import UsageError
from bukti.report import objects, plain, table

DIFFERS = 3  # exit code of interfaces.md: verification failed
SHOWN = 100  # characters of a text


class ReadFormat(StrEnum):
    """Formats of `bukti read`."""

    TABLE = "table"
    JSONL = "jsonl"
    CASES = "cases"


def read(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Reports, folders or archives; - reads standard input.")
    ],
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="ISO 639 code, if you know it; else it is identified.")
    ] = None,
    format: Annotated[  # noqa: A002 - the option's name
        ReadFormat,
        typer.Option(help="table, one JSON object a report, or one a paragraph to correct for --check."),
    ] = ReadFormat.TABLE,
    statement: Annotated[
        str | None,
        typer.Option(
            metavar="ID", help="With cases: only the paragraph of this statement, by the beginning of its id."
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="The files hold corrected case lines: tell where reading differs.")
    ] = False,
) -> None:
    """Who says what: every attributed statement of each report.

    Needs no case and keeps nothing.
    """
    if check:
        _compare(paths)
        return
    check_language(language)
    if statement is not None and format is not ReadFormat.CASES:
        raise UsageError("--statement chooses a case line: add --format cases.")
    with progress() as tick:
        reading = pipeline.read(paths, language=language, tick=tick)
    if format is ReadFormat.JSONL:
        lines = (objects.reading(d, reading.of(d)) for d in reading.documents)
        emit("".join(plain.dumps(line) + "\n" for line in lines))
    elif format is ReadFormat.CASES:
        emit("".join(plain.dumps(line) + "\n" for line in corrections.case_lines(reading, statement)))
    else:
        emit(table.reading(reading.documents, reading.statements))
    finish(reading.failed)


def _compare(paths: list[Path]) -> None:
    """Where reading differs from corrected case lines."""
    lines, wrong, total = [], 0, 0
    for path in paths:
        for case in corrections.check(path):
            total += 1
            wrong += bool(case.differences)
            if case.differences:
                lines.append(plain.one_line(f"{path}:{case.number}: {plain.shortened(case.text, SHOWN)}"))
                lines += [f"  {plain.one_line(difference)}" for difference in case.differences]
    emit("\n".join([*lines, f"{total - wrong} of {total} cases are read as they say."]) + "\n")
    if wrong:
        raise typer.Exit(DIFFERS)
