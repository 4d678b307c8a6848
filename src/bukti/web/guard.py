"""Who may speak to the workbench: whom its door knows, under its own host name, through forms that we made."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bukti.ledger.writer import acting
from bukti.settings import from_environment
from bukti.team.roles import Right
from bukti.web import multipart, style, unsent
from bukti.web.answers import too_often
from bukti.web.doors import API, Alone, Door, Keys, Person, address, bearer, same
from bukti.web.limits import Refusal, network, weight
from bukti.web.tongues import SOURCE, asked, gettext, phrase, speaking, tongues

LARGEST = 65_536  # bytes of a form
FIELDS = 100  # of a form
HOLDING = ("/sign-in", unsent.AGAIN)  # forms that may hold another one …
WRAPPED = 4  # … and are so many times as long then, for its marks are written as three characters each
UNREADABLE = phrase("The form cannot be read.")
UNKNOWN_HOST = phrase("This address is not the workbench's: use the one that “bukti serve” printed.")
FILES, FORMS = "/api/v1/files", ("/add", "/stamp", "/lists")  # what takes files
SMALL = "/profile"  # … and a small one
ENCODED, WIDER = "/api/v1/lists", 4 / 3  # what takes them in base64, and how much longer they are so
# what who is not signed in gets
OPEN = frozenset(
    {"/sign-in", "/language", "/oidc/start", "/oidc/return", "/icon.svg", style.ADDRESS, style.SCRIPT_ADDRESS}
)
UNKNOWN = "Send a token: Authorization: Bearer TOKEN. `bukti user token` makes one."
NOT_IN = phrase(
    "You are not signed in, or no longer: open the workbench in another tab, sign in, then send the form again."
)
NOT_OURS = phrase(
    "This form was not made by the page that you see: go back, load the page again and send it once more."
)
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
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


class Guard:
    """Refuses before any page is asked; every answer leaves with the headers of `HEADERS`.

    Args:
        app: what is guarded.
        door: who may come in; the keys of a run are the door of a single user.
        hosts: values of the Host header that are this workbench; any other name that leads here is an attack from a
            page elsewhere (DNS rebinding).
    """

    def __init__(self, app: ASGIApp, door: Door | Keys, hosts: Iterable[str]) -> None:
        self._app = app
        self._door: Door = Alone(door) if isinstance(door, Keys) else door
        self._hosts = frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request, in the language that it asks for; programs are answered in English."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        with speaking(tongues()[SOURCE] if request.url.path.startswith(API) else asked(request)):
            await self._answer(request, receive, _with_headers(send))

    async def _answer(self, request: Request, receive: Receive, sent: Send) -> None:
        scope = request.scope
        if request.headers.get("host", "").lower() not in self._hosts:
            await _no(request, 421, gettext(UNKNOWN_HOST))(scope, receive, sent)
            return
        who = await run_in_threadpool(self._door.enter, request)
        if isinstance(who, Response):
            await who(scope, receive, sent)
            return
        scope["person"], scope["door"] = who, self._door
        if too_much := self._too_often(request, who):
            await _slower(request, too_much)(scope, receive, sent)
            return
        if not who.rights and request.url.path not in OPEN and unsent.keeps(request, self._hosts):
            answer = await _to_sign_in(request)
        else:
            answer = self._stranger(request, who) or await self._body_refused(request, who)
        with acting(who.writer):  # also in the threads of the pages
            await (answer or self._app)(scope, receive, sent)

    def _too_often(self, request: Request, who: Person) -> Refusal | None:
        """What is too much where somebody of a team, their programs, or an address of strangers asks too often."""
        if self._door.pace is None:
            return None
        asked = weight(request.method, request.url.path)
        if who.member:
            return self._door.pace.take((who.member.kind, who.name), asked, known=True)
        return self._door.pace.take(("address", network(address(request))), asked, known=False)

    def _stranger(self, request: Request, who: Person) -> Response | None:
        """The answer to who has no right at all: where to sign in, whatever the address is."""
        path = request.url.path
        if who.rights or path in OPEN:
            return None
        if _program(request):
            return JSONResponse({"error": UNKNOWN}, 401, headers={"WWW-Authenticate": "Bearer"})
        if request.method not in ("GET", "HEAD"):
            return _no(request, 403, gettext(NOT_IN))
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse("/sign-in?" + urlencode({"next": path + query}), 303)

    async def _body_refused(self, request: Request, who: Person) -> Response | None:
        """The answer to what is too large or no form of ours; what is good is put beside the request."""
        if request.method in ("GET", "HEAD"):
            return None
        body = await _body(request, _most(request.url.path, who))
        if isinstance(body, Response):
            return body
        origin = request.headers.get("origin")
        if origin is not None and origin.lower().partition("://")[2] not in self._hosts:
            return _no(request, 403, gettext(NOT_OURS))
        if who.token and request.url.path.startswith(API):
            request.scope["body"] = body
            return None
        return _form_refused(request, who, body, own=origin is not None)


def _most(path: str, who: Person) -> int:
    """How many bytes somebody may send to an address."""
    takes = (FILES, ENCODED, *FORMS) if who.token else FORMS
    if path in takes and who.may(Right.KEEP):
        most = from_environment().limits.file_bytes
        return LARGEST + int(most * WIDER) if path == ENCODED else most
    return LARGEST * WRAPPED if path in (*HOLDING, SMALL) else LARGEST


async def _body(request: Request, most: int) -> bytes | Response:
    """What a request sends, or the answer to what is longer than so many bytes."""
    parts, size = [], 0
    async for part in request.stream():
        parts.append(part)
        size += len(part)
        if size > most:
            return _no(request, 413, gettext("The form has more than %(most)s bytes: shorten it.") % {"most": most})
    return b"".join(parts)


async def _to_sign_in(request: Request) -> Response | None:
    """Show the form to sign in in place of what was asked for, and keep in it what was sent."""
    body = await _body(request, LARGEST)
    if isinstance(body, Response):
        return body
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        return _no(request, 400, gettext(UNREADABLE))
    held = {name: value for name, value in fields.items() if name not in unsent.OURS}
    request.scope["unsent"] = unsent.Unsent(request.url.path, held)
    request.scope.update({"path": "/sign-in", "raw_path": b"/sign-in", "query_string": b"", "method": "GET"})
    return None


def _form_refused(request: Request, who: Person, body: bytes, *, own: bool) -> Response | None:
    """The answer to a form that cannot be read or is not ours.

    To be shown one's own form again, it is enough that the browser says that a page of ours sent it (`own`).
    """
    kind = request.headers.get("content-type", "")
    try:
        if request.url.path in (*FORMS, SMALL) and kind.lower().startswith(multipart.KIND):
            fields, request.scope["files"] = multipart.parse(body, kind)
        else:
            fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
    except ValueError:
        return _no(request, 400, gettext(UNREADABLE))
    given = fields.pop("csrf", "")
    shown_only = own and request.url.path == unsent.AGAIN
    if not (who.token or shown_only) and not same(given, who.form):  # no page elsewhere can send a token in a header
        return _no(request, 403, gettext(NOT_OURS))
    request.scope["form"] = fields
    return None


def _slower(request: Request, found: Refusal) -> Response:
    """The answer to who asks too often: a page that costs nothing to make, and says nothing of the case."""
    why = gettext("More than %(most)s such requests a minute came from you.") % {"most": found.most}
    if _program(request):
        made = _no(request, 429, f"{why} Ask again in {found.wait} s, as the header Retry-After says.")
    else:
        made = too_often(why, found.wait)
    made.headers["Retry-After"] = str(found.wait)
    return made


def _program(request: Request) -> bool:
    return bearer(request) is not None or request.url.path.startswith(API)


def _no(request: Request, status: int, text: str) -> Response:
    """A refusal: in a line for people, as JSON for programs."""
    if _program(request):
        return JSONResponse({"error": text}, status)
    return PlainTextResponse(text + "\n", status)


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("Cache-Control", "no-store")
        await send(message)

    return sent
