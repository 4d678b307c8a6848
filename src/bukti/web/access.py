"""The right that a request needs. What is not named here is read with GET and decided with any other method."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request

from bukti.team.roles import Right
from bukti.web.acts import ACTS
from bukti.web.exports import KINDS

NOBODY: None = None  # no right: open to everybody who may speak to the workbench
# by the address of a route as it is written, and by the method
NEEDED: Mapping[tuple[str, str], Right | None] = {
    ("/sign-in", "GET"): NOBODY,
    ("/sign-in", "POST"): NOBODY,
    ("/oidc/start", "GET"): NOBODY,
    ("/oidc/return", "GET"): NOBODY,
    ("/language", "POST"): NOBODY,
    ("/sign-in/again", "POST"): Right.READ,
    ("/sign-out", "POST"): Right.READ,
    ("/account/password", "POST"): Right.READ,
    ("/account/token", "POST"): Right.READ,
    ("/people", "GET"): Right.ADMINISTER,
    ("/people/add", "POST"): Right.ADMINISTER,
    ("/people/role", "POST"): Right.ADMINISTER,
    ("/api/v1/files", "POST"): Right.KEEP,
    ("/api/v1/lists", "POST"): Right.KEEP,
    ("/check", "POST"): Right.READ,
    ("/compare", "POST"): Right.READ,
    ("/api/v1/compare", "POST"): Right.READ,
    ("/export", "GET"): Right.RESTRICTED,
    ("/export/{job}", "GET"): Right.RESTRICTED,
    ("/export/{job}/file", "GET"): Right.RESTRICTED,
    ("/stamp", "POST"): Right.KEEP,
    ("/work/{job}/stop", "POST"): Right.READ,  # of a task of one's own; the page refuses the rest
    ("/add", "GET"): Right.KEEP,
    ("/add", "POST"): Right.KEEP,
    ("/add/page", "POST"): Right.KEEP,
    ("/add/{job}", "GET"): Right.KEEP,
    ("/lists", "POST"): Right.KEEP,
    ("/lists/{job}", "GET"): Right.KEEP,
    ("/profile", "POST"): Right.REVIEW,
    ("/profile/{sha256}", "GET"): Right.RESTRICTED,  # its letters may name people
    ("/icon.svg", "GET"): NOBODY,
}
ACT = "act"  # the part of an address that names an act, whose own right then counts
KIND = "kind"  # … that names an export, likewise


def needed(path: str, request: Request) -> Right | None:
    """The right that a request to a route needs; None where it needs none.

    Args:
        path: the address of the route as it is written.
        request: that led to it.
    """
    method = "GET" if request.method == "HEAD" else request.method
    if path.startswith(("/style-", "/script-")):
        return NOBODY
    act = ACTS.get(request.path_params.get(ACT, ""))
    if act is not None:
        return act.right
    kind = KINDS.get(request.path_params.get(KIND, ""))
    if kind is not None:
        return kind.right
    return NEEDED.get((path, method), Right.READ if method == "GET" else Right.DECIDE)
