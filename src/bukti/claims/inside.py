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


def outside(whole: Span, cut: Iterable[Span]) -> list[Span]:
    """The parts of a span that none of some others inside it covers; these are sorted."""
    found, start = [], whole.start
    for span in cut:
        found.append(Span(start, max(start, span.start)))
        start = max(start, span.end)
    return [part for part in (*found, Span(start, whole.end)) if part.end > part.start]
