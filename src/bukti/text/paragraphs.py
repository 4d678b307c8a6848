"""Paragraphs: lines of the report, hard-wrapped lines joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bukti.model import Span
from bukti.text.words import CLOSING, FINAL

LINE = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
WRAP_MIN, WRAP_MAX = 40, 100  # widths between which mail and wire texts break their lines


def paragraphs(text: str) -> tuple[Span, ...]:
    """Paragraphs without the white space around them, sorted; together they hold every non-space character.

    A line is a paragraph, except where a block between blank lines was wrapped at a fixed width.
    """
    made: list[Span] = []
    for block in _blocks(text):
        if _wrapped(text, block):
            made.append(Span(block[0].start, block[-1].end))
        else:
            made.extend(block)
    return tuple(made)


def trimmed(text: str, start: int, end: int) -> Span:
    """The range without white space at its edges (may be empty)."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of non-blank lines that touch each other."""
    block: list[Span] = []
    last = 0
    for match in LINE.finditer(text):
        line = trimmed(text, *match.span())
        blank = text.count("\n", last, match.start()) > 1 or line.start == line.end
        if blank and block:
            yield block
            block = []
        if line.start < line.end:
            block.append(line)
        last = match.end()
    if block:
        yield block


def _wrapped(text: str, block: list[Span]) -> bool:
    """Whether a block's lines were broken by width: similar lengths, and most do not end like a sentence."""
    body = block[:-1]
    if not body or any(not WRAP_MIN <= line.end - line.start <= WRAP_MAX for line in body):
        return False
    if block[-1].end - block[-1].start > WRAP_MAX:
        return False
    ended = sum(text[line.end - 1] in FINAL or text[line.end - 1] in CLOSING for line in body)
    return ended * 2 < len(body)
