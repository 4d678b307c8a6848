"""Which states and provinces of CLDR, with names in 24 languages, are which first-level regions of GeoNames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

ALIKE = 0.85  # of two spellings of one region ("Northern Darfur", "north darfur"); conventional


def linked(lines: Sequence[tuple[str, Sequence[str]]], regions: Mapping[str, tuple[str, str]]) -> dict[int, str]:
    """Line of the list -> key of its region, each at most once.

    A line is the region that has its English name, else the only one that has any of its names, else the only one that
    holds the words of its English name or is spelled nearly so.

    Args:
        lines: country and folded names, the English one first.
        regions: key -> country and folded name.
    """
    found: dict[int, str] = {}
    for rule in (_called, _also, _alike):
        free = {key: named for key, named in regions.items() if key not in set(found.values())}
        by_country: dict[str, list[str]] = {}
        for key, (country, _) in free.items():
            by_country.setdefault(country, []).append(key)
        meant: dict[str, list[int]] = {}
        for number, (country, names) in enumerate(lines):
            fits = [key for key in by_country.get(country, ()) if number not in found and rule(names, free[key][1])]
            if len(fits) == 1:
                meant.setdefault(fits[0], []).append(number)
        found |= {numbers[0]: key for key, numbers in meant.items() if len(numbers) == 1}
    return found


def _called(names: Sequence[str], region: str) -> bool:
    return names[0] == region


def _also(names: Sequence[str], region: str) -> bool:
    return region in names


def _alike(names: Sequence[str], region: str) -> bool:
    own, words = set(names[0].split()), set(region.split())
    return own < words or SequenceMatcher(None, names[0], region, autojunk=False).ratio() >= ALIKE


def parsed(table: str) -> Iterator[tuple[str, list[str]]]:
    """Lines of resources/subdivisions.yml: country and names."""
    for line in table.splitlines():
        country, _, names = line.partition("\t")
        yield country, names.split("|")
