"""`bukti text`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bukti import pipeline
from bukti.cli.console import emit, finish


def text(path: Annotated[Path, typer.Argument(help="A report; `-` reads standard input.")]) -> None:
    """Print the normalised text that all offsets refer to, nothing else."""
    gathered = pipeline.gather([path])
    emit("\n\n".join(report.text for report in gathered.reports), None)
    finish(gathered.failed)
