"""What many pairs of statements fix and share, at once: `anchors.judge` and the word cosine over arrays of places.

Rules for single pairs (numbers, dates, swapped names) are asked only for pairs that they can concern.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bukti.claims import words
from bukti.claims.anchors import TWINS, apart, days, numbers, other_harm, swapped
from bukti.claims.features import Features, Sign
from bukti.claims.parties import exchanged
from bukti.claims.sets import Flags, Places, Sets
from bukti.claims.subjects import strangers

Floats = NDArray[np.float64]
HELD = 1.0  # what it is worth that one statement says all that the other says, beside equal words
LEAST_HELD = 4  # terms, names and numbers that a statement must have to be held by another …
BRIEF = range(2, 4)  # terms of a statement that says one thing of something
FEWER_HELD = 3  # … or so many, when one of them is a number or two are names


class Verdicts(NamedTuple):
    """`anchors.Verdict` of many pairs, a value each."""

    equal_numbers: NDArray[np.int64]
    strange_numbers: Flags
    strange_names: Flags
    strange_places: Flags
    strange_acts: Flags
    uncounted: Flags
    unsized: Flags
    bounds: Flags
    strange_times: Flags
    days: NDArray[np.int64]
    veto: Flags
    swapped: Flags
    strangers: Flags
    exchanged: NDArray[np.int64]


class Anchors:
    """Compares the anchors of pairs of statements.

    Args:
        features: n statements; `left` and `right` below are places among them, the smaller on the left.

    Attributes:
        report, denies, hollow: of each statement; equal numbers are one report.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        self._features = features
        self._language = _numbered([f.language for f in features])
        self._known = np.array([words.load(f.language).known for f in features], dtype=bool)
        self._harmed = np.array([f.harmed for f in features], dtype=bool)
        self._counted = np.array([bool(f.counts) for f in features], dtype=bool)
        self._sized = np.array([f.amount for f in features], dtype=bool)
        self._unnumbered = np.array([f.plain and f.unnumbered for f in features], dtype=bool)
        self._cast = np.array([bool(f.roles) for f in features], dtype=bool)
        self._spoken = np.array([bool(f.subject) for f in features], dtype=bool)
        self._timed = np.array([bool(f.times) for f in features], dtype=bool)
        self._sign = np.array([f.sign.value for f in features], dtype=np.int64)
        self._keys = Sets([f.keys for f in features])
        self._neutral_keys = Sets([f.neutral_keys for f in features])
        self._places = Sets([f.places for f in features])
        self._neutral_places = Sets([f.neutral_places for f in features])
        self._acts = Sets([f.acts for f in features])
        self._terms = Sets([f.terms for f in features])
        sizes = [0 if f.keys or f.counts else len(f.terms) for f in features]
        self._brief = np.isin(np.array(sizes, dtype=np.int64), BRIEF)
        self.report = _numbered([f.statement.report for f in features])
        self.denies = np.array([f.denies for f in features], dtype=bool)
        self.hollow = np.array([f.hollow for f in features], dtype=bool)

    def same_language(self, left: Places, right: Places) -> Flags:
        """Whether both are in one language."""
        return np.asarray(self._language[left] == self._language[right])

    def opposed(self, left: Places, right: Places) -> Flags:
        """Whether one affirms what the other negates."""
        a, b = self._sign[left], self._sign[right]
        return np.asarray((a != b) & (a != Sign.UNKNOWN.value) & (b != Sign.UNKNOWN.value))

    def one_word(self, left: Places, right: Places) -> Flags:
        """Whether brief statements share one word: "the crew was warned", "residents were warned"."""
        found = self._brief[left] & self._brief[right]
        found[found] = self._terms.count(left[found], right[found]) == 1
        return np.asarray(found)

    def __call__(self, left: Places, right: Places) -> Verdicts:
        """The verdict of each pair."""
        same = self.same_language(left, right)
        equal, veto = np.zeros(len(left), dtype=np.int64), np.zeros(len(left), dtype=bool)
        bounds = np.zeros(len(left), dtype=bool)
        counted = self._counted[left] & self._counted[right]
        for row, a, b in self._pairs(counted, left, right):
            found, unlike, loose = numbers(a, b, bool(same[row]))
            bounds[row] = loose is not None
            equal[row], veto[row] = min(found, 2), unlike is not None or (not found and other_harm(a, b))
        timed, day = self._timed[left] & self._timed[right], np.zeros(len(left), dtype=np.int64)
        for row, a, b in self._pairs(timed, left, right):
            day[row] = days(a, b)
        named = same & (self._keys.size[left] > 0) & (self._keys.size[right] > 0)
        named[named] = self.twins(left[named], right[named])
        return Verdicts(
            equal_numbers=equal,
            strange_numbers=counted & (equal == 0) & ~bounds,
            strange_names=self._keys.strange(left, right, same) | self._neutral_keys.strange(left, right, ~same),
            strange_places=self._places.strange(left, right, same) | self._neutral_places.strange(left, right, ~same),
            strange_acts=self._acts.strange(left, right),
            uncounted=(self._harmed[left] != self._harmed[right]) & self._known[left] & self._known[right],
            unsized=self._sized[left] & self._unnumbered[right] | self._sized[right] & self._unnumbered[left],
            bounds=bounds,
            strange_times=self._told(apart, timed, left, right),
            days=day,
            veto=veto,
            swapped=self._told(swapped, named, left, right),
            strangers=self._strangers(left, right),
            exchanged=self._exchanged(left, right),
        )

    def _strangers(self, left: Places, right: Places) -> Flags:
        found = np.zeros(len(left), dtype=bool)
        for row, a, b in self._pairs(self._spoken[left] & self._spoken[right], left, right):
            found[row] = strangers(a.subject, b.subject)
        return found

    def _exchanged(self, left: Places, right: Places) -> NDArray[np.int64]:
        found = np.zeros(len(left), dtype=np.int64)
        for row, a, b in self._pairs(self._cast[left] & self._cast[right], left, right):
            found[row] = exchanged(a.roles, b.roles)
        return found

    def twins(self, left: Places, right: Places) -> Flags:
        """Whether pairs share as many words and names as `swapped` asks of any two."""
        terms, names = self._terms.count(left, right), self._keys.count(left, right)
        every = self._terms.size[left] + self._terms.size[right] - terms + names
        return np.asarray((terms + names) / np.maximum(every, 1) >= TWINS[-1])

    def _told(self, rule: Callable[[Features, Features], object], where: Flags, left: Places, right: Places) -> Flags:
        """Where a rule for one pair says something."""
        found = np.zeros(len(left), dtype=bool)
        for row, a, b in self._pairs(where, left, right):
            found[row] = rule(a, b) is not None
        return found

    def _pairs(self, where: Flags, left: Places, right: Places) -> Iterator[tuple[int, Features, Features]]:
        rows = np.flatnonzero(where)
        for row, a, b in zip(rows.tolist(), left[rows].tolist(), right[rows].tolist(), strict=True):
            yield row, self._features[a], self._features[b]


