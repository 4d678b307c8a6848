"""Inflected forms of names: which are forms of one word, and what its base form is. Endings are language data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product

from bukti.entities.given import sexes, sounds_like
from bukti.entities.words import of

LEAST = 3  # letters that a stem keeps
SHORT = 2  # and that it may keep where the base is known
NOMINATIVE = 0
# Weights of readings, set by hand on the halves for development of eval/entities.py.
AS_IT_STANDS = 0.4  # a word stands in its base form more often than in any other
STAYS = -0.1  # a foreign name that keeps its form in every case
TELLS = 0.05  # each letter of an ending
SHORTENED = 0.6  # a stem of two letters
SEEN = 2.0  # the base stands in the document or in a list
GIVEN = 2.0  # a given name that is known


@dataclass(frozen=True, slots=True)
class Form:
    """One reading of a word: its base, the case it stands in, the sex or number, the letters that tell so."""

    base: str
    case: int
    sex: str
    told: int
    kept: int


@dataclass(frozen=True)
class Cases:
    """The paradigms of one language: sex or number, and endings by case, the nominative's first."""

    paradigms: tuple[tuple[str, tuple[str, ...]], ...]

    @cached_property
    def _endings(self) -> frozenset[str]:
        return frozenset(ending for _, endings in self.paradigms for ending in endings if ending)

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._endings), default=0)

    def stem(self, word: str) -> str:
        """A word in lower case without the longest ending that leaves letters enough; equal for most forms of it."""
        low = word.casefold()
        for size in range(min(len(low) - LEAST, self._longest), 0, -1):
            if low[-size:] in self._endings:
                return low[:-size]
        return low

    def bases(self, word: str) -> frozenset[str]:
        """Every base form that a word may have, in lower case."""
        return frozenset({word.casefold(), *(form.base for form in self.forms(word.casefold()))})

    def forms(self, word: str) -> Iterator[Form]:
        """The readings of a word as an inflected one."""
        for sex, endings in self.paradigms:
            for case, ending in enumerate(endings):
                kept = len(word) - len(ending)
                if word.endswith(ending) and kept >= SHORT:
                    yield Form(word[:kept] + endings[NOMINATIVE], case, sex, len(ending), kept)


@cache
def cases(code: str | None) -> Cases:
    """The paradigms of a language; none where its names keep their form."""
    words = of(code)
    return Cases(tuple((sex, tuple(row.split(" "))) for sex, rows in words.cases.items() for row in rows))


def base(words: Sequence[str], person: bool, code: str | None, seen: frozenset[str]) -> list[str]:
    """The base forms of words that agree in case and, in a person's name, sex.

    Of all readings in which the words agree, the one with most evidence is taken: a given name that is known, a base
    that is `seen` (in lower case: a word of the document or of a list). Without any, the words are left as they are.
    """
    table = cases(code)
    if not table.paradigms:
        return list(words)
    readings = [list(table.forms(word)) for word in words]
    best = (AS_IT_STANDS + _known(words[0], "mf", person), list(words))
    for sex, case in product("mf" if person else "mfnp", range(len(table.paradigms[0][1]))):
        weight = AS_IT_STANDS if case == NOMINATIVE else 0.0
        chosen = []
        for place, (word, forms) in enumerate(zip(words, readings, strict=True)):
            score, found = _best(word, [f for f in forms if (f.sex, f.case) == (sex, case)], seen)
            weight += score + (_known(found, sex, person) if place == 0 else 0.0)
            chosen.append(found)
        best = max(best, (weight, chosen), key=lambda pair: pair[0])
    return best[1]


def _best(word: str, forms: Sequence[Form], seen: frozenset[str]) -> tuple[float, str]:
    """The likeliest base of a word in one case and sex; the word itself, at a cost, where it has none."""
    found = (STAYS, word)
    for form in forms:
        score = TELLS * form.told - (0.0 if form.kept >= LEAST else SHORTENED)
        score += SEEN if form.base != word and form.base.casefold() in seen else 0.0
        found = max(found, (score, form.base), key=lambda pair: pair[0])
    return found


def _known(name: str, sex: str, person: bool) -> float:
    if not person:
        return 0.0
    listed = sexes(name)
    if listed:
        return GIVEN if set(sex) & set(listed) else GIVEN / 2
    return GIVEN / 2 if set(sex) & set(sounds_like(name)) else 0.0
