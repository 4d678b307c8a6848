"""Entries of the log as pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

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
