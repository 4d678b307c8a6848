"""The case at a glance: what is disputed, what is weak and would matter, what could not be read, what was done."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import looking
from bukti.incidents import response_sum
from bukti.model import Finding
from bukti.report import dossier, html
from bukti.report.harm import answers
from bukti.web import named
from bukti.web.answers import answer, desk, over_result
from bukti.web.desk import View
from bukti.web.entries import entry

LISTED = 6  # claims in each list
UNREAD = 100  # files that could not be read, and as many that were left aside
LATEST = 5  # entries of the log


@over_result
def page(request: Request, view: View) -> Response:
    """The overview."""
    result, main = view.result, dossier.main_findings(view.result)
    disputed = [f for f in main if dossier.denied(f) or view.shelf.disputes[f.claim.id]]
    weak = sorted(filter(_weak, main), key=lambda f: (-f.assessment.reports, -f.claim.salience, f.claim.id))
    return answer(
        request,
        "overview.html",
        headline=dossier.headline(result),
        scope=dossier.scope(result),
        disputed=_shown(view, disputed),
        more_disputed=max(0, len(disputed) - LISTED),
        weak=_shown(view, weak),
        more_weak=max(0, len(weak) - LISTED),
        latest=named.entries(
            request, map(entry, [e.content for e in reversed(looking.latest(desk(request).case, LATEST))])
        ),
        unread=UNREAD,
        answers=answers(response_sum(result.incidents)) if result.incidents else [],
        firm=_shown(view, [f for f in main if f.assessment.actionable]),
    )


def _weak(finding: Finding) -> bool:
    """Repeated as if it were established, and nobody may act on it: one origin at most, in several reports."""
    a = finding.assessment
    return a.reports > 1 and a.origins_max <= 1 and not a.actionable


def _shown(view: View, findings: list[Finding]) -> list[dict[str, object]]:
    return [html.shown_claim(view.shelf, finding) for finding in findings[:LISTED]]
