"""What is learnt of sources out of resolved claims: for the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from bukti.assessment.history import LEAST
from bukti.model import Account, Claims, History, Record
from bukti.report.changes import what
from bukti.report.objects import Object, decision, failure
from bukti.report.plain import counted, one_line, shortened
from bukti.report.table import columns
from bukti.report.terminal import rendered

CLAIM = 200  # characters of a claim
ROWS = 30  # claims listed; JSON has them all
NONE = "No claim is resolved: `bukti resolve CLAIM true|false --case FILE` resolves one."


def write(found: History) -> str:
    """Records, those with most claims first, with the letter that each supports."""
    lines = [f"{counted(len(found.resolved), 'resolved claim')}, {counted(len(found.records), 'source')}"]
    parts: list[RenderableType] = [Text(lines[0] if found.resolved else NONE)]
    if found.records:
        table = columns("claim: source", "kind", "right", "interval", "copied", "now", "letter")
        for one in found.records:
            table.add_row(*map(Text, _row(one)))
        parts += [table, *map(Text, _notes(found))]
    parts += [Text(f"Its claim is no longer there: {what(one)}.") for one in found.lost]
    return rendered(parts)


def _row(one: Record) -> Sequence[str]:
    total = len(one.outcomes)
    interval = f"{one.low:.2f}–{one.high:.2f}" if total else ""
    record = (f"{one.right}/{total}", interval, str(one.copied or ""))
    return (one_line(one.name), one.kind, *record, one.now, one.letter)


def _notes(found: History) -> list[str]:
    notes = []
    if any(one.letter == "F" for one in found.records):
        notes.append(f"F: fewer than {LEAST} resolved claims, cannot be judged.")
    if any(one.copied for one in found.records):
        notes.append("copied: claims that it has from others only; they tell nothing of it.")
    if any(one.letter not in (one.now, "F") for one in found.records):
        notes.append("Nothing is applied by itself: bukti sources accept NAME --case FILE")
    return notes


def write_claims(found: Claims) -> str:
    """The claims of a case with their ids and what was decided, resolved ones first."""
    table = columns("id", "verdict", "claim")
    for claim, made in found.claims[:ROWS]:
        text = shortened(one_line(claim.text), CLAIM)
        table.add_row(*map(Text, (claim.id, made.what if made else "open", text)))
    parts: list[RenderableType] = [table if found.claims else Text("The case holds no claim.")]
    more = len(found.claims) - ROWS
    parts += [Text(f"and {counted(more, 'more claim')}: --format json")] if more > 0 else []
    parts += [Text(f"Its claim is no longer there: {what(one)}.") for one in found.lost]
    return rendered(parts)


def history(found: History) -> Object:
    """The object of `bukti sources learn --format json`."""
    return {
        "records": [_record(one) for one in found.records],
        "resolved": [decision(one) for one in found.resolved],
        "lost": [decision(one) for one in found.lost],
        "failed": [failure(one) for one in found.failed],
    }


def _record(one: Record) -> Object:
    return {
        "name": one.name,
        "kind": one.kind,
        "names": list(one.names),
        "right": one.right,
        "claims": len(one.outcomes),
        "copied": one.copied,
        "low": one.low,
        "high": one.high,
        "letter": one.letter,
        "now": one.now,
        "outcomes": [_outcome(outcome) for outcome in one.outcomes],
    }


def _outcome(one: Account) -> Object:
    said = "affirm" if one.affirmed else "deny"
    return {"claim": one.claim, "text": one.text, "true": one.true, "said": said, "right": one.right}


def claims(found: Claims) -> Object:
    """The object of `bukti resolve --list --format json`."""
    listed = [{"id": c.id, "text": c.text, "decision": decision(made) if made else None} for c, made in found.claims]
    return {
        "claims": listed,
        "lost": [decision(one) for one in found.lost],
        "failed": [failure(one) for one in found.failed],
    }
