"""Pairs of reports that tell the same in two languages, whichever these are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt
from statistics import fmean

import numpy as np

from bukti.derivation import crosslingual, pairs
from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.collection import SMALL, Collection
from bukti.derivation.keys import Key, keys, tongue
from bukti.derivation.pairs import Pair
from bukti.derivation.parallel import Side, likelihood, odds, order, paired, terms
from bukti.derivation.prepare import OTHERS, Prepared
from bukti.derivation.space import Array
from bukti.derivation.space import load as load_space
from bukti.derivation.weights import probability

RELATED = 0.04  # overlap of keys from which two reports are compared sentence by sentence
NEAREST = 8  # reports of each other language that one is compared with in a large collection
RARE = 200  # reports that a key may stand in to bring them together there
NAMED = 4  # shared keys that a reason names
VALUES = {"number", "date"}  # keys that read better than the words they come from
Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Foreign:
    """Reports of known languages, by their places in the collection.

    Attributes:
        tongues: language of each, with its script where that has two.
        keys: of each report, by place in the text. sets: the same, without places. weight: of each key, by rarity.
        norms: length of each report's keys.
    """

    collection: Collection
    tongues: Mapping[int, str]
    keys: Mapping[int, tuple[Key, ...]]
    sets: Mapping[int, frozenset[str]]
    weight: Mapping[str, float]
    norms: Mapping[int, float]

    def overlap(self, a: int, b: int) -> float:
        """Weighted cosine of the keys of two reports, in [0, 1]."""
        return sum(self.weight[key] ** 2 for key in sorted(self.sets[a] & self.sets[b])) / (
            self.norms[a] * self.norms[b]
        )


def across(collection: Collection, cited: Sequence[Citation], known: AbstractSet[tuple[int, int]]) -> list[Pair]:
    """Pairs that share sentences across languages: of those that may be about one thing, and where one cites the other.

    What shares words (`known`) is no translation, and neither is what stands in an unknown language.
    """
    if len({tongue(one) for one in collection.prepared} - {None}) < 2:
        return []
    reports = foreign(collection)
    named = {(min(c.parent, c.child), max(c.parent, c.child)) for c in cited if c.parent is not None}
    wanted = sorted(p for p in {*named, *candidates(reports)} - known if _foreign(reports.tongues, p))
    return [pair for pair in compare(reports, wanted) if pair.matches]


def _foreign(tongues: Mapping[int, str], places: tuple[int, int]) -> bool:
    """Whether two languages, or two scripts of one, are known and differ."""
    one, two = (tongues.get(place) for place in places)
    return one is not None and two is not None and one != two


def foreign(collection: Collection) -> Foreign:
    """The reports of known languages, with the rarity of their keys: as if each stood in one of twenty more reports.

    A number counts for more than a name: whoever writes of an event has its names, its numbers stand in one sentence.
    """
    tongues = {place: spoken for place, one in enumerate(collection.prepared) if (spoken := tongue(one))}
    placed = {place: keys(collection.prepared[place]) for place in tongues}
    sets = {place: frozenset(key for _, key in found) for place, found in placed.items()}
    counted = Counter(key for found in sets.values() for key in found)
    size = len(placed) + 1 + OTHERS
    number = collection.weights.translation.number
    weight = {
        key: max(0.0, log(size / (count + 1.5))) * (number if key.startswith("number:") else 1.0)
        for key, count in counted.items()
    }
    norms = {place: sqrt(sum(weight[key] ** 2 for key in sorted(found))) or 1.0 for place, found in sets.items()}
    return Foreign(collection, tongues, placed, sets, weight, norms)


def candidates(reports: Foreign) -> list[tuple[int, int]]:
    """Pairs of different languages that may tell the same, sorted.

    All of a small collection where there are vectors; else those whose keys overlap, in a large one the nearest.
    """
    places = sorted(reports.sets)
    if len(places) > SMALL:
        return nearest(reports)
    every = [pair for pair in combinations(places, 2) if _foreign(reports.tongues, pair)]
    return [pair for pair in every if reports.collection.embedder or reports.overlap(*pair) >= RELATED]


def nearest(reports: Foreign) -> list[tuple[int, int]]:
    """The `NEAREST` reports of each other language to each report by the overlap of rare keys, as sorted pairs."""
    holders: dict[str, list[int]] = defaultdict(list)
    for place, found in sorted(reports.sets.items()):
        for key in found:
            holders[key].append(place)
    rare = {key: np.array(found) for key, found in holders.items() if 1 < len(found) <= RARE}
    chosen: set[tuple[int, int]] = set()
    for place, found in sorted(reports.sets.items()):
        taken: Counter[str] = Counter()
        for other in _ranked(reports, rare, place, sorted(found & rare.keys())):
            spoken = reports.tongues[other]
            if spoken != reports.tongues[place] and taken[spoken] < NEAREST:
                taken[spoken] += 1
                chosen.add((min(place, other), max(place, other)))
    return sorted(chosen)


def _ranked(
    reports: Foreign, rare: Mapping[str, np.ndarray[tuple[int], np.dtype[np.int64]]], place: int, shared: Sequence[str]
) -> Iterator[int]:
    """Other reports that share rare keys with one and overlap enough, the nearest first."""
    if not shared:
        return
    others = np.concatenate([rare[key] for key in shared])
    squares = np.repeat([reports.weight[key] ** 2 for key in shared], [len(rare[key]) for key in shared])
    distinct, places = np.unique(others, return_inverse=True)
    norms = np.array([reports.norms[int(other)] for other in distinct])
    scores = np.bincount(places, weights=squares) / norms / reports.norms[place]
    for number in np.argsort(-scores, kind="stable"):
        if scores[number] < RELATED:
            return
        if distinct[number] != place:
            yield int(distinct[number])


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports of different languages, sentence by sentence.

    Attributes:
        sides: their sentences. terms: what speaks for each two of them (parallel.py). meant: whether vectors do.
    """

    places: tuple[int, int]
    sides: tuple[Side, Side]
    terms: Array
    meant: bool


