"""Deciding: a form, what it would change, and the record; nothing typed is lost on the way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import looking, retracting
from bukti.acts.profiling import Reweighed
from bukti.assessment import profiles
from bukti.errors import ConflictError
from bukti.ledger.event import Event
from bukti.ledger.writer import called
from bukti.model import Change, Changes, Decision, Finding, Incident, Recast, Regrouped
from bukti.report import effects, html
from bukti.report.harm import figures
from bukti.report.withheld import Names
from bukti.web import named, search
from bukti.web.acts import ACTS, CONCEDES, GROUPS, LEAVES, Order, begin, undo
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import Desk, View
from bukti.web.entries import conflict as late
from bukti.web.entries import entry
from bukti.web.everything import told
from bukti.web.jobs import Job
from bukti.web.pages import heard, tying, weighed
from bukti.web.tongues import English, gettext, phrase

PAUSE = 1  # seconds until a page that waits looks again
NEAREST = 8  # claims that a merge offers
OFFERED = 20  # incidents that a merge offers
COUNTED = ("killed", "injured", "missing", "detained", "casualties")  # harms of which an answer may concede some
HEARD = ("statement-correct", "statement-add")  # acts on how a report is read
LISTED = 100  # claims that change, on a page
SINCE = 20  # entries of the log that a conflict lists


@over_result
def form(request: Request, view: View) -> Response:
    """The form of an act, about what the address names."""
    name = request.path_params["act"]
    if name not in ACTS:
        return missing(request, phrase("act"))
    return _form(request, view, name, dict(request.query_params))


@over_result
def send(request: Request, view: View) -> Response:
    """Try an act or record it, unless the log has grown since the form was made."""
    name = request.path_params["act"]
    return ask(request, view, name, request.scope["form"]) if name in ACTS else missing(request, phrase("act"))


def ask(request: Request, view: View, name: str, form: Mapping[str, str]) -> Response:
    """Begin an act with what a form says, unless somebody decided on the same thing since it was made."""
    fields = dict(form)
    head, trial = fields.pop("head", ""), fields.pop("step", "") != "record" and ACTS[name].tried
    head = desk(request).follow(head, fields)
    if head != desk(request).status().head.digest:
        return _form(request, view, name, fields, conflict=head)
    return see(f"/decided/{begin(desk(request), name, Order(fields, head, trial)).id}")


@over_result
def decided(request: Request, view: View) -> Response:
    """How far an act is, then what it changes or changed."""
    job = desk(request).jobs.find(request.path_params["job"])
    if job is None or not isinstance(job.about, tuple):
        return missing(request, phrase("act of this run"))
    if job.slow():
        return answer(request, "work.html", job=job, refresh=PAUSE)
    name, order = job.about
    if job.fault:
        conflict = order.head if isinstance(job.error, ConflictError) else None
        return _form(request, view, name, order.fields, conflict=conflict, fault=English(job.fault))
    return answer(request, "decided.html", **_outcome(request, view, job))


def again(request: Request, view: View, name: str, fields: Mapping[str, str]) -> Response:
    """The form of an act as it was filled before its author had to sign in again, and what came in its way since."""
    said = dict(fields)
    head = said.pop("head", "")
    late = head != "" and desk(request).follow(head, said) != desk(request).status().head.digest
    return _form(request, view, name, said, conflict=head if late else None, again=True)


def _outcome(request: Request, view: View, job: Job) -> dict[str, Any]:
    name, order = job.about
    found = job.outcome
    shown: dict[str, Any] = {"act": name, "title": gettext(ACTS[name].title), "order": order, "found": found}
    shown |= _changing(found) if isinstance(found, Changes | Regrouped) else {"changes": [], "turns": []}
    shown["differs"] = weighed.differing(request, view, found.sides) if isinstance(found, Reweighed) else []
    made = found if isinstance(found, Decision) else found.decision
    shown |= {"made": made, "undo": undo(made), "grouped": isinstance(found, Regrouped)}
    shown["harm"] = _recast(named.names(request, view), found) if isinstance(found, Recast) else []
    return shown | _fields(request, view, name, order.fields)


def _changing(found: Changes | Regrouped) -> dict[str, Any]:
    """Claims before and after, those whose grade turns first; with another profile every claim may change."""
    changes = found.claims if isinstance(found, Changes) else found.changes
    rows = [(one, effects.figures(one), effects.effect(one)) for one in sorted(changes, key=_turns, reverse=True)]
    only = isinstance(found, Reweighed)
    turns = [one for one, _, effect in rows if effect != "same" and (_turns(one) or not only)]
    return {
        "changes": rows[:LISTED],
        "more": max(0, len(rows) - LISTED),
        "turns": [(one, effects.because(one)) for one in turns[:LISTED]],
        "said": effects.answer(found),
        "phrases": effects.PHRASES,
    }


def _turns(change: Change) -> bool:
    return change.before.assessment.admiralty != change.after.assessment.admiralty


def _recast(who: Names, found: Recast) -> list[tuple[str, list[dict[str, Any]]]]:
    """The incidents that a decision on them concerns, before and after, with the figures that it may change."""
    before, after = ([(told(one), figures(one)) for one in held.incidents] for held in (found.before, found.after))
    same = before[0][1] if len(before) == len(after) == 1 else None

    def rows(shown: Mapping[str, str], old: Mapping[str, str]) -> list[tuple[str, str, bool]]:
        return [(name, who.text(value), old.get(name) != value) for name, value in shown.items()]

    return [
        (title, [{"words": words, "rows": rows(shown, same or shown)} for words, shown in held])
        for title, held in ((gettext("Before"), before), (gettext("After"), after))
    ]


def _form(  # noqa: PLR0913 - what stands on one page
    request: Request,
    view: View,
    name: str,
    fields: Mapping[str, str],
    *,
    conflict: str | None = None,
    fault: str = "",
    again: bool = False,
) -> Response:
    """The form with what was typed, and why it comes back."""
    added = _added(desk(request), conflict, fields) if conflict is not None else ()
    since = [entry(event.content) for event in added[-SINCE:]]
    code = 409 if conflict is not None else 400 if fault else 200
    said = _fields(request, view, name, fields)
    shown = {
        "act": name,
        "title": gettext(ACTS[name].title),
        "tried": ACTS[name].tried,
        "since": since,
        "fault": fault,
        **said,
    }
    shown |= {"conflict": late(added) if conflict is not None else "", "fault": fault, "again": again}
    return answer(request, "decide.html", code, **shown)


def _added(here: Desk, head: str, fields: Mapping[str, str]) -> Sequence[Event]:
    """What is in the way of an act; all that was added, where it came so late that nobody can tell."""
    return here.clashing(head, fields) or looking.since(here.case, head)


def _fields(request: Request, view: View, name: str, fields: Mapping[str, str]) -> dict[str, Any]:
    """What the form of an act shows: each value as typed, and in words what it is about."""
    claim = view.findings.get(fields.get("claim", ""))
    target, other = fields.get("target", ""), view.findings.get(fields.get("other", ""))
    held = (*claim.claim.affirming, *claim.claim.denying, *claim.claim.about) if claim and name == "split" else ()
    near = _nearest(view, claim, fields) if claim and name == "merge" else []
    return {
        "fields": defaultdict(str, {"author": called(), **fields}),
        "kept": [key for key in fields if key in ACTS[name].asks or key.startswith(GROUPS)],
        "subject": _subject(request, view, fields),
        "shipped": [profiles.load(one) for one in profiles.names()] if name == "profile" else [],
        "quotes": view.shelf.quotations.of(held or ([target] if target in view.statements else [])),
        "heard": heard.form(view, fields) if name in HEARD else None,
        "two": tying.form(view, fields) if name in tying.ACTS else None,
        "shares": tying.SHARED,
        "harm_of": _incident(named.names(request, view), view, fields),
        "choices": [html.shown_claim(view.shelf, one) for one in near],
        "other": other.claim.text if other else "" if name in tying.ACTS else fields.get("words", ""),
        "leaves": LEAVES,
        "concedes": CONCEDES,
        "harms": COUNTED,
    }


def _subject(request: Request, view: View, fields: Mapping[str, str]) -> str:
    """What an act is about, in words; empty for a statement, whose sentence stands there."""
    if one := view.incidents.get(fields.get("incident", "")):
        return told(one)
    if "entity" in fields:
        return _identity(request, view, fields)
    if "list" in fields:
        return fields["list"]
    if claim := view.findings.get(fields.get("claim", "")):
        return claim.claim.text
    target = fields.get("target", "")
    return "" if target in view.statements else _called(request, view, target)


def _identity(request: Request, view: View, fields: Mapping[str, str]) -> str:
    """Of a judgement: which name may mean whom, of the reports or of a list."""
    meant, id_ = view.entities.get(fields["entity"]), fields["entity"]
    listed = (one.entity.caption for who in view.entities.values() for one in who.candidates if one.entity.id == id_)
    who = named.names(request, view)
    called = who.text(meant.name) if meant else next(listed, id_)
    return f"“{who.text(fields.get('name', ''))}” may be {called} [{id_}]"


def _incident(who: Names, view: View, fields: Mapping[str, str]) -> dict[str, Any] | None:
    """What the forms on an incident offer: others near it, its sentences, the parties that it is said of."""
    one = view.incidents.get(fields.get("incident", ""))
    if one is None:
        return None
    tellings = {telling.id: telling for telling in view.result.tellings}
    held = [(tellings[key], view.shelf.reports[tellings[key].report]) for key in one.tellings]
    quoted = [(telling.id, document, who.words(document, telling.sentence)) for telling, document in held]
    wanted = search.words(fields.get("q", ""))
    lines = {key: told(other) for key, other in view.incidents.items() if key != one.id}
    found = [key for key, line in lines.items() if all(word in search.fold(line) for word in wanted)]
    near = sorted(found, key=lambda key: (key != fields.get("other"), *_far(one, view.incidents[key])))
    others = [(key, lines[key]) for key in near[:OFFERED]]
    return {"others": others, "left": len(near) - len(others), "tellings": quoted, "parties": one.perpetrators}


def _far(one: Incident, other: Incident) -> tuple[bool, bool, float]:
    """How far another incident is: no near miss, no place in common, seconds between their days."""
    near = (one.near_miss and one.near_miss.incident == other.id) or (
        other.near_miss and other.near_miss.incident == one.id
    )
    apart = {place.key for place in one.places}.isdisjoint(place.key for place in other.places)
    days = (one.earliest, other.earliest)
    return not near, apart, abs((days[0] - days[1]).total_seconds()) if days[0] and days[1] else float("inf")


def _nearest(view: View, claim: Finding, fields: Mapping[str, str]) -> list[Finding]:
    """The claims that a person may mean to be one with a claim, by their words: those asked for, else the nearest."""
    others = [one for one in view.result.findings if one.claim.id != claim.claim.id]
    if wanted := search.words(fields.get("q", "")):
        return [one for one in others if all(word in view.words[one.claim.id] for word in wanted)][:NEAREST]
    own = set(search.fold(claim.claim.text).split())
    first = {fields.get("other"), claim.claim.near_miss.claim if claim.claim.near_miss else None}

    def distance(one: Finding) -> tuple[bool, float]:
        words = set(search.fold(one.claim.text).split())
        return one.claim.id not in first, -len(own & words) / len(own | words)

    return sorted(others, key=distance)[:NEAREST]


def _called(request: Request, view: View, target: str) -> str:
    """What a report, a decision or an origin is called."""
    if document := view.shelf.reports.get(target):
        return document.report.title or document.report.outlet or document.report.path
    decisions, _ = retracting.decisions(desk(request).case)
    known = {one.id: one.name for one in decisions}
    known |= {name: one.name for name, one in view.entities.items()}
    known |= {name: told(one) for name, one in view.incidents.items()}
    known |= {name: one.claim.text for name, one in view.findings.items()}
    known |= {origin.id: origin.name for finding in view.result.findings for origin in finding.graph.origins}
    return known.get(target, target)
