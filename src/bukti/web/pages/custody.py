"""The custody record of one item: from where it came, what was done with it, and whether its bytes are still those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from bukti.acts import custody
from bukti.model import Document
from bukti.web.answers import answer, desk, missing, over_result
from bukti.web.desk import View
from bukti.web.tongues import gettext, phrase

MOST = 20  # things of one sort that a record lists here; one file may hold thousands of reports


@over_result
def page(request: Request, view: View) -> Response:
    """The records of the items that a report was read from."""
    document = view.reports.get(request.path_params["report"])
    if document is None:
        return missing(request, phrase("report"))
    paths = list(dict.fromkeys(sighting.path for sighting in document.report.sightings))
    told = custody.records(desk(request).case, paths, list(_known(view, document, paths)))
    found = [(one["item"], list(_told(one)), one["custody"]) for one in told]
    return answer(request, "custody_page.html", d=document, records=found)


def _known(view: View, first: Document, paths: Sequence[str]) -> Iterator[custody.Record]:
    """What reading gave under some paths, each report once for each place where it was seen there, one of them first.

    It comes first because a record lists only so many.
    """
    held = set(paths)
    for one in (first, *(one for one in view.result.documents if one is not first)):
        for sighting in one.report.sightings:
            if sighting.path in held:
                yield replace(one.report, sightings=(sighting,))
    yield from (one for one in view.result.failed if one.path in held)
    yield from (one for one in view.result.ignored if one.path in held)


def _told(record: Mapping[str, object], above: str = "") -> list[tuple[str, str]]:
    """Fields with their values, those inside others by both names; digests and texts as they are."""
    found: list[tuple[str, str]] = []
    for name, value in record.items():
        label = f"{above}{name.replace('_', ' ')}"
        if not above and name in {"custody", "item"}:
            continue
        if isinstance(value, Mapping):
            found += _told(value, f"{label}: ")
        elif isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value):
            found += [pair for one in value[:MOST] for pair in _told(one, f"{label}: ")]
            found += [(label, gettext("%(number)s more") % {"number": len(value) - MOST})] if value[MOST:] else []
        elif value not in ("", None, []):
            found.append((label, "; ".join(map(str, value)) if isinstance(value, list) else str(value)))
    return found
