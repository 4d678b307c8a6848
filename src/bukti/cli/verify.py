"""`bukti verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import proofs
from bukti.cli.console import FAILED, UsualFormat, check_case, emit, passphrase
from bukti.model import Told
from bukti.report import custody, plain


def verify(  # noqa: PLR0913 - each is an option of the command
    path: Annotated[Path, typer.Argument(metavar="CASE|BUNDLE|DOSSIER", help="Nothing in it is changed.")],
    *,
    head: Annotated[
        str | None,
        typer.Option(metavar="DIGEST", help="The head of its log, as you were told it.", show_default=False),
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(metavar="KEY", help="The key that must have signed it, or every event.", show_default=False),
    ] = None,
    bytes: Annotated[  # noqa: A002 - the option's name
        Path | None,
        typer.Option(
            metavar="CASE|FOLDER", help="Where the bytes lie that a dossier was read from.", show_default=False
        ),
    ] = None,
    roots: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Certificates (PEM) of time stamp authorities to trust.", show_default=False),
    ] = None,
    headers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Headers of Bitcoin blocks that you trust.", show_default=False),
    ] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Whether a case, bundle or dossier is what its log or its proofs say: nothing changed, moved, added or gone.

    Leaves with exit code 3 where a check failed. What could not be checked is said to be so.
    """
    check_case(path)
    head, key = (value and value.strip().lower() for value in (head, key))
    told = Told(head, key, roots.read_bytes() if roots else b"", headers.read_bytes() if headers else b"")
    found = proofs.verify(path, told, bytes, passphrase)
    if format is UsualFormat.JSON:
        emit(plain.dumps(custody.verification_object(found), indent=1))
    else:
        emit(custody.verification(found))
    if not found.passed:
        raise typer.Exit(FAILED)
