"""Who and what the reports name: the list, and one of them with all that is said by and about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import lists as chosen
from bukti.acts.entities import subjects
from bukti.errors import UsageError
from bukti.model import Entities, Entity, SeenName, Tie
from bukti.team.roles import Right
from bukti.web import candidates, named, search
from bukti.web.answers import answer, desk, missing, over_result, paged, problem
from bukti.web.desk import View
from bukti.web.pages.lists import card
from bukti.web.tongues import English, gettext, phrase, term

PAGE = 100  # names on one page
PLACES = 5  # places of one form that are linked
DESCRIBED = 40  # descriptions shown
DAY = 10  # characters of a day
QUOTED = 12  # statements shown of each sort; the others are counted


@over_result
def page(request: Request, view: View) -> Response:
    """The list, filtered by kind and words."""
    kind, asked = (request.query_params.get(name, "").strip() for name in ("kind", "q"))
    wanted = search.words(asked)
    known = named.entities(request, view)
    found = [one for one in known.values() if kind in ("", one.kind) and _called(one, wanted)]
    shown = paged(request, found, PAGE)
    named.read(request, view, shown.items)
    counts = Counter(one.kind for one in known.values())
    kinds = [("", gettext("all")), *((name, f"{term(name)} ({number})") for name, number in sorted(counts.items()))]
    lists: dict[str, Any] = {
        "kinds": kinds,
        "shown": shown,
        "known": len(known),
        "hidden": len(view.entities) - len(known),
        "card": card(view.listed, chosen.chosen(desk(request).case)),
        "may": request.scope["person"].may(Right.KEEP),
    }
    return answer(request, "names.html", kind=kind, asked=asked, wanted=wanted, **lists)


def _called(one: Entity, wanted: Sequence[str]) -> bool:
    text = search.fold("\n".join((one.name, *(seen.text for seen in one.names), *(seen.base for seen in one.names))))
    return all(word in text for word in wanted)


@over_result
def one(request: Request, view: View) -> Response:
    """Everything on one of them."""
    entity = view.entities.get(request.path_params["name"])
    if entity is None:
        return missing(request, phrase("name"))
    if entity.id not in named.entities(request, view):
        return problem(
            request,
            403,
            gettext("This name is withheld"),
            gettext("It may be a victim's or a witness's: analysts may read it."),
        )
    as_of, fault = request.query_params.get("as_of", "").strip()[:DAY], ""
    listed = view.listed
    if as_of:
        try:
            listed = _asked(request, view, entity, as_of)
        except UsageError as wrong:
            as_of, fault = "", English(wrong)
    who = named.names(request, view)
    return answer(
        request,
        "name.html",
        400 if fault else 200,
        as_of=as_of,
        fault=fault,
        e=entity,
        shown_as=who.text,
        seen=[_seen(view, name) for name in entity.names],
        called=[(said, view.shelf.reports[said.place[0]], said.place[1]) for said in entity.called[:DESCRIBED]],
        questions=[(asked, view.entities.get(asked.entity)) for asked in entity.questions],
        sayers=[(who, [view.findings[name].claim for name in who.claims]) for who in entity.sayers],
        said=[
            (title, view.shelf.quotations.of(names[:QUOTED]), max(0, len(names) - QUOTED))
            for title, names in (
                (gettext("What it says"), entity.by),
                (gettext("What it passes on"), entity.relayed),
                (gettext("What is said about it"), entity.about),
            )
            if names
        ],
        ties=[_tie(view, tie) for tie in entity.ties],
        drawn=candidates.stated(view, entity),
        verdicts=candidates.VERDICTS if request.scope["person"].may(Right.DECIDE) else (),
        **_screened(request, entity, listed),
    )


def _asked(request: Request, view: View, entity: Entity, as_of: str) -> Entities:
    """The same entity, looked for again: what was in force on another day, its owners' measures among it."""
    result = view.result
    return chosen.screened(desk(request).case, Entities(result.documents, result.statements, (entity,)), as_of=as_of)


def _screened(request: Request, entity: Entity, listed: Entities | None) -> dict[str, Any]:
    """Who of the lists it may be, and which lists those are."""
    found = candidates.of(next((one for one in listed.entities if one.id == entity.id), entity) if listed else entity)
    scripts = Counter[str]()
    for seen in entity.names:
        scripts[seen.script] += len(seen.places)
    return {
        "candidates": found,
        "looked": bool(listed and listed.lists) and bool(subjects(entity)),
        "card": card(listed, chosen.chosen(desk(request).case)),
        "may": request.scope["person"].may(Right.KEEP),
        "scripts": scripts.most_common(),
    }


def _seen(view: View, name: SeenName) -> dict[str, Any]:
    """A form of a name with the first places where it stands."""
    places = [(view.shelf.reports[report].report, span) for report, span in name.places[:PLACES]]
    return {"name": name, "places": places, "more": len(name.places) - len(places)}


def _tie(view: View, tie: Tie) -> dict[str, Any]:
    left, right = (view.entities.get(name) for name in (tie.left, tie.right))
    report, span = tie.place
    verb = phrase("owns") if tie.kind == "Ownership" else phrase("has sanctions on")
    return {"tie": tie, "left": left, "verb": verb, "right": right, "report": view.shelf.reports[report], "span": span}
