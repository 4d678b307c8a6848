"""Adjectives of countries in every language that has them: "Malian", "malienne" (resources/nations.yml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from types import MappingProxyType

from bukti import lexicon

APOSTROPHES = "'’׳ʼ"
NONE: Mapping[str, str] = MappingProxyType({})


@cache
def adjectives(code: str | None) -> Mapping[str, str]:
    """Form, as it is written -> country by ISO 3166-1 alpha-2 in small letters; "" where several countries share it.

    Empty for a language without such adjectives.
    """
    listed = lexicon.resource("nations").get(code)
    if listed is None:
        return NONE
    found: dict[str, str] = {}
    for line in listed["stems"].splitlines():
        country, _, stems = line.partition(" ")
        for stem in stems.split("|"):
            for form in _forms(stem, listed["endings"], listed.get("prefixes", [""])):
                for written in (form.replace("'", mark) for mark in APOSTROPHES) if "'" in form else (form,):
                    found[written] = country if found.get(written, country) == country else ""
    return MappingProxyType(found)


def _forms(stem: str, endings: list[str], prefixes: list[str]) -> Iterator[str]:
    """A stem with its own endings, else those of the language; what stands in front of the first word or of each."""
    bare, _, own = stem.partition(":")
    ends = ["" if end == "-" else end for end in own.split(",")] if own else endings
    for prefix, end in product(prefixes, ends):
        yield prefix + bare + end
        if prefix and " " in bare:
            yield " ".join(prefix + word for word in bare.split(" ")) + end
