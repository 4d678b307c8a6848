"""`bukti languages`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bukti.cli.console import emit
from bukti.report import objects, plain, rates, table


class LanguagesFormat(StrEnum):
    """Formats of `bukti languages`."""

    TABLE = "table"
    JSON = "json"


def languages(
    format: Annotated[LanguagesFormat, typer.Option(help="table, or JSON.")] = LanguagesFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Which languages are read, and how well: measured, beside a trivial baseline."""
    found = rates.languages()
    if format is LanguagesFormat.JSON:
        emit(plain.dumps(objects.languages(found), indent=1) + "\n")
    else:
        emit(table.languages(found))
