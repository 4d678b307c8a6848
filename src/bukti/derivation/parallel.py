"""How likely it is that sentences of two reports say the same, each and all together, against chance.

What speaks for two sentences: keys that both have, by rarity, or how close their vectors are, and how much closer than
the other sentences of the two reports; and that both are long or both short, as sentences of their languages go. Two
independent reports of one event are close in all their sentences, a translation stands out in one. A report says the
same as another when more of its sentences have a partner than those of an unrelated report, and more surely when they
stand in one order; without an order shuffled parts inside another text are found too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import comb, exp, factorial, log, sqrt

import numpy as np

from bukti.derivation.align import Match
from bukti.derivation.space import Array
from bukti.derivation.weights import SentenceWeights, probability

SHARES = (0.1, 0.25, 0.5, 0.9)  # parts of a report that may have come from the other
SURE = 10.0  # log-odds that one pair of sentences is at most worth
UNLIKE = 1.5  # logs from which the difference of two lengths says no more
ONE = 6.0  # … and one sentence with all that it is held against: two reports may have heard one speaker
ALIKE = 0.15  # cosine of sentences about one thing, which counts as one more sentence: a report may have but one


@dataclass(frozen=True)
class Side:
    """Sentences of one report that can be paired.

    Attributes:
        ranges: token ranges. keys: of each sentence. weight: of each key, by rarity.
        lengths: log of the length of each sentence over the mean of its language.
        vectors: unit rows, one a sentence, or None. forms: words of each sentence.
        index: places of the sentences that have a key. own: weight of each key, shared out among these: what is in many
            sentences tells none of them. norms: length of each sentence's keys.
    """

    ranges: tuple[tuple[int, int], ...]
    keys: tuple[frozenset[str], ...]
    weight: Mapping[str, float]
    lengths: Array
    vectors: Array | None = None
    forms: tuple[tuple[str, ...], ...] = ()
    index: dict[str, list[int]] = field(init=False)
    own: dict[str, float] = field(init=False)
    norms: Array = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what every comparison needs."""
        index = defaultdict(list)
        for place, keys in enumerate(self.keys):
            for key in keys:
                index[key].append(place)
        own = {key: self.weight[key] / len(places) for key, places in index.items()}
        norms = [sqrt(sum(own[key] ** 2 for key in sorted(keys))) or 1.0 for keys in self.keys]
        object.__setattr__(self, "index", dict(index))
        object.__setattr__(self, "own", own)
        object.__setattr__(self, "norms", np.array(norms, dtype=np.float32))

    def apart(self, other: Side) -> Side:
        """Without the sentences that stand word for word in the other: furniture or a quotation is no translation."""
        there = set(other.forms)
        kept = [number for number, forms in enumerate(self.forms) if forms not in there]
        if len(kept) == len(self.forms):
            return self
        return Side(
            tuple(self.ranges[n] for n in kept),
            tuple(self.keys[n] for n in kept),
            self.weight,
            self.lengths[kept],
            None if self.vectors is None else self.vectors[kept],
            tuple(self.forms[n] for n in kept),
        )


def terms(a: Side, b: Side) -> Array:
    """What speaks for each two sentences, as `SentenceWeights` weighs it; shape (6, sentences of a, of b).

    Keys are compared where one of the two has no vectors, numbers always.
    """
    found = np.zeros((6, len(a.ranges), len(b.ranges)), dtype=np.float32)
    if not found.size:
        return found
    found[0] = np.minimum(np.abs(a.lengths[:, None] - b.lengths[None, :]), np.float32(UNLIKE))
    if a.vectors is None or b.vectors is None:
        found[1:3] = _agreement(a, b)
    else:
        found[3] = a.vectors @ b.vectors.T
        found[4] = (_level(found[3])[:, None] + _level(found[3].T)[None, :]) / 2
    found[5] = _unmet(a, b)
    return found


def _unmet(a: Side, b: Side) -> Array:
    """Part of the numbers that the other has none of, in each two sentences with numbers; of the side with fewer."""
    own = [[frozenset(key for key in keys if key.startswith("number:")) for keys in side.keys] for side in (a, b)]
    found = np.zeros((len(a.ranges), len(b.ranges)), dtype=np.float32)
    for i, one in enumerate(own[0]):
        for j, two in enumerate(own[1] if one else ()):
            if two:
                found[i, j] = 1 - len(one & two) / min(len(one), len(two))
    return found


