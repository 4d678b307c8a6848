"""What is said not to be so, beside what is: "|not 40 but| 400", "400, |not 40|, boats", "|nicht A, sondern| B"."""

from __future__ import annotations

from collections.abc import Sequence

from bukti.model import Document, Span
from bukti.reading.units import TERMINAL
from bukti.reading.vocabulary import Vocabulary

JOINTS = ("conjunctions", "contrasts")
COMMAS = frozenset(",،，、")
INSET = 6  # words around a negation in which what it sets apart stands
REACH = 16  # words behind a negation in which what is so instead begins


def set_apart(document: Document, content: Sequence[Span], vocabulary: Vocabulary) -> list[Span]:
    """Spans of what a content only says not to be so, from the negation to the word that leads on."""
    pieces = [piece for span in content for piece in vocabulary.pieces(document, span)]
    found = corrected([piece.low for piece in pieces], vocabulary)
    return [Span(pieces[apart[0]].start, pieces[apart[-1]].end) for apart in found]


def corrected(words: Sequence[str], vocabulary: Vocabulary) -> tuple[range, ...]:
    """Places of what is negated only to say what is so instead, with its negation and the word that leads on.

    Args:
        words: words and marks of one sentence or content, lower case.
        vocabulary: of their language.
    """
    found: list[range] = []
    affirmed = {
        place for first, last in vocabulary.phrases["affirmed"].find(list(words)) for place in range(first, last)
    }
    for place, word in enumerate(words):
        if place in affirmed or (found and place < found[-1].stop):  # "not only … but also" sets nothing apart
            continue
        if vocabulary.has("negators", word):
            parted = _instead(words, place, vocabulary) or _numbers(words, place, vocabulary)
            parted = parted or _between(words, place, vocabulary)
        else:
            parted = _instead(words, place, vocabulary) if vocabulary.has("nullifiers", word) else None
        if parted:
            found.append(parted)
    return tuple(found)


def _instead(words: Sequence[str], place: int, vocabulary: Vocabulary) -> range | None:
    """Up to a word that can only lead on to what is so instead: "|nicht X, sondern| Y"."""
    for stop in range(place + 1, min(len(words), place + REACH)):
        if words[stop] in TERMINAL:
            return None
        if vocabulary.has("correctives", words[stop]):
            return range(place, stop + 1)
    return None


def _numbers(words: Sequence[str], place: int, vocabulary: Vocabulary) -> range | None:
    """One number for another: "|not forty but| nine boats", "400, |not 40|, boats", "|40 değil|, 400"."""
    near = range(max(0, place - INSET), min(len(words), place + INSET))
    joints = [n for n in near if words[n] in COMMAS or any(vocabulary.has(kind, words[n]) for kind in JOINTS)]
    numbers = [n for n in near if vocabulary.counts(words[n])]
    before, after = [n for n in numbers if n < place][-1:], [n for n in numbers if n > place][:2]
    if before == [place - 1] and after and (place + 1 in joints or vocabulary.words.grammar.final.used):
        return range(place - 1, place + 1)
    if before and after and (place - 1 in joints or (before == [place - 1] and after[0] == place + 1)):
        return range(place, after[0] + 1)
    between = [n for n in joints if len(after) > 1 and after[0] == place + 1 and after[0] < n < after[1]]
    return range(place, between[-1] + 1) if between else None


def _between(words: Sequence[str], place: int, vocabulary: Vocabulary) -> range | None:
    """What stands between commas without a verb: "the fire, |not the flood|, sank the boat"."""
    if not place or words[place - 1] not in COMMAS:
        return None
    closing = next((n for n in range(place + 2, min(len(words), place + INSET)) if words[n] in COMMAS), place)
    verbless = not any(vocabulary.verbal(word) for word in words[place + 1 : closing])
    return range(place, closing) if closing > place and verbless else None
