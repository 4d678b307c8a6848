"""Who owns and controls an entity, link by link with its source, and how much of it belongs to listed owners.

The computation is that of the rule of 50 per cent: what listed owners hold of an entity is added up, and an entity of
which at least half is theirs counts with them for what it holds in turn. Shares are not multiplied along a chain. It is
shown, not decided: control without a share, trusts and votes are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from bukti.model import Chain, Holding, Joined, Listed, Share
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
        for share in links_up(index, waiting.pop(0), asked):
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


def links_up(index: Index, owned: str, day: str) -> list[Share]:
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


def holdings(shares: Sequence[Share], listed: Iterable[str], joins: Sequence[Joined] = ()) -> tuple[Holding, ...]:
    """What listed owners hold of each entity that is owned: nearest first.

    Args:
        shares: links upwards; those without a figure count as anything that the others leave.
        listed: ids of the owners that are listed.
        joins: ids that may be one. Sure ones count as one; others do so for what is held at most, and one owner under
            two such ids is not added twice for what is held at least.
    """
    own = [share for share in shares if share.kind == "Ownership"]
    surely = _Holders(own, [join for join in joins if join.sure], joins)
    maybe = _Holders(own, joins, joins)
    known = set(listed)
    low_of, high_of = surely.reached(known, sure=True), maybe.reached(known, sure=False)
    found = []
    nearest: dict[str, str] = {}
    for share in own:
        nearest.setdefault(surely.root(share.owned), share.owned)
    for id_ in nearest.values():
        low, high = surely.sum(id_, low_of, sure=True), maybe.sum(id_, high_of, sure=False)
        counted: dict[tuple[str, float | None, float | None], Share] = {}
        for share in maybe.shares(id_):
            if maybe.root(share.owner) in high_of:  # what two lists tell alike is shown once
                counted.setdefault((maybe.root(share.owner), share.low, share.high), share)
        reached = low >= HALF or (None if high >= HALF else False)
        found.append(Holding(id_, low, high, tuple(counted.values()), reached))
    return tuple(found)


class _Holders:
    """Who holds what, where some ids are one."""

    def __init__(self, own: Sequence[Share], joins: Iterable[Joined], all_joins: Iterable[Joined]) -> None:
        self._roots, self._owners = roots(joins), roots(all_joins)
        self._shares: dict[str, list[Share]] = {}
        for share in own:
            self._shares.setdefault(self.root(share.owned), []).append(share)

    def root(self, id_: str) -> str:
        """The id that stands for all that are the same."""
        return self._roots.get(id_, id_)

    def shares(self, id_: str) -> Sequence[Share]:
        """The links upwards from an entity, whatever its id."""
        return self._shares.get(self.root(id_), ())

    def reached(self, listed: set[str], *, sure: bool) -> set[str]:
        """The listed, and every entity of which they, or those that count with them, hold half; by root."""
        reached = {self.root(id_) for id_ in listed}
        while True:
            joined = {id_ for id_ in self._shares if self.sum(id_, reached, sure=sure) >= HALF} - reached
            if not joined:
                return reached
            reached |= joined

    def sum(self, id_: str, owners: set[str], *, sure: bool) -> float:
        """Per cent that these owners, by root, hold of an entity: at least, or at most."""
        best: dict[str, float] = {}  # one owner's share may be told by several sources: the widest reading of each end
        held = [share for share in self.shares(id_) if self.root(share.owner) in owners]
        for share in held:
            value = share.low if sure else share.high
            figure = (0.0 if sure else 100.0) if value is None else value
            owner = self._owners.get(share.owner, share.owner)
            before = best.get(owner)
            best[owner] = figure if before is None else (min if sure else max)(before, figure)
        total = sum(figure for _, figure in sorted(best.items()))
        if sure:
            return min(total, 100.0)
        others = sum(share.low or 0.0 for share in self.shares(id_) if self.root(share.owner) not in owners)
        return min(total, max(100.0 - others, 0.0))


def roots(joins: Iterable[Joined]) -> dict[str, str]:
    """Each joined id -> the one that stands for all that are the same, the first that was met."""
    above: dict[str, str] = {}

    def root(id_: str) -> str:
        while above.get(id_, id_) != id_:
            id_ = above[id_]
        return id_

    for join in joins:
        above[root(join.right)] = root(join.left)
    return {id_: root(id_) for id_ in above}


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
