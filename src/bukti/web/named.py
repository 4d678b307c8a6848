"""What of people's names a page shows to whom: those that incidents may have harmed are not for everybody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from starlette.requests import Request

from bukti.model import Entity
from bukti.report.withheld import Names
from bukti.team.roles import Right
from bukti.web.answers import desk
from bukti.web.desk import View
from bukti.web.entries import Entry


def names(request: Request, view: View) -> Names:
    """How names of people are shown: withheld, or, for who may read them, open; a team is told who read them."""
    if not _may(request):
        return view.withheld
    person, team = request.scope["person"], request.scope["door"].team
    if team is not None and person.member is not None:
        team.note_read(person.member, request.url.path)
    return view.open


def entities(request: Request, view: View) -> Mapping[str, Entity]:
    """Whom somebody may read of, by id: without right, nobody who is withheld on the page of an incident."""
    if _may(request):
        return view.entities
    return {name: one for name, one in view.entities.items() if name not in view.hidden}


def read(request: Request, view: View, shown: Iterable[Entity]) -> None:
    """Note that somebody reads these, where one of them is not for everybody."""
    if any(one.id in view.hidden for one in shown):
        names(request, view)


def entries(request: Request, found: Iterable[Entry]) -> list[Entry]:
    """Entries of the log, without names that are not for who asks: a decision says what it is on."""
    view = desk(request).view
    if view is None or _may(request):
        return list(found)
    return [replace(one, what=view.withheld.text(one.what)) for one in found]


def _may(request: Request) -> bool:
    allowed: bool = request.scope["person"].may(Right.RESTRICTED)
    return allowed