def compare(reports: Foreign, wanted: Pairs) -> list[Pair]:
    """Pairs of reports, whatever the outcome, sorted; arguments as of `measure`."""
    return sorted((_pair(reports, one) for one in measure(reports, wanted)), key=lambda pair: (pair.a, pair.b))


def measure(reports: Foreign, wanted: Pairs) -> Iterator[Compared]:
    """Compare two by two, sentence by sentence.

    Args:
        reports: of known languages.
        wanted: places of reports of different languages, the smaller first.
    """
    sides = _sides(reports, sorted({place for pair in wanted for place in pair}))
    for a, b in wanted:
        one, two = sides[a].apart(sides[b]), sides[b].apart(sides[a])
        meant = one.vectors is not None and two.vectors is not None
        yield Compared((a, b), (one, two), terms(one, two), meant)


def _sides(reports: Foreign, places: Sequence[int]) -> dict[int, Side]:
    """The sentences of these reports, with vectors where there is an embedder."""
    prepared, embedder = reports.collection.prepared, reports.collection.embedder
    ranges = {place: crosslingual.sentences(prepared[place]).ranges for place in places}
    texts = [crosslingual.words_of(prepared[place], r) for place in places for r in ranges[place]]
    languages = [prepared[place].language for place in places for _ in ranges[place]]
    embedded = np.asarray(embedder.embed(texts), dtype=np.float32) if embedder and texts else None
    vectors = None if embedded is None else load_space().meanings(embedded, languages)
    lengths = _lengths(languages, texts)
    found, start = {}, 0
    for place in places:
        end = start + len(ranges[place])
        held = tuple(
            frozenset(key for token, key in reports.keys.get(place, ()) if first <= token < last)
            for first, last in ranges[place]
        )
        rows = None if vectors is None else vectors[start:end]
        forms = tuple(prepared[place].tokens.forms[first:last] for first, last in ranges[place])
        found[place] = Side(ranges[place], held, reports.weight, lengths[start:end], rows, forms)
        start = end
    return found


def _lengths(languages: Sequence[str | None], texts: Sequence[str]) -> Array:
    """Log of the length of each sentence, less the mean of those in its language."""
    logs = [log(max(1, len(text))) for text in texts]
    spoken: dict[str | None, list[float]] = defaultdict(list)
    for language, length in zip(languages, logs, strict=True):
        spoken[language].append(length)
    means = {language: fmean(lengths) for language, lengths in spoken.items()}
    return np.array([length - means[n] for n, length in zip(languages, logs, strict=True)], dtype=np.float32)


def _pair(reports: Foreign, compared: Compared) -> Pair:
    """Two reports of different languages as a pair."""
    places, sides = compared.places, compared.sides
    a, b = (reports.collection.prepared[place] for place in places)
    weights = reports.collection.weights.translation
    way = weights.vectors if compared.meant else weights.plain
    cells = odds(compared.terms, way.sentence)
    matches = paired(*sides, cells)
    machine = weights.machine * any(one.document.machine_translation.likely for one in (a, b))
    told = (way.constant, way.likelihood * likelihood(cells), way.order * order(cells), machine)
    shares = pairs.share(matches, a), pairs.share(tuple(match.turned() for match in matches), b)
    reasons = _reasons(reports, places, matches, compared.meant) if matches else ()
    return Pair(*places, matches, *shares, probability(sum(told)), translated=True, reasons=reasons, odds=told)


def _reasons(reports: Foreign, places: tuple[int, int], matches: Sequence[Match], meant: bool) -> tuple[str, ...]:
    """How many sentences agree and by what, and the rarest words that paired sentences share, as they stand in both."""
    a, b = (reports.collection.prepared[place] for place in places)
    count, size = len({match.a0 for match in matches}), len(crosslingual.sentences(a).ranges)
    tongues = [reports.tongues[place] for place in places]
    said = f"{count} of {size} sentences in {tongues[0]} say the same as sentences in {tongues[1]}"
    found = [f"{said}." if meant else f"{said}, by names, numbers and dates only: there are no sentence vectors."]
    shared: dict[str, str] = {}
    for match in matches:
        one = {key: place for place, key in reports.keys[places[0]] if match.a0 <= place < match.a1}
        two = {key: place for place, key in reports.keys[places[1]] if match.b0 <= place < match.b1}
        for key in one.keys() & two.keys():
            words = dict.fromkeys((_word(a, one[key]), _word(b, two[key])))
            kind, _, value = key.partition(":")
            shared.setdefault(key, value if kind in VALUES else " = ".join(words))
    rarest = sorted(shared, key=lambda key: (-reports.weight[key], key))[:NAMED]
    return (*found, f"Both have {', '.join(dict.fromkeys(shared[key] for key in rarest))}.") if shared else tuple(found)


def _word(one: Prepared, token: int) -> str:
    """A word as it stands in the text."""
    return one.document.report.text[one.tokens.starts[token] : one.tokens.ends[token]]
