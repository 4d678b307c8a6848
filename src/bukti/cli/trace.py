"""`bukti trace`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit, finish, progress
from bukti.report import dot, objects, plain, table


class TraceFormat(StrEnum):
    """Formats of `bukti trace`."""

    TABLE = "table"
    JSON = "json"
    DOT = "dot"


def trace(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Reports, folders or archives; - reads standard input.")
    ],
    format: Annotated[TraceFormat, typer.Option(help="table, json, or dot for Graphviz.")] = TraceFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Who copied whom: families of reports, with reasons."""
    with progress() as tick:
        traced = pipeline.trace(paths, tick=tick)
    if format is TraceFormat.JSON:
        emit(plain.dumps(objects.trace(traced.documents, traced.lineage, traced.failed), indent=1))
    elif format is TraceFormat.DOT:
        emit(dot.lineage(traced.documents, traced.lineage))
    else:
        emit(table.lineage(traced.documents, traced.lineage))
    finish(traced.failed)
