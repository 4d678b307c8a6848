"""Attacks and harm: the list with its map and timeline, and one incident with everything that it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import retracting
from bukti.incidents.likeness import alike, skeleton
from bukti.incidents.standards import PARTS, REVIEW, counts, part
from bukti.model import Category, Decision, GradeStep, Incident, Span, Telling, Voice
from bukti.report.harm import CHECKLIST, allegations, bounds, days, most_say, taken, verified
from bukti.report.harm_section import section
from bukti.report.incidents import sentence
from bukti.report.withheld import Names
from bukti.web import named
from bukti.web.acts import undo
from bukti.web.answers import answer, desk, missing, over_result, paged
from bukti.web.desk import View
from bukti.web.pages import tying
from bukti.web.tongues import core, gettext, phrase

PAGE = 100  # incidents on one page
LINES = 200  # sums that are shown
REPORT = re.compile(r"sha256:[0-9a-f]{64}")
TOLD = "telling"  # how the matter of a decision names a sentence


@over_result
def page(request: Request, view: View) -> Response:
    """The list."""
    shown = paged(request, view.result.incidents, PAGE)
    return answer(request, "incidents_page.html", harm=section(view.result, shown.items), listed=shown, lines=LINES)


@over_result
def one(request: Request, view: View) -> Response:
    """One incident: ranges, who says which number, the sentences, the answer of those accused, and the grade."""
    incident = view.incidents.get(request.path_params["incident"])
    if incident is None:
        return missing(request, phrase("incident"))
    who, names = named.names(request, view), list(view.incidents)
    place = names.index(incident.id)
    tellings = {telling.id: telling for telling in view.result.tellings}
    decisions, _ = retracting.decisions(desk(request).case)
    keys = {(TOLD, name) for name in incident.tellings}
    history = [one for one in decisions if one.kind == "incident" and _concerns(one, keys, incident)]
    near = incident.near_miss and view.incidents.get(incident.near_miss.incident)
    return answer(
        request,
        "incident.html",
        i=replace(incident, reasons=tuple(map(who.text, incident.reasons))),
        days=days(incident.earliest, incident.latest),
        where=", ".join(place.name for place in incident.places) or gettext("Place not told"),
        place=place + 1,
        total=len(names),
        before=names[place - 1] if place else None,
        after=names[place + 1] if place + 1 < len(names) else None,
        blamed=allegations(incident, who, {name: _outlet(view, name) for name in view.shelf.reports}),
        called={origin: who.source(name) for origin, name in _called(view, incident).items()},
        sources=[replace(one, reason=who.text(one.reason), name=who.source(one.name)) for one in _ties(view, incident)],
        parties=_parties(view, incident, tellings),
        bound=lambda voice: _bound(incident, voice),
        bounds=lambda low, high: core(bounds(low, high)),
        most_say=most_say,
        parts_of=[_part(who, incident, name) for name in (*PARTS, REVIEW)],
        taken=[_taken(who, one) for one in incident.categories],
        steps=[_step(view, decisions, step) for step in incident.history],
        told=[_told(view, who, tellings[name]) for name in incident.tellings],
        answers=[
            (party, what, [_answer(view, who, tellings[name], said) for name, said in told])
            for party, what, places in incident.answer.acts
            if (told := [one for place in places if (one := incident.answer.told[place])[0] in tellings])
        ],
        near=near,
        text=who.text,
        history=[replace(one, reason=who.text(one.reason), name=who.text(one.name)) for one in history],
        superseded={one.supersedes for one in decisions},
        undo=undo,
    )


def _part(who: Names, incident: Incident, name: str) -> dict[str, Any]:
    """A part of the verification: what it came to, and who found what, why and when."""
    found = [one for one in incident.analyses if one.part == name]
    lines = [(who.text(line), counts(incident, one)) for one, line in zip(found, verified(incident, name), strict=True)]
    return {"name": name, "title": CHECKLIST[name], "came_to": part(incident, name), "lines": lines}


def _taken(who: Names, category: Category) -> dict[str, Any]:
    return {"words": who.text(taken(category)), "decision": category.decision}


def _step(view: View, decisions: Sequence[Decision], step: GradeStep) -> dict[str, Any]:
    """A grade that it came to, with the report or the decision that brought it."""
    made = next((one for one in decisions if one.id == step.by), None)
    return {"step": step, "d": view.shelf.reports.get(step.by), "made": made}


def _concerns(made: Decision, keys: set[tuple[str, str]], incident: Incident) -> bool:
    """Whether a decision was made on an incident, by the sentences that it names."""
    return not keys.isdisjoint(made.matter) or any(not set(key).isdisjoint(incident.tellings) for key in made.matter)


def _called(view: View, incident: Incident) -> dict[str, str]:
    """What each origin of its numbers is called: a report by its outlet, an unnamed source with that, else its name."""
    names = dict.fromkeys(voice.origin for voice in incident.voices)
    return {name: _outlet(view, name) if name in view.shelf.reports else _readable(view, name) for name in names}


def _readable(view: View, name: str) -> str:
    """An origin's name, in which a report stands as its outlet: `mayor (Velmora Post)`."""
    return REPORT.sub(lambda found: _outlet(view, found[0]) if found[0] in view.shelf.reports else found[0], name)


