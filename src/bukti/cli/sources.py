"""`bukti sources`: what is learnt of sources, from tables of claims."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import check_target, emit
from bukti.report import fused, plain

app = typer.Typer(
    name="sources",
    help="How reliable sources are, and which of them copy.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class TableFormat(StrEnum):
    """Formats of `bukti sources table`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Values(StrEnum):
    """Kinds of values (`bukti.truth.values.KINDS`)."""

    TEXT = "text"
    NAMES = "names"


@app.command()
def table(  # noqa: PLR0913 - a command has as many options as it needs
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV or JSON Lines; - reads standard input.")],
    *,
    source: Annotated[
        str,
        typer.Option(metavar="COLUMN", help="Who claims: name of the column, or its number where no line names them."),
    ] = "source",
    object: Annotated[str, typer.Option(metavar="COLUMN", help="Of what.")] = "object",  # noqa: A002 - the option's name
    value: Annotated[str, typer.Option(metavar="COLUMN", help="What is claimed.")] = "value",
    values: Annotated[Values, typer.Option("--as", help="text: equal or not; names: lists of people.")] = Values.TEXT,
    rows: Annotated[int, typer.Option(metavar="N", min=1, help="With table: most rows of each part.")] = 20,
    format: Annotated[TableFormat, typer.Option(help="table, JSON, or CSV by object.")] = TableFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """What is probably true in a table of claims, and which sources copy.

    Copies are told by the rare errors that sources share, and count once.
    """
    check_target(output)
    found = pipeline.fuse(path, (source, object, value), values.value)
    if format is TableFormat.JSON:
        emit(plain.dumps(fused.json_object(found), indent=1), output)
    elif format is TableFormat.CSV:
        emit(fused.write_csv(found), output)
    else:
        emit(fused.write(found, rows), output)