class Words:
    """Compares the weighted terms, names and numbers of pairs of statements.

    Args:
        bags: of each statement, sorted by term.
        weights: of every term, sorted by term: sums are added up in this order.
    """

    def __init__(self, bags: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> None:
        number = {term: n for n, term in enumerate(weights)}
        self._square = np.square(np.array(list(weights.values()), dtype=np.float64))
        neutral = [_neutral(bag) for bag in bags]
        self._bags = Sets([*bags, *neutral], number)
        self._whole, self._neutral = _Weighed(bags), _Weighed(neutral)

    def __call__(self, left: Places, right: Places, same: Flags) -> tuple[Floats, Floats]:
        """Cosine of the terms that can be compared, and how much of the two that is, both in [0, 1].

        In one language (`same`) everything can be compared, across languages names, numbers and concepts.
        """
        whole, neutral = self._whole, self._neutral
        own = np.where(same, 0, len(whole.square))  # where the sets of the one kind begin, and those of the other
        pair, term = self._bags.shared(left + own, right + own)
        shared = np.asarray(np.bincount(pair, self._square[term], minlength=len(left)), dtype=np.float64)
        a, b = (np.where(same, whole.square[side], neutral.square[side]) for side in (left, right))
        some = shared > 0
        cosine = shared / np.sqrt(np.where(some, a * b, 1.0))
        first = np.where(same, whole.rank[left] < whole.rank[right], neutral.rank[left] < neutral.rank[right])
        small = np.where(first, left, right)
        held = shared / np.where(some, np.where(first, a, b), 1.0)
        stands = np.where(same, whole.proposition[small], neutral.proposition[small])
        lexical = np.maximum(cosine, np.where(stands, HELD * held * held, 0.0))
        both = (whole.square[left] > 0) & (whole.square[right] > 0)
        parts = [n / np.where(both, w, 1.0) for n, w in ((a, whole.square[left]), (b, whole.square[right]))]
        known = np.where(same, 1.0, np.where(both, np.sqrt(np.minimum(*parts)), 0.0))
        return np.where(some, lexical, 0.0), known


class _Weighed:
    """Bags with what pairs ask of them again and again.

    Attributes:
        square: sum of the squared weights. rank: by which the smaller of two is told.
        proposition: whether it says enough to be held by another ("Russia assembles drones in Xinjiang" is said by
            every longer statement that names all of it).
    """

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self.square = np.array([sum(w * w for w in bag.values()) for bag in bags], dtype=np.float64)
        self.rank = np.empty(len(bags), dtype=np.intp)
        self.rank[sorted(range(len(bags)), key=lambda place: (len(bags[place]), list(bags[place])))] = range(len(bags))
        self.proposition = np.array([_says(bag) for bag in bags], dtype=bool)


def _says(bag: Mapping[str, float]) -> bool:
    fixed = sum(term.startswith(("k:", "n:")) for term in bag)
    sure = fixed > 1 or any(term.startswith("n:") for term in bag)
    return 0 < fixed < len(bag) and len(bag) >= (FEWER_HELD if sure else LEAST_HELD)


def _neutral(bag: Mapping[str, float]) -> dict[str, float]:
    """The part of a bag that means the same in every language: names, concepts, numbers."""
    return {term: weight for term, weight in bag.items() if term[1:2] == ":"}


def _numbered(names: Sequence[str | None]) -> NDArray[np.int64]:
    """Equal names as equal numbers."""
    number: dict[str | None, int] = {}
    return np.array([number.setdefault(name, len(number)) for name in names], dtype=np.int64)