def _level(cosines: Array) -> Array:
    """Mean cosine of each sentence with those of the other report but the closest, which may be its translation."""
    rest = cosines.sum(axis=1) - cosines.max(axis=1) + np.float32(ALIKE)
    return np.asarray(rest / cosines.shape[1], dtype=np.float32)


def odds(terms: Array, weights: SentenceWeights) -> Array:
    """Log-likelihood ratio that each two sentences say the same, at most `SURE`; shape (sentences of a, of b)."""
    each = (weights.length, weights.mass, weights.cosine, weights.meaning, weights.level, weights.unmet)
    factors = np.array(each, dtype=np.float32)
    likely: Array = np.minimum(np.float32(weights.constant) + np.tensordot(factors, terms, 1), np.float32(SURE))
    return likely


def _agreement(a: Side, b: Side) -> tuple[Array, Array]:
    """Weight of the keys that each two sentences share, and their cosine in [0, 1]."""
    shape = (len(a.ranges), len(b.ranges))
    mass, square = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
    for key in sorted(a.index.keys() & b.index.keys()):
        product = a.own[key] * b.own[key]
        for i in a.index[key]:
            mass[i, b.index[key]] += sqrt(product)
            square[i, b.index[key]] += product
    return mass, square / np.outer(a.norms, b.norms)


def likelihood(odds: Array) -> float:
    """Log-likelihood ratio that two reports share sentences against that they share none; the poorer side's.

    Each sentence has a partner, anywhere in the other report, with a probability that is the best of `SHARES`: a report
    translated whole and one with a translated part are measured by one rule. Only two that are each other's likeliest
    partner speak for it: in two reports of one event many a sentence is a little like many others.
    """
    if not odds.size:
        return 0.0
    mutual = (odds == odds.max(axis=1, keepdims=True)) & (odds == odds.max(axis=0, keepdims=True))
    ratio = np.exp(np.where(mutual, odds, np.minimum(odds, 0.0)).astype(np.float64))
    sides = [np.minimum(ratio.mean(axis=axis), exp(ONE)) for axis in (0, 1)]
    return min(max(float(np.log(1 - part + part * side).sum()) for part in SHARES) for side in sides)


def order(odds: Array) -> float:
    """How much the order of the sentences speaks for one report having been made from the other; at least 0.

    Of n partners in random order C(n, k) / k! ways to pick k that stand in one order are expected; where k do, that is
    by chance no likelier, and its negative logarithm is what counts. Independent reports group the facts of one event
    each in their own way; a translation seldom moves a sentence, also one that is shortened.
    """
    if not odds.size:
        return 0.0
    mutual = (odds == odds.max(axis=1, keepdims=True)) & (odds == odds.max(axis=0, keepdims=True)) & (odds > 0)
    ends: list[int] = []  # least last place of an ordered choice of each length (Fredman 1975)
    places = [int(np.argmax(row)) for row in mutual if row.any()]
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return max(0.0, log(factorial(len(ends)) / comb(len(places), len(ends))))


def paired(a: Side, b: Side, odds: Array) -> tuple[Match, ...]:
    """Sentences that say the same whatever the number of others, sorted by place in a; one may stand in several.

    `score` of a match is its probability, `exact` is False.
    """
    if not odds.size:
        return ()
    against = log(max(odds.shape))
    chosen = {(i, int(np.argmax(odds[i]))) for i in range(odds.shape[0])}
    chosen |= {(int(np.argmax(odds[:, j])), j) for j in range(odds.shape[1])}
    found = []
    for i, j in sorted(chosen):
        if odds[i, j] > against:
            (a0, a1), (b0, b1) = a.ranges[i], b.ranges[j]
            matched = max(1, round(probability(float(odds[i, j]) - against) * max(a1 - a0, b1 - b0)))
            found.append(Match(a0, a1, b0, b1, matched, 0, exact=False))
    return tuple(found)
