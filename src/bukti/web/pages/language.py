"""The language of the interface, chosen in the head of each page and remembered by the browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from bukti.web.answers import see
from bukti.web.tongues import COOKIE, KEPT, tongues
from bukti.web.ways import place


def choose(request: Request) -> Response:
    """Remember a language and go back to the page; one that there is not changes nothing."""
    fields = request.scope["form"]
    made, wanted = see(place(fields.get("next", ""))), fields.get("language", "")
    if wanted in tongues():
        secure = request.url.scheme == "https"
        made.set_cookie(COOKIE, wanted, max_age=KEPT, path="/", httponly=True, samesite="lax", secure=secure)
    return made
