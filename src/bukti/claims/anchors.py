"""What two statements fix beyond their words: numbers, names, dates; where these agree, differ or cannot both hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import NamedTuple

from bukti.claims import words
from bukti.claims.counts import Count
from bukti.claims.features import Features
from bukti.claims.parties import exchanged
from bukti.claims.subjects import strangers
from bukti.model import Holds, MentionKind, Published, TimeRef
from bukti.text.words import of

OPEN_FACTOR = 2.0  # "at least eight" may be nine, not eighty
ABOUT = 0.15  # relative difference up to which a rounded number is the same number
# Shared part of the words from which another name is another place or actor, by how many of number and date agree
TWINS = (0.7, 0.5, 0.35)
ACTORS = frozenset({MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY})
UNSURE = frozenset({MentionKind.PLACE, MentionKind.OTHER})  # what names nobody known is mostly a place
SLACK = timedelta(days=1)  # time zones and deadlines
FRESH = timedelta(days=31)  # how long what gives no date is believed to be of the time of its report


class Days(IntEnum):
    """How two statements that each name a day stand to each other."""

    MEET = 0  # one day, or none that can be told
    NEAR = 1  # days beside each other, one of them counted from the clock of a report ("yesterday")
    CHANGED = 2  # different days that one text may have by being made from the other: reprinted later, date changed
    APART = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the anchors say of a pair.

    Attributes:
        equal_numbers: number of equal counts with comparable units, at most 2.
        strange_numbers: both have counts and none is equal. strange_names: both have names and share none.
        strange_places: both name places and share none. strange_acts: both say what was done, and not the same.
        uncounted: one gives a number of killed or injured, the other gives none.
        unsized: one gives an amount, the other no number, and both say one thing: "loaded 700,000 barrels of oil" says
            more than "loaded oil".
        strange_times: both state dates of their own and none can be the same.
        days: how the days that they name stand to each other.
        veto: they differ in a number with the same unit, or count another harm, and agree in no number.
        swapped: `place` or `actor` when the same words name somebody or somewhere else.
        strangers: whether each says it of themselves, who share no word of their names.
        exchanged: whether the same two do it to each other the other way round, as in `parties.exchanged`.
        number: the two counts that exclude each other, or None. time: likewise for dates.
        bounds: two counts that can both hold and are not one ("at least nine", "at least 14"), or None.
    """

    equal_numbers: int = 0
    strange_numbers: bool = False
    strange_names: bool = False
    strange_places: bool = False
    strange_acts: bool = False
    uncounted: bool = False
    unsized: bool = False
    strange_times: bool = False
    days: Days = Days.MEET
    veto: bool = False
    swapped: str | None = None
    strangers: bool = False
    exchanged: int = 0
    number: tuple[Count, Count] | None = None
    bounds: tuple[Count, Count] | None = None
    time: tuple[TimeRef, TimeRef] | None = None


def judge(a: Features, b: Features) -> Verdict:
    """Compare the anchors of two statements."""
    same_language = a.language == b.language
    equal, number, bounds = numbers(a, b, same_language) if a.counts and b.counts else Numbers()
    time = apart(a, b) if a.times and b.times else None
    left, right = (a.keys, b.keys) if same_language else (a.neutral_keys, b.neutral_keys)
    here, there = (a.places, b.places) if same_language else (a.neutral_places, b.neutral_places)
    return Verdict(
        equal_numbers=min(equal, 2),
        strange_numbers=bool(a.counts and b.counts and not equal and not bounds),
        strange_names=_strange(left, right),
        strange_places=_strange(here, there),
        strange_acts=_strange(a.acts, b.acts),
        uncounted=a.harmed != b.harmed and words.load(a.language).known and words.load(b.language).known,
        unsized=(a.amount and b.plain and b.unnumbered) or (b.amount and a.plain and a.unnumbered),
        strange_times=time is not None,
        days=days(a, b) if a.times and b.times else Days.MEET,
        veto=number is not None or (not equal and other_harm(a, b)),
        swapped=swapped(a, b),
        strangers=strangers(a.subject, b.subject),
        exchanged=exchanged(a.roles, b.roles) if a.roles and b.roles else 0,
        number=number,
        bounds=bounds,
        time=time,
    )


class Numbers(NamedTuple):
    """How the counts of two statements stand to each other.

    Attributes:
        equal: how many of the one are one with a count of the other.
        unlike: two that exclude each other, where none is equal.
        bounds: two that can both hold and are not one, where none is equal.
    """

    equal: int = 0
    unlike: tuple[Count, Count] | None = None
    bounds: tuple[Count, Count] | None = None


