"""What a report states of two names: that one belongs to the other, or that the other put it under sanctions.

A subsidiary without a name ("a subsidiary of Ozerka") is an occurrence of its own. Words are language data
(`subsidiaries`, `divisions`, `belonging`, `sanctions`, `owner_first`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bukti.entities.gazetteer import UNSPACED
from bukti.entities.types import UNNAMED, NameType, Occurrence, family
from bukti.entities.words import NameWords, of
from bukti.model import Document, Span
from bukti.reading.vocabulary import vocabulary

OWNERS = frozenset({NameType.COMPANY, NameType.ORGANISATION, NameType.PUBLIC_BODY, NameType.MEDIA, NameType.OTHER})
OWNERSHIP, SANCTION = "Ownership", "Sanction"
QUALIFIERS = 3  # words between what joins a description to its owner and the owner ("of the sanctioned |Ozerka")
HANGUL = re.compile("[가-힣]")
CASE = re.compile(r"\s?(?:['’]\w{1,5}|-)?\s?")  # what may part an owner from a noun behind it ("Ozerka's", "Ozerka-")
BESIDE = re.compile(r"\s?[,(–—]\s(?:\w+\s){0,2}")  # what parts a name from its description
AUTHORITIES = 40  # characters between a word for sanctions and who imposes them
AND = re.compile(r"[\s,;]*(?:\w{1,4}\s)?(?:the\s)?")  # what parts two of those


@dataclass(frozen=True, slots=True)
class Stated:
    """A link between the keys of two occurrences: an owner and what it owns, an authority and whom it sanctions."""

    kind: str
    left: str
    right: str
    report: str
    span: Span


def find(document: Document, seen: Sequence[Occurrence], first: str) -> tuple[list[Stated], list[Occurrence]]:
    """Links that a document states, and who is only described in it.

    Args:
        document: with its language and sentences.
        seen: its occurrences, by place.
        first: id of the first report of its family; who is described in copies of one text is one.
    """
    text, words = document.report.text, of(document.language.code)
    links, unnamed = list[Stated](), list[Occurrence]()
    for noun, weak in _nouns(text, words):
        owner = _owner(text, noun, seen, words)
        if owner is None or not (owner.kind is NameType.COMPANY if weak else _may_own(owner)):
            continue
        owned = _owned(text, noun, owner, seen)
        if owned is None:
            owned = _unnamed(text, noun, owner, first)
            unnamed.append(owned)
        span = Span(min(noun.start, owner.span.start, owned.span.start), max(noun.end, owner.span.end, owned.span.end))
        links.append(Stated(OWNERSHIP, owner.key, owned.key, document.report.id, span))
    links += _sanctions(document, seen, words)
    return links, unnamed


def _may_own(one: Occurrence) -> bool:
    """Whether a name is no listed place; what kind an unknown one is of is a guess ("filial de |Ozerka")."""
    return one.kind in OWNERS or not one.listed


def _nouns(text: str, words: NameWords) -> Iterator[tuple[Span, bool]]:
    """Every noun of a subsidiary, and whether it may be part of anything but a firm."""
    for listed, weak in ((words.subsidiaries, False), (words.divisions, True)):
        for match in _pattern(listed).finditer(text) if listed else ():
            yield Span(*match.span()), weak


@cache
def _pattern(listed: tuple[str, ...]) -> re.Pattern[str]:
    """Words of a language, the longest first; they end anywhere in scripts without spaces and before particles."""
    free = UNSPACED.search("".join(listed)) or HANGUL.search("".join(listed))
    parts = [re.escape(word).replace(r"\ ", r"\s") for word in sorted(listed, key=len, reverse=True)]
    ends = [part.replace(r"\*", r"\w*") if free or part.endswith("*") else part + r"(?!\w)" for part in parts]
    return re.compile(("" if free else r"(?<!\w)") + f"(?:{'|'.join(ends)})", re.IGNORECASE)


def _owner(text: str, noun: Span, seen: Sequence[Occurrence], words: NameWords) -> Occurrence | None:
    """Whose a described firm is: the name behind the noun and what joins the two, else the name right before it."""
    after = next((one for one in seen if one.span.start >= noun.end), None)
    before = next((one for one in reversed(seen) if one.span.end <= noun.start), None)
    if after is not None and not words.owner_first and _belongs(text[noun.end : after.span.start], words):
        return after
    if before is None:
        return None
    gap = text[before.span.end : noun.start]
    linked = gap.strip() in words.belonging or _belongs(gap, words) if words.owner_first else False
    return before if linked or CASE.fullmatch(gap) else None


def _belongs(gap: str, words: NameWords) -> bool:
    """Whether words between a noun and a name say that it is the name's."""
    found = re.findall(r"\w+", gap.casefold())
    if re.search(r"[.,;:!?()\n]", gap):
        return False
    if not found:
        return "" in words.belonging
    rest = found[1:] if found[0] in words.belonging else found
    return found[0] in words.belonging and (len(rest) <= QUALIFIERS if "" not in words.belonging else len(rest) <= 1)


