"""Members that a body has in each country: the Ukrainian Red Cross is not the International Committee.

A listed body that has such members (`members` in resources/gazetteer.yml) is, with a country's name or adjective
beside it, one name of its own, with one key in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from bukti import lexicon
from bukti.entities.gazetteer import WORD, fold
from bukti.entities.words import of
from bukti.model import Mention, MentionKind, Span
from bukti.reading.nations import adjectives

JOINT = re.compile("[-\u05be\u200c'’׳ ]")  # what stands between two words of one adjective ("sud-soudanaise")
LONGEST, WORDS = 60, 4  # characters of an adjective, and its words


def joined(text: str, found: list[Mention], code: str | None) -> list[Mention]:
    """Mentions with each member of a body as one of them.

    Args:
        text: of the report.
        found: mentions, sorted by place, not overlapping.
        code: language of the text.
    """
    made: list[Mention] = []
    for place, mention in enumerate(found):
        if mention.key in _bodies():
            near = [*found[max(0, place - 1) : place], *found[place + 1 : place + 2]]
            made += [member] if (member := _member(text, mention, near, code)) else []
    kept = [one for one in found if not any(one.span.overlaps(member.span) for member in made)]
    return sorted([*kept, *made], key=lambda one: one.span)


@cache
def _bodies() -> frozenset[str]:
    return frozenset(lexicon.resource("gazetteer")["members"])


def _member(text: str, body: Mention, near: list[Mention], code: str | None) -> Mention | None:
    """A body with the country that stands beside it, by name or adjective; None where none does.

    A capitalised word beside it of which nothing is known ("Cruz Roja |Española") makes it a body of its own, too.
    """
    beside = [one for one in near if _adjoins(text, body.span, one.span, code)]
    for named in (one for one in beside if one.kind is MentionKind.COUNTRY):
        return _whole(text, body, named.span, named.key.partition(":")[2])
    for words in _runs(text, body.span):
        inside = all(words.contains(one.span) for one in near if one.span.overlaps(words))
        country = _adjectives(code).get(_folded(text[words.start : words.end])) if inside else None
        if country is not None:
            return _whole(text, body, words, country)
    if of(code).capital_nouns:
        return None
    unknown = next((one for one in beside if one.kind is MentionKind.OTHER and one.key.startswith("name:")), None)
    return _whole(text, body, unknown.span, "") if unknown else None


def _whole(text: str, body: Mention, beside: Span, country: str) -> Mention:
    span = Span(min(body.span.start, beside.start), max(body.span.end, beside.end))
    name = text[span.start : span.end]
    key = f"{body.key}/{country}" if country else f"name:{fold(name)}"
    return replace(body, key=key, span=span, name=name)


def _adjoins(text: str, body: Span, other: Span, code: str | None) -> bool:
    """Whether a name stands right beside a body, or behind small words of a name ("Croix-Rouge |de l'Ukraine")."""
    gap = text[min(body.end, other.end) : max(body.start, other.start)]
    if gap.strip(" ") == "":
        return True
    small = of(code).particles | {"l"}
    words = [word.casefold() for word in WORD.findall(gap)]
    return body < other and bool(words) and small.issuperset(words) and not re.search(r"[^\w ’']", gap)


def _runs(text: str, body: Span) -> Iterator[Span]:
    """The words right before a body and right behind it, from the longest run of them to the single word."""
    spans = [Span(*found.span()) for found in WORD.finditer(text, max(0, body.start - LONGEST), body.end + LONGEST)]
    before, behind = ([one for one in spans if one.end <= body.start], [one for one in spans if one.start >= body.end])
    for size in range(WORDS, 0, -1):
        for run in (before[-size:], behind[:size]):
            chain = sorted([*run, body])
            if len(run) == size and all(JOINT.fullmatch(text, a.end, b.start) for a, b in pairwise(chain)):
                yield Span(run[0].start, run[-1].end)


def _folded(words: str) -> tuple[str, ...]:
    return tuple(WORD.findall(words.casefold()))


@cache
def _adjectives(code: str | None) -> dict[tuple[str, ...], str]:
    """Words of an adjective -> country, or "" where several share it."""
    return {_folded(form): country for form, country in adjectives(code).items()}