def numbers(a: Features, b: Features, same_language: bool) -> Numbers:
    """Compare the counts of two statements."""
    pairs = [(x, y, _comparable(x, y, same_language)) for x in a.counts for y in b.counts]
    equal = {id(x) for x, y, known in pairs if known is not False and (one(x, y) if known else agrees(x, y))}
    if equal:
        return Numbers(len(equal))
    bounds = next(((x, y) for x, y, known in pairs if known and compatible(x, y)), None)
    unlike = ((x, y) for x, y, known in pairs if known and not compatible(x, y))
    return Numbers(0, None if bounds else next(unlike, None), bounds)


def other_harm(a: Features, b: Features) -> bool:
    """Whether both count people harmed, another harm and another number: "four killed" is not "nine injured".

    Both can be true, so neither speaks against the other. With one number the harm was changed on the way.
    """
    own, other = ([count for count in f.counts if count.harm] for f in (a, b))
    pairs = [(x, y) for x in own for y in other]
    return bool(pairs) and not any(x.harm == y.harm or agrees(x, y) for x, y in pairs)


def _strange(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether both have some of a kind and share none."""
    return bool(left) and bool(right) and left.isdisjoint(right)


def swapped(a: Features, b: Features) -> str | None:
    """`place` or `actor` when two statements have nearly the same words but different names of that kind, else None.

    The words may differ more where number and date agree: two events on one day with one toll are hardly two.
    """
    if a.language != b.language or a.keys == b.keys or not a.terms or not b.terms:
        return None
    alike = _alike(a, b)
    if alike < TWINS[-1] or alike < TWINS[_agreeing(a, b)]:
        return None
    own, other = ([kind for key, kind in f.names if key not in g.keys] for f, g in ((a, b), (b, a)))
    if not own or not other:
        return None
    both = {*own} & {*other}
    if MentionKind.PLACE in both or (len(own) == len(other) == 1 and {*own, *other} <= UNSURE):
        return "place"
    return "actor" if both & ACTORS else None


def _alike(a: Features, b: Features) -> float:
    """Part of the words and names of two statements that both have, in [0, 1]; names of which only one has are none."""
    terms, names = len(a.terms & b.terms), len(a.keys & b.keys)
    return (terms + names) / (len(a.terms) + len(b.terms) - terms + names)


def _agreeing(a: Features, b: Features) -> int:
    """How many of number and stated date two statements have in common, 0 to 2."""
    number = any(x.low == y.low and x.high == y.high and x.unit == y.unit for x in a.counts for y in b.counts)
    dates = [{(t.earliest, t.latest) for t in f.times if fixed(t) and t.precision == "day"} for f in (a, b)]
    return number + bool(dates[0] & dates[1])


def agrees(x: Count, y: Count) -> bool:
    """Whether two counts can be the same number."""
    if (x.low is None and x.high is None) or (y.low is None and y.high is None):
        return True
    if (x.low, x.high) == (y.low, y.high):
        return True
    low_x, high_x = _range(x)
    low_y, high_y = _range(y)
    return low_x < high_y and low_y < high_x


def compatible(x: Count, y: Count) -> bool:
    """Whether two counts can both hold; two lower bounds always can, and so can two upper bounds."""
    return agrees(x, y) or _side(x) == _side(y) != 0


def one(x: Count, y: Count) -> bool:
    """Whether two counts give one number, with a bound or without: "at least nine" and "nine", not "at least 14"."""
    if not agrees(x, y) or not (_side(x) or _side(y)):
        return agrees(x, y)
    (low_x, high_x), (low_y, high_y) = (_told_number(count) for count in (x, y))
    return low_x <= high_y and low_y <= high_x


def implies(x: Count, y: Count) -> bool:
    """Whether one count cannot hold without another, which is a bound: "at least 14" and "at least nine"."""
    if y.high is None and y.low is not None:
        return x.low is not None and x.low >= y.low
    return y.low is None and y.high is not None and x.high is not None and x.high <= y.high


def _side(count: Count) -> int:
    """1 for a lower bound, -1 for an upper one, 0 for a number or a range."""
    return (count.high is None) - (count.low is None)


def _told_number(count: Count) -> tuple[float, float]:
    """Between which numbers the number lies that is told, with a bound or without."""
    low = count.low if count.low is not None else count.high or 0
    high = count.high if count.high is not None else low
    return low - _rounding(low, count), high + _rounding(high, count)


def _range(count: Count) -> tuple[float, float]:
    low = count.low if count.low is not None else (count.high or 0) / OPEN_FACTOR
    high = count.high if count.high is not None else low * OPEN_FACTOR
    return low - _rounding(low, count), high + _rounding(high, count)


def _rounding(value: float, count: Count) -> float:
    """How far from a number as told the true one can be: half of its last digit that is not 0, at most `ABOUT` of it.

    "1,200" may be 1,234 and "about 12" may be 13; "twelve" is not thirteen.
    """
    if count.comparator == "about":
        return value * ABOUT
    digits = f"{value:.15g}".partition("e")[0]
    whole, _, decimals = digits.partition(".")
    last = 10.0 ** (-len(decimals) if decimals else len(whole) - len(whole.rstrip("0") or whole))
    return min(last / 2, value * ABOUT)


def _comparable(x: Count, y: Count, same_language: bool) -> bool | None:
    """Whether two counts count the same: True, False, or None when that cannot be told."""
    if x.harm and y.harm and x.harm != y.harm:
        return False
    if x.unit is None or y.unit is None:
        return None
    concepts = x.unit.startswith("c:") and y.unit.startswith("c:")
    if same_language or concepts:
        return x.unit == y.unit
    return None


def apart(a: Features, b: Features) -> tuple[TimeRef, TimeRef] | None:
    """Two stated dates when no pair of dates can be the same; relative ones depend on clocks and are left out."""
    left = [t for t in a.times if fixed(t)]
    right = [t for t in b.times if fixed(t)]
    if not left or not right or any(meet(x, y) for x in left for y in right):
        return None
    return left[0], right[0]


def days(a: Features, b: Features) -> Days:
    """Whether two statements speak of different days, as far as their days are known.

    "On Monday" and "on Tuesday" are as sure as dates, once the report is dated; "yesterday" is as sure as the clock
    that dated the report, and a reprint that is dated later repeats the word.
    """
    left, right = ([(t.earliest, t.latest) for t in f.times if t.earliest and t.latest] for f in (a, b))
    if not left or not right or any(t.precision != "day" for f in (a, b) for t in f.times if t.earliest):
        return Days.MEET
    gap = min(max(x, y) - min(end, other) for x, end in left for y, other in right)
    if gap <= timedelta(0):
        return Days.MEET
    told, counted = zip(*(_told(f) for f in (a, b)), strict=True)
    repeated = counted[0] & counted[1] or (a.language == b.language and told[0] & told[1])
    if repeated or not any(t.relative for f in (a, b) for t in f.times):
        return Days.CHANGED
    return Days.NEAR if gap < SLACK and any(counted) else Days.APART


def _told(f: Features) -> tuple[frozenset[str], frozenset[int]]:
    """The words by which a statement names its times, and the distances from the day of writing among them."""
    table = of(f.language).dates.days
    told = frozenset(" ".join(t.words.casefold().split()) for t in f.times)
    return told, frozenset(table[words] for words in told if words in table)


def bound_apart(asked: Sequence[TimeRef], told: Sequence[TimeRef], published: Published | None) -> str | None:
    """Why a statement does not support what is bound to a stated time, although it contradicts nothing; None if it may.

    What gives no date is of the time of its report: an old text that comes up again without a date says nothing of
    today (method.md section 6, S4).

    Args:
        asked: the stated times.
        told: those of the statement, as far as it has any.
        published: when its report came out.
    """
    if any(fixed(time) for time in told):
        return None if any(meet(x, y) for x in asked for y in told) else f"It speaks of “{told[0].words}”."
    if any(meet(x, y) for x in asked for y in told if y.earliest):
        return None
    if published is None:
        return f"Neither it nor its report is dated, so it need not speak of “{asked[0].words}”."
    if any(_fresh(time, published) for time in asked):
        return None
    return f"It gives no date, and its report was not published at the time of “{asked[0].words}”."


def _fresh(time: TimeRef, published: Published) -> bool:
    """Whether a report came out at a time or soon after."""
    if time.earliest is None or time.latest is None:
        return True
    return time.earliest - SLACK <= published.latest and published.earliest <= time.latest + FRESH


def stated(statements: Iterable[Features]) -> tuple[Holds, ...]:
    """The times that statements state, each interval once with its first words, stated dates before counted ones."""
    found: dict[tuple[datetime, datetime], Holds] = {}
    for f in statements:
        for t in f.times:
            if t.earliest is not None and t.latest is not None:
                here = Holds(t.earliest, t.latest, t.words, t.span, f.statement.id, f.statement.report, t.relative)
                known = found.setdefault((t.earliest, t.latest), here)
                if known.relative and not t.relative:
                    found[t.earliest, t.latest] = here
    return tuple(sorted(found.values(), key=lambda h: (h.relative, h.earliest, h.latest)))


def fixed(time: TimeRef) -> bool:
    """Whether a date is stated and not counted from publication."""
    return time.earliest is not None and time.latest is not None and not time.relative


def meet(x: TimeRef, y: TimeRef) -> bool:
    """Whether two times can be the same, within a day of slack; an unresolved one meets every other."""
    if x.earliest is None or x.latest is None or y.earliest is None or y.latest is None:
        return True
    return x.earliest <= y.latest + SLACK and y.earliest <= x.latest + SLACK
