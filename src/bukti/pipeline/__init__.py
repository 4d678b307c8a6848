"""The order of the stages; the only room that knows it.

intake → text → names → reading → derivation → claims → assessment. Each public function here is one command.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bukti import assessment, casework, derivation, intake, settings
from bukti.assessment.profiles import Profile
from bukti.casework import People
from bukti.casework.kept import NOWHERE
from bukti.errors import UsageError
from bukti.intake import Intake
from bukti.model import (
    Assessment,
    Decision,
    Document,
    EvidenceGraph,
    Failure,
    Incidents,
    Lineage,
    Result,
    Statement,
    Written,
)
from bukti.pipeline.checking import Checker, asking, checked
from bukti.pipeline.gathering import PathName, gather, gather_case, opener
from bukti.pipeline.running import Run, attributed, ground_of, grouped, harm, prepare, study
from bukti.pipeline.weighing import assessed
from bukti.progress import Tick, silent
from bukti.settings import Settings
from bukti.store.case import using
from bukti.store.decisions import LETTERS, OTHER, SAME, UNSURE, groupings, in_force
from bukti.text import embedding

__all__ = [
    "Checker",
    "PathName",
    "Reading",
    "Run",
    "Traced",
    "asking",
    "assess",
    "assess_reports",
    "check",
    "gather",
    "gather_case",
    "happened",
    "harm",
    "load_graph",
    "opener",
    "prepare",
    "read",
    "record",
    "study",
    "trace",
    "weigh",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read` gives: documents in input order, their statements, and what could not be read."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    failed: tuple[Failure, ...] = ()

    def of(self, document: Document) -> tuple[Statement, ...]:
        """The statements of one document, in order of place."""
        return tuple(s for s in self.statements if s.report == document.report.id)


@dataclass(frozen=True, slots=True)
class Traced:
    """What `trace` gives: documents in input order, their lineage, and what could not be read."""

    documents: tuple[Document, ...]
    lineage: Lineage
    failed: tuple[Failure, ...] = ()


load_graph = assessment.graphs.load  # the input of `weigh`


def read(paths: Sequence[PathName], language: str | None = None, tick: Tick = silent) -> Reading:
    """Who says what in each report (`bukti read`)."""
    gathered = gather(paths, tick=tick)
    documents = prepare(gathered.reports, language, tick)
    return Reading(documents, attributed(documents, tick), gathered.failed)


def trace(paths: Sequence[PathName], tick: Tick = silent) -> Traced:
    """Who copied whom (`bukti trace`)."""
    options = settings.from_environment()
    gathered = gather(paths, options=options, tick=tick)
    documents = prepare(gathered.reports, tick=tick)
    statements = attributed(documents, tick)
    lineage = derivation.trace(documents, statements, embedder=embedding.load(options))
    return Traced(documents, lineage, gathered.failed)


def weigh(graph: EvidenceGraph, profile: str = "default") -> Assessment:
    """Assess a hand-made evidence graph (`bukti weigh`)."""
    return assessment.weigh(graph, assessment.profiles.load(profile))


def assess(
    paths: Sequence[PathName] = (),
    case: PathName | None = None,
    profile: str | None = None,
    tick: Tick = silent,
    reader: str | None = None,
) -> Result:
    """From reports to assessed claims (`bukti assess`).

    Args:
        paths: files, folders or archives; `-` is standard input. None, where a case that exists is assessed again.
        case: case file to create or add to; without it a temporary one is used.
        profile: name of a shipped profile or path of a TOML file; without it the one that people chose for the case,
            else `default`.
        tick: told about progress.
        reader: ISO 639 code of the language in which claims are shown where somebody says them in it; else that of
            the profile.

    Raises:
        UsageError: bad paths, a file that is no case, an unknown profile.
        DataError: a malformed profile.
    """
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    options = settings.from_environment()
    with using(case, new=bool(paths)) as opened:
        chosen = casework.profile(opened, profile)  # refused before the reports are read
        run, made = study(opened, options, tick, paths), opened.decisions()
        rated = casework.rated(chosen, made)
        rated = rated.model_copy(update={"reader": reader}) if reader else rated
        result = assessed(run, rated, made, tick, casework.people(opened))
        identities = in_force(made, SAME, OTHER, UNSURE)
        return replace(result, ratings=in_force(made, *LETTERS), identities=identities)


def check(  # noqa: PLR0913 - each is an option of the command
    claim: str,
    paths: Sequence[PathName] = (),
    case: PathName | None = None,
    *,
    profile: str | None = None,
    language: str | None = None,
    watch: bool = False,
    tick: Tick = silent,
) -> Result:
    """Who says so, who denies it, who merely speaks of it (`bukti check`).

    Args:
        claim: a proposition in the user's own words, in any language.
        paths: as for `assess`.
        case: as for `assess`.
        profile: as for `assess`.
        language: code of the claim (BCP 47); else it is told from its words and the reports.
        watch: the case remembers this look, and what changed since the last one is told.
        tick: told about progress.

    Returns:
        A result whose `question` holds every statement that speaks of the claim; its one finding has the origins and
        the assessment, and is missing where nobody takes a position.

    Raises:
        UsageError: bad paths, a claim without words, no such language, `watch` without a case.
        DataError: a malformed profile.
    """
    asked = asking(claim, language)
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    if watch and case is None:
        raise UsageError("--watch compares with the last look, which a case remembers: add --case FILE.")
    options = settings.from_environment()
    with using(case, new=bool(paths)) as opened:
        chosen = casework.profile(opened, profile)  # refused before the reports are read
        studied = study(opened, options, tick, paths), opened.decisions()
        return checked(opened, asked, studied, chosen, watch=watch)


def happened(
    paths: Sequence[PathName] = (), case: PathName | None = None, needed: int = 2, tick: Tick = silent
) -> Incidents:
    """What the reports tell of attacks and harm (`bukti incidents`).

    Args:
        paths: as for `assess`.
        case: as for `assess`.
        needed: origins that must support the lower end of a range.
        tick: told about progress.

    Raises:
        UsageError: bad paths, or neither paths nor a case.
    """
    if not paths and case is None:
        raise UsageError(intake.NO_INPUT)
    options = settings.from_environment()
    with using(case, new=bool(paths)) as opened:
        told, failed = harm(opened, options, tick, paths)
        return told.whole(casework.people(opened), needed, failed)


def record(case: PathName, result: Result, path: PathName, kind: str, data: bytes) -> tuple[Written, ...]:
    """Remember a dossier that was written from a case, and give the earlier ones that hold no longer.

    Args:
        case: an existing case file.
        result: what the dossier shows.
        path: where it was written, made absolute; a text is kept as it is: `-` for standard output, the name of what
            left by a browser.
        kind: its format.
        data: its exact bytes.
    """
    with using(case, new=False) as opened:
        place = path if isinstance(path, str) else str(Path(path).resolve())
        opened.record(casework.written(result, place, kind, data))
        return casework.looked(dossier for dossier in opened.dossiers() if dossier.stale)


def assess_reports(
    gathered: Intake,
    profile: Profile,
    options: Settings,
    tick: Tick = silent,
    decisions: tuple[Decision, ...] = (),
) -> Result:
    """Every stage after intake, over reports that are already read; what was retracted carries nothing."""
    ground = casework.corrected(ground_of(gathered, options, tick, NOWHERE), decisions)
    run = grouped(ground, options, tick, groupings(casework.followed(decisions)))
    return assessed(run, profile, decisions, tick, People(decisions))
