"""What the commands of `bukti case` share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.cli.console import FAILED, emit
from bukti.model import Verification
from bukti.report import custody

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file.")]
NewCase = Annotated[Path, typer.Argument(metavar="NEW", help="The new case file; nothing is ever overwritten.")]
At = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        help="An empty database for its tables: postgresql+psycopg://USER@HOST/DATABASE.",
        show_default=False,
    ),
]


def checked(found: Verification) -> None:
    """Show every check; leave with exit code 3 if one failed."""
    emit(custody.verification(found))
    if not found.passed:
        raise typer.Exit(FAILED)
