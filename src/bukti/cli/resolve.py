"""`bukti resolve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import learning
from bukti.cli.console import UsualFormat, check_case, check_target, emit, finish, progress
from bukti.errors import UsageError
from bukti.report import changes, learnt, objects, plain


def resolve(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    claim: Annotated[
        str | None,
        typer.Argument(metavar="CLAIM", help="A claim by id, or by words that no other has.", show_default=False),
    ] = None,
    verdict: Annotated[
        str | None, typer.Argument(metavar="true|false|open", help="How it turned out.", show_default=False)
    ] = None,
    case: Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")],
    note: Annotated[
        str, typer.Option("--note", "--reason", metavar="TEXT", help="On what grounds.", show_default=False)
    ] = "",
    author: Annotated[
        str | None,
        typer.Option("--by", "--author", metavar="NAME", help="Who decides.", show_default="the login name"),
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Show the claims of the case and what was decided.")] = False,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """How a claim turned out: true or false, on a person's word.

    Sources get their record from resolved claims: bukti sources learn.
    """
    check_target(output)
    check_case(case)
    as_json = format is UsualFormat.JSON
    if show or claim is None:
        with progress() as tick:
            found = learning.claims(case, tick)
        emit(plain.dumps(learnt.claims(found), indent=1) if as_json else learnt.write_claims(found), output)
        finish(found.failed)
        return
    if verdict is None:
        raise UsageError(f"Nothing said of {claim!r}: add true, false or open.")
    with progress() as tick:
        made = learning.resolve(claim, verdict, case, note, author=author, tick=tick)
    emit(plain.dumps(objects.decision(made), indent=1) if as_json else changes.what(made) + ".\n", output)
