"""What, where, when and by whom, as one sentence tells it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bukti.entities.written import capital
from bukti.incidents.marks import COMMAS, PUNCTUATION, STOPS, Mark, Sentence
from bukti.incidents.parties import adjective
from bukti.incidents.places import points, region, town
from bukti.incidents.words import CLITIC, HARMS, KINDS, MEANS, TARGETS
from bukti.model import Mention, MentionKind, Named, Span, TimeRef

DATED = frozenset({"second", "minute", "hour", "day", "part-of-day", "weekend", "week", "month", "year"})
PLACES = frozenset({MentionKind.PLACE, MentionKind.COUNTRY})
ACTORS = frozenset({MentionKind.COUNTRY, MentionKind.ORGANISATION})
TROOPS = frozenset({"army", "fighters"})
SENT = TROOPS | MEANS  # what goes by the name of the country that it is from
MAYBE = frozenset({MentionKind.OTHER, MentionKind.COUNTRY, MentionKind.PERSON})  # what may be a town
UNSURE = MAYBE - {MentionKind.COUNTRY}
PRECISIONS = ("exact", "locality", "vicinity", "region", "country")
BELOW = frozenset(PRECISIONS) - {"country"}
POLICE = "police:"  # key of the police of whatever place
LISTED = "place:"  # key of a large town that the name finder knows
WORDS = 2  # of a name that only the gazetteer knows
CHARACTERS = 5  # of one in a script without spaces
CLOSE = 3  # tokens between "near" and a town
PARTING = STOPS | frozenset(":：–—")
CLAUSES = PARTING | frozenset(",،、，")  # "according to police|, four were abducted"
CARE = 5  # tokens between a hospital and a word of dying or treatment
SPOTS = frozenset({"market", "hospital", "school", "power", "camp", "transport"})  # called by the town they are in
SMALL = re.compile(r"\s(\w+)[ ’']$")  # the small word right before a name
NEAR = 3  # tokens between who did it and the word of attack


def kind_of(marks: Sequence[Mark]) -> tuple[str, tuple[str, ...], Mark | None]:
    """Kind of event, classes of weapons, and the word that tells it; `unknown` and none where no word does."""
    by_concept = {mark.concept: mark for mark in reversed(marks)}
    told = [concept for concept in KINDS if concept in by_concept]
    if not told:
        return "unknown", (), None
    weapons = dict.fromkeys(KINDS[concept][1] for concept in told)
    return KINDS[told[0]][0], tuple(sorted(weapons.keys() - {"unknown"})), by_concept[told[0]]


def asserted(sentence: Sentence, *, dated: bool, placed: bool, hit: bool) -> bool:
    """Whether a sentence that tells of no harm tells of an attack that happened: an act, and what it is known by.

    A weapon alone is no act ("drones are made in Halen"), nor is what may happen or is meant to; fighting without a
    day is a state of war, and a word of attack that no day, place or target goes with is no attack of its own.

    Args:
        sentence: with its marks.
        dated: it tells when, resolved or not.
        placed: it names a place below a country.
        hit: it tells what was hit.
    """
    real = {mark.concept for mark in sentence.marks if mark.concept in KINDS and not sentence.unreal(mark)}
    if not real - MEANS:
        return bool(real) and dated and hit
    return dated or hit or (placed and real - MEANS != {"clash"})


def cared(sentence: Sentence, hospital: Mark) -> bool:
    """Whether a hospital is only where somebody died or was treated: beside such a word, or where no attack is told."""
    acts = [mark for mark in sentence.marks if mark.concept in KINDS and mark.concept not in HARMS]
    before = range(max(sentence.first, hospital.first - CARE), hospital.first)
    behind = range(hospital.last, min(sentence.last, hospital.last + CARE))
    for places in (before, behind):
        struck = any(sentence.concept(place) in KINDS for place in places)
        if not struck and sentence.lexis.care.among([sentence.tokens.forms[place] for place in places]):
            return True
    return not acts


def targets_of(marks: Sequence[Mark]) -> tuple[str, ...]:
    """Kinds of what was hit, sorted."""
    return tuple(sorted({TARGETS[mark.concept] for mark in marks if mark.concept in TARGETS}))


def places_of(sentence: Sentence, mentions: Sequence[Mention], avoid: Sequence[Span]) -> tuple[Named, ...]:
    """Places named outside the attribution and not as a party to it, the most precise first.

    A name beside a word for a region ("Halen province") is a region, whatever the name finder takes it for.
    """
    found = [
        _sited(sentence, named)
        for mention in mentions
        if not any(span.overlaps(mention.span) for span in avoid)
        and not _troops(sentence, mention)
        and (named := _region(sentence, mention) or _place(sentence, mention)) is not None
    ]
    found += [_sited(sentence, named) for named in _unfound(sentence, (*avoid, *(m.span for m in mentions)))]
    found += points(sentence.text, sentence.tokens.span(sentence.first, sentence.last)) if found else []
    return tuple(sorted(found, key=lambda named: (PRECISIONS.index(named.precision), named.span)))


def _sited(sentence: Sentence, named: Named) -> Named:
    """A place by its key in the gazetteer, where it is known there, and whether it is only near it that it happened."""
    first = sentence.tokens.inside(named.span)[0]
    if named.precision == "country":
        return named
    find = region if named.precision == "region" else town
    listed = named.key.removeprefix(LISTED).replace("-", " ") if named.key.startswith(LISTED) else ""
    forms = (name for name in (named.name, listed) if name)
    keys = (find(name, sentence.countries, inflected=sentence.lexis.inflecting) for name in forms)
    key = next((key for key in keys if key), None)
    if key is None and named.precision == "locality":
        key = _within(sentence, named.name)
        named = replace(named, precision="region") if key else named
    key = key or named.key
    near = any(sentence.concept(place) == "near" for place in range(max(sentence.first, first - CLOSE), first))
    precision = "vicinity" if near and named.precision == "locality" else named.precision
    return replace(named, key=key, precision=precision)


def _within(sentence: Sentence, name: str) -> str | None:
    """Key of the region that a name without a word such as "province" tells, of a country that the report names.

    One word alone tells none: towns and districts are called as the province that they lie in.
    """
    if " " not in name:
        return None
    return region(name, sentence.countries, inflected=sentence.lexis.inflecting, abroad=False)


def _troops(sentence: Sentence, mention: Mention) -> bool:
    """Whether a country is named for its troops or what they fire ("Velnian forces", "drone Velnia")."""
    first, last = sentence.tokens.inside(mention.span)
    beside = (place for place in (first - 1, last) if sentence.first <= place < sentence.last)
    return mention.kind is MentionKind.COUNTRY and any(sentence.concept(place) in SENT for place in beside)


def _place(sentence: Sentence, mention: Mention) -> Named | None:
    """A name of a place, or one of which nothing is known right behind a word of attack ("hit Halen").

    Behind a word such as "in", a known town is one whatever the name finder takes it for, a capital that elsewhere
    stands for its government included.
    """
    first = sentence.tokens.inside(mention.span)[0]
    before = sentence.concept(first - 1)
    if sentence.concept(first) == "region" and sentence.tokens.inside(mention.span)[1] == first + 1:
        return None  # "the Province", of which no name is told
    hit = mention.kind is MentionKind.OTHER and before in KINDS and before not in HARMS
    owned = mention.kind is MentionKind.OTHER and _owned(sentence, mention)
    divided = mention.kind in UNSURE and _within(sentence, mention.name)
    if mention.kind not in PLACES and not (hit or owned or divided or _town(sentence, mention, first)):
        return None
    written = sentence.text[mention.span.start : mention.span.end]
    if mention.kind is MentionKind.COUNTRY and _town(sentence, mention, first):
        return Named(mention.key, written, mention.span, "locality")
    precision = "country" if mention.kind is MentionKind.COUNTRY else "locality"
    return Named(mention.key, mention.name, mention.span, precision)


def _owned(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name stands behind "of" and a place that many towns have ("le marché d'|Oshvar")."""
    start = sentence.tokens.starts[sentence.first]
    small = SMALL.search(sentence.text[start : mention.span.start])
    if small is None or small[1].casefold() not in sentence.lexis.belonging:
        return False
    place = bisect_right(sentence.tokens.ends, start + small.start()) - 1
    return sentence.first <= place and sentence.concept(place) in SPOTS and not small[0].startswith(tuple(PUNCTUATION))


