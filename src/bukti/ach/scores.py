"""Scores of hypotheses and of rows, from ratings and weights alone.

Heuer (*Psychology of Intelligence Analysis*, 1999, chapter 8) ranks hypotheses by what speaks against them: evidence
that fits a hypothesis fits others too and proves nothing. PARC's ACH puts that into numbers: I counts 1, II counts 2,
all else 0, and the lowest sum stands first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum
from statistics import pstdev

from bukti.model import Rating

LEVEL = 0.005  # scores nearer than half a hundredth are level, as a change below that is not told elsewhere
AGAINST = {Rating.I: 1, Rating.II: 2}
SCALE = {Rating.CC: 2, Rating.C: 1, Rating.N: 0, Rating.NA: 0, Rating.I: -1, Rating.II: -2}
WORST = max(AGAINST.values())

Ranking = tuple[tuple[str, ...], ...]
Marks = Sequence[Rating | None]


def inconsistency(rating: Rating | None) -> int:
    """What a cell counts against its hypothesis; a blank one nothing."""
    return AGAINST.get(rating, 0) if rating else 0


def score(weights: Sequence[float], column: Marks, blank: int = 0) -> float:
    """Σ weight · inconsistency of one hypothesis; the order of the rows is irrelevant to the last bit.

    Args:
        weights: of the rows, ≥ 0.
        column: the hypothesis's cells, in the same order.
        blank: what a cell that nobody filled counts.
    """
    counts = (blank if rating is None else inconsistency(rating) for rating in column)
    return fsum(weight * count for weight, count in zip(weights, counts, strict=True))


def diagnosticity(marks: Marks) -> float | None:
    """How far a row tells hypotheses apart, in [0, 1]: 0 where all cells are alike.

    The population standard deviation of the ratings from 2 (CC) to -2 (II), NA as N, over its greatest value 2. The
    measure is Open Synthesis's, here on a scale from 0 to 1.

    Returns:
        None while a cell is blank, or fewer than two hypotheses compete.
    """
    values = [SCALE[rating] for rating in marks if rating is not None]
    if len(values) < len(marks) or len(values) < 2:
        return None
    return pstdev(values) / 2.0


def ranking(scores: Mapping[str, float]) -> Ranking:
    """Hypotheses by place, the least inconsistent first.

    Whoever is nearer than `LEVEL` to the one before shares its place. Only differences decide, so that what counts
    against all alike changes nothing; and a higher score never leaves fewer hypotheses ahead.
    """
    ordered = sorted(scores, key=lambda name: scores[name])
    places: list[list[str]] = []
    for name in ordered:
        if places and scores[name] - scores[places[-1][-1]] < LEVEL:
            places[-1].append(name)
        else:
            places.append([name])
    given = list(scores)
    return tuple(tuple(sorted(names, key=given.index)) for names in places)


def undecided(low: Mapping[str, float], high: Mapping[str, float]) -> bool:
    """Whether blank cells could change who is first.

    Args:
        low: scores with blank cells as nothing.
        high: the same with every blank cell as II.
    """
    if not low:
        return False
    first = ranking(low)[0]
    if len(first) > 1:
        return any(high[name] - low[name] >= LEVEL for name in first)
    return high[first[0]] > low[first[0]] and any(
        low[name] - high[first[0]] < LEVEL for name in low if name not in first
    )
