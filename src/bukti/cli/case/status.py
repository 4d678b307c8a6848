"""`bukti case status`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.acts import looking
from bukti.cli.case.parts import CaseFile
from bukti.cli.console import UsualFormat, check_case, emit
from bukti.report import custody, plain


def status(
    case: CaseFile,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """What a case holds, and where its log ends."""
    check_case(case)
    found = looking.status(case).told()
    emit(plain.dumps(found, indent=1) if format is UsualFormat.JSON else custody.status(found))
