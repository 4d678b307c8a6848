"""What comes in: files that are named, and those that a case holds, as reports with what could not be read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import TypeVar

from bukti import intake, settings
from bukti.casework.kept import NOWHERE, Kept
from bukti.errors import UsageError
from bukti.intake import Intake, Opener
from bukti.intake.isolated import Isolated
from bukti.model import Failure, Ignored
from bukti.progress import Tick, silent
from bukti.settings import Settings
from bukti.store.blobs import Blobs
from bukti.store.case import Case

PathName = str | PathLike[str]


AT_ONCE = 16  # files or reports between two ticks


Item = TypeVar("Item")


def gather(
    paths: Sequence[PathName], blobs: Blobs | None = None, options: Settings | None = None, tick: Tick = silent
) -> Intake:
    """Every report under the paths, with failures and ignored files.

    Args:
        paths: files, folders or archives; `-` is standard input.
        blobs: where the exact bytes are kept; without it they live as long as this call.
        options: limits; without it, those of the environment.
        tick: told after each file.

    Raises:
        UsageError: a path does not exist, or none is given.
    """
    if not paths:
        raise UsageError(intake.NO_INPUT)
    chosen = options or settings.from_environment()
    with tempfile.TemporaryDirectory(prefix="bukti-") as folder:
        keep = (blobs or Blobs(Path(folder) / "bytes")).keep
        with opener(chosen) as opened:
            return intake.collect(_ticked(intake.read(paths, keep, chosen.limits, opened), tick))


@contextmanager
def opener(options: Settings) -> Iterator[Opener]:
    """How files are parsed: in a process of its own, unless the settings say otherwise."""
    if options.isolation == "off":
        yield partial(intake.read_files, limits=options.limits)
        return
    with Isolated(options.limits) as worker:
        yield worker.read_files


def _ticked(items: Iterator[Item], tick: Tick) -> Iterator[Item]:
    for done, item in enumerate(items, 1):
        tick("intake", done, done)
        yield item


def gather_case(paths: Sequence[PathName], case: Case, options: Settings, tick: Tick) -> Intake:
    """Add the inputs to the case, then read everything that the case holds."""
    return beside(added(paths, case, options), parsed(case, options, tick))


def added(paths: Sequence[PathName], case: Case, options: Settings) -> Intake:
    """What was passed over among files that were added."""
    unread: list[Failure | Ignored] = []
    case.add(intake.files(paths, options.limits, unread.append))
    return intake.collect(unread)


def parsed(case: Case, options: Settings, tick: Tick, kept: Kept = NOWHERE) -> Intake:
    """Everything that a case holds, as reports: each input is parsed once, and found again after that."""
    inputs = case.inputs()
    known = kept.parsed(inputs)
    fresh = [entry for entry in inputs if entry not in known]
    with opener(options) as opened:
        for start in range(0, len(fresh), AT_ONCE):
            files = ((entry, case.blobs.read(entry.sha256)) for entry in fresh[start : start + AT_ONCE])
            made = {entry: tuple(opened([(entry.path, data)], case.blobs.keep)) for entry, data in files}
            kept.keep_parsed(made)
            known |= made
            tick("intake", start + len(made), len(fresh))
    return intake.collect(chain.from_iterable(known[entry] for entry in inputs))


def beside(unread: Intake, parsed: Intake) -> Intake:
    """What was read, with what was passed over before it came to that."""
    return Intake(parsed.reports, (*unread.failed, *parsed.failed), (*unread.ignored, *parsed.ignored))
