"""One claim: the answer first, then all that it rests on, and what was decided on it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import retracting
from bukti.model import Decision, Finding, Origin
from bukti.report import html
from bukti.web.acts import undo
from bukti.web.answers import answer, desk, missing, over_result
from bukti.web.desk import View
from bukti.web.pages import said, tying
from bukti.web.tongues import phrase


@over_result
def page(request: Request, view: View) -> Response:
    """The page of a claim."""
    finding = view.findings.get(request.path_params["claim"])
    if finding is None:
        return missing(request, phrase("claim"))
    decisions, _ = retracting.decisions(desk(request).case)
    names = list(view.findings)
    place = names.index(finding.claim.id)
    return answer(
        request,
        "claim.html",
        c=said.bounded(html.shown_claim(view.shelf, finding), f"/claims/{finding.claim.id}/statements"),
        place=place + 1,
        total=len(names),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
        history=[one for one in decisions if _concerns(view, one, finding)],
        undo=undo,
        most=said.MOST,
        origins=[(_target(origin), origin.name) for origin in finding.graph.origins if not origin.retracted],
        parties=tying.parties(finding),
        superseded={one.supersedes for one in decisions},
    )


def _target(origin: Origin) -> str:
    """What is retracted with an origin: who speaks in nobody's name is retracted with the report."""
    own = [key[1] for key in origin.keys if key[0] == "narrator"]
    return own[0] if own and len(own) == len(origin.keys) else origin.id


def _concerns(view: View, decision: Decision, finding: Finding) -> bool:
    """Whether a decision was made on a claim, on what it is one with, or on what carries it or carried it."""
    claim = finding.claim
    own = {*claim.affirming, *claim.denying, *claim.about}
    if decision.kind == "claim":
        return decision.id in claim.decisions or any(not own.isdisjoint(side) for side in decision.matter)
    own |= {*claim.implied, *claim.refuted}
    reports: set[tuple[str, ...]] = {("report", view.statements[name].report) for name in own}
    reports |= {("statement", name, view.statements[name].report) for name in own}
    if decision.id in {name for origin in finding.graph.origins for name in origin.decisions}:
        return True
    media = {("outside", relay.name) for relay in finding.graph.relays}
    sources = {key for origin in finding.graph.origins for key in origin.keys}
    return not (reports | media | sources).isdisjoint(decision.matter)