def _town(sentence: Sentence, mention: Mention, first: int) -> bool:
    """Whether a name is that of a known town: of a country that the report names, or of any behind "in" or "on"."""
    state = mention.kind is MentionKind.COUNTRY
    if mention.kind not in MAYBE or (state and not (_local(sentence, first) and capital(mention.key, mention.name))):
        return False
    written = sentence.text[mention.span.start : mention.span.end]
    known = town(written, sentence.countries, inflected=sentence.lexis.inflecting, abroad=_local(sentence, first))
    known = known or (None if mention.kind is MentionKind.COUNTRY else _within(sentence, written))
    person = mention.kind is MentionKind.PERSON and not _local(sentence, first)  # "on El Fasher"
    return known is not None and not person


def _local(sentence: Sentence, first: int) -> bool:
    """Whether a word such as "in" stands before a place."""
    return sentence.first < first and sentence.tokens.forms[first - 1] in sentence.lexis.local


def _unfound(sentence: Sentence, taken: Sequence[Span]) -> Iterator[Named]:
    """Towns and regions that no name finder sees, in scripts without capitals: of a country named, or behind "in"."""
    place = sentence.first
    while place < sentence.last:
        abroad = _local(sentence, place)
        most = CHARACTERS if sentence.tokens.ends[place] - sentence.tokens.starts[place] == 1 else WORDS
        sizes = range(min(most, sentence.last - place), 0, -1) if sentence.countries or abroad else ()
        opening = (None, "near")  # "شمال" is "north of" and begins the name of a region
        fit = [size for size in sizes if sentence.concept(place) in opening[: 1 + (size > 1)]]
        spans = [sentence.written(place, place + size) for size in fit]
        named = next((one for span in spans if (one := _caseless(sentence, span, abroad=abroad))), None)
        if named and not any(one.overlaps(named.span) for one in taken):
            yield named
        place += 1


