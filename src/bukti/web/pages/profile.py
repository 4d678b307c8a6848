"""What claims are weighed with: the profile in force with every parameter, who chose it, and another choice."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import profiling
from bukti.acts.profiling import Sent
from bukti.assessment import profiles
from bukti.errors import BuktiError
from bukti.team.roles import Right
from bukti.web.answers import answer, desk, missing, over_result
from bukti.web.desk import View
from bukti.web.pages import decide, weighed
from bukti.web.tongues import English, gettext, phrase

ACT = "profile"  # that chooses one


@over_result
def page(request: Request, view: View) -> Response:
    """The profile in force, who chose it, the shipped ones, the form that sends a file, and all parameters."""
    return _page(request, view)


@over_result
def send(request: Request, view: View) -> Response:
    """Read a file that was sent, and show what it would change; what is wrong with it is told as its reader does."""
    form, files = request.scope["form"], request.scope.get("files", [])
    if len(files) != 1:
        return _page(request, view, gettext("Choose one file: a profile (TOML)."))
    sent = Sent(*files[0])
    try:
        profiling.read(sent)
    except BuktiError as fault:
        return _page(request, view, English(fault))
    said = {name: form.get(name, "") for name in ("reason", "author", "head")}
    return decide.ask(request, view, ACT, {"file": sent.name, "content": profiling.packed(sent.data), **said})


def file(request: Request) -> Response:
    """The exact bytes of a shipped profile, or of one that was chosen for the case; a browser keeps them."""
    found = profiling.file(desk(request).case, request.path_params["sha256"])
    if found is None:
        return missing(request, phrase("profile"))
    kept = {"Content-Disposition": 'attachment; filename="profile.toml"'}  # no name of a file becomes a header
    return Response(found, media_type="application/toml", headers=kept)


def _page(request: Request, view: View, fault: str = "") -> Response:
    here = desk(request)
    chosen = profiling.standing(here.case)
    found = profiling.standing(here.case, here.profile) if here.profile else chosen
    shipped = [one for one in map(profiles.load, profiles.names()) if one.stamp.sha256 != chosen.profile.stamp.sha256]
    shown: dict[str, Any] = {"found": found, "chosen": chosen, "shipped": shipped, "fault": fault}
    shown |= {"may": request.scope["person"].may(Right.REVIEW), "rows": weighed.rows(request, view, found.profile)}
    shown |= {"fields": defaultdict(str, request.scope.get("form", {})), "limit": profiling.LARGEST >> 10}
    return answer(request, "profile.html", 400 if fault else 200, **shown)
