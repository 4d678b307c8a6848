"""Which languages are read, and how well: the measured error rates behind every page."""

from __future__ import annotations

from collections import Counter

from starlette.requests import Request
from starlette.responses import Response

from bukti.report import rates
from bukti.web.answers import answer, over_result
from bukti.web.desk import View


@over_result
def page(request: Request, view: View) -> Response:
    """Every language that has a file, those of this case first, then what was measured of none in particular."""
    here = Counter(document.language.code for document in view.result.documents)
    known = sorted(rates.languages(), key=lambda one: (-here[one.code], one.code))
    codes = {one.code for one in known}
    others = sorted((code or "unknown", number) for code, number in here.items() if code not in codes)
    return answer(request, "languages.html", languages=known, counts=here, others=others, general=rates.error_rates(()))
