"""`bukti case backup`."""

from __future__ import annotations

from typing import Annotated

import typer

from bukti.acts import keeping
from bukti.cli.case.parts import CaseFile, NewCase, checked
from bukti.cli.console import check_case


def backup(
    case: CaseFile,
    target: NewCase,
    renew: Annotated[bool, typer.Option("--renew", help="Write what is new into an older backup.")] = False,
) -> None:
    """Make a second case that is the same, and check it; others may go on using the first."""
    check_case(case)
    checked(keeping.backup(case, target, renew=renew))
