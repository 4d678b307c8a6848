"""Sentences that say why statements stand together, and why the nearest other one does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from statistics import median

import numpy as np

from bukti.claims.anchors import Days
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, Sign
from bukti.model import Decision, NearMiss

SHOWN = 5  # names and words listed
HALF = 0.5  # part of the statements that must share what is listed


def judged(decisions: Sequence[Decision]) -> tuple[str, ...]:
    """What people decided on a claim, in sentences."""
    done = {"merge": "Put together", "split": "Parted"}
    return tuple(f"{done[one.what]} by {one.author} on {one.made[:10]}: {one.reason}" for one in decisions)


def reasons(
    comparer: Comparer, group: Sequence[int], copies: Sequence[Sequence[Features]], shown: Mapping[str, str]
) -> tuple[str, ...]:
    """Why the statements of a group are one claim, strongest evidence first; empty for a single statement."""
    said = [f for node in group for f in copies[node]]
    if len(said) < 2:
        return ()
    found = [_copies(group, said), _aligned(comparer, group), _meaning(comparer, group)]
    found += [_names(comparer, group, shown), _numbers(comparer, group), _words(comparer, group)]
    return tuple(sentence for sentence in found if sentence)


def _copies(group: Sequence[int], said: Sequence[Features]) -> str | None:
    extra = len(said) - len(group)
    return f"{extra + 1} or more of its {len(said)} statements have the same words." if extra else None


def _aligned(comparer: Comparer, group: Sequence[int]) -> str | None:
    pairs = sum(pair in comparer.aligned for pair in combinations(sorted(group), 2))
    return (
        f"{_times(pairs, 'pair')} of statements lie in passages that one report has from the other." if pairs else None
    )


def _meaning(comparer: Comparer, group: Sequence[int]) -> str | None:
    if comparer.vectors is None or len(group) < 2:
        return None
    rows = comparer.vectors[list(group)]
    near = (rows @ rows.T)[np.triu_indices(len(group), 1)].tolist()
    languages = sorted({code for node in group if (code := comparer.features[node].language)})
    across = f" across {', '.join(languages)}" if len(languages) > 1 else ""
    return f"Near in meaning{across}: median cosine {median(near):.2f} after centring by language."


def _names(comparer: Comparer, group: Sequence[int], shown: Mapping[str, str]) -> str | None:
    common = _common([comparer.features[node].keys for node in group])
    return f"They name {', '.join(shown.get(key, key) for key in common)}." if common else None


def _numbers(comparer: Comparer, group: Sequence[int]) -> str | None:
    common = _common([frozenset(c.words for c in comparer.features[node].counts) for node in group])
    return f"They give the number {', '.join(common)}." if common else None


def _words(comparer: Comparer, group: Sequence[int]) -> str | None:
    common = _common([comparer.features[node].terms for node in group])
    return f"They share the words {', '.join(term.removeprefix('c:') for term in common)}." if common else None


def _common(sets: Sequence[frozenset[str]]) -> list[str]:
    """What at least half of the sets (and two) hold, most frequent first."""
    count = Counter(item for held in sets for item in held)
    least = max(2, HALF * len(sets))
    return sorted((item for item, n in count.items() if n >= least), key=lambda item: (-count[item], item))[:SHOWN]


def near_miss(comparer: Comparer, near: Mapping[int, Sequence[int]], home: Mapping[str, str]) -> NearMiss | None:
    """The statement of another claim that came nearest, and what kept it out; None when none came near.

    Args:
        comparer: over nodes.
        near: for nodes of the claim those of others that came near.
        home: id of the claim of each statement, by its id.
    """
    scored = [
        (same, -other, -node)
        for node, others in near.items()
        for same, other in zip(comparer.sames(node, others), others, strict=True)
    ]
    if not scored:
        return None
    _, other, node = max(scored)
    missed, own = comparer.features[-other], comparer.features[-node]
    sentence = f"Not included: “{_short(missed.text)}”, because {_why(comparer, -node, -other, own, missed)}."
    return NearMiss(missed.statement.id, home[missed.statement.id], own.statement.id, sentence)


def _why(comparer: Comparer, node: int, other: int, own: Features, missed: Features) -> str:
    comparison = comparer(node, other)
    if comparer.bounds.part([node], [other]):
        return "a person parted the two"
    if comparison.verdict.number:
        mine, theirs = comparison.verdict.number
        return f"it gives “{theirs.words}” where this gives “{mine.words}”"
    if comparison.verdict.bounds:
        mine, theirs = comparison.verdict.bounds
        return f"“{theirs.words}” and “{mine.words}” can both be true and are not one number"
    told = (
        (comparison.verdict.swapped is not None, f"it names another {comparison.verdict.swapped}"),
        (bool(comparison.filled), f"it names another {comparison.filled}"),
        (comparison.verdict.exchanged > 1, "it has who does it and whom it is done to the other way round"),
        ({own.sign, missed.sign} == {Sign.AFFIRMS, Sign.NEGATES}, "it negates something else"),
        (comparison.verdict.strange_times or comparison.verdict.days is not Days.MEET, "it is dated otherwise"),
    )
    if found := next((reason for holds, reason in told if holds), None):
        return found
    meaning = "" if comparison.meaning is None else f", cosine {comparison.meaning:.2f}"
    return f"too little agrees with all statements here (shared words {comparison.words:.2f}{meaning} with the nearest)"


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _short(text: str, length: int = 110) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
