"""Denials find the claim that they deny.

A denial answers what stands in its own report or in a report that it derives from or cites: there the claim whose
words it has, else, for a general one ("rejects any involvement"), the claim it shares names with. Only then are the
words looked for elsewhere. An elliptic denial ("it has no basis in fact") follows the one before it in its report;
without one, "denied the allegation" answers what its reports tell most often before it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bukti.claims.anchors import Days, apart, days
from bukti.claims.cluster import nearness
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, Sign
from bukti.model import Lineage

MATCH = -1.0  # mean log-odds from which a denied content is that of a claim …
ABROAD = -0.5  # … that nobody makes in its language; chosen with two own cases in view
NEGATED = 0.5  # likewise for a plain negative statement, which may be a fact of its own
MADE = 0.5  # share of a denial that was made from another, from which it answers the same claim
WEIGHT = 1.5  # log-odds for each doubling of the statements of a claim
GENERAL = -8.0  # log-odds from which a general denial answers a claim with a shared name
COMMON = 0.5  # share of a denied clause's words that the claim has which it denies, in one language
WHOLE = 3  # words that say something in a negative statement whose words all stand in what it contradicts
SHARED = 1.5  # log-odds for each shared name


def attach(
    groups: Sequence[tuple[int, ...]],
    pairs: Iterable[tuple[int, int]],
    comparer: Comparer,
    copies: Sequence[Sequence[Features]],
    lineage: Lineage,
) -> dict[int, int]:
    """Which negative group denies which other group, both by place in `groups`.

    Args:
        groups: nodes by group.
        pairs: nodes that are near to each other; beyond the reports in reach a denial answers only what is near.
        comparer: over nodes.
        copies: node -> features of every statement with its words.
        lineage: who derives from or cites whom.

    Returns:
        Negative group -> the group that it denies; one without a target is absent and stays a claim of its own.
    """
    features = comparer.features
    negative = [n for n, group in enumerate(groups) if _negative(group, features)]
    search = _Search(groups, comparer, copies, frozenset(negative), _within(groups, copies), _beside(groups, pairs))
    hollow = {n for n in negative if all(features[place].hollow for place in groups[n])}
    found = {n: p for n in negative if n not in hollow and (p := search.answered(n, lineage)) is not None}
    found.update(_aligned(groups, {n for n in negative if n not in found}, found, comparer))
    for n in negative:
        if n not in found and all(features[place].elliptic for place in groups[n]) and not _says(groups[n], features):
            target = _previous(groups, n, found, copies)
            if target is None and any(features[place].rejected for place in groups[n]):
                told = {p for node in groups[n] for report in _home(copies[node]) for p in search.within[report]}
                target = _told_before(groups, n, sorted(told.difference(negative)), copies)
            if target is None and n in hollow:  # its report tells nothing that it could mean
                target = search.answered(n, lineage)
            if target is not None:
                found[n] = target
    return found


@dataclass(frozen=True)
class _Search:
    """Looks for the claim that a negative group answers by its words.

    Attributes:
        groups, comparer, copies: as of `attach`. negative: groups that negate. within: groups by report. beside: groups
            near to each group.
    """

    groups: Sequence[tuple[int, ...]]
    comparer: Comparer
    copies: Sequence[Sequence[Features]]
    negative: frozenset[int]
    within: Mapping[str, set[int]]
    beside: Mapping[int, set[int]]

    def answered(self, n: int, lineage: Lineage) -> int | None:
        """The group that a negative one denies: in the reports in its reach first, then among what is near to it."""
        mine = self.groups[n]
        home = {report for node in mine for report in _home(self.copies[node])}
        denies = _denies(mine, self.comparer.features)
        reach = _reach(home, lineage) if denies else home
        within = {p for report in reach for p in self.within.get(report, ())}
        positive = self._open(n, within | self.beside.get(n, set()))
        near = _in_reach(self.groups, positive, self.copies, reach) if denies else {}
        target = _direct(self.groups, n, near, self.comparer)
        if target is None:
            target = _general(self.groups, n, near, self.comparer)
        if target is None:
            target = _direct(self.groups, n, positive, self.comparer)
        if target is None:
            return _contradicted(self.groups, n, positive, self.copies)
        wider = self._open(n, {*positive, *self.beside.get(target, ())})
        found = _unsized(self.groups, n, target, wider, self.comparer)
        return target if found is None else found

    def _open(self, n: int, among: set[int]) -> list[int]:
        """Those of some groups that a negative one can deny: of its time, with its amount, said by somebody else."""
        mine, speakers = self.groups[n], _speakers(self.groups[n], self.copies)
        return [
            p
            for p in sorted(among - self.negative)
            if not _own(speakers, self.groups[p], self.copies)
            and not _other_time(mine, self.groups[p], self.comparer)
            and not _beyond(mine, self.groups[p], self.comparer.features)
        ]


def _within(groups: Sequence[tuple[int, ...]], copies: Sequence[Sequence[Features]]) -> dict[str, set[int]]:
    """The groups that have a statement in each report."""
    found: dict[str, set[int]] = {}
    for n, group in enumerate(groups):
        for node in group:
            for report in _home(copies[node]):
                found.setdefault(report, set()).add(n)
    return found


def _beside(groups: Sequence[tuple[int, ...]], pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """The groups near to each group, by pairs of their nodes."""
    home = {node: n for n, group in enumerate(groups) for node in group}
    found: dict[int, set[int]] = {}
    for a, b in pairs:
        if a in home and b in home:
            found.setdefault(home[a], set()).add(home[b])
            found.setdefault(home[b], set()).add(home[a])
    return found


def _negative(group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether most statements of a group whose sign is known negate."""
    signs = [features[place].sign for place in group]
    return signs.count(Sign.NEGATES) > signs.count(Sign.AFFIRMS)


