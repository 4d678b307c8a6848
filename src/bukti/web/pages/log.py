"""The log of the case: what was done, when and by whom, the latest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import looking
from bukti.web import named
from bukti.web.answers import answer, desk, whole
from bukti.web.entries import entry

PAGE = 100  # entries on one page


def page(request: Request) -> Response:
    """A page of the log."""
    events = looking.log(desk(request).case)
    last = max(1, -(-len(events) // PAGE))
    number = min(max(1, _number(request, len(events))), last)
    end = len(events) - (number - 1) * PAGE
    shown = named.entries(request, [entry(event.content) for event in reversed(events[max(0, end - PAGE) : end])])
    return answer(
        request, "log.html", entries=shown, total=len(events), head=events[-1].digest, number=number, last=last
    )


def _number(request: Request, total: int) -> int:
    """The page that is asked for, by its number or by that of an event."""
    if event := request.query_params.get("event"):
        return (total - min(whole(event), total)) // PAGE + 1
    return whole(request.query_params.get("page", ""))
