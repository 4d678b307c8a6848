"""An entity of a collection as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bukti.model import Entity, SeenName


def entity(one: Entity) -> dict[str, Any]:
    """Its names with their places, why they were joined, what else it may be, and who says what by and about it."""
    return {
        "id": one.id,
        "key": one.key,
        "name": one.name,
        "kind": one.kind,
        "schema": one.schema,
        "told_by": list(one.told),
        "mentions": _mentions(one),
        "names": [_seen(seen) for seen in one.names],
        "reports": list(one.reports),
        "joins": [asdict(join) for join in one.joins],
        "questions": [asdict(question) for question in one.questions],
        "statements": {"by": list(one.by), "relayed": list(one.relayed), "about": list(one.about)},
        "origins": {"min": one.fewest, "list": [asdict(sayer) for sayer in one.sayers]},
        "links": [
            {
                "schema": tie.kind,
                "owner": tie.owner,
                "owned": tie.owned,
                "words": tie.words,
                "report": tie.place[0],
                "span": list(tie.place[1]),
                "statements": list(tie.statements),
            }
            for tie in one.ties
        ],
    }


def _mentions(one: Entity) -> dict[str, int]:
    """Forms as they stand, and how often."""
    counts: dict[str, int] = {}
    for seen in one.names:
        counts[seen.text] = counts.get(seen.text, 0) + len(seen.places)
    return dict(sorted(counts.items()))


def _seen(one: SeenName) -> dict[str, Any]:
    places = [{"report": report, "start": span.start, "end": span.end} for report, span in one.places]
    return {
        "text": one.text,
        "base": one.base,
        "script": one.script,
        "languages": list(one.languages),
        "count": len(places),
        "places": places,
    }
