"""When things are told to have happened and when they were told: reports, claims and incidents along one axis."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from bukti.web import drawn, everything
from bukti.web.answers import answer, over_result, paged
from bukti.web.desk import View
from bukti.web.tongues import phrase

PERIOD = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
WIDE, LEFT, BARS, ROWS, PAGE, DOTS = 880.0, 90.0, 44, 8, 150, 300
KINDS = {"report": phrase("published"), "claim": phrase("is said to hold"), "incident": phrase("happened")}


@dataclass(frozen=True, slots=True)
class Moment:
    """Something with its time.

    Attributes:
        kind: a key of `KINDS`. told: what it is, in its own words or ours. language: of these words.
    """

    first: datetime
    last: datetime
    kind: str
    told: str
    address: str
    language: str = "en"
    words: str = ""

    @property
    def period(self) -> str:
        """Its day or days."""
        first, last = (f"{day.date().isoformat()}" for day in (self.first, self.last))
        return first if first == last else f"{first} – {last}"


@over_result
def page(request: Request, view: View) -> Response:
    """All of it, or a year, month or day of it."""
    everything_ = sorted(_moments(view), key=lambda one: (one.first, one.last, one.kind, one.address))
    asked = request.query_params.get("in", "")
    inside = asked if PERIOD.fullmatch(asked) else ""
    found = [one for one in everything_ if _within(one, inside)]
    return answer(
        request,
        "timeline.html",
        inside=inside,
        finer=_finer(everything_, inside),
        shown=paged(request, found, PAGE),
        picture=_picture(found),
        kinds=KINDS,
    )


def _moments(view: View) -> Iterator[Moment]:
    for document in view.result.documents:
        if when := drawn.published(document):
            address, code = f"/reports/{document.report.id[7:23]}", document.language.code or "und"
            yield Moment(when, when, "report", document.report.title or document.report.path, address, code)
    for finding in view.result.findings:
        for hold in finding.claim.holds:
            ends = hold.earliest.astimezone(UTC), hold.latest.astimezone(UTC)
            code = (finding.claim.languages or ("und",))[0]
            yield Moment(*ends, "claim", finding.claim.text, f"/claims/{finding.claim.id}", code, hold.words)
    for one in view.result.incidents:
        if one.earliest and one.latest:
            yield Moment(one.earliest, one.latest, "incident", everything.told(one), f"/incidents/{one.id}")


def _within(one: Moment, inside: str) -> bool:
    return one.first.isoformat()[: len(inside)] <= inside <= one.last.isoformat()[: len(inside)]


def _finer(found: Sequence[Moment], inside: str) -> list[tuple[str, int]]:
    """Years, or the months of one, or the days of one, in which something begins, with how much."""
    size = {0: 4, 4: 7, 7: 10}.get(len(inside), 0)
    counts = Counter(one.first.isoformat()[:size] for one in found if one.first.isoformat().startswith(inside))
    return sorted(counts.items()) if size else []


def _picture(found: Sequence[Moment]) -> dict[str, object] | None:
    """Bars of reports, intervals of claims and dots of incidents over one axis; None where nothing has a time."""
    if not found:
        return None
    axis = drawn.Axis(min(one.first for one in found), max(one.last for one in found), LEFT, WIDE)
    kinds = {kind: [one for one in found if one.kind == kind] for kind in KINDS}
    step = max((axis.last - axis.first) / BARS, timedelta(microseconds=1))
    bars = Counter(min(BARS - 1, (one.first - axis.first) // step) for one in kinds["report"])
    claims = [(one.first, one.last) for one in kinds["claim"]]
    placed = list(zip(kinds["claim"], drawn.spans(claims, axis, ROWS), strict=True))
    most = max(bars.values(), default=1)
    return {
        "ticks": axis.ticks(5),
        "bars": [(LEFT + place * WIDE / BARS, count, 44 * count / most) for place, count in sorted(bars.items())],
        "bar": WIDE / BARS - 1,
        "claims": [(one, *at) for one, at in placed if at],
        "left_out": sum(at is None for _, at in placed) + max(0, len(kinds["incident"]) - DOTS),
        "rows": 1 + max((at[2] for _, at in placed if at), default=0),
        "incidents": [(one, axis.at(one.first)) for one in kinds["incident"][:DOTS]],
    }
