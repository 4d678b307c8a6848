"""`bukti sources`: what is learnt of sources, from tables of claims."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import learning, tying
from bukti.acts.harm import Said
from bukti.cli.console import Profile, UsualFormat, check_case, check_target, emit, finish, progress, tell
from bukti.cli.overruled import tell_overruled
from bukti.report import changes, fused, learnt, objects, plain

app = typer.Typer(
    name="sources",
    help="How reliable sources are, and which of them copy.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


class TableFormat(StrEnum):
    """Formats of `bukti sources table`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


Cases = Annotated[
    list[Path], typer.Option("--case", metavar="FILE", help="An existing case file; further ones add their claims.")
]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")]


class Values(StrEnum):
    """Kinds of values (`bukti.truth.values.KINDS`)."""

    TEXT = "text"
    NAMES = "names"


@app.command()
def table(  # noqa: PLR0913 - a command has as many options as it needs
    path: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, TSV or JSON Lines; - reads standard input.")],
    *,
    source: Annotated[
        str,
        typer.Option(metavar="COLUMN", help="Who claims: name of the column, or its number where no line names them."),
    ] = "source",
    object: Annotated[str, typer.Option(metavar="COLUMN", help="Of what.")] = "object",  # noqa: A002 - the option's name
    value: Annotated[str, typer.Option(metavar="COLUMN", help="What is claimed.")] = "value",
    values: Annotated[Values, typer.Option("--as", help="text: equal or not; names: lists of people.")] = Values.TEXT,
    rows: Annotated[int, typer.Option(metavar="N", min=1, help="With table: most rows of each part.")] = 20,
    format: Annotated[TableFormat, typer.Option(help="table, JSON, or CSV by object.")] = TableFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """What is probably true in a table of claims, and which sources copy.

    Copies are told by the rare errors that sources share, and count once.
    """
    check_target(output)
    found = learning.fuse(path, (source, object, value), values.value)
    if format is TableFormat.JSON:
        emit(plain.dumps(fused.json_object(found), indent=1), output)
    elif format is TableFormat.CSV:
        emit(fused.write_csv(found), output)
    else:
        emit(fused.write(found, rows), output)


@app.command()
def learn(
    *,
    case: Cases,
    profile: Profile = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """How often each source and outlet was right, over the claims that you resolved.

    Proposes a letter from A to F for each, with its counts; bukti sources accept applies one.
    """
    check_target(output)
    for one in case:
        check_case(one)
    tell_overruled(case[0], profile)
    with progress() as tick:
        found = learning.learn(case, profile, tick)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(learnt.history(found), indent=1) if as_json else learnt.write(found), output)
    finish(found.failed)


@app.command()
def accept(  # noqa: PLR0913 - a command has as many options as it needs
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A named source or an outlet; with --undo also the id.")
    ],
    *,
    case: Cases,
    letter: Annotated[
        str | None, typer.Option(metavar="A-F", help="Another letter than the one proposed.", show_default=False)
    ] = None,
    note: Annotated[str, typer.Option("--note", "--reason", metavar="TEXT", help="Why.", show_default=False)] = "",
    author: Annotated[
        str | None,
        typer.Option("--by", "--author", metavar="NAME", help="Who decides.", show_default="the login name"),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take the letter back.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")] = False,
    profile: Profile = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON with every figure.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Rate a source with the letter that its record supports, or with your own, and see what changes.

    The letter counts from then on whenever the first case is assessed.
    """
    check_target(output)
    for one in case:
        check_case(one)
    tell_overruled(case[0], profile)
    with progress() as tick:
        found = learning.accept(
            source, case, note, letter=letter, profile=profile, author=author, undo=undo, dry_run=dry_run, tick=tick
        )
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(objects.changes(found), indent=1) if as_json else changes.write(found), output)
    if found.recorded and not undo:
        tell(f"Recorded. Take it back: bukti sources accept {found.decision.id} --undo --case {case[0]}")
    finish(found.failed)


class Shared(StrEnum):
    """What sources that depend on each other share (`bukti.assessment.tied.HOW`)."""

    ORGANISATION = "organisation"
    EVENT = "event"
    INTEREST = "interest"


Two = Annotated[
    list[str], typer.Argument(metavar="SOURCE SOURCE", help="Two sources or outlets by name or id; with --undo one id.")
]
Case = Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")]
Reason = Annotated[str, typer.Option("--reason", "--note", metavar="TEXT", help="Why.", show_default=False)]
By = Annotated[
    str | None, typer.Option("--by", "--author", metavar="NAME", help="Who decides.", show_default="the login name")
]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision with this id back instead.")]
Trial = Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON with every figure.")]


@app.command()
def tie(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Two,
    case: Case,
    shared: Annotated[Shared, typer.Option("--shared", help="What they share.")] = Shared.ORGANISATION,
    reason: Reason = "",
    by: By = None,
    undo: Undo = False,
    dry_run: Trial = False,
    profile: Profile = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Two sources depend on each other: together they count for less, and see what changes.

    How much less is in the profile, by what they share: one organisation, one event, one interest.
    """
    asked = tying.Asked(names, shared.value, undo)
    _tie("tie", (asked, case, Said(reason, by, dry_run)), profile, format, output)


@app.command()
def same(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Two,
    case: Case,
    reason: Reason = "",
    by: By = None,
    undo: Undo = False,
    dry_run: Trial = False,
    profile: Profile = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Two sources are one under two names: they count as one, and see what changes.

    A letter or a retraction of either holds for both.
    """
    _tie("same", (tying.Asked(names, "", undo), case, Said(reason, by, dry_run)), profile, format, output)


def _tie(
    command: str,
    order: tuple[tying.Asked, Path, Said],
    profile: str | None,
    format: UsualFormat,  # noqa: A002 - the option's name
    output: Path | None,
) -> None:
    """Decide on two sources, and show what it changes."""
    asked, case, said = order
    check_target(output)
    check_case(case)
    tell_overruled(case, profile)
    with progress() as tick:
        found = tying.tie(asked, case, said, profile=profile, tick=tick)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(objects.changes(found), indent=1) if as_json else changes.write(found), output)
    if found.recorded and not asked.undo:
        tell(f"Recorded. Take it back: bukti sources {command} {found.decision.id} --undo --reason TEXT --case {case}")
    finish(found.failed)
