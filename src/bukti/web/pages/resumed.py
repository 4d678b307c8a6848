"""A form whose session had ended, filled as it was, for who has signed in again; it is sent by a second press only."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.web.acts import ACTS
from bukti.web.answers import answer, desk, problem
from bukti.web.pages import decide
from bukti.web.tongues import gettext
from bukti.web.unsent import Unsent

DECIDE = "/decide/"


def show(request: Request, kept: Unsent) -> Response:
    """The page of the form where there is one, else its fields with what was typed."""
    name, view = kept.path.removeprefix(DECIDE), desk(request).view
    if not (kept.path.startswith(DECIDE) and name in ACTS and view):
        hidden = {name: value for name, value in kept.fields.items() if name not in kept.typed}
        return answer(request, "unsent.html", kept=kept, typed=kept.typed, hidden=hidden)
    if not request.scope["person"].may(ACTS[name].right):
        return problem(request, 403, gettext("You may not do this"), gettext("Your role in this case may read only."))
    return decide.again(request, view, name, kept.fields)
