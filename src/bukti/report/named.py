"""An entity of a collection as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bukti.model import Called, Entity, SeenName, Tie


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
        "descriptions": [_called(called) for called in one.called],
        "statements": {"by": list(one.by), "relayed": list(one.relayed), "about": list(one.about)},
        "origins": {"min": one.fewest, "list": [asdict(sayer) for sayer in one.sayers]},
        "links": [_link(tie) for tie in one.ties],
    }


def _called(one: Called) -> dict[str, Any]:
    report, span = one.place
    return {"words": one.words, "report": report, "span": list(span), "rule": one.rule, "reason": one.reason}


def _link(tie: Tie) -> dict[str, Any]:
    """An ownership with its `owner` and `owned`, sanctions with their `authority` and the `entity` under them."""
    left, right = ("owner", "owned") if tie.kind == "Ownership" else ("authority", "entity")
    report, span = tie.place
    told = {"words": tie.words, "report": report, "span": list(span), "statements": list(tie.statements)}
    return {"schema": tie.kind, left: tie.left, right: tie.right, **told}


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
