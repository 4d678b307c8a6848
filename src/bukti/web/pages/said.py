"""The statements of one claim, all of them, page by page; other pages show the first of each side and lead here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.report import html, trees
from bukti.web.answers import answer, missing, over_result, paged
from bukti.web.desk import View
from bukti.web.tongues import phrase

MOST = 30  # quotations of one side, changes and nodes of a tree on a page about a claim
PAGE = 50  # quotations on a page of this list
SIDES: Mapping[str, str] = {
    "for": phrase("Who says it"),
    "implied": phrase("Who says a narrower case of it"),
    "against": phrase("Who denies it"),
    "refuted": phrase("Who denies something broader"),
    "about": phrase("Mentions without a position"),
}


@over_result
def page(request: Request, view: View) -> Response:
    """The statements on one side of a claim; the first side that there is, where the address names none."""
    finding = view.findings.get(request.path_params["claim"])
    if finding is None:
        return missing(request, phrase("claim"))
    shown = html.shown_claim(view.shelf, finding)
    sides = {side: len(shown[side]) for side in SIDES if shown[side]}
    side = request.query_params.get("side", "")
    side = side if side in sides else next(iter(sides), "for")
    return answer(
        request, "said.html", c=shown, sides=sides, side=side, titles=SIDES, listed=paged(request, shown[side], PAGE)
    )


def bounded(shown: dict[str, Any], address: str = "") -> dict[str, Any]:
    """A claim as `html.shown_claim` gives it, no larger than a page may be.

    Args:
        shown: the claim.
        address: where all its statements are listed; empty where they are nowhere else.
    """
    assessment = shown["assessment"]
    lists = {part: shown[part] for part in (*html.SIDES, "drift")}
    lists |= {"why": assessment.explanations, "sensitivity": assessment.sensitivity}
    long = {part: len(found) for part, found in lists.items() if len(found) > MOST}
    listed = {side: f"{address}?side={side}" for side in SIDES if address}
    more = {part: {"address": listed.get(part), "total": n, "shown": MOST} for part, n in long.items()}
    affirming, left = trees.top(shown["affirming_tree"], MOST)
    denying, gone = trees.top(shown["denying_tree"], MOST)
    return (
        shown
        | {part: found[:MOST] for part, found in lists.items()}
        | {"more": shown["more"] | more, "cut": {"affirm": left, "deny": gone}}
        | {"affirming_tree": affirming, "denying_tree": denying}
        | {"assessment": replace(assessment, explanations=lists["why"][:MOST], sensitivity=lists["sensitivity"][:MOST])}
    )
