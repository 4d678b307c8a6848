"""`bukti languages`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.cli.console import UsualFormat, emit
from bukti.report import objects, plain, rates, table


def languages(
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Which languages are read, and how well: measured, beside a trivial baseline."""
    found = rates.languages()
    if format is UsualFormat.JSON:
        emit(plain.dumps(objects.languages(found), indent=1) + "\n")
    else:
        emit(table.languages(found))
