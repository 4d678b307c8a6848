"""Members that a body has in each country: the Ukrainian Red Cross is not the International Committee.

A listed body that has such members (`members` in resources/gazetteer.yml) is, with a country's name or adjective
beside it, one name of its own, with one key in every language.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.entities.gazetteer import WORD, fold
from bukti.entities.words import of
from bukti.model import Mention, MentionKind, Span

BEFORE = re.compile(rf"{WORD.pattern}(?= ?$)")  # the word at the end of a piece of text
BEHIND = re.compile(rf" ?({WORD.pattern})")
LONGEST = 40  # characters of an adjective


class _Countries(BaseModel):
    """The adjectives of countries, of the section on incidents."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    parties: dict[str, tuple[str, ...]] = {}


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
    for country in (one for one in beside if one.kind is MentionKind.COUNTRY):
        return _whole(text, body, country.span, country.key)
    for word in _words(text, body.span):
        taken = next((one for one in near if one.span.overlaps(word)), None)
        key = _adjective(text[word.start : word.end], code) if taken is None or taken.span == word else None
        if key:
            return _whole(text, body, word, key)
    if of(code).capital_nouns:
        return None
    unknown = next((one for one in beside if one.kind is MentionKind.OTHER and one.key.startswith("name:")), None)
    return _whole(text, body, unknown.span, "") if unknown else None


def _whole(text: str, body: Mention, beside: Span, country: str) -> Mention:
    span = Span(min(body.span.start, beside.start), max(body.span.end, beside.end))
    name = text[span.start : span.end]
    key = f"{body.key}/{country.partition(':')[2]}" if country else f"name:{fold(name)}"
    return replace(body, key=key, span=span, name=name)


def _adjoins(text: str, body: Span, other: Span, code: str | None) -> bool:
    """Whether a name stands right beside a body, or behind small words of a name ("Croix-Rouge |de l'Ukraine")."""
    gap = text[min(body.end, other.end) : max(body.start, other.start)]
    if gap.strip(" ") == "":
        return True
    small = of(code).particles | {"l"}
    words = [word.casefold() for word in WORD.findall(gap)]
    return body < other and bool(words) and small.issuperset(words) and not re.search(r"[^\w ’']", gap)


def _words(text: str, body: Span) -> list[Span]:
    """The words right before and right behind a body."""
    start = max(0, body.start - LONGEST)
    before, behind = BEFORE.search(text[start : body.start]), BEHIND.match(text, body.end)
    found = [Span(start + before.start(), start + before.end())] if before else []
    return found + ([Span(*behind.span(1))] if behind else [])


def _adjective(word: str, code: str | None) -> str | None:
    """The country that an adjective tells, or None."""
    low = word.casefold()
    return next((key for key, forms in _adjectives(code) if any(_fits(low, form) for form in forms)), None)


def _fits(low: str, form: str) -> bool:
    return low.startswith(form[:-1]) if form.endswith("*") else low == form


@cache
def _adjectives(code: str | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    language = lexicon.load(code) if code else None
    return tuple(language.section("incidents", _Countries).parties.items()) if language else ()
