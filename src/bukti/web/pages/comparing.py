"""Two reports that somebody chose, side by side: what they share, and why one is made from the other or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import comparing
from bukti.derivation.between import Between, standing
from bukti.model import Document
from bukti.progress import Tick
from bukti.report import html
from bukti.web import begun, search
from bukti.web.answers import answer, missing, over_result, paged, see
from bukti.web.desk import View
from bukti.web.pages.find import LONGEST
from bukti.web.pages.reader import Mark, blocks
from bukti.web.tongues import English, phrase

PAGE = 50  # reports to choose from at once
COMPARE = "compare"


@over_result
def page(request: Request, view: View) -> Response:
    """Choose the first report, then the other one."""
    return _choose(request, view, request.query_params)


def _choose(request: Request, view: View, fields: Mapping[str, str], fault: str = "") -> Response:
    first, other = (view.reports.get(fields.get(name, "")) for name in ("one", "other"))
    asked = fields.get("q", "").strip()[:LONGEST]
    wanted = search.words(asked)
    near = _near(view, first) if first else {}
    found = [one for one in view.result.documents if one is not first and _called(one, wanted)]
    found.sort(key=lambda one: -near.get(one.report.id, 0.0))  # those that something joins to it, the surest first
    return answer(
        request,
        "compare.html",
        400 if fault else 200,
        fault=fault,
        first=first,
        other=other,
        asked=asked,
        listed=paged(request, found, PAGE),
        near=near,
    )


def _near(view: View, first: Document) -> dict[str, float]:
    """Reports that something joins to one, by id: how probably; those of its family that nothing joins stand low."""
    lineage, name = view.result.lineage, first.report.id
    family = next((members for members in lineage.families if name in members), ())
    found = {member: 0.01 for member in family if member != name}
    for edge in (*lineage.possible, *lineage.edges):
        ends = [edge.parent, edge.child]
        if name in ends:
            found[ends[1 - ends.index(name)]] = edge.probability
    return found


def _called(one: Document, wanted: Sequence[str]) -> bool:
    report = one.report
    text = search.fold("\n".join(filter(None, (report.title, report.outlet, report.path, report.byline, report.url))))
    return all(word in text for word in wanted)


@over_result
def ask(request: Request, view: View) -> Response:
    """Weigh the two, in the background: the rarity of their words follows from the whole case."""
    fields = request.scope["form"]
    one, other = (view.reports.get(fields.get(name, "")) for name in ("one", "other"))
    if one is None or other is None or one is other:
        return _choose(request, view, fields, phrase("Choose two different reports."))
    if fault := begun.busy(request):
        return _choose(request, view, fields, fault)
    ends = one.report.id, other.report.id

    def work(tick: Tick) -> Between:
        tick("derivation", 0, 1)
        return comparing.compare(view.result, *ends)

    return see(f"/compare/{begun.begin(request, phrase('Compare two reports'), work, COMPARE).id}")


@over_result
def compared(request: Request, view: View) -> Response:
    """How far it is, then the two side by side."""
    job = begun.own(request, (COMPARE,))
    if job is None:
        return missing(request, phrase("comparison of yours"))
    if job.slow():
        return begun.waiting(request, job)
    if job.fault:
        return _choose(request, view, job.about.fields, English(job.fault))
    found: Between = job.outcome
    ends = [view.shelf.reports.get(name) for name in (found.parent, found.child)]
    if None in ends:
        return missing(request, phrase("report"))
    return answer(request, "compared.html", b=found, **_shown(view, found))


def _shown(view: View, found: Between) -> dict[str, Any]:
    """What the page shows besides the figures."""
    reports, lineage = view.shelf.reports, view.result.lineage
    parent, child = reports[found.parent], reports[found.child]
    stand = standing(lineage, (found.parent, found.child))
    return {
        "parent": parent,
        "child": child,
        "edge": stand.edge,
        "possible": stand.possible,
        "steps": stand.route,
        "outside": {node.id: node for node in lineage.latent},
        "node": lambda name: html.short(name) if name in reports else name,
        "left": blocks(parent, [Mark("aligned", one.parent, n) for n, one in enumerate(found.passages, 1)]),
        "right": blocks(child, [Mark("aligned", one.child, n) for n, one in enumerate(found.passages, 1)]),
    }
