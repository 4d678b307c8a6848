"""`bukti assess`, the main job."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit, errors, finish, progress
from bukti.model import Result
from bukti.report import WRITERS, comparison


class AssessFormat(StrEnum):
    """Formats of `bukti assess`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    STIX = "stix"


def assess(
    paths: Annotated[list[Path], typer.Argument(help="Reports, folders or archives; `-` reads standard input.")],
    case: Annotated[Path | None, typer.Option(help="Case file to create or add to; else nothing is kept.")] = None,
    profile: Annotated[str, typer.Option(help="Name of a profile, or a TOML file.")] = "default",
    format: Annotated[AssessFormat, typer.Option(help="table also writes the HTML dossier.")] = AssessFormat.TABLE,  # noqa: A002 - the option's name
    output: Annotated[Path | None, typer.Option(help="File for the result; with table, for the dossier.")] = None,
) -> None:
    """What is known: claims with their independent origins, denials, strength, and what would change it."""
    with progress() as tick:
        result = pipeline.assess(paths, case=case, profile=profile, tick=tick)
    if format is AssessFormat.TABLE:
        emit(WRITERS["table"](result), None)
        _dossier(result, output or Path(f"{paths[0].resolve().stem or 'bukti'}.dossier.html"))
        _compare(result)
    else:
        emit(WRITERS[format.value](result), output)
    finish(result.failed)


def _dossier(result: Result, target: Path) -> None:
    target.write_text(WRITERS["html"](result), "utf-8")
    errors.print(f"Dossier: {target}", markup=False)


def _compare(result: Result) -> None:
    """Print how the result compares with an answer key, where one lies among the inputs."""
    for key in pipeline.answer_keys(result):
        emit("\n".join(comparison.lines(comparison.compare(result, comparison.load(key)))), None)
