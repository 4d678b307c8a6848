"""Times named in a text, resolved to intervals against the report's publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bukti.model import Published, Span, TimeRef
from bukti.text.words import DateWords, of

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)
KNOWN = frozenset({"second", "minute", "hour", "day"})  # publication precise enough to count days from
Found = tuple[date, date, str, bool]  # first day, last day, precision, relative
Rule = tuple[re.Pattern[str], Callable[[re.Match[str], "_Context"], "Found | None"]]


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
    taken = 0
    for match, resolve in sorted(_matches(text, language), key=lambda pair: (pair[0].start(), -pair[0].end())):
        if match.start() < taken:
            continue
        found = _safely(resolve, match, context)
        if found:
            made.append(_reference(match, found))
            taken = match.end()
    return tuple(made)


def _matches(text: str, language: str | None) -> Iterator[tuple[re.Match[str], Callable[..., Found | None]]]:
    for pattern, resolve in _rules(language):
        for match in pattern.finditer(text):
            yield match, resolve


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
    month = context.words.months[match["month"].casefold()]
    if match["y"]:
        return _day(int(match["y"]), month, int(match["d"]))
    return _yearless(context, month, int(match["d"]))


def _month(match: re.Match[str], context: _Context) -> Found:
    year, month = int(match["y"]), context.words.months[match["month"].casefold()]
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - DAY, "month", False


def _year(match: re.Match[str], _: _Context) -> Found:
    year = int(match["y"])
    return date(year, 1, 1), date(year, 12, 31), "year", False


def _weekday(match: re.Match[str], context: _Context) -> Found | None:
    """The latest such day not after publication; the following one where the text says next."""
    if match["weekday"][0].islower() and not match["before"]:
        return None  # `minggu` is a week, `Minggu` a Sunday
    if context.published is None:
        return _unresolved()
    around = {w.casefold() for w in (match["before"] or "", match["after"] or "") if w}
    number = context.words.weekdays[match["weekday"].casefold()]
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
    day = context.published + DAY * context.words.days[match[0].casefold()]
    return day, day, "day", True


def _span(match: re.Match[str], context: _Context) -> Found:
    """A week, weekend, month or year counted from that of publication."""
    if context.published is None:
        return _unresolved()
    unit, offset = context.words.spans[match[0].casefold()]
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
    length = context.words.units[match["unit"].casefold()]
    day = context.published - DAY * count * length
    slack = DAY * (length // 2)
    return day - slack, day + slack, {1: "day", 7: "week", 30: "month"}.get(length, "year"), True


def _choice(words: Sequence[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))


@cache
def _rules(language: str | None) -> tuple[Rule, ...]:
    """Patterns of a language, compiled once; patterns without words hold for every language."""
    words = of(language).dates
    made: list[Rule] = [
        (re.compile(r"(?<![\d-])(?P<y>[12]\d{3})-(?P<m>\d{2})-(?P<d>\d{2})(?![\d-])"), _ymd),
        (re.compile(r"(?P<y>[12]\d{3})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号일]"), _ymd),
        (re.compile(r"(?<!\d)(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日号일]"), _md),
        (re.compile(r"(?P<y>[12]\d{3})\s?[年년]"), _year),
        (re.compile(r"(?<![\d./])(?P<a>\d{1,2})(?P<s>[./])(?P<b>\d{1,2})(?P=s)(?P<y>[12]\d{3})(?![\d/])"), _numeric),
        (re.compile(r"(?<=\()(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<y>[12]\d{3}))?(?=\))"), _numeric),
    ]
    flags = re.IGNORECASE
    if words.months:
        month, ordinal = rf"(?P<month>{_choice(tuple(words.months))})", r"(?:st|nd|rd|th|\.)?"
        year = r"(?:,?\s+(?P<y>[12]\d{3})\b)?"
        made += [
            (re.compile(rf"\b(?P<d>\d{{1,2}}){ordinal}\s+(?:of\s+)?{month}\b\.?{year}", flags), _named),
            (re.compile(rf"\b{month}\b\.?\s+(?P<d>\d{{1,2}}){ordinal}\b(?![.,:]\d){year}", flags), _named),
            (re.compile(rf"\b{month}\b\.?,?\s+(?P<y>[12]\d{{3}})\b", flags), _month),
        ]
    if words.weekdays:
        around = _choice((*words.last, *words.next, *words.before_weekday)) or "(?!)"
        day = _choice(tuple(words.weekdays))
        pattern = rf"\b(?:(?P<before>{around})\s+)?(?P<weekday>{day})\b(?:\s+(?P<after>{around})\b)?"
        made.append((re.compile(pattern, flags), _weekday))
    for table, resolve in ((words.days, _days), (words.spans, _span)):
        if table:
            made.append((re.compile(rf"\b(?:{_choice(tuple(table))})\b", flags), resolve))
    if words.ago:
        pattern = (
            rf"\b(?P<n>\d{{1,3}}|[^\W\d_]+)\s+(?P<unit>{_choice(tuple(words.units))})\s+(?:{_choice(words.ago)})\b"
        )
        made.append((re.compile(pattern, flags), _ago))
    if words.year_words:
        made.append(
            (re.compile(rf"\b(?:{_choice(words.year_words)})\s+(?P<y>(?:19|20)\d{{2}})\b(?![.,]\d)", flags), _year)
        )
    return tuple(made)
