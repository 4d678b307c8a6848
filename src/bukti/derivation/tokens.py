"""Words of a report as folded tokens with their places in the text.

A token is a run of letters, marks and digits; in scripts written without spaces every character is one. Folding is
case folding and compatibility composition of the single token, so the spans stay those of the untouched text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from bukti.model import Span

# Han, kana, Thai, Lao, Myanmar, Khmer: no space between words.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
)
_TOKEN = re.compile(
    rf"([^\W_{_UNSPACED}]+(?:[\u0300-\u036f\u0900-\u0dff\u200c\u200d'’][^\W_{_UNSPACED}]+)*|[{_UNSPACED}])"
)
_LONE = re.compile(rf"[{_UNSPACED}]")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Tokens of one text.

    Attributes:
        forms: folded forms, in order. starts, ends: code points of each.
        unspaced: part of the tokens that are single characters of a script without spaces, in [0, 1].
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    unspaced: float

    def __len__(self) -> int:
        return len(self.forms)

    def inside(self, span: Span) -> tuple[int, int]:
        """First and one past the last token that lie wholly in a span of text (equal when there is none)."""
        first = bisect_left(self.starts, span.start)
        return first, max(first, bisect_right(self.ends, span.end))

    def span(self, first: int, last: int) -> Span:
        """The text from token `first` up to, not including, token `last`."""
        return Span(self.starts[first], self.ends[last - 1])


@lru_cache(maxsize=1 << 16)  # most words of a text are common ones
def fold(word: str) -> str:
    """Case-folded, compatibility-composed form; apostrophes are one character."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.casefold()).replace("’", "'")


def tokenise(text: str) -> Tokens:
    """The tokens of a text, in linear time."""
    pieces = _TOKEN.split(text)  # gap, token, gap, token, …, gap
    places = tuple(accumulate(map(len, pieces)))  # where each piece ends
    words = pieces[1::2]
    lone = sum(1 for word in words if len(word) == 1 and _LONE.match(word))
    return Tokens(tuple(map(fold, words)), places[:-1:2], places[1::2], lone / len(words) if words else 0.0)


def find(forms: Sequence[str], wanted: Sequence[str], start: int = 0) -> int:
    """Place of the first occurrence of a sequence of forms at or after `start`, or -1."""
    last = len(forms) - len(wanted)
    while start <= last:
        try:
            start = forms.index(wanted[0], start, last + 1)
        except ValueError:
            return -1
        if tuple(forms[start : start + len(wanted)]) == tuple(wanted):
            return start
        start += 1
    return -1
