"""Where a place lies: towns and first-level regions of GeoNames by any of their names (resources/places.yml)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from bukti import lexicon
from bukti.entities.gazetteer import fold
from bukti.model import Named, Span

TOWN, REGION, POINT, COUNTRY = "geonames:", "region:", "point:", "country:"  # kinds of keys of places
VOWELS = frozenset("aeiouy")
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
    latin = all(unicodedata.name(letter, "").startswith("LATIN") for letter in name if letter.isalpha())
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


def region(name: str, countries: Collection[str], *, inflected: bool = False) -> str | None:
    """Key of the first-level region of a name in one of these countries; without any, of a name that only one has."""
    for form in _forms(fold(name), inflected=inflected):
        found = _regions().get(form, ())
        near = [key for key in found if _sites()[key].country in countries]
        if len(near or found) == 1:
            return (near or found)[0]
    return None


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
