"""`bukti trace`."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit, finish, progress
from bukti.report import dot, objects, table


class TraceFormat(StrEnum):
    """Formats of `bukti trace`."""

    TABLE = "table"
    JSON = "json"
    DOT = "dot"


def trace(
    paths: Annotated[list[Path], typer.Argument(help="Reports, folders or archives; `-` reads standard input.")],
    format: Annotated[TraceFormat, typer.Option(help="table, json, or dot for Graphviz.")] = TraceFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Who copied whom: edges between reports with the aligned passages that prove them."""
    with progress() as tick:
        traced = pipeline.trace(paths, tick=tick)
    if format is TraceFormat.JSON:
        body = json.dumps(objects.trace(traced.documents, traced.lineage, traced.failed), ensure_ascii=False, indent=1)
    elif format is TraceFormat.DOT:
        body = dot.lineage(traced.documents, traced.lineage)
    else:
        body = table.lineage(traced.documents, traced.lineage)
    emit(body, None)
    finish(traced.failed)
