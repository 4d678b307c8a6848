"""Where a name ends, told by a translation that has the same letters: "Komiker |Chris Rock|" beside "Chris Rock".

A name of one report that stands to the letter in a copy or translation of it is a name there too. Of names that reach
over each other the longest counts that both texts have; a longer one that only one text has is cut, where what is left
over is no more than a common word or other names, or one word beside a place of a gazetteer ("Provinz |Yunnan|").
Bodies whose noun is in the name are never cut.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bukti.entities import written
from bukti.entities.types import NameType, Occurrence
from bukti.model import Document, Span

LETTERS = 4  # of a name
WORDS = 6  # of a name
CUT = frozenset({NameType.PERSON, NameType.OTHER, NameType.PLACE})  # what a longer name may be taken for by mistake
WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True, slots=True)
class _Text:
    """A report's text with its words in order: where each begins and ends; and its language."""

    text: str
    words: tuple[tuple[int, int], ...]
    language: str | None

    def has(self, name: str) -> bool:
        """Whether a name stands here, parted from other words."""
        at = self.text.find(name)
        while at >= 0:
            before, after = self.text[at - 1 : at] if at else "", self.text[at + len(name) : at + len(name) + 1]
            if not (before.isalnum() or after.isalnum()):
                return True
            at = self.text.find(name, at + 1)
        return False


def find(
    documents: Sequence[Document], seen: Sequence[Occurrence], families: Sequence[Sequence[str]]
) -> list[Occurrence]:
    """The occurrences, with those of reports of one family that other languages show to begin or end elsewhere.

    Args:
        documents: of a collection.
        seen: every occurrence in them.
        families: ids of reports of which one is copied or translated from another.
    """
    own: dict[str, list[Occurrence]] = defaultdict(list)
    for one in seen:
        own[one.report].append(one)
    texts = {one.report.id: _text(one) for one in documents if one.report.id in own}
    for family in families:
        kin = [report for report in dict.fromkeys(family) if report in texts]
        told = {report: _told(report, kin, texts, own) for report in kin}
        for report, names in told.items():
            own[report] = _bounded(texts[report], own[report], names)
    order = {report: place for place, report in enumerate(dict.fromkeys(one.report for one in seen))}
    return [one for report in sorted(own, key=order.__getitem__) for one in own[report]]


def _text(document: Document) -> _Text:
    text = document.report.text
    return _Text(text, tuple(match.span() for match in WORD.finditer(text)), document.language.code)


def _told(
    report: str, kin: Sequence[str], texts: Mapping[str, _Text], own: Mapping[str, Sequence[Occurrence]]
) -> dict[str, Occurrence]:
    """Names that relatives in other languages have and that stand to the letter in a report, the longest first."""
    found: dict[str, Occurrence] = {}
    mine = texts[report]
    for other in kin:
        if texts[other].language != mine.language:
            for one in own[other]:
                sized = len(one.text) >= LETTERS and len(one.text.split()) <= WORDS and one.text[:1].isupper()
                if sized and one.text not in found and mine.has(one.text):
                    found[one.text] = one
    return dict(sorted(found.items(), key=lambda named: (-len(named[0]), named[0])))


def _bounded(text: _Text, seen: Sequence[Occurrence], names: Mapping[str, Occurrence]) -> list[Occurrence]:
    """The occurrences of a report, with the edges that the names of its relatives have."""
    found = list(seen)
    for span, one in _stand(text, names):
        over = [old for old in found if old.span.overlaps(span)]
        whole = [old for old in over if old.span.start <= span.start and span.end <= old.span.end]
        inside = all(span.start <= old.span.start and old.span.end <= span.end for old in over)
        if any(old.text in names or old.text == one.text for old in whole):
            continue
        if (not inside and not all(_cut(old, span, names) for old in over)) or (not over and " " not in one.text):
            continue
        if inside and any(old.listed for old in over) and not one.listed:
            continue
        report = seen[0].report if seen else ""
        found = [old for old in found if old not in over]
        found.append(replace(one, report=report, span=span, reasons=(*one.reasons, "A translation has this name.")))
    return sorted(found, key=lambda one: one.span)


def _stand(text: _Text, names: Mapping[str, Occurrence]) -> Iterator[tuple[Span, Occurrence]]:
    """Where names stand in a text, the longest first, none over another."""
    taken: list[Span] = []
    for name, one in names.items():
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.text):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                yield span, one


def _cut(old: Occurrence, span: Span, names: Iterable[str]) -> bool:
    """Whether a longer name may be cut: it is no body's, and what is left are single words or names of their own."""
    if old.listed or old.kind not in CUT:
        return False
    before = old.text[: max(0, span.start - old.span.start)].split()
    after = old.text[max(0, span.end - old.span.start) :].split()
    kept = old.text[max(0, span.start - old.span.start) : span.end - old.span.start]
    placed = written.place(kept)
    if old.kind is NameType.PLACE and not placed:
        return False
    known = {word for name in names for word in name.split()}
    rest = [word for word in (*before, *after) if not word.islower() and word not in known]
    return not rest or ((" " in kept or placed) and len(rest) == 1)
