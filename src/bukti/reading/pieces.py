"""Words and marks of a text where they stand; scripts without spaces are cut by the words that the language knows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from bukti.model import Document, Mention, Span
from bukti.text.letters import plain, spelled
from bukti.text.unspaced import CLASS, UNSPACED, word_ends

PIECE = re.compile(rf"[{CLASS}]+|\d+(?:[.,]\d+)+|[^\W{CLASS}]+(?:['’.\-‑][^\W{CLASS}]+)*|[^\w\s]")
# What a piece of an unspaced run costs; the cheapest way to cut a run is taken. Two known words are cheaper than one
# that only ICU knows and a rest; a character that nobody knows is dearest.
BOTH, KNOWN, GUESSED, LONE, UNKNOWN = 0.8, 0.9, 1.85, 1.9, 2.0


class Piece(NamedTuple):
    """A word or a mark where it stands.

    Attributes:
        text: as written, marks made plain. low: lower case, typographic apostrophes and variant characters made plain.
        capital: whether it begins like a name: with a capital letter, or, in a script without any, because it is a
            name that the document's mentions tell, or nothing that a dictionary knows.
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool


class Splitter:
    """Cuts runs of a script without spaces into words."""

    def __init__(
        self, words: Iterable[str], variants: Mapping[str, str], lists: Iterable[str], letters: str = ""
    ) -> None:
        """Take the words of a language.

        Args:
            words: lower case; those of other scripts are left out.
            variants: character -> the one that the words are written with (traditional -> simplified).
            lists: marks that only join the members of a list and stay what they are (、, a comma elsewhere).
            letters: characters that foreign names are written in: a word of these alone that is none of `words` may be
                a name (katakana).
        """
        self.variants = str.maketrans(dict(variants))
        self.lists = frozenset(lists)
        self._letters = frozenset(letters)
        self._words = frozenset(word for word in words if UNSPACED.search(word))
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[0], set()).add(len(word))
        self._lengths = {first: tuple(sorted(sizes)) for first, sizes in lengths.items()}

    def foreign(self, word: str) -> bool:
        """Whether a word is written as foreign names are, and is no ordinary word of the language."""
        return bool(self._letters) and self._letters.issuperset(word) and word not in self._words

    def cut(self, run: str) -> list[tuple[int, int, bool]]:
        """(start, end, whether anything knows it) of the words of a run; unknown characters in a row are one word."""
        guessed = dict(pairwise((0, *word_ends(run))))
        cost, back = [0.0] + [float("inf")] * len(run), [0] * (len(run) + 1)
        for at in range(len(run)):
            for end, price in self._edges(run, at, guessed):
                if cost[at] + price <= cost[end]:
                    cost[end], back[end] = cost[at] + price, at
        return self._merged(run, back)

    def _edges(self, run: str, at: int, guessed: Mapping[int, int]) -> Iterator[tuple[int, float]]:
        """Ends of the words that may begin at a character, with their price; `guessed` holds ICU's words."""
        end = guessed.get(at, 0)
        yield at + 1, LONE if end == at + 1 else UNKNOWN
        if end > at + 1:
            yield end, GUESSED
        for size in self._lengths.get(run[at], ()):
            if at + size <= len(run) and run[at : at + size] in self._words:
                yield at + size, BOTH if at + size == end else KNOWN

    def _merged(self, run: str, back: list[int]) -> list[tuple[int, int, bool]]:
        made: list[tuple[int, int, bool]] = []
        end = len(run)
        while end > 0:
            start = back[end]
            known = end - start > 1 or run[start:end] in self._words
            if made and not known and not made[-1][2]:
                made[-1] = (start, made[-1][1], False)
            else:
                made.append((start, end, known))
            end = start
        return made[::-1]


def spaced(text: str, span: Span, token: re.Pattern[str]) -> Iterator[Piece]:
    """The words and marks inside a span, as a pattern tells them, in order."""
    for match in token.finditer(text, span.start, span.end):
        word = match[0]
        start, end = match.span()
        if word.isascii():
            yield Piece(start, end, word, word.lower(), word[0].isupper())
        else:
            yield _spaced(start, end, plain(word))


def unspaced(document: Document, span: Span, splitter: Splitter) -> Iterator[Piece]:
    """The words and marks inside a span whose script has no spaces, in order; a name that is a mention is one word."""
    text = document.report.text
    place = span.start
    first = bisect_left(document.mentions, span.start, key=lambda m: m.span.start)
    for mention in takewhile(lambda m: m.span.end <= span.end, islice(document.mentions, first, None)):
        if mention.span.start < place or not UNSPACED.search(text, mention.span.start, mention.span.end):
            continue
        yield from _unspaced(text, Span(place, mention.span.start), splitter)
        name = text[mention.span.start : mention.span.end]
        yield Piece(*mention.span, name, name.lower().translate(splitter.variants), True)
        place = mention.span.end
    yield from _unspaced(text, Span(place, span.end), splitter)


def near_mentions(document: Document, span: Span) -> Iterator[Mention]:
    """Names that end behind the start of a span and begin before its end, in order."""
    first = bisect_left(document.mentions, span.start, key=lambda m: m.span.end)
    return takewhile(lambda m: m.span.start < span.end, islice(document.mentions, first, None))


def named(document: Document, span: Span, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of a script without capitals, in order, those inside a mention as words of a name."""
    names = near_mentions(document, span)
    name = next(names, None)
    for piece in pieces:
        while name is not None and name.span.end <= piece.start:
            name = next(names, None)
        inside = name is not None and name.span.start <= piece.start
        yield piece._replace(capital=True) if inside else piece


def words_of(text: str, splitter: Splitter) -> list[str]:
    """The lower-case words and marks of a text that stands in no document."""
    return [piece.low for piece in _unspaced(text, Span(0, len(text)), splitter)]


def _spaced(start: int, end: int, word: str) -> Piece:
    return Piece(start, end, word, spelled(word), word[:1].isupper())


def _unspaced(text: str, span: Span, splitter: Splitter) -> Iterator[Piece]:
    for match in PIECE.finditer(text, span.start, span.end):
        first, word = match.start(), match[0] if match[0] in splitter.lists else plain(match[0])
        if not UNSPACED.match(word):
            yield _spaced(first, match.end(), word)
            continue
        low = word.lower().translate(splitter.variants)
        for start, end, known in splitter.cut(low):
            name = end - start > 1 and (not known or splitter.foreign(low[start:end]))
            yield Piece(first + start, first + end, word[start:end], low[start:end], name)
