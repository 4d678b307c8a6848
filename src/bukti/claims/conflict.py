"""Statements that cannot both hold: a denial, another number, date, place, actor or cause where all else agrees."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from bukti.claims.anchors import Verdict, judge, swapped
from bukti.claims.compare import Comparer, Comparison
from bukti.claims.features import Features
from bukti.claims.fillers import CAUSE
from bukti.model import Conflict
from bukti.text.words import MARKS

# What a place of a frame is called in a conflict, and in its reason.
KINDS = {"cause": "cause", "doer": "actor", "owner": "actor", "buyer": "actor", "destination": "place"}
NAMES = {
    "cause": "the cause",
    "doer": "who did it",
    "owner": "the owner",
    "buyer": "the buyer",
    "destination": "the destination",
}


def denials(affirming: Sequence[int], denying: Sequence[int], comparer: Comparer) -> Iterable[Conflict]:
    """One conflict for each denying statement, with the affirming statement that is nearest to it."""
    for no in denying:
        if affirming:
            _, place = max(zip(comparer.sames(no, affirming), map(operator.neg, affirming), strict=True))
            yes = -place
            reason = f"“{_short(comparer.features[no])}” denies “{_short(comparer.features[yes])}”."
            yield _conflict("denial", comparer.features[yes], comparer.features[no], reason)


def anchored(own: Sequence[int], others: Iterable[int], comparer: Comparer) -> dict[int, list[int]]:
    """Other statements that speak of one event with some of a claim's, with these; they could differ in an anchor."""
    features = comparer.features
    counted = any(features[place].counts for place in own)
    dated = any(features[place].times for place in own)
    anchors = [o for o in others if (counted and features[o].counts) or (dated and features[o].times)]
    events = zip(anchors, comparer.events(own, anchors).T.tolist(), strict=True)
    return {other: list(compress(own, near)) for other, near in events if any(near)}


def rivals(near: Mapping[int, Sequence[int]], comparer: Comparer) -> Iterable[Conflict]:
    """Conflicts of number and date between a claim's statements and statements kept out because of it.

    The first pair for each outside statement, in order of place.

    Args:
        near: outside statements with those of the claim that speak of one event with them.
        comparer: over nodes.
    """
    for other, own in near.items():
        for place in own:
            a, b = comparer.features[place], comparer.features[other]
            if found := _anchors(a, b, judge(a, b) if place < other else judge(b, a)):
                yield found
                break


def rival(a: Features, b: Features, comparison: Comparison) -> tuple[str, str] | None:
    """Kind and reason why two statements cannot both hold although neither denies the other; None where they can."""
    if not comparison.event:
        return None
    found = _anchors(a, b, comparison.verdict)
    if found is None and comparison.verdict.swapped:
        found = _swapped(a, b, comparison.verdict.swapped)
    if found is None and comparison.filled:
        found = _filled(a, b, comparison.filled)
    return (found.kind, found.reason) if found else None


def _anchors(a: Features, b: Features, verdict: Verdict) -> Conflict | None:
    if verdict.number:
        x, y = verdict.number
        return _conflict("number", a, b, f"One gives “{x.words}”, the other “{y.words}” of the same thing.")
    if verdict.time:
        first, second = verdict.time
        return _conflict("date", a, b, f"One is dated “{first.words}”, the other “{second.words}”.")
    return None


def names(own: Sequence[int], others: Iterable[int], comparer: Comparer) -> Iterable[Conflict]:
    """Conflicts of place and actor: the same words about somebody or somewhere else."""
    outside = list(others)
    for other, alike in zip(outside, comparer.twins(own, outside).T.tolist(), strict=True):
        b = comparer.features[other]
        for a in (comparer.features[place] for place in compress(own, alike)):
            kind = swapped(a, b)
            if kind:
                yield _swapped(a, b, kind)
                break


def fillers(own: Sequence[int], others: Iterable[int], comparer: Comparer) -> Iterable[Conflict]:
    """Conflicts of what fills a frame: another cause, doer, owner, buyer or destination of what may be one event."""
    framed = [place for place in own if comparer.features[place].fillers]
    outside = [other for other in others if comparer.features[other].fillers]
    near = comparer.events(framed, outside).T.tolist() if framed and outside else []
    for other, alike in zip(outside, near, strict=False):
        for place in compress(framed, alike):
            a, b = comparer.features[place], comparer.features[other]
            sure, slot = comparer.filled(place, other)
            if sure > 1 and (a.language == b.language or slot != CAUSE):  # causes of two languages may be one thing
                yield _filled(a, b, slot)
                break


def _filled(a: Features, b: Features, slot: str) -> Conflict:
    mine, theirs = (next(f.text for f in side.fillers if f.slot == slot) for side in (a, b))
    return _conflict(KINDS[slot], a, b, f"One gives {NAMES[slot]} as “{mine}”, the other as “{theirs}”.")


def _swapped(a: Features, b: Features, kind: str) -> Conflict:
    mine, theirs = (", ".join(sorted(keys)) for keys in (a.keys - b.keys, b.keys - a.keys))
    return _conflict(kind, a, b, f"The same words name {mine} here and {theirs} there.")


def _conflict(kind: str, a: Features, b: Features, reason: str) -> Conflict:
    return Conflict(kind, a.statement.id, b.statement.id, reason)


def _short(features: Features, length: int = 90) -> str:
    text = " ".join(features.text.split())
    text = text.strip("".join(MARKS)) if text[:1] in MARKS else text  # it is put in quotation marks
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
