"""Where a place lies: towns and first-level regions of GeoNames by any of their names (resources/places.yml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from bukti import lexicon
from bukti.entities.gazetteer import fold
from bukti.incidents.divided import linked, parsed
from bukti.model import Named, Span

TOWN, REGION, POINT, COUNTRY = "geonames:", "region:", "point:", "country:"  # kinds of keys of places
VOWELS = frozenset("aeiouy")
ENDING = 3  # letters of an ending
STEM = 4  # letters that a name keeps without an ending
# Decimal degrees with three digits at least, or degrees and minutes with their letters.
DECIMAL = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{3,})°?\s*([NS])?[,;/]?\s+(-?\d{1,3}\.\d{3,})°?\s*([EW])?(?![\d.])")


@dataclass(frozen=True, slots=True)
class Site:
    """A town, region or point.

    Attributes:
        name: as GeoNames has it, for comparison; empty for a point. country: two letters, lower case, or empty.
        region: name of the first-level region, or empty. latitude, longitude: degrees, None where none is known.
    """

    name: str
    country: str = ""
    region: str = ""
    latitude: float | None = None
    longitude: float | None = None


def town(name: str, countries: Collection[str], *, inflected: bool = False, abroad: bool = True) -> str | None:
    """Key of the town of a name in any script: the largest of those in these countries, else one that is so called.

    In Latin letters a town elsewhere must be called so itself, in others the name must be of one town alone.

    Args:
        name: as it is told.
        countries: those that the report names; other names of towns elsewhere ("Halen" for Halle) tell nothing.
        inflected: the name may have the ending of a case.
        abroad: it may be a town of any other country.
    """
    latin = _latin(name)
    for form in _forms(fold(name), inflected=inflected):
        found = _towns().get(form, ())
        near = [key for key in found if _sites()[key].country in countries]
        called = [key for key in found if fold(_sites()[key].name) == form]
        own = near or (abroad and (called or (found if not latin and len(found) == 1 else ())))
        if own:
            return own[0]
    return None


def home(names: Iterable[str]) -> frozenset[str]:
    """Countries of the towns that go by some names everywhere, for a report that names no country."""
    keys = [key for name in names if (key := town(name, ()))]
    return frozenset(_sites()[key].country for key in keys)


def region(name: str, countries: Collection[str], *, inflected: bool = False, abroad: bool = True) -> str | None:
    """Key of the first-level region of a name in one of these countries, else of a name that only one region has.

    Names in 24 languages are those of CLDR. Elsewhere a region in Latin letters must be called so itself.

    Args:
        name: as it is told.
        countries: those that the report names.
        inflected: its words may have the endings of a case.
        abroad: it may be a region of any other country.
    """
    latin = _latin(name)
    for form in _forms(fold(name), inflected=inflected):
        found = _regions().get(form, ())
        also = [key for key in _divided().get(form, ()) if key not in found]
        near = [key for key in (*found, *also) if _sites()[key].country in countries]
        any_of = near or ((found if latin else (*found, *also)) if abroad else ())
        called = {(_sites()[key].country, _sites()[key].name): key for key in reversed(any_of)}
        if len(called) == 1:  # GeoNames has codes for what a region was before
            return next(iter(called.values()))
    return _bent(fold(name).split(), countries) if inflected else None


def _bent(words: Sequence[str], countries: Collection[str]) -> str | None:
    """The one region of some countries whose name has these words but for endings ("Северном Дарфуре")."""
    held = (one for country in sorted(countries) for one in _worded().get((country, len(words)), ()))
    found = {key for own, key in held if all(map(_stemmed, words, own))} if len(words) > 1 else set()
    return found.pop() if len(found) == 1 else None


def _stemmed(word: str, own: str) -> bool:
    """Whether two words agree but for an ending of at most three letters."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, own, strict=False)))
    return shared >= STEM and max(len(word), len(own)) - shared <= ENDING


