"""What a result says, in one file a format: `WRITERS` maps the format's name to `write(result) -> str`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bukti.model import Result
from bukti.report import html, objects, plain, question, stix, table


def _json(result: Result) -> str:
    asked = {"question": question.question(result, result.question)} if result.question else {}
    return plain.dumps(objects.assessed(result) | asked, indent=1) + "\n"


WRITERS: Mapping[str, Callable[[Result], str]] = {
    "table": table.write,
    "json": _json,
    "html": html.write,
    "stix": stix.write,
}