def _owned(text: str, noun: Span, owner: Occurrence, seen: Sequence[Occurrence]) -> Occurrence | None:
    """The name that a description belongs to: before it, parted by a comma; or right behind it, the owner in front."""
    for one in seen:
        if one is owner or one.kind not in OWNERS:
            continue
        if one.span.end <= noun.start and BESIDE.fullmatch(text, one.span.end, min(noun.start, owner.span.start)):
            return one
        if owner.span.end <= noun.start and one.span.start >= noun.end and text[noun.end : one.span.start] in (" ", ""):
            return one
    return None


def _unnamed(text: str, noun: Span, owner: Occurrence, first: str) -> Occurrence:
    """A firm that is only described."""
    span = Span(min(noun.start, owner.span.start), max(noun.end, owner.span.end))
    told = f"It is described as a part of {owner.base}."
    words = text[span.start : span.end]
    return Occurrence(owner.report, span, words, f"{UNNAMED}{owner.key}:{first}", NameType.COMPANY, words, (told,))


def _sanctions(document: Document, seen: Sequence[Occurrence], words: NameWords) -> Iterator[Stated]:
    """Who is said to be under sanctions of whom: the last name before the word that imposes none itself."""
    text, spoken = document.report.text, vocabulary(document.language.code or "")
    for match in _pattern(words.sanctions).finditer(text) if words.sanctions else ():
        sentence = next((s for s in document.sentences if s.start <= match.start() < s.end), None)
        inside = [one for one in seen if sentence and sentence.contains(one.span)]
        imposing = _imposing(text, Span(*match.span()), inside)
        targets = [one for one in inside if one.span.end <= match.start() and one not in imposing]
        target = next((one for one in reversed(targets) if family(one.kind) is not NameType.PLACE), None)
        between = re.findall(r"\w+", text[target.span.end : match.start()].casefold()) if target else []
        if target is None or (spoken is not None and any(spoken.has("negators", word) for word in between)):
            continue
        for one in imposing:
            span = Span(min(target.span.start, one.span.start), max(match.end(), one.span.end))
            yield Stated(SANCTION, one.key, target.key, document.report.id, span)


def _imposing(text: str, noun: Span, inside: Sequence[Occurrence]) -> list[Occurrence]:
    """States and unions right before a word for sanctions, or behind it, one after another."""
    bodies = [one for one in inside if one.key.startswith(("country:", "org:"))]
    before = [one for one in bodies if one.span.end <= noun.start and noun.start - one.span.end <= 2]
    found, end = before[-1:], noun.end
    for one in bodies:
        near = one.span.start >= noun.end and (
            AND.fullmatch(text, end, one.span.start) if end > noun.end else one.span.start - end <= AUTHORITIES
        )
        if near and not re.search(r"[.;:!?\n]", text[end : one.span.start]):
            found.append(one)
            end = one.span.end
    return found
