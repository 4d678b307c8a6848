"""`bukti read`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit, finish, progress
from bukti.report import objects, table


class ReadFormat(StrEnum):
    """Formats of `bukti read`."""

    TABLE = "table"
    JSONL = "jsonl"


def read(
    paths: Annotated[list[Path], typer.Argument(help="Reports, folders or archives; `-` reads standard input.")],
    language: Annotated[str | None, typer.Option(help="ISO 639 code, if you know it; else it is identified.")] = None,
    format: Annotated[ReadFormat, typer.Option(help="table, or one JSON object a report.")] = ReadFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Who says what: every attributed statement of each report. Needs no case and keeps nothing."""
    with progress() as tick:
        reading = pipeline.read(paths, language=language, tick=tick)
    if format is ReadFormat.JSONL:
        lines = (objects.reading(d, reading.of(d)) for d in reading.documents)
        emit("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), None)
    else:
        emit(table.reading(reading.documents, reading.statements), None)
    finish(reading.failed)
