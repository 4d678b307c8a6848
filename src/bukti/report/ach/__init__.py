"""A scored matrix in each format of `bukti ach export`: `WRITERS` maps its name to `write(scored) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bukti.ach import files
from bukti.model import Scored
from bukti.report.ach import html, markdown, objects

WRITERS: Mapping[str, Callable[[Scored], str]] = {
    "csv": files.write,
    "json": objects.write,
    "html": html.write,
    "md": markdown.write,
}