def _denies(group: Sequence[int], features: Sequence[Features]) -> bool:
    return any(features[place].denies for place in group)


def _speakers(group: Sequence[int], copies: Sequence[Sequence[Features]]) -> dict[str, set[str]]:
    """Who says what a group says, by report."""
    found: dict[str, set[str]] = {}
    for f in _said(group, copies):
        found.setdefault(f.statement.report, set()).update(f.speaker)
    return found


def _own(denying: Mapping[str, set[str]], group: Sequence[int], copies: Sequence[Sequence[Features]]) -> bool:
    """Whether all that a group says comes from those who deny, in their reports: nobody denies what they say."""
    nobody: set[str] = set()
    return all(
        not f.speaker.isdisjoint(denying.get(f.statement.report, nobody)) for node in group for f in copies[node]
    )


def _said(group: Sequence[int], copies: Sequence[Sequence[Features]]) -> list[Features]:
    return [f for node in group for f in copies[node]]


def _other_time(denying: Sequence[int], group: Sequence[int], comparer: Comparer) -> bool:
    """Whether a denial speaks of another stated time than a group: who denies today's event denies no older one."""
    own, told = ([f for x in nodes if (f := comparer.features[x]).times] for nodes in (denying, group))
    sure = {Days.CHANGED, Days.APART}
    return bool(own and told) and all(apart(f, g) or days(f, g) in sure for f in own for g in told)


