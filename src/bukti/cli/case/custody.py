"""`bukti case custody`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.acts import custody as acts
from bukti.cli.case.parts import CaseFile
from bukti.cli.console import UsualFormat, check_case, emit
from bukti.report import custody as told
from bukti.report import plain


def custody(
    case: CaseFile,
    items: Annotated[
        list[str] | None,
        typer.Argument(metavar="ITEM", help="Path or SHA-256 of an input, or id of a report; all without one."),
    ] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """The custody record of an item: where it is from, who had it, what was done with it; what was not done says so."""
    check_case(case)
    found = acts.records(case, items or ())
    emit(plain.dumps(found, indent=1) if format is UsualFormat.JSON else "\n".join(map(told.record, found)))
