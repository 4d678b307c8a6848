"""Where words stand, and how they are written: characters, bytes, pages; direction of a script; dates."""

from __future__ import annotations

import unicodedata

from bukti.model import ByteLocator, ByteMode, PageLocator, ParagraphLocator, Published, Report, Span


def direction(text: str) -> str:
    """`rtl` when most letters of a text run from right to left, else `ltr`."""
    classes = [unicodedata.bidirectional(char) for char in text]
    right = sum(found in {"R", "AL"} for found in classes)
    return "rtl" if right > classes.count("L") else "ltr"


def place(report: Report, span: Span) -> str:
    """Where a span stands, in words: characters, then bytes, pages or paragraphs."""
    shown = [f"characters {span.start}–{span.end}"]
    touched = [found for found in report.locators if found.span.overlaps(span)]
    inside = [found for found in touched if isinstance(found, ByteLocator)]
    if inside:
        part = f" of {inside[0].part}" if inside[0].part else ""
        shown.append(f"bytes {byte_at(report, inside[0], span.start)}–{byte_at(report, inside[-1], span.end)}{part}")
    pages = sorted({found.page for found in touched if isinstance(found, PageLocator)})
    if pages:
        shown.append("page " + ", ".join(map(str, pages)))
    paragraphs = sorted({found.paragraph for found in touched if isinstance(found, ParagraphLocator)})
    if paragraphs:
        shown.append("paragraph " + ", ".join(map(str, paragraphs)))
    return ", ".join(shown)


def byte_at(report: Report, locator: ByteLocator, offset: int) -> int:
    """The byte that an offset stands at: counted in a verbatim stretch, else the stretch's nearer edge."""
    if offset <= locator.span.start:
        return locator.start
    if offset >= locator.span.end or locator.mode is not ByteMode.VERBATIM:
        return locator.end
    ahead = report.text[locator.span.start : offset]
    return locator.start + len(ahead.encode(report.charset or "utf-8", "surrogatepass"))


def date(value: Published | None) -> str:
    """A publication time as precise as it is known, in UTC: `25 November 2024, 09:30 UTC`, `November 2024`, `2024`."""
    if value is None:
        return "date not stated"
    start = value.earliest
    day = f"{start.day} {start:%B} {start.year}"
    forms = {"year": str(start.year), "month": f"{start:%B} {start.year}", "day": day}
    return forms.get(value.precision, f"{day}, {start:%H:%M} UTC")
