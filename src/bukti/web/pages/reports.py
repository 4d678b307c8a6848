"""The reports of the case, by families of common descent."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.web.answers import answer, over_result
from bukti.web.desk import View


@over_result
def page(request: Request, view: View) -> Response:
    """The list of reports."""
    result = view.result
    families = view.families
    return answer(
        request,
        "reports.html",
        families=[family for family in families if not family.alone],
        alone=[family.roots[0].id for family in families if family.alone],
        reports=view.shelf.reports,
        said=view.said,
        outside={node.id: node for node in result.lineage.latent},
    )
