"""Search over the texts of all reports."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.web import search
from bukti.web.answers import answer, over_result
from bukti.web.desk import View

LONGEST = 400  # characters of what is asked


@over_result
def page(request: Request, view: View) -> Response:
    """What was found."""
    asked = request.query_params.get("q", "").strip()[:LONGEST]
    hits = search.search(view.result.documents, asked)
    return answer(request, "find.html", asked=asked, total=len(hits), hits=hits[: search.REPORTS], most=search.SHOWN)
