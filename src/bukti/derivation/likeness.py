"""How alike two reports of one language are, letter by letter: what the probability of derivation is made of.

Runs of letters without the spaces, not words: words are inflected, misspelt, split and joined, and many scripts write
no spaces; so nothing here knows a language. Runs are weighed by how few *other* reports have them, since what every
report on an event must say tells nothing (containment: Broder 1997; runs that occur once: the hapax measure of METER,
Clough et al. 2002).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from math import log, log2

import numpy as np
import numpy.typing as npt

from bukti.derivation.prepare import Prepared
from bukti.derivation.tokens import tokenise

RARE, ONCE = 4, 8  # letters of a run: rare ones are looked for by stem, single ones by a word and a half
REPRINTED = 32  # letters of a run that is copied: some six words
DENSE = 2  # times that letters of a script without spaces say as much
SAMPLE = 2000  # reports that rarity is counted in; their ids are digests, so the first are a fair sample
BUCKETS = 20  # bits of a rarity counter: a million, shared by runs with one hash
OWN, SAID, DENIED = 0, 1, 2
_BASE = np.uint64(0x9E3779B97F4A7C15)
_DIGITS = re.compile(r"\d+")

Hashes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PairFeatures:
    """What two reports a and b share; every pair of values is (a in b, b in a).

    What both quote and what only one of them denies is left out: two reporters may hear one speaker, and an answer
    repeats the words that it rejects.

    Attributes:
        rare: part of the rarity-weighted runs of four letters that the other report has, in [0, 1].
        once: part of the runs of eight letters that occur once and that the other has once, in [0, 1].
        numbers: part of the numbers that the other has, in (0, 1); 0.5 without any.
        run: letters of the longest common run; 7 where it has fewer than eight. A character of a script without
            spaces counts as two. Inside a run a quotation counts too, but for no more than the words around it.
    """

    rare: tuple[float, float]
    once: tuple[float, float]
    numbers: tuple[float, float]
    run: int

    def terms(self, child: int) -> tuple[float, float, float, float]:
        """The features on the scale of log-odds, with the first (0) or the second (1) report as the child."""
        return _odds(self.rare[child]), _odds(self.once[child]), self.numbers[child], log2(1 + self.run)

    def turned(self) -> PairFeatures:
        """The same with the sides exchanged."""
        return PairFeatures(self.rare[::-1], self.once[::-1], self.numbers[::-1], self.run)


def _odds(part: float) -> float:
    """Log-odds of a part, kept within those of 1 and 99 %."""
    inside = min(max(part, 0.01), 0.99)
    return log(inside / (1 - inside))


@dataclass(frozen=True, slots=True)
class Runs:
    """The distinct runs of letters of one length in a report.

    Attributes:
        hashes: sorted. voices: the least voice that each stands in. counts: how often each occurs. placed: the hash at
            every place of the text. worth: of the letter at every place.
    """

    hashes: Hashes
    voices: npt.NDArray[np.int8]
    counts: Counts
    placed: Hashes
    worth: npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a report outside its headline and page furniture.

    Attributes:
        voices: own, said or denied, of each. worth: of each, `DENSE` where it is a word. dense: whether most are.
    """

    codes: Hashes
    voices: npt.NDArray[np.int8]
    worth: npt.NDArray[np.int8]
    dense: bool

    def runs(self, length: int) -> Runs:
        """The runs of so many letters; half as many where a letter is a word."""
        placed = windows(self.codes, length // DENSE if self.dense else length)
        if not len(placed):
            return Runs(placed, self.voices[:0], np.empty(0, np.int64), placed, self.worth[:0])
        order = np.argsort(placed)
        ordered = placed[order]
        first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1])))
        voices = np.minimum.reduceat(self.voices[order], first)
        return Runs(ordered[first], voices, np.diff(first, append=len(placed)), placed, self.worth[: len(placed)])


