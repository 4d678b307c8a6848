"""`bukti assess`, the main job."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import intake, pipeline
from bukti.acts import proofs
from bukti.cli.console import Profile, Reader, check_case, check_language, check_target, emit, finish, progress, tell
from bukti.cli.overruled import tell_overruled
from bukti.errors import UsageError
from bukti.model import Result, Written
from bukti.report import comparison, table
from bukti.report.plain import counted, one_line
from bukti.report.withheld import DECIMALS
from bukti.report.writers import WRITERS


class AssessFormat(StrEnum):
    """Formats of `bukti assess`."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"
    STIX = "stix"


def assess(  # noqa: PLR0913 - a command has as many options as it needs
    *,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Reports, folders or archives; - reads standard input; none to assess a case again.",
            show_default=False,
        ),
    ] = None,
    case: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Case file to create or add to; else nothing is kept.")
    ] = None,
    profile: Profile = None,
    reader: Reader = None,
    format: Annotated[AssessFormat, typer.Option(help="table also writes the HTML dossier.")] = AssessFormat.TABLE,  # noqa: A002 - the option's name
    decimals: Annotated[
        int,
        typer.Option(
            metavar="N", min=0, max=3, help="Decimals of degrees of incidents, on the map too: 1 hides a street."
        ),
    ] = DECIMALS,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="File for the result; with table, for the dossier.")
    ] = None,
) -> None:
    """What is known, from how many origins, and how strong it is.

    Prints the main claims with their independent origins, denials and grades, and writes a dossier that shows why.
    """
    if not paths and case is None:
        raise UsageError(f"{intake.NO_INPUT} Or name a case with --case, to assess it again.")
    given = paths or []
    target = _dossier_name([*given, case or Path()][0], output) if format is AssessFormat.TABLE else output
    check_target(target)
    check_case(case)
    tell_overruled(case, profile)
    check_language(reader)
    with progress() as tick:
        result = pipeline.assess(given, case=case, profile=profile, tick=tick, reader=reader)
    result = replace(result, decimals=decimals)
    if format is AssessFormat.TABLE:
        emit(WRITERS["table"](result))
        written = emit(proofs.dossier(result, "html", case), target)
        tell(f"Dossier: {target}")
        _compare(result)
    else:
        written = emit(proofs.dossier(result, format.value, case), target)
    if case is not None:
        kind = "html" if format is AssessFormat.TABLE else format.value
        _superseded(pipeline.record(case, result, target or "-", kind, written.encode()))
    finish(result.failed)


def _superseded(dossiers: Sequence[Written]) -> None:
    """Name the earlier dossiers of the case, where they still lie, that hold no longer."""
    there = [dossier for dossier in dossiers if dossier.state == "there"]
    if there:
        tell(f"Superseded by a decision since, {counted(len(there), 'earlier dossier')}:")
    for dossier in there:
        tell(f"  {one_line(dossier.path)}, written {dossier.written[:10]}")


def _dossier_name(path: Path, output: Path | None) -> Path:
    """The dossier's file: as named, else after the first input, in the current folder."""
    if str(output) == "-":
        raise UsageError("The table goes to standard output already: name a file for --output, or use --format html.")
    if output is not None:
        return output
    whole = path.resolve()
    name = "stdin" if str(path) == "-" else whole.name if whole.is_dir() else whole.stem
    return Path(f"{name or 'bukti'}.dossier.html")


def _compare(result: Result) -> None:
    """Print how the result compares with an answer key, where one lies among the inputs."""
    for key in comparison.keys(result):
        emit(table.comparison(comparison.compare(result, comparison.load(key))))
