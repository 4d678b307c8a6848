"""Sentences: Unicode rules (UAX 29, through ICU) and a post-pass for quotations, abbreviations and ordinals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from icu4py.breakers import SentenceBreaker

from bukti.model import Span
from bukti.text.paragraphs import trimmed
from bukti.text.unspaced import UNSPACED
from bukti.text.words import CLOSING, FINAL, Segmentation, of, segmentation

ASTRAL = re.compile("[\U00010000-\U0010ffff\ud800-\udfff]")
LAST_WORD = re.compile(r"(?:^|[\s(\[“„«\"'’‘—–])((?:[^\W_]\.)*[^\W_]+(?:[-’'][^\W_]+)*)\.$")
TAG = re.compile(r"([^，。：；！？“”「」『』\s]{2,24})(?:，|。(?![“「『＂]))")  # a short clause, up to its mark
FIRST_WORD = re.compile(r"[^\w]*([^\W_]+)")
WINDOW = 40  # characters looked at on either side of a boundary; keeps the pass linear
BRACKETS = {"「": "」", "『": "』", "（": "）", "《": "》"}
OPENING = frozenset("「『（《〈【“‘«„")
SPACED = frozenset("»›")  # closing marks that French sets off by a space
BRACKETED = 120  # characters of the longest bracketed quotation that is kept whole


def sentences(text: str, paragraphs: Sequence[Span], language: str | None = None) -> tuple[Span, ...]:
    """Sentences of each paragraph, sorted, trimmed of white space; they hold every non-space character.

    Args:
        text: the report's text.
        paragraphs: sorted ranges of it.
        language: ISO 639-1 code, or None.
    """
    rules = segmentation(language)
    speech = frozenset(of(language).speech)
    made: list[Span] = []
    for paragraph in paragraphs:
        made.extend(_of_paragraph(text, paragraph, (language or "en", rules, speech)))
    return tuple(made)


def boundaries(text: str, language: str = "en") -> list[int]:
    """Ends of ICU's sentences as code points of the text.

    ICU counts UTF-16 units, so every character outside the basic plane is shown to it as one unit of like class.
    """
    plane = ASTRAL.sub(lambda m: "一" if m[0].isalpha() else "☺", text)
    return [end for _, end in SentenceBreaker(plane, language).segments()]


def _of_paragraph(text: str, paragraph: Span, known: tuple[str, Segmentation, frozenset[str]]) -> Iterator[Span]:
    language, rules, speech = known
    words = text[paragraph.start : paragraph.end]
    inside = _bracketed(words)
    start = 0
    for raw in boundaries(words, language):
        end = _after_closing(words, _before_opening(words, raw))
        if end <= start or (end < len(words) and (end in inside or _continues(words, end, rules, speech))):
            continue
        span = trimmed(words, start, end)
        if span.start < span.end:
            yield Span(paragraph.start + span.start, paragraph.start + span.end)
        start = end


def _before_opening(words: str, end: int) -> int:
    """The boundary moved before marks that open the next sentence: UAX 29 gives 。「 to the sentence before.

    A mark that stands directly before a word opens, even where other languages close with it (“).
    """
    while 1 < end < len(words) and words[end - 1] in OPENING and not words[end].isspace() and words[end] not in CLOSING:
        end -= 1
    return end


def _after_closing(words: str, end: int) -> int:
    """The boundary moved behind closing marks that stand right after it: 。」 and ., or a space after it (. »)."""
    if words[end - 1].isspace():
        spaced = end < len(words) and words[end] in SPACED and words[end + 1 : end + 2] in {"", " ", "\n", *FINAL, ","}
        if not spaced:
            return end
    while end < len(words) and words[end] in CLOSING and words[end] not in "\"'" and not _opens(words, end):
        end += 1
    return end


def _opens(words: str, place: int) -> bool:
    return words[place] in OPENING and place + 1 < len(words) and not words[place + 1].isspace()


def _bracketed(words: str) -> frozenset[int]:
    """Places inside short bracketed quotations, where a full stop ends no sentence of the report."""
    places: list[int] = []
    opened: tuple[str, int] | None = None
    for place, char in enumerate(words) if any(mark in words for mark in BRACKETS) else ():
        if opened is None and char in BRACKETS:
            opened = (BRACKETS[char], place)
        elif opened and char == opened[0]:
            if place - opened[1] <= BRACKETED:
                places.extend(range(opened[1] + 1, place + 1))
            opened = None
    return frozenset(places)


def _continues(words: str, end: int, rules: Segmentation, speech: frozenset[str]) -> bool:
    """Whether the text after a proposed boundary still belongs to the sentence before it."""
    left = words[max(0, end - WINDOW) : end].rstrip()
    right = words[end : end + WINDOW].lstrip()
    if not left or not right:
        return False
    first = right.lstrip("“„«‘\"'([").lstrip()[:1]
    if (first.islower() and left[-1] not in "•*") or first in {",", ";"}:
        return True
    if left[-1] in CLOSING:
        written = UNSPACED.match(right) is not None
        return right.startswith(rules.after_quotation) or (_said if written else _tagged)(left, right, speech)
    return left[-1] == "." and _abbreviated(left, right, rules)


def _tagged(left: str, right: str, speech: frozenset[str]) -> bool:
    """Whether a quoted question or exclamation is followed by who said it ("…?” Smith asked")."""
    if left.rstrip("".join(CLOSING) + " ")[-1:] not in set("?!…？！"):
        return False
    return any(word.strip(",.").casefold() in speech for word in right.split()[:4])


def _said(left: str, right: str, speech: frozenset[str]) -> bool:
    """Whether a quoted sentence is followed by nothing but who said it, in a script without spaces (“…。”他说。)."""
    tag = TAG.match(right) if left.rstrip("".join(CLOSING))[-1:] in FINAL else None
    return tag is not None and any(tag[1].endswith(word) for word in speech)


def _abbreviated(left: str, right: str, rules: Segmentation) -> bool:
    """Whether the full stop at the end of `left` marks an abbreviation, an initial or an ordinal."""
    match = LAST_WORD.search(left)
    if not match:
        return False
    word = match[1]
    found = FIRST_WORD.match(right)
    first = found[1] if found else ""
    if word in rules.titles or word.casefold() in {t.casefold() for t in rules.titles if len(t) > 2}:
        return True
    if word.isdecimal():
        return rules.ordinals and len(word) <= 2 and first not in rules.starters
    if len(word) == 1 and word.isupper():
        return first[:1].isupper() and first not in rules.starters
    dotted = "." in word
    return (dotted or word in rules.others) and first not in rules.starters and (dotted or first[:1].isdecimal())
