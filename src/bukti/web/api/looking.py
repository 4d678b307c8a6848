"""What the API shows: the same result, in the objects of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bukti.acts import looking, profiling
from bukti.ledger.event import Event
from bukti.report import objects, profiles
from bukti.report.html import short
from bukti.web import entries, named
from bukti.web.answers import desk
from bukti.web.api import records
from bukti.web.api.records import After, ClaimsWanted, Empty, Object, Part
from bukti.web.desk import View
from bukti.web.jobs import Job
from bukti.web.outcomes import written
from bukti.web.pages import board

EARLY = "The case is being assessed for the first time: ask again in a while; /api/v1/case tells how far it is."


def view(request: Request) -> View:
    """The result that is shown.

    Raises:
        HTTPException: 503, there is none yet.
    """
    found = desk(request).view
    if found is None:
        raise HTTPException(503, EARLY, {"Retry-After": "5"})
    return found


def me(request: Request, _: Empty) -> records.Me:
    """Who asks, and what they may do."""
    person = request.scope["person"]
    return records.Me(name=person.name, rights=sorted(person.rights))


def case(request: Request, _: Empty) -> records.Case:
    """What the case holds, where its log ends, and what is being done."""
    place = desk(request)
    status, shown = place.status(), place.view
    told = {name: value for name, value in status.told().items() if name != "size"}
    return records.Case(
        name=place.case.name,
        bytes=status.size,
        computed=shown.made.isoformat() if shown else None,
        current=shown is not None and place.basis(status) == shown.basis,
        jobs=[job(one) for one in place.jobs.running],
        **told,  # type: ignore[arg-type] # every figure by its name
    )


def claims(request: Request, wanted: ClaimsWanted) -> records.Listed:
    """Claims that are asked for, in the order that is asked for."""
    shown = view(request)
    found = board.found(shown, board.Wanted.of(request.query_params))
    return _part(
        [objects.claim_object(one) for one in found[wanted.offset : wanted.offset + wanted.limit]], wanted, found
    )


def claim(request: Request, _: Empty) -> Object:
    """One claim with its assessment, and its statements with their words."""
    shown = view(request)
    found = shown.findings.get(request.path_params["claim"])
    if found is None:
        raise HTTPException(404, "There is no such claim in the result that is shown.")
    held = [shown.statements[name] for name in (*found.claim.affirming, *found.claim.denying, *found.claim.about)]
    said = [objects.statement_object(shown.shelf.reports[one.report], one) for one in held]
    return {**objects.claim_object(found), "statements": said}


def profile(request: Request, _: Empty) -> Object:
    """What claims of the case are weighed with, who chose it, and every choice."""
    place = desk(request)
    found = profiling.standing(place.case, place.profile)
    told = profiles.in_json(found.profile, found.choice, found.made)
    letters = told["parameters"].get("ratings", {})
    if letters:  # whom they name is not for everybody where incidents tell of them
        who = named.names(request, view(request))
        told["parameters"]["ratings"] = {who.text(name): letter for name, letter in letters.items()}
    return told


def reports(request: Request, part: Part) -> records.Listed:
    """Reports, without their texts."""
    shown = view(request)
    found = shown.result.documents[part.offset : part.offset + part.limit]
    return _part([objects.report_object(one) for one in found], part, shown.result.documents)


def report(request: Request, _: Empty) -> Object:
    """One report with its text and every statement in it; offsets are code points of the text."""
    shown = view(request)
    found = shown.reports.get(short(request.path_params["report"]))
    if found is None:
        raise HTTPException(404, "There is no such report in the result that is shown.")
    own = [one for one in shown.result.statements if one.report == found.report.id]
    said = [objects.statement_object(found, one) for one in own]
    return {**objects.report_object(found), "text": found.report.text, "statements": said}


def log(request: Request, wanted: After) -> records.Entries:
    """Events of the log after a number, oldest first."""
    events = looking.log(desk(request).case)
    part = events[wanted.after : wanted.after + wanted.limit]
    return records.Entries(head=events[-1].digest, items=[entry(one, request) for one in part])


def entry(event: Event, request: Request) -> records.Entry:
    """An event, as it may be told to who asks."""
    (one,) = named.entries(request, [entries.entry(event.content)])
    return records.Entry(number=one.number, kind=one.kind, at=one.made, who=one.who, key=one.key, what=one.what)


def job(one: Job) -> records.Job:
    """A task."""
    return records.Job(
        id=one.id,
        name=one.name,
        state=one.state,  # type: ignore[arg-type] # one of its five words
        stage=one.stage,
        done=one.done,
        total=one.total,
        outcome=written(one.outcome),
        error=one.fault,
    )


def _part(items: list[Object], part: Part, found: Sequence[Any]) -> records.Listed:
    return records.Listed(total=len(found), offset=part.offset, items=items)
