"""The results of `bukti retract` for the terminal: what changes, the answer first; decisions and dossiers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bukti.model import Change, Changes, Decision, Document, Report, Written
from bukti.report.dossier import decided
from bukti.report.effects import alone, answer, effect, figures
from bukti.report.plain import counted, one_line, shortened
from bukti.report.terminal import rendered
from bukti.report.trees import words

CLAIM = 200  # characters of a claim
LISTED = 8  # reports listed for one claim; JSON has them all
DONE = {
    "retract": "Retracted",
    "restore": "Taken back",
    "merge": "Merged",
    "split": "Split",
    "true": "Resolved as true",
    "false": "Resolved as false",
    "open": "Open again",
    "same": "Judged the same",
    "not same": "Judged not the same",
    "unsure": "Judged unsure",
    "search": "Screened against from now on",
    "leave": "Screened against no longer",
    "unrated": "No longer rated",
    "dependent": "Marked as dependent",
    "joined": "Merged",
    "accept": "Accepted as read",
    "correct": "Corrected",
    "note": "Noted",
    "use": "Weighed from now on with",
    "revert": "Weighed no longer with",
    "checked": "Checked",
    "answered": "Answer assessed",
}
STATES = {"changed": ", changed since", "gone": ", no longer there"}


def write(found: Changes) -> str:
    """What a decision changes: the answer, the dossiers that hold no longer, each claim before and after."""
    called = _called(found.documents)
    shown = [change for change in found.claims if effect(change) != "same"]
    lines = [*_top(found), *_derived(found, called)]
    parts: list[RenderableType] = [Text(line) for line in lines]
    return rendered([*parts, *(_claim(number, change, called) for number, change in enumerate(shown, 1))])


def listed(made: Sequence[Decision], dossiers: Sequence[Written]) -> str:
    """Every decision of a case, the oldest first, and every dossier that was written from it."""
    after = {decision.supersedes: decision.id for decision in made}
    lines = ["Decisions:" if made else "No decision was made."]
    for decision in made:
        replaced = f", superseded by {after[decision.id]}" if decision.id in after else ""
        lines.append(f"  {decision.id}  {what(decision)}{replaced}")
    lines += ["", "Dossiers:" if dossiers else "No dossier was written."]
    lines += [f"  {'stale' if one.stale else 'holds'}: {dossier(one)}" for one in dossiers]
    return rendered([Text(line) for line in lines])


def _top(found: Changes) -> list[str]:
    lines = [what(found.decision) + ("" if found.recorded else " (a trial, nothing is recorded)") + ".", ""]
    lines.append(answer(found))
    if lonely := alone(found.claims):
        lines.append(f"Made by retracted reports only: {counted(lonely, 'claim')}.")
    if found.dossiers:
        lines += ["", "Dossiers that hold no longer:", *(f"  {dossier(one)}" for one in found.dossiers)]
    if found.matrices:
        rows = [f"  {name}: {', '.join(ids)}" for name, ids in found.matrices.items()]
        lines += ["", "Rows of matrices that weigh otherwise (bukti ach):", *rows]
    return lines


def _derived(found: Changes, called: Mapping[str, str]) -> list[str]:
    """Every derivation that a claim hangs by, once."""
    edges = {(e.parent, e.child): e for change in found.claims for e in change.edges}
    told = [
        f"  {called[e.child]} from {called.get(e.parent, 'an origin outside')} ({words(e)}, {e.probability:.2f})"
        for e in edges.values()
    ]
    return ["", "Carried on through:", *told] if told else []


def _called(documents: Sequence[Document]) -> dict[str, str]:
    """Names of reports for one line: the outlet, and its file where the outlet has several reports."""
    outlets = Counter(document.report.outlet for document in documents)
    return {r.id: one_line(_name(r, outlets[r.outlet])) for r in (document.report for document in documents)}


def _name(report: Report, reports: int) -> str:
    file = report.path.rsplit("/", 1)[-1]
    if report.outlet is None:
        return file
    return report.outlet if reports == 1 else f"{report.outlet} ({file})"


def what(decision: Decision) -> str:
    """A decision in words: what, on what, why, by whom and when."""
    done = DONE.get(decision.what, f"Rated {decision.what}")
    kind = "source" if decision.kind == "rating" else decision.kind
    return f"{done}: {kind} “{shortened(one_line(decision.name), CLAIM)}” ({one_line(decided(decision))})"


def dossier(one: Written) -> str:
    """A dossier on one line: where, when and which bytes."""
    place = "standard output" if one.path == "-" else one_line(one.path)
    return f"{place}, {one.format} written {one.written[:10]}{STATES.get(one.state, '')}, {one.sha256[:12]}"


def _claim(number: int, change: Change, called: Mapping[str, str]) -> Padding:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    for name, before, after in figures(change):
        if before != after:
            table.add_row(name, f"{before} → {after}")
    reports = change.before.assessment.reports, change.after.assessment.reports
    table.add_row("reports", f"{reports[0]} → {reports[1]}" if reports[0] != reports[1] else str(reports[0]))
    kept = [report for report in change.reports if report not in change.fallen]
    for name, listed in (("rest on it alone", change.fallen), ("have others too", kept)):
        if listed:
            table.add_row(name, _some([called[report] for report in listed]))
    title = Text(f"\n{number}. {shortened(one_line(change.before.claim.text), CLAIM)}")
    return Padding(Group(title, Padding(table, (0, 0, 0, 3))), 0)


def _some(items: Sequence[str]) -> str:
    more = f" and {len(items) - LISTED} more" if len(items) > LISTED else ""
    return ", ".join(items[:LISTED]) + more
