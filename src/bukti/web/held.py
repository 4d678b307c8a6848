"""Who owns and controls whom as a picture: owners above what they own, places and lines free of any markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bukti.model import Chain, Tie
from bukti.report.plain import shortened
from bukti.report.screening import OWNER_OF, span

WIDE, HIGH = 200.0, 44.0  # of a box
APART, DOWN = 26.0, 92.0  # between boxes of a row, from one row to the next
EDGE = 30.0  # room around the picture
SIDE = 56.0  # how far a line runs out that leads upwards
MOST = 40  # boxes of a picture; more are told in words
MATCH = "Match"  # kind of a link between entries of two lists that may be one
SHORT = 24  # characters in a box


@dataclass(frozen=True, slots=True)
class Link:
    """One link: ids of both ends, a short label, how it is told in words, the source that says so."""

    owner: str
    owned: str
    label: str
    words: str
    source: str
    kind: str = "Ownership"


@dataclass(frozen=True, slots=True)
class Box:
    """An entity at its place; `listed` where a measure against it is in force."""

    id: str
    x: float
    y: float
    name: str
    full: str
    listed: bool
    meant: bool


@dataclass(frozen=True, slots=True)
class Drawn:
    """A link as a line, with the place of its label."""

    link: Link
    path: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All of it, and the room that it takes."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Drawn, ...]


def of_chain(chain: Chain) -> list[Link]:
    """The links of a list, and the matches between lists."""
    found = []
    for share in chain.shares:
        verb = OWNER_OF.get(share.kind, share.kind.casefold())
        held = span(share.low, share.high) or ("share untold" if share.kind == "Ownership" else verb)
        dates = (f"from {share.since}" if share.since else "", f"until {share.until}" if share.until else "")
        words = ", ".join(filter(None, (verb, held if held != verb else "", share.role, *dates)))
        found.append(Link(share.owner, share.owned, held, words, share.source, share.kind))
    for join in chain.joins:
        reasons = "; ".join(f"{one.name} {one.score:+.2f}: {one.detail}" for one in join.features)
        words = f"may be the same, a match and no merge, {join.score:.2f} ({reasons})"
        found.append(Link(join.right, join.left, "may be the same", words, join.path, MATCH))
    return found


def of_ties(ties: Sequence[Tie]) -> list[Link]:
    """The links that reports state: no share is told."""
    owned = dict.fromkeys((tie.left, tie.right) for tie in ties if tie.kind == "Ownership")
    return [Link(left, right, "by reports", "owns, as reports say", "") for left, right in owned]


def picture(meant: str, links: Sequence[Link], names: Mapping[str, str], listed: Sequence[str]) -> Picture | None:
    """The entity that is meant with all that is linked to it; None where nothing is, or more than a picture can tell.

    Args:
        meant: its id.
        links: upwards and downwards.
        names: of every id.
        listed: ids against which a measure is in force.
    """
    rows = _rows(meant, links)
    ids = [id_ for row in rows for id_ in row]
    if len(ids) < 2 or len(ids) > MOST:
        return None
    most = max(map(len, rows))
    width = 2 * EDGE + most * WIDE + (most - 1) * APART
    boxes: dict[str, Box] = {}
    for place, row in enumerate(rows):
        left = (width - len(row) * WIDE - (len(row) - 1) * APART) / 2
        for number, id_ in enumerate(row):
            full = names.get(id_, id_)
            x, y = left + number * (WIDE + APART), EDGE + place * DOWN
            boxes[id_] = Box(id_, x, y, shortened(full, SHORT), full, id_ in listed, id_ == meant)
    lines = tuple(_line(link, boxes[link.owner], boxes[link.owned]) for link in links)
    width += SIDE if any(boxes[link.owner].y > boxes[link.owned].y for link in links) else 0
    return Picture(width, 2 * EDGE + (len(rows) - 1) * DOWN + HIGH, tuple(boxes.values()), lines)


def _rows(meant: str, links: Sequence[Link]) -> list[list[str]]:
    """Ids in rows, owners above what they own, as near to what is meant as they are linked; circles end."""
    level = {meant: 0}
    waiting = [meant]
    while waiting:
        here = waiting.pop(0)
        for link in links:
            for one, other, step in ((link.owned, link.owner, -1), (link.owner, link.owned, 1)):
                if one == here and other not in level:
                    level[other] = level[here] + step
                    waiting.append(other)
    return [[id_ for id_, at in level.items() if at == row] for row in sorted(set(level.values()))]


def _line(link: Link, owner: Box, owned: Box) -> Drawn:
    """From under the owner into the top of the owned; in one row over the boxes, upwards around their right side."""
    if owner.y < owned.y:
        x1, y1, x2, y2 = owner.x + WIDE / 2, owner.y + HIGH, owned.x + WIDE / 2, owned.y
        turn = (y1 + y2) / 2
        path = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {turn:.1f} {x2:.1f} {turn:.1f} {x2:.1f} {y2:.1f}"
        return Drawn(link, path, (x1 + x2) / 2, turn + 4)
    if owner.y == owned.y:
        x1, x2, y = owner.x + WIDE * 0.7, owned.x + WIDE * 0.7, owner.y
        over = y - EDGE + 4
        return Drawn(
            link, f"M{x1:.1f} {y:.1f}C{x1:.1f} {over:.1f} {x2:.1f} {over:.1f} {x2:.1f} {y:.1f}", (x1 + x2) / 2, y - 16
        )
    x1, y1, x2, y2 = owner.x + WIDE, owner.y + HIGH / 2, owned.x + WIDE, owned.y + HIGH / 2
    turn = max(x1, x2) + SIDE
    path = f"M{x1:.1f} {y1:.1f}C{turn:.1f} {y1:.1f} {turn:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
    return Drawn(link, path, turn - 18, (y1 + y2) / 2 + 4)
