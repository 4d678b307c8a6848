"""`bukti check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.acts import proofs
from bukti.cli.console import Profile, check_case, check_target, emit, finish, progress
from bukti.cli.overruled import tell_overruled


class CheckFormat(StrEnum):
    """Formats of `bukti check`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def check(  # noqa: PLR0913, PLR0917 - each is an option of the command
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A sentence in any language, in quotation marks.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Reports, folders or archives; - reads standard input; none to ask a case.",
            show_default=False,
        ),
    ] = None,
    case: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Case file to create, add to or ask; else nothing is kept.")
    ] = None,
    language: Annotated[
        str | None, typer.Option(metavar="CODE", help="Code of the claim (BCP 47); else told from its words.")
    ] = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Tell what changed since the last look, and remember this one.")
    ] = False,
    profile: Profile = None,
    format: Annotated[CheckFormat, typer.Option(help="table, JSON, or the dossier as HTML.")] = CheckFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """Who says so, who denies it, who merely speaks of it, and how strong it is.

    The words of the claim define what is looked for, in reports of any language.
    """
    check_target(output)
    check_case(case)
    tell_overruled(case, profile)
    with progress() as tick:
        result = pipeline.check(claim, paths or [], case, profile=profile, language=language, watch=watch, tick=tick)
    emit(proofs.dossier(result, format.value, case), output)
    finish(result.failed)
