"""What the commands share: standard error, progress, exit codes, output that goes to a file or to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bukti.model import Failure
from bukti.pipeline import Tick

DONE, WRONG, SOME_FAILED, NOT_VERIFIED = 0, 1, 2, 3
errors = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Tick]:
    """A progress display on stderr, or a silent one where stderr is no terminal."""
    if not errors.is_terminal:
        yield lambda stage, done, total: None
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bars:
        tasks = {}

        def tick(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tick


def emit(text: str, output: Path | None) -> None:
    """Write a result to stdout, or to the file that the user named."""
    if output is None or str(output) == "-":
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        output.write_text(text, "utf-8")


def finish(failed: Sequence[Failure]) -> None:
    """Name every failed input on stderr and leave with exit code 2 if there is one."""
    if not failed:
        return
    errors.print(f"{len(failed)} input{'s' if len(failed) > 1 else ''} could not be read:", markup=False)
    for failure in failed:
        place = "!".join((failure.path, *failure.container))
        errors.print(f"  {place}: {failure.reason}: {failure.detail}", markup=False)
    raise typer.Exit(SOME_FAILED)
