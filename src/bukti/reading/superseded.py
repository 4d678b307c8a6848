"""What a report tells of an earlier version of itself it takes back: "An earlier version of this article said …"."""

from __future__ import annotations

from functools import cache

from bukti import lexicon
from bukti.model import Document, SourceKind, Span
from bukti.reading.sources import Source

UNVOICED = frozenset({SourceKind.IMPERSONAL, SourceKind.NARRATOR})
SECTION = ("incidents", "words", "earlier")  # of a language file; incidents read it for numbers


def superseded(document: Document, source: Source, content: Span) -> bool:
    """Whether a content is that of an earlier version, which speaks itself or in which something stood.

    Args:
        document: the report.
        source: who is said to say it.
        content: its first piece.
    """
    phrases = _phrases(document.language.code or "")
    if source.kind in UNVOICED or source.span is None:
        sentence = next((one for one in document.sentences if one.start <= content.start < one.end), content)
        told = document.report.text[sentence.start : content.start]
    else:
        told = document.words(source.span)
    return any(phrase in told.casefold() for phrase in phrases)


@cache
def _phrases(code: str) -> tuple[str, ...]:
    found = lexicon.load(code)
    section, part, name = SECTION
    words = found.sections.get(section, {}).get(part, {}).get(name, ()) if found is not None else ()
    return tuple(word.casefold() for word in words)
