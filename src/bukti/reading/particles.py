"""Particles that Korean writes behind a word: "대변인|은", "했다|고", "경찰|에 따르면"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bukti.model import Document, Span
from bukti.reading.pieces import Piece
from bukti.text.letters import MARK, plain, spelled

FEWEST = 2  # letters of what remains of a word that nobody knows
TOKEN = re.compile(rf"\w+(?:[.\-‑]\w+)*|{MARK}")  # a particle is written onto a closing mark: "‘…’고"
FIRST, LAST, FINALS = 0xAC00, 0xD7A3, 28  # Unicode 16 section 3.12: a syllable's final consonant, 0 for none


def closed(syllable: str) -> bool | None:
    """Whether a Hangul syllable ends in a consonant; None for any other character."""
    point = ord(syllable)
    return (point - FIRST) % FINALS > 0 if FIRST <= point <= LAST else None


@dataclass(frozen=True, slots=True)
class Particles:
    """What may be cut off the end of a word, and what shows that it is a particle.

    Attributes:
        behind: particle -> whether it follows a consonant, a vowel (False), or either (None).
        endings: what a word ends in -> how many letters of it are cut ("다고" -> 1: "했다|고"); longest first.
        topics: particles that show an unknown word to be a name. called: word -> the particles it asks for.
        known: words that stay whole. verbal: endings of verb forms that only look like a noun with a particle.
        noun: whether a word is a noun that sources are called by. listed: whether the language has a word at all.
    """

    behind: Mapping[str, bool | None]
    endings: Mapping[str, int]
    topics: Collection[str]
    called: Mapping[str, frozenset[str]]
    known: frozenset[str]
    verbal: tuple[str, ...]
    noun: Callable[[str], bool]
    listed: Callable[[str], bool]

    def cut(self, word: str, after: str) -> tuple[str, int]:
        """What a word (as compared) ends in, as it is compared, and its letters; `after` is the word behind it."""
        asked = self.called.get(after, frozenset())
        for particle in sorted(asked, key=len, reverse=True):
            if word.endswith(particle) and len(word) > len(particle):
                return particle, len(particle)
        if word in self.known:
            return "", 0
        found = next((p for p in self.behind if self._fits(word, p) and self.listed(word[: -len(p)])), "")
        if found:
            return found, len(found)
        for ending, size in self.endings.items():
            if word.endswith(ending) and len(word) > len(ending):
                return ending, size
        found = next((p for p in self.behind if self._fits(word, p)), "")
        return found, len(found)

    def name(self, word: str, particle: str) -> bool:
        """Whether the word before a particle is one that nobody knows, as names are."""
        unknown = not self.listed(word) and word not in self.known
        return particle in self.topics and len(word) >= FEWEST and unknown and closed(word[-1]) is not None

    def _agrees(self, word: str, particle: str) -> bool:
        """Whether a word ends in a particle, in the form that the letter before it asks for."""
        if not word.endswith(particle) or len(word) <= len(particle):
            return False
        wanted, found = self.behind[particle], closed(word[-len(particle) - 1])
        return None in {wanted, found} or wanted is found

    def _fits(self, word: str, particle: str) -> bool:
        """Whether a particle is cut: from a noun of sources, or from any word that its form agrees with."""
        if not self._agrees(word, particle):
            return False
        rest = word[: -len(particle)]
        free = self.behind[particle] is not None and not word.endswith(self.verbal)
        return self.noun(rest) or (free and (len(rest) >= FEWEST or self.listed(rest)))


def trailed(document: Document, span: Span, token: re.Pattern[str], particles: Particles) -> Iterator[Piece]:
    """The words and marks inside a span, particles as words of their own, in order."""
    matches = list(token.finditer(document.report.text, span.start, span.end))
    lows = [spelled(plain(match[0])) for match in matches]
    for match, low, after in zip(matches, lows, [*lows[1:], ""], strict=False):
        word, start, end = plain(match[0]), match.start(), match.end()
        particle, size = particles.cut(low, after)
        middle = end - size
        rest = low[: len(low) - size]
        name = word[:1].isupper() or particles.name(rest, particle)
        yield Piece(start, middle, word[: middle - start], rest, name)
        if particle:
            yield Piece(middle, end, word[middle - start :], particle, False)


def trailed_words(lows: Iterable[str], particles: Particles) -> Iterator[str]:
    """Words (as compared) with their particles as words of their own, in order."""
    words = list(lows)
    for low, after in zip(words, [*words[1:], ""], strict=False):
        particle, size = particles.cut(low, after)
        yield low[: len(low) - size]
        if particle:
            yield particle
