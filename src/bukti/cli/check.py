"""`bukti check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit
from bukti.report.plain import one_line, shortened

DIFFERS = 3  # exit code of interfaces.md: verification failed
SHOWN = 100  # characters of a text


def check(
    paths: Annotated[list[Path], typer.Argument(metavar="CASES", help="Files of case lines; - reads standard input.")],
) -> None:
    """Where reading differs from corrected case lines.

    `bukti read --format cases` writes such lines; correct what is wrong in them by hand.
    """
    lines, wrong, total = [], 0, 0
    for path in paths:
        for case in pipeline.check(path):
            total += 1
            wrong += bool(case.differences)
            if case.differences:
                lines.append(one_line(f"{path}:{case.number}: {shortened(case.text, SHOWN)}"))
                lines += [f"  {one_line(difference)}" for difference in case.differences]
    emit("\n".join([*lines, f"{total - wrong} of {total} cases are read as they say."]) + "\n")
    if wrong:
        raise typer.Exit(DIFFERS)
