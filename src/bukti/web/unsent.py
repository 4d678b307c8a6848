"""A form that was sent after its session had ended: kept in the form to sign in, and shown filled after that.

Nothing of it is done before its author presses its button again: it is shown with a token of the new session, and only
what a page of this workbench sent is kept at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from bukti.web import ways

KIND = "application/x-www-form-urlencoded"
FIELD = "unsent"  # of the form to sign in
AGAIN = "/sign-in/again"  # where it is shown to who signed in elsewhere
# forms that hold a secret, choose a language or end a session, and those of files, which no page can fill in
LEFT = ("/sign-in", "/sign-out", "/oidc", "/account", "/people", "/language", "/export", "/api/")
OURS = frozenset({"csrf", "step"})  # fields that belong to the old session, or to the button that was pressed
FILE = "content"  # a field that holds a file, which no person typed
SHORT = 40  # characters of a value that no person typed at length


@dataclass(frozen=True, slots=True)
class Unsent:
    """A form that was not sent: the address that it goes to, and its fields."""

    path: str
    fields: Mapping[str, str]

    def packed(self) -> str:
        """As it stands in a hidden field."""
        return json.dumps([self.path, dict(self.fields)], ensure_ascii=False)

    @property
    def typed(self) -> dict[str, str]:
        """The fields that hold words of a person."""
        return {
            name: value for name, value in self.fields.items() if name != FILE and (len(value) > SHORT or " " in value)
        }


def keeps(request: Request, hosts: frozenset[str]) -> bool:
    """Whether what a request sends is kept: a form of a page of ours, by what the browser says of its origin."""
    origin = request.headers.get("origin", "").lower().partition("://")[2]
    path, kind = request.url.path, request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return request.method == "POST" and origin in hosts and kind == KIND and not path.startswith(LEFT)


def unpacked(text: str) -> Unsent | None:
    """What `Unsent.packed` gave; None where it is nothing of ours."""
    try:
        path, fields = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return None
    if not isinstance(path, str) or not isinstance(fields, dict) or ways.place(path) != path or path.startswith(LEFT):
        return None
    held = {name: value for name, value in fields.items() if isinstance(value, str) and name not in OURS}
    return Unsent(path, held) if len(held) == len(fields.keys() - OURS) else None
