"""`bukti case add`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import adding
from bukti.cli.case.parts import CaseFile
from bukti.cli.console import check_case, emit, finish, progress
from bukti.report.plain import counted


def add(
    case: CaseFile,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="Reports, folders or archives; - reads standard input.")
    ],
) -> None:
    """Keep the exact bytes of files, without reading them; what is there already stays."""
    check_case(case)
    with progress() as tick:
        added = adding.add(case, paths, tick)
    emit(f"{counted(added.new, 'new file')}, {added.given - added.new} there already.")
    finish(added.failed)
