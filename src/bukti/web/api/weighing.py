"""What the API weighs in the background, as the pages do: any two reports."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bukti.acts import comparing
from bukti.derivation.between import standing
from bukti.errors import UsageError
from bukti.progress import Tick
from bukti.report import between
from bukti.report.html import short
from bukti.web import begun
from bukti.web.api import looking, records
from bukti.web.api.records import Pair
from bukti.web.outcomes import Told
from bukti.web.tongues import phrase

COMPARED = "api compare"  # a kind of its own: the page of a comparison shows no outcome of the API


def compare(request: Request, pair: Pair) -> records.Job:
    """Compare two reports: what they share, and why one is held to come from the other or not."""
    view = looking.view(request)
    one, other = (view.reports.get(short(name)) for name in (pair.one, pair.other))
    if one is None or other is None:
        raise HTTPException(404, "There is no such report in the result that is shown: /api/v1/reports lists them.")
    if one is other:
        raise UsageError("Both are the same report: choose another one to compare it with.")
    if why := begun.busy(request):
        raise HTTPException(429, why, {"Retry-After": "5"})
    ends = one.report.id, other.report.id

    def work(tick: Tick) -> Told:
        tick("derivation", 0, 1)
        found = comparing.compare(view.result, *ends)
        return Told(between.in_json(view.shelf.reports, found, standing(view.result.lineage, ends)))

    return looking.job(begun.begin(request, phrase("Compare two reports"), work, COMPARED))
