"""How strongly two statements speak of the same proposition, as log-odds, with the evidence behind the figure."""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from bukti.claims.anchors import Days, Verdict, judge
from bukti.claims.decided import Bounds
from bukti.claims.features import Features
from bukti.claims.fillers import cosine, rivals
from bukti.claims.many import Anchors, Floats, Verdicts, Words
from bukti.claims.nearest import Matrix
from bukti.claims.sets import Flags, Places
from bukti.claims.vectors import Neighbourhood, neighbourhood

# Weights of the log-odds; chosen on the `fit` half of NTREX and own pairs (docs/claims.md gives what they reach).
MEANING = (30.0, -0.02)  # slope and zero point of the centred cosine above the level of strangers …
ONE_LANGUAGE = 0.03  # … the zero point in one language, where strangers come nearer
WORDS = (7.0, 0.42)  # the same for the word cosine, beside vectors
WORDS_ALONE = (11.0, 0.42)  # without vectors
ALIGNED = 4.0  # a passage of one report was made from the other's passage
NUMBER = 1.2  # an equal number with a comparable unit
STRANGE_NUMBER = -2.5  # both have numbers, none is equal, units cannot be compared
DATED = -1.5  # at most, where the stated dates cannot be the same
UNCOUNTED = -1.5  # at most, where only one says how many were killed or injured, or the other sets another bound
STRANGE_PLACES = -3.0  # both name places and share none
STRANGE_ACTS = -4.0  # both say what was done, and not the same
STRANGE_NAMES = -2.5  # both have names and share none
SAME_REPORT = -10.0  # a report seldom says one thing twice in other words
SWAPPED = -6.0  # the same words name somebody or somewhere else
TURNED = -1.5  # at most, where the acts of two who are exchanged cannot be compared, or each speaks of themselves
VETO = -8.0  # a contradiction that keeps two statements apart
OPPOSED = -8.0  # one affirms, the other negates: grouped apart, joined as a denial later
FLOOR = -6.0  # … nor can one part what many hold together; what excludes counts below it
CEILING = 4.0  # no single pair can carry a group; one that derivation aligns counts up to one more
RIVAL = 0.30  # word cosine from which two statements with different anchors speak of one event …
MEANT = 0.55  # … and the centred cosine
ABROAD = 0.60  # … two brief statements of two languages that share one concept
ALIKE = 0.80  # the centred cosine from which two brief statements say one thing of one thing in other words
BLOCK = 50_000  # pairs compared at a time


@dataclass(frozen=True, slots=True)
class Comparison:
    """Log-odds (natural) that two statements make one proposition, and what they rest on.

    Attributes:
        same: log-odds with three things left out: signs of negation, an amount that only one of the two gives, that
            both stand in one report. total: with them.
        meaning: centred cosine or None.
        level: the cosine that the two would have as strangers, 0 without vectors.
        words: word cosine in [0, 1]. aligned: part shared by derivation, in [0, 1]. verdict: of the anchors.
        event: whether they speak of one event, although an anchor may differ.
        barred: whether the two exclude each other, so that no third statement may bring them together.
        filled: the place of a frame ("cause") that the two fill otherwise, empty where they do not.
    """

    same: float
    total: float
    meaning: float | None
    level: float
    words: float
    aligned: float
    verdict: Verdict
    event: bool
    barred: bool
    filled: str = ""


class Scores(NamedTuple):
    """The numbers of a `Comparison` for many pairs, a value each."""

    same: Any
    total: Any
    meaning: Any
    level: Any
    words: Any
    aligned: Any
    event: Any
    barred: Any