def _ties(view: View, incident: Incident) -> list[Decision]:
    """Decisions in force on its sources: those that make two of them count as one, and those that say two are one."""
    told: dict[str, set[str]] = {}
    for voice in incident.voices:
        told.setdefault(voice.origin, set()).update((voice.telling, *voice.superseded))
    meant = {
        one.id: sum(not own.isdisjoint(one.tellings) for own in told.values()) + bool(one.name) for one in view.tied
    }
    return [made for made in view.result.ties if meant.get(made.id, 0) > 1]


def _parties(view: View, incident: Incident, tellings: Mapping[str, Telling]) -> dict[str, tuple[str, str]]:
    """Its sources that can be tied: what stands for each, and the claim that it stands behind; a report for itself."""
    found: dict[str, tuple[str, str]] = {}
    for voice in incident.voices:
        if voice.origin in view.shelf.reports:
            found[voice.origin] = voice.origin, ""
            continue
        called = skeleton(voice.origin)
        for claim in view.homes.get(tellings[voice.telling].statement or "", ()):
            own = (origin for name, origin in tying.parties(view.findings[claim]) if name)
            meant = next((one for one in own if any(alike(skeleton(n), called) for n in (one.name, *one.names))), None)
            if meant:
                found[voice.origin] = tying.party(meant), claim
    return found


def _bound(incident: Incident, voice: Voice) -> list[str]:
    """The other origins that it counts as one with, by decision, in what they say of the same harm."""
    same = (one for one in incident.voices if one.tied == voice.tied and one.harm == voice.harm)
    return [one.origin for one in same if voice.tied and one.origin != voice.origin]


def _outlet(view: View, name: str) -> str:
    report = view.shelf.reports[name].report
    return report.outlet or report.title or report.path


def _told(view: View, who: Names, telling: Telling) -> dict[str, Any]:
    """A sentence that tells of it, cut at its numbers, with the place that it stands at."""
    document = view.shelf.reports[telling.report]
    marks = sorted(toll.span for toll in telling.tolls if telling.sentence.contains(toll.span))
    pieces: list[tuple[str, bool]] = []
    end = telling.sentence.start
    for span in marks:
        if span.start >= end:
            pieces += [(who.words(document, Span(end, span.start)), False), (document.words(span), True)]
            end = span.end
    pieces.append((who.words(document, Span(end, telling.sentence.end)), False))
    by = who.source(telling.alleged_by) if telling.alleged_by else ""
    return {
        "telling": telling,
        "by": by,
        "d": document,
        "pieces": pieces,
        "tolls": [sentence(toll) for toll in telling.tolls],
    }


def _answer(view: View, who: Names, telling: Telling, said: Any) -> dict[str, Any]:
    document = view.shelf.reports[telling.report]
    return {"said": said, "d": document, "words": who.words(document, said.sentence)}
