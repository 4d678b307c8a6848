"""Adding to the case: files dropped or chosen, and a page of the web, fetched because somebody asks for it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import fetching
from bukti.acts.fetching import Fetched
from bukti.errors import UsageError
from bukti.ledger.writer import called
from bukti.progress import Tick
from bukti.settings import from_environment
from bukti.store.case import using
from bukti.web.answers import answer, desk, missing, see
from bukti.web.tongues import English, gettext, phrase

NO_ADDRESS = phrase("%(address)s is no address of a page: paste one that begins with https:// or http://.")
PAUSE = 1  # seconds until a page that waits looks again


def page(request: Request) -> Response:
    """Both forms."""
    return _form(request)


def _form(request: Request, fault: str = "") -> Response:
    limit = from_environment().limits.file_bytes
    given = request.scope.get("form", {})
    fields = {name: given.get(name, "") for name in ("url", "reason")}
    return answer(request, "add.html", 400 if fault else 200, fault=fault, fields=fields, limit=limit >> 20)


def files(request: Request) -> Response:
    """Keep the bytes of files, then assess the case with them."""
    given = request.scope.get("files", [])
    if not given:
        return _form(request, gettext("No file came: choose one, or drop it on the page."))
    here = desk(request)
    with using(here.case, new=False) as opened:
        fresh = opened.add(iter(given))
    if not fresh:
        return _form(request, gettext("The case holds these bytes already: nothing was added."))
    here.assess()
    return see("/work")


def fetch(request: Request) -> Response:
    """Fetch a page, in the background."""
    here, form = desk(request), request.scope["form"]
    url, reason = form.get("url", "").strip(), form.get("reason", "").strip()
    if not url.lower().startswith(("http://", "https://")):
        return _form(request, gettext(NO_ADDRESS) % {"address": f"“{url}”"})
    errand = fetching.errand(called(), reason)

    def work(tick: Tick) -> Fetched:
        with using(here.case, new=False) as opened:
            (found,) = fetching.fetch([url], opened, errand, tick=tick)
        if found.fault is not None:
            raise UsageError(f"The page was not fetched, and the log says so: {found.fault}")
        here.assess()
        return found

    return see(f"/add/{here.jobs.begin(phrase('Fetch a page'), work).id}")


def fetched(request: Request) -> Response:
    """How far it is; then the assessment with it, or why there is no page."""
    job = desk(request).jobs.find(request.path_params["job"])
    if job is None:
        return missing(request, phrase("task of this run"))
    if job.slow():
        return answer(request, "work.html", job=job, refresh=PAUSE)
    return _form(request, English(job.fault)) if job.fault else see("/work")
