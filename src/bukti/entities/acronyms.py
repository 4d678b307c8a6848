"""Acronyms that a text defines: in brackets behind the name, or in front of the name in brackets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bukti.entities.gazetteer import WORD, fold
from bukti.entities.types import NameType, Occurrence, family
from bukti.model import Join, Span

OPENED = re.compile(r"\s?[(（\[][\"“«„']?")
CLOSED = re.compile(r"[\"”»“']?\s?[)）\],;]")
LETTERS = range(2, 9)  # of an acronym
DEFINED = re.compile(r"\s[(（]([^\W\d_]{2,8})[)）,;]")
REACH = 120  # characters before the bracket in which the name begins
SMALL = 3  # letters of a word that an acronym leaves out
Link = tuple[str, Join, str]  # the key of a name, why it is another's, and that one's key


def find(text: str, found: Sequence[Occurrence]) -> list[Link]:
    """Which names of a text are short for others of it; a name that a list knows is never moved to one without a list.

    Args:
        text: of the report.
        found: its names, by place.
    """
    made = []
    for left, right in pairwise(found):
        if not OPENED.fullmatch(text, left.span.end, right.span.start) or not CLOSED.match(text, right.span.end):
            continue
        short, whole = (right, left) if acronym(right.text) else (left, right)
        if acronym(short.text) and not acronym(whole.text) and spells(short.text, whole.base):
            from_, to = (whole, short) if short.listed else (short, whole)
            reason = f"{whole.text} and {short.text} stand beside each other, one in brackets."
            if not from_.listed:
                made.append((from_.key, Join(from_.base, to.base, "acronym", 1.0, reason), to.key))
    return made


def acronym(word: str) -> bool:
    """Whether a word is of capitals, one letter in small ones allowed ("BfV", "МВФ")."""
    return len(word) in LETTERS and word.isalpha() and word[0].isupper() and sum(map(str.islower, word)) <= 1


def spells(short: str, whole: str) -> bool:
    """Whether the letters of an acronym stand in a name in their order, the first one first."""
    letters, rest = fold(short).replace(" ", ""), iter(fold(whole))
    return fold(whole)[:1] == letters[:1] and all(letter in rest for letter in letters)


def whole(text: str, found: Sequence[Occurrence]) -> list[Occurrence]:
    """The names of a text, those whose acronym stands behind them with all the words that it is made of.

    "Служба |портового контроля (СПК)": words in lower case are taken in where their initials spell the acronym.
    """
    made = list(found)
    for match in DEFINED.finditer(text):
        span = _spelled(text, match) if acronym(match[1]) else None
        first = next((one for one in made if span and one.span.start == span.start), None)
        if span is None or first is None or first.span.end >= span.end or (first.listed and not _place(first)):
            continue
        base = first.text if first.listed else first.base
        base += text[first.span.end : span.end]
        kind = NameType.ORGANISATION if _place(first) or first.kind is NameType.OTHER else first.kind
        longer = replace(
            first, span=span, text=text[span.start : span.end], base=base, kind=kind, key=f"name:{fold(base)}"
        )
        made = sorted((longer, *(one for one in made if not one.span.overlaps(span))), key=lambda one: one.span)
    return made


def _place(one: Occurrence) -> bool:
    return family(one.kind) is NameType.PLACE


def _spelled(text: str, match: re.Match[str]) -> Span | None:
    """The words before an acronym whose initials spell it, small words left out."""
    letters = list(fold(match[1]).replace(" ", ""))
    words = list(WORD.finditer(text, max(0, match.start() - REACH, text.rfind("\n", 0, match.start())), match.start()))
    for word in reversed(words):
        if fold(word[0])[:1] == letters[-1]:
            letters.pop()
        elif len(word[0]) > SMALL or not word[0].islower():
            return None
        if not letters:
            return Span(word.start(), match.start()) if word[0][0].isupper() else None
    return None
