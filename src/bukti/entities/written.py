"""How gazetteers write a place in other scripts, and in which countries it lies.

Cities and towns are those of GeoNames; states, provinces and counties those of CLDR, in 24 languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from bukti import lexicon
from bukti.entities.gazetteer import UNSPACED, fold

LETTERS = 3  # that a folded name needs


@dataclass(frozen=True, slots=True)
class Forms:
    """Names of one place: folded ones, compared word by word, and those of Han letters, as they stand."""

    folded: frozenset[str] = frozenset()
    unspaced: frozenset[str] = frozenset()


def forms(key: str, name: str) -> Forms:
    """The names of a place by its key in the gazetteer of cities, and of the towns that are called so."""
    names = [*_resource("gazetteer_cities").get(key, ())]
    for table in ("gazetteer_more", "gazetteer_regions") if key.startswith("place:") else ():
        names += [one for listed in _resource(table).get(key, {}).values() for one in listed]
    han = frozenset(one for one in names if UNSPACED.search(one) and not "\u30a0" <= one[0] <= "\u30ff")
    others = {fold(one) for one in names if one not in han and not one.isascii()}
    called = fold(name)
    folded = others | _towns().get(called, frozenset()) | spelled(called) | divided(called)
    return Forms(frozenset(one for one in folded if len(one) >= LETTERS), han)


def spelled(name: str) -> frozenset[str]:
    """How other scripts spell the towns of a folded name, folded, with the name itself; none where there is no town."""
    countries, _, others = _spelled().get(name, "").partition("\t")
    return frozenset({name, *others.split("|")} - {""}) if countries else frozenset()


def divided(name: str) -> frozenset[str]:
    """All folded names of the states, provinces and counties that one language calls by a folded name."""
    return _divided().get(name, frozenset())


def place(name: str) -> bool:
    """Whether a gazetteer calls a town, a state, a province or a county by a name in English."""
    return fold(name) in _english() or bool(spelled(fold(name)))


def lies(name: str, country: str) -> bool:
    """Whether a country, of two letters in lower case, has a town of a folded name."""
    return country in _spelled().get(name, "").partition("\t")[0].split(" ")


def capital(key: str, name: str) -> bool:
    """Whether a name of a country is that of its capital, which stands for the government."""
    return name in _resource("gazetteer")["governments"].get(key, ())


@cache
def _resource(name: str) -> Any:
    """A packaged file that is asked for at every name: read once, never changed."""
    return lexicon.resource(name)


@cache
def _towns() -> dict[str, frozenset[str]]:
    """Folded name of a town -> all of its folded names; the larger town has the name, before others' other names."""
    found: dict[str, frozenset[str]] = {}
    every = [line.rpartition("\t")[2].split("|") for line in lexicon.resource("places")["towns"].splitlines()]
    whole = [frozenset(names) for names in every]
    for names, all_of in zip(every, whole, strict=True):
        found.setdefault(names[0], all_of)
    for names, all_of in zip(every, whole, strict=True):
        found |= {name: all_of for name in names if name not in found}
    return found


@cache
def _spelled() -> dict[str, str]:
    """Folded name of a town -> its countries and its other folded names, as they stand in the file."""
    return dict(line.split("\t", 1) for line in lexicon.resource("spellings")["towns"].splitlines())


@cache
def _english() -> frozenset[str]:
    """Folded English names of states, provinces and counties."""
    lines = lexicon.resource("subdivisions")["subdivisions"].splitlines()
    return frozenset(line.split("\t", 1)[1].partition("|")[0] for line in lines)


@cache
def _divided() -> dict[str, frozenset[str]]:
    """Folded name of a state, province or county -> all folded names of those that have it."""
    found: dict[str, frozenset[str]] = {}
    for line in lexicon.resource("subdivisions")["subdivisions"].splitlines():
        names = frozenset(line.partition("\t")[2].split("|"))
        for name in names:
            found[name] = found[name] | names if name in found else names
    return found
