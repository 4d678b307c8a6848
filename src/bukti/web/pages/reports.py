"""The reports of the case, by families of common descent, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import Response

from bukti.report.trees import Family, Member
from bukti.web.answers import answer, over_result, paged
from bukti.web.desk import View

PAGE = 100  # reports on one page, with the origins outside the collection that they hang under


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows of a family.

    Attributes:
        number: of the family, from 1. roots: its members of this page; one whose parent stands on another page is a
            root here. goes_on: whether its first members stand on an earlier page.
    """

    number: int
    size: int
    roots: tuple[Member, ...]
    goes_on: bool


@over_result
def page(request: Request, view: View) -> Response:
    """A page of the list of reports."""
    result = view.result
    related = [family for family in view.families if not family.alone]
    alone = [(0, family.roots[0]) for family in view.families if family.alone]
    rows = [(number, member) for number, family in enumerate(related, 1) for member in _members(family.roots)]
    shown = paged(request, [*rows, *alone], PAGE)
    return answer(
        request,
        "reports.html",
        shown=shown,
        families=_parts(related, [row for row in shown.items if row[0]]),
        alone=[member.id for number, member in shown.items if not number],
        lone=len(alone),
        reports=view.shelf.reports,
        said=view.said,
        outside={node.id: node for node in result.lineage.latent},
    )


def _members(roots: Sequence[Member]) -> Iterator[Member]:
    """Everything in a tree, each before what hangs under it."""
    waiting = list(reversed(roots))
    while waiting:
        member = waiting.pop()
        yield member
        waiting += reversed(member.children)


def _parts(families: Sequence[Family], rows: Sequence[tuple[int, Member]]) -> list[Part]:
    """The families that a page shows, cut to what it shows of them."""
    inside: dict[int, set[str]] = {}
    for number, member in rows:
        inside.setdefault(number, set()).add(member.id)
    return [_part(number, families[number - 1], names) for number, names in inside.items()]


def _part(number: int, family: Family, names: set[str]) -> Part:
    roots = tuple(one for root in family.roots for one in _cut(root, names))
    return Part(number, family.size, roots, goes_on=family.roots[0].id not in names)


def _cut(member: Member, names: set[str]) -> tuple[Member, ...]:
    """A tree without the members that are not named; what hangs under one of those stands in its place."""
    below = tuple(one for child in member.children for one in _cut(child, names))
    return (replace(member, children=below),) if member.id in names else below
