"""The results of `bukti claims`, for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bukti.model import Claim, Regrouped
from bukti.report import objects
from bukti.report.changes import CLAIM, dossier, what
from bukti.report.effects import answer, because
from bukti.report.objects import Object
from bukti.report.plain import counted, one_line, shortened
from bukti.report.terminal import rendered


def write(found: Regrouped) -> str:
    """What a merge or split changes: the claims that hold its statements, before and after."""
    lines = [what(found.decision) + ("" if found.recorded else " (a trial, nothing is recorded)") + ".", ""]
    lines += [*_held("Before", found.before), "", *_held("Now", found.after)]
    lines += [
        "",
        answer(found),
        *(f"  {shortened(one_line(c.after.claim.text), CLAIM)}: {because(c)}" for c in found.changes),
    ]
    lines += ["", *found.unfit] if found.unfit else []
    if found.dossiers:
        lines += ["", "Dossiers that hold no longer:", *(f"  {dossier(one)}" for one in found.dossiers)]
    return rendered([Text(line) for line in lines])


def claims(found: Sequence[Claim]) -> str:
    """Claims with their ids, for who wants to merge or split some."""
    return rendered([Text(line) for line in _held("Claims", found)])


def _held(title: str, found: Sequence[Claim]) -> list[str]:
    lines = [f"{title}: {counted(len(found), 'claim')}"]
    for one in found:
        sides = f"{len(one.affirming)} for, {len(one.denying)} against, {len(one.about)} about"
        lines.append(f"  {one.id}  {sides}: {shortened(one_line(one.text), CLAIM)}")
    return lines


def written(found: Regrouped) -> Object:
    """The object of `bukti claims merge` and `split` with `--format json`."""
    return {
        "decision": objects.decision(found.decision),
        "recorded": found.recorded,
        "before": [line(one) for one in found.before],
        "after": [line(one) for one in found.after],
        "changes": [objects.change(one) for one in found.changes],
        "unfit": list(found.unfit),
        "dossiers": [objects.dossier(one) for one in found.dossiers],
        "failed": [objects.failure(f) for f in found.failed],
    }


def line(claim: Claim) -> Object:
    """A claim without its assessment."""
    return {
        "id": claim.id,
        "text": claim.text,
        "asserted_by": list(claim.affirming),
        "denied_by": list(claim.denying),
        "about": list(claim.about),
    }
