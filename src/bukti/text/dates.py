"""Times named in a text, resolved to intervals against the report's publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bukti.model import Published, Span, TimeRef
from bukti.text.words import DateWords, of

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
KNOWN = frozenset({"second", "minute", "hour", "day"})  # publication precise enough to count days from
WORD = re.compile(r"[^\W\d_]+|\d+")
WEEKDAY_GAP = re.compile(r"[\s,;(]*(?:[^\W\d_]{1,4}\s+)?")  # between a weekday and its date: "Tuesday, the 5th of"
NEAR = 60  # code points on either side of a word that tells a time in which the whole phrase stands
Found = tuple[date, date, str, bool]  # first day, last day, precision, relative


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern and what resolves it.

    Attributes:
        anchors: lower-case words of which every match holds one; empty for patterns that hold digits.
    """

    pattern: re.Pattern[str]
    resolve: Callable[[re.Match[str], _Context], Found | None]
    anchors: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Context:
    """What a phrase is resolved with: the day of publication (None: unknown) and the language's words."""

    published: date | None
    words: DateWords


def times(text: str, language: str | None, published: Published | None) -> tuple[TimeRef, ...]:
    """Times named in the text, sorted, apart from each other; a phrase that cannot be resolved is kept as such.

    Args:
        text: the report's text.
        language: ISO 639-1 code, or None.
        published: when it appeared; relative phrases need it to the day.
    """
    day = published.earliest.astimezone(UTC).date() if published and published.precision in KNOWN else None
    context = _Context(day, of(language).dates)
    made: list[TimeRef] = []
    weekdays: dict[TimeRef, int] = {}
    taken = 0
    for match, resolve in sorted(_matches(text, language), key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < taken:
            continue
        found = _safely(resolve, match, context)
        if found:
            made.append(_reference(match, found))
            taken = match.end()
            if resolve is _weekday:
                weekdays[made[-1]] = context.words.weekdays[_key(match["weekday"])]
    return tuple(_dated(text, made, number, weekdays) for number in range(len(made)))


def _dated(text: str, made: Sequence[TimeRef], number: int, weekdays: Mapping[TimeRef, int]) -> TimeRef:
    """The time of a number, a weekday told by a date that falls on it.

    Beside it that is its day ("Tuesday, 12 March 2024"); near it only where nothing else resolves the weekday.
    """
    time = made[number]
    if time not in weekdays:
        return time
    for other in sorted(made[max(0, number - 1) : number + 2], key=lambda one: one.span, reverse=True):
        fits = other.precision == "day" and other.earliest and other.earliest.weekday() == weekdays[time]
        between = text[min(time.span.end, other.span.end) : max(time.span.start, other.span.start)]
        near = len(between) <= 2 * NEAR if time.earliest is None else WEEKDAY_GAP.fullmatch(between)
        if other not in weekdays and fits and near and "\n" not in between:
            return replace(time, earliest=other.earliest, latest=other.latest, precision="day", relative=other.relative)
    return time


def _matches(text: str, language: str | None) -> Iterator[tuple[re.Match[str], Callable[..., Found | None]]]:
    """Matches of every rule, looked for only around the digits or words that they hold."""
    rules, anchored, digits = _anchored(language)
    windows: list[list[int]] = [[] for _ in rules]  # starts and ends in turn
    for match in WORD.finditer(text):
        word = match[0]
        near = digits if word[0].isdecimal() else anchored.get(word.lower(), ())
        if near:
            start, end = max(0, match.start() - NEAR), match.end() + NEAR
            for number in near:
                edges = windows[number]
                if edges and edges[-1] >= start:
                    edges[-1] = end
                else:
                    edges += (start, end)
    for rule, edges in zip(rules, windows, strict=True):
        for start, end in zip(edges[::2], edges[1::2], strict=True):
            for match in rule.pattern.finditer(text, start, end):
                yield match, rule.resolve


@cache
def _anchored(language: str | None) -> tuple[tuple[_Rule, ...], dict[str, tuple[int, ...]], tuple[int, ...]]:
    """Rules of a language; anchor -> numbers of its rules; numbers of the rules that hold digits."""
    rules = _rules(language)
    anchored: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for word in rule.anchors:
            anchored.setdefault(word, []).append(number)
    digits = tuple(number for number, rule in enumerate(rules) if not rule.anchors)
    return rules, {word: tuple(numbers) for word, numbers in anchored.items()}, digits


def _key(words: str) -> str:
    """A phrase as the language file has it: folded, whatever spaces part its words (a no-break space, a line's end)."""
    return " ".join(words.casefold().split())


def _anchors(phrases: Iterable[str]) -> frozenset[str]:
    """First words of phrases."""
    return frozenset(found[0].lower() for phrase in phrases if (found := WORD.match(phrase)))


def _safely(resolve: Callable[..., Found | None], match: re.Match[str], context: _Context) -> Found | None:
    """The resolution, or None for dates that no calendar has (31 February)."""
    try:
        return resolve(match, context)
    except (ValueError, OverflowError):
        return None


def _reference(match: re.Match[str], found: Found) -> TimeRef:
    first, last, precision, relative = found
    span = Span(*match.span())
    if precision == "unresolved":
        return TimeRef(span, match[0], None, None, precision, relative)
    earliest = datetime(first.year, first.month, first.day, tzinfo=UTC)
    latest = datetime(last.year, last.month, last.day, tzinfo=UTC) + DAY - TICK
    return TimeRef(span, match[0], earliest, latest, precision, relative)


def _unresolved() -> Found:
    return date.min, date.min, "unresolved", True


def _day(year: int, month: int, day: int, *, relative: bool = False) -> Found:
    exact = date(year, month, day)
    return exact, exact, "day", relative


def _yearless(context: _Context, month: int, day: int) -> Found:
    """A day without year: the one nearest to publication."""
    if context.published is None:
        return _unresolved()
    year = context.published.year
    near = min(
        (y for y in (year - 1, year, year + 1) if _exists(y, month, day)),
        key=lambda y: abs(date(y, month, day) - (context.published or date.min)),
    )
    return _day(near, month, day, relative=True)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _ymd(match: re.Match[str], _: _Context) -> Found:
    return _day(int(match["y"]), int(match["m"]), int(match["d"]))


def _md(match: re.Match[str], context: _Context) -> Found:
    return _yearless(context, int(match["m"]), int(match["d"]))


def _numeric(match: re.Match[str], context: _Context) -> Found:
    """12/11/2024: day first where the language writes it so, or where the numbers leave no choice."""
    left, right = int(match["a"]), int(match["b"])
    day, month = (left, right) if (context.words.day_first or left > 12) and right <= 12 else (right, left)
    return _day(int(match["y"]), month, day) if match["y"] else _yearless(context, month, day)


def _named(match: re.Match[str], context: _Context) -> Found:
    month = context.words.months[_key(match["month"])]
    if match["y"]:
        return _day(int(match["y"]), month, int(match["d"]))
    return _yearless(context, month, int(match["d"]))


def _month(match: re.Match[str], context: _Context) -> Found:
    year, month = int(match["y"]), context.words.months[_key(match["month"])]
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - DAY, "month", False


def _year(match: re.Match[str], _: _Context) -> Found:
    year = int(match["y"])
    return date(year, 1, 1), date(year, 12, 31), "year", False


def _weekday(match: re.Match[str], context: _Context) -> Found | None:
    """The latest such day not after publication; the following one where the text says next."""
    plain = context.words.plain_weekdays and context.published is not None
    if match["weekday"][0].islower() and not match["before"] and not plain:
        return None  # `minggu` is a week, `Minggu` a Sunday
    if context.published is None:
        return _unresolved()
    around = {w.casefold() for w in (match["before"] or "", match["after"] or "") if w}
    number = context.words.weekdays[_key(match["weekday"])]
    back = (context.published.weekday() - number) % 7
    if around & set(context.words.next):
        day = context.published + DAY * ((number - context.published.weekday()) % 7 or 7)
    elif around & set(context.words.last):
        day = context.published - DAY * (back or 7)
    else:
        day = context.published - DAY * back
    return day, day, "day", True


def _days(match: re.Match[str], context: _Context) -> Found:
    if context.published is None:
        return _unresolved()
    day = context.published + DAY * context.words.days[_key(match[0])]
    return day, day, "day", True


def _span(match: re.Match[str], context: _Context) -> Found:
    """A week, weekend, month or year counted from that of publication."""
    if context.published is None:
        return _unresolved()
    unit, offset = context.words.spans[_key(match[0])]
    monday = context.published - DAY * context.published.weekday()
    if unit == "weekend":
        saturday = monday + DAY * (5 + 7 * offset)
        saturday -= DAY * 7 if offset == 0 and saturday > context.published else DAY * 0
        return saturday, saturday + DAY, "weekend", True
    if unit == "week":
        return monday + DAY * 7 * offset, monday + DAY * (7 * offset + 6), "week", True
    if unit == "year":
        year = context.published.year + offset
        return date(year, 1, 1), date(year, 12, 31), "year", True
    months = context.published.year * 12 + context.published.month - 1 + offset
    first = date(months // 12, months % 12 + 1, 1)
    return first, date((months + 1) // 12, (months + 1) % 12 + 1, 1) - DAY, "month", True


def _ago(match: re.Match[str], context: _Context) -> Found | None:
    """A number of days, weeks, months or years ago; as precise as its unit."""
    raw = match["n"].casefold()
    count = int(raw) if raw.isdecimal() else context.words.small.get(raw, 0)
    if not count:
        return None
    if context.published is None:
        return _unresolved()
    length = context.words.units[_key(match["unit"])]
    day = context.published - DAY * count * length
    slack = DAY * (length // 2)
    return day - slack, day + slack, {1: "day", 7: "week", 30: "month"}.get(length, "year"), True


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _rules(language: str | None) -> tuple[_Rule, ...]:
    """Patterns of a language, compiled once; patterns without words hold for every language."""
    words = of(language).dates
    made = [
        _Rule(re.compile(r"(?<![\d-])(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"), _ymd),
        _Rule(re.compile(r"(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号일]"), _ymd),
        _Rule(re.compile(r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号일]"), _md),
        _Rule(re.compile(r"(?P<y>[12]\d{3})\s?[年년]"), _year),
        _Rule(
            re.compile(r"(?<![\d./])(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>[12]\d{3})(?![\d/])"), _numeric
        ),
        _Rule(re.compile(r"(?<=\()(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>[12]\d{3}))?(?=\))"), _numeric),
    ]
    flags = re.IGNORECASE
    if words.months:
        names = _choice(tuple(words.months))
        month, ordinal = rf"(?P<month>{names})(?:/(?:{names}))?", r"(?:st|nd|rd|th|\.)?"
        joint = rf"(?:(?:{_choice(words.joints)})\s+)?" if words.joints else ""
        behind = rf"(?:\s+(?:{_choice(words.after_year)})\b)?" if words.after_year else ""
        year = rf"(?:,?\s+{joint}(?P<y>[12]\d{{3}})\b{behind})?"
        anchors = _anchors(words.months)
        made += [
            _Rule(re.compile(rf"\b(?P<d>\d{{1,2}}){ordinal}\s+{joint}{month}\b\.?{year}", flags), _named, anchors),
            _Rule(
                re.compile(rf"\b{month}\b\.?\s+(?P<d>\d{{1,2}}){ordinal}\b(?![.,:]\d){year}", flags), _named, anchors
            ),
            _Rule(re.compile(rf"\b{month}\b\.?,?\s+{joint}(?P<y>[12]\d{{3}})\b{behind}", flags), _month, anchors),
        ]
    if words.weekdays:
        around = _choice((*words.last, *words.next, *words.before_weekday)) or "(?!)"
        day = _choice(tuple(words.weekdays))
        pattern = rf"\b(?:(?P<before>{around})\s+)?(?P<weekday>{day})\b(?:\s+(?P<after>{around})\b)?"
        made.append(_Rule(re.compile(pattern, flags), _weekday, _anchors(words.weekdays)))
    for table, resolve in ((words.days, _days), (words.spans, _span)):
        if table:
            made.append(_Rule(re.compile(rf"\b(?:{_choice(tuple(table))})\b", flags), resolve, _anchors(table)))
    if words.ago:
        pattern = (
            rf"\b(?P<n>\d{{1,3}}|[^\W\d_]+)\s+(?P<unit>{_choice(tuple(words.units))})\s+(?:{_choice(words.ago)})\b"
        )
        made.append(_Rule(re.compile(pattern, flags), _ago, _anchors(words.units)))
    if words.year_words:
        pattern = rf"\b(?:{_choice(words.year_words)})\s+(?P<y>(?:19|20)\d{{2}})\b(?![.,]\d)"
        made.append(_Rule(re.compile(pattern, flags), _year))
    return tuple(made)
