"""`bukti text`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import finish, to_stdout
from bukti.errors import UsageError
from bukti.model import Report
from bukti.report.plain import one_line, plain

LISTED = 10  # reports named in the message that asks to choose one


def text(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A report; - reads standard input.")],
    report: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Which report, when the path holds several: the beginning of its id."),
    ] = None,
) -> None:
    """The text that all offsets refer to, and one line feed after it."""
    gathered = pipeline.gather([path])
    found = [one for one in gathered.reports if report is None or _called(one, report)]
    if len(found) == 1:
        # a terminal would obey control characters; a program gets the exact text
        words = plain(found[0].text) if sys.stdout.isatty() else found[0].text
        to_stdout(words + "\n")
    elif gathered.reports:
        raise UsageError(_choose(path, report, found or gathered.reports))
    elif not gathered.failed:
        raise UsageError(f"{path} holds no report: name a file, a folder or an archive that does.")
    finish(gathered.failed)


def _called(report: Report, name: str) -> bool:
    return report.id.removeprefix("sha256:").startswith(name.removeprefix("sha256:"))


def _choose(path: Path, report: str | None, found: list[Report] | tuple[Report, ...]) -> str:
    """Why no text was printed, and which ids may be named."""
    held = f"{path} holds {len(found)} report{'s' if len(found) > 1 else ''}"
    what = f"{held}, and not exactly one id begins with {report!r}" if report else held
    listed = [f"\n  {one.id.removeprefix('sha256:')[:16]}  {one_line(one.path)}" for one in found[:LISTED]]
    more = f"\n  and {len(found) - LISTED} more" if len(found) > LISTED else ""
    return f"{what}: choose one with --report ID:{''.join(listed)}{more}"
