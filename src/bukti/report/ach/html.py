"""A scored matrix as one HTML file without scripts or requests; every text is escaped."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import Any

from markupsafe import Markup

from bukti.model import Scored
from bukti.report.ach import sentences
from bukti.report.html import environment


def write(found: Scored) -> str:
    """The answer, the hypotheses by place, the matrix with its notes, and what would change the ranking."""
    return environment().get_template("ach.html").render(_content(found))


def _content(found: Scored) -> dict[str, Any]:
    styles = (files("bukti.report").joinpath(f"templates/{name}.css").read_text("utf-8") for name in ("dossier", "ach"))
    style = "".join(styles).strip()
    return {
        "found": found,
        "sheet": found.sheet,
        "style": Markup(style),  # noqa: S704 - our own files, no part of them comes from a source
        "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        "headline": sentences.headline(found),
        "rows": sentences.by_weight(found.rows),
        "apart": [row for row in found.rows if row.apart],
        "changing": sentences.changing(found),
        "against": sentences.against,
        "origins": sentences.origins,
        "reason": sentences.reason,
        "tells": sentences.tells,
    }
