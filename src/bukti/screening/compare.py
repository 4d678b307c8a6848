"""How alike two names are, from the parts that rigour sees in them: every point of the score has its reason.

Names of persons are read with the names that rigour knows in many scripts; loading them takes some seconds once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from rigour.names import (
    Alignment,
    Name,
    NamePart,
    NamePartTag,
    NameTypeTag,
    SymbolCategory,
    align_person_name_order,
    analyze_names,
    compare_parts,
    pair_symbols,
    remove_obj_prefixes,
)
from rigour.text.distance import levenshtein

from bukti.entities import names
from bukti.entities.gazetteer import fold
from bukti.screening import keys

# what two parts of one meaning are worth that are written differently, and how much they weigh
MEANT = {
    SymbolCategory.NAME: (0.9, 1.0),
    SymbolCategory.NICK: (0.7, 0.8),
    SymbolCategory.INITIAL: (0.9, 0.5),
    SymbolCategory.ORG_CLASS: (0.8, 0.6),
    SymbolCategory.DOMAIN: (0.9, 0.7),
    SymbolCategory.SYMBOL: (0.9, 0.4),
    SymbolCategory.LOCATION: (0.9, 0.8),
    SymbolCategory.NUMERIC: (0.95, 1.3),
}
SAID = {
    SymbolCategory.NAME: "one name",
    SymbolCategory.NICK: "a short form",
    SymbolCategory.INITIAL: "an initial",
    SymbolCategory.ORG_CLASS: "a legal form",
    SymbolCategory.NUMERIC: "a number",
}
ALONE_QUERY, ALONE_LIST = 0.8, 0.2  # weight of a part that the other name lacks: a list tends to have the fuller name
FILLER = 0.5  # share of that weight for articles and the like
WEAK = 0.9  # of a name that its list calls weak
SPELLED, LEAST = 0.9, 0.85  # worth of a likeness of spelling and consonants, and from which it counts
HEARD = 0.6  # share of the letters of the longer name whose words must sound alike, or the names are not compared so
OTHER_NUMBER = 0.5  # share that is left when two vessels bear different numbers
ARTICLE = re.compile(r"\bal ")  # fused with its word in Arabic script
ERRORS = 5  # letters for one error in the name of a thing


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score from 0 to 1 and how it came about."""

    score: float
    detail: str


NOTHING = Likeness(0.0, "nothing in common")


def compare(query: str, candidate: str, tag: NameTypeTag) -> Likeness:
    """How likely two names name one thing of a kind.

    Args:
        query: what is looked for.
        candidate: the name of a list.
        tag: what the list says it names.
    """
    if tag is NameTypeTag.OBJ:
        return _things(query, candidate)
    best = NOTHING
    for left in _analysed(query, tag, True):
        for right in _analysed(candidate, tag, False):
            best = max(best, _parts(left, right), key=lambda one: one.score)
    return best if best.score >= SPELLED else max(best, _spelled(query, candidate), key=lambda one: one.score)


@dataclass(frozen=True, slots=True)
class _Read:
    """A name as rigour reads it, with the weight of every part that may stand alone."""

    name: Name
    alone: Mapping[NamePart, float]


@lru_cache(maxsize=20_000)
def _analysed(name: str, tag: NameTypeTag, looked_for: bool) -> tuple[_Read, ...]:
    """A name as rigour reads it; a legal form weighs less than other parts, a number more."""
    found = []
    for one in analyze_names(tag, [name], infer_initials=looked_for):
        weights = {part: FILLER for part in one.parts if part.tag == NamePartTag.STOP}
        for span in one.spans:
            weight = MEANT.get(span.symbol.category, (0.0, 1.0))[1]
            if weight != 1.0:
                weights.update(dict.fromkeys(span.parts, weight))
        found.append(_Read(one, weights))
    return tuple(found)


def _parts(left: _Read, right: _Read) -> Likeness:
    """The best way to pair the parts of two names."""
    best, reasons = 0.0, list[_Pair]()
    for meant in pair_symbols(left.name, right.name):
        pairs = [*(_meant(one) for one in meant), *_rest(left, right, meant)]
        weight = total = 0.0
        for pair in pairs:
            weight += pair.weight
            total += pair.score * pair.weight
        score = total / weight if weight else 0.0
        if score > best:
            best, reasons = score, pairs
    return Likeness(best, "; ".join(pair.said() for pair in reasons)) if reasons else NOTHING


