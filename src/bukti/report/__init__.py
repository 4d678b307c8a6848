"""What a result says, in one file a format: `WRITERS` maps the format's name to `write(result) -> str`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from bukti.model import Result
from bukti.report import html, objects, stix, table


def _json(result: Result) -> str:
    return json.dumps(objects.assessed(result), ensure_ascii=False, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Result], str]] = {
    "table": table.write,
    "json": _json,
    "html": html.write,
    "stix": stix.write,
}