def letters(one: Prepared) -> Letters:
    """The letters of a report; its headline is left out, since every outlet writes its own."""
    title = tokenise(one.document.report.title or "").forms
    headline = len(title) if one.tokens.forms[: len(title)] == title else 0
    used = [place >= headline and not skip for place, skip in enumerate(one.skipped)]
    forms = list(compress(one.tokens.forms, used))
    voices = np.where(one.rejected, DENIED, np.where(one.quoted, SAID, OWN)).astype(np.int8)[used]
    codes = np.frombuffer("".join(forms).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    sizes, dense = np.array([len(form) for form in forms], np.int64), one.tokens.unspaced > 0.5
    worth = np.where(dense & (sizes == 1), DENSE, 1).astype(np.int8)  # a Latin name in a Chinese text is no denser
    return Letters(codes.astype(np.uint64), np.repeat(voices, sizes), np.repeat(worth, sizes), dense)


def windows(codes: Hashes, size: int) -> Hashes:
    """A hash of every run of `size` letters, in order of place."""
    hashes = np.zeros(max(0, len(codes) - size + 1), np.uint64)
    for offset in range(size):
        hashes = hashes * _BASE + codes[offset : offset + len(hashes)]
    return hashes * _BASE


class Rarity:
    """How many reports of a collection have each run of four letters, reprints left out.

    A passage that stands in many reports is counted where it stands first: a wire is not common language for having
    been reprinted a hundred times.
    """

    def __init__(self, prepared: Sequence[Prepared]) -> None:
        """Count in the first `SAMPLE` reports."""
        self.size = min(len(prepared), SAMPLE)
        self._counts = np.zeros(1 << BUCKETS, np.int64)
        seen = np.zeros(1 << BUCKETS + 4, np.bool_)
        for one in prepared[: self.size]:
            text = letters(one)
            passages = _bucket(text.runs(REPRINTED).placed, BUCKETS + 4)
            runs = _bucket(text.runs(RARE).placed)
            fresh = np.concatenate((~seen[passages], np.ones(len(runs) - len(passages), np.bool_)))
            self._counts[np.unique(runs[fresh])] += 1
            seen[passages] = True

    def weights(self, runs: Hashes, own: int) -> npt.NDArray[np.float64]:
        """Squared log of how few reports have each run, without `own` reports: those of the pair that have it."""
        others = np.maximum(self._counts[_bucket(runs)] - own, 0)
        return np.log((self.size + 1) / (others + 0.5)) ** 2


def _bucket(runs: Hashes, bits: int = BUCKETS) -> npt.NDArray[np.int64]:
    return (runs >> np.uint64(64 - bits)).astype(np.int64)


def measure(places: tuple[int, int], prepared: Sequence[Prepared], rarity: Rarity) -> PairFeatures:
    """What two reports share.

    Args:
        places: of the two reports.
        prepared: all reports.
        rarity: of runs in these.
    """
    a, b = (letters(prepared[place]) for place in places)
    rare = _contained((a.runs(RARE), b.runs(RARE)), rarity, [int(place < rarity.size) for place in places])
    once, streak = _single(a.runs(ONCE), b.runs(ONCE))
    worth = DENSE if a.dense else 1
    run = max(ONCE - 1, streak + ONCE - worth)
    return PairFeatures(rare, once, _numbers(*(prepared[place] for place in places)), run)


def _contained(sides: tuple[Runs, Runs], rarity: Rarity, sampled: Sequence[int]) -> tuple[float, float]:
    """Weighted containment of the runs, both ways."""
    _, *at = np.intersect1d(sides[0].hashes, sides[1].hashes, assume_unique=True, return_indices=True)
    counts = _telling(sides, at)
    common = float(rarity.weights(sides[0].hashes[at[0]][counts], sum(sampled)).sum())
    parts = []
    for side, places, own in zip(sides, at, sampled, strict=True):
        rest = float(rarity.weights(np.delete(side.hashes, places), own).sum())
        parts.append(common / (common + rest) if common else 0.0)
    return parts[0], parts[1]


def _single(a: Runs, b: Runs) -> tuple[tuple[float, float], int]:
    """Part of each text's single runs that the other has once, and how many runs in a row it has."""
    shared, *at = np.intersect1d(a.hashes, b.hashes, assume_unique=True, return_indices=True)
    counts = _telling((a, b), at)
    heard = (a.voices[at[0]] == SAID) & (b.voices[at[1]] == SAID)
    single = (a.counts[at[0]] == 1) & (b.counts[at[1]] == 1)
    common, aside = int((single & counts).sum()), int((single & ~counts).sum())
    alone = [max(1, int((side.counts == 1).sum()) - aside) for side in (a, b)]
    streak = min(_streak(side, shared[counts], shared[heard]) for side in (a, b))
    return (common / alone[0], common / alone[1]), streak


def _streak(side: Runs, own: Hashes, heard: Hashes) -> int:
    """Worth of the best row of runs of either kind, where what is heard counts for no more than what is own.

    Two reporters may hear one speaker, but will not lead in, break off and go on in the same words.
    """
    told, both = (np.isin(side.placed, which) for which in (own, np.concatenate((own, heard))))
    edges = np.flatnonzero(np.diff(both.astype(np.int8), prepend=0, append=0))
    sums = (np.concatenate(([0], np.cumsum(side.worth * flags, dtype=np.int64))) for flags in (told, both))
    ours, all_of_it = (before[edges[1::2]] - before[edges[::2]] for before in sums)
    return int(np.minimum(2 * ours, all_of_it).max(initial=0))


def _telling(sides: tuple[Runs, Runs], at: Sequence[Counts]) -> Flags:
    """Which shared runs tell of derivation: not said in both, not denied in one only."""
    here, there = sides[0].voices[at[0]], sides[1].voices[at[1]]
    telling: Flags = ~((here == SAID) & (there == SAID)) & ((here == DENIED) == (there == DENIED))
    return telling


def _numbers(a: Prepared, b: Prepared) -> tuple[float, float]:
    """Part of each report's numbers in digits that the other has; half a number is added to both sides."""
    here, there = (set(_DIGITS.findall(" ".join(compress(x.tokens.forms, (not s for s in x.skipped))))) for x in (a, b))
    common = len(here & there) + 0.5
    return common / (len(here) + 1), common / (len(there) + 1)
