"""The lists that the case is screened against: which, of which date, whether searched whole; choosing is an act."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import lists
from bukti.acts.lists import Chosen
from bukti.model import Failure, ListFile
from bukti.settings import from_environment
from bukti.team.roles import Right
from bukti.web.answers import answer, desk, over_result
from bukti.web.desk import View


@over_result
def page(request: Request, view: View) -> Response:
    """Those chosen with what came of them, and those that the folder offers."""
    may = request.scope["person"].may(Right.KEEP)
    made = lists.chosen(desk(request).case)
    names = {one.name for one in made}
    offered = [name for name in lists.available() if name not in names] if may else []
    shown: dict[str, Any] = {"chosen": made, "offered": offered, "may": may, "card": card(view, made)}
    return answer(request, "lists.html", folder=from_environment().lists is not None, **shown)


def card(view: View, made: tuple[Chosen, ...]) -> list[dict[str, Any]]:
    """Each chosen list with the files of it that were searched and those that failed, as of the result shown."""
    listed = view.listed
    searched, failed = (listed.lists, listed.failed) if listed else ((), ())
    return [
        {
            "name": one.name,
            "decision": one.decision,
            "searched": [(file, _within(file.path, one.name)) for file in searched if _of(file, one.name)],
            "failed": [(fault, _within(fault.path, one.name)) for fault in failed if _of(fault, one.name)],
        }
        for one in made
    ]


def _of(one: ListFile | Failure, name: str) -> bool:
    """Whether a file is the list of a name, or lies in the folder of that name."""
    folder = from_environment().lists
    path = PurePath(one.path)
    if folder is not None and path.is_relative_to(folder):
        path = path.relative_to(folder)
    return bool(path.parts) and path.parts[0] == name


def _within(path: str, name: str) -> str:
    """The file of a list that is a folder; the name of the list else."""
    parts = PurePath(path).parts
    return "/".join(parts[len(parts) - parts[::-1].index(name) - 1 :]) if name in parts else name