def _caseless(sentence: Sentence, span: Span, *, abroad: bool) -> Named | None:
    """The town or region that words without capitals name, if they do, a small word written onto them left out.

    Beside a word such as "province" it is a region, whatever town is called so, too.
    """
    name = sentence.text[span.start : span.end]
    fit = len(name) > 1 and name[0].isalpha() and name[0].lower() == name[0].upper()
    if not fit or sentence.text[span.end : span.end + 1] in sentence.lexis.letters:  # "卡尔斯克" is not 卡尔斯
        return None
    first, last = sentence.tokens.inside(span)
    divided = any(sentence.concept(place) == "region" for place in (first - 1, last) if place < sentence.last)
    small = sentence.tokens.forms[first] in {*sentence.lexis.local, *sentence.lexis.belonging}
    if small or first in sentence.timed:  # "در" is "in", "دوشنبه" is Monday
        return None
    clitics = [one for one in sentence.lexis.words.clitics if name.startswith(one) and len(name) - len(one) >= CLITIC]
    for cut in (0, *map(len, clitics)):
        own, held = Span(span.start + cut, span.end), sentence.countries
        known = None if divided else town(name[cut:], held, abroad=abroad and not cut)
        if known:
            return Named(known, name[cut:], own, "locality")
        if key := region(name[cut:], held, abroad=(abroad or divided) and not cut):
            return Named(key, name[cut:], own, "region")
    return None


def _region(sentence: Sentence, mention: Mention) -> Named | None:
    """A name with a word for a region in it or beside it; the word is no part of the name."""
    first, last = sentence.tokens.inside(mention.span)
    own = [place for place in range(first, last) if sentence.concept(place) != "region"]
    beside = [
        place
        for place in (first - 1, last)
        if sentence.first <= place < sentence.last
        and sentence.concept(place) == "region"
        and not sentence.parted(min(last, place + 1), max(first, place), COMMAS)
    ]
    if mention.kind is MentionKind.COUNTRY or not own or not (beside or len(own) < last - first):
        return None
    span = sentence.tokens.span(own[0], own[-1] + 1)
    name = mention.name if len(own) == last - first else sentence.text[span.start : span.end]
    return Named(mention.key, name, span, "region")


