"""`bukti entities`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import entities as acts
from bukti.cli.console import CaseFile, Inputs, check_case, check_target, emit, finish, progress
from bukti.report import entities as written
from bukti.screening.search import THRESHOLD


class EntitiesFormat(StrEnum):
    """Formats of `bukti entities`."""

    TABLE = "table"
    JSON = "json"
    FTM = "ftm"


def entities(  # noqa: PLR0913, PLR0917 - a command has as many options as it needs
    paths: Inputs = None,
    case: CaseFile = None,
    lists: Annotated[
        list[Path] | None,
        typer.Option("--list", metavar="FILE", help="A list to look in, or a folder of lists; repeat it."),
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", metavar="DAY", help="Who was listed on this day?", show_default="each list's date")
    ] = "",
    threshold: Annotated[float, typer.Option(help="Least score of a candidate of a list, 0 to 1.")] = THRESHOLD,
    format: Annotated[  # noqa: A002 - the option's name
        EntitiesFormat, typer.Option(help="table, JSON, or lines of FollowTheMoney.")
    ] = EntitiesFormat.TABLE,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """Who and what is named, in any script: names joined with reasons, what is said by and about each.

    Nothing is joined without a stated reason; who may be the same and was not joined stays an open question.
    """
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = acts.entities(paths or [], case, lists=lists or (), as_of=as_of, threshold=threshold, tick=tick)
    emit(written.WRITERS[format.value](found), output)
    finish(found.failed)
