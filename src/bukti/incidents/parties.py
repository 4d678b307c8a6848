"""Parties that an adjective tells beside troops, weapons or an attack ("украинская артиллерия", "frappes russes")."""

from __future__ import annotations

from bukti.entities.gazetteer import shown
from bukti.incidents.marks import PUNCTUATION, Mark, Sentence
from bukti.incidents.words import HARMS, KINDS
from bukti.model import Named

SIDE = 1  # tokens between the adjective and its noun ("russische ballistische Raketen")
BEFORE = 2  # tokens in which a word such as "on" or "against" stands before what was hit
PEOPLE = frozenset({"army", "fighters"})
NOUNS = (KINDS.keys() - HARMS) | PEOPLE


def adjective(sentence: Sentence) -> Named | None:
    """The country of the first adjective that stands by who attacks; None where what it tells of was hit, or none does.

    Behind another word of attack it is taken only right beside it ("удар |российского беспилотника", "griffen
    |ukrainische Drohnen"), or behind "by" or "of" ("une frappe de |l'armée malienne").
    """
    behind = sentence.first
    for place in range(sentence.first, sentence.last):
        key, size = sentence.lexis.nation(sentence.tokens.forms, place) if place >= behind else ("", 0)
        behind = max(behind, place + size)  # "sud-|soudanaise" is no other country
        noun = _noun(sentence, place, behind) if key else None
        if noun is None:
            continue
        start, end = min(place, noun.first), max(behind, noun.last)
        acts = [mark for mark in sentence.marks if mark.concept in NOUNS and mark.last <= start]
        before = (near for near in range(max(sentence.first, start - BEFORE), start) if near not in sentence.timed)
        hit = any(sentence.tokens.forms[near] in sentence.lexis.local for near in before)
        if hit or (acts and not _doing(sentence, acts[-1].last, start)):
            continue
        span = sentence.tokens.span(start, end)
        return Named(key, shown().get(key, " ".join(sentence.tokens.forms[place:behind])), span)
    return None


def _doing(sentence: Sentence, act: int, start: int) -> bool:
    """Whether who begins at a place did what was told before it: right behind it, or behind "by" or "of"."""
    between = range(act, start)
    agent = any(sentence.concept(near) == "agent" for near in between[-BEFORE:])
    small = all(sentence.tokens.forms[near] in sentence.lexis.belonging for near in between)
    close = not sentence.lexis.words.subject_first if act == start else len(between) <= BEFORE and small
    return agent or close


def _noun(sentence: Sentence, place: int, behind: int) -> Mark | None:
    """The troops, weapon or attack that an adjective stands by, before or behind it; not troops that are counted."""
    for mark in sentence.marks:
        gap = mark.first - behind if mark.first > place else place - mark.last
        start = min(place, mark.first)
        if mark.concept in PEOPLE and any(item.first <= start <= item.last + SIDE for item in sentence.items):
            continue
        first, last = min(behind, mark.last), max(place, mark.first)
        if mark.last <= place and not sentence.lexis.nation_behind:
            continue  # "hits |Ukrainian power stations"
        if mark.concept in NOUNS and 0 <= gap <= SIDE and not sentence.parted(first, last, PUNCTUATION):
            return mark
    return None
