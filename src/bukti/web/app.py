"""The workbench as an ASGI application."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bukti.errors import BuktiError
from bukti.team.roles import Right
from bukti.web import access, api, live
from bukti.web.acts import take_up
from bukti.web.answers import fault, problem
from bukti.web.desk import Desk
from bukti.web.doors import API, Door, Keys, Members
from bukti.web.guard import Guard
from bukti.web.pages import ROUTES, account, vouched
from bukti.web.tongues import English, gettext, term


def application(desk: Desk, door: Door | Keys, hosts: Iterable[str]) -> Starlette:
    """The pages over a case, behind the guard.

    Args:
        desk: the case.
        door: who may come in; the keys of a run are the door of a single user.
        hosts: values of the Host header that are answered, with the port.
    """
    guard = Middleware(Guard, door=door, hosts=tuple(hosts))
    handlers = {HTTPException: _not_served, BuktiError: _refused}
    team = account.ROUTES if isinstance(door, Members) else ()
    more = vouched.ROUTES if isinstance(door, Members) and door.provider else ()
    shown = (*ROUTES, *api.ROUTES, *live.ROUTES, *team, *more)
    made = Starlette(routes=[_behind(route) for route in shown], middleware=[guard], exception_handlers=handlers)
    made.state.desk, made.state.pulse = desk, live.Pulse(desk)
    return made


def _behind(route: Route) -> BaseRoute:
    """A route that answers who has the right that it needs, and nobody else."""

    def refusal(request: Request) -> Response | None:
        needed, person = access.needed(route.path, request), request.scope["person"]
        if needed is not None and not person.may(needed):
            return _may_not(request, needed)
        if person.may(Right.DECIDE):
            take_up(request.app.state.desk)  # with the key that the request has just opened
        return None

    return Route(route.path, _asked_first(route.endpoint, refusal), methods=list(route.methods or ()))


def _asked_first(page: Callable[..., Any], refusal: Callable[[Request], Response | None]) -> Callable[..., Any]:
    """A page that is asked only where nothing speaks against it; it stays in the loop or in a thread, as it was."""
    if inspect.iscoroutinefunction(page):

        @wraps(page)
        async def waiting(request: Request) -> Response:
            answer = refusal(request) or await page(request)
            return answer if isinstance(answer, Response) else Response(status_code=500)

        return waiting

    @wraps(page)
    def handler(request: Request) -> Response:
        answer = refusal(request) or page(request)
        return answer if isinstance(answer, Response) else Response(status_code=500)

    return handler


def _may_not(request: Request, needed: Right) -> Response:
    """Somebody lacks the right."""
    text = gettext(
        "It needs the right “%(right)s”, which your role in this case does not have. An admin can change your role."
    ) % {"right": term(needed)}
    if request.url.path.startswith(API):
        return fault(403, text)
    return problem(request, 403, gettext("You may not do this"), text)


def _not_served(request: Request, raised: Exception) -> Response:
    """An address or a method that does not exist."""
    status = raised.status_code if isinstance(raised, HTTPException) else 500
    if request.url.path.startswith(API) and isinstance(raised, HTTPException):
        made = fault(status, raised.detail)
        made.headers.update(raised.headers or {})
        return made
    title = {404: gettext("There is no such page"), 405: gettext("This page takes no such request")}
    said = title.get(status, gettext("This did not work"))
    return problem(request, status, said, gettext("Go on from the overview, or search."))


def _refused(request: Request, raised: Exception) -> Response:
    """Something that cannot be done, in the words of the command line."""
    if request.url.path.startswith(API):
        return fault(400, str(raised))
    return problem(request, 400, gettext("This cannot be done"), English(raised))
