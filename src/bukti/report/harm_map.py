"""Map and timeline of incidents as SVG, without tiles, scripts or requests (outlines: Natural Earth, public domain)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache

from markupsafe import Markup, escape

from bukti import lexicon
from bukti.model import Incident
from bukti.report.harm import coordinates, days
from bukti.report.withheld import DECIMALS

TENTHS = 10.0
MARGIN = 4.0  # degrees around the outermost incidents
LEAST = 16.0  # degrees that a map shows at least
WIDTH = 640.0  # of the picture
LINE = 60.0  # height of the timeline
EDGE = 20.0
Box = tuple[float, float, float, float]  # west, south, east, north
Point = tuple[float, float]  # longitude, latitude


def map_of(found: Sequence[Incident], decimals: int = DECIMALS) -> Markup | None:
    """The incidents that have coordinates, on outlines of countries; None where none has.

    An incident of which only region or country is known, or a town that the gazetteer does not know, is not drawn.

    Args:
        found: any.
        decimals: of degrees, to which they are rounded.
    """
    placed = [(one, point) for one in found if (point := _point(one, decimals)) is not None]
    if not placed:
        return None
    box = _box([point for _, point in placed])
    scale = WIDTH / (box[2] - box[0])
    height = (box[3] - box[1]) * scale
    land = "".join(f"M{_path(ring, box, scale)}Z" for ring in _rings() if _meets(ring, box))
    dots = "".join(_dot(one, *_at(point, box, scale)) for one, point in placed)
    return Markup(  # noqa: S704 - numbers, and titles that are escaped in `_dot`
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {height:.0f}" role="group" aria-label="Map of incidents">'
        f'<path class="land" d="{land}"/>{dots}</svg>'
    )


def timeline_of(found: Sequence[Incident]) -> Markup | None:
    """The incidents whose day is told along a line, first and last day written; None where fewer than two are."""
    dated = [(one, one.earliest) for one in found if one.earliest is not None]
    if len({day for _, day in dated}) < 2:
        return None
    first, last = min(day for _, day in dated), max(day for _, day in dated)
    dots = "".join(_dot(one, _along(day, first, last), LINE / 2) for one, day in dated)
    ends = "".join(
        f'<text x="{x:.0f}" y="{LINE - 5:.0f}" text-anchor="{anchor}">{day.date().isoformat()}</text>'
        for x, anchor, day in ((EDGE, "start", first), (WIDTH - EDGE, "end", last))
    )
    line = f'<path class="axis" d="M{EDGE:.0f} {LINE / 2:.0f}H{WIDTH - EDGE:.0f}"/>'
    return Markup(  # noqa: S704 - as above
        f'<svg class="map" viewBox="0 0 {WIDTH:.0f} {LINE:.0f}" role="group" aria-label="Timeline of incidents">'
        f"{line}{ends}{dots}</svg>"
    )


def _point(one: Incident, decimals: int) -> Point | None:
    known = coordinates(one.places[0], decimals) if one.places else None
    return (known[1], known[0]) if known else None


def _dot(one: Incident, x: float, y: float) -> str:
    where = one.places[0].name if one.places else "place not told"
    title = escape(f"{days(one.earliest, one.latest)}, {where}, {one.kind}")
    return f'<a href="#{escape(one.id)}"><circle cx="{x:.1f}" cy="{y:.1f}" r="6"><title>{title}</title></circle></a>'


def _along(day: datetime, first: datetime, last: datetime) -> float:
    return EDGE + (WIDTH - 2 * EDGE) * ((day - first) / (last - first))


def _box(points: Sequence[Point]) -> Box:
    """Bounds around points, never narrower than makes countries known."""
    west, east = min(x for x, _ in points) - MARGIN, max(x for x, _ in points) + MARGIN
    south, north = min(y for _, y in points) - MARGIN, max(y for _, y in points) + MARGIN
    wide, high = max(0.0, LEAST - (east - west)) / 2, max(0.0, LEAST / 2 - (north - south)) / 2
    return west - wide, south - high, east + wide, north + high


def _at(point: Point, box: Box, scale: float) -> Point:
    return (point[0] - box[0]) * scale, (box[3] - point[1]) * scale


def _path(ring: Sequence[Point], box: Box, scale: float) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in (_at(point, box, scale) for point in ring))


def _meets(ring: Sequence[Point], box: Box) -> bool:
    """Whether the bounds of an outline meet those of the map."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    return west < box[2] and east > box[0] and south < box[3] and north > box[1]


@cache
def _rings() -> tuple[tuple[Point, ...], ...]:
    """Outlines of countries in degrees."""
    return tuple(tuple(_pairs(line)) for line in lexicon.resource("outlines")["rings"].splitlines())


def _pairs(line: str) -> Iterator[Point]:
    numbers = [int(part) / TENTHS for part in line.split()]
    yield from zip(numbers[::2], numbers[1::2], strict=True)
