"""A whole result kept beside its case by one process, and found there by another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bukti import casework, pipeline, settings
from bukti.casework.kept import Ground, Kept, Reads, program
from bukti.intake import Intake
from bukti.model import Result
from bukti.progress import Tick, silent
from bukti.store.case import Case, using
from bukti.store.decisions import ACCEPT, NOTE

Known = Reads  # what reports gave, for whoever sees no casework
TRIES = 3  # assessments, where people decide faster than one takes


def keep(case: Path, profile: str | None, reader: str | None, tick: Tick = silent) -> str | None:
    """Assess a case and keep the result.

    Args:
        case: which exists.
        profile: as for `pipeline.assess`.
        reader: as for `pipeline.assess`.
        tick: told about progress.

    Returns:
        Under what it is found; None where people decided all the time, so that nobody knows what it follows from.

    Raises:
        UsageError, DataError: as for `pipeline.assess`.
    """
    for _ in range(TRIES):
        with using(case, new=False) as opened:
            before = _basis(opened, profile, reader)
        result = pipeline.assess(case=case, profile=profile, reader=reader, tick=tick)
        with using(case, new=False) as opened:
            if _basis(opened, profile, reader) == before:
                tick("keeping", 0, 1)
                _kept(opened).keep_answer(before, result)
                tick("keeping", 1, 1)
                return before
    return None


def find(case: Path, basis: str, profile: str | None, reader: str | None, known: Known) -> tuple[Result, Known] | None:
    """The result that was kept, and what its reports gave; None where it is not there, whole and for the case as it is.

    Args:
        case: which exists.
        basis: what `keep` gave.
        profile: as for `keep`.
        reader: as for `keep`.
        known: what an earlier call gave: reports that are the same are not read again.
    """
    with using(case, new=False) as opened:
        found = _kept(opened).answer(basis, known)
        made = opened.decisions()
        if found is None or _basis(opened, profile, reader) != basis:
            return None
    bare, reads = found
    given = tuple(one for _, one in reads.values())
    gathered = Intake(tuple(one.document.report for one in given), bare.failed, bare.ignored)
    ground = casework.corrected(Ground(gathered, given, bare.lineage), made)
    documents = tuple(one.document for one in ground.reads)
    statements = tuple(statement for one in ground.reads for statement in one.statements)
    return replace(bare, documents=documents, statements=statements), reads


def _kept(case: Case) -> Kept:
    return Kept(case, program(settings.from_environment()))


def _basis(case: Case, profile: str | None, reader: str | None) -> str:
    """What a result follows from: inputs, program, profile, and what people decided, with their keys."""
    stamp, who = casework.profile(case, profile).stamp, casework.people(case)
    made = [one for one in who.made if one.what not in (ACCEPT, NOTE)]  # no figure follows from these
    return _kept(case).answering(stamp, reader, made, [(one.id, who.keys.get(one.id, "")) for one in made])
