"""`bukti case new`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.acts import keeping
from bukti.cli.case.parts import NewCase


def new(
    case: NewCase,
    at: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="An empty database for its tables: postgresql+psycopg://USER@HOST/DATABASE.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Begin an empty case."""
    keeping.new(case, at)
