"""The log of the case: what was done, when and by whom, the latest first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import looking
from bukti.web.answers import answer, desk
from bukti.web.entries import entry

PAGE = 100  # entries on one page


def page(request: Request) -> Response:
    """A page of the log."""
    events = looking.log(desk(request).case)
    last = max(1, -(-len(events) // PAGE))
    number = min(max(1, whole(request.query_params.get("page", ""))), last)
    end = len(events) - (number - 1) * PAGE
    shown = [entry(event.content) for event in reversed(events[max(0, end - PAGE) : end])]
    return answer(
        request, "log.html", entries=shown, total=len(events), head=events[-1].digest, number=number, last=last
    )


def whole(text: str) -> int:
    """A number of a page; 1 where the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
