"""A report as derivation sees it: tokens, sentences, what is boilerplate, what is quoted, and its anchors.

Anchors are what survives translation: names (by their cross-language key), numbers, dates, and words of another script
or with a capital that stand unchanged in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import log

from bukti.derivation import furniture
from bukti.derivation.fingerprints import Shingles, shingles
from bukti.derivation.tokens import Tokens, tokenise
from bukti.ids import content_id
from bukti.model import Document, Span, Stance, Statement

OTHERS = 20  # reports that a collection is thought to be part of, for the weight of words
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Prepared:
    """One report.

    Attributes:
        sentences, paragraphs: token ranges. skipped: tokens of page furniture. quoted: tokens inside quotations.
        rejected: tokens of what somebody denies.
        anchors: anchor -> number of times. placed: (token, anchor) in order of place.
        shingles: of the tokens that are not skipped.
    """

    document: Document
    tokens: Tokens
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[tuple[int, int], ...]
    skipped: tuple[bool, ...]
    quoted: tuple[bool, ...]
    rejected: tuple[bool, ...]
    placed: tuple[tuple[int, str], ...]
    shingles: Shingles = field(compare=False)  # follow from tokens and skipped

    @property
    def id(self) -> str:
        """The report's id."""
        return self.document.report.id

    @property
    def language(self) -> str | None:
        """Language code, or None."""
        return self.document.language.code

    @property
    def anchors(self) -> Counter[str]:
        """Anchors outside page furniture."""
        return Counter(anchor for place, anchor in self.placed if not self.skipped[place])

    @property
    def words(self) -> int:
        """Tokens that are not page furniture."""
        return len(self.skipped) - sum(self.skipped)


def prepare(documents: Sequence[Document], statements: Sequence[Statement] = ()) -> tuple[Prepared, ...]:
    """Every report, sorted by id, so that the order of input changes nothing."""
    denials: dict[str, list[Span]] = {}
    for statement in statements:
        if statement.stance is Stance.DENIES:
            denials.setdefault(statement.report, []).extend(statement.content)
    ordered = sorted(documents, key=lambda d: d.report.id)
    single = [_single(document, denials.get(document.report.id, ())) for document in ordered]
    return tuple(_unframed(single))


def idf(prepared: Sequence[Prepared], anchors: bool = False) -> dict[str, float]:
    """Inverse document frequency of each form (or anchor), ln((n + 1 + 20) / (df + 0.5 + 1)); 0 for single letters.

    As if every form stood in one of twenty further reports: in a collection of two, what both have would else count
    next to nothing, and what they share is the question.
    """
    counted: Counter[str] = Counter()
    for one in prepared:
        counted.update(set(one.anchors) if anchors else set(one.tokens.forms))
    size = len(prepared) + 1 + OTHERS
    return {
        key: 0.0 if not anchors and len(key) < 2 and key.isascii() else max(0.0, log(size / (count + 1.5)))
        for key, count in counted.items()
    }


def holders(prepared: Sequence[Prepared]) -> dict[str, list[int]]:
    """Places of the reports that have each form, ascending."""
    found: dict[str, list[int]] = {}
    for place, one in enumerate(prepared):
        for form in set(one.tokens.forms):
            found.setdefault(form, []).append(place)
    return found


def _single(document: Document, denied: Sequence[Span]) -> Prepared:
    tokens = tokenise(document.report.text)
    paragraphs = _ranges(tokens, document.paragraphs or _lines(document.report.text))
    skipped = furniture.by_words(document.language.code, tokens, paragraphs)
    return Prepared(
        document=document,
        tokens=tokens,
        sentences=_ranges(tokens, document.sentences or _lines(document.report.text)),
        paragraphs=paragraphs,
        skipped=skipped,
        quoted=_flagged(tokens, (q.content for q in document.quotations if not q.scare)),
        rejected=_flagged(tokens, denied),
        placed=_anchors(document, tokens),
        shingles=shingles(tokens, skipped),
    )


def _lines(text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in _LINE.finditer(text))


def _ranges(tokens: Tokens, spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    ranges = (tokens.inside(span) for span in spans)
    return tuple((start, end) for start, end in ranges if end > start)


def _flagged(tokens: Tokens, spans: Iterable[Span]) -> tuple[bool, ...]:
    flags = [False] * len(tokens)
    for span in spans:
        start, end = tokens.inside(span)
        flags[start:end] = [True] * (end - start)
    return tuple(flags)


def _anchors(document: Document, tokens: Tokens) -> tuple[tuple[int, str], ...]:
    found = set()
    for mention in document.mentions:
        start, end = tokens.inside(mention.span)
        if end > start:
            found.add((start, mention.key))
    for quantity in document.quantities:
        start, end = tokens.inside(quantity.span)
        value = quantity.low if quantity.low is not None else quantity.high
        if end > start and value is not None:
            found.add((start, f"number:{value:g}"))
    for time in document.times:
        start, end = tokens.inside(time.span)
        if end > start and time.earliest is not None and time.precision in {"day", "hour", "minute", "second"}:
            found.add((start, f"date:{time.earliest:%Y-%m-%d}"))
    found.update(_plain(document.report.text, tokens))
    return tuple(sorted(found))


def _plain(text: str, tokens: Tokens) -> list[tuple[int, str]]:
    """Numbers in digits, and Latin words with a capital that are likely to stand unchanged in other languages."""
    found = []
    for place, form in enumerate(tokens.forms):
        if form.isdecimal():
            found.append((place, f"number:{int(form):g}" if len(form) < 16 else f"number:{form}"))
        elif len(form) >= 4 and form.isascii() and text[tokens.starts[place]].isupper():
            found.append((place, f"word:{form}"))
    return found


def _unframed(prepared: Sequence[Prepared]) -> list[Prepared]:
    """Mark paragraphs that repeat in strangers as furniture."""
    framed = furniture.repeated([_page(one) for one in prepared])
    return [_without(one, framed.get(place, ())) for place, one in enumerate(prepared)]


def _page(one: Prepared) -> furniture.Page:
    outlet = one.document.report.outlet
    named = frozenset(place for place, anchor in one.placed if not anchor.startswith("word:"))
    name = normal_name(outlet) if outlet else None
    return furniture.Page(one.language, one.tokens, one.paragraphs, one.skipped, one.shingles, name, named)


def _without(one: Prepared, framed: Sequence[tuple[int, int]]) -> Prepared:
    if not framed:
        return one
    flags = list(one.skipped)
    for start, end in framed:
        flags[start:end] = [True] * (end - start)
    return replace(one, skipped=tuple(flags), shingles=shingles(one.tokens, flags))


def normal_name(name: str) -> str:
    """A name reduced to its folded tokens, for comparison."""
    return " ".join(tokenise(name).forms)


def outside_id(key: str, members: Sequence[str]) -> str:
    """Identity of an origin outside the collection: its key and the reports that name it."""
    return content_id("ex", key, sorted(members))
