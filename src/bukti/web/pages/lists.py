"""The lists that the case is screened against: which, of which date, whether searched whole; choosing is an act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import given, lists
from bukti.acts.given import Sent
from bukti.acts.lists import Chosen
from bukti.ledger.writer import called
from bukti.model import Decision, Entities, Failure, ListFile
from bukti.progress import Tick
from bukti.settings import from_environment
from bukti.team.roles import Right
from bukti.web import begun
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import View
from bukti.web.tongues import English, phrase

KIND = "list"  # of the task that takes a list


@over_result
def page(request: Request, view: View) -> Response:
    """Those chosen with what came of them, those that the folder offers, and the form that takes another."""
    return _page(request, view)


@over_result
def take(request: Request, view: View) -> Response:
    """Check a list that was sent, and keep it, in the background."""
    if fault := begun.busy(request):
        return _page(request, view, fault)
    here, form, files = desk(request), request.scope["form"], request.scope.get("files", [])
    reason, head = form.get("reason", "").strip(), form.get("head", "")

    def work(tick: Tick) -> Decision:
        sent = Sent(
            tuple(files), reason, partly=bool(form.get("partly")), by=form.get("author", "").strip() or called()
        )
        end = here.follow(head, {"list": sent.name}) if files and head else None
        made = given.take(replace(sent, head=end), here.case, tick)
        here.assess()
        return made

    return see(f"/lists/{begun.begin(request, phrase('Take in a list'), work, KIND).id}")


@over_result
def taken(request: Request, view: View) -> Response:
    """How far it is; then the assessment with it, or what its reader found."""
    job = begun.own(request, (KIND,))
    if job is None:
        return missing(request, phrase("task of this run"))
    if job.slow():
        return begun.waiting(request, job)
    return _page(request, view, English(job.fault), job.about.fields) if job.fault else see("/work")


def _page(request: Request, view: View, fault: str = "", typed: Mapping[str, str] | None = None) -> Response:
    may = request.scope["person"].may(Right.KEEP)
    made = lists.chosen(desk(request).case)
    names = {one.name for one in made}
    offered = [name for name in lists.available() if name not in names] if may else []
    shown: dict[str, Any] = {"chosen": made, "offered": offered, "may": may, "card": card(view.listed, made)}
    options, fields = from_environment(), defaultdict(str, typed or request.scope.get("form", {}))
    shown |= {"fault": fault, "fields": fields, "limit": options.limits.file_bytes >> 20}
    shown |= {"folder": options.lists is not None}
    return answer(request, "lists.html", 400 if fault else 200, **shown)


def card(listed: Entities | None, made: tuple[Chosen, ...]) -> list[dict[str, Any]]:
    """Each chosen list with the files of it that were searched and those that failed.

    Args:
        listed: what the search gave; None where there was none.
        made: the lists that were chosen.
    """
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
    path = PurePath(given.shown(one.path))
    return bool(path.parts) and path.parts[0] == name


def _within(path: str, name: str) -> str:
    """The file of a list that is a folder; the name of the list else."""
    parts = PurePath(path).parts
    return "/".join(parts[len(parts) - parts[::-1].index(name) - 1 :]) if name in parts else name
