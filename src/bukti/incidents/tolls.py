"""Who came to which harm: each number of people goes to one word of harm of its sentence, or to none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bukti.incidents.marks import COMMAS, PUNCTUATION, STOPS, Item, Mark, Sentence
from bukti.incidents.words import HARMS
from bukti.model import Toll

OBJECT = 2  # tokens between a verb and what it acts on
FAR = 5  # the same where a word tells that people are counted
TOLL = 12  # tokens between "death toll" and its number
BEHIND = 12  # tokens between people and the word of harm behind them
UNKNOWN = 3  # the same where no word tells that people are counted
PARTICIPLE = 3  # tokens between a word of harm and those whom it describes, where verbs stand last
ZERO = 6  # tokens between "nobody" and the word of harm
ATTACKS = 2  # from so many attacks on a number sums up incidents
BOTH = frozenset({"casualties", "hurt"})  # nobody came to either harm


def summed(sentence: Sentence, *, exact: bool) -> bool:
    """Whether a number of people is one of many incidents: several are counted, or words say so.

    Args:
        sentence: with its marks.
        exact: it tells a day or a place below a country, so that words of a whole war say nothing of its number.
    """
    told = {mark.concept for mark in sentence.marks}
    return sentence.attacks >= ATTACKS or "total" in told or ("many" in told and not exact)


def tolls(sentence: Sentence, *, total: bool = False) -> tuple[Toll, ...]:
    """Every number of people harmed that the sentence tells, in order of place; what did not happen is left out."""
    if not any(mark.concept in HARMS for mark in sentence.marks):
        return ()
    found = [*_nobody(sentence)]
    for item, mark in _assigned(sentence):
        if not sentence.unreal(mark):
            found.append(replace(_toll(sentence, item, mark.concept, total), earlier=_earlier(sentence, item)))
    return tuple(sorted(found, key=lambda toll: (toll.span, toll.harm)))


def _earlier(sentence: Sentence, item: Item) -> bool:
    """Whether a number is one that the report itself no longer tells, behind "an earlier version" up to a stop."""
    return any(
        mark.concept == "earlier"
        and (sentence.lexis.words.final or mark.last <= item.first)
        and not sentence.broken(min(mark.last, item.last), max(mark.first, item.first), STOPS)
        for mark in sentence.marks
    )


def _toll(sentence: Sentence, item: Item, harm: str, total: bool) -> Toll:
    span = sentence.span(item)
    words = sentence.text[span.start : span.end]
    low, high, comparator = item.low, item.high, item.comparator
    if harm == "toll" and low is None:  # "rose to 27": in Russian and Ukrainian the word also means "up to"
        low, comparator = high, "exactly"
    told = {"toll": "killed", "hurt": "injured"}.get(harm, harm)
    return Toll(told, low, high, comparator, item.who, span, words, total, item.part)


def _nobody(sentence: Sentence) -> Iterable[Toll]:
    """Harm that is said to have come to nobody."""
    for none in (mark for mark in sentence.marks if mark.concept == "none"):
        harms = [mark for mark in sentence.marks if mark.concept in HARMS and _denied(sentence, none, mark)]
        if not harms:
            continue
        mark = min(harms, key=lambda harm: (harm.concept not in BOTH, abs(harm.first - none.first), harm.first))
        span = sentence.tokens.span(min(none.first, mark.first), max(none.last, mark.last))
        both = ("killed", "injured") if mark.concept in BOTH else (mark.concept,)
        for harm in both:
            yield Toll(harm, 0, 0, "none", "person", span, sentence.text[span.start : span.end])


def _denied(sentence: Sentence, none: Mark, harm: Mark) -> bool:
    """Whether "nobody" and a word of harm belong together: near, in one clause, without anybody between them."""
    first, last = (none.last, harm.first) if none.first < harm.first else (harm.last, none.first)
    between = any(first <= item.first < last for item in sentence.items if item.known and item.harm is None)
    own = any(item.first <= harm.first < item.last for item in sentence.items)
    apart = sentence.parted(first, last, PUNCTUATION) or sentence.joined(first, last)
    return not (between or own or apart) and last - first <= ZERO and not sentence.unreal(harm)


def _assigned(sentence: Sentence) -> list[tuple[Item, Mark]]:
    """Items with their word of harm: what a verb acts on first, then what stands before one, then what is joined."""
    harms = [
        mark
        for mark in sentence.marks
        if mark.concept in HARMS and not any(i.harm and i.first <= mark.first < i.last for i in sentence.items)
    ]
    found: dict[int, Mark] = {}
    taking: set[Mark] = set()
    for number, item in enumerate(sentence.items):
        if item.whole:
            held = _held(sentence, item, harms)
            found |= {number: held} if held else {}
            taking |= {held} if held else set()
            continue
        if item.harm:
            found[number] = Mark(item.harm, item.first, item.last)
        elif participle := _participle(sentence, item, harms):
            found[number] = participle
            taking.add(participle)
        elif verb := _verb(sentence, item, [mark for mark in harms if _acts(sentence, mark)]):
            found[number] = verb
            taking.add(verb)
    for number, item in enumerate(sentence.items):
        if number in found or item.whole:
            continue
        behind = _behind(sentence, item, [mark for mark in harms if mark not in taking])
        joined = _joined(sentence, number, found)
        if item.part:
            behind = joined or behind or next((found[n] for n in sorted(found) if n > number), None)
        mark = behind or joined
        if mark:
            found[number] = mark
    _died(sentence, harms, found)
    return [(sentence.items[number], found[number]) for number in sorted(found)]


def _died(sentence: Sentence, harms: list[Mark], found: dict[int, Mark]) -> None:
    """Set right the harm of who was wounded and then died of it ("a wounded woman |died| in hospital")."""
    for number, mark in found.items():
        item = sentence.items[number]
        if mark.concept != "injured" or item.part or not (item.harm or item.comparator == "one"):
            continue
        last = max(item.last, mark.last)
        others = {other for place, other in found.items() if place != number}
        dead = (one for one in harms if one.concept == "killed" and 0 <= one.first - last <= BEHIND)
        death = next((one for one in dead if one not in others), None)
        between = () if death is None else range(last, death.first)
        counted = death and any(last <= other.first <= death.last + FAR for other in sentence.items)
        which = any(sentence.tokens.forms[place] in sentence.lexis.relatives for place in between)
        clear = death and not (counted or which or sentence.joined(last, death.first))
        if death and clear and not sentence.broken(last, death.first):
            found[number] = death
            if item.harm:  # "two of the wounded died" adds to a toll and is none of its own
                sentence.items[number] = replace(item, part=True)


def _held(sentence: Sentence, item: Item, harms: list[Mark]) -> Mark | None:
    """The word of detention of a whole of which only some were released ("one of |three detained| was released")."""
    if not any(mark.concept == "released" for mark in harms):
        return None
    if item.harm:
        return Mark(item.harm, item.first, item.last)
    detained = [mark for mark in harms if mark.concept == "detained"]
    return _verb(sentence, item, detained) or _behind(sentence, item, detained)


def _participle(sentence: Sentence, item: Item, harms: list[Mark]) -> Mark | None:
    """The word of detention before those of whom a release is told, where verbs stand last ("gözaltına alınan |üç")."""
    if not sentence.lexis.words.final or not any(mark.concept == "released" for mark in harms):
        return None
    before = (mark for mark in harms if mark.concept == "detained" and 0 <= item.first - mark.last <= PARTICIPLE)
    return next(before, None)


def _acts(sentence: Sentence, mark: Mark) -> bool:
    """Whether people may stand behind a word of harm: not where verbs end the clause, but a "death toll" always."""
    return mark.concept == "toll" or not sentence.lexis.words.final


def _verb(sentence: Sentence, item: Item, harms: list[Mark]) -> Mark | None:
    """The word of harm right before an item ("killing eight people", "погибли восемь человек")."""
    reach = FAR if item.known else OBJECT
    reach = BEHIND if item.known and sentence.lexis.words.verb_first else reach  # "قتلت غارة على السوق |17 شخصا"
    clear = [
        mark
        for mark in harms
        if mark.last <= item.first
        and len(sentence.between(mark.last, item.first)) <= (TOLL if mark.concept == "toll" else reach)
        and not any(mark.last <= other.first < item.first for other in sentence.items)
        and not sentence.broken(mark.last, item.first)
        and not sentence.joined(mark.last, item.first)
        and not any(sentence.concept(place) == "part" for place in range(mark.last, item.first))
    ]
    return clear[-1] if clear else None


def _behind(sentence: Sentence, item: Item, harms: list[Mark]) -> Mark | None:
    """The first word of harm behind an item, in its clause."""
    reach = BEHIND if item.known else UNKNOWN
    for mark in harms:
        if 0 <= mark.first - item.last <= reach:
            between = range(item.last, mark.first)
            said = any(sentence.tokens.forms[place] in sentence.lexis.speech for place in between)
            stops = STOPS if item.known else PUNCTUATION
            other = next((i for i in sentence.items if item.last <= i.first < mark.first), None)
            if item.comparator == "one" and other and not sentence.joined(item.last, other.first):
                return None  # "a doctor said that dozens were killed"
            return None if said or sentence.parted(item.last, mark.first, stops) else mark
    return None


def _joined(sentence: Sentence, number: int, found: dict[int, Mark]) -> Mark | None:
    """The word of harm of the item before, where this one only adds to it ("two soldiers and a child")."""
    item, before = sentence.items[number], sentence.items[number - 1]
    if not number or number - 1 not in found:
        return None
    mark = found[number - 1]
    near = item.first - before.last <= OBJECT and (mark.last <= before.first or mark.first >= item.last)
    speakers = [place for place in (item.first - 1, item.last) if sentence.first <= place < sentence.last]
    if any(sentence.tokens.forms[place] in sentence.lexis.speech for place in speakers):
        return None  # "three people, a nurse said"
    listed = item.first == before.last and sentence.parted(before.last, item.first, COMMAS)
    added = listed or sentence.joined(before.last, item.first)
    return mark if item.part or (near and added) else None
