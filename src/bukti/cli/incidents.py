"""`bukti incidents`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import UsualFormat, check_case, check_target, emit, finish, progress
from bukti.report import incidents as written
from bukti.report import plain


def incidents(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Reports, folders or archives; - reads standard input; none to read a case.",
            show_default=False,
        ),
    ] = None,
    case: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Case file to create, add to or read; else nothing is kept.")
    ] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """Attacks and harm: what happened, where, when, who was harmed, by whose word.

    Every number stands with its place in its report.
    """
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = pipeline.happened(paths or [], case, tick)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(written.objects(found), indent=1) if as_json else written.table(found), output)
    finish(found.failed)
