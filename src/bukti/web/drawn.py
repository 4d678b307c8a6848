"""Reports along a time axis with who took over from whom: places and lines of a picture, free of any markup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bukti.model import Derivation, Document, Lineage
from bukti.report.plain import shortened
from bukti.report.trees import Family
from bukti.web.tongues import gettext

ROW = 34.0  # from one report to the next
TOP = 40.0  # room for the axis
LEFT = 110.0  # room for what has no date
WIDE = 560.0  # of the axis at the first zoom
LABEL = 330.0  # room for names right of the last report
BEND = 26.0  # how far a line runs out before it comes down
TICKS = 4  # of the axis at the first zoom
LINES = 200  # that are drawn at most
ABOVE = 12  # nodes of other parts that are drawn on top of one
ALL = slice(None)
SHORT = 44  # characters of a label
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Dot:
    """A report, or an origin outside the collection, at its time; `report` is None for the latter."""

    id: str
    x: float
    y: float
    name: str
    report: Document | None


@dataclass(frozen=True, slots=True)
class Line:
    """What one report took over from another: the path of the line."""

    edge: Derivation
    path: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A time on the axis."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn of a family, and the width and height that it takes.

    Attributes:
        above: nodes of other pages that stand on top, since something hangs by them. out: lines between nodes that
            are drawn, which are left out because they are the less probable ones.
    """

    width: float
    height: float
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Tick, ...]
    undated: bool
    above: int = 0
    out: int = 0


@dataclass(frozen=True, slots=True)
class Axis:
    """Times along a line of some width, from its left end."""

    first: datetime
    last: datetime
    left: float
    width: float

    def at(self, when: datetime) -> float:
        """Where a time stands; the middle where there is only one time."""
        if self.last == self.first:
            return self.left + self.width / 2
        return self.left + self.width * ((when - self.first) / (self.last - self.first))

    def ticks(self, number: int) -> tuple[Tick, ...]:
        """At most so many times and one, at about equal distances, each at the minute, day or month that it is called.

        Where no day or month begins between the ends, the first report's time to the minute.
        """
        step = (self.last - self.first) / number
        times = dict.fromkeys(_begun(self.first + step * place, step) for place in range(number + 1))
        inside = [time for time in times if self.first <= time <= self.last]
        if len(inside) < 2:
            return (Tick(self.at(self.first), stamp(self.first, timedelta(0))),)
        return tuple(Tick(self.at(time), stamp(time, step)) for time in inside)


def _begun(when: datetime, step: timedelta) -> datetime:
    """The nearest begin of what a time is called (`stamp`); a dot of that day would else stand before its line."""
    if step < timedelta(days=1):
        return (when + timedelta(seconds=30)).replace(second=0, microsecond=0)
    if step < timedelta(days=60):
        return (when + timedelta(hours=12)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (when + timedelta(days=15)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def stamp(when: datetime, step: timedelta) -> str:
    """A time as precise as the distance between two of them needs: `11-25 10:40`, `2024-11-25`, `2024-11`."""
    if step < timedelta(days=1):
        return f"{when:%m-%d %H:%M}"
    return f"{when:%Y-%m-%d}" if step < timedelta(days=60) else f"{when:%Y-%m}"


def rows(family: Family) -> list[tuple[str, str]]:
    """The nodes of a family from the top of each tree down, none twice, each with the one it hangs by (or "")."""
    seen: dict[str, str] = {}
    waiting = list(family.roots)[::-1]
    while waiting:
        member = waiting.pop()
        seen.setdefault(member.id, member.edge.parent if member.edge else "")
        waiting += reversed(member.children)
    return list(seen.items())


def picture(
    nodes: Sequence[tuple[str, str]], lineage: Lineage, documents: Mapping[str, Document], zoom: int, part: slice = ALL
) -> Picture:
    """One family, or a part of it.

    Args:
        nodes: of the family, in the order of their rows (`rows`).
        lineage: every edge.
        documents: by report id.
        zoom: how many times as wide as the first the axis is.
        part: the rows that are drawn. What most of them hang by is drawn on top of them where it has another row.
    """
    known = [when for name, _ in nodes if (when := published(documents.get(name)))]
    axis = Axis(min(known, default=NEVER), max(known, default=NEVER), LEFT, WIDE * zoom)
    names = {node.id: node.name or gettext("an unknown common origin") for node in lineage.latent}
    own = [name for name, _ in nodes[part]]
    above = _above(nodes, part)
    dots = {name: _dot(name, place, axis, (documents, names)) for place, name in enumerate((*above, *own))}
    drawn = set(own)
    edges = [e for e in lineage.edges if e.child in drawn and e.parent in dots]
    hung = set(nodes[part])
    edges.sort(key=lambda e: ((e.child, e.parent) not in hung, -e.probability))  # so that what hangs by a line has it
    return Picture(
        LEFT + WIDE * zoom + LABEL,
        TOP + ROW * len(dots),
        tuple(dots.values()),
        tuple(Line(edge, _path(dots[edge.parent], dots[edge.child])) for edge in edges[:LINES]),
        axis.ticks(TICKS * zoom) if known else (),
        any(published(documents.get(name)) is None for name in dots),
        len(above),
        max(0, len(edges) - LINES),
    )


def _above(nodes: Sequence[tuple[str, str]], part: slice) -> list[str]:
    """What the rows of a part hang by and is none of them: that which most hang by, in the order of all rows."""
    own = {name for name, _ in nodes[part]}
    wanted = Counter(parent for _, parent in nodes[part] if parent and parent not in own)
    chosen = {name for name, _ in wanted.most_common(ABOVE)}
    return [name for name, _ in nodes if name in chosen]


def published(document: Document | None) -> datetime | None:
    """When a report was published, as far as it says so."""
    found = document.report.published if document else None
    return found.earliest.astimezone(UTC) if found else None


def _dot(name: str, place: int, axis: Axis, known: tuple[Mapping[str, Document], Mapping[str, str]]) -> Dot:
    documents, outside = known
    document = documents.get(name)
    when = published(document)
    report = document.report if document else None
    label = (report.outlet or report.title or report.path) if report else outside.get(name, name)
    x = axis.at(when) if when else LEFT / 2
    return Dot(name, x, TOP + ROW * (place + 0.5), shortened(label, SHORT), document)


def _path(parent: Dot, child: Dot) -> str:
    """From the parent out to the left of the child and into it."""
    turn, end = min(parent.x, child.x - BEND), f"{child.y:.1f}"
    return f"M{parent.x:.1f} {parent.y:.1f}C{turn:.1f} {end} {turn:.1f} {end} {child.x - 7:.1f} {end}"


def spans(found: Sequence[tuple[datetime, datetime]], axis: Axis, rows: int) -> list[tuple[float, float, int] | None]:
    """Left end, width and row of intervals that share as few rows as they can; None for those beyond the rows given."""
    free = [axis.left - 1.0] * rows
    placed: list[tuple[float, float, int] | None] = []
    for first, last in found:
        left, right = axis.at(first), max(axis.at(last), axis.at(first) + 5.0)
        row = next((place for place, end in enumerate(free) if end < left), None)
        placed.append((left, right - left, row) if row is not None else None)
        if row is not None:
            free[row] = right + 3.0
    return placed