def _beyond(denying: Sequence[int], group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether a denial is of a number that nobody in a group gives: who did not load 700,000 barrels may have loaded.

    How many were harmed only says which event is meant.
    """
    return all(features[x].sized for x in denying) and not any(features[y].counts for y in group)


def _direct(groups: Sequence[tuple[int, ...]], n: int, among: Iterable[int], comparer: Comparer) -> int | None:
    """The claim whose words the negative group has, if it is near enough; a plain negative shares a name with it."""
    features = comparer.features
    denies = _denies(groups[n], features)
    least = MATCH if denies else NEGATED
    own = _keys(groups[n], features)
    asked = [
        p
        for p in among
        if (denies or own & _keys(groups[p], features)) and not _something_else(groups[n], groups[p], features)
    ]
    comparer.know((x, y) for p in asked for x in groups[n] for y in groups[p])
    scored = {p: nearness(groups[n], groups[p], comparer) for p in asked}
    spoken = {features[x].language for x in groups[n]}
    here = {p for p in scored if any(features[y].language in spoken for y in groups[p])}
    return _best(
        {p: score for p, score in scored.items() if score >= (least if p in here else max(least, ABROAD))}, groups
    )


def _unsized(
    groups: Sequence[tuple[int, ...]], n: int, best: int, among: Iterable[int], comparer: Comparer
) -> int | None:
    """What a denial without a number answers instead of an amount: who says the same without one, if somebody does.

    That claim needs the denied words, or to be as near to them as the one with the amount.
    """
    features = comparer.features
    if any(features[x].counts for x in groups[n]) or not all(features[x].sized for x in groups[best]):
        return None
    plain = [p for p in among if not any(features[y].counts for y in groups[p])]
    least = min(MATCH, nearness(groups[n], groups[best], comparer))
    near = {
        p: score
        for p in plain
        if nearness(groups[best], groups[p], comparer) > 0
        and not _something_else(groups[n], groups[p], features)
        and (score := nearness(groups[n], groups[p], comparer)) >= least
    }
    return _best(near, groups)


def _contradicted(
    groups: Sequence[tuple[int, ...]], n: int, among: Iterable[int], copies: Sequence[Sequence[Features]]
) -> int | None:
    """The claim that says in the same report all that a negative statement negates ("no acid was released")."""
    said = _said(groups[n], copies)
    told = {p: _said(groups[p], copies) for p in among}
    held = {p: sum(_holds(f, own) for f in told[p] for own in said) for p in told}
    return max((p for p in held if held[p]), key=lambda p: (held[p], len(groups[p]), -p), default=None)


def _holds(f: Features, own: Features) -> bool:
    same = f.statement.report == own.statement.report
    return same and len(own.terms) >= WHOLE and own.terms <= f.terms and own.keys <= f.keys


def _aligned(
    groups: Sequence[tuple[int, ...]], loose: Collection[int], found: Mapping[int, int], comparer: Comparer
) -> dict[int, int]:
    """What loose denials answer by the denials that were made from their words, or that they were made from."""
    home = {node: n for n in (*loose, *found) for node in groups[n]}
    answered: dict[int, int] = {}
    for a, b in sorted(pair for pair, share in comparer.aligned.items() if share >= MADE):
        for own, other in ((home.get(a), home.get(b)), (home.get(b), home.get(a))):
            if own is not None and other is not None and own in loose and other in found:
                answered.setdefault(own, found[other])
    return answered


def _best(scores: Mapping[int, float], groups: Sequence[tuple[int, ...]]) -> int | None:
    """The claim with the best score; one that more statements make is likelier to be what is answered."""
    ranked = [(score + WEIGHT * math.log2(len(groups[p])), -p) for p, score in scores.items()]
    return -max(ranked)[1] if ranked else None


def _keys(group: Sequence[int], features: Sequence[Features]) -> frozenset[str]:
    return frozenset().union(*(features[place].keys for place in group))


def _in_reach(
    groups: Sequence[tuple[int, ...]],
    positive: Sequence[int],
    copies: Sequence[Sequence[Features]],
    reach: set[str],
) -> dict[int, list[int]]:
    """Claims made in the reports that a denial can answer, with their statements there."""
    inside = {p: [node for node in groups[p] if _home(copies[node]) & reach] for p in positive}
    return {p: nodes for p, nodes in inside.items() if nodes}


def _home(copies: Sequence[Features]) -> set[str]:
    return {f.statement.report for f in copies}


def _says(denying: Sequence[int], features: Sequence[Features]) -> frozenset[str]:
    """What a denied clause says by itself: "denied that it had been warned" points at nothing told before."""
    own = [features[place] for place in denying]
    clauses = [f for f in own if f.rejected and f.verbal]
    return frozenset().union(*(f.terms for f in clauses)) if len(clauses) == len(own) else frozenset()


def _of_its_own(denying: Sequence[int], group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether a denied clause has no word of a group, so that a shared name is all that they have in common."""
    said = _says(denying, features)
    return bool(said) and all(said.isdisjoint(features[place].terms) for place in group)


def _something_else(denying: Sequence[int], group: Sequence[int], features: Sequence[Features]) -> bool:
    """Whether a denied clause has little but its subject in common with every member of a group in its language.

    Few words make two statements near where one of them is short: "denied that the ferry had skipped its inspection"
    does not answer "Ferry hit a pier".
    """
    if not _says(denying, features):
        return False
    pairs = [(features[x], features[y]) for x in denying for y in group]
    return bool(pairs) and all(f.language == g.language and _common(f, g) < COMMON for f, g in pairs)


def _common(denied: Features, other: Features) -> float:
    """The share of the words and names of a denied clause that another statement has."""
    said, told = denied.terms | denied.keys, other.terms | other.keys
    return len(said & told) / len(said) if said else 0.0


def _general(
    groups: Sequence[tuple[int, ...]], n: int, near: Mapping[int, Sequence[int]], comparer: Comparer
) -> int | None:
    """The claim in reach that a general denial answers: it shares names with it, the more the better."""
    features = comparer.features
    keys = _keys(groups[n], features)
    scores = {}
    for p, inside in near.items():
        if _of_its_own(groups[n], inside, features):
            continue
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
    groups: Sequence[tuple[int, ...]], n: int, found: Mapping[int, int], copies: Sequence[Sequence[Features]]
) -> int | None:
    """The claim denied by the nearest earlier denial of the same report."""
    earlier = [(f, target) for other, target in sorted(found.items()) for f in _said(groups[other], copies)]
    for own in _said(groups[n], copies):
        here = [(f.order, target) for f, target in earlier if _before(f, own)]
        if here:
            return max(here)[1]
    return None


def _told_before(
    groups: Sequence[tuple[int, ...]], n: int, others: Sequence[int], copies: Sequence[Sequence[Features]]
) -> int | None:
    """What "denied the allegation" answers: of the claims told before it in its reports the one told most often."""
    told: dict[int, int] = {}
    speakers = _speakers(groups[n], copies)
    for p in others:
        if not _own(speakers, groups[p], copies):
            told[p] = sum(any(_before(f, own) for own in _said(groups[n], copies)) for f in _said(groups[p], copies))
    return min((p for p, times in told.items() if times), key=lambda p: (-told[p], -len(groups[p]), p), default=None)


def _before(f: Features, own: Features) -> bool:
    same = f.statement.report == own.statement.report
    return same and f.statement.extent.end <= own.statement.extent.start
