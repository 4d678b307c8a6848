"""The result of `bukti sources table`: for the terminal, and as CSV with one row an object."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from bukti.ach.files import harmless
from bukti.report.objects import Object
from bukti.report.plain import counted, one_line, shortened
from bukti.report.table import columns
from bukti.report.terminal import rendered
from bukti.truth import Accuracy, Dependence, Fact, Fusion

CELL = 48  # characters of a value in a table
EXAMPLES = 2  # shared errors told of a dependence
HEADINGS = ("object", "value", "probability", "sources", "independent", "majority", "majority_sources")


def write(found: Fusion, rows: int) -> str:
    """What the table says: how much, where the majority is probably wrong, sources, dependences.

    Args:
        found: the result.
        rows: most rows of each part; JSON and CSV have them all.
    """
    overruled = sorted(
        (fact for fact in found.facts if fact.values[0].text != fact.majority),
        key=lambda fact: (-fact.values[0].probability, fact.object),
    )
    sources = sorted(found.sources, key=lambda one: (-one.claims, one.source))
    parts: list[RenderableType] = [Text(line) for line in _scope(found, len(overruled))]
    parts += _part("Where most sources probably err", _facts(overruled[:rows]), len(overruled) - rows)
    parts += _part("Sources by number of claims", _sources(sources[:rows]), len(sources) - rows)
    parts += _part(
        "Sources that depend on each other", _dependences(found.dependences[:rows]), len(found.dependences) - rows
    )
    return rendered(parts)


def _scope(found: Fusion, overruled: int) -> list[str]:
    claims = f"{counted(found.claims, 'claim')} by {counted(len(found.sources), 'source')}"
    wrong = f"On {overruled} of them another value is more probable than the one that most sources give."
    lines = [f"{claims} on {counted(len(found.facts), 'object')}. {wrong}"]
    if found.repeated or found.empty:
        lines.append(
            f"Left out: {counted(found.repeated, 'row')} whose source says something else of the same object more "
            f"often, {counted(found.empty, 'row')} without a value."
        )
    if not found.settled:
        lines.append(f"Not settled after {found.rounds} rounds: take probabilities near one half with care.")
    return lines


def _part(title: str, table: RenderableType | None, more: int) -> list[RenderableType]:
    if table is None:
        return []
    return [Text(f"\n{title}"), table, *([Text(f"and {more} more: --rows, or --format json")] if more > 0 else [])]


def _facts(facts: Sequence[Fact]) -> RenderableType | None:
    lines = []
    for fact in facts:
        best, most = fact.values[0], next(value for value in fact.values if value.text == fact.majority)
        probable = f"{shortened(best.text, CELL)} (P {best.probability:.2f}, {counted(best.votes, 'source')})"
        lines.append(f"{fact.object}: {probable}, not {shortened(most.text, CELL)} ({counted(most.votes, 'source')})")
    return Group(*(Padding(Text(one_line(line)), (0, 0, 0, 2)) for line in lines)) if facts else None


def _sources(sources: Sequence[Accuracy]) -> RenderableType | None:
    table = columns("claim: source", "right", "interval", "claims")
    for one in sources:
        interval = f"{one.low:.2f}–{one.high:.2f}"
        table.add_row(*map(Text, (one_line(one.source), f"{one.value:.2f}", interval, str(one.claims))))
    return table if sources else None


def _dependences(found: Sequence[Dependence]) -> RenderableType | None:
    table = columns("claim: sources, and rare errors that they share", "P", "errors", "agree", "differ")
    for one in found:
        errors = "; ".join(f"{e.object}: {shortened(e.text, CELL)} ({e.sources})" for e in one.errors[:EXAMPLES])
        words = one_line(f"{one.left} ~ {one.right}" + (f", e.g. {errors}" if errors else ""))
        figures = (f"{one.probability:.2f}", str(len(one.errors)), str(one.agreed), str(one.different))
        table.add_row(*map(Text, (words, *figures)))
    return table if found else None


def json_object(found: Fusion) -> Object:
    """The object of `bukti sources table --format json`."""
    facts = [{**asdict(f), "values": [{**asdict(v), "votes": v.votes} for v in f.values]} for f in found.facts]
    return {**asdict(found), "facts": facts}


def write_csv(found: Fusion) -> str:
    """One row an object: its most probable value beside the one that most sources give."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    for fact in found.facts:
        best, most = fact.values[0], next(value for value in fact.values if value.text == fact.majority)
        figures = (f"{best.probability:.6f}", best.votes, f"{best.independent:.3f}")
        texts = [harmless(text) for text in (fact.object, best.text, most.text)]
        writer.writerow((*texts[:2], *figures, texts[2], most.votes))
    return out.getvalue()
