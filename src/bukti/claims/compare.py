"""How strongly two statements speak of the same proposition, as log-odds, with the evidence behind the figure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bukti.claims.anchors import Verdict, judge
from bukti.claims.decided import Bounds, opposed
from bukti.claims.features import Features
from bukti.claims.vectors import Matrix, Neighbourhood, neighbourhood

# Weights of the log-odds; chosen on the `fit` half of NTREX and own pairs (docs/claims.md gives what they reach).
MEANING = (30.0, -0.02)  # slope and zero point of the centred cosine above the level of strangers …
ONE_LANGUAGE = 0.03  # … the zero point in one language, where strangers come nearer
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
STRANGE_NAMES = -2.5  # both have names and share none
SAME_REPORT = -10.0  # a report seldom says one thing twice in other words
SWAPPED = -6.0  # the same words name somebody or somewhere else
VETO = -8.0  # a contradiction that keeps two statements apart
OPPOSED = -8.0  # one affirms, the other negates: grouped apart, joined as a denial later
FLOOR = -6.0  # … nor can one part what many hold together; what excludes counts below it
CEILING = 4.0  # no single pair can carry a group; one that derivation aligns counts up to one more


@dataclass(frozen=True, slots=True)
class Comparison:
    """Log-odds (natural) that two statements make one proposition, and what they rest on.

    Attributes:
        same: log-odds with signs of negation left out, and that both stand in one report. total: with them.
        meaning: centred cosine or None.
        level: the cosine that the two would have as strangers, 0 without vectors.
        words: word cosine in [0, 1]. aligned: part shared by derivation, in [0, 1]. verdict: of the anchors.
        barred: whether the two exclude each other, so that no third statement may bring them together.
    """

    same: float
    total: float
    meaning: float | None
    level: float
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
        idf: weight of each term, name and number. bags: the weighted terms, names and numbers of each statement.
        around: what stands near each statement in meaning, or None without vectors. bounds: what people decided.
    """

    features: Sequence[Features]
    vectors: Matrix | None
    aligned: Mapping[tuple[int, int], float]
    idf: Mapping[str, float] = field(default_factory=dict)
    bags: list[dict[str, float]] = field(default_factory=list)
    around: Neighbourhood | None = None
    bounds: Bounds = field(default_factory=Bounds)
    _known: dict[tuple[int, int], Comparison] = field(default_factory=dict)
    _whole: list[_Weighed] = field(default_factory=list)
    _neutral: list[_Weighed] = field(default_factory=list)

    def __post_init__(self) -> None:
        raw = [_bag(f) for f in self.features]
        spread: dict[str, int] = {}
        for bag in raw:
            for term in bag:
                spread[term] = spread.get(term, 0) + 1
        self.idf = {term: math.log(1 + len(raw) / count) for term, count in spread.items()}
        self.bags = [{term: self.idf[term] for term in sorted(bag)} for bag in raw]
        self._whole = [_Weighed(bag) for bag in self.bags]
        self._neutral = [_Weighed(_neutral(bag)) for bag in self.bags]
        if self.vectors is not None and raw:
            self.around = neighbourhood(self.vectors, [f.language for f in self.features], self.aligned)

    def __call__(self, left: int, right: int) -> Comparison:
        """The comparison of two statements by place; symmetric."""
        pair = (left, right) if left < right else (right, left)
        found = self._known.get(pair)
        if found is None:
            found = self._known[pair] = self._compare(*pair)
        return found

    def _compare(self, left: int, right: int) -> Comparison:
        a, b = self.features[left], self.features[right]
        verdict, aligned = judge(a, b), self.aligned.get((left, right), 0.0)
        lexical, comparable = self._lexical(left, right)
        meaning = None if self.vectors is None else float(self.vectors[left] @ self.vectors[right])
        level = 0.0 if self.around is None else self.around.level(left, right)
        evidence = self._words(lexical, meaning) * comparable + NUMBER * verdict.equal_numbers + ALIGNED * aligned
        if meaning is not None:
            evidence += MEANING[0] * (meaning - level - (ONE_LANGUAGE if a.language == b.language else MEANING[1]))
        if not aligned:
            evidence += _strangeness(verdict)
        parted = (left, right) in self.bounds.apart
        most = VETO if parted else _most(verdict, aligned)
        again = 0.0 if aligned or a.statement.report != b.statement.report else SAME_REPORT
        total = min(max(evidence + again, FLOOR), most)
        against = opposed(a, b) and not _translated(a, b, aligned)
        elsewhere = verdict.swapped is not None or verdict.strange_times  # somebody or somewhere else, another time
        return Comparison(
            same=min(evidence, most),
            total=min(total, OPPOSED) if against else total,
            meaning=meaning,
            level=level,
            words=lexical,
            aligned=aligned,
            verdict=verdict,
            barred=against or parted or verdict.veto or (elsewhere and not aligned),
        )

    @staticmethod
    def _words(lexical: float, meaning: float | None) -> float:
        slope, zero = WORDS_ALONE if meaning is None else WORDS
        return slope * (lexical - zero)

    def _lexical(self, left: int, right: int) -> tuple[float, float]:
        """Cosine of the weighted terms that can be compared, and how much of the two that is, both in [0, 1].

        In one language everything can be compared, across languages names, numbers and concepts.
        """
        own, other, known = self._whole[left], self._whole[right], 1.0
        if self.features[left].language != self.features[right].language:
            a, b = own.square, other.square
            own, other = self._neutral[left], self._neutral[right]
            known = math.sqrt(min(own.square / a, other.square / b)) if a and b else 0.0
        shared = sum(own.bag[t] * other.bag[t] for t in own.bag if t in other.bag)
        if not shared:
            return 0.0, known
        return max(shared / math.sqrt(own.square * other.square), _held(own, other)), known


def _strangeness(verdict: Verdict) -> float:
    """What numbers, names, places and acts that do not meet take away."""
    found = STRANGE_NUMBER * verdict.strange_numbers + STRANGE_NAMES * verdict.strange_names
    found += STRANGE_PLACES * verdict.strange_places + STRANGE_ACTS * verdict.strange_acts
    return found + SWAPPED * (verdict.swapped is not None)


def _most(verdict: Verdict, aligned: float) -> float:
    """The log-odds that a pair can reach; what derivation joins is joined first."""
    if verdict.veto:
        return VETO
    dated = DATED if verdict.strange_times and not aligned else CEILING + aligned
    return min(dated, UNCOUNTED) if verdict.uncounted else dated


class _Weighed:
    """Weighted terms, names and numbers, with what pairs ask of them again and again.

    Attributes:
        square: sum of the squared weights. order: by which the smaller of two is told.
        proposition: whether it says enough to be held by another.
    """

    def __init__(self, bag: Mapping[str, float]) -> None:
        self.bag, self.square = bag, _square(bag)
        self.order = (len(bag), sorted(bag))
        fixed = sum(term.startswith(("k:", "n:")) for term in bag)
        sure = fixed > 1 or any(term.startswith("n:") for term in bag)
        self.proposition = 0 < fixed < len(bag) and len(bag) >= (FEWER_HELD if sure else LEAST_HELD)


def _held(a: _Weighed, b: _Weighed) -> float:
    """How much of the smaller bag the larger one holds, when the smaller says enough to be a proposition.

    "Russia assembles drones in Xinjiang" is said by every longer statement that names all of it.
    """
    small, large = (a, b) if a.order < b.order else (b, a)
    if not small.proposition:
        return 0.0
    held = sum(small.bag[t] * small.bag[t] for t in small.bag if t in large.bag) / small.square
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
