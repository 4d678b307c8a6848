"""A report as derivation sees it: tokens, sentences, what is boilerplate, what is quoted, and its anchors.

Anchors are what survives translation: names (by their cross-language key), numbers, dates, and words of another script
or with a capital that stand unchanged in any language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from math import log

from bukti.derivation import words
from bukti.derivation.fingerprints import Shingles, containment, shingle, shingles
from bukti.derivation.tokens import Tokens, find, tokenise
from bukti.ids import content_id
from bukti.model import Document, Span, Stance, Statement

OTHERS = 20  # reports that a collection is thought to be part of, for the weight of words
FRAME = 150  # tokens of the longest paragraph that can be page furniture
REPEATED = 3  # reports that a paragraph must stand in to be looked at as furniture
_LINE = re.compile(r"[^\n]+")
_NAME = re.compile(r"[^\W\d_]")


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


def _single(document: Document, denied: Sequence[Span]) -> Prepared:
    tokens = tokenise(document.report.text)
    paragraphs = _ranges(tokens, document.paragraphs or _lines(document.report.text))
    skipped = _furniture(document, tokens, paragraphs)
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


def _furniture(document: Document, tokens: Tokens, paragraphs: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """Flags of paragraphs that belong to the page by their words ("Read more", rights notices)."""
    forms = words.forms(document.language.code)
    flags = [False] * len(tokens)
    for start, end in paragraphs:
        if end - start > FRAME:
            continue
        inside = tokens.forms[start:end]
        starts = any(inside[: len(form)] == form for form in forms.boilerplate)
        if starts or any(find(inside, form) >= 0 for form in forms.footers):
            flags[start:end] = [True] * (end - start)
    return tuple(flags)


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
    """Mark paragraphs as furniture that repeat in reports which have next to nothing else in common.

    Three reports show it anywhere; two of one outlet at the head or foot of their pages.
    """
    holders: dict[int, set[int]] = {}
    edges: dict[tuple[str, int], set[int]] = {}
    for place, one in enumerate(prepared):
        last = len(one.paragraphs) - 1
        for number, (start, end) in enumerate(one.paragraphs):
            if end - start > FRAME or one.skipped[start]:
                continue
            key = shingle(one.tokens.forms[start:end])
            holders.setdefault(key, set()).add(place)
            if one.document.report.outlet and number in {0, 1, last - 1, last}:
                edges.setdefault((normal_name(one.document.report.outlet), key), set()).add(place)
    frames = {key for key, places in holders.items() if len(places) >= REPEATED and _strangers(prepared, places)}
    frames |= {key for (_, key), places in edges.items() if len(places) > 1 and _strangers(prepared, places)}
    return [_without(one, frames) for one in prepared] if frames else list(prepared)


def _strangers(prepared: Sequence[Prepared], places: Collection[int]) -> bool:
    """Whether most neighbouring pairs of these reports share less than three tenths of their shingles."""
    distinct = sorted(places)[:40]
    pairs = list(zip(distinct, [*distinct[1:], distinct[0]], strict=True))
    strange = 0
    for left, right in pairs:
        shorter, longer = sorted((prepared[left].shingles, prepared[right].shingles), key=len)
        strange += containment(shorter, longer) < 0.3
    return strange * 2 > len(pairs)


def _without(one: Prepared, frames: set[int]) -> Prepared:
    flags = list(one.skipped)
    for start, end in one.paragraphs:
        if end - start <= FRAME and shingle(one.tokens.forms[start:end]) in frames:
            flags[start:end] = [True] * (end - start)
    if tuple(flags) == one.skipped:
        return one
    return replace(one, skipped=tuple(flags), shingles=shingles(one.tokens, flags))


def normal_name(name: str) -> str:
    """A name reduced to its folded tokens, for comparison."""
    return " ".join(tokenise(name).forms)


def outside_id(key: str, members: Sequence[str]) -> str:
    """Identity of an origin outside the collection: its key and the reports that name it."""
    return content_id("ex", key, sorted(members))
