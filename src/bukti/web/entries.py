"""Entries of the log as pages show them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bukti.ledger.event import Event
from bukti.report import custody


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: its number and kind, when and by whom it was recorded, and what it did, in words."""

    number: int
    kind: str
    made: str
    who: str
    key: str
    what: str


def entry(content: Mapping[str, Any]) -> Entry:
    """The entry of an event's fields."""
    told = custody.what(content["kind"], content["body"])
    return Entry(content["number"], content["kind"], content["made"], content["author"], content["key"], told)


def conflict(added: Sequence[Event]) -> str:
    """Why an act was not done, in a sentence: who did what meanwhile; the latest decision, else the latest event.

    Args:
        added: what the author of the act had not seen.
    """
    shown = [entry(event.content) for event in added]
    if not shown:
        return "The case has another log than the one that you saw; yours was not applied."
    last = next((one for one in reversed(shown) if one.kind == "decision"), shown[-1])
    return f"{last.who} {last.what}, at {last.made}. Yours was not applied."
