"""When two sources of one claim are one, and when they could be: names across scripts and languages, bodies of a state.

An invented origin destroys a count, a missed one understates it: where names can be compared and agree, they are one;
where they cannot be compared, they could be one (method.md 7.2 (7)).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from bukti.entities import bodies
from bukti.entities.bodies import VOWELLED, script
from bukti.entities.gazetteer import fold
from bukti.entities.names import SAME, similar, skeleton
from bukti.entities.trades import Body

BODY = 0.9  # likeness from which two names of bodies are one name: they share more words than persons' names do
LISTED = ("org:", "media:")  # keys of bodies and outlets that the gazetteer knows
CACHED = 1 << 16  # names and pairs of words that are compared again
CONSONANTS = frozenset({"ARABIC", "HEBREW"})  # scripts of which only the consonants can


@dataclass(frozen=True, slots=True)
class Named:
    """A source with a name.

    Attributes:
        key: equal keys are one name. name: as it is written. person: not a body.
        language, family: of the report. country: for which it speaks, or "". place: that or the one its name holds.
        office: for a body of a state the terms that tell it from other bodies of that state, else None.
        body: its own name apart from the words of its trade, where it is a body that has one.
    """

    key: str
    name: str
    person: bool
    language: str
    family: str
    country: str = ""
    place: str = ""
    office: frozenset[str] | None = None
    body: Body | None = None


def same(a: Named, b: Named) -> bool:
    """Whether two names are those of one source."""
    if a.office is not None or b.office is not None:
        return _one_office(a, b)
    if _apart(a, b):
        return False
    if a.key == b.key:
        return a.country == b.country  # two countries have a ministry of one name
    if _listed(a) and _listed(b):
        return False  # the gazetteer has every name of each: the Ukrainian Red Cross is not the Red Cross
    return bool(why(a, b)) or _spelled(a, b)


def why(a: Named, b: Named) -> str:
    """Why two bodies with trades are one, in a sentence; "" where they are not, or where other signs tell."""
    traded = a.body and b.body and a.body.trades and b.body.trades
    return bodies.same(a.body, b.body) if a.body and b.body and traded else ""


def _spelled(a: Named, b: Named) -> bool:
    """Whether two names agree as they stand."""
    if a.person and b.person and len({script(a.name), script(b.name)} & CONSONANTS) == 1:
        return _one_person(_consonants(a.name), _consonants(b.name))
    if a.person and b.person:
        return _one_person(_words(a.name), _words(b.name))
    return a.person == b.person and _one_body(a.name, b.name)


def _apart(a: Named, b: Named) -> bool:
    """Whether the trades of two bodies are others, so that their names may be equal all the same."""
    return a.body is not None and b.body is not None and bodies.differ(a.body, b.body)


def _unheard(a: Named, b: Named) -> bool:
    """Whether two bodies of one trade have names in two scripts whose sounds are not compared with each other."""
    if a.body is None or b.body is None or not (a.body.trades and b.body.trades) or _apart(a, b):
        return False
    scripts = {script(a.body.core), script(b.body.core)}
    return len(scripts) > 1 and not scripts & VOWELLED


def could_be(a: Named, b: Named) -> bool:
    """Whether names in two languages cannot be compared: a body's is translated, a script may leave out vowels."""
    if a.language == b.language or a.person != b.person or (_listed(a) and _listed(b)) or _apart(a, b):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    return (not a.person or _unclear(a.name, b.name)) and not same(a, b)


def _listed(one: Named) -> bool:
    """Whether a name is that of a body or an outlet that the gazetteer knows, in whichever language."""
    return one.key.startswith(LISTED)


def _unclear(a: str, b: str) -> bool:
    """Whether two persons' names in two languages, which do not agree wholly, may be one all the same."""
    scripts = {script(a), script(b)}
    if scripts <= VOWELLED:
        return False
    return not scripts <= VOWELLED | CONSONANTS or bool(set(_consonants(a)) & set(_consonants(b)))


def _one_office(a: Named, b: Named) -> bool:
    """Whether two bodies are one voice of a state: one of them is the state at large, or they have a term in common.

    Terms that are no concepts are words of one language, and tell nothing in another.
    """
    if a.office is None or b.office is None or a.country != b.country:
        return False
    left, right = a.office, b.office
    if a.language != b.language:
        left, right = (frozenset(term for term in side if term.startswith("c:")) for side in (left, right))
    return not left or not right or bool(left & right)


def _one_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether each word of the shorter name agrees with one of the longer, which may hold a title or a first name."""
    short, long = sorted((a, b), key=len)
    left = list(long)
    for word in short:
        found = next((other for other in left if _agree(word, other)), None)
        if found is None:
            return False
        left.remove(found)
    return bool(short)


@lru_cache(maxsize=CACHED)
def _agree(one: str, other: str) -> bool:
    return one == other or similar(one, other)[0] >= SAME


@lru_cache(maxsize=CACHED)
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def _one_body(a: str, b: str) -> bool:
    digits = [[part for part in fold(name).split() if part.isdecimal()] for name in (a, b)]
    return digits[0] == digits[1] and similar(a, b)[0] >= BODY


@lru_cache(maxsize=CACHED)
def _consonants(name: str) -> tuple[str, ...]:
    """The consonants of each word; where a script writes none of the short vowels, signs of long ones go too."""
    written = _words(name)
    if script(name) in CONSONANTS:
        written = tuple(word.replace("w", "") for word in written)
    return tuple(bare for word in written if (bare := skeleton(word).lstrip("aeiouy")))


@dataclass
class Register:
    """The names that a claim's sources have been given so far, in order of publication.

    Attributes:
        known: names under the key of the source that bears them.
    """

    known: dict[tuple[str, ...], list[Named]] = field(default_factory=dict)

    def key(self, named: Named) -> tuple[str, ...]:
        """The key of the source with this name: a known one all of whose names agree with it, else a new one."""
        for key, names in self.known.items():
            one = [same(named, other) for other in names]
            if any(one) and all(told or _unheard(named, other) for told, other in zip(one, names, strict=True)):
                if named not in names:
                    names.append(named)
                return key
        key = ("name", named.key, named.country)
        self.known.setdefault(key, []).append(named)
        return key

    def states(self) -> list[Named]:
        """Bodies that speak for a state, one for each name."""
        return [named for names in self.known.values() for named in names if named.office is not None]
