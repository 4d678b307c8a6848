"""Two reports of a result that somebody chose: why the one is held to come from the other, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bukti import pipeline, settings
from bukti.assessment import targets
from bukti.derivation.between import Between, Standing, between, standing
from bukti.errors import UsageError
from bukti.model import Result
from bukti.pipeline import PathName
from bukti.progress import Tick, silent
from bukti.text import embedding


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports of a result: what speaks for and against them, and how they stand in its lineage."""

    result: Result
    found: Between
    standing: Standing


def named(
    ends: tuple[str, str], paths: Sequence[PathName] = (), case: PathName | None = None, tick: Tick = silent
) -> Compared:
    """Weigh two reports that somebody names (`bukti compare`).

    Args:
        ends: each by its id, the beginning of it, its title, file name or address.
        paths: as for `assess`.
        case: as for `assess`.
        tick: told about progress.

    Raises:
        UsageError: bad paths, neither paths nor a case; a name that no report has, or several; the same report twice.
    """
    result = pipeline.assess(paths, case, tick=tick)
    one, other = (_meant(name, result) for name in ends)
    tick("comparison", 0, 1)
    found = compare(result, one, other)
    return Compared(result, found, standing(result.lineage, (found.parent, found.child)))


def _meant(name: str, result: Result) -> str:
    """The id of the report that a person names."""
    known = targets.reports(result.documents)
    meant = [one for one in known if one.called(name)]
    if len(meant) == 1:
        return meant[0].id
    close = meant[: targets.NEAREST] or targets.nearest(name, known)
    listed = "".join(f"\n  {one.id.removeprefix('sha256:')[:19]}  {one.names[0]}" for one in close)
    if meant:
        raise UsageError(f"{name!r} is {len(meant)} reports, name one by its id:{listed}")
    hint = f"the nearest are:{listed}" if close else "`bukti trace` shows which there are."
    raise UsageError(f"No report is called {name!r}: {hint}")


def compare(result: Result, one: str, other: str) -> Between:
    """Weigh two reports, whether an edge joins them or not.

    Args:
        result: that holds both.
        one: id of a report.
        other: id of another one.

    Raises:
        UsageError: there is no such report, or they are the same.
    """
    held = {document.report.id for document in result.documents}
    for name in (one, other):
        if name not in held:
            raise UsageError(f"There is no report {name!r} in the result: choose one of its reports.")
    if one == other:
        raise UsageError("Both are the same report: choose another one to compare it with.")
    return between(result.documents, result.statements, embedding.load(settings.from_environment()), (one, other))
