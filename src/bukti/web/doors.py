"""Who comes in: the one user of this machine with the printed address, or the members of a team."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from secrets import token_urlsafe
from typing import Protocol

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from bukti.ledger.writer import Writer, login
from bukti.settings import from_environment
from bukti.team.accounts import LASTS, Member, Team
from bukti.team.roles import EVERY, Right
from bukti.web.limits import Pace, Tries
from bukti.web.provider import Provider
from bukti.web.tongues import gettext, phrase

NO_KEY = phrase(
    "The workbench opens with the whole address that “bukti serve” printed, key included. Open it from there."
)
SCHEME = "bearer "
API = "/api/"
LISTENING = ("/events", "/api/v1/events")  # what open pages and programs ask for by themselves
ASKED = "Send the key of the address that `bukti serve` printed: Authorization: Bearer KEY."


@dataclass(frozen=True, slots=True)
class Person:
    """Who makes a request.

    Attributes:
        name: as it stands under what they do; empty for who did not sign in. rights: what they may do.
        form: what their forms carry. writer: who signs their acts; None for the user of this machine.
        token: whether a program asks, with a token in a header: no page elsewhere can send one, so it needs no `form`.
        member: of a team.
    """

    name: str
    rights: frozenset[Right]
    form: str
    writer: Writer | None = None
    token: bool = False
    member: Member | None = None

    def may(self, right: Right | str) -> bool:
        """Whether they have a right."""
        return right in self.rights


@dataclass(frozen=True, slots=True)
class Keys:
    """What only this run knows.

    Attributes:
        link: stands in the printed address. session: in the cookie that it is changed for. form: in every form.
        port: names the cookie, for cookies of one host are shared by its ports.
    """

    port: int
    link: str = field(default_factory=token_urlsafe)
    session: str = field(default_factory=token_urlsafe)
    form: str = field(default_factory=token_urlsafe)

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"bukti-{self.port}"


class Door(Protocol):
    """The contract of both."""

    team: Team | None
    pace: Pace | None  # how often who comes in may ask; None is as often as they like

    def enter(self, request: Request) -> Person | Response:
        """Who makes a request, or the answer to who may not."""


class Alone:
    """The user of this machine, who has the printed address.

    Args:
        keys: of this run.
    """

    team: Team | None = None
    pace: Pace | None = None

    def __init__(self, keys: Keys) -> None:
        self._keys = keys

    def enter(self, request: Request) -> Person | Response:
        """See `Door`."""
        key = request.query_params.get("key")
        if key is not None and request.method == "GET" and same(key, self._keys.link):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(self._keys.cookie, self._keys.session, httponly=True, samesite="strict")
            return entered
        if same(bearer(request) or "", self._keys.link):
            return Person(login(), EVERY, self._keys.form, token=True)
        if not same(cookie(request, self._keys.cookie), self._keys.session):
            return _unknown(request)
        return Person(login(), EVERY, self._keys.form)


def _unknown(request: Request) -> Response:
    """The answer to who has not the key: in a line for people, as JSON for programs."""
    if request.url.path.startswith(API) or bearer(request) is not None:
        return JSONResponse({"error": ASKED}, 401, headers={"WWW-Authenticate": "Bearer"})
    return PlainTextResponse(gettext(NO_KEY) + "\n", 403)


class Members:
    """The members of a team.

    Args:
        team: their accounts.
        home: folder in which the heads of logs are remembered.
        secure: whether they come through TLS, which cookies are then bound to.
        provider: of identities, with the secret of the server; None where everybody has a password.
    """

    def __init__(
        self, team: Team, home: Path | None, *, secure: bool, provider: tuple[Provider, str] | None = None
    ) -> None:
        self.team: Team | None = team
        self.tries = Tries()
        self.pace: Pace | None = Pace(from_environment().rates)
        self.accounts = team
        self._home = home
        self.secure = secure
        self._strangers = token_urlsafe()
        self.provider: Provider | None = provider[0] if provider else None
        self.secret = provider[1] if provider else ""

    @property
    def cookie(self) -> str:
        """The name of the cookie; the prefix keeps other hosts of a domain from setting it."""
        return "__Host-bukti" if self.secure else "bukti-team"

    def enter(self, request: Request) -> Person | Response:
        """See `Door`. Who is not known has no rights, and the pages that are open to strangers only."""
        shown = bearer(request)
        secret = shown if shown is not None else cookie(request, self.cookie)
        member = self.accounts.member(secret, use=request.url.path not in LISTENING)
        if member is None or (member.kind == "token") != (shown is not None):
            return Person("", frozenset(), self.strangers(request))
        return self.person(member)

    def person(self, member: Member) -> Person:
        """A member as who makes a request."""
        writer = Writer(member.account.name, member.signer, self._home)
        return Person(writer.author, member.rights, member.form, writer, member.kind == "token", member)

    def strangers(self, request: Request) -> str:
        """What the form to sign in carries: bound to nothing but this run, for there is no session yet."""
        del request
        return self._strangers

    def let_in(self, answer: Response, secret: str) -> Response:
        """Give the cookie of a session."""
        rules = {"httponly": True, "samesite": "lax", "secure": self.secure, "path": "/", "max_age": LASTS}
        answer.set_cookie(self.cookie, secret, **rules)  # type: ignore[arg-type] # a table of options
        return answer

    def let_out(self, request: Request, answer: Response) -> Response:
        """End the session that a request shows."""
        self.accounts.sign_out(cookie(request, self.cookie))
        answer.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="lax")
        return answer


def same(given: str, known: str) -> bool:
    """Whether two secrets are one, told in a time that says nothing about where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def cookie(request: Request, name: str) -> str:
    """The value of a cookie; empty where there is none."""
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def address(request: Request) -> str:
    """Where a request comes from; behind a server on this machine, what that server says."""
    return request.client.host if request.client else ""


def bearer(request: Request) -> str | None:
    """The token in the header of a program; None where a browser asks."""
    said = request.headers.get("authorization", "")
    return said[len(SCHEME) :].strip() if said.lower().startswith(SCHEME) else None
