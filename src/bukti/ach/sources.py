"""Who stands behind several rows: one source is one, whatever claims it speaks to.

Two groupings of the origins of all rows. A source, to be left out: the origins that are the same one by id or key in
every claim, and the origin of that name that a person entered. An independent origin, to be counted: sources joined
where any row counts them as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bukti.ach.weight import Claimed, Entered
from bukti.assessment.counting import UNNAMED, components
from bukti.model import Origin

Evidence = Claimed | Entered


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what it is called, the ids of its origins, the rows that it speaks in, and whether it has a name."""

    name: str
    ids: frozenset[str]
    rows: tuple[str, ...]
    named: bool


def sources(evidence: Mapping[str, Evidence]) -> tuple[Source, ...]:
    """Every source that speaks in a row, by name.

    Args:
        evidence: of the rows, by their ids, in the sheet's order.
    """
    origins = [origin for one in evidence.values() for origin in one.origins]
    names = _names(origins)
    entered = sorted({name for one in evidence.values() if isinstance(one, Entered) for name in one.row.origins})
    groups = components([*dict.fromkeys(origin.id for origin in origins)], _same(origins))
    parts = [frozenset(part) for part in groups]
    called = [{_folded(name) for node in part for name in names[node]} for part in parts]
    for name in entered:
        meant = [place for place, known in enumerate(called) if _folded(name) in known]
        if len(meant) == 1:
            parts[meant[0]] |= {name}
        else:
            parts.append(frozenset({name}))
    shown: dict[str, set[str]] = {}
    for origin in origins:
        shown.setdefault(origin.id, set()).add(origin.name)
    unnamed = {o.id for o in origins if o.kind in UNNAMED and not any(key[0] == "name" for key in o.keys)}
    found = [Source(_shown(part, shown), part, _rows(part, evidence), not part <= unnamed) for part in parts]
    return tuple(sorted(found, key=lambda source: (source.name, sorted(source.ids))))


def independent(parts: Mapping[str, Sequence[Sequence[str]]], known: Sequence[Source]) -> tuple[int, tuple[str, ...]]:
    """The independent origins behind some rows: their least number, and the names of all that may be different.

    Unnamed ones of two rows may be the same: for the least number only those of the row with most of them count.

    Args:
        parts: the independent origins of each row, by its id.
        known: every source.
    """
    place = {node: number for number, source in enumerate(known) for node in source.ids}
    counted = {row: [[str(place[node]) for node in part] for part in own] for row, own in parts.items()}
    flat = [part for own in counted.values() for part in own]
    links = [(part[0], other) for part in flat for other in part[1:]]
    groups = components([*dict.fromkeys(name for part in flat for name in part)], links)
    unnamed = [set(group) for group in groups if not any(known[int(number)].named for number in group)]
    most = max(
        (sum(any(not group.isdisjoint(p) for p in own) for group in unnamed) for own in counted.values()), default=0
    )
    names = sorted(min(known[int(number)].name for number in group) for group in groups)
    return len(groups) - len(unnamed) + most, tuple(names)


def _names(origins: Iterable[Origin]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for origin in origins:
        found.setdefault(origin.id, set()).update((origin.name, *origin.names))
    return found


def _same(origins: Sequence[Origin]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that share a key."""
    first: dict[tuple[str, ...], str] = {}
    for origin in origins:
        for key in origin.keys:
            yield first.setdefault(key, origin.id), origin.id


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _shown(part: Iterable[str], names: Mapping[str, set[str]]) -> str:
    """The longest name that a claim shows for it; else the one that a person entered."""
    shown = {name for node in part for name in names.get(node, ())} or part
    return max(shown, key=lambda name: (len(name), name))


def _rows(part: frozenset[str], evidence: Mapping[str, Evidence]) -> tuple[str, ...]:
    def speaks(one: Evidence) -> bool:
        ids = one.row.origins if isinstance(one, Entered) else [origin.id for origin in one.origins]
        return not part.isdisjoint(ids)

    return tuple(row for row, one in evidence.items() if speaks(one))
