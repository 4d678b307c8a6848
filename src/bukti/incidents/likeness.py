"""Whether two sentences tell of one attack: time, place, kind, numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from difflib import SequenceMatcher
from functools import lru_cache

from bukti.entities.gazetteer import fold
from bukti.incidents.places import site
from bukti.model import Document, MentionKind, Named, Span, Telling

# Conventions, in steps of what one agreement is worth.
SAME_PLACE, SAME_REGION, SAME_DAY, SAME_KIND, SAME_NUMBER, BESIDE = 3.0, 1.0, 2.0, 1.0, 1.5, 3.0
SAME_COUNTRY = 0.25  # so that days and kind alone do not make one of two attacks in one country
COPIED = 3.0  # one sentence was made from the other
OTHER_NUMBER, OTHER_KIND = -0.5, -1.5
JOIN = 3.5  # from here on two sentences tell of one attack
SLACK = timedelta(days=1)  # time zones, and nights that have two dates
NEXT = 3  # sentences of one report that may go on with one attack
ALIKE = 0.8  # of two skeletons
TAIL = 3  # letters of a skeleton that may be the end of another
PAIRS = 1 << 16  # of names whose likeness is remembered: a few towns meet each other thousands of times
SHORT = 4  # letters of a skeleton below which only an equal one is alike
TOWNS = frozenset({"locality", "vicinity"})
MAYBE = frozenset({MentionKind.PLACE, MentionKind.OTHER})  # names that may be of a place
VAGUE = frozenset({"unknown", "attack"})
WITHIN = {"explosion": frozenset({"airstrike", "drone", "missile", "shelling"}), "airstrike": frozenset({"drone"})}
HARD = {"h", "k"}  # one letter of other scripts, written either way
SOUNDS = (
    ("kh", "h"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("ph", "f"),
    ("ck", "k"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
)


@dataclass(frozen=True, slots=True)
class Fact:
    """A telling ready for comparison; names are skeletons.

    Attributes:
        place: number among the sentences of its report. towns: places below a region. regions: those it names, and
            those that the collection names beside its towns. names: its towns, and names of its sentence of which
            nothing tells what they name, the source left out. countries: keys of those it names.
    """

    telling: Telling
    place: int
    towns: frozenset[str]
    regions: frozenset[str]
    names: frozenset[str]
    countries: frozenset[str]


def facts(document: Document, tellings: Sequence[Telling]) -> list[Fact]:
    """The tellings of one document, sums and background left out."""
    order = {span: number for number, span in enumerate(document.sentences)}
    named = [(m.span, skeleton(m.name)) for m in document.mentions if m.kind in MAYBE]
    return [_fact(one, order[one.sentence], named) for one in tellings if not (one.total or one.background)]


def _fact(one: Telling, place: int, named: Sequence[tuple[Span, str]]) -> Fact:
    towns = frozenset(_called(found) for found in one.places if found.precision in TOWNS) - {""}
    within = frozenset(skeleton(known.region) for found in one.places if (known := site(found.key)) and known.region)
    regions = within | frozenset(_called(found) for found in one.places if found.precision == "region") - {""}
    source = skeleton(one.alleged_by or "")
    inside = frozenset(
        n for span, n in named if n and one.sentence.contains(span) and not (source and alike(n, source))
    )
    countries = frozenset(found.key for found in one.places if found.precision == "country" and found.key)
    return Fact(one, place, towns, regions, towns | (inside - regions), countries)


def _called(place: Named) -> str:
    """The skeleton of a place's name, by that which the gazetteer gives it where it is known there."""
    known = site(place.key)
    return skeleton(known.name if known and known.name else place.name)


def nested(found: Sequence[Fact]) -> list[Fact]:
    """Facts with the regions that others name beside their towns."""
    beside: dict[str, frozenset[str]] = {}
    for fact in found:
        for town in fact.towns:
            beside[town] = beside.get(town, frozenset()) | fact.regions
    return [replace(f, regions=f.regions.union(*(beside[town] for town in f.towns))) for f in found]


def skeleton(name: str) -> str:
    """What scripts and cases leave of a name: its consonants in Latin letters, or all where that is too little."""
    latin = fold(name)
    for written, sound in SOUNDS:
        latin = latin.replace(written, sound)
    consonants = re.sub(r"[^a-z0-9 ]|(?<=[a-z0-9])[aeiouyjh]", "", latin).replace(" ", "")
    return consonants if len(consonants) >= TAIL else re.sub("[^a-z0-9]", "", latin)


