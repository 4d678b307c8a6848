"""What a family of reports shows that its pairs do not: who stands beside whom, and which way.

Each report has one parent in the likeliest lineages (stemma.py), but a report pieced together from several has one for
each part of its text. So a report is split into the parts that it shares with unconnected elders, and the lineage is
sought among parts (contamination, method.md section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from math import log, log2

import networkx as nx

from bukti.derivation import stemma
from bukti.derivation.collate import Collation
from bukti.derivation.direction import Direction, hours_between
from bukti.derivation.pairs import Pair, turned
from bukti.derivation.prepare import Prepared
from bukti.derivation.weights import StemmaWeights, probability

SUREST = 6.0  # log-odds of belonging together beyond which more tells nothing about who is nearest
ELDER = 0.5  # probability of coming first from which a report's words make a part of the other
DECIDED = 3.0  # log-odds of a direction, as by a citation, that a family cannot overturn
LIKELY = 0.5  # expected edges between two sides from which a translation that cites nobody joins them
APART = 0.4  # part of an elder's words in those of other elders up to which it has a part of its own
IMPOSSIBLE = -60.0  # log weight of a direction against what is decided
FEWEST = 8  # words of a part
SOONEST, USUAL = 1 / 12, 4.0  # hours from a report to one made from it: the least that counts, and where none are known

Node = tuple[int, int]  # a report and the number of its part


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two reports that belong together.

    Attributes:
        pair: what they share, its side a the likelier parent by what stands between the two alone.
        collation: of its passages. way: direction from a to b. chance: that they belong together.
        cited: how far the child's citation of the parent tells that it has the parent itself, in [0, 1]. citing: the
            reverse.
    """

    pair: Pair
    collation: Collation
    way: Direction
    chance: float
    cited: float = 0.0
    citing: float = 0.0

    @property
    def places(self) -> tuple[int, int]:
        """Parent and child."""
        return self.pair.a, self.pair.b

    def ways(self) -> Iterator[Way]:
        """Both directions."""
        yield Way(self.pair, self.collation, self.way.odds, self.chance, self.cited, self.citing)
        yield Way(turned(self.pair), self.collation.turned(), -self.way.odds, self.chance, self.citing, self.cited)


@dataclass(frozen=True, slots=True)
class Way:
    """One direction of a verdict: the parent is side a. odds: log-odds of this direction. The rest as in `Verdict`."""

    pair: Pair
    collation: Collation
    odds: float
    chance: float
    cited: float
    citing: float


@dataclass(frozen=True, slots=True)
class Kin:
    """Two reports in their family.

    Attributes:
        forth: probability that the second was made straight from the first. back: the reverse.
        first: they stand beside each other in the likeliest lineage.
    """

    forth: float
    back: float
    first: bool = False


def kinship(
    prepared: Sequence[Prepared], verdicts: Sequence[Verdict], weights: StemmaWeights
) -> dict[tuple[int, int], Kin]:
    """The places of each verdict whose reports share text -> how they stand in their family.

    Args:
        prepared: all reports.
        verdicts: at most one for each two reports.
        weights: of the features.
    """
    texts = [verdict for verdict in verdicts if verdict.pair.matches and not verdict.pair.quotes_only]
    split = parts(texts)
    logs: dict[tuple[Node, Node], float] = {}
    for way, values in zip(ways(texts), features(prepared, texts), strict=True):
        value = sum(getattr(weights, name) * number for name, number in values.items())
        value = value if way.odds > -DECIDED else IMPOSSIBLE
        logs |= dict.fromkeys(linked(way, split), value)
    chance: dict[tuple[Node, Node], float] = {}
    graph = nx.Graph(list(logs))
    for family in nx.connected_components(graph):
        chance |= stemma.weigh({edge: logs[edge] for edge in logs if edge[0] in family}, 0.0)
    return _kin(texts, chance)


def _kin(texts: Sequence[Verdict], chance: Mapping[tuple[Node, Node], float]) -> dict[tuple[int, int], Kin]:
    """By reports: the part in which two are nearest, and whether they are joined first in any part."""
    loose = {v.places for v in texts if v.pair.translated and not max(v.cited, v.citing)}
    first = {(one[0], two[0]) for one, two in spanning(chance, loose | {places[::-1] for places in loose})}
    best: dict[tuple[int, int], Kin] = {}
    for (one, two), forth in sorted(chance.items()):
        kin = Kin(forth, chance[two, one], bool({(one[0], two[0]), (two[0], one[0])} & first))
        known = best.get((one[0], two[0]))
        if known is None or kin.forth + kin.back > known.forth + known.back:
            best[one[0], two[0]] = kin
    return {verdict.places: best[verdict.places] for verdict in texts if verdict.places in best}


