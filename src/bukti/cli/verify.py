"""`bukti verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import UsualFormat, check_case, emit
from bukti.report import custody, plain

FAILED = 3  # exit code of interfaces.md


def verify(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file; nothing in it is changed.")],
    *,
    head: Annotated[
        str | None,
        typer.Option(metavar="DIGEST", help="The head of its log, as you were told it.", show_default=False),
    ] = None,
    key: Annotated[
        str | None, typer.Option(metavar="KEY", help="The key that must have signed every event.", show_default=False)
    ] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Whether a case is what its log says: no event, row or byte changed, moved, added or taken away.

    Leaves with exit code 3 where a check failed. What could not be checked is said to be so.
    """
    check_case(case)
    found = pipeline.verify(case, head, key)
    if format is UsualFormat.JSON:
        emit(plain.dumps(custody.verification_object(found), indent=1))
    else:
        emit(custody.verification(found))
    if not found.passed:
        raise typer.Exit(FAILED)
