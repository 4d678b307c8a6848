"""`bukti profile`: what claims of a case are weighed with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import profiling
from bukti.acts.harm import Said
from bukti.acts.profiling import Reweighed
from bukti.cli.console import UsualFormat, check_case, check_target, emit, finish, progress, tell
from bukti.report import changes, objects, plain
from bukti.report import profiles as shown

app = typer.Typer(
    name="profile",
    help="What claims of a case are weighed with: its parameters, who chose them, and another choice.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
CaseOf = Annotated[Path, typer.Argument(metavar="CASE", help="An existing case file.")]
Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; every decision needs it.", show_default=False)
]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")]
Trial = Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON with every figure.")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")]


@app.command()
def show(
    case: CaseOf,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """The profile of a case: every parameter in words, its version and digest, who chose it, and what was before."""
    check_target(output)
    check_case(case)
    found = profiling.standing(case)
    as_json = format is UsualFormat.JSON
    told = found.profile, found.choice, found.made
    emit(plain.dumps(shown.in_json(*told), indent=1) if as_json else shown.write(*told), output)


@app.command()
def use(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: CaseOf,
    profile: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A shipped profile, or a TOML file.")],
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Weigh a case with another profile from now on, and see what changes.

    The exact bytes of the profile stay in the case. --profile of other commands overrules it for one run.
    """
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = profiling.use(profiling.named(profile), case, Said(reason, by, dry_run), tick)
    _tell(found, case, (format, output))


@app.command()
def undo(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    case: CaseOf,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Take the choice in force back: the one before it counts again, and see what changes."""
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = profiling.undo("", case, Said(reason, by, dry_run), tick)
    _tell(found, case, (format, output))


def _tell(found: Reweighed, case: Path, how: tuple[UsualFormat, Path | None]) -> None:
    as_json = how[0] is UsualFormat.JSON
    text = changes.write(found) + "\n" + shown.differing(*found.sides)
    emit(plain.dumps(objects.changes(found), indent=1) if as_json else text, how[1])
    if found.recorded and found.decision.what == "use":
        tell(f"Recorded. Take it back: bukti profile undo {case} --reason TEXT")
    finish(found.failed)
