"""A table of claims by numbers: sources, objects and values, in an order that the order of rows cannot change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bukti.truth.records import Row
from bukti.truth.values import Key, Kind


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an object: the object, what the value is, its text, and its sources in rising order."""

    object: int
    key: Key
    text: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Names of sources and objects, sorted; the cells; the cells of each object; by source, object -> cell.

    `repeated` and `empty` count rows that are no claim of their own (`records.Fusion`).
    """

    sources: tuple[str, ...]
    objects: tuple[str, ...]
    cells: tuple[Cell, ...]
    of_object: tuple[tuple[int, ...], ...]
    said: tuple[Mapping[int, int], ...]
    repeated: int
    empty: int


def build(rows: Iterable[Row], kind: Kind) -> Grid:
    """The grid of a table. Of an object a source has one value: what it says most often, then the first in order."""
    by_object: dict[str, Counter[tuple[str, str]]] = {}
    for row in rows:
        by_object.setdefault(row.object, Counter())[row.source, row.value] += 1
    objects = tuple(sorted(by_object))
    sources = tuple(sorted({source for said in by_object.values() for source, _ in said}))
    number = {source: place for place, source in enumerate(sources)}
    cells: list[Cell] = []
    of_object, repeated, empty = [], 0, 0
    for place, name in enumerate(objects):
        said = by_object[name]
        keys = kind.keys(text for _, text in sorted(said))
        empty += sum(count for (_, text), count in said.items() if keys[text] is None)
        chosen = _chosen(said, keys)
        repeated += sum(count for (source, text), count in said.items() if keys[text] not in (None, chosen.get(source)))
        found = [Cell(place, key, *_told(key, chosen, said, (keys, number, kind))) for key in _ordered(chosen)]
        of_object.append(tuple(range(len(cells), len(cells) + len(found))))
        cells += found
    return Grid(sources, objects, tuple(cells), tuple(of_object), _said(sources, cells), repeated, empty)


def _chosen(said: Mapping[tuple[str, str], int], keys: Mapping[str, Key | None]) -> dict[str, Key]:
    """One value for each source."""
    counts: dict[str, Counter[Key]] = {}
    for (source, text), count in sorted(said.items()):
        key = keys[text]
        if key is not None:
            counts.setdefault(source, Counter())[key] += count
    return {source: min(found, key=lambda key: (-found[key], repr(key))) for source, found in counts.items()}


def _ordered(chosen: Mapping[str, Key]) -> list[Key]:
    return sorted(set(chosen.values()), key=repr)


def _told(
    key: Key,
    chosen: Mapping[str, Key],
    said: Mapping[tuple[str, str], int],
    by: tuple[Mapping[str, Key | None], Mapping[str, int], Kind],
) -> tuple[str, tuple[int, ...]]:
    """Text and sources of a value: as its kind shows it, else as most sources write it."""
    keys, number, kind = by
    own = [source for source in chosen if chosen[source] == key]
    written = Counter(text for (source, text) in said if keys[text] == key and chosen.get(source) == key)
    text = kind.shown(key) if kind.shown else min(written, key=lambda text: (-written[text], text))
    return text, tuple(sorted(number[source] for source in own))


def _said(sources: tuple[str, ...], cells: Iterable[Cell]) -> tuple[Mapping[int, int], ...]:
    said: list[dict[int, int]] = [{} for _ in sources]
    for place, cell in enumerate(cells):
        for source in cell.sources:
            said[source][cell.object] = place
    return tuple(said)
