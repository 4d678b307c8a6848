"""Assessing: asked for, and how far it is."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.web import begun
from bukti.web.answers import answer, desk, problem, see
from bukti.web.tongues import English, gettext

PLACES = {
    "check": "check",
    "compare": "compare",
    "list": "lists",
}  # where a task that somebody began is shown; else among the exports
PAUSE = 2  # seconds until the page looks again


def assess(request: Request) -> Response:
    """Begin to assess the case."""
    desk(request).assess()
    return see("/work")


def stop(request: Request) -> Response:
    """Stop a task that takes too long; what it would have recorded is not recorded."""
    job = desk(request).jobs.find(request.path_params["job"])
    if job is None:
        return problem(request, 404, gettext("There is no such task"), gettext("It ended before this program began."))
    if not begun.may_stop(request, job):
        return problem(request, 403, gettext("You may not do this"), gettext("Your role in this case may read only."))
    job.stop(request.scope["person"].name)
    if isinstance(job.about, begun.Begun):
        return see(f"/{PLACES.get(job.about.kind, 'export')}/{job.id}")
    return see("/work" if job.about is None else f"/decided/{job.id}")


def page(request: Request) -> Response:
    """How far the assessment is; the overview once it is done."""
    job = desk(request).assessing
    if job is None or (not job.running and not job.fault):
        return see("/")
    if job.state == "stopped":
        text = gettext("%(name)s stopped it. The last result is still shown.") % {"name": job.stopped_by}
        return problem(request, 200, gettext("The assessment was stopped"), text)
    if job.fault:
        return problem(request, 500, gettext("The case could not be assessed"), English(job.fault))
    return answer(request, "work.html", job=job, refresh=PAUSE)
