"""Which text of a page counts, and where it stands: trafilatura chooses, our own scan locates.

Both texts are compared by their letters and digits only, so that white space, quotation marks and Unicode forms that
trafilatura normalises do not matter. What cannot be located is left out and counted, never guessed.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from dataclasses import dataclass

import trafilatura

from bukti.intake.visible import Block

ELEMENTS = 50_000  # trafilatura needs seconds above this; such pages are read whole, with a note
LONG = 40  # letters; a shorter stretch may occur in menus as well and needs its neighbours to be placed
logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # its complaints are not for our stderr
SENTENCE = re.compile(r"(?<=[.!?…。！？؟।])\s+|\n+")


@dataclass(frozen=True, slots=True)
class Choice:
    """Ranges of blocks that count: (block number, first character, end), in order; what was not located; how chosen."""

    ranges: tuple[tuple[int, int, int], ...]
    lost: tuple[str, ...] = ()
    structural: bool = False


def choose(markup: str, blocks: list[Block], elements: int) -> Choice:
    """The main text of a page.

    Args:
        markup: the page.
        blocks: what it shows, in order.
        elements: how many elements it has.
    """
    text = None if elements > ELEMENTS else extracted(markup)
    if not text:
        return structural(blocks)
    index = _Index(blocks)
    lost = index.mark([line for line in text.split("\n") if line.strip()])
    ranges = index.ranges()
    return Choice(tuple(ranges), tuple(lost)) if ranges else structural(blocks)


def extracted(markup: str) -> str | None:
    """Main text in trafilatura's form, one paragraph a line; None when it finds none or breaks on the page."""
    try:
        found = trafilatura.extract(markup, output_format="txt", include_comments=False, include_tables=True)
    except Exception:  # noqa: BLE001 - lxml and trafilatura raise many kinds on hostile pages; structure decides then
        return None
    return found if isinstance(found, str) else None


def structural(blocks: list[Block]) -> Choice:
    """All of the `main` or `article` part, else everything that is no page furniture."""
    main = [n for n, b in enumerate(blocks) if b.main and not b.chrome]
    chosen = main or [n for n, b in enumerate(blocks) if not b.chrome] or list(range(len(blocks)))
    return Choice(tuple((n, 0, blocks[n].length) for n in chosen), structural=True)


def fold(text: str) -> tuple[str, list[int]]:
    """Letters and digits of a text in compatibility form, and the place in the text of each."""
    key: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        if char.isascii():
            if char.isalnum():
                key.append(char)
                places.append(place)
            continue
        for part in unicodedata.normalize("NFKD", char):
            if part.isalnum():
                key.append(part)
                places.append(place)
    return "".join(key), places


class _Index:
    """The letters of all blocks in one string, with marks on those that count."""

    def __init__(self, blocks: list[Block]) -> None:
        self._blocks = blocks
        folded = [fold(block.text) for block in blocks]
        self._places = [places for _, places in folded]
        self._starts: list[int] = []
        total = 0
        for key, _ in folded:
            self._starts.append(total)
            total += len(key)
        self._edges = {*self._starts, total}
        self._stream = "".join(key for key, _ in folded)
        self._chosen = bytearray(total)

    def mark(self, lines: list[str]) -> list[str]:
        """Mark what the lines say; returns those that are not in the page."""
        keys = [fold(line)[0] for line in lines]
        spots: list[tuple[int, int] | None] = [None] * len(lines)
        cursor = 0
        for number, key in enumerate(keys):
            if len(key) >= LONG and (at := self._seek(key, cursor)) >= 0:
                spots[number] = (at, at + len(key))
                cursor = at + len(key)
        lost = []
        for number, key in enumerate(keys):
            if key and spots[number] is None:
                spots[number] = self._between(spots, number, key)
            if key and spots[number] is None and not self._by_sentence(lines[number]):
                lost.append(lines[number].strip())
        for spot in spots:
            if spot is not None:
                self._chosen[spot[0] : spot[1]] = b"\1" * (spot[1] - spot[0])
        return lost

    def _seek(self, key: str, cursor: int) -> int:
        at = self._stream.find(key, cursor)
        return at if at >= 0 else self._stream.find(key)

    def _between(self, spots: list[tuple[int, int] | None], number: int, key: str) -> tuple[int, int] | None:
        """A short line: between its located neighbours, else a block of exactly these words."""
        before = max((s[1] for s in spots[:number][-50:] if s), default=0)
        after = min((s[0] for s in spots[number + 1 :][:50] if s and s[0] >= before), default=len(self._stream))
        at = self._stream.find(key, before, after)
        while at >= 0:
            # A short word inside a longer one is no match: it must start where a block's line starts or a word ends.
            if len(key) >= LONG // 2 or self._whole(at, len(key)):
                return at, at + len(key)
            at = self._stream.find(key, at + 1, after)
        for start, places in zip(self._starts, self._places, strict=True):
            if len(places) == len(key) and self._stream.startswith(key, start):
                return start, start + len(key)
        return None

    def _whole(self, at: int, size: int) -> bool:
        return at in self._edges or at + size in self._edges

    def _by_sentence(self, line: str) -> bool:
        """Mark the sentences of a line that was not found as one; False when none is found."""
        any_found = False
        for sentence in SENTENCE.split(line):
            key = fold(sentence)[0]
            if len(key) >= LONG // 2 and (at := self._stream.find(key)) >= 0:
                self._chosen[at : at + len(key)] = b"\1" * len(key)
                any_found = True
        return any_found

    def ranges(self) -> list[tuple[int, int, int]]:
        """Marked stretches of each block, widened over the punctuation beside them."""
        found = []
        for number, (start, places) in enumerate(zip(self._starts, self._places, strict=True)):
            marks = self._chosen[start : start + len(places)]
            place = marks.find(1)
            while place >= 0:
                end = marks.find(0, place)
                end = len(marks) if end < 0 else end
                first = places[place - 1] + 1 if place else 0
                last = places[end] if end < len(marks) else self._blocks[number].length
                found.append((number, first, last))
                place = marks.find(1, end)
        return found
