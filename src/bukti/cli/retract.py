"""`bukti retract`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import retracting
from bukti.cli.console import Profile, UsualFormat, check_case, check_target, emit, finish, progress, tell
from bukti.cli.overruled import tell_overruled
from bukti.errors import UsageError
from bukti.report import changes, objects, plain


def retract(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")],
    target: Annotated[
        str | None,
        typer.Argument(
            metavar="REPORT|ORIGIN",
            help="A report by id, title, file name or address; a source or an outlet by name or id.",
            show_default=False,
        ),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; every decision needs it.", show_default=False)] = "",
    author: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take a retraction back.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")] = False,
    show: Annotated[bool, typer.Option("--list", help="Show the decisions of the case and its dossiers.")] = False,
    profile: Profile = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON with every figure.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """What rests on a report or an origin, and what is left without it.

    The report stays in the case; what it says, and what others have from it, carries no evidence any more.
    """
    check_target(output)
    check_case(case)
    tell_overruled(case, profile)
    if show:
        listed = retracting.decisions(case)
        emit(_json(objects.decisions(*listed)) if format is UsualFormat.JSON else changes.listed(*listed), output)
        return
    if target is None:
        raise UsageError("Nothing named to retract: name a report or an origin, or use --list.")
    with progress() as tick:
        found = retracting.retract(
            target, case, reason, profile=profile, author=author, undo=undo, dry_run=dry_run, tick=tick
        )
    emit(_json(objects.changes(found)) if format is UsualFormat.JSON else changes.write(found), output)
    if found.recorded and found.decision.what == "retract":
        tell(f"Recorded. Take it back: bukti retract {found.decision.id} --undo --reason TEXT --case {case}")
    finish(found.failed)


def _json(value: objects.Object) -> str:
    return plain.dumps(value, indent=1)
