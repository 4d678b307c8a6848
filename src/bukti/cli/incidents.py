"""`bukti incidents`."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.acts.harm import Released, check_release, release
from bukti.cli.console import CaseFile, Inputs, check_case, check_target, emit, finish, progress
from bukti.errors import UsageError
from bukti.incidents import chosen
from bukti.report.withheld import DECIMALS, Release


class IncidentsFormat(StrEnum):
    """Formats of `bukti incidents`."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    GEOJSON = "geojson"


def incidents(  # noqa: PLR0913, PLR0917 - each is an option of the command
    paths: Inputs = None,
    case: CaseFile = None,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="First day, as 2024-05-14.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Last day, as 2024-05-31.")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME", help="Only where this place is named.")] = None,
    origins: Annotated[
        int, typer.Option(metavar="N", min=1, help="Origins that must support the lower end of a range.")
    ] = 2,
    decimals: Annotated[
        int, typer.Option(metavar="N", min=0, max=3, help="Decimals of degrees of coordinates: 1 hides a street.")
    ] = DECIMALS,
    release_names: Annotated[
        bool, typer.Option("--release-names", help="Show names of people; needs --case and --reason, and is recorded.")
    ] = False,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why people are named.", show_default=False)] = "",
    format: Annotated[  # noqa: A002 - the option's name
        IncidentsFormat,
        typer.Option(help="table, or JSON; CSV and GeoJSON quote nobody."),
    ] = IncidentsFormat.TABLE,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="File for the result.")] = None,
) -> None:
    """Attacks and harm: what happened, where, when, who was harmed, by whose word.

    Every number stands with its place in its report. Names of people are withheld, for any may be a victim's or a
    witness's. CSV and GeoJSON from a case, and names, are recorded in its log.
    """
    first, last = _day("--since", since), _day("--until", until)
    check_target(output)
    check_case(case)
    out = Released(format.value, str(output or "-"), Release(decimals, release_names), reason)
    check_release(case, out)
    with progress() as tick:
        found = pipeline.happened(paths or [], case, origins, tick)
    found = replace(found, incidents=chosen(found.incidents, first, last, place))
    emit(release(case, found, out), output)
    finish(found.failed)


def _day(option: str, given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as fault:
        raise UsageError(f"{option} is {given!r}, which is no day: write it as 2024-05-14.") from fault
