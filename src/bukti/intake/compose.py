"""Puts a report's text together from pieces of a layer and remembers where each came from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bukti.intake.charset import Layer
from bukti.model import ByteLocator, ByteMode, Span


class Piece(NamedTuple):
    """A stretch of text and the characters of a layer, first … last - 1, that it was read from."""

    text: str
    first: int
    last: int
    mode: ByteMode


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished text and its locators, sorted by span."""

    text: str
    locators: tuple[ByteLocator, ...]


class Composer:
    """Collects pieces of one layer in the order of the text.

    Args:
        layer: what the pieces point into. part: name of the decoded part that the layer's bytes are offsets of.
    """

    def __init__(self, layer: Layer, part: str = "") -> None:
        self._layer = layer
        self._part = part
        self._text: list[str] = []
        self._length = 0
        self._locators: list[ByteLocator] = []

    @property
    def length(self) -> int:
        """Characters so far."""
        return self._length

    def add(self, pieces: Iterable[Piece]) -> Span:
        """Append pieces; returns the span they take."""
        start = self._length
        for piece in pieces:
            if piece.mode is ByteMode.VERBATIM:
                self._verbatim(piece)
            else:
                self._place(piece.text, piece.first, piece.last, piece.mode)
        return Span(start, self._length)

    def separate(self, mark: str = "\n\n") -> None:
        """Append a paragraph break that stands for no bytes of its own; none at the very start."""
        if self._length:
            self._text.append(mark)
            self._length += len(mark)

    def done(self) -> Composed:
        """The text and its locators."""
        return Composed("".join(self._text), tuple(self._locators))

    def _verbatim(self, piece: Piece) -> None:
        for first, last, exact in self._layer.runs(piece.first, piece.last):
            text = piece.text[first - piece.first : last - piece.first]
            self._place(text, first, last, ByteMode.VERBATIM if exact else ByteMode.ESCAPED)

    def _place(self, text: str, first: int, last: int, mode: ByteMode) -> None:
        start, end = self._layer.bytes_of(first, last)
        span = Span(self._length, self._length + len(text))
        self._text.append(text)
        self._length += len(text)
        previous = self._locators[-1] if self._locators else None
        if (
            previous is not None
            and mode is previous.mode is ByteMode.VERBATIM
            and previous.end == start
            and previous.span.end == span.start
        ):
            span, start = Span(previous.span.start, span.end), previous.start
            self._locators.pop()
        self._locators.append(ByteLocator(span, start, end, self._part, mode))


def cut(pieces: Iterable[Piece], start: int, end: int) -> list[Piece]:
    """The pieces of characters start … end - 1 of their joined text; a piece that is no verbatim run stays whole."""
    found, place = [], 0
    for piece in pieces:
        low, high = max(start, place), min(end, place + len(piece.text))
        if low < high and piece.mode is ByteMode.VERBATIM:
            found.append(
                Piece(
                    piece.text[low - place : high - place],
                    piece.first + low - place,
                    piece.first + high - place,
                    piece.mode,
                )
            )
        elif low < high:
            found.append(piece)
        place += len(piece.text)
    return found
