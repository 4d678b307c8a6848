"""What acts gave, as JSON: the objects that their commands print."""

from __future__ import annotations

from typing import Any

from bukti.model import Changes, Decision, Recast, Regrouped
from bukti.report import objects, recast, regrouped


def written(outcome: object) -> dict[str, Any] | None:
    """The object of an outcome; None where there is none, or it has no such object."""
    match outcome:
        case Changes():
            return objects.changes(outcome)
        case Regrouped():
            return regrouped.written(outcome)
        case Recast():
            return recast.written(outcome)
        case Decision():
            return objects.decision(outcome)
        case _:
            return None
