"""Short words that Arabic and Hebrew write onto the next word: "و|قال", "ل|رويترز", "ו|אמר"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bukti.model import Document, Span
from bukti.reading.pieces import Piece, near_mentions
from bukti.text.letters import SIGNS, plain, spelled

SIGN = re.compile(f"[{SIGNS}ـ]+")
FEWEST = 2  # letters of what remains of a word
ARTICLED = 3  # letters behind the article that make it one


@dataclass(frozen=True, slots=True)
class Clitics:
    """What may be cut off the front of a word, and what shows that it is one.

    Attributes:
        joints: conjunctions, cut before any known word. cases: prepositions, cut before a known noun, an article, and
            where the word before calls for them. articles: what a definite word begins with.
        known: words of the language, which stay whole. whole: names that do.
        nouns: those that prepositions are cut from.
        called: word -> the prepositions that it calls for ("وفقا |ل").
        apart: words that keep the spelling that tells them from a word of the language ("آنا" from "أنا").
    """

    joints: tuple[str, ...]
    cases: tuple[str, ...]
    articles: tuple[str, ...]
    known: frozenset[str]
    nouns: frozenset[str]
    called: Mapping[str, frozenset[str]]
    whole: frozenset[str] = frozenset()
    apart: frozenset[str] = frozenset()

    def low(self, word: str) -> str:
        """A word in the form in which it is compared."""
        return word if word in self.apart else spelled(word)

    def cut(self, word: str, before: str) -> str:
        """The clitic that a word (as compared) begins with, or an empty text; `before` is the word before it."""
        if word in self.known or word in self.whole:
            return ""
        for clitic in self.joints:
            rest = word[len(clitic) :]
            if word.startswith(clitic) and (rest in self.known or self._articled(rest) or self._case(rest, "")):
                return clitic
        return self._case(word, before)

    def cut_all(self, lows: Iterable[str]) -> Iterator[str]:
        """Words (as compared) with their clitics as words of their own, in order."""
        before = ""
        for whole in lows:
            low = whole
            while clitic := self.cut(low, before):
                yield clitic
                low, before = low[len(clitic) :], clitic
            yield low
            before = low

    def front(self, word: str, start: int, names: Collection[int]) -> str:
        """The clitic before a name that begins inside a word at one of the places."""
        fits = (c for c in (*self.joints, *self.cases) if word.startswith(c) and start + len(c) in names)
        return next(fits, "")

    def _case(self, word: str, before: str) -> str:
        fits = [c for c in self.cases if word.startswith(c) and len(word) - len(c) >= FEWEST]
        noun = next((c for c in fits if word[len(c) :] in self.nouns), "")  # "ل|لائحة", not "لل|ائحة"
        if noun:
            return noun
        for clitic in fits:
            rest = word[len(clitic) :]
            if clitic in self.called.get(before, ()) or self._articled(rest) or rest.isascii():
                return clitic
        return ""

    def _articled(self, word: str) -> bool:
        return any(word.startswith(a) and len(word) >= len(a) + ARTICLED for a in self.articles)


def fused(document: Document, span: Span, token: re.Pattern[str], clitics: Clitics) -> Iterator[Piece]:
    """The words and marks inside a span, clitics as words of their own, in order."""
    before, text = "", document.report.text
    names = {mention.span.start for mention in near_mentions(document, span)}
    for match in token.finditer(text, span.start, span.end):
        start, word = match.start(), plain(match[0])
        low = clitics.low(word)
        while clitic := clitics.cut(low, before) or clitics.front(low, start, names):
            size = _letters(word, len(clitic))
            yield Piece(start, start + size, word[:size], clitic, False)
            start, word, low, before = start + size, word[size:], low[len(clitic) :], clitic
        yield Piece(start, match.end(), word, low, word[:1].isupper())
        before = low


def _letters(word: str, count: int) -> int:
    """Code points of the first letters of a word, with the signs on them."""
    size = 0
    for _ in range(count):
        size += 1
        signs = SIGN.match(word, size)
        size = signs.end() if signs else size
    return size
