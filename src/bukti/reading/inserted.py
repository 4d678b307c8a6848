"""Words inside one pair of quotation marks that tell who speaks: «P, — |сказала X|. — Q», „P – |powiedział X| – Q”."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bukti.model import Document, Quotation, Span
from bukti.reading.vocabulary import Cue, Vocabulary
from bukti.reading.words import VerbClass

# An insertion stands between two dashes with spaces, or between one behind a mark and the end of the quotation.
# It is short and holds no dash or quotation mark of its own; a lookahead leaves its last dash to open another one.
INSERTED = re.compile(r"""(?<=[\s,.!?…])[-–—]\s+(?=\w)(?P<words>[^–—"«»“”„\n]{3,120}?)\s+(?P<close>[-–—])(?=\s)""")
LAST = re.compile(r"""[,.!?…]\s+(?P<open>[-–—])\s+(?=\w)(?P<words>[^–—"«»“”„\n]{3,120})\Z""")


def insertions(quotation: Quotation, document: Document, vocabulary: Vocabulary) -> list[Span]:
    """The stretches of a quotation, their dashes included, that begin with a verb of speech behind a dash.

    Sorted and disjoint. Time is linear in the length of the quotation.
    """
    text, (start, end) = document.report.text, quotation.content
    made: list[Span] = []
    place = start
    while (found := INSERTED.search(text, place, end)) is not None:
        if _tells(document, Span(*found.span("words")), vocabulary):
            made.append(Span(found.start(), found.end()))
            place = found.end()
        else:
            place = found.start("close")
    last = LAST.search(text, max(place, end - len("…, — ") - 120), end)
    if last is not None and _tells(document, Span(*last.span("words")), vocabulary):
        made.append(Span(last.start("open"), end))
    return [span for span in made if span.start > start]


def _tells(document: Document, span: Span, vocabulary: Vocabulary) -> bool:
    """Whether words begin with a verb that may follow what is said."""
    words = [piece.low for piece in vocabulary.pieces(document, span)]
    return any(
        isinstance(cue, Cue) and cue.kind == "verb" and isinstance(cue.entry, VerbClass) and "tag" in cue.entry.takes
        for _, cue in vocabulary.cues.at(words, 0)
    )


def without(span: Span, freed: Iterable[Span]) -> list[Span]:
    """What is left of a span without sorted stretches inside it."""
    made, start = [], span.start
    for gap in freed:
        made.append(Span(start, gap.start))
        start = gap.end
    return [part for part in (*made, Span(start, span.end)) if part.start < part.end]


def parts(quotation: Quotation, freed: list[Span], document: Document) -> list[Quotation]:
    """The quotations that the insertions of one leave, without white space where they were."""
    if not freed:
        return [quotation]
    made = []
    for span in without(quotation.content, freed):
        inner = document.report.text[span.start : span.end]
        content = Span(span.end - len(inner.lstrip()), span.start + len(inner.rstrip()))
        first, last = span.start == quotation.content.start, span.end == quotation.content.end
        whole = Span(quotation.span.start if first else content.start, quotation.span.end if last else content.end)
        if content.start < content.end:
            made.append(replace(quotation, span=whole, content=content))
    return made
