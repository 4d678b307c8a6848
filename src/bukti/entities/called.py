"""Descriptions that stand for a name of their text, as links to its entity ("the French agency", AFP's)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bukti.entities.types import FAMILY, NameType, Occurrence
from bukti.model import Document, Span
from bukti.reading.bound import Bound, Name, bind, bound

CLASSES = {NameType.COMPANY: frozenset({"company"}), NameType.VESSEL: frozenset({"vessel"})}
MAY_BE = FAMILY | {NameType.VESSEL, NameType.OTHER}  # what a name may be that a description stands for


@dataclass(frozen=True, slots=True)
class Described:
    """A description in a report, and the key of the name there that it stands for."""

    report: str
    key: str
    one: Bound


def find(document: Document, seen: Sequence[Occurrence]) -> list[Described]:
    """The descriptions of a document that one name of it alone fits, by place.

    Those that gave a statement its source, and those that the names with their types tell beside.

    Args:
        document: with its mentions, language and sentences.
        seen: its occurrences, by place.
    """
    by_place = {one.span: one.key for one in seen}
    read = [(one, _key(one, document, seen)) for one in bound(document)]
    names = [
        Name(one.span, one.key, one.base, CLASSES.get(one.kind, frozenset()))
        for one in seen
        if one.kind in MAY_BE and not one.key.startswith(("country:", "place:"))
    ]
    taken = [one.core for one, _ in read]
    told = [(one, one.key) for one in bind(document, names) if not any(map(one.core.overlaps, taken))]
    keys = set(by_place.values())
    found = [Described(document.report.id, key, one) for one, key in (*read, *told) if key in keys]
    return sorted(found, key=lambda one: one.one.span)


def _key(one: Bound, document: Document, seen: Sequence[Occurrence]) -> str:
    """The key of the occurrence that stands where the bound name does."""
    places: list[Span] = [mention.span for mention in document.mentions if mention.key == one.key]
    return next((other.key for other in seen if any(map(other.span.overlaps, places))), "")
