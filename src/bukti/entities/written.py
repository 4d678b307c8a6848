"""How a gazetteer writes a place in other scripts: cities and towns of GeoNames."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from bukti import lexicon
from bukti.entities.gazetteer import UNSPACED, fold

LETTERS = 3  # that a folded name needs


@dataclass(frozen=True, slots=True)
class Forms:
    """Names of one place: folded ones, compared word by word, and those of Han letters, as they stand."""

    folded: frozenset[str] = frozenset()
    unspaced: frozenset[str] = frozenset()


def forms(key: str, name: str) -> Forms:
    """The names of a place by its key in the gazetteer of cities, and of the largest town that is called so."""
    names = lexicon.resource("gazetteer_cities").get(key, ())
    han = frozenset(one for one in names if UNSPACED.search(one) and not "\u30a0" <= one[0] <= "\u30ff")
    others = {fold(one) for one in names if one not in han and not one.isascii()}
    folded = others | _towns().get(fold(name), frozenset())
    return Forms(frozenset(one for one in folded if len(one) >= LETTERS), han)


def capital(key: str, name: str) -> bool:
    """Whether a name of a country is that of its capital, which stands for the government."""
    return name in lexicon.resource("gazetteer")["governments"].get(key, ())


@cache
def _towns() -> dict[str, frozenset[str]]:
    """Folded name of a town -> all of its folded names; the larger town has the name."""
    found: dict[str, frozenset[str]] = {}
    for line in lexicon.resource("places")["towns"].splitlines():
        names = line.rpartition("\t")[2].split("|")
        found.setdefault(names[0], frozenset(names))
    return found
