"""What a decision does to a claim, in words: figures before and after, and the answer that sums them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bukti.model import Assessment, Change, Changes, Regrouped
from bukti.report.dossier import independent
from bukti.report.plain import counted

OTHER_CLAIMS = frozenset({"reading", "claim", "sources", "profile"})  # kinds of decisions on which no claim rests
SHOWN = 0.005  # what two decimals still show
PHRASES = {
    "lost": ("loses all support", "lose all support"),
    "regained": ("is supported again", "are supported again"),
    "undenied": ("loses its denial", "lose their denial"),
    "denied": ("is denied again", "are denied again"),
    "weaker": ("is weaker at the same grade", "are weaker at the same grade"),
    "stronger": ("is stronger at the same grade", "are stronger at the same grade"),
    "other": ("has other figures at the same grade", "have other figures at the same grade"),
    "same": ("keeps every figure, for others carry it too", "keep every figure, for others carry them too"),
}


def figures(change: Change) -> tuple[tuple[str, str, str], ...]:
    """Each figure of a claim as it is shown, before and after."""
    before, after = shown(change.before.assessment), shown(change.after.assessment)
    return tuple((name, before[name], after[name]) for name in before)


def shown(a: Assessment) -> dict[str, str]:
    """The figures of an assessment as a reader sees them."""
    return {
        "origins": independent(a) + (f" +{a.uncounted}?" if a.uncounted else ""),
        "belief": f"{a.opinion.belief:.2f}",
        "disbelief": f"{a.opinion.disbelief:.2f}",
        "unknown": f"{a.opinion.uncertainty:.2f}",
        "grade": a.admiralty,
        "likelihood": a.likelihood or "none given",
        "confidence": a.confidence,
        "standard": a.standard_met or "none met",
        "actionable": "yes" if a.actionable else "no",
    }


def effect(change: Change) -> str:
    """The kind of change: a key of `PHRASES`, or `falls`, `rises` or, both ways at once, `changes` of the grade."""
    before, after = change.before.assessment, change.after.assessment
    one, two = before.opinion, after.opinion
    for lost, gained, was, is_now in (
        ("lost", "regained", one.belief, two.belief),
        ("undenied", "denied", one.disbelief, two.disbelief),
    ):
        if (was >= SHOWN) != (is_now >= SHOWN):
            return lost if was >= SHOWN else gained
    if all(was == is_now for _, was, is_now in figures(change)):
        return "same"
    weaker = _strength(after) < _strength(before)
    if before.admiralty != after.admiralty:
        worse = after.admiralty[::-1] > before.admiralty[::-1]  # the digit first
        return "changes" if worse != weaker else "falls" if weaker else "rises"
    return "weaker" if weaker else "other" if _strength(after) == _strength(before) else "stronger"


def _strength(a: Assessment) -> tuple[float, int, int]:
    """What tells the stronger of two assessments; at one belief, how many origins there are."""
    return round(a.opinion.belief - a.opinion.disbelief, 9), a.origins_min, a.origins_max


def because(change: Change) -> str:
    """What becomes of the grade, and the rule's own sentence for it: `F3 → F6: information cannot be judged …`."""
    before, after = change.before.assessment, change.after.assessment
    rule = next((line for line in after.explanations if line.startswith(f"{after.admiralty}: ")), "")
    why = rule.removeprefix(f"{after.admiralty}: ")
    if before.admiralty == after.admiralty:
        return f"{after.admiralty} stays{why and ', '}{why}"
    return f"{before.admiralty} → {after.admiralty}{why and ': '}{why}"


def answer(found: Changes | Regrouped) -> str:
    """What matters most, for example `3 of 21 claims rest on it: 1 loses all support, 2 fall from B2 to F6`."""
    rests, rest = ("changes", "change") if found.decision.kind in OTHER_CLAIMS else ("rests on it", "rest on it")
    changes = found.claims if isinstance(found, Changes) else found.changes
    if not changes:
        return f"None of {counted(found.total, 'claim')} {rests}."
    kinds = Counter(map(_told, changes))
    order = sorted(kinds, key=lambda kind: (list(PHRASES).index(kind[0]) if kind[0] in PHRASES else 0.5, kind))
    parts = [f"{kinds[kind]} {kind[1] if kinds[kind] == 1 else kind[2]}" for kind in order]
    verb = rests if len(changes) == 1 else rest
    return f"{len(changes)} of {counted(found.total, 'claim')} {verb}: {', '.join(parts)}."


def _told(change: Change) -> tuple[str, str, str]:
    """The kind of change with its words for one claim and for several."""
    kind = effect(change)
    if kind in PHRASES:
        return (kind, *PHRASES[kind])
    grades = f"from {change.before.assessment.admiralty} to {change.after.assessment.admiralty}"
    return kind, f"{kind} {grades}", f"{kind[:-1]} {grades}"


def alone(changes: Sequence[Change]) -> int:
    """How many claims nobody else makes: they stand in retracted reports only."""
    return sum(1 for change in changes if change.before.assessment.reports and not change.after.assessment.reports)
