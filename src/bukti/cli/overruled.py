"""That `--profile` takes the place of what people chose for a case, said by every command that has it."""

from __future__ import annotations

from pathlib import Path

from bukti.acts import profiling
from bukti.cli.console import tell
from bukti.report.plain import one_line


def tell_overruled(case: Path | None, profile: str | None) -> None:
    """Say that a profile takes the place of the one that people chose for the case, for this run.

    Raises:
        UsageError, DataError: as for `profiling.standing`.
    """
    if case is None or profile is None or not case.is_file():
        return
    stamp = profiling.standing(case, profile).profile.stamp
    if stamp.overrules:
        tell(f"Profile: {one_line(stamp.called)}. The case keeps its choice.")
