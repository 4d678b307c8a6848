"""The review queue: one statement or incident after the other, accepted or rejected, by keyboard where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import retracting
from bukti.model import Decision
from bukti.progress import Tick
from bukti.report import dossier
from bukti.report.harm import verified
from bukti.store.decisions import ACCEPT, in_force
from bukti.team.roles import Right
from bukti.web import named
from bukti.web.acts import ACTS, Order, do
from bukti.web.answers import answer, desk, over_result, see, whole
from bukti.web.desk import Desk, View
from bukti.web.everything import told
from bukti.web.tongues import English, phrase

STATEMENTS, INCIDENTS = "statements", "incidents"
RIGHT, WRONG = "read against the report, and right", "read against the report, and wrong"
RECORDING = {"accept": phrase("accepted, being recorded"), "reject": phrase("rejected, being recorded")}
# of what is reviewed and the button: the act and its fields
MEANT: Mapping[tuple[str, str], tuple[str, Callable[[str], dict[str, str]]]] = {
    (STATEMENTS, "accept"): ("accept", lambda name: {"target": name}),
    (STATEMENTS, "reject"): ("retract", lambda name: {"target": name}),
    (INCIDENTS, "accept"): (
        "incident-check",
        lambda name: {"incident": name, "part": "content", "finding": "supports"},
    ),
    (INCIDENTS, "reject"): (
        "incident-check",
        lambda name: {"incident": name, "part": "content", "finding": "against"},
    ),
}


def _queue(view: View, of: str) -> list[str]:
    """What there is to review: incidents as they stand; statements of disputed claims first, damaged ones before."""
    if of == INCIDENTS:
        return list(view.incidents)
    damaged = {d.report.id: [one.span for one in d.damage] for d in view.result.documents if d.damage}
    main = dossier.main_findings(view.result)
    ranked = sorted(main, key=lambda f: (not (dossier.denied(f) or view.shelf.disputes[f.claim.id]), -f.claim.salience))
    found = [name for f in ranked for name in (*f.claim.affirming, *f.claim.denying)]

    def whole_(name: str) -> bool:
        one = view.statements[name]
        return not any(one.extent.overlaps(span) for span in damaged.get(one.report, ()))

    return sorted(dict.fromkeys(found), key=whole_)


def _judged(view: View, made: Sequence[Decision], of: str) -> dict[str, str]:
    """What was said of each already."""
    if of == INCIDENTS:
        return {name: English(verified(one)[-1]) for name, one in view.incidents.items() if one.analyses}
    accepted = {one.target: phrase("accepted") for one in in_force(made, ACCEPT)}
    return accepted | {one.target: phrase("rejected") for one in in_force(made) if one.kind == "statement"}


@over_result
def page(request: Request, view: View) -> Response:
    """One of the queue, the first that nobody judged where none is asked for."""
    of = INCIDENTS if request.query_params.get("of") == INCIDENTS else STATEMENTS
    queue = _queue(view, of)
    here = desk(request)
    judged = _judged(view, retracting.decisions(here.case)[0], of) | here.judging
    first = next((place for place, name in enumerate(queue, 1) if name not in judged), len(queue))
    asked = request.query_params.get("at", "")
    place = min(whole(asked), len(queue)) if asked else first
    name = queue[place - 1] if queue else ""
    return answer(
        request,
        "review.html",
        of=of,
        name=name,
        place=place,
        total=len(queue),
        done=sum(one in judged for one in queue),
        judged=judged.get(name, ""),
        may=request.scope["person"].may(Right.DECIDE),
        faults=here.refused[-3:],
        **_shown(request, view, of, name),
    )


def _shown(request: Request, view: View, of: str, name: str) -> dict[str, Any]:
    if of == INCIDENTS or not name:
        one = view.incidents.get(name)
        sentences = {telling.id: telling for telling in view.result.tellings}
        who = named.names(request, view)
        reports = view.shelf.reports
        held = [sentences[key] for key in one.tellings] if one else []
        return {
            "quote": None,
            "incident": one,
            "told": told(one) if one else "",
            "sentences": [(reports[t.report], who.words(reports[t.report], t.sentence)) for t in held],
            "claims": [],
        }
    (quote,) = view.shelf.quotations.of([name])
    claims = [view.findings[claim] for claim in view.homes.get(name, ())]
    return {"quote": quote, "incident": None, "told": "", "sentences": [], "claims": claims}


@over_result
def judge(request: Request, view: View) -> Response:
    """Record what was decided, in the background, and go on to the next."""
    form, here = request.scope["form"], desk(request)
    of, verdict, name = (form.get(key, "") for key in ("of", "verdict", "name"))
    following = see(f"/review?of={of if of == INCIDENTS else STATEMENTS}&at={whole(form.get('at', '')) + 1}")
    if (of, verdict) not in MEANT or name not in _queue(view, of):
        return following
    act, fields = MEANT[of, verdict]
    reason = form.get("reason", "").strip() or (RIGHT if verdict == "accept" else WRONG)
    order = {**fields(name), "reason": reason, "author": form.get("author", "")}
    here.judging[name] = RECORDING[verdict]
    here.jobs.begin(phrase("Review"), lambda tick: _record(here, (act, name), order, tick))
    return following


def _record(here: Desk, what: tuple[str, str], fields: Mapping[str, str], tick: Tick) -> None:
    """Do it once the decisions before it are recorded; each is on something else, so none is made over another."""
    act, name = what
    try:
        do(here, act, Order(fields, here.status().head.digest, trial=False), tick)
        if act != "accept":
            here.assess()
    except Exception as fault:
        here.refused.append(f"{ACTS[act].title}: {fault}")
        raise
    finally:
        here.judging.pop(name, None)