def site(key: str) -> Site | None:
    """What is known of a place by its key; None where that is nothing."""
    if key.startswith(COUNTRY):
        return Site("", country=key.removeprefix(COUNTRY))
    if key.startswith(POINT):
        latitude, longitude = map(float, key.removeprefix(POINT).split(","))
        return Site("", latitude=latitude, longitude=longitude)
    return _sites().get(key)


def within(place: Named, others: Iterable[Named]) -> bool:
    """Whether a place is known to lie in a country that others are, or lie in."""
    known = site(place.key)
    countries = {found.country for other in others if (found := site(other.key))} - {""}
    return known is not None and known.country in countries


def points(text: str, span: Span) -> Iterator[Named]:
    """Coordinates in decimal degrees that stand in a span of a text: 46.636, 32.615."""
    for match in DECIMAL.finditer(text, span.start, span.end):
        north, east = (float(match[number]) for number in (1, 3))
        north, east = (-north if match[2] == "S" else north), (-east if match[4] == "W" else east)
        if abs(north) <= 90 and abs(east) <= 180:
            yield Named(f"{POINT}{north:.5f},{east:.5f}", match[0].strip(), Span(*match.span()), "exact")


def _latin(name: str) -> bool:
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())


def _forms(name: str, *, inflected: bool) -> Iterator[str]:
    """A folded name as it stands, and without the ending of a case: it begins with a vowel ("Карске" is not Kars)."""
    yield name
    for size in (1, 2) if inflected else ():
        if len(name) - size >= STEM and name[-size] in VOWELS:
            yield name[:-size]
            yield name[:-size] + "a"


@cache
def _sites() -> dict[str, Site]:
    """Towns, the largest first, and regions by key."""
    tables = lexicon.resource("places")
    named = dict(line.split("\t") for line in tables["regions"].splitlines())
    found = {}
    for line in tables["towns"].splitlines():
        number, north, east, code, name, _ = line.split("\t")
        country = code.partition(".")[0].lower()
        found[TOWN + number] = Site(name, country, named.get(code, ""), float(north), float(east))
    for code, name in named.items():
        found[REGION + code] = Site(name, code.partition(".")[0].lower(), name)
    return found


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    """Folded name -> keys of towns, the largest first."""
    found: dict[str, list[str]] = {}
    for line in lexicon.resource("places")["towns"].splitlines():
        number, _, _, _, _, names = line.split("\t")
        for name in names.split("|"):
            found.setdefault(name, []).append(TOWN + number)
    return {name: tuple(keys) for name, keys in found.items()}


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    """Folded name -> keys of regions; a region that is called as a town of it goes by that one's names, too."""
    codes = {(one.country, one.name): key for key, one in _sites().items() if key.startswith(REGION)}
    found: dict[str, list[str]] = {}
    for (_, name), key in codes.items():
        found.setdefault(fold(name), []).append(key)
    called = {key: codes.get((one.country, one.name)) for key, one in _sites().items() if key.startswith(TOWN)}
    for name, keys in _towns().items():
        for own in (called[key] for key in keys):
            if own and own not in found.setdefault(name, []):
                found[name].append(own)
    return {name: tuple(keys) for name, keys in found.items()}


@cache
def _divided() -> dict[str, tuple[str, ...]]:
    """Folded name of a state or province in any of 24 languages -> keys of the regions that have it."""
    named = {key: (one.country, fold(one.name)) for key, one in _sites().items() if key.startswith(REGION)}
    once = {where: key for key, where in reversed(named.items())}
    lines = list(parsed(lexicon.resource("subdivisions")["subdivisions"]))
    found: dict[str, list[str]] = {}
    for number, key in sorted(linked(lines, {key: where for where, key in once.items()}).items()):
        for name in lines[number][1]:
            found.setdefault(name, []).append(key)
    return {name: tuple(keys) for name, keys in found.items()}


@cache
def _worded() -> dict[tuple[str, int], list[tuple[list[str], str]]]:
    """Country and number of words -> the words of each name of its regions, and the key."""
    found: dict[tuple[str, int], list[tuple[list[str], str]]] = {}
    for name, keys in _divided().items():
        words = name.split()
        for key in keys:
            found.setdefault((_sites()[key].country, len(words)), []).append((words, key))
    return found
