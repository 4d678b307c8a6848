"""What stands inside given spans of a document."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Generic, TypeVar

from bukti.model import Span

Item = TypeVar("Item")


class Inside(Generic[Item]):
    """Finds what stands inside given spans without looking through a whole document."""

    def __init__(self, items: Iterable[tuple[Span, Item]]) -> None:
        self._items = sorted(items, key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._items]

    def of(self, spans: Iterable[Span]) -> list[Item]:
        """Items that lie wholly inside one of the spans, by span and place."""
        return [
            item
            for piece in spans
            for span, item in self._items[bisect_left(self._starts, piece.start) : bisect_left(self._starts, piece.end)]
            if piece.contains(span)
        ]
