"""Who owns and controls an entity, link by link with its source, and how much of it belongs to listed owners.

The computation is that of the rule of 50 per cent: what listed owners hold of an entity is added up, and an entity of
which at least half is theirs counts with them for what it holds in turn. Shares are not multiplied along a chain. It is
shown, not decided: control without a share, trusts and votes are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bukti.model import Chain, Holding, Listed, Share
from bukti.screening.dates import on
from bukti.screening.index import Index
from bukti.screening.listings import in_force, listings

HALF = 50.0
MOST = 200  # entities of one chain
FIGURE = re.compile(r"\d+(?:[.,]\d+)?")
MORE, LESS = (
    re.compile(r">|more than|over|at least|≥", re.IGNORECASE),
    re.compile(r"<|less than|under|up to|≤", re.IGNORECASE),
)
UPWARDS = {"Ownership": ("owner", "asset"), "Directorship": ("director", "organization")}


def chain(index: Index, entity: Listed, day: str) -> Chain | None:
    """The owners of an entity, theirs, and so on; None where the list knows none.

    Args:
        index: of the list.
        entity: of it.
        day: ISO 8601; links that do not hold then are left out. Empty for the day that the list bears.
    """
    asked = day or index.list.date
    names, shares, waiting = {entity.id: entity.caption}, list[Share](), [entity.id]
    while waiting and len(names) < MOST:
        for share in _shares(index, waiting.pop(0), asked):
            shares.append(share)
            if share.owner not in names:
                owner = index.get(share.owner)
                names[share.owner] = owner.caption if owner else share.owner
                waiting.append(share.owner)
    if not shares:
        return None
    known = (index.get(id_) for id_ in names if id_ != entity.id)
    listed = tuple(one.id for one in known if one and in_force(listings(index, one, asked)))
    return Chain(names, tuple(shares), holdings(shares, listed), listed, circles(shares))


def _shares(index: Index, owned: str, day: str) -> list[Share]:
    """The links upwards from an entity that hold on a day."""
    found = list[Share]()
    for link in index.links(owned):
        owner, other = UPWARDS.get(link.schema, ("", ""))
        if not owner or owned not in link.properties.get(other, ()):
            continue
        since, until = link.first("startDate"), link.first("endDate")
        if on(since, until, day) in {"not yet listed", "delisted"}:
            continue
        low, high = percent(link.first("percentage", "sharesPercentage"))
        source = link.first("sourceUrl", "recordId") or f"{index.list.path}, {link.place}"
        told = (link.schema, low, high, since, until, source, link.first("role"))
        found += [Share(one, owned, *told) for one in link.properties.get(owner, ())]
    return found


def percent(text: str) -> tuple[float | None, float | None]:
    """Lowest and highest per cent that a share may be: `51 %`, `25-50`, `>75`; None where no figure is told."""
    figures = [float(found.replace(",", ".")) for found in FIGURE.findall(text)]
    figures = [figure for figure in figures if 0 <= figure <= 100]
    if not figures:
        return None, None
    low, high = min(figures), max(figures)
    if len(figures) == 1 and MORE.search(text):
        high = 100.0
    elif len(figures) == 1 and LESS.search(text):
        low = 0.0
    return low, high


def holdings(shares: Sequence[Share], listed: Iterable[str]) -> tuple[Holding, ...]:
    """What listed owners hold of each entity that is owned: nearest first.

    Args:
        shares: links upwards; those without a figure count as anything that the others leave.
        listed: ids of the owners that are listed.
    """
    owned = list(dict.fromkeys(share.owned for share in shares if share.kind == "Ownership"))
    own = {id_: [s for s in shares if s.owned == id_ and s.kind == "Ownership"] for id_ in owned}
    surely, maybe = _reached(own, set(listed), sure=True), _reached(own, set(listed), sure=False)
    found = []
    for id_ in owned:
        low, high = _sum(own[id_], surely, sure=True), _sum(own[id_], maybe, sure=False)
        counted = tuple(share for share in own[id_] if share.owner in maybe)
        found.append(Holding(id_, low, high, counted, low >= HALF or (None if high >= HALF else False)))
    return tuple(found)


def _reached(own: Mapping[str, Sequence[Share]], listed: set[str], sure: bool) -> set[str]:
    """The listed, and every entity of which they, or those that count with them, hold half."""
    reached = set(listed)
    while True:
        joined = {id_ for id_, shares in own.items() if _sum(shares, reached, sure) >= HALF} - reached
        if not joined:
            return reached
        reached |= joined


def _sum(shares: Sequence[Share], owners: set[str], sure: bool) -> float:
    """Per cent that these owners hold: at least, or at most."""
    best: dict[str, float] = {}  # one owner's share may be told by several sources: the widest reading of each end
    for share in shares:
        value = share.low if sure else share.high
        figure = (0.0 if sure else 100.0) if value is None else value
        before = best.get(share.owner)
        best[share.owner] = figure if before is None else (min if sure else max)(before, figure)
    total = sum(figure for owner, figure in sorted(best.items()) if owner in owners)
    if sure:
        return min(total, 100.0)
    others = sum(share.low or 0.0 for share in shares if share.owner not in owners)
    return min(total, max(100.0 - others, 0.0))


def circles(shares: Sequence[Share]) -> tuple[str, ...]:
    """Ids that own themselves through others, sorted."""
    above: dict[str, set[str]] = {}
    for share in shares:
        above.setdefault(share.owned, set()).add(share.owner)
    return tuple(sorted(id_ for id_ in above if id_ in _over(id_, above)))


def _over(id_: str, above: Mapping[str, set[str]]) -> set[str]:
    """Every id that stands over one."""
    found, waiting = set[str](), [id_]
    while waiting:
        for owner in sorted(above.get(waiting.pop(), ())):
            if owner not in found:
                found.add(owner)
                waiting.append(owner)
    return found