class _Pair(NamedTuple):  # made by the million: a tuple is made faster than a frozen record
    """Parts of two names that were set against each other, or one that has no partner; why is told when it is asked."""

    score: float
    weight: float
    one: Alignment

    def said(self) -> str:
        """In words."""
        left, right, symbol = self.one.qstr, self.one.rstr, self.one.symbol
        if not right:
            return f"{left} only in what is looked for"
        if not left:
            return f"{right} only in the list"
        if left == right:
            return f"{left} in both"
        why = SAID.get(symbol.category, "one meaning") if symbol else "spelling"
        return f"{left} ~ {right} ({why}, {self.score:.2f})"


def _meant(one: Alignment) -> _Pair:
    """Parts that mean the same."""
    score, weight = MEANT.get(one.symbol.category, (0.9, 1.0)) if one.symbol else (0.9, 1.0)
    return _Pair(1.0 if one.qstr == one.rstr else score, weight, one)


def _rest(left: _Read, right: _Read, meant: Sequence[Alignment]) -> Iterator[_Pair]:
    """Parts without a known meaning in common, by their spelling."""
    own = _unpaired(left.name.parts, (part for one in meant for part in one.qps))
    other = _unpaired(right.name.parts, (part for one in meant for part in one.rps))
    if not own and not other:
        return
    if NameTypeTag.PER in (left.name.tag, right.name.tag):
        own, other = align_person_name_order(own, other)
    else:
        own, other = NamePart.tag_sort(own), NamePart.tag_sort(other)
    for one in compare_parts(own, other):
        if one.qps and one.rps:
            yield _Pair(one.score, min(left.alone.get(one.qps[0], 1.0), 1.0), one)
        elif one.qps:
            yield _Pair(0.0, ALONE_QUERY * left.alone.get(one.qps[0], 1.0), one)
        else:
            yield _Pair(0.0, ALONE_LIST * right.alone.get(one.rps[0], 1.0), one)


def _unpaired(parts: Sequence[NamePart], paired: Iterable[NamePart]) -> list[NamePart]:
    used = set(paired)
    return [part for part in parts if part not in used] if used else [*parts]


@dataclass(frozen=True, slots=True)
class _Spelling:
    """A name in Latin letters, and the letters of its words by their sounds."""

    text: str
    joined: str
    sounds: Mapping[str, int]


@lru_cache(maxsize=20_000)
def _spelling(name: str) -> _Spelling:
    text = ARTICLE.sub("al", fold(name))
    words = text.split()
    return _Spelling(text, "".join(words), {keys.sound(word): len(word) for word in words})


def _spelled(query: str, candidate: str) -> Likeness:
    """Names whose scripts or spelling hide what rigour knows: the letters and consonants of both in Latin letters."""
    left, right = _spelling(query), _spelling(candidate)
    common = sum(letters for sound, letters in left.sounds.items() if sound in right.sounds)
    longer = max(len(left.joined), len(right.joined))
    close = levenshtein(left.joined, right.joined, max_edits=longer // ERRORS) <= longer // ERRORS
    if not common or (not close and common < longer * HEARD):
        return NOTHING
    score, _ = names.similar(left.text, right.text)
    if score < LEAST:
        return NOTHING
    return Likeness(score * SPELLED, f"{left.text} ~ {right.text} (letters and consonants, {score:.2f})")


def _things(query: str, candidate: str) -> Likeness:
    """Names of vessels and aircraft: nearly the same letters, and the same numbers."""
    left, right = (fold(remove_obj_prefixes(name.casefold())) for name in (query, candidate))
    if not left or not right:
        return NOTHING
    longest = max(len(left), len(right))
    distance = levenshtein(left, right)
    if distance > longest // ERRORS:
        return NOTHING
    score, said = 1 - distance / longest, f"{left} ~ {right} (spelling)" if distance else f"{left} in both"
    if set(re.findall(r"\d+", left)) != set(re.findall(r"\d+", right)):
        return Likeness(score * OTHER_NUMBER, f"{said}; other numbers")
    return Likeness(score, said)
