"""Claims in a person's own words over a case; a case that is asked again and again is studied once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bukti import casework, settings
from bukti.assessment.profiles import Profile
from bukti.errors import UsageError
from bukti.model import Decision, Result
from bukti.pipeline.running import Run, study
from bukti.pipeline.weighing import asked_of
from bukti.progress import Tick
from bukti.store.case import Case, using
from bukti.text import tags

Asked = tuple[str, str | None]  # a claim and the code of its language; None: it is told from its words
Studied = tuple[Run, tuple[Decision, ...]]  # a run, and the decisions that it follows from


def asking(claim: str, language: str | None) -> Asked:
    """A claim as it is looked for.

    Raises:
        UsageError: it has no words, or there is no such language.
    """
    if not any(map(str.isalnum, claim)):
        raise UsageError(f"The claim {claim!r} has no words: give a sentence in quotation marks.")
    return claim.strip(), tags.code(language) if language else None


def checked(case: Case, asked: Asked, studied: Studied, profile: Profile, *, watch: bool) -> Result:
    """What a case that was studied says of a claim; with `watch` it remembers the look and what changed is told."""
    run, made = studied
    result = asked_of(run, asked, casework.rated(profile, made), made)
    if not watch:
        return result
    look = casework.look(result)
    result = casework.watched(result, casework.last_look(case.looks(), look), look, made)
    case.remember(look)
    return result


class Checker:
    """Checks of one case, which is studied again only when it holds something else than at the last check.

    Args:
        case: which exists.
        profile: as for `check`.
    """

    def __init__(self, case: Path, profile: str | None) -> None:
        self._case, self._profile = case, profile
        self._known: tuple[int, Studied] | None = None

    def check(self, asked: Asked, shown: Result | None, tick: Tick, *, watch: bool) -> Result:
        """What the case says of a claim.

        Args:
            asked: of `asking`.
            shown: a result of the case; reports and statements that are the same are held in memory once.
            tick: told about progress.
            watch: as for `bukti.pipeline.check`.

        Raises:
            UsageError: no such case, or no such profile.
        """
        with using(self._case, new=False) as opened:
            profile = casework.profile(opened, self._profile)
            return checked(opened, asked, self._studied(opened, shown, tick), profile, watch=watch)

    def _studied(self, case: Case, shown: Result | None, tick: Tick) -> Studied:
        inputs, made = case.status().inputs, case.decisions()
        if self._known is None or self._known[0] != inputs or self._known[1][1] != made:
            self._known = None  # the earlier one is of no use, and large
            run = study(case, settings.from_environment(), tick)
            run = _shared(run, shown) if shown else run
            self._known = inputs, (run, made)
        return self._known[1]


def _shared(run: Run, shown: Result) -> Run:
    """The same run, with the reports and statements of a result where they are equal."""
    reports = {one.report.id: one for one in shown.documents}
    said = {one.id: one for one in shown.statements}
    return replace(
        run,
        documents=tuple(one if (known := reports.get(one.report.id)) != one else known for one in run.documents),
        statements=tuple(one if (told := said.get(one.id)) != one else told for one in run.statements),
    )
