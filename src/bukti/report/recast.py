"""The results of `bukti incident`, for the terminal and as JSON."""

from __future__ import annotations

from rich.text import Text

from bukti.model import Incidents, Recast
from bukti.report import harm, incidents, objects
from bukti.report.changes import dossier, what
from bukti.report.objects import Object
from bukti.report.plain import counted
from bukti.report.terminal import rendered
from bukti.report.withheld import Names


def write(found: Recast) -> str:
    """What a decision changes: the incidents that hold its sentences, before and after."""
    lines = [what(found.decision) + ("" if found.recorded else " (a trial, nothing is recorded)") + ".", ""]
    if [one.id for one in found.before.incidents] != [one.id for one in found.after.incidents]:
        lines += _held("Before", found.before)
    lines += [*_held("Now", found.after), *found.after.unfit]
    if found.dossiers:
        lines += ["", "Dossiers that hold no longer:", *(f"  {dossier(one)}" for one in found.dossiers)]
    return rendered([Text(line) for line in lines])


def _held(title: str, found: Incidents) -> list[str]:
    documents = {document.report.id: document for document in found.documents}
    tellings, names = {one.id: one for one in found.tellings}, Names(found.documents, found.tellings)
    lines = [line for one in found.incidents for line in incidents.listed(one, (documents, tellings), names)]
    return [f"{title}: {counted(len(found.incidents), 'incident')}", *lines]


def written(found: Recast) -> Object:
    """The object of `bukti incident merge`, `split`, `check` and `response` with `--format json`."""
    names = Names(found.after.documents, found.after.tellings)
    return {
        "decision": objects.decision(found.decision),
        "recorded": found.recorded,
        "before": [harm.incident(one, names) for one in found.before.incidents],
        "after": [harm.incident(one, names) for one in found.after.incidents],
        "unfit": list(found.after.unfit),
        "dossiers": [objects.dossier(one) for one in found.dossiers],
        "failed": [objects.failure(one) for one in found.after.failed],
    }
