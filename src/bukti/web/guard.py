"""Who may speak to the workbench: this machine's browser that has the key, through forms that we made."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from secrets import token_urlsafe
from urllib.parse import parse_qsl

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST = 65_536  # bytes of a form
FIELDS = 100  # of a form
UNKNOWN_HOST = "This address is not the workbench's: use the one that `bukti serve` printed."
NO_KEY = "The workbench opens with the whole address that `bukti serve` printed, key included. Open it from there."
NOT_OURS = "This form was not made by the page that you see: go back, load the page again and send it once more."
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser sends our own forms with Origin: null
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


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


class Guard:
    """Refuses before any page is asked; every answer leaves with the headers of `HEADERS`.

    Args:
        app: what is guarded.
        keys: of this run.
        hosts: values of the Host header that are this workbench; any other name that leads here is an attack from a
            page elsewhere (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, keys: Keys, hosts: Iterable[str]) -> None:
        self._app = app
        self._keys = keys
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = self._refused(request) or await self._form_refused(request)
        await (answer or self._app)(scope, receive, _with_headers(send))

    def _refused(self, request: Request) -> Response | None:
        """The answer to who may not speak to us, and to who shows the key of the printed address."""
        if request.headers.get("host", "").lower() not in self._hosts:
            return _no(421, UNKNOWN_HOST)
        key = request.query_params.get("key")
        if key is not None and request.method == "GET" and _same(key, self._keys.link):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(self._keys.cookie, self._keys.session, httponly=True, samesite="strict")
            return entered
        if not _same(_cookie(request, self._keys.cookie), self._keys.session):
            return _no(403, NO_KEY)
        return None

    async def _form_refused(self, request: Request) -> Response | None:
        """The answer to a form that is too large or not ours; a good one is put beside the request."""
        if request.method in ("GET", "HEAD"):
            return None
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return _no(413, f"The form has more than {LARGEST} bytes: shorten it.")
        try:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
        except ValueError:
            return _no(400, "The form cannot be read.")
        origin = request.headers.get("origin")
        if origin is not None and origin.lower().partition("://")[2] not in self._hosts:
            return _no(403, NOT_OURS)
        if not _same(fields.pop("csrf", ""), self._keys.form):
            return _no(403, NOT_OURS)
        request.scope["form"] = fields
        return None


def _same(given: str, known: str) -> bool:
    """Whether two secrets are one, told in a time that says nothing about where they differ."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), known.encode())


def _cookie(request: Request, name: str) -> str:
    try:
        found = SimpleCookie(request.headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _no(status: int, text: str) -> Response:
    return PlainTextResponse(text + "\n", status)


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent
