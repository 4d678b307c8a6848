"""From lines on pages to paragraphs: gaps, sizes and hyphens; running heads and page numbers are left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

GAP = 1.25  # of the usual distance between lines: a wider one ends the paragraph
SIZE = 1.15  # a line whose letters are so much larger or smaller is another paragraph
REPEATED_PAGES = 3
SENTENCE_END = re.compile(r"[.!?…。！？:;।؟][\"'”’»)\]]*$")
ITEM = re.compile(r"(?:[•◦▪–—-]|\(?\d{1,3}[.)])\s")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (from 1): its box (left, bottom, right, top), size of its letters and baseline, in points."""

    text: str
    page: int
    box: tuple[float, float, float, float]
    size: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A line in a paragraph; joint is what stands between it and the line before: nothing or a space."""

    line: Line
    joint: str


Paragraph = list[Placed]


def without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], tuple[str, ...]]:
    """Pages without the first and last lines that repeat on most of them (numbers aside), and a note on those.

    Where nothing else stands on the pages (slides, cards), what repeats is the text, and is kept.
    """
    edges = Counter(_pattern(line) for page in pages for line in _edges(page))
    repeated = {p for p, n in edges.items() if n >= REPEATED_PAGES and n * 2 >= len(pages)}
    if not repeated:
        return pages, ()
    kept = [[x for x in page if not (x in _edges(page) and _pattern(x) in repeated)] for page in pages]
    if not any(kept):
        return pages, ()
    dropped = sum(map(len, pages)) - sum(map(len, kept))
    return kept, (f"{dropped} running heads, feet or page numbers were left out.",)


def paragraphs(pages: list[list[Line]]) -> list[Paragraph]:
    """Lines joined to paragraphs, in the order of the file; a sentence may run over to the next page."""
    lines = [line for page in pages for line in page]
    leading = _leading(lines)
    found: list[Paragraph] = []
    for line in lines:
        before = found[-1][-1].line if found else None
        if before is None or _breaks(before, line, leading):
            found.append([Placed(line, "")])
        else:
            found[-1].append(Placed(line, _joint(before.text, line.text)))
    return found


def _leading(lines: list[Line]) -> float:
    """The usual distance of two lines of a paragraph in units of their size: the lower quartile of all distances."""
    steps = [
        (a.baseline - b.baseline) / max(a.size, b.size)
        for a, b in pairwise(lines)
        if a.page == b.page and max(a.size, b.size) > 0
    ]
    usual = sorted(s for s in steps if 0.8 < s < 3)
    return usual[len(usual) // 4] if usual else 1.2


def _edges(page: list[Line]) -> list[Line]:
    return [page[0], page[-1]] if len(page) > 2 else page[:1]


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _breaks(before: Line, line: Line, leading: float) -> bool:
    """Whether a new paragraph starts with the line."""
    ended = SENTENCE_END.search(before.text) is not None
    down = before.baseline - line.baseline
    small, large = sorted((max(before.size, 0.1), max(line.size, 0.1)))
    if before.page != line.page or down < -large:  # the next page or column
        return ended or not line.text[:1].islower()
    if large > SIZE * small and down > 0.3 * large:
        return True
    return down > GAP * leading * large or (ended and ITEM.match(line.text) is not None)


def _joint(before: str, line: str) -> str:
    """A space, or nothing after a hyphen; the hyphen itself stays, as it cannot be told from one of the word."""
    return "" if before.endswith("-") and line[:1].isalnum() and not before.endswith(" -") else " "
