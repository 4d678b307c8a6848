"""What pages are made of: one template environment, and the answer to a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from bukti import __version__
from bukti.errors import BuktiError
from bukti.report import html
from bukti.report.plain import UNSEEN
from bukti.web import search, style, tongues
from bukti.web.desk import Desk, View
from bukti.web.tongues import gettext, phrase, term

SECTIONS = (
    ("/", phrase("Overview")),
    ("/claims", phrase("Claims")),
    ("/check", phrase("Check")),
    ("/reports", phrase("Reports")),
    ("/descent", phrase("Descent")),
    ("/timeline", phrase("Timeline")),
    ("/incidents", phrase("Incidents")),
    ("/names", phrase("Names")),
    ("/review", phrase("Review")),
    ("/hypotheses", phrase("Hypotheses")),
    ("/log", phrase("Log")),
    ("/search", phrase("Search")),
)
# what tasks tell of how far they are
STAGES = (
    phrase("begin"),
    phrase("intake"),
    phrase("text"),
    phrase("reading"),
    phrase("derivation"),
    phrase("claims"),
    phrase("assessment"),
    phrase("keeping"),
    phrase("loading"),
    phrase("names"),
    phrase("screening"),
    phrase("pages"),
    phrase("fetch"),
    phrase("judge"),
)
FAULTY = 400  # and above: codes of HTTP for what did not work
WHY = ("conflict", "fault", "text")  # what pages call the reason

Thing = TypeVar("Thing")
Viewed = Callable[[Request, View], Response]  # a page over a result


@cache
def environment() -> Environment:
    """The dossier's environment and parts, with links that lead to pages of their own."""
    made = html.environment()
    made.loader = ChoiceLoader([PackageLoader("bukti.web"), *([made.loader] if made.loader else [])])
    made.filters |= {"moment": tongues.moment, "marked": search.marked, "plainly": plainly, "visible": tongues.visible}
    made.filters |= {"counted": tongues.counted, "words": tongues.edge, "date": tongues.date}
    made.filters |= {"term": term, "core": tongues.core, "english": tongues.english}
    made.install_gettext_callables(gettext, tongues.ngettext, newstyle=True)  # type: ignore[attr-defined] # by ext.i18n
    made.globals |= {
        "report_at": lambda report: f"/reports/{html.short(report)}",
        "claim_at": lambda claim: f"/claims/{claim}",
        "stages": STAGES,
        "sections": SECTIONS,
        "tongues": tongues.tongues,
        "style_at": style.ADDRESS,
        "script_at": style.SCRIPT_ADDRESS,
        "version": __version__,
    }
    return made


def plainly(text: str) -> str:
    """Source text where no markup can stand (titles in a picture): characters that hide or reorder it are named."""
    return UNSEEN.sub(lambda match: f"U+{ord(match[0]):04X}", text)


def desk(request: Request) -> Desk:
    """The desk that a request is made to."""
    found: Desk = request.app.state.desk
    return found


def answer(request: Request, template: str, code: int = 200, **content: Any) -> Response:
    """A page; where something is wrong, a program gets why as JSON.

    Args:
        request: that it answers.
        template: its name.
        code: of HTTP.
        content: what the template shows, besides what every page does.
    """
    if code >= FAULTY and request.scope["person"].token:
        return fault(code, next(filter(None, (content.get(name) for name in WHY)), "This did not work."))
    open_on = desk(request)
    try:
        status = open_on.status()
    except BuktiError:  # the page that says so is a page too
        status = None
    shared = {
        "status": status,
        "desk": open_on,
        "view": open_on.view,
        "here": request.url.path,
        "csrf": request.scope["person"].form,
        "person": request.scope["person"],
        "shown": html.SHOWN,
        "refresh": None,
        "tongue": tongues.current(),
        "back": _back(request),
        "result": open_on.view.result if open_on.view else None,
    }
    page = environment().get_template(template).render(shared | content)
    return HTMLResponse(page, code)


def _back(request: Request) -> str:
    """The address of the page that is shown, for forms that lead back to it."""
    if request.method != "GET":
        return "/"
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


@dataclass(frozen=True, slots=True)
class Shown(Generic[Thing]):
    """One page of a longer list: its things, its number, the number of the last one, and how many things there are."""

    items: Sequence[Thing]
    number: int
    last: int
    total: int
    address: str

    def at(self, number: int) -> str:
        """The address of another page of the list."""
        return f"{self.address}page={number}"


def paged(request: Request, found: Sequence[Thing], size: int) -> Shown[Thing]:
    """The page of a list that the address asks for; every other field of the address stays."""
    last = max(1, -(-len(found) // size))
    number = min(max(1, whole(request.query_params.get("page", ""))), last)
    fields = [(name, value) for name, value in request.query_params.multi_items() if name != "page"]
    address = f"{request.url.path}?{urlencode(fields)}{'&' if fields else ''}"
    return Shown(found[(number - 1) * size : number * size], number, last, len(found), address)


def whole(text: str) -> int:
    """A number of a page; 1 where the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def problem(request: Request, status: int, title: str, text: str) -> Response:
    """A page that says what is wrong and what to do."""
    return answer(request, "problem.html", status, title=title, text=text)


def too_often(why: str, wait: int) -> Response:
    """A page for who asks too often; it looks nothing up.

    Args:
        why: what is too much.
        wait: seconds.
    """
    page = environment().get_template("slower.html").render(why=why, wait=wait, tongue=tongues.current())
    return HTMLResponse(page, 429)


def fault(status: int, text: str) -> JSONResponse:
    """The same for a program."""
    return JSONResponse({"error": text}, status)


def missing(request: Request, what: str) -> Response:
    """There is no such thing in the result that is shown."""
    text = gettext(
        "It may have been there before something was decided or added: ids of claims follow from what they hold."
    )
    return problem(request, 404, gettext("There is no such %(what)s") % {"what": term(what)}, text)


def see(address: str) -> RedirectResponse:
    """Go to a page with GET, so that going back or reloading never repeats an act."""
    return RedirectResponse(address, 303)


def over_result(page: Viewed) -> Any:
    """A handler that shows a page over the last result, or how far the first one is."""

    def handler(request: Request) -> Response:
        view = desk(request).view
        return page(request, view) if view else see("/work")

    return handler
