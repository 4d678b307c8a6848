"""What acts gave, as JSON: the objects that their commands print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bukti.model import Changes, Decision, Recast, Regrouped
from bukti.report import objects, recast, regrouped


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome that is an object of JSON already; it keeps nothing of the result that it is from."""

    told: dict[str, Any]


def written(outcome: object) -> dict[str, Any] | None:
    """The object of an outcome; None where there is none, or it has no such object."""
    match outcome:
        case Changes():
            return objects.changes(outcome)
        case Regrouped():
            return regrouped.written(outcome)
        case Recast():
            return recast.written(outcome)
        case Told():
            return outcome.told
        case Decision():
            return objects.decision(outcome)
        case _:
            return None
