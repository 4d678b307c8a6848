"""From groups of statements to claims: lead, polarity, conflicts, drift, reasons, the nearest statement left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from bukti.claims import conflict
from bukti.claims.anchors import implies, numbers, stated
from bukti.claims.cluster import nearness
from bukti.claims.compare import Comparer
from bukti.claims.drift import Sides, Trail
from bukti.claims.explain import judged, near_miss, reasons
from bukti.claims.features import Features, Sign
from bukti.ids import content_id
from bukti.model import Claim, Decision, Document, Lineage, NearMiss, SourceKind, Wording
from bukti.model.grouping import concerning

MODERATE = (5, 45)  # words of a lead that a reader can take in
GRAVE = frozenset({"c:killed", "c:injured", "c:attack", "c:weapon", "c:sanction", "c:hostage", "c:arrest"})
EXTRA = 2  # terms, names or numbers that the specific claim has beyond the general one


@dataclass(frozen=True)
class Grouping:
    """Everything that is known when claims are written.

    Attributes:
        comparer: over the distinct statements (nodes). copies: node -> features of every statement with its words.
        groups: nodes by group. denies: negative group -> group that it denies. about: group -> nodes without position.
        pairs: candidate pairs of nodes. lineage: who copied whom. decisions: of people. documents: by report.
        shown: name of each mention key.
    """

    comparer: Comparer
    copies: Sequence[Sequence[Features]]
    groups: Sequence[tuple[int, ...]]
    denies: Mapping[int, int]
    about: Mapping[int, Sequence[int]]
    pairs: Sequence[tuple[int, int]]
    lineage: Lineage
    decisions: Sequence[Decision]
    documents: Mapping[str, Document]
    shown: Mapping[str, str]
    _home: dict[int, int] = field(default_factory=dict)

    @cached_property
    def home(self) -> dict[int, int]:
        """Claim (by its group) of each node that takes a position; denials live with what they deny."""
        return {node: self.denies.get(n, n) for n, group in enumerate(self.groups) for node in group}

    @cached_property
    def near(self) -> list[NDArray[np.intp]]:
        """Candidate neighbours of each node, sorted."""
        pairs = np.array(self.pairs, dtype=np.intp).reshape(-1, 2)
        left, right = np.concatenate([pairs, pairs[:, ::-1]]).T
        ends = np.cumsum(np.bincount(left, minlength=len(self.copies)))
        return np.split(right[np.lexsort((right, left))], ends[:-1])

    @cached_property
    def homes(self) -> NDArray[np.intp]:
        """`home` of every node, -1 for one that takes no position."""
        found = np.full(len(self.copies), -1)
        found[list(self.home)] = list(self.home.values())
        return found

    @cached_property
    def family(self) -> dict[str, str]:
        """The first report of the family of each report that has one."""
        return {member: min(group) for group in self.lineage.families for member in group}

    @cached_property
    def affirming(self) -> list[dict[str | None, list[int]]]:
        """For each group its nodes that affirm, by language."""
        found: list[dict[str | None, list[int]]] = [{} for _ in self.groups]
        for n, group in enumerate(self.groups):
            for node in group:
                f = self.comparer.features[node]
                if f.sign is Sign.AFFIRMS:
                    found[n].setdefault(f.language, []).append(node)
        return found

    @cached_property
    def trail(self) -> Trail:
        """Follows each claim along the chains."""
        return Trail(self)

    @cached_property
    def depth(self) -> dict[str, int]:
        """Number of reports that each report derives from, directly or not."""
        parents: dict[str, set[str]] = {}
        for edge in self.lineage.edges:
            if edge.direction_known:
                parents.setdefault(edge.child, set()).add(edge.parent)
        return {report: len(_ancestors(report, parents)) for report in sorted(parents)}

    def outside(self, n: int, nodes: Sequence[int]) -> list[int]:
        """Nodes of other claims that are candidates of the given nodes, sorted."""
        around = np.unique(np.concatenate([self.near[node] for node in nodes]))
        return [*self.strangers(n, around).tolist()]

    def strangers(self, n: int, nodes: NDArray[np.intp]) -> NDArray[np.intp]:
        """Those of some nodes that belong to other claims."""
        home = self.homes[nodes]
        return np.asarray(nodes[(home >= 0) & (home != n)])

    def all_copies(self, nodes: Sequence[int]) -> list[Features]:
        """Every statement of the given nodes, in order."""
        return sorted((f for node in nodes for f in self.copies[node]), key=lambda f: f.order)


def _ancestors(report: str, parents: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [report]
    while waiting:
        for parent in parents.get(waiting.pop(), ()):
            if parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return seen - {report}


def claims(grouping: Grouping) -> tuple[Claim, ...]:
    """One claim for each group that is no denial of another; most salient first, then by id."""
    made = [(n, _claim(grouping, n)) for n in range(len(grouping.groups)) if n not in grouping.denies]
    collected = _general(grouping, made)
    return tuple(sorted(collected, key=lambda c: (-c.salience, c.id)))


def _claim(grouping: Grouping, n: int) -> Claim:
    own, against = _sides(grouping, n)
    nodes = [*own, *against]
    affirming = grouping.all_copies(own)
    denied = grouping.all_copies(against)
    about = grouping.all_copies(grouping.about.get(n, ()))
    members = sorted([*affirming, *denied], key=lambda f: f.order)
    ranked = _ranked(grouping, own or [node for node in against if grouping.comparer.features[node].rejected])
    lead = ranked[0]
    outside = grouping.outside(n, nodes)
    made = concerning(grouping.decisions, (f.statement.id for f in members))
    rival = conflict.anchored(own, outside, grouping.comparer)
    return Claim(
        id=content_id("cl", sorted(f.statement.id for f in members)),
        lead=lead.statement.id,
        text=_text(lead),
        affirming=tuple(f.statement.id for f in affirming),
        denying=tuple(f.statement.id for f in denied),
        about=tuple(f.statement.id for f in about),
        languages=tuple(sorted({f.language for f in members if f.language})),
        conflicts=(
            *conflict.denials(own, against, grouping.comparer),
            *conflict.rivals(rival, grouping.comparer),
            *conflict.names(own, outside, grouping.comparer),
            *conflict.fillers(own, outside, grouping.comparer),
        ),
        drift=grouping.trail.drifts(
            Sides(own, [o for o in rival if _rival(grouping, o, own)], against, grouping.about.get(n, ()))
        ),
        holds=stated(affirming),
        reasons=(*judged(made), *reasons(grouping.comparer, own, grouping.copies, grouping.shown)),
        salience=_salience(grouping, affirming, denied),
        decisions=tuple(one.id for one in made),
        wordings=_wordings(ranked),
    )


def _sides(grouping: Grouping, n: int) -> tuple[Sequence[int], Sequence[int]]:
    """Nodes that affirm the proposition of a group, and nodes that deny it.

    Where nobody affirms and the cue rejects ("denied that it had fired"), the words are the proposition and all who
    are in the group deny it; a plain negative ("no shot was fired") is a proposition of its own.
    """
    own = grouping.groups[n]
    features = grouping.comparer.features
    against = sorted(
        node for other, target in grouping.denies.items() if target == n for node in grouping.groups[other]
    )
    if any(features[node].rejected for node in own) and not any(features[node].sign is Sign.AFFIRMS for node in own):
        return (), sorted((*own, *against))
    return own, against


def _rival(grouping: Grouping, node: int, own: Sequence[int]) -> bool:
    """Whether a statement gives another number or bound: a rewrite that makes 80 of eight changes the claim."""
    told, said = grouping.comparer.features[node], [grouping.comparer.features[other] for other in own]
    met = [numbers(told, f, told.language == f.language) for f in said if told.counts and f.counts]
    return any(found.unlike or found.bounds for found in met)


def _ranked(grouping: Grouping, nodes: Sequence[int]) -> list[Features]:
    """Statements of a claim, those first that read best and say what the others say: one piece, of moderate length.

    Among equally readable ones that of the commonest language, the core of the claim, told by somebody, nearest to the
    beginning of the chain.
    """
    comparer = grouping.comparer
    spoken = Counter(f.language for f in grouping.all_copies(nodes))
    usual = min(spoken, key=lambda code: (-spoken[code], code or ""))

    def rank(node: int, f: Features) -> tuple[object, ...]:
        moderate = MODERATE[0] <= len(f.tokens) <= MODERATE[1]
        told = f.statement.source_kind is not SourceKind.NARRATOR
        core = sum(comparer.totals(node, [other for other in nodes if other != node]))
        depth = grouping.depth.get(f.statement.report, 0)
        stitched = len(f.statement.content) > 1
        unread = (f.elliptic or not moderate, stitched, f.language != usual)
        return (*unread, -round(core, 4), not told, depth, f.order)

    ranks = sorted((rank(node, f), n, f.order, f) for node in nodes for n, f in enumerate(grouping.copies[node]))
    return [f for *_, f in ranks]


def _wordings(ranked: Sequence[Features]) -> tuple[Wording, ...]:
    """The first of ranked statements in each language, by code."""
    best = {f.language: f for f in reversed(ranked) if f.language}
    return tuple(Wording(code, best[code].statement.id, _text(best[code])) for code in sorted(best))


def _text(f: Features) -> str:
    """A statement as the text of a claim: its words, in one line."""
    return " ".join(f.passage.split())


def _salience(grouping: Grouping, affirming: Sequence[Features], denied: Sequence[Features]) -> float:
    """In [0, 1]: harm, arms or sanctions, a denial, many reports and families, somebody who says it, an anchor."""
    every = (*affirming, *denied)
    reports = {f.statement.report for f in every}
    families = {grouping.family.get(report, report) for report in reports}
    told = any(f.statement.source_kind is not SourceKind.NARRATOR for f in every)
    anchored = any(f.names or f.counts for f in affirming or denied)
    grave = any(not f.terms.isdisjoint(GRAVE) for f in affirming or denied)
    score = 0.25 * (1 - 1 / len(reports)) + 0.2 * (1 - 1 / len(families)) + 0.2 * bool(denied)
    score += 0.15 * grave + 0.1 * told + 0.1 * anchored
    return round(score if told or len(reports) > 1 else score * 0.3, 4)


def _general(grouping: Grouping, made: Sequence[tuple[int, Claim]]) -> list[Claim]:
    """Fill in what the other claims tell: which say more or less, and who therefore says this too, which came nearest.

    Who makes the specific claim supports the general one, never the other way round (method.md invariant 20); who
    denies the general one denies the specific.
    """
    by_group = dict(made)
    below: dict[int, list[int]] = {n: [] for n in by_group}
    above: dict[int, list[int]] = {n: [] for n in by_group}
    home = {name: claim.id for claim in by_group.values() for name in (*claim.affirming, *claim.denying)}
    for n in by_group:
        for other in sorted({grouping.home[o] for o in grouping.outside(n, grouping.groups[n])} & by_group.keys()):
            if any(rule(grouping, other, n) for rule in (_contains, _bounded, _sized)):
                below[n].append(other)
                above[other].append(n)
    return [
        replace(
            claim,
            specific=tuple(sorted(by_group[other].id for other in below[n])),
            general=tuple(sorted(by_group[other].id for other in above[n])),
            implied=tuple(sorted({s for other in _reached(n, below) for s in by_group[other].affirming})),
            refuted=tuple(sorted({s for other in _reached(n, above) for s in by_group[other].denying})),
            near_miss=_missed(grouping, n, home),
        )
        for n, claim in made
    ]


def _missed(grouping: Grouping, n: int, home: Mapping[str, str]) -> NearMiss | None:
    """The nearest statement of another claim; `home` has the claim of each statement, by id."""
    nodes = [node for side in _sides(grouping, n) for node in side]
    near = {node: grouping.strangers(n, grouping.near[node]).tolist() for node in nodes}
    return near_miss(grouping.comparer, near, home)


def _reached(n: int, below: Mapping[int, Sequence[int]]) -> set[int]:
    """The claims next to one, and next to these: support passes upwards only, denial downwards."""
    found: set[int] = set()
    waiting = [*below[n]]
    while waiting:
        other = waiting.pop()
        if other not in found | {n}:
            found.add(other)
            waiting += below[other]
    return found


def _contains(grouping: Grouping, specific: int, general: int) -> bool:
    """Whether some affirming statement of one group holds every word, name and number of one of the other, and more."""
    features, bags = grouping.comparer.features, grouping.comparer.bags
    for language, told in grouping.affirming[general].items():
        for p in grouping.affirming[specific].get(language, ()):
            a, whole = features[p], bags[p].keys()
            for q in told:
                b, part = features[q], bags[q].keys()
                more = a.keys > b.keys or (a.keys == b.keys and a.counts and not b.counts)
                if len(whole) >= len(part) + EXTRA and not b.elliptic and more and part < whole:
                    return True
    return False


def _bounded(grouping: Grouping, specific: int, general: int) -> bool:
    """Whether the statements of one group set closer bounds than those of another, of what is else one proposition.

    "At least 14 were killed in Gorum" holds only where "at least nine were killed in Gorum" does.
    """
    comparer = grouping.comparer
    sides = [[p for nodes in grouping.affirming[n].values() for p in nodes] for n in (specific, general)]
    found: list[bool] = []
    for p, near in zip(sides[0], comparer.events(*sides).tolist() if all(sides) else (), strict=False):
        for q in compress(sides[1], near):
            a, b = comparer.features[p], comparer.features[q]
            same = a.language == b.language
            held, asked = (a.keys, b.keys) if same else (a.neutral_keys, b.neutral_keys)
            bounds = numbers(a, b, same).bounds if a.counts and b.counts else None
            if bounds and held >= asked and (asked or not same):
                found.append(implies(*bounds) and not implies(*bounds[::-1]))
    return bool(found) and all(found)


def _sized(grouping: Grouping, specific: int, general: int) -> bool:
    """Whether one group gives an amount of what the other tells without one: "loaded 700,000 barrels of oil".

    Who says how much says that there was some.
    """
    features = grouping.comparer.features
    own, told = ([p for nodes in grouping.affirming[n].values() for p in nodes] for n in (specific, general))
    apart = all(features[p].sized for p in own) and all(features[q].unnumbered for q in told)
    return apart and bool(own and told) and nearness(own, told, grouping.comparer) > 0
