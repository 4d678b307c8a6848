"""The style sheet, the script and the icon; their addresses change with their content, so that a browser keeps them."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import Response

SHEET = (
    files("bukti.report").joinpath("templates/dossier.css").read_text("utf-8")
    + "".join(files("bukti.web").joinpath(f"templates/{name}.css").read_text("utf-8") for name in ("desk", "pages"))
    + files("bukti.report").joinpath("templates/ach.css").read_text("utf-8")
).encode()
ADDRESS = f"/style-{hashlib.sha256(SHEET).hexdigest()[:16]}.css"
SCRIPT = files("bukti.web").joinpath("templates/desk.js").read_bytes()
SCRIPT_ADDRESS = f"/script-{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"
ICON = files("bukti.web").joinpath("templates/icon.svg").read_bytes()
KEPT = {"Cache-Control": "private, max-age=86400, immutable"}


def sheet(_request: Request) -> Response:
    """The dossier's style with what the workbench adds."""
    return Response(SHEET, media_type="text/css", headers=KEPT)


def script(_request: Request) -> Response:
    """Keys, drops and selections: what makes pages quicker that work without it."""
    return Response(SCRIPT, media_type="text/javascript", headers=KEPT)


def icon(_request: Request) -> Response:
    """The icon of the tab."""
    return Response(ICON, media_type="image/svg+xml", headers=KEPT)
