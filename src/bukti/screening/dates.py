"""Dates as lists write them, made ISO 8601 as far as they are known: `1948`, `1948-12`, `1948-12-10`."""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$")
WORDS = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3})[a-z]*\.?[ -](\d{4})$")
YEAR = re.compile(r"(1[89]\d\d|20\d\d)")


def iso(text: str, american: bool = False) -> str:
    """A date as ISO 8601, partial where it is; the empty string where no year is told.

    Args:
        text: `10 Dec 1948`, `31/01/2024`, `00/12/1948`, `dd/mm/1948`, `circa 1948`.
        american: in dates of figures the month stands before the day.
    """
    text = text.strip()
    if found := ISO.match(text):
        return _joined(*found.groups())
    if (found := WORDS.search(text)) and found[2].lower() in MONTHS:
        return _joined(found[3], str(MONTHS.index(found[2].lower()) + 1), found[1])
    parts = re.split(r"[/.]", text)
    if len(parts) == 3 and parts[2].isdecimal():
        day, month = (parts[1], parts[0]) if american else (parts[0], parts[1])
        return _joined(parts[2], month, day)
    year = YEAR.search(text)
    return year[0] if year else ""


def _joined(year: str, month: str | None, day: str | None) -> str:
    """Year, month and day as far as they are figures above zero."""
    told = [year]
    for part, most in ((month, 12), (day, 31)):
        if part is None or not part.isdecimal() or not 1 <= int(part) <= most:
            break
        told.append(f"{int(part):02d}")
    return "-".join(told)


def on(since: str, until: str, day: str) -> str:
    """Whether what holds from one date to another holds on a day; all may be empty, the two dates partial.

    Returns:
        `listed`, `not yet listed`, `delisted`, or `unknown` where the dates are not exact enough.
    """
    if not day:
        return "delisted" if until else "listed"
    if since and day[: len(since)] < since:
        return "not yet listed"
    if until and day[: len(until)] > until:
        return "delisted"
    if any(part and len(part) < len(day) and day.startswith(part) for part in (since, until)):
        return "unknown"
    return "delisted" if until == day else "listed"
