"""Words in the texts of a case, in any script, at their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bukti.model import Document, Span

PARTS = re.compile(r'"([^"]*)"|(\S+)')
SPACE = re.compile(r"\s+")
MOST = 8  # words that are looked for together
AROUND = 90  # characters shown on either side of a place
SHOWN = 3  # places shown of one report
REPORTS = 50  # reports listed


@dataclass(frozen=True, slots=True)
class Hit:
    """One report that holds every word.

    Attributes:
        places: where, in order. excerpts: the first of them with the words around them: before, found, after.
    """

    document: Document
    places: tuple[Span, ...]
    excerpts: tuple[tuple[Span, str, str, str], ...]


def words(asked: str) -> tuple[re.Pattern[str], ...]:
    """What is looked for: each word, and each phrase in quotation marks with any space between its words."""
    found = [(phrase or word).split() for phrase, word in PARTS.findall(asked)]
    return tuple(re.compile(r"\s+".join(map(re.escape, one)), re.IGNORECASE) for one in found[:MOST] if one)


def places(text: str, wanted: Iterable[re.Pattern[str]]) -> tuple[Span, ...]:
    """Where a text has the words, each place once and none inside another; nothing where one is missing."""
    found: list[Span] = []
    for one in wanted:
        here = [Span(*match.span()) for match in one.finditer(text)]
        if not here:
            return ()
        found += here
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def search(documents: Iterable[Document], asked: str) -> tuple[Hit, ...]:
    """The reports that hold every word asked for, in the order given."""
    wanted = words(asked)
    hits = []
    for document in documents:
        found = places(document.report.text, wanted) if wanted else ()
        if found:
            hits.append(Hit(document, found, tuple(_excerpt(document.report.text, span) for span in _apart(found))))
    return tuple(hits)


def _apart(found: Iterable[Span]) -> list[Span]:
    """The first places whose excerpts do not show each other."""
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end + AROUND:
            kept.append(span)
    return kept[:SHOWN]


def _excerpt(text: str, span: Span) -> tuple[Span, str, str, str]:
    """A place with whole words around it on one line; an ellipsis where the text goes on."""
    first, last = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = SPACE.sub(" ", text[first : span.start]), SPACE.sub(" ", text[span.end : last])
    if first:
        before = "…" + (before.partition(" ")[2] or before)
    if last < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return span, before, text[span.start : span.end], after