@dataclass
class Comparer:
    """Compares the statements of one run, many pairs at a time; keeps what it has computed.

    Attributes:
        features: n statements. vectors: shape (n, d), or None without embeddings.
        aligned: part of two statements that derivation aligns, by pair of places (smaller first).
        idf: weight of each term, name and number. bags: the weighted terms, names and numbers of each statement.
        around: what stands near each statement in meaning, or None without vectors. bounds: what people decided.
        asked: whether one claim is looked for (vectors.py).
        causes: centred vectors of what each gives as a cause (`cause_vectors`), or None without embeddings.
        cores: of the groups asked for so far, by their places (cluster.py).
    """

    features: Sequence[Features]
    vectors: Matrix | None
    aligned: Mapping[tuple[int, int], float]
    idf: Mapping[str, float] = field(default_factory=dict)
    bags: list[dict[str, float]] = field(default_factory=list)
    around: Neighbourhood | None = None
    bounds: Bounds = field(default_factory=Bounds)
    asked: bool = False
    causes: Matrix | None = None
    cores: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        raw = [f.bag for f in self.features]
        spread = Counter(term for bag in raw for term in bag)
        self.idf = {term: math.log(1 + len(raw) / spread[term]) for term in sorted(spread)}
        self.bags = [{term: self.idf[term] for term in bag} for bag in raw]
        self._anchors, self._words = Anchors(self.features), Words(self.bags, self.idf)
        self._scores = Scores(*(array(code) for code in "ddddddbb"))
        self._rows: list[dict[int, int]] = [{} for _ in raw]  # by place, then other place: row of the scores
        self._shown: dict[tuple[int, int], Comparison] = {}
        self._framed = np.array([bool(f.fillers) for f in self.features], dtype=bool)
        if self.vectors is not None and raw:
            languages = [f.language for f in self.features]
            self.around = neighbourhood(self.vectors, languages, self.aligned, asked=self.asked)

    def __call__(self, left: int, right: int) -> Comparison:
        """The comparison of two statements by place; symmetric."""
        pair = (left, right) if left < right else (right, left)
        found = self._shown.get(pair)
        if found is None:
            self.know([pair])
            row = self._rows[pair[0]][pair[1]]
            found = self._shown[pair] = self._comparison(*pair, [column[row] for column in self._scores])
        return found

    def compare(self, left: Sequence[int], right: Sequence[int]) -> list[Comparison]:
        """Comparisons of places, one by one with the other; nothing is kept."""
        pairs = [(a, b) if a < b else (b, a) for a, b in zip(left, right, strict=True)]
        scores = self._score(*np.array(pairs, dtype=np.intp).reshape(-1, 2).T)
        rows = zip(*(column.tolist() for column in scores), strict=True)
        return [self._comparison(*pair, row) for pair, row in zip(pairs, rows, strict=True)]

    def know(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Compare all of these at once that were not compared yet; one by one they take a hundred times as long."""
        fresh = sorted(self.fresh(pairs))
        for start in range(0, len(fresh), BLOCK):
            left, right = np.array(fresh[start : start + BLOCK]).T
            row = len(self._scores.total)
            for column, values in zip(self._scores, self._score(left, right), strict=True):
                column.frombytes(values.tobytes())
            for n, (a, b) in enumerate(fresh[start : start + BLOCK], row):
                self._rows[a][b] = self._rows[b][a] = n

    def fresh(self, pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
        """Those of some pairs that were not compared yet, the smaller place first."""
        return {(a, b) if a < b else (b, a) for a, b in pairs if b not in self._rows[a]}

    def weighed(self, pairs: Sequence[tuple[int, int]]) -> tuple[list[float], list[int]]:
        """Log-odds of many pairs, and whether each excludes that the two are joined."""
        self.know(pairs)
        rows = [self._rows[a][b] for a, b in pairs]
        return [self._scores.total[row] for row in rows], [self._scores.barred[row] for row in rows]

    def totals(self, place: int, others: Sequence[int]) -> list[float]:
        """Log-odds of a statement with each of others."""
        return self._of(self._scores.total, place, others)

    def sames(self, place: int, others: Sequence[int]) -> list[float]:
        """The same with signs of negation left out."""
        return self._of(self._scores.same, place, others)

    def events(self, places: Sequence[int], others: Sequence[int]) -> Flags:
        """Whether each of some statements speaks of one event with each of others, shape (places, others)."""
        left, right = _grid(places, others)
        words, _ = self._words(left, right, self._anchors.same_language(left, right))
        return _event(words, self._meaning(left, right), self._aligned(left, right)).reshape(len(places), len(others))

    def twins(self, places: Sequence[int], others: Sequence[int]) -> Flags:
        """Whether each of some statements has so many words of each of others that another name is somebody else."""
        left, right = _grid(places, others)
        found = self._anchors.same_language(left, right)
        found[found] = self._anchors.twins(left[found], right[found])
        return found.reshape(len(places), len(others))

    def filled(self, left: int, right: int) -> tuple[int, str]:
        """How unlike two statements fill one place of a frame, and which place (`fillers.rivals`)."""
        a, b = self.features[left], self.features[right]
        return rivals(a.fillers, b.fillers, a.language == b.language, cosine(self.causes, left, right))

    def bars(self, place: int, others: Sequence[int]) -> bool:
        """Whether a statement and any of others exclude each other."""
        return any(self._of(self._scores.barred, place, others))

    def _of(self, column: array[Any], place: int, others: Sequence[int]) -> list[Any]:
        rows = self._rows[place]
        try:
            return [column[rows[other]] for other in others]
        except KeyError:
            self.know((place, other) for other in others)
            return [column[rows[other]] for other in others]

    def _comparison(self, left: int, right: int, row: Sequence[Any]) -> Comparison:
        found = Scores(*row)
        sure, slot = self.filled(left, right)
        return Comparison(
            same=found.same,
            total=found.total,
            meaning=None if self.vectors is None else found.meaning,
            level=found.level,
            words=found.words,
            aligned=found.aligned,
            verdict=judge(self.features[left], self.features[right]),
            event=bool(found.event),
            barred=bool(found.barred),
            filled=slot if sure > 1 else "",
        )

    def _score(self, left: Places, right: Places) -> Scores:
        """Log-odds of pairs of places, the smaller on the left, and what they rest on."""
        verdict, same = self._anchors(left, right), self._anchors.same_language(left, right)
        lexical, comparable = self._words(left, right, same)
        aligned = self._aligned(left, right)
        parted = self._parted(left, right)
        hollow = (self._anchors.hollow[left] != self._anchors.hollow[right]) & (aligned == 0)
        slope, zero = WORDS_ALONE if self.vectors is None else WORDS
        evidence = slope * (lexical - zero) * comparable + NUMBER * verdict.equal_numbers + ALIGNED * aligned
        meaning, level = self._meaning(left, right), np.zeros(len(left))
        if self.around is not None:
            level = self.around.level(left, right)
            evidence += MEANING[0] * (meaning - level - np.where(same, ONE_LANGUAGE, MEANING[1]))
        evidence = np.where(aligned > 0, evidence, evidence + _strangeness(verdict))
        filled = self._filled(left, right)
        most = np.where(parted | (filled > 1), VETO, _most(verdict, aligned))
        apart = verdict.bounds & (aligned == 0) & (not self.asked)  # who asks is told of what implies it
        most = np.where(apart, np.minimum(most, UNCOUNTED), most)
        again = np.where((aligned > 0) | (self._anchors.report[left] != self._anchors.report[right]), 0.0, SAME_REPORT)
        total = np.minimum(np.maximum(evidence + again, FLOOR), most)
        # a denial without an amount may answer one with it, so that it parts claims and no more
        total = np.where(verdict.unsized, np.minimum(total, UNCOUNTED), total)
        against = self._anchors.opposed(left, right) & ~self._translated(left, right, aligned, same)
        elsewhere = verdict.swapped | verdict.strange_times  # somebody or somewhere else, another time
        elsewhere |= (verdict.days == Days.CHANGED) | verdict.bounds
        # vectors see little else than the verb
        elsewhere |= self._anchors.one_word(left, right) & (meaning < np.where(same, ALIKE, ABROAD))
        barred = against | parted | hollow | verdict.veto | (elsewhere & (aligned == 0))
        barred |= (verdict.days == Days.APART) | (verdict.exchanged > 1) | (filled > 1)
        total = np.where(against | hollow, np.minimum(total, OPPOSED), total)
        event = _event(lexical, meaning, aligned)
        return Scores(np.minimum(evidence, most), total, meaning, level, lexical, aligned, event, barred)

    def _meaning(self, left: Places, right: Places) -> Floats:
        """Centred cosines; zero without vectors."""
        if self.vectors is None:
            return np.zeros(len(left))
        return np.asarray(np.einsum("ij,ij->i", self.vectors[left], self.vectors[right]), dtype=np.float64)

    def _aligned(self, left: Places, right: Places) -> Floats:
        if not self.aligned:
            return np.zeros(len(left))
        pairs = zip(left.tolist(), right.tolist(), strict=True)
        return np.array([self.aligned.get(pair, 0.0) for pair in pairs], dtype=np.float64)

    def _filled(self, left: Places, right: Places) -> Places:
        """How unlike the two of each pair fill one place of a frame."""
        found = np.zeros(len(left), dtype=np.intp)
        rows = np.flatnonzero(self._framed[left] & self._framed[right])
        for row, a, b in zip(rows.tolist(), left[rows].tolist(), right[rows].tolist(), strict=True):
            found[row] = self.filled(a, b)[0]
        return found

    def _parted(self, left: Places, right: Places) -> Flags:
        if not self.bounds.apart:
            return np.zeros(len(left), dtype=bool)
        return np.array([pair in self.bounds.apart for pair in zip(left.tolist(), right.tolist(), strict=True)], bool)

    def _translated(self, left: Places, right: Places, aligned: Floats, same: Flags) -> Flags:
        """Whether one statement was translated from the other: negation is read unequally well in two languages."""
        return np.asarray((aligned > 0) & ~same & ~(self._anchors.denies[left] | self._anchors.denies[right]))


def _grid(places: Sequence[int], others: Sequence[int]) -> tuple[Places, Places]:
    """Every pair of some places with others, the smaller on the left."""
    left, right = np.repeat(places, len(others)).astype(np.intp), np.tile(others, len(places)).astype(np.intp)
    return np.minimum(left, right), np.maximum(left, right)


def _event(words: Floats, meaning: Floats, aligned: Floats) -> Flags:
    """Whether pairs speak of one event although an anchor may differ."""
    return np.asarray((words >= RIVAL) | (meaning >= MEANT) | (aligned > 0))


def _strangeness(verdict: Verdicts) -> Floats:
    """What numbers, names, places and acts that do not meet take away."""
    found = STRANGE_NUMBER * verdict.strange_numbers + STRANGE_NAMES * verdict.strange_names
    found += STRANGE_PLACES * verdict.strange_places + STRANGE_ACTS * verdict.strange_acts
    return np.asarray(found + SWAPPED * verdict.swapped)


def _most(verdict: Verdicts, aligned: Floats) -> Floats:
    """The log-odds that a pair can reach; what derivation joins is joined first."""
    changed = verdict.strange_times | (verdict.days == Days.CHANGED)
    sure = (verdict.days == Days.NEAR) | (verdict.days == Days.APART)  # no copy has it by being one
    dated = np.where(sure | (changed & (aligned == 0)), DATED, CEILING + aligned)
    most = np.where(verdict.uncounted, np.minimum(dated, UNCOUNTED), dated)
    most = np.where((verdict.exchanged == 1) | verdict.strangers, np.minimum(most, TURNED), most)
    return np.where(verdict.veto | (verdict.exchanged > 1), VETO, most)
