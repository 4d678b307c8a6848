"""What the commands share: standard error, progress, exit codes, output that goes to a file or to stdout."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bukti import settings
from bukti.errors import UsageError
from bukti.model import Failure
from bukti.progress import Tick, silent
from bukti.report.plain import one_line, plain

WRONG, SOME_FAILED, FAILED = 1, 2, 3  # exit codes of interfaces.md


# options that several commands have
Inputs = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Reports, folders or archives; - reads standard input; none to read a case.",
        show_default=False,
    ),
]
CaseFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Case file to create, add to or read; else nothing is kept.")
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="NAME|FILE",
        help="Name of a profile, or a TOML file, for this run only.",
        show_default="that of the case, else default",
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        metavar="CODE",
        help="ISO 639 code: show a claim in this language, if it has a statement in it.",
        show_default=False,
    ),
]


class UsualFormat(StrEnum):
    """Formats that most commands have."""

    TABLE = "table"
    JSON = "json"


errors = Console(stderr=True)


def tell(message: str) -> None:
    """Print a message on stderr; names and details that come from inputs cannot control the terminal."""
    _write(sys.stderr, plain(message) + "\n")


@contextmanager
def progress() -> Iterator[Tick]:
    """A progress display on stderr, or a silent one where stderr is no terminal."""
    if not errors.is_terminal:
        yield silent
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bars:
        tasks = {}

        def tick(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield tick


def check_target(output: Path | None) -> None:
    """Refuse a file that cannot be written before any work is done.

    Raises:
        UsageError: it is a folder, or its folder does not exist or cannot be written to.
    """
    if output is None or str(output) == "-":
        return
    if output.is_dir():
        raise UsageError(f"Cannot write to {output}, it is a folder: name a file, for example {output / 'result'}.")
    if not output.parent.is_dir():
        raise UsageError(f"Cannot write to {output}, its folder does not exist: create {output.parent} first.")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise UsageError(f"Cannot write to {output}, permission is denied: name a file that you may write.")


def check_case(case: Path | None) -> None:
    """Refuse a folder as a case file.

    Raises:
        UsageError: it is a folder.
    """
    if case is not None and case.is_dir():
        raise UsageError(f"{case} is a folder: name a case file, for example {case / 'my.case'}.")


def check_language(code: str | None) -> None:
    """Refuse what is no language code.

    Raises:
        UsageError: it is none, or a longer form of one.
    """
    from bukti.text import tags  # noqa: PLC0415 - it loads the languages, which who looks at a case does not need

    if code is not None and (known := tags.code(code)) != code:
        raise UsageError(f"{code!r} is no ISO 639 code in its shortest form: use {known}.")


def emit(text: str, output: Path | None = None) -> str:
    """Write a result to stdout, or to the file that the user named; what is not empty ends with a line feed.

    Returns:
        What was written.

    Raises:
        UsageError: the file cannot be written.
    """
    ended = text + "\n" if text and not text.endswith("\n") else text
    if output is None or str(output) == "-":
        to_stdout(ended)
        return ended
    try:
        output.write_text(ended, "utf-8")
    except OSError as fault:
        raise UsageError(f"Cannot write to {output} ({fault.strerror}): name another file.") from fault
    return ended


def to_stdout(text: str) -> None:
    """Write to stdout exactly."""
    _write(sys.stdout, text)


def _write(stream: TextIO, text: str) -> None:
    """Write at once; a reader that has seen enough (`| head`) is no error."""
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        # what is still buffered must go nowhere, else the interpreter complains when it ends
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def finish(failed: Sequence[Failure]) -> None:
    """Name every failed input on stderr and leave with exit code 2 if there is one."""
    if not failed:
        return
    tell(f"{len(failed)} input{'s' if len(failed) > 1 else ''} could not be read:")
    for failure in failed:
        place = "!".join((failure.path, *failure.container))
        tell(f"  {one_line(place)}: {failure.reason}: {one_line(failure.detail)}")
    raise typer.Exit(SOME_FAILED)


def passphrase(confirm: bool = False) -> str:
    """The passphrase of a bundle: out of the environment, else asked for; it never stands on a command line."""
    known = settings.from_environment().bundle_passphrase
    return known or str(typer.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True))
