"""`bukti statement list`, `correct`, `add` and `undo`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import correcting
from bukti.acts.correcting import ADDING, CERTAINTIES, CORRECTING, UNDOING, Saying
from bukti.acts.harm import Said
from bukti.cli.console import Profile, UsualFormat, check_case, check_target, emit, finish, progress, tell
from bukti.cli.overruled import tell_overruled
from bukti.model import Basis, SourceKind, Stance
from bukti.report import changes, objects, plain, reread

app = typer.Typer(
    name="statement",
    help="What a report says by people's word: correct what was read, add what was missed.",
    no_args_is_help=True,
)
# mypy reads no enumeration whose names are computed
Certainty = StrEnum("Certainty", {name.upper().replace("-", "_"): name for name in CERTAINTIES})  # type: ignore[misc]
Case = Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")]
Content = Annotated[
    str,
    typer.Option(
        metavar="PLACE|WORDS",
        help="What is said: START-END in characters of the text, or words that stand there once.",
        show_default=False,
    ),
]
Source = Annotated[
    str,
    typer.Option(
        metavar="PLACE|WORDS",
        help="The words that name who says it, likewise; none takes them away.",
        show_default=False,
    ),
]
Who = Annotated[
    str,
    typer.Option(metavar="NAME", help="The name that these words stand for; none takes it away.", show_default=False),
]
Kind = Annotated[SourceKind | None, typer.Option(help="What kind of source it is.", show_default=False)]
How = Annotated[Stance | None, typer.Option(help="What the source does with it.", show_default=False)]
Sure = Annotated[Certainty | None, typer.Option(help="How sure the source is.", show_default=False)]
Ground = Annotated[Basis | None, typer.Option(help="How the source knows.", show_default=False)]
Via = Annotated[
    str,
    typer.Option(
        metavar="NAMES",
        help="Media between the source and the report, with semicolons; none takes them away.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; every decision needs it.", show_default=False)]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")]
Trial = Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON.")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")]


@app.command("list")
def listed(
    *,
    case: Case,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Every correction in force: what the machine reads, what a person reads, and whether it applies."""
    check_target(output)
    check_case(case)
    documents, found = correcting.listed(case)
    as_json = {"corrections": objects.corrections(documents, found)}
    emit(plain.dumps(as_json, indent=1) if format is UsualFormat.JSON else reread.listed(documents, found), output)


@app.command()
def correct(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Annotated[str, typer.Argument(metavar="STATEMENT", help="Beginning of its id.")],
    case: Case,
    content: Content = "",
    source: Source = "",
    who: Who = "",
    kind: Kind = None,
    stance: How = None,
    certainty: Sure = None,
    basis: Ground = None,
    via: Via = "",
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    profile: Profile = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """A statement says something else than was read: claims and grades follow.

    What you leave out stays as it was read. The machine's reading stays beside yours.
    """
    saying = Saying(content, source, who, kind or "", stance or "", certainty or "", basis or "", via)
    _decide((CORRECTING, name, saying), case, Said(reason, by, dry_run), (profile, format, output))


@app.command()
def add(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Annotated[str, typer.Argument(metavar="REPORT", help="Beginning of its id, its title or file name.")],
    case: Case,
    content: Content,
    source: Source = "",
    who: Who = "",
    kind: Kind = None,
    stance: How = None,
    certainty: Sure = None,
    basis: Ground = None,
    via: Via = "",
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    profile: Profile = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """A report holds a statement that was missed: claims and grades follow.

    Without a source the report itself says it.
    """
    saying = Saying(content, source, who, kind or "", stance or "", certainty or "", basis or "", via)
    _decide((ADDING, name, saying), case, Said(reason, by, dry_run), (profile, format, output))


@app.command()
def undo(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Annotated[str, typer.Argument(metavar="ID", help="Beginning of the id of a correction or its statement.")],
    case: Case,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    profile: Profile = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Take a correction back: the machine's reading holds again; what was added is gone."""
    _decide((UNDOING, name, Saying()), case, Said(reason, by, dry_run), (profile, format, output))


def _decide(
    meant: tuple[str, str, Saying], case: Path, said: Said, shown: tuple[str | None, UsualFormat, Path | None]
) -> None:
    """Decide, and show what it changes."""
    profile, form, output = shown
    check_target(output)
    check_case(case)
    tell_overruled(case, profile)
    with progress() as tick:
        found = correcting.reread(*meant, case, said, profile=profile, tick=tick)
    as_json = form is UsualFormat.JSON
    emit(plain.dumps(objects.changes(found), indent=1) if as_json else changes.write(found), output)
    if found.recorded and meant[0] != UNDOING:
        tell(f"Recorded. Take it back: bukti statement undo {found.decision.id} --reason TEXT --case {case}")
    finish(found.failed)
