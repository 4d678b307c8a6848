"""The workbench as an ASGI application."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from bukti.errors import BuktiError
from bukti.web.answers import problem
from bukti.web.desk import Desk
from bukti.web.guard import Guard, Keys
from bukti.web.pages import ROUTES


def application(desk: Desk, keys: Keys, hosts: Iterable[str]) -> Starlette:
    """The pages over a case, behind the guard.

    Args:
        desk: the case.
        keys: of this run.
        hosts: values of the Host header that are answered, with the port.
    """
    guard = Middleware(Guard, keys=keys, hosts=tuple(hosts))
    handlers = {HTTPException: _not_served, BuktiError: _refused}
    made = Starlette(routes=ROUTES, middleware=[guard], exception_handlers=handlers)
    made.state.desk, made.state.keys = desk, keys
    return made


def _not_served(request: Request, fault: Exception) -> Response:
    """An address or a method that does not exist."""
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    title = {404: "There is no such page", 405: "This page takes no such request"}.get(status, "This did not work")
    return problem(request, status, title, "Go on from the overview, or search.")


def _refused(request: Request, fault: Exception) -> Response:
    """Something that cannot be done, in the words of the command line."""
    return problem(request, 400, "This cannot be done", str(fault))
