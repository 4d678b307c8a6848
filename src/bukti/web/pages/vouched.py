"""Signing in where a provider of identities vouches for people; only where the server was given one."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bukti.errors import BuktiError
from bukti.web.answers import see
from bukti.web.doors import cookie
from bukti.web.pages import account
from bukti.web.provider import OPEN, RETURN, Provider
from bukti.web.tongues import English

WAY = "bukti-way"  # the cookie of a sign-in that is open


def begin(request: Request) -> Response:
    """Lead to the provider."""
    try:
        address, browser = _provider(request).begin(account.place(request.query_params.get("next", "")))
    except BuktiError as fault:
        return account.refused(request, English(fault))
    made = see(address)
    made.set_cookie(
        WAY, browser, max_age=OPEN, path="/oidc", httponly=True, secure=account.door(request).secure, samesite="lax"
    )
    return made


def finish(request: Request) -> Response:
    """Let in who comes back from the provider, where an account names them."""
    door = account.door(request)
    try:
        subject, place = _provider(request).finish(request.query_params, cookie(request, WAY))
        secret = door.accounts.vouched(subject, door.secret)
    except BuktiError as fault:
        return account.refused(request, English(fault))
    door.let_out(request, Response())
    made = door.let_in(see(place), secret)
    made.delete_cookie(WAY, path="/oidc")
    return made


def _provider(request: Request) -> Provider:
    found = account.door(request).provider
    assert found is not None  # noqa: S101 - without one there are no such addresses
    return found


ROUTES = (Route("/oidc/start", begin), Route(RETURN, finish))
