"""A claim in a person's own words, checked against the case: who says so, who denies it, how strong it is."""

from __future__ import annotations

from collections import defaultdict
from secrets import token_hex
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti import pipeline
from bukti.ledger.writer import called
from bukti.model import Result
from bukti.progress import Tick
from bukti.report import asked, html
from bukti.team.roles import Right
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import View
from bukti.web.exports import Begun
from bukti.web.tongues import English, gettext, phrase

PAUSE = 1  # seconds until a page that waits looks again
MOST, LONGEST = 10, 1000  # claims that are checked at once, characters of one
CHECK = "check"
LINES = phrase("Write one claim a line: 1 to %(most)s lines with words, each of %(longest)s characters at most.")


@over_result
def page(request: Request, view: View) -> Response:
    """The form."""
    del view
    return _form(request)


def _form(request: Request, fault: str = "", fields: dict[str, str] | None = None) -> Response:
    given = defaultdict(str, fields or dict(request.query_params))
    return answer(request, "check.html", 400 if fault else 200, fault=fault, fields=given, most=MOST, found=[])


@over_result
def ask(request: Request, view: View) -> Response:
    """Look for each claim in the case, in the background; the case remembers the look where that is asked for."""
    del view
    here, fields = desk(request), dict(request.scope["form"])
    claims = [line.strip() for line in fields.get("claim", "").splitlines() if any(map(str.isalnum, line))]
    if not claims or len(claims) > MOST or max(map(len, claims)) > LONGEST:
        told = gettext(
            "Write one claim a line: 1 to %(most)s lines with words, each of %(longest)s characters at most."
        )
        return _form(request, told % {"most": MOST, "longest": LONGEST}, fields)
    language = fields.get("language", "").strip() or None
    watch = bool(fields.get("watch")) and request.scope["person"].may(Right.DECIDE)

    def work(tick: Tick) -> tuple[Result, ...]:
        how: dict[str, Any] = {"profile": here.profile, "language": language, "watch": watch, "tick": tick}
        return tuple(pipeline.check(one, case=here.case, **how) for one in claims)

    job = here.jobs.begin(phrase("Check"), work, Begun(CHECK, _who(request)), token_hex(8))
    return see(f"/check/{job.id}")


def checked(request: Request) -> Response:
    """How far it is, then what the reports say of each."""
    job = desk(request).jobs.find(request.path_params["job"])
    if job is None or job.about != Begun(CHECK, _who(request)):
        return missing(request, phrase("check of yours"))
    if job.running:
        return answer(request, "work.html", job=job, refresh=PAUSE)
    if job.fault:
        return _form(request, English(job.fault))
    found = [_shown(one) for one in job.outcome]
    fields = defaultdict(str, {"claim": "\n".join(one["question"].text for one in found)})
    return answer(request, "check.html", fault="", fields=fields, most=MOST, found=found, result=job.outcome[0])


def _shown(result: Result) -> dict[str, Any]:
    """What the page shows of one claim, as the dossier does."""
    shelf, question = html.Shelf.of(result), result.question
    assert question is not None  # noqa: S101 - it was asked
    return {
        **html.sided(shelf, question),
        "headline": asked.headline(result, question),
        "since": asked.changes(result, question.since) if question.since else [],
        "claims": [html.shown_claim(shelf, finding) for finding in result.findings],
    }


def _who(request: Request) -> str:
    return request.scope["person"].name or called()
