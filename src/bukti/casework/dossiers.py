"""The dossiers that a case has written: what is remembered of each, and which hold no longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from bukti.assessment.evidence import Context
from bukti.assessment.retracted import nodes, rests_on
from bukti.ids import digest
from bukti.ledger.writer import now
from bukti.model import Decision, Result, Written
from bukti.store.decisions import RESTORE


def touched(dossiers: Sequence[Written], decision: Decision, context: Context) -> tuple[Written, ...]:
    """The dossiers that a decision makes stale: those that rest on its matter, or tell of what it takes back."""
    if decision.what == RESTORE:
        return tuple(written for written in dossiers if decision.supersedes in written.decisions)
    gone = nodes(context, decision.matter)
    gone |= {context.statements[name].report for name in gone if name in context.statements}
    return tuple(written for written in dossiers if gone & nodes(context, written.matter))


def looked(dossiers: Iterable[Written]) -> tuple[Written, ...]:
    """Dossiers with what became of their files: a later one may stand in the same place."""
    return tuple(replace(dossier, state=_state(dossier)) for dossier in dossiers)


def _state(dossier: Written) -> str:
    if not Path(dossier.path).is_absolute():  # of standard output, or what left by a browser: nobody can look
        return ""
    try:
        same = digest(Path(dossier.path).read_bytes()) == dossier.sha256
    except OSError:
        return "gone"
    return "there" if same else "changed"


def written(result: Result, path: str, kind: str, data: bytes) -> Written:
    """What the case remembers of a dossier.

    Args:
        result: what it shows.
        path: where it was written, absolute; `-` for standard output, a bare name for what left by a browser.
        kind: its format.
        data: its exact bytes.
    """
    rests = {key for finding in result.findings for key in rests_on(finding.graph)}
    told = (
        *result.retractions,
        *result.ratings,
        *result.ties,
        *result.harm_decisions,
        *(one.decision for one in result.corrections),
    )
    return Written(
        number=0,
        path=path,
        format=kind,
        sha256=digest(data),
        written=now(),
        profile=f"{result.profile.name} {result.profile.version}",
        claims=tuple(sorted(finding.claim.id for finding in result.findings)),
        matter=tuple(sorted(rests | {("report", telling.report) for telling in result.tellings})),
        decisions=tuple(sorted(decision.id for decision in told)),
    )
