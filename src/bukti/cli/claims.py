"""`bukti claims list`, `merge` and `split`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.acts import regrouping
from bukti.cli.console import (
    Reader,
    UsualFormat,
    check_case,
    check_language,
    check_target,
    emit,
    finish,
    progress,
    tell,
)
from bukti.model import Regrouped
from bukti.report import plain, regrouped

app = typer.Typer(name="claims", help="What is one claim, and what is not: merge and split.", no_args_is_help=True)
Case = Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; every decision needs it.", show_default=False)]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")]
Undo = Annotated[bool, typer.Option("--undo", help="Take the decision with this id back instead.")]
Trial = Annotated[bool, typer.Option("--dry-run", help="Show what would change and record nothing.")]
Format = Annotated[UsualFormat, typer.Option(help="table, or JSON.")]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")]


@app.command("list")
def listed(
    *,
    case: Case,
    reader: Reader = None,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Every claim with its id, and how many statements it has."""
    check_target(output)
    check_case(case)
    check_language(reader)
    with progress() as tick:
        found = [finding.claim for finding in pipeline.assess(case=case, tick=tick, reader=reader).findings]
    lines = {"claims": [regrouped.line(one) for one in found]}
    emit(plain.dumps(lines, indent=1) if format is UsualFormat.JSON else regrouped.claims(found), output)


@app.command()
def merge(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Annotated[
        list[str], typer.Argument(metavar="CLAIM CLAIM", help="Beginnings of ids, or words of the claim.")
    ],
    case: Case,
    reason: Reason = "",
    by: By = None,
    undo: Undo = False,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Two claims are one; it holds also when reports are added.

    Where one denies what the other says, it becomes the denial of that claim.
    """
    kind = "restore" if undo else "merge"
    decide = partial(regrouping.regroup, kind, names, case, reason, author=by, dry_run=dry_run)
    _decide(decide, case, format, output)


@app.command()
def split(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    names: Annotated[
        list[str], typer.Argument(metavar="CLAIM STATEMENT...", help="A claim, and ids of statements that leave it.")
    ],
    case: Case,
    reason: Reason = "",
    by: By = None,
    undo: Undo = False,
    dry_run: Trial = False,
    format: Format = UsualFormat.TABLE,  # noqa: A002 - the option's name
    output: Output = None,
) -> None:
    """Statements are no part of a claim; it holds also when reports are added.

    What leaves is a claim of its own, or joins another that it belongs to.
    """
    kind = "restore" if undo else "split"
    decide = partial(regrouping.regroup, kind, names, case, reason, author=by, dry_run=dry_run)
    _decide(decide, case, format, output)


def _decide(decide: Callable[..., Regrouped], case: Path, format: UsualFormat, output: Path | None) -> None:  # noqa: A002 - the option's name
    """Decide, and show what it changes."""
    check_target(output)
    check_case(case)
    with progress() as tick:
        found = decide(tick=tick)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(regrouped.written(found), indent=1) if as_json else regrouped.write(found), output)
    made = found.decision
    if found.recorded and made.supersedes is None:
        tell(f"Recorded. Take it back: bukti claims {made.what} {made.id} --undo --reason TEXT --case {case}")
    finish(found.failed)
