"""Given names of persons, in the scripts of the packaged languages."""

from __future__ import annotations

from functools import cache

from bukti import lexicon
from bukti.entities.gazetteer import fold
from bukti.entities.names import skeleton

SOUNDS = 3  # consonants that tell a name in another script


TABLES = ("given_names", "given_names_more")


@cache
def _listed(tables: tuple[str, ...] = TABLES) -> dict[str, str]:
    """Name in lower case -> its sexes ("m", "f", "fm")."""
    found: dict[str, set[str]] = {}
    for sections in (sections for table in tables for sections in lexicon.resource(table).values()):
        for sex, listed in sections.items():
            for name in listed.split():
                found.setdefault(name.casefold(), set()).add(sex)
    return {name: "".join(sorted(sex)) for name, sex in found.items()}


@cache
def _sounded() -> dict[tuple[str, str], str]:
    """Consonants of a name in Latin letters, and the vowel that ends it -> sexes."""
    found: dict[tuple[str, str], set[str]] = {}
    for name, sex in _listed(TABLES[:1]).items():
        latin = fold(name)
        if len(skeleton(latin)) >= SOUNDS:
            found.setdefault(_sound(latin), set()).update(sex)
    return {sound: "".join(sorted(sex)) for sound, sex in found.items()}


def _sound(latin: str) -> tuple[str, str]:
    last = latin[-1:]
    return skeleton(latin), last if last in "aeiouyj" else ""


def sexes(name: str) -> str:
    """Sexes that bear a given name ("m", "f", "fm"), "" where it is none that is known."""
    return _listed().get(name.casefold(), "")


def sounds_like(name: str) -> str:
    """Sexes of the known names that a name in another script than Latin has the consonants of ("Дэвид": David)."""
    return "" if not name or name[0] < "\u0370" else _sounded().get(_sound(fold(name)), "")
