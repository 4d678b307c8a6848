"""Sums over incidents by month, place, kind, weapon and target, and which incidents are asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bukti.incidents.likeness import alike, skeleton
from bukti.incidents.places import site
from bukti.model import Incident

UNKNOWN = ("unknown",)


@dataclass(frozen=True, slots=True)
class Total:
    """Sums over the incidents of one month, place, kind, weapon or target.

    Attributes:
        by: which of these. value: which month, place … ("unknown" where nothing tells). incidents: how many.
        origins: how many different ones speak. harms: harm -> sums of the lower and of the upper ends; where no lower
            end is established it adds nothing.
    """

    by: str
    value: str
    incidents: int
    origins: int
    harms: dict[str, tuple[float, float]]


def _months(one: Incident) -> tuple[str, ...]:
    return (one.earliest.strftime("%Y-%m"),) if one.earliest else UNKNOWN


def _places(one: Incident) -> tuple[str, ...]:
    """The first place, by the name that the gazetteer has of it: Charkiw and Járkov are one."""
    known = site(one.places[0].key) if one.places else None
    return ((known and known.name) or one.places[0].name,) if one.places else UNKNOWN


# An incident with several weapons or targets stands in the sum of each.
DIMENSIONS: dict[str, Callable[[Incident], tuple[str, ...]]] = {
    "month": _months,
    "place": _places,
    "kind": lambda one: (one.kind,),
    "weapon": lambda one: one.weapons or UNKNOWN,
    "target": lambda one: one.targets or UNKNOWN,
}


def totals(found: Sequence[Incident]) -> tuple[Total, ...]:
    """Sums of every dimension, in its order and then by value."""
    made = []
    for by, values in DIMENSIONS.items():
        groups: dict[str, list[Incident]] = {}
        for one in found:
            for value in values(one):
                groups.setdefault(value, []).append(one)
        made += [_total(by, value, groups[value]) for value in sorted(groups)]
    return tuple(made)


def _total(by: str, value: str, group: Sequence[Incident]) -> Total:
    harms: dict[str, tuple[float, float]] = {}
    for span in (span for one in group for span in one.ranges):
        low, high = harms.get(span.harm, (0.0, 0.0))
        harms[span.harm] = (low + (span.low or 0.0), high + (span.high or 0.0))
    origins = {origin for one in group for origin in one.origins}
    return Total(by, value, len(group), len(origins), dict(sorted(harms.items())))


def chosen(
    found: Iterable[Incident], since: date | None = None, until: date | None = None, place: str | None = None
) -> tuple[Incident, ...]:
    """Incidents that may lie in a time and at a place; one without a day or a place is left out where that is asked.

    Args:
        found: any incidents.
        since: first day.
        until: last day.
        place: a name, in any script.
    """
    return tuple(one for one in found if _within(one, since, until) and (not place or _at(one, skeleton(place))))


def _within(one: Incident, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    if one.earliest is None or one.latest is None:
        return False
    return (since is None or one.latest.date() >= since) and (until is None or one.earliest.date() <= until)


def _at(one: Incident, name: str) -> bool:
    return any(alike(skeleton(place.name), name) for place in one.places)
