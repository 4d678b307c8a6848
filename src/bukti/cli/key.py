"""`bukti key`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from bukti.acts import person
from bukti.cli.console import UsualFormat, emit
from bukti.report import custody, plain


class Place(StrEnum):
    """Where a key may lie (`bukti.acts.person`)."""

    FILE = person.FILE
    KEYRING = person.KEYRING


def key(
    keep_in: Annotated[
        Place | None,
        typer.Option(
            help="Move it to the keyring of the system, or to a file whose passphrase is asked for.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Your name and public key, as they stand under all that you do, and where the key lies.

    Tell the key to whoever checks your cases, by another way than the case.
    """
    found = person.keep_in(keep_in, _passphrase) if keep_in else person.shown()
    emit(plain.dumps(found, indent=1) if format is UsualFormat.JSON else custody.status(found))


def _passphrase() -> str:
    """A new passphrase for the file; it never stands on a command line."""
    return str(
        typer.prompt(
            "New passphrase (empty for none)",
            default="",
            show_default=False,
            hide_input=True,
            confirmation_prompt=True,
            err=True,
        )
    )
