"""Parties that an adjective tells beside troops, weapons or an attack ("украинская артиллерия", "frappes russes")."""

from __future__ import annotations

from bukti.entities.gazetteer import shown
from bukti.incidents.marks import PUNCTUATION, Mark, Sentence
from bukti.incidents.words import HARMS, KINDS
from bukti.model import Named

SIDE = 1  # tokens between the adjective and its noun ("russische ballistische Raketen")
BEFORE = 2  # tokens in which a word such as "on" or "against" stands before what was hit
NOUNS = (KINDS.keys() - HARMS) | {"army", "fighters"}


def adjective(sentence: Sentence) -> Named | None:
    """The country of the first adjective that stands by who attacks; None where what it tells of was hit, or none does.

    Behind another word of attack it is taken only right beside it ("удар |российского беспилотника", "griffen
    |ukrainische Drohnen").
    """
    for place in range(sentence.first, sentence.last):
        form = sentence.tokens.forms[place]
        key = next((key for key, forms in sentence.lexis.parties if forms.among([form])), None)
        noun = _noun(sentence, place) if key else None
        if key is None or noun is None:
            continue
        start, end = min(place, noun.first), max(place + 1, noun.last)
        acts = [mark for mark in sentence.marks if mark.concept in NOUNS and mark.last <= start]
        before = (near for near in range(max(sentence.first, start - BEFORE), start) if near not in sentence.timed)
        hit = any(sentence.tokens.forms[near] in sentence.lexis.local for near in before)
        if hit or (acts and acts[-1].last != start):
            continue
        span = sentence.tokens.span(start, end)
        return Named(key, shown().get(key, form), span)
    return None


def _noun(sentence: Sentence, place: int) -> Mark | None:
    """The troops, weapon or attack that an adjective stands by, before or behind it."""
    for mark in sentence.marks:
        gap = mark.first - place - 1 if mark.first > place else place - mark.last
        first, last = min(place + 1, mark.last), max(place, mark.first)
        if mark.concept in NOUNS and 0 <= gap <= SIDE and not sentence.parted(first, last, PUNCTUATION):
            return mark
    return None
