"""Languages whose adjuncts stand before their verb: which of the words before a verb are its subject."""

from __future__ import annotations

from bukti.reading.units import CLOSING, Token, Unit
from bukti.reading.vocabulary import Vocabulary

CLAUSE = 12  # words between who is urged to do something and what
SPEAKERS = ("persons", "organisations", "documents", "media", "pronouns", "partitives")


def without_adjuncts(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> tuple[int, int]:
    """The subject among the words before a verb: no adjunct or time before it, none between it and the verb.

    "在会上|他|周五在声明中" said: an adjunct at the front ends with its localiser, one behind the subject begins with a
    preposition right behind a word that can end a source.
    """
    start = _behind_front(unit, vocabulary, start, end)
    prepositions = (i for i in range(start + 1, end) if vocabulary.has("prepositions", unit.lows[i]))
    end = next((i for i in prepositions if ends_source(unit, vocabulary, start, i)), end)
    while end > start + 1 and _timed(unit, vocabulary, end - 1):
        end -= 1
    return start, end


def _behind_front(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    while start < end - 1:
        if _timed(unit, vocabulary, start):
            start += 1
            continue
        if not vocabulary.has("prepositions", unit.lows[start]):
            break
        closed = (i + 1 for i in range(start + 1, end - 1) if vocabulary.has("localisers", unit.lows[i]))
        after = next(closed, start)
        if after == start:
            break
        start = after
    return start


def _timed(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a token is a time, or a number of one."""
    low = unit.lows[place]
    after = unit.lows[place + 1] if place + 1 < len(unit.lows) else ""
    return vocabulary.has("times", low) or (low[:1].isdigit() and vocabulary.has("times", after))


def nominal(unit: Unit, vocabulary: Vocabulary, place: tuple[int, int, int]) -> bool:
    """Whether a verb form, told by the first token of its group, its own first and one past its last, is no verb here.

    It describes a noun ("他说|的话"), is a document's name before its verb ("报告|显示"), or, being a noun or a passive
    as well, stands behind what cannot be its subject ("接到|报告", "|预计利润下降").
    """
    group, start, end = place
    after = unit.lows[end] if end < len(unit.lows) else ""
    if vocabulary.has("attributives", after) or _urged(unit, vocabulary, group):
        return True
    kinds = [vocabulary.has(kind, unit.lows[start]) for kind in ("documents", "nounlike", "unspoken")]
    if not any(kinds):
        return False
    return (kinds[0] and vocabulary.has("reporting", after)) or not ends_source(unit, vocabulary, 0, group)


def _urged(unit: Unit, vocabulary: Vocabulary, group: int) -> bool:
    """Whether a verb is what somebody is urged, or promises, to do ("要求政府|公布数据")."""
    for place in range(group - 1, max(-1, group - CLAUSE), -1):
        token = unit.tokens[place]
        if not token.word or token.speech >= 0:
            return False
        if vocabulary.has("urging", token.low):
            return True
    return False


def ends_source(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether the words up to a token can be a whole source, times and adverbs at their end aside."""
    while end > start and (_timed(unit, vocabulary, end - 1) or vocabulary.adverb(unit.lows[end - 1])):
        end -= 1
    return end > start and _heads(vocabulary, unit.tokens[end - 1])


def _heads(vocabulary: Vocabulary, token: Token) -> bool:
    return token.capital or token.text in CLOSING or any(vocabulary.has(kind, token.low) for kind in SPEAKERS)
