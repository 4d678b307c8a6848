"""`bukti screen`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import screening
from bukti.cli.console import check_case, check_target, emit, finish, progress
from bukti.report import plain
from bukti.report import screening as written
from bukti.screening.search import THRESHOLD


class ScreenFormat(StrEnum):
    """Formats of `bukti screen`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def screen(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME|PATH", help="Names; what is a file or a folder is read as reports."),
    ] = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", metavar="FILE", help="A list, or a folder of lists; repeat it.", show_default=False),
    ] = None,
    remote: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="A server that matches (yente), as https://HOST/match/DATASET: the names are sent to it.",
            show_default=False,
        ),
    ] = None,
    tables: Annotated[
        list[Path] | None,
        typer.Option("--names", metavar="FILE", help="One name a line, or CSV with a column name.", show_default=False),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Look for those named in a case; show what was judged.", show_default=False),
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DAY", help="Who was listed on this day?", show_default="each list's date")
    ] = "",
    threshold: Annotated[float, typer.Option(help="Least score of a candidate, 0 to 1.")] = THRESHOLD,
    format: Annotated[ScreenFormat, typer.Option(help="table, JSON, or CSV by candidate.")] = ScreenFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """Who of sanctions lists and registers may be meant: scores with reasons, measures, owners; nothing is merged."""
    check_target(output)
    check_case(case)
    paths = [Path(name) for name in names or () if Path(name).exists()]
    asked = screening.Asked([name for name in names or () if not Path(name).exists()], tables or (), paths, case)
    with progress() as tick:
        found = screening.screen(asked, lists or (), as_of, threshold, tick, remote=remote or ())
    if format is ScreenFormat.JSON:
        emit(plain.dumps(written.object_(found), indent=1), output)
    else:
        emit(written.table(found) if format is ScreenFormat.CSV else written.write(found), output)
    finish(found.failed)
