"""Signing in and out, one's own account, and the people of a case; only where a team shares it."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bukti.acts import members
from bukti.acts.members import Wanted
from bukti.errors import BuktiError
from bukti.ledger.writer import acting
from bukti.team.accounts import RefusedError
from bukti.team.roles import Role
from bukti.web import unsent, ways
from bukti.web.answers import answer, desk, environment, see
from bukti.web.doors import Members, address
from bukti.web.limits import network
from bukti.web.pages import resumed
from bukti.web.tongues import English, current, gettext, phrase
from bukti.web.unsent import Unsent

WAIT = phrase("Too many tries from here. Wait %(seconds)s seconds, then try again.")


def sign_in(request: Request) -> Response:
    """The form to sign in; where a form was sent without a session, that is kept in it."""
    kept: Unsent | None = request.scope.get("unsent")
    if kept is not None:
        return _sign_in(request, {"next": "/", unsent.FIELD: kept.packed()}, 403)
    return _sign_in(request, {"next": request.query_params.get("next", "")})


def enter(request: Request) -> Response:
    """Let somebody in, and lead them to where they wanted to go."""
    fields, team = request.scope["form"], door(request)
    name, whence = fields.get("name", ""), network(address(request))
    wait = team.tries.wait(name, whence)
    if wait:
        made = _sign_in(request, fields, 429, gettext(WAIT) % {"seconds": wait})
        made.headers["Retry-After"] = str(wait)
        return made
    try:
        secret = team.accounts.sign_in(name, fields.get("password", ""))
    except RefusedError as fault:
        team.tries.fail(name, whence)
        return _sign_in(request, fields, 403, English(fault))
    team.let_out(request, Response())  # what was shown before ends
    kept, member = unsent.unpacked(fields.get(unsent.FIELD, "")), team.accounts.member(secret)
    if kept and member:
        request.scope["person"] = team.person(member)
        with acting(request.scope["person"].writer):
            return team.let_in(resumed.show(request, kept), secret)
    return team.let_in(see(place(fields.get("next", ""))), secret)


def again(request: Request) -> Response:
    """The form that was sent without a session, for who has signed in elsewhere since."""
    kept = unsent.unpacked(request.scope["form"].get(unsent.FIELD, ""))
    return resumed.show(request, kept) if kept else see("/")


def refused(request: Request, why: str) -> Response:
    """The form to sign in, where somebody else did not vouch for who asks."""
    return _sign_in(request, {"next": request.query_params.get("next", "")}, 403, why)


def leave(request: Request) -> Response:
    """End the session."""
    return door(request).let_out(request, see("/sign-in"))


def own(request: Request) -> Response:
    """One's own account."""
    return answer(request, "account.html", roles=_roles(), made="", fault="")


def password(request: Request) -> Response:
    """Another password; every session ends, and the person signs in anew."""
    fields, team = request.scope["form"], door(request)
    try:
        team.accounts.change_password(request.scope["person"].name, fields.get("new", ""), fields.get("old", ""))
    except BuktiError as fault:
        return answer(request, "account.html", 400, roles=_roles(), made="", fault=English(fault))
    return team.let_out(request, see("/sign-in"))


def token(request: Request) -> Response:
    """A token for a program, shown this once."""
    fields, team = request.scope["form"], door(request)
    days = fields.get("days", "")
    wanted = Wanted(fields.get("label", ""), fields.get("role", ""), int(days) if days.isdecimal() else 0)
    try:
        made = members.token_of(team.accounts, request.scope["person"].member, wanted)
    except BuktiError as fault:
        return answer(request, "account.html", 400, roles=_roles(), made="", fault=English(fault))
    return answer(request, "account.html", roles=_roles(), made=made, fault="")


def people(request: Request) -> Response:
    """Everybody who shares the case."""
    return _people(request)


def add(request: Request) -> Response:
    """Add a person."""
    fields = request.scope["form"]
    names = ("name", "role", "password", "subject")
    try:
        members.add(desk(request).case, *(fields.get(name, "") for name in names))
    except BuktiError as fault:
        return _people(request, English(fault), 400)
    return see("/people")


def role(request: Request) -> Response:
    """Give a person another role."""
    fields = request.scope["form"]
    try:
        members.give(desk(request).case, fields.get("name", ""), fields.get("role", ""))
    except BuktiError as fault:
        return _people(request, English(fault), 400)
    return see("/people")


def place(asked: str) -> str:
    """Where somebody is led after signing in: a page of this workbench, whatever was asked for."""
    return ways.place(asked, but="/sign-in")


def _people(request: Request, fault: str = "", code: int = 200) -> Response:
    found = door(request).accounts
    shown = {"people": found.accounts(), "reads": found.reads()[-100:][::-1], "roles": _roles()}
    return answer(request, "people.html", code, **shown, fault=fault)


def _sign_in(request: Request, fields: Mapping[str, str], code: int = 200, fault: str = "") -> HTMLResponse:
    """A page that says nothing of the case, not even what it is called."""
    provider = door(request).provider
    shown = {
        "csrf": request.scope["person"].form,
        "name": fields.get("name", ""),
        "next": place(fields.get("next", "")),
        "fault": fault,
        "unsent": fields.get(unsent.FIELD, ""),
        "tongue": current(),
        "back": f"/sign-in?{urlencode({'next': place(fields.get('next', ''))})}",
        "vouches": provider.config.name if provider else "",
    }
    return HTMLResponse(environment().get_template("sign_in.html").render(shown), code)


def _roles() -> list[str]:
    return [role.value for role in Role if role is not Role.NONE]


def door(request: Request) -> Members:
    """The door of a team, which these pages are served behind only."""
    found: Members = request.scope["door"]
    return found


ROUTES = (
    Route("/sign-in", sign_in),
    Route("/sign-in", enter, methods=["POST"]),
    Route(unsent.AGAIN, again, methods=["POST"]),
    Route("/sign-out", leave, methods=["POST"]),
    Route("/account", own),
    Route("/account/password", password, methods=["POST"]),
    Route("/account/token", token, methods=["POST"]),
    Route("/people", people),
    Route("/people/add", add, methods=["POST"]),
    Route("/people/role", role, methods=["POST"]),
)
