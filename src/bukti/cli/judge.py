"""`bukti judge`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti.acts import screening
from bukti.cli.console import UsualFormat, check_case, emit
from bukti.report import changes, objects, plain


class Verdict(StrEnum):
    """What a person may judge (`bukti.acts.screening.VERDICTS`)."""

    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"


def judge(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it was looked for.")],
    entity: Annotated[str, typer.Argument(metavar="ID", help="Id of the entity, as `bukti screen` shows it.")],
    verdict: Annotated[Verdict, typer.Argument(metavar="VERDICT", help="same, not-same or unsure.")],
    case: Annotated[Path, typer.Option(metavar="FILE", help="An existing case file.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; every decision needs it.", show_default=False)] = "",
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who decides.", show_default="the login name")] = None,
    format: Annotated[UsualFormat, typer.Option(help="table, or JSON.")] = UsualFormat.TABLE,  # noqa: A002 - the option's name
) -> None:
    """Whether a name means an entity of a list, on a person's word; a later judgement supersedes an earlier."""
    check_case(case)
    made = screening.judge(name, entity, verdict.replace("-", " "), case, reason, by=by)
    as_json = format is UsualFormat.JSON
    emit(plain.dumps(objects.decision(made), indent=1) if as_json else changes.what(made) + ".\n")
