"""A claim in a person's own words, checked against the case: who says so, who denies it, how strong it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti import pipeline
from bukti.errors import UsageError
from bukti.model import Result
from bukti.progress import Tick
from bukti.report import asked, html
from bukti.team.roles import Right
from bukti.web import begun
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import View
from bukti.web.pages import said
from bukti.web.tongues import English, gettext, phrase

MOST, LONGEST = 10, 1000  # claims that are checked at once, characters of one
CHECK = "check"
LINES = phrase("Write one claim a line: 1 to %(most)s lines with words, each of %(longest)s characters at most.")


@dataclass(frozen=True, slots=True)
class Checked:
    """One claim: what the page shows of it, and the result without what it would keep of every report of the case."""

    result: Result
    shown: Mapping[str, Any]


@over_result
def page(request: Request, view: View) -> Response:
    """The form."""
    del view
    return _form(request)


def _form(request: Request, fault: str = "", fields: Mapping[str, str] | None = None) -> Response:
    given = defaultdict(str, fields or request.query_params)
    return answer(request, "check.html", 400 if fault else 200, fault=fault, fields=given, most=MOST, found=[])


@over_result
def ask(request: Request, view: View) -> Response:
    """Look for each claim in the case, in the background; the case remembers the look where that is asked for."""
    here, fields = desk(request), request.scope["form"]
    claims = [line.strip() for line in fields.get("claim", "").splitlines() if any(map(str.isalnum, line))]
    if not claims or len(claims) > MOST or max(map(len, claims)) > LONGEST:
        return _form(request, gettext(LINES) % {"most": MOST, "longest": LONGEST}, fields)
    if fault := begun.busy(request):
        return _form(request, fault, fields)
    language = fields.get("language", "").strip() or None
    try:
        asked = [pipeline.asking(one, language) for one in claims]
    except UsageError as wrong:
        return _form(request, English(wrong), fields)
    watch = bool(fields.get("watch")) and request.scope["person"].may(Right.DECIDE)

    def work(tick: Tick) -> tuple[Checked, ...]:
        found = []
        for done, one in enumerate(asked):
            tick("claims", done, len(asked))  # of a case that was studied before, the only step
            found.append(_shown(here.checker.check(one, view.result, tick, watch=watch)))
        return tuple(found)

    return see(f"/check/{begun.begin(request, phrase('Check'), work, CHECK).id}")


def checked(request: Request) -> Response:
    """How far it is, then what the reports say of each."""
    job = begun.own(request, (CHECK,))
    if job is None:
        return missing(request, phrase("check of yours"))
    if job.slow():
        return begun.waiting(request, job)
    if job.fault:
        return _form(request, English(job.fault), job.about.fields)
    checked: tuple[Checked, ...] = job.outcome
    found, fields = [one.shown for one in checked], defaultdict(str, job.about.fields)
    return answer(request, "check.html", fault="", fields=fields, most=MOST, found=found, result=checked[0].result)


def _shown(result: Result) -> Checked:
    """What the page shows of one claim, as the dossier does."""
    shelf, question = html.Shelf.of(result), result.question
    assert question is not None  # noqa: S101 - it was asked
    shown = {
        **html.sided(shelf, question),
        "headline": asked.headline(result, question),
        "since": asked.changes(result, question.since) if question.since else [],
        "claims": [said.bounded(html.shown_claim(shelf, finding)) for finding in result.findings],
    }
    return Checked(replace(result, documents=(), statements=(), incidents=(), tellings=()), shown)
