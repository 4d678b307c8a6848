"""Search over everything: claims, names, incidents, reports, the log."""

from __future__ import annotations

from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from bukti.report import html
from bukti.web import everything, named, search
from bukti.web.answers import answer, desk, over_result
from bukti.web.desk import View

LONGEST = 400  # characters of what is asked
FEW = 8  # things listed of each kind beside the reports


@over_result
def page(request: Request, view: View) -> Response:
    """What was found."""
    asked = request.query_params.get("q", "").strip()[:LONGEST]
    found = view.texts.find(asked, desk(request).logged.latest() if asked else ())
    known = named.entities(request, view)
    found = replace(found, names=tuple(one for one in found.names if one.id in known))
    named.read(request, view, found.names[:FEW])
    return answer(
        request,
        "find.html",
        asked=asked,
        wanted=search.words(asked),
        found=found,
        log=named.entries(request, found.log[:FEW]),
        claims=[html.shown_claim(view.shelf, finding) for finding in found.claims[:FEW]],
        told=everything.told,
        few=FEW,
        reports=found.reports,
    )
