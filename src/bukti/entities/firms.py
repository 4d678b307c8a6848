"""Names of bodies in scripts without capitals that end with their noun: "北泽|航运公司", "アルタマル|海運".

The noun is a word of a trade (trades.py). Where words are not parted, the own name before it is a run of katakana, or
of letters that no dictionary takes for a word; in Korean the unknown word before the noun, or the same word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from bukti.entities import gazetteer
from bukti.entities.trades import NEUTRAL, body, load
from bukti.entities.words import of
from bukti.model import Document, Mention, MentionKind, Span
from bukti.reading.vocabulary import Vocabulary, vocabulary
from bukti.text.unspaced import CLASS, word_ends

REACH = 12  # letters before a noun in which a name is looked for
OWN = 2  # letters that an own name needs
SINGLE = 2  # letters from which a word that is no transcription is one of the dictionary
LATIN = re.compile(r"[A-Z][A-Za-z0-9&.-]*(?: [A-Z][A-Za-z0-9&.-]*)*\Z")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc・]+\Z")
RUN = re.compile(rf"[{CLASS}]+\Z")
HIRAGANA = re.compile(r"[\u3041-\u309f]")
HANGUL = re.compile(r"[\uac00-\ud7a3]")
WORD = re.compile(r"[\uac00-\ud7a3]+")
PARTICLE = 3  # letters that may follow a noun in its word


@dataclass(frozen=True, slots=True)
class _Nouns:
    """How the nouns of bodies of one language are met: one or several, of which one is of a trade."""

    found: re.Pattern[str]
    telling: re.Pattern[str]
    letters: frozenset[str]
    surnames: tuple[str, ...]
    never: frozenset[str]


@cache
def _nouns(code: str | None) -> _Nouns | None:
    glued = [(word, concepts) for word, concepts in load(code or "").glued if len(word) >= OWN]
    if not glued:
        return None
    words, telling = [word for word, _ in glued], [word for word, concepts in glued if not concepts <= NEUTRAL]
    known = of(code)
    return _Nouns(
        re.compile(f"(?:{'|'.join(map(re.escape, words))})+"),
        re.compile("|".join(map(re.escape, telling))),
        frozenset(known.letters),
        tuple(sorted(known.surnames)),
        known.never,
    )


def find(document: Document) -> list[Mention]:
    """Names of bodies, by place, not overlapping; none where the language has capitals or no such nouns."""
    nouns, spoken = _nouns(document.language.code), vocabulary(document.language.code or "")
    if nouns is None or spoken is None:
        return []
    text, code = document.report.text, document.language.code or ""
    spaced = spoken.splitter is None
    spans = _korean(text, nouns, spoken) if spaced else _unspaced(text, nouns, spoken)
    found: list[Mention] = []
    for span in spans:
        name = text[span.start : span.end]
        taken = body(name, code)
        if taken is not None and taken.trades and (not found or found[-1].span.end <= span.start):
            found.append(Mention(span, MentionKind.ORGANISATION, f"name:{gazetteer.fold(name)}", name))
    return found


def _unspaced(text: str, nouns: _Nouns, spoken: Vocabulary) -> Iterator[Span]:
    for match in nouns.found.finditer(text):
        if nouns.telling.search(match[0]):
            size = _own(text[max(0, match.start() - REACH) : match.start()], nouns, spoken)
            if size:
                yield Span(match.start() - size, match.end())


def _own(before: str, nouns: _Nouns, spoken: Vocabulary) -> int:
    """Letters of the own name that ends a stretch of text; 0 where none does."""
    for script in (LATIN, KATAKANA):
        if (found := script.search(before)) and len(found[0]) >= OWN:
            return len(found[0])
    run = RUN.search(before)
    if run is None:
        return 0
    size, places = 0, [0, *word_ends(run[0])]
    first = ""
    for start, end in reversed(list(pairwise(places))):
        word = run[0][start:end]
        if not _part(word, nouns):
            break
        size, first = size + len(word), word
    if spoken.has("prepositions", first) or spoken.cues.begin(first):  # "据|北泽航运公司称"
        size -= len(first)
    return size if size >= OWN and run[0][-size] not in nouns.never else 0


def _part(word: str, nouns: _Nouns) -> bool:
    """Whether a word of a dictionary may be part of a name: one letter, letters that transcribe, a family name."""
    if HIRAGANA.search(word) or word in nouns.never:
        return False
    return len(word) < SINGLE or nouns.letters.issuperset(word) or word in nouns.surnames


def _korean(text: str, nouns: _Nouns, spoken: Vocabulary) -> Iterator[Span]:
    words = list(WORD.finditer(text))
    for place, word in enumerate(words):
        for match in nouns.found.finditer(word[0]):
            if not nouns.telling.search(match[0]) or len(word[0]) - match.end() > PARTICLE:
                continue
            start, before = word.start() + match.start(), words[place - 1] if place else None
            if match.start() >= OWN:
                yield Span(word.start(), word.start() + match.end())
            elif not match.start() and before and text[before.end() : word.start()] == " " and _name(before[0], spoken):
                yield Span(before.start(), start + len(match[0]))


def _name(word: str, spoken: Vocabulary) -> bool:
    """Whether a word may be an own name: it has letters enough, nothing written onto it, and no list has it."""
    particle = spoken.particles.cut(word, "")[0] if spoken.particles is not None else ""
    return len(word) >= OWN and bool(HANGUL.match(word)) and not particle and not spoken.knows(word)