@lru_cache(maxsize=PAIRS)
def alike(left: str, right: str) -> bool:
    """Whether two skeletons may be one name."""
    if len(left) > SHORT - 1 and left[1:] == right[1:] and {left[0], right[0]} == HARD:
        return True  # "Charkiw" is "Kharkiv"
    if left == right or (min(len(left), len(right)) >= TAIL and (left.endswith(right) or right.endswith(left))):
        return True  # "Stadt Harta" is Harta
    return min(len(left), len(right)) >= SHORT and SequenceMatcher(None, left, right).ratio() >= ALIKE


def days_apart(left: Fact, right: Fact) -> bool:
    """Whether the days that two tellings tell lie too far from each other."""
    one, other = left.telling, right.telling
    if one.earliest and one.latest and other.earliest and other.latest:
        return max(other.earliest - one.latest, one.earliest - other.latest) > SLACK
    return False


def excluded(left: Fact, right: Fact) -> str | None:
    """What bars two tellings from being one attack, or None."""
    one, other = left.telling, right.telling
    if days_apart(left, right):
        return f"other days: {one.earliest:%Y-%m-%d} and {other.earliest:%Y-%m-%d}"
    if left.towns and right.towns:
        apart = not _towns(left, right)
    else:
        apart = bool(left.regions and right.regions) and not _shared(left.regions, right.regions)
    if apart:
        return f"other places: {one.places[0].name} and {other.places[0].name}"
    if "detention" in {one.kind, other.kind} and not VAGUE & {one.kind, other.kind} and one.kind != other.kind:
        return f"other kinds: {one.kind} and {other.kind}"
    return None


def _shared(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(alike(one, other) for one in left for other in right)


def _towns(left: Fact, right: Fact) -> bool:
    return _shared(left.towns, right.names) or _shared(right.towns, left.names)


def common(left: Fact, right: Fact) -> tuple[float, str] | None:
    """What two tellings share of where they are set, with what it is worth; None where that is nothing."""
    if _towns(left, right):
        return SAME_PLACE, "the same place"
    if _shared(left.regions, right.regions) or _shared(left.names, right.names):
        return SAME_REGION, "the same region or name"
    return None if left.countries.isdisjoint(right.countries) else (SAME_COUNTRY, "the same country")


def score(left: Fact, right: Fact, *, copied: bool) -> tuple[float, tuple[str, ...]]:
    """How much speaks for one attack, and what; of two reports only those that share a place or a name may meet.

    Args:
        left: one telling.
        right: the other.
        copied: derivation aligns their sentences.
    """
    one, other = left.telling, right.telling
    beside = one.report == other.report and abs(left.place - right.place) <= NEXT
    place = common(left, right)
    if not (beside or place or copied):
        return 0.0, ()
    parts = [place] if place else []
    parts += [(COPIED, "one sentence was made from the other")] if copied else []
    parts += [(BESIDE, "sentences beside each other")] if beside else []
    if one.earliest and one.latest and other.earliest and other.latest:
        parts.append((SAME_DAY, "the same days"))
    parts.append(_kinds(one.kind, other.kind))
    parts.append(_numbers(one, other))
    return sum(worth for worth, _ in parts), tuple(reason for worth, reason in parts if worth > 0)


def _kinds(one: str, other: str) -> tuple[float, str]:
    if one == other:
        return (0.0, "") if one in VAGUE else (SAME_KIND, f"both tell of the kind {one}")
    if VAGUE & {one, other} or other in WITHIN.get(one, ()) or one in WITHIN.get(other, ()):
        return 0.0, ""
    return OTHER_KIND, "other kinds"


def _numbers(one: Telling, other: Telling) -> tuple[float, str]:
    """Equal numbers of the same harm speak for one attack; other numbers, which may be updates, little against it."""
    pairs = [
        (left, right)
        for left in one.tolls
        for right in other.tolls
        if left.harm == right.harm and not left.part and not right.part
    ]
    if any(left.low == right.low and (left.low or 0) > 1 for left, right in pairs):
        return SAME_NUMBER, "an equal number of the same harm"
    return (OTHER_NUMBER, "other numbers") if pairs else (0.0, "")