def time_of(times: Sequence[TimeRef], near: Span | None) -> TimeRef | None:
    """The time nearest to what happened, a resolved one where there is any; None where none is told."""
    told = [time for time in times if time.precision in DATED or time.earliest is None]
    return min(told, key=lambda time: (time.earliest is None, _distance(time.span, near), time.span), default=None)


def _distance(span: Span, near: Span | None) -> int:
    if near is None:
        return 0
    return max(near.start - span.end, span.start - near.end, 0)


def perpetrator_of(sentence: Sentence, mentions: Sequence[Mention], event: Mark | None) -> Named | None:
    """The country or body right before the word of attack or behind "by", the nearest; None where none stands there.

    What a dash or a colon parts from it is a place in front of the sentence ("Kherson, Ukraine - Russian shelling").
    """
    near = 0 if sentence.lexis.words.final else NEAR  # where verbs stand last, what stands before may be the place
    start = event.first if event else sentence.first
    actors = [mention for mention in mentions if mention.kind in ACTORS and not _policing(sentence, mention, event)]
    for mention in sorted(actors, key=lambda one: abs(start - sentence.tokens.inside(one.span)[1])):
        first, last = sentence.tokens.inside(mention.span)
        before = range(max(sentence.first, first - 2), first)
        by = any(sentence.concept(place) == "agent" for place in before) or _undergone(sentence, event, first)
        passive = event and any(sentence.tokens.forms[p] in sentence.lexis.passive for p in range(last, event.first))
        close = event and not passive and 0 <= event.first - last <= near
        if by or (event and close and not any(sentence.parted(n, n, PARTING) for n in range(last, event.first + 1))):
            return _of_country(sentence, mention) or Named(mention.key, mention.name, mention.span)
    if event and event.concept == "detained":
        return _police(sentence, event, near)
    return adjective(sentence)


def _of_country(sentence: Sentence, mention: Mention) -> Named | None:
    """The country of an unknown name that is but a word for troops beside its adjective ("die malische |Armee")."""
    found = adjective(sentence) if mention.key.startswith("name:") else None
    return found if found and found.span.contains(mention.span) else None


def _undergone(sentence: Sentence, event: Mark | None, first: int) -> bool:
    """Whether what begins at a place stands right behind a passive verb of attack ("diserang |Rusia")."""
    verb = sentence.tokens.forms[event.last - 1 : event.last] if event else ()
    return event is not None and event.last == first and sentence.lexis.undergone.among(verb)


def _policing(sentence: Sentence, mention: Mention, event: Mark | None) -> bool:
    """Whether a body is the police, by whatever town ("Полиция Карска"), in a sentence on a detention."""
    first, last = sentence.tokens.inside(mention.span)
    told = any(sentence.concept(place) == "police" for place in range(first, last))
    return told and event is not None and event.concept == "detained"


def _police(sentence: Sentence, event: Mark, near: int) -> Named | None:
    """The police before a word of detention or behind "by", which have one key wherever they are from."""
    for mark in (mark for mark in sentence.marks if mark.concept == "police"):
        counted = any(item.first <= mark.first < item.last for item in sentence.items)
        by = any(sentence.concept(place) == "agent" for place in range(max(sentence.first, mark.first - 2), mark.first))
        by = by or _undergone(sentence, event, mark.first)
        between = range(mark.last, event.first)
        passive = any(sentence.tokens.forms[place] in sentence.lexis.passive for place in between)
        passive = passive or sentence.lexis.abducted.among(sentence.tokens.forms[event.first : event.last])
        close = 0 <= event.first - mark.last <= (near or NEAR) and not passive
        if not counted and (by or (close and not sentence.broken(mark.last, event.first, CLAUSES))):
            span = sentence.written(mark.first, mark.last)
            return Named(POLICE, sentence.text[span.start : span.end], span)
    return None


def source_of(statements: Sequence[tuple[Span, str, str | None]], span: Span) -> tuple[str | None, str | None]:
    """Id and source of the narrowest statement whose content holds a span; None for the report's own word."""
    holding = [one for one in statements if one[0].contains(span)]
    if not holding:
        return None, None
    _, statement, source = min(holding, key=lambda one: (one[0].end - one[0].start, one[1]))
    return statement, source
