"""How often each source and outlet was right over the claims that people resolved, and what accepting a letter does."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.assessment.history import LEAST
from bukti.model import History
from bukti.web import begun
from bukti.web.answers import answer, desk, over_result, paged
from bukti.web.desk import View
from bukti.web.tongues import English

PAGE = 100  # records on one page


@over_result
def page(request: Request, view: View) -> Response:
    """The table of `bukti sources learn`; it is computed in the background, once for what the case holds."""
    job = desk(request).learnt(again=bool(request.query_params.get("again")))
    if job.slow():
        return begun.waiting(request, job)
    if job.fault:
        return answer(request, "sources.html", 500, fault=English(job.fault), found=None)
    found: History = job.outcome
    return answer(
        request,
        "sources.html",
        fault="",
        found=found,
        listed=paged(request, found.records, PAGE),
        least=LEAST,
        known=view.findings,
        head=desk(request).status().head.digest,
    )