def spanning(
    chance: Mapping[tuple[Node, Node], float], loose: AbstractSet[tuple[int, int]] = frozenset()
) -> list[tuple[Node, Node]]:
    """Edges of a maximum spanning forest over how likely two parts stand beside each other (Kruskal 1956).

    Args:
        chance: probability of each edge, both ways.
        loose: reports alike in whole sentences only, as across languages. They are joined where it is likely that some
            report of the one side stands beside some of the other: among equal copies no one need be likely.
    """
    joint: nx.utils.UnionFind[Node] = nx.utils.UnionFind()
    beside = {edge: value + chance[edge[::-1]] for edge, value in chance.items() if edge[0] < edge[1]}
    kept = []
    for one, two in sorted(beside, key=lambda edge: (-beside[edge], edge)):
        sides = {joint[one], joint[two]}
        if len(sides) < 2:
            continue
        between = beside[one, two]
        if (one[0], two[0]) in loose and between < LIKELY:
            between = sum(value for (a, b), value in beside.items() if {joint[a], joint[b]} == sides)
        joint.union(one, two)
        if (one[0], two[0]) not in loose or between >= LIKELY:
            kept.append((one, two))
    return kept


def ways(verdicts: Iterable[Verdict]) -> Iterator[Way]:
    """Both directions of each verdict, in their order."""
    for verdict in verdicts:
        yield from verdict.ways()


def features(prepared: Sequence[Prepared], verdicts: Sequence[Verdict]) -> Iterator[dict[str, float]]:
    """What speaks for each direction of each verdict, in their order, by the names of `StemmaWeights`."""
    later: dict[int, int] = {}
    for way in ways(verdicts):
        if hours_between(prepared[way.pair.a], prepared[way.pair.b]) < 0:
            later[way.pair.b] = later.get(way.pair.b, 0) + 1
    for way in ways(verdicts):
        pair, hours = way.pair, hours_between(prepared[way.pair.a], prepared[way.pair.b])
        yield {
            "constant": 1.0,
            "exists": min(SUREST, log(way.chance / max(1e-9, 1 - way.chance))),
            "across" if pair.translated else "shared": (pair.share_a + pair.share_b) * pair.score,
            "changed": log2(1 + _changed(way)),
            "moved": log2(1 + _breaks(pair)),
            "translated": float(pair.translated),
            "direction": log(max(1e-9, probability(way.odds))),
            "cited": max(way.cited, way.citing),
            "gap": log2(max(abs(hours), SOONEST) / USUAL) if hours else 0.0,
            # a wrong clock is one event, however many reports seem later than the one that bears it
            "crowd": log(later[pair.b]) if hours < 0 else 0.0,
        }


def _changed(way: Way) -> int:
    """Words of the child in passages that are not the parent's."""
    covered = bytearray(len(way.collation.agreed_b))
    for match in way.pair.matches:
        covered[match.b0 : match.b1] = b"\1" * (match.b1 - match.b0)
    return sum(covered) - sum(way.collation.agreed_b)


def _breaks(pair: Pair) -> int:
    """How often the passages, in the order of side b, go back on side a."""
    order = [match.a0 for match in sorted(pair.matches, key=lambda match: (match.b0, match.a0))]
    return sum(after < before for before, after in pairwise(order))


def parts(verdicts: Sequence[Verdict]) -> dict[int, list[int]]:
    """Reports with parts from unconnected elders: the words of each part, as bits.

    The elder that shares most comes first; one whose words nobody before it shares has a part of its own.
    """
    elders: dict[int, list[int]] = {}
    for way in ways(verdicts):
        words = _bits(way.collation.agreed_b)
        if probability(way.odds) >= ELDER and words.bit_count() >= FEWEST:
            elders.setdefault(way.pair.b, []).append(words)
    found = {}
    for place, masks in elders.items():
        groups: list[int] = []
        for words in sorted(masks, key=lambda mask: (-mask.bit_count(), mask)):
            best = max(range(len(groups)), key=lambda n: (groups[n] & words).bit_count(), default=None)
            if best is None or (groups[best] & words).bit_count() <= APART * words.bit_count():
                groups.append(words)
            else:
                groups[best] |= words
        if len(groups) > 1:
            found[place] = groups
    return found


def linked(way: Way, split: Mapping[int, Sequence[int]]) -> Iterator[tuple[Node, Node]]:
    """The parts of two reports that share words: of each part its nearest counterparts."""
    above, below = split.get(way.pair.a, ()), split.get(way.pair.b, ())
    if not above and not below:
        yield (way.pair.a, 0), (way.pair.b, 0)
        return
    shared: dict[tuple[Node, Node], int] = {}
    for match in way.pair.matches:
        ends = _part(above, match.a0, match.a1), _part(below, match.b0, match.b1)
        edge = (way.pair.a, ends[0]), (way.pair.b, ends[1])
        shared[edge] = shared.get(edge, 0) + match.matched
    most = max(shared.values())
    yield from sorted(edge for edge, words in shared.items() if words >= FEWEST or words == most)


def _part(groups: Sequence[int], start: int, end: int) -> int:
    """The part in which most words of a passage lie."""
    inside = ((1 << 8 * (end - start)) - 1) << 8 * start
    return max(range(len(groups)), key=lambda n: (groups[n] & inside).bit_count(), default=0)


def _bits(flags: bytes) -> int:
    """One flag a byte as one number, the first word lowest, so that rows of thousands of words are joined at once."""
    return int.from_bytes(flags, "little")
