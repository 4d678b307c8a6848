"""Who took over from whom: each family drawn along time, and one edge with the passages that prove it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.report import html, trees
from bukti.web import drawn
from bukti.web.answers import answer, missing, over_result, paged, whole
from bukti.web.desk import View
from bukti.web.tongues import gettext, phrase

ZOOMS = (1, 2, 4, 8)
PAGE = 100  # families that one page leads to
ROWS = 100  # nodes of a family that are drawn at once


@over_result
def page(request: Request, view: View) -> Response:
    """One family, the largest where none is asked for."""
    found = [family for family in view.families if not family.alone]
    number = min(whole(request.query_params.get("family", "")), len(found)) if found else 0
    asked = whole(request.query_params.get("zoom", ""))
    zoom = asked if asked in ZOOMS else 1
    chosen = found[number - 1] if found else None
    nodes = drawn.rows(chosen) if chosen else []
    parts = max(1, -(-len(nodes) // ROWS))
    part = min(max(1, whole(request.query_params.get("part", ""))), parts)
    shown = slice((part - 1) * ROWS, part * ROWS)
    picture = drawn.picture(nodes, view.result.lineage, view.shelf.reports, zoom, shown) if chosen else None
    listed = paged(request, list(enumerate(found, 1)), PAGE)
    return answer(
        request,
        "descent.html",
        families=[(place, family.size, _name(view, family)) for place, family in listed.items],
        listed=listed,
        number=number,
        zoom=zoom,
        zooms=ZOOMS,
        family=chosen,
        picture=picture,
        named={dot.id: dot.name for dot in picture.dots} if picture else {},
        cuts=[(one, (one - 1) * ROWS + 1, min(one * ROWS, len(nodes))) for one in range(1, parts + 1)],
        part=part,
        rows=len(nodes),
        node=_node,
        alone=sum(family.alone for family in view.families),
    )


def _name(view: View, family: trees.Family) -> str:
    """A family by the outlet or title of its first root."""
    document = view.shelf.reports.get(family.roots[0].id)
    if document is None:
        return next(
            (n.name for n in view.result.lineage.latent if n.id == family.roots[0].id and n.name), gettext("unknown")
        )
    return document.report.outlet or document.report.title or document.report.path


def _node(name: str) -> str:
    """The id of a report or of an origin outside the collection as addresses have it."""
    return html.short(name) if name.startswith(trees.REPORT) else name


@over_result
def edge(request: Request, view: View) -> Response:
    """Why one report is held to be made from another."""
    ends = request.path_params["parent"], request.path_params["child"]
    found = next((e for e in view.result.lineage.edges if (_node(e.parent), _node(e.child)) == ends), None)
    if found is None:
        return missing(request, phrase("tie between two reports"))
    outside = {node.id: node for node in view.result.lineage.latent}
    return answer(
        request,
        "edge.html",
        e=found,
        parent=view.shelf.reports.get(found.parent),
        child=view.shelf.reports[found.child],
        outside=outside.get(found.parent),
        passages=html.passages(view.shelf.reports, found, len(found.passages)),
    )
