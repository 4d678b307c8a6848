"""Stated dates as intervals as wide as their precision. What carries no date gives None, never a guess."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import dateparser

from bukti.model import Published

ISO = re.compile(
    r"\s*(\d{4})(?:-?(\d{2})(?:-?(\d{2})(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|UTC|GMT)?)?)?)?\s*",
    re.IGNORECASE,
)
PDF = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?(?:(Z)|([+-]\d{2})'?(\d{2})?'?)?")
NUMBER, MONTH = r"(?<!\d)\d{1,2}", r"[^\W\d_]{3,14}\.?"
LEVANTINE = r"(?:تشرين|كانون)\s+(?:الأول|الاول|الثاني)"  # the names of four months there are of two words
SYRIAC = {"تشرين الأول": "أكتوبر", "تشرين الثاني": "نوفمبر", "كانون الأول": "ديسمبر", "كانون الثاني": "يناير"}
# A date in running words: 12 November 2024, le 12 novembre 2024, 12. November 2024, November 12, 2024, 2024年11月12日,
# and with both names that Arabic has for a month: 6 آذار/مارس 2026, 4 تشرين الأول/أكتوبر 2026.
IN_WORDS = re.compile(
    rf"(?:{NUMBER}(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+)?(?:(?:{LEVANTINE}|{MONTH})/)?(?:{LEVANTINE}|{MONTH})\s+(?:de\s+)?(?:19|20)\d{{2}}(?!\d)"
    rf"|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+(?:19|20)\d{{2}}(?!\d)"
    r"|(?:19|20)\d{2}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일]"
    r"|(?<!\d)(?:19|20)\d{2}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?!\d))"
)
STEPS = (  # precision -> what lies between the first and the last instant
    ("second", timedelta(0)),
    ("minute", timedelta(minutes=1)),
    ("hour", timedelta(hours=1)),
    ("day", timedelta(days=1)),
)


def iso(words: str | None, basis: str) -> Published | None:
    """A date of ISO 8601 / RFC 3339 / W3CDTF form: year to second; a time without a zone counts as its day only."""
    found = ISO.fullmatch(words or "")
    if found is None:
        return None
    zone = found[7]
    precision = (
        "second" if found[6] else "minute" if found[5] else "day" if found[3] else "month" if found[2] else "year"
    )
    if found[5] and not zone:
        precision = "day"
    numbers = [int(found[n]) if found[n] else None for n in range(1, 7)]
    return _interval(numbers, _offset(zone), precision, basis)


def mail(words: str | None, basis: str) -> Published | None:
    """A date of RFC 5322 (mail, RSS) or RFC 9110 (HTTP); `-0000` and no zone count as UTC, as those standards say."""
    try:
        moment = parsedate_to_datetime((words or "").strip())
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return Published(moment, moment, "second", basis)


def any_form(words: str | None, basis: str) -> Published | None:
    """A date in a field that should hold only a date, in whatever form."""
    if not words or len(words) > 100:
        return None
    return iso(words, basis) or mail(words, basis) or in_words(words, basis)


def pdf(words: str | None) -> Published | None:
    """A PDF date (ISO 32000-1, 7.9.4)."""
    found = PDF.match(words or "")
    if found is None:
        return None
    count = sum(found[n] is not None for n in range(1, 7))
    precision = ("year", "month", "day", "hour", "minute", "second")[count - 1]
    zone = "Z" if found[7] else f"{found[8]}{found[9] or '00'}" if found[8] else None
    if count > 3 and zone is None:
        precision = "day"
    numbers = [int(found[n]) if found[n] else None for n in range(1, 7)]
    return _interval(numbers, _offset(zone), precision, "pdf")


def in_words(words: str, basis: str) -> Published | None:
    """The first full date (day, month, year) that stands in some words, in any language that dateparser knows."""
    found = IN_WORDS.search(words)
    if found is None:
        return None
    if exact := iso(found[0], basis):
        return exact
    two = rf"(?<=\d)(?:st|nd|rd|th|er|º)\b|(?:{LEVANTINE}|[^\W\d_]+\.?)/"  # of two names of a month the last
    cleaned = re.sub(two, "", found[0])
    cleaned = re.sub(LEVANTINE, lambda name: SYRIAC[" ".join(name[0].replace("الاول", "الأول").split())], cleaned)
    settings = {"REQUIRE_PARTS": ["day", "month", "year"], "PREFER_LOCALE_DATE_ORDER": True}
    moment = dateparser.parse(cleaned, settings=settings)
    return None if moment is None else _interval([moment.year, moment.month, moment.day], timedelta(0), "day", basis)


def _offset(zone: str | None) -> timedelta:
    if not zone or zone.upper() in {"Z", "UTC", "GMT"}:
        return timedelta(0)
    digits = zone[1:].replace(":", "")
    return (-1 if zone[0] == "-" else 1) * timedelta(hours=int(digits[:2]), minutes=int(digits[2:4] or 0))


def _interval(numbers: list[int | None], offset: timedelta, precision: str, basis: str) -> Published | None:
    padded: list[int | None] = [*numbers, *[None] * (6 - len(numbers))]
    year, month, day, hour, minute, second = padded
    fine = precision in {"second", "minute", "hour"}
    try:
        start = datetime(
            year or 0,
            month or 1,
            day or 1,
            (hour or 0) if fine else 0,
            (minute or 0) if fine else 0,
            min(second or 0, 59) if fine else 0,  # a leap second is the last second of its minute
            tzinfo=UTC,
        )
        if fine:
            start -= offset
        return Published(start, _last(start, precision), precision, basis)
    except (ValueError, OverflowError):
        return None


def _last(start: datetime, precision: str) -> datetime:
    if precision == "year":
        following = start.replace(year=start.year + 1)
    elif precision == "month":
        following = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    else:
        step = dict(STEPS)[precision]
        return start + step - timedelta(microseconds=1) if step else start
    return following - timedelta(microseconds=1)
