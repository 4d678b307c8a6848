"""Denials find the claim that they deny.

A denial answers what stands in its own report or in a report that it derives from or cites: there the claim whose
words it has, else, for a general one ("rejects any involvement"), the claim it shares names with. Only then are the
words looked for elsewhere. An elliptic denial ("it has no basis in fact") follows the one before it in its report.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from bukti.claims.cluster import nearness
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, Sign
from bukti.model import Lineage

MATCH = -1.0  # mean log-odds from which a denied content is that of a claim
NEGATED = 0.5  # likewise for a plain negative statement, which may be a fact of its own
WEIGHT = 1.5  # log-odds for each doubling of the statements of a claim
GENERAL = -8.0  # log-odds from which a general denial answers a claim with a shared name
SHARED = 1.5  # log-odds for each shared name


def attach(groups: Sequence[tuple[int, ...]], comparer: Comparer, lineage: Lineage) -> dict[int, int]:
    """Which negative group denies which other group, both by place in `groups`.

    A negative group without a target is absent: it stays a claim of its own.
    """
    features = comparer.features
    negative = [n for n, group in enumerate(groups) if _negative(group, features)]
    others = [n for n in range(len(groups)) if n not in set(negative)]
    found: dict[int, int] = {}
    for n in negative:
        positive = [p for p in others if not _own(groups[n], groups[p], features)]
        near = _in_reach(groups, n, positive, features, lineage) if _denies(groups[n], features) else {}
        target = _direct(groups, n, near, comparer)
        if target is None:
            target = _general(groups, n, near, comparer)
        if target is None:
            target = _direct(groups, n, positive, comparer)
        if target is not None:
            found[n] = target
    for n in negative:
        if n not in found and all(features[place].elliptic for place in groups[n]):
            target = _previous(groups, n, found, features)
            if target is not None:
                found[n] = target
    return found


def _negative(group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether most statements of a group whose sign is known negate."""
    signs = [features[place].sign for place in group]
    return signs.count(Sign.NEGATES) > signs.count(Sign.AFFIRMS)


def _denies(group: Sequence[int], features: Sequence[Features]) -> bool:
    return any(features[place].denies for place in group)


def _own(denying: Sequence[int], group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether all that a group says comes from those who deny: nobody denies what they say themselves."""
    speakers = {features[place].speaker for place in denying}
    return "" not in speakers and all(features[place].speaker in speakers for place in group)


def _direct(groups: Sequence[tuple[int, ...]], n: int, among: Iterable[int], comparer: Comparer) -> int | None:
    """The claim whose words the negative group has, if it is near enough; a plain negative shares a name with it."""
    features = comparer.features
    denies = _denies(groups[n], features)
    least = MATCH if denies else NEGATED
    own = _keys(groups[n], features)
    scored = {p: nearness(groups[n], groups[p], comparer) for p in among if denies or own & _keys(groups[p], features)}
    return _best({p: score for p, score in scored.items() if score >= least}, groups)


def _best(scores: Mapping[int, float], groups: Sequence[tuple[int, ...]]) -> int | None:
    """The claim with the best score; one that more statements make is likelier to be what is answered."""
    ranked = [(score + WEIGHT * math.log2(len(groups[p])), -p) for p, score in scores.items()]
    return -max(ranked)[1] if ranked else None


def _keys(group: Sequence[int], features: Sequence[Features]) -> frozenset[str]:
    return frozenset().union(*(features[place].keys for place in group))


def _in_reach(
    groups: Sequence[tuple[int, ...]], n: int, positive: Sequence[int], features: Sequence[Features], lineage: Lineage
) -> dict[int, list[int]]:
    """Claims made in the reports that a denial can answer, with their statements there."""
    reach = _reach({features[place].statement.report for place in groups[n]}, lineage)
    inside = {p: [place for place in groups[p] if features[place].statement.report in reach] for p in positive}
    return {p: places for p, places in inside.items() if places}


def _general(
    groups: Sequence[tuple[int, ...]], n: int, near: Mapping[int, Sequence[int]], comparer: Comparer
) -> int | None:
    """The claim in reach that a general denial answers: it shares names with it, the more the better."""
    features = comparer.features
    keys = _keys(groups[n], features)
    scores = {}
    for p, inside in near.items():
        shared = keys & _keys(inside, features)
        score = nearness(groups[n], inside, comparer)
        if shared and score >= GENERAL:
            scores[p] = score + SHARED * len(shared)
    return _best(scores, groups)


def _reach(reports: set[str], lineage: Lineage) -> set[str]:
    """The reports themselves and those they derive from or cite, and their families."""
    found = set(reports)
    for edge in lineage.edges:
        if edge.child in reports:
            found.add(edge.parent)
    for family in lineage.families:
        if found & set(family):
            found |= set(family)
    return found


def _previous(
    groups: Sequence[tuple[int, ...]], n: int, found: Mapping[int, int], features: Sequence[Features]
) -> int | None:
    """The claim denied by the nearest earlier denial of the same report."""
    home = {place: target for other, target in sorted(found.items()) for place in groups[other]}
    for place in groups[n]:
        before = [
            other
            for other in home
            if features[other].statement.report == features[place].statement.report
            and features[other].statement.extent.end <= features[place].statement.extent.start
        ]
        if before:
            return home[max(before, key=lambda other: features[other].order)]
    return None
