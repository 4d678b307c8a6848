"""How strongly two statements speak of the same proposition, as log-odds, with the evidence behind the figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bukti.claims.anchors import Verdict, judge
from bukti.claims.features import Features, Sign
from bukti.claims.vectors import Matrix

# Weights of the log-odds; chosen on NTREX dev and the example, not fitted (docs/claims.md gives what they reach).
MEANING = (18.0, 0.50)  # slope and zero point of the centred cosine
WORDS = (7.0, 0.42)  # the same for the word cosine, beside vectors
WORDS_ALONE = (11.0, 0.42)  # without vectors
HELD = 1.0  # what it is worth that one statement says all that the other says, beside equal words
LEAST_HELD = 4  # terms, names and numbers that a statement must have to be held by another …
FEWER_HELD = 3  # … or so many, when one of them is a number or two are names
ALIGNED = 4.0  # a passage of one report was made from the other's passage
NUMBER = 1.2  # an equal number with a comparable unit
STRANGE_NUMBER = -2.5  # both have numbers, none is equal, units cannot be compared
DATED = -1.5  # at most, where the stated dates cannot be the same
UNCOUNTED = -1.5  # at most, where one says how many were killed or injured and the other does not
STRANGE_PLACES = -3.0  # both name places and share none
STRANGE_ACTS = -4.0  # both say what was done, and not the same
STRANGE_NAMES = -1.5  # both have names and share none
SWAPPED = -6.0  # the same words name somebody or somewhere else
VETO = -8.0  # a contradiction that keeps two statements apart
OPPOSED = -8.0  # one affirms, the other negates: grouped apart, joined as a denial later
CEILING = 4.0  # no single pair can carry a group; one that derivation aligns counts up to one more


@dataclass(frozen=True, slots=True)
class Comparison:
    """Log-odds (natural) that two statements make one proposition, and what they rest on.

    Attributes:
        same: log-odds with signs of negation left out. total: with them. meaning: centred cosine or None.
        words: word cosine in [0, 1]. aligned: part shared by derivation, in [0, 1]. verdict: of the anchors.
        barred: whether the two exclude each other, so that no third statement may bring them together.
    """

    same: float
    total: float
    meaning: float | None
    words: float
    aligned: float
    verdict: Verdict
    barred: bool


@dataclass
class Comparer:
    """Compares the statements of one run; keeps what it has computed.

    Attributes:
        features: n statements. vectors: shape (n, d), or None without embeddings.
        aligned: part of two statements that derivation aligns, by pair of places (smaller first).
        idf: weight of each term, name and number.
    """

    features: Sequence[Features]
    vectors: Matrix | None
    aligned: Mapping[tuple[int, int], float]
    idf: Mapping[str, float] = field(default_factory=dict)
    bags: list[dict[str, float]] = field(default_factory=list)
    _known: dict[tuple[int, int], Comparison] = field(default_factory=dict)

    def __post_init__(self) -> None:
        raw = [_bag(f) for f in self.features]
        spread: dict[str, int] = {}
        for bag in raw:
            for term in bag:
                spread[term] = spread.get(term, 0) + 1
        self.idf = {term: math.log(1 + len(raw) / count) for term, count in spread.items()}
        self.bags = [{term: self.idf[term] for term in sorted(bag)} for bag in raw]

    def __call__(self, left: int, right: int) -> Comparison:
        """The comparison of two statements by place; symmetric."""
        pair = (left, right) if left < right else (right, left)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._compare(*pair)
        return found

    def _compare(self, left: int, right: int) -> Comparison:
        a, b = self.features[left], self.features[right]
        verdict = judge(a, b)
        lexical, comparable = self._lexical(left, right)
        meaning = None if self.vectors is None else float(self.vectors[left] @ self.vectors[right])
        aligned = self.aligned.get((left, right), 0.0)
        same = self._words(lexical, meaning) * comparable + ALIGNED * aligned
        if meaning is not None:
            same += MEANING[0] * (meaning - MEANING[1])
        same += NUMBER * verdict.equal_numbers
        if not aligned:
            same += STRANGE_NUMBER * verdict.strange_numbers + STRANGE_NAMES * verdict.strange_names
            same += STRANGE_PLACES * verdict.strange_places + STRANGE_ACTS * verdict.strange_acts
            same += SWAPPED * (verdict.swapped is not None)
        same = min(same, CEILING + aligned)  # what derivation joins is joined first
        if verdict.uncounted:
            same = min(same, UNCOUNTED)
        if verdict.strange_times and not aligned:
            same = min(same, DATED)
        if verdict.veto:
            same = min(same, VETO)
        opposed = {a.sign, b.sign} == {Sign.AFFIRMS, Sign.NEGATES} and not _translated(a, b, aligned)
        elsewhere = verdict.swapped is not None or verdict.strange_times  # somebody or somewhere else, another time
        barred = opposed or verdict.veto or (elsewhere and not aligned)
        return Comparison(same, min(same, OPPOSED) if opposed else same, meaning, lexical, aligned, verdict, barred)

    @staticmethod
    def _words(lexical: float, meaning: float | None) -> float:
        slope, zero = WORDS_ALONE if meaning is None else WORDS
        return slope * (lexical - zero)

    def _lexical(self, left: int, right: int) -> tuple[float, float]:
        """Cosine of the weighted terms that can be compared, and how much of the two that is, both in [0, 1].

        In one language everything can be compared, across languages names, numbers and concepts.
        """
        a, b = self.bags[left], self.bags[right]
        own, other, known = a, b, 1.0
        if self.features[left].language != self.features[right].language:
            own, other = _neutral(a), _neutral(b)
            known = math.sqrt(min(_square(own) / _square(a), _square(other) / _square(b))) if a and b else 0.0
        shared = sum(own[t] * other[t] for t in own if t in other)
        if not shared:
            return 0.0, known
        return max(shared / math.sqrt(_square(own) * _square(other)), _held(own, other)), known


def _held(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """How much of the smaller bag the larger one holds, when the smaller says enough to be a proposition.

    "Russia assembles drones in Xinjiang" is said by every longer statement that names all of it.
    """
    small, large = (a, b) if (len(a), sorted(a)) < (len(b), sorted(b)) else (b, a)
    fixed = [term for term in small if term.startswith(("k:", "n:"))]
    sure = len(fixed) > 1 or any(term.startswith("n:") for term in fixed)
    if not fixed or len(small) == len(fixed) or len(small) < (FEWER_HELD if sure else LEAST_HELD):
        return 0.0
    held = sum(small[t] * small[t] for t in sorted(small) if t in large) / _square(small)
    return HELD * held * held


def _translated(a: Features, b: Features, aligned: float) -> bool:
    """Whether one statement was translated from the other: negation is read unequally well in two languages."""
    return aligned > 0 and a.language != b.language and not (a.denies or b.denies)


def _bag(features: Features) -> set[str]:
    numbers = {f"n:{c.low:g}" for c in features.counts if c.low is not None}
    return {*features.terms, *(f"k:{key}" for key in features.keys), *numbers}


def _neutral(bag: Mapping[str, float]) -> dict[str, float]:
    """The part of a bag that means the same in every language: names, concepts, numbers."""
    return {term: weight for term, weight in bag.items() if term[1:2] == ":"}


def _square(bag: Mapping[str, float]) -> float:
    return sum(weight * weight for weight in bag.values())
