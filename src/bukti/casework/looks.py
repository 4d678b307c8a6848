"""Looks: what a case showed of a question when it was last asked, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bukti.ledger.writer import now
from bukti.model import Decision, Look, Result, Since
from bukti.report.effects import shown


def look(result: Result) -> Look:
    """What the case shows of the question that was asked."""
    question = result.question
    assert question is not None  # noqa: S101 - only `check` looks
    weighed = [finding.assessment for finding in result.findings]
    return Look(
        number=0,
        question=question.text,
        looked=now(),
        sides={match.statement: match.side.value for match in question.matches},
        origins={origin.id: origin.name for a in weighed for origin in a.origins if not origin.retracted},
        figures={name: value for a in weighed for name, value in shown(a).items()},
        decisions=tuple(decision.id for decision in result.retractions),
    )


def last_look(looks: Sequence[Look], now: Look) -> Look | None:
    """The last look at the same question, however it was spaced and capitalised."""
    asked = " ".join(now.question.casefold().split())
    return next((one for one in reversed(looks) if " ".join(one.question.casefold().split()) == asked), None)


def watched(result: Result, last: Look | None, now: Look, made: Sequence[Decision]) -> Result:
    """The result with what changed since the last look.

    Args:
        result: of the question.
        last: the last look at it, None where there is none.
        now: this look.
        made: every decision of the case.
    """
    assert result.question is not None  # noqa: S101 - only `check` looks
    return replace(result, question=replace(result.question, since=_since(last, now, made)))


def _since(last: Look | None, now: Look, made: Sequence[Decision]) -> Since:
    if last is None:
        return Since(None)
    names = sorted({*last.figures, *now.figures})
    values = [(name, last.figures.get(name, "-"), now.figures.get(name, "-")) for name in names]
    by_id = {decision.id: decision for decision in made}
    return Since(
        last=last.looked,
        new=tuple(name for name in now.sides if name not in last.sides),
        moved=tuple(name for name in now.sides if last.sides.get(name, now.sides[name]) != now.sides[name]),
        gone=tuple(name for name in last.sides if name not in now.sides),
        origins=tuple(name for key, name in now.origins.items() if key not in last.origins),
        lost=tuple(name for key, name in last.origins.items() if key not in now.origins),
        figures=tuple(row for row in values if row[1] != row[2]),
        retracted=tuple(by_id[name] for name in now.decisions if name not in last.decisions),
        restored=tuple(by_id[name] for name in last.decisions if name not in now.decisions),
    )
