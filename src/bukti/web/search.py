"""Words in texts, in any script and spelling, at their places.

Texts are folded and looked through: no index is kept, because none is faster where it must be exact. Words of two
characters (北京) are found too, and nothing is stale (figures in docs/workbench.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bukti.model import Document, Span

PARTS = re.compile(r'"([^"]*)"|(\S+)')
SPACE = re.compile(r"\s+")
SPACES = re.compile(" {2,}")
MOST = 8  # words that are looked for together
AROUND = 90  # characters shown on either side of a place
SHOWN = 3  # places shown of one report
REPORTS = 50  # reports listed
Place = tuple[Span, str, str, str]  # where, with the words before, found, after


@dataclass(frozen=True, slots=True)
class Hit:
    """One report that holds every word.

    Attributes:
        places: where, in order. excerpts: the first of them with the words around them: before, found, after.
    """

    document: Document
    places: tuple[Span, ...]
    excerpts: tuple[Place, ...]


class _Folding(dict[int, str]):
    """What each character is looked for as."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _folded(chr(code))
        return found


def _folded(char: str) -> str:
    """A character without case, width and accent; none where it is not written ("U+200F") or a mere point of a vowel.

    Marks go that stand above or below a letter in Latin, Greek, Cyrillic, Hebrew and Arabic; vowels and tones of other
    scripts (ကို, ที่, हिन्दी, が) are letters there and stay.
    """
    if char.isspace():
        return " "
    if unicodedata.category(char) == "Cf" or char == "\u0640":  # the stroke that only stretches Arabic words
        return ""
    parts = unicodedata.normalize("NFKD", char)
    bare = "".join(one for one in parts if not _mark(unicodedata.combining(one)))
    return unicodedata.normalize("NFC", bare).casefold()


def _mark(combining: int) -> bool:
    return combining >= 200 or 10 <= combining <= 36


FOLDING = _Folding()


def fold(text: str) -> str:
    """A text as it is looked through."""
    return SPACES.sub(" ", text.translate(FOLDING))


def words(asked: str) -> tuple[str, ...]:
    """What is looked for: each word, and each phrase in quotation marks with any space between its words."""
    found = [fold(phrase or word).strip() for phrase, word in PARTS.findall(asked)]
    return tuple(dict.fromkeys(one for one in found if one))[:MOST]


def places(text: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """Where a text has the words, each place once and none inside another; nothing where one is missing."""
    whole = fold(text)
    if not wanted or any(word not in whole for word in wanted):
        return ()
    return some(text, wanted)


def some(text: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """Where a text has any of the words."""
    folded, at = _mapped(text)
    kept: list[Span] = []
    found = sorted(span for word in wanted for span in _all(folded, at, word))
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _all(folded: str, at: Sequence[int], word: str) -> Iterable[Span]:
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        yield Span(at[start], at[end] if end < len(at) and at[end] > at[end - 1] else at[end - 1] + 1)
        start = folded.find(word, end)


def _mapped(text: str) -> tuple[str, list[int]]:
    """A folded text, and for each of its characters the place of that which it was folded from, then the end."""
    folded: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        for one in FOLDING[ord(char)]:
            if one != " " or folded[-1:] != [" "]:
                folded.append(one)
                at.append(place)
    return "".join(folded), [*at, len(text)]


def marked(text: str, wanted: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A text in its stretches, each with whether it is one of the words."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for span in some(text, wanted):
        parts += [(text[end : span.start], False), (text[span.start : span.end], True)]
        end = span.end
    return tuple(part for part in (*parts, (text[end:], False)) if part[0])


def search(documents: Iterable[Document], asked: str) -> tuple[Hit, ...]:
    """The reports whose text holds every word asked for, in the order given."""
    wanted = words(asked)
    found = ((document, places(document.report.text, wanted)) for document in documents)
    return tuple(hit(document, spans) for document, spans in found if spans)


def hit(document: Document, found: Sequence[Span]) -> Hit:
    """A report with what was found in its text."""
    return Hit(document, tuple(found), tuple(_excerpt(document.report.text, span) for span in _apart(found)))


def _apart(found: Iterable[Span]) -> list[Span]:
    """The first places whose excerpts do not show each other."""
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end + AROUND:
            kept.append(span)
    return kept[:SHOWN]


def _excerpt(text: str, span: Span) -> Place:
    """A place with whole words around it on one line; an ellipsis where the text goes on."""
    first, last = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before, after = SPACE.sub(" ", text[first : span.start]), SPACE.sub(" ", text[span.end : last])
    if first:
        before = "…" + (before.partition(" ")[2] or before)
    if last < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return span, before, text[span.start : span.end], after
