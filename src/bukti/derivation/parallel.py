"""How likely it is that sentences of two reports say the same, each and all together, against chance.

What speaks for two sentences: keys that both have, by rarity, or the margin of their vectors (`neighbours`); and that
both are long or both short, as sentences of their languages go. A report says the same as another when more of its
sentences have a partner than those of an unrelated report; the order is no matter, so shuffled parts inside another
text are found as whole translations are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log, sqrt

import numpy as np
import numpy.typing as npt

from bukti.derivation.align import Match
from bukti.derivation.weights import SentenceWeights, probability

Array = npt.NDArray[np.float32]
SHARES = (0.1, 0.25, 0.5, 0.9)  # parts of a report that may have come from the other
SURE = 10.0  # log-odds that one pair of sentences is at most worth
UNLIKE = 1.5  # logs from which the difference of two lengths says no more
ONE = 4.0  # … and one sentence with all that it is held against: two reports may have heard one speaker


@dataclass(frozen=True)
class Side:
    """Sentences of one report that can be paired.

    Attributes:
        ranges: token ranges. keys: of each sentence. weight: of each key, by rarity.
        lengths: log of the length of each sentence over the mean of its language.
        vectors: unit rows, one a sentence, or None.
        index: places of the sentences that have a key. own: weight of each key, shared out among these: what is in many
            sentences tells none of them. norms: length of each sentence's keys.
    """

    ranges: tuple[tuple[int, int], ...]
    keys: tuple[frozenset[str], ...]
    weight: Mapping[str, float]
    lengths: Array
    vectors: Array | None = None
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


def terms(a: Side, b: Side, levels: tuple[Array, Array] | None) -> Array:
    """What speaks for each two sentences, as `SentenceWeights` weighs it; shape (4, sentences of a, of b).

    Args:
        a: sentences of one report.
        b: of the other.
        levels: cosine of each sentence with its neighbours elsewhere, of a and of b; None where there are no vectors.
    """
    found = np.zeros((4, len(a.ranges), len(b.ranges)), dtype=np.float32)
    found[0] = np.minimum(np.abs(a.lengths[:, None] - b.lengths[None, :]), np.float32(UNLIKE))
    found[1:3] = _agreement(a, b)
    if levels is not None and a.vectors is not None and b.vectors is not None:
        found[3] = a.vectors @ b.vectors.T - (levels[0][:, None] + levels[1][None, :]) / 2
    return found


def odds(terms: Array, weights: SentenceWeights) -> Array:
    """Log-likelihood ratio that each two sentences say the same, at most `SURE`; shape (sentences of a, of b)."""
    factors = np.array([weights.length, weights.mass, weights.cosine, weights.margin], dtype=np.float32)
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
    translated whole and one with a translated part are measured by one rule.
    """
    if not odds.size:
        return 0.0
    ratio = np.exp(odds.astype(np.float64))
    sides = [np.minimum(ratio.mean(axis=axis), exp(ONE)) for axis in (0, 1)]
    return min(max(float(np.log(1 - part + part * side).sum()) for part in SHARES) for side in sides)


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
