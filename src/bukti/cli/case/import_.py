"""`bukti case import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import keeping
from bukti.cli.case.parts import At, NewCase, checked
from bukti.cli.console import passphrase


def import_(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A bundle, as `bukti case export` writes it.")],
    case: NewCase,
    at: At = "",
) -> None:
    """Make a case out of a bundle, if everything in it is as it should be."""
    checked(keeping.take_in(bundle, case, passphrase, at))
