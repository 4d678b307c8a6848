"""`bukti incident merge`, `split`, `check`, `response` and `undo`."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import harm
from bukti.acts.harm import Said
from bukti.cli.console import UsualFormat, check_case, check_target, emit, finish, progress, tell
from bukti.model import Recast
from bukti.report import plain, recast

app = typer.Typer(
    name="incident",
    help="An attack by people's word: merge, split, verification, what a party's answer is.",
    no_args_is_help=True,
)
Name = Annotated[
    str, typer.Argument(metavar="INCIDENT", help="Beginning of its id, or of that of one of its sentences.")
]
Case = Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; every decision needs it.", show_default=False)]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")]
Trial = Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON.")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")]


class Part(StrEnum):
    """Parts of the verification (`bukti.incidents.standards`)."""

    SOURCE = "source"
    TECHNICAL = "technical"
    CONTENT = "content"
    REVIEW = "review"


class Found(StrEnum):
    """What a part may find."""

    SUPPORTS = "supports"
    AGAINST = "against"
    INCONCLUSIVE = "inconclusive"


class Status(StrEnum):
    """What a party's answer is taken for (`bukti.casework.harm.STATUSES`)."""

    NOT_ASSESSED = "not-assessed"
    NON_CREDIBLE = "non-credible"
    CREDIBLE = "credible"
    DUPLICATE = "duplicate"


@app.command()
def merge(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Annotated[list[str], typer.Argument(metavar="INCIDENT INCIDENT", help="Beginnings of ids.")],
    case: Case,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Two incidents are one attack; it holds also when reports are added."""
    said = Said(reason, by, dry_run)
    _decide(partial(harm.regroup, "merge", names, case, said), case, format, output)


@app.command()
def split(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Annotated[
        list[str],
        typer.Argument(metavar="INCIDENT SENTENCE...", help="An incident, and ids of sentences that leave it."),
    ],
    case: Case,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Sentences tell of another attack; it holds also when reports are added.

    What leaves is an incident of its own, or joins another that it belongs to.
    """
    said = Said(reason, by, dry_run)
    _decide(partial(harm.regroup, "split", names, case, said), case, format, output)


@app.command()
def check(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Name,
    part: Annotated[Part, typer.Argument(metavar="PART", help="source, technical, content, or review: a second look.")],
    found: Annotated[Found, typer.Argument(metavar="FINDING", help="supports, against or inconclusive.")],
    case: Case,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """What a part of the verification found, after the Berkeley Protocol; the reason says what was done.

    Your later finding supersedes your earlier one; findings of other people stay beside it. The review is refused under
    the key of anybody who analysed the incident.
    """
    said = Said(reason, by, dry_run)
    _decide(partial(harm.check, name, (part.value, found.value), case, said), case, format, output)


@app.command()
def response(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Name,
    status: Annotated[
        Status, typer.Argument(metavar="CATEGORY", help="not-assessed, non-credible, credible or duplicate.")
    ],
    case: Case,
    party: Annotated[
        str, typer.Option(metavar="NAME", help="Whose answer, where several are said to have done it.")
    ] = "",
    conceded: Annotated[
        list[str] | None,
        typer.Option(
            metavar="HARM=N-M", help="What it concedes: killed=3-5, injured=8 or missing=2+.", show_default=False
        ),
    ] = None,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """What the answer of those said to have done it is taken for, and what it concedes.

    It stands beside what the reports quote of the answer, and changes no range.
    """
    category = "not assessed" if status is Status.NOT_ASSESSED else status.value
    taken = (party, category, [harm.conceded(one) for one in conceded or ()])
    _decide(partial(harm.answer, name, taken, case, Said(reason, by, dry_run)), case, format, output)


@app.command()
def undo(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Annotated[
        str, typer.Argument(metavar="DECISION", help="Beginning of its id, as `bukti retract --list` shows it.")
    ],
    case: Case,
    reason: Reason = "",
    by: By = None,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Take a decision on an incident back; that it was made stays in the log."""
    _decide(partial(harm.restore, name, case, Said(reason, by, dry_run)), case, format, output)


def _decide(decide: Callable[..., Recast], case: Path, format: UsualFormat, output: Path | None) -> None:  # noqa: A002 - the option's name
    """Decide, and show what it changes."""
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = decide(tick=tick)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(recast.written(found), indent=1) if as_json else recast.write(found), output)
    if found.recorded and found.decision.what != "restore":
        tell(f"Recorded. Take it back: bukti incident undo {found.decision.id} --reason TEXT --case {case}")
    finish(found.after.failed)
