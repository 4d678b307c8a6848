"""Competing hypotheses: the matrix over the claims of the case; every cell is a person's act, one event of the log."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import matrix as acts
from bukti.acts.matrix import Matrix
from bukti.errors import BuktiError, UsageError
from bukti.ledger.writer import called
from bukti.model import Scored
from bukti.report.ach import sentences
from bukti.web.answers import answer, desk, missing, over_result, see
from bukti.web.desk import View
from bukti.web.tongues import English, gettext, phrase

LETTERS: Mapping[str, str] = {
    "CC": phrase("very consistent"),
    "C": phrase("consistent"),
    "N": phrase("neutral: it fits both ways"),
    "I": phrase("inconsistent"),
    "II": phrase("very inconsistent"),
    "NA": phrase("not applicable"),
}
BLANK = "-"
PARTING = "~/%"  # in the name of a matrix; of points alone a browser makes a folder
MARKED = re.compile(r"~([0-9A-F]{2})")
LATE = phrase("%(who)s made it %(rating)s meanwhile, so yours was not recorded.")


def _matrix(request: Request, view: View, name: str) -> Matrix:
    here = desk(request)
    return Matrix(here.case, name, called(), here.profile, result=view.result)


@over_result
def page(request: Request, view: View) -> Response:
    """The matrices of the case; where there is one, that one."""
    names = acts.names(desk(request).case)
    if len(names) == 1 and "new" not in request.query_params:
        return see(_at(names[0]))
    return _list(request, view, names)


def _list(request: Request, view: View, names: tuple[str, ...], fault: str = "") -> Response:
    shown = [(name, _at(name), _matrix(request, view, name).sheet()) for name in names]
    return answer(request, "hypotheses.html", 400 if fault else 200, matrices=shown, fault=fault, form=_typed(request))


@over_result
def start(request: Request, view: View) -> Response:
    """Begin a matrix with the claims that matter most as rows."""
    form = request.scope["form"]
    name = form.get("name", "").strip() or "main"
    try:
        _matrix(request, view, name).start(form.get("question", "").strip())
    except BuktiError as fault:
        return _list(request, view, acts.names(desk(request).case), English(fault))
    return see(_at(name))


@over_result
def one(request: Request, view: View) -> Response:
    """A matrix."""
    return _shown(request, view)


def _shown(request: Request, view: View, fault: str = "") -> Response:
    name = _meant(request)
    if name not in acts.names(desk(request).case):
        return missing(request, phrase("matrix"))
    found = _matrix(request, view, name).score()
    content: dict[str, Any] = {
        "name": name,
        "at": _at(name),
        "found": found,
        "fault": fault,
        "form": _typed(request),
        "rows": [*sentences.by_weight(found.rows), *(row for row in found.rows if row.apart)],
        "headline": sentences.headline(found),
        "changing": sentences.changing(found),
        "claims": _free(view, found),
    }
    words = {"against": sentences.against, "reason": sentences.reason, "origins_of": sentences.origins}
    return answer(request, "hypotheses_one.html", 400 if fault else 200, **content, **words, tells=sentences.tells)


def _free(view: View, found: Scored) -> list[tuple[str, str]]:
    """The claims that are no rows yet, those that matter most first, by id and words."""
    rows = {row.claim for row in found.rows}
    free = [finding.claim for finding in view.result.findings if finding.claim.id not in rows]
    return [(one.id, one.text) for one in sorted(free, key=lambda one: (-one.salience, one.id))]


@over_result
def change(request: Request, view: View) -> Response:
    """Add a hypothesis, a claim or evidence, or drop one."""
    form, name = request.scope["form"], _meant(request)
    given = {key: value.strip() for key, value in form.items()}
    matrix, note = _matrix(request, view, name), given.get("note", "")
    try:
        match given.get("do"):
            case "hypothesis":
                matrix.add_hypotheses([given.get("text", "")], note)
            case "claim":
                matrix.add_claim(given.get("claim", ""), note)
            case "evidence":
                matrix.add_evidence(given.get("text", ""), given.get("credibility", ""), (), note)
            case "drop-row":
                matrix.drop_row(given.get("row", ""), note)
            case "drop-hypothesis":
                matrix.drop_hypothesis(given.get("hypothesis", ""), note)
            case "renew":
                matrix.renew(given.get("row", ""), note=note)
            case other:
                raise UsageError(f"{other!r} is nothing that can be done to a matrix.")
    except BuktiError as fault:
        return _shown(request, view, English(fault))
    return see(_at(name))


@over_result
def cell(request: Request, view: View) -> Response:
    """The form of one cell."""
    return _cell(request, view)


def _cell(request: Request, view: View, fault: str = "") -> Response:
    name, row, hypothesis = _meant(request), *(request.path_params[key] for key in ("row", "hypothesis"))
    if name not in acts.names(desk(request).case):
        return missing(request, phrase("matrix"))
    found = _matrix(request, view, name).score()
    weighed = next((one for one in found.rows if one.row.id == row), None)
    meant = next((one for one in found.sheet.hypotheses if one.id == hypothesis), None)
    if weighed is None or meant is None:
        return missing(request, phrase("cell"))
    now = found.sheet.cells.get((row, hypothesis))
    return answer(
        request,
        "hypotheses_cell.html",
        400 if fault else 200,
        name=name,
        at=_at(name),
        r=weighed,
        h=meant,
        now=now,
        fault=fault,
        form=_typed(request),
        letters=LETTERS,
        others=[(one, found.sheet.cells.get((row, one.id))) for one in found.sheet.hypotheses if one.id != hypothesis],
        log=[one for one in _matrix(request, view, name).log() if (one.row, one.hypothesis) == (row, hypothesis)],
    )


@over_result
def fill(request: Request, view: View) -> Response:
    """Decide a cell, unless somebody decided it since the form was made; then on to the next blank one."""
    form = request.scope["form"]
    name, row, hypothesis = _meant(request), *(request.path_params[key] for key in ("row", "hypothesis"))
    matrix = _matrix(request, view, name)
    try:
        before = matrix.sheet().cells.get((row, hypothesis))
        stands = before.rating.value if before else BLANK
        if stands != form.get("was", BLANK):
            who = before.author if before else gettext("Somebody")
            return _cell(request, view, gettext(LATE) % {"who": who, "rating": stands})
        after = matrix.rate(row, hypothesis, form.get("rating", ""), form.get("note", "").strip())
    except BuktiError as fault:
        return _cell(request, view, English(fault))
    blank = ((r.id, h.id) for r in after.rows for h in after.hypotheses if (r.id, h.id) not in after.cells)
    following = next(blank, None) if form.get("then") == "next" else None
    return see(f"{_at(name)}/{following[0]}/{following[1]}" if following else _at(name))


def _typed(request: Request) -> Mapping[str, str]:
    """What a form that comes back was sent with."""
    return defaultdict(str, request.scope.get("form", {}))


def _at(name: str) -> str:
    """Address of a matrix; what would part it is written with a mark of our own, which no server undoes on the way."""
    parting = PARTING if name.strip(".") else f"{PARTING}."
    held = "".join(f"~{ord(c):02X}" if c in parting else c for c in name)
    return f"/hypotheses/{quote(held, safe='')}"


def _meant(request: Request) -> str:
    """The matrix that an address names."""
    return MARKED.sub(lambda found: chr(int(found[1], 16)), request.path_params["matrix"])
