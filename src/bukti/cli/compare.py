"""`bukti compare`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.acts import comparing
from bukti.cli.console import CaseFile, Inputs, UsualFormat, check_case, emit, finish, progress
from bukti.report import between, plain


def compare(
    one: Annotated[
        str, typer.Argument(metavar="ONE", help="A report by id, title, file name or address.", show_default=False)
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another one.", show_default=False)],
    paths: Inputs = None,
    case: CaseFile = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """What two reports share, and why the one is held to come from the other or not.

    Their words are as rare as in all the reports together.
    """
    check_case(case)
    with progress() as tick:
        told = comparing.named((one, other), paths or [], case, tick)
    held = {document.report.id: document for document in told.result.documents}
    if format is UsualFormat.JSON:
        emit(plain.dumps(between.in_json(held, told.found, told.standing), indent=1))
    else:
        emit(between.table(held, told.result.lineage, told.found, told.standing))
    finish(told.result.failed)
