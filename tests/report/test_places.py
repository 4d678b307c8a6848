"""Where words stand, and how they are written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bukti.model import ByteLocator, ByteMode, PageLocator, ParagraphLocator, Published, Report, Span
from bukti.report import places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plant", "ltr"),
        ("المصنع في 2024", "rtl"),
        ("המפעל של NPA", "rtl"),
        ("the word مصنع here", "ltr"),
        ("2024", "ltr"),
    ],
)
def test_direction_is_that_of_most_letters(text: str, expected: str) -> None:
    """Digits and marks do not count; no list of languages is needed."""
    assert places.direction(text) == expected


@pytest.mark.parametrize(
    ("text", "charset", "span", "shown"),
    [
        ("héllo wörld", "utf-8", Span(6, 11), "characters 6–11, bytes 7–13"),
        ("héllo wörld", "latin-1", Span(6, 11), "characters 6–11, bytes 6–11"),
        ("abc", "utf-8", Span(0, 3), "characters 0–3, bytes 0–3"),
    ],
)
def test_bytes_are_counted_in_the_files_encoding(text: str, charset: str, span: Span, shown: str) -> None:
    """A place names the exact bytes inside a verbatim stretch."""
    locator = ByteLocator(Span(0, len(text)), 0, len(text.encode(charset)))
    report = Report("sha256:0", "text/plain", text, (locator,), charset=charset)
    assert places.place(report, span) == shown


def test_escaped_bytes_are_taken_whole() -> None:
    """A span that ends inside an escape names the whole escape."""
    locators = (ByteLocator(Span(0, 1), 0, 5, "mime:1", ByteMode.ESCAPED), ByteLocator(Span(1, 2), 5, 6, "mime:1"))
    report = Report("sha256:0", "text/html", "&b", locators, charset="utf-8")
    assert places.place(report, Span(0, 1)) == "characters 0–1, bytes 0–5 of mime:1"


def test_pdf_places_are_pages() -> None:
    """A span over two pages names both."""
    box = (0.0, 0.0, 1.0, 1.0)
    locators = (PageLocator(Span(0, 5), 1, box), PageLocator(Span(5, 9), 2, box))
    report = Report("sha256:0", "application/pdf", "abcdefghi", locators)
    assert places.place(report, Span(3, 7)) == "characters 3–7, page 1, 2"


def test_office_places_are_paragraphs() -> None:
    """A span in an office document names its paragraph."""
    report = Report("sha256:0", "application/docx", "abcd", (ParagraphLocator(Span(0, 4), "word/document.xml", 7),))
    assert places.place(report, Span(1, 3)) == "characters 1–3, paragraph 7"


@pytest.mark.parametrize(
    ("precision", "shown"),
    [
        ("year", "2024"),
        ("month", "November 2024"),
        ("day", "5 November 2024"),
        ("minute", "5 November 2024, 09:30 UTC"),
        ("second", "5 November 2024, 09:30 UTC"),
    ],
)
def test_a_date_is_no_more_precise_than_known(precision: str, shown: str) -> None:
    """Only what the report states is shown."""
    moment = datetime(2024, 11, 5, 9, 30, tzinfo=UTC)
    assert places.date(Published(moment, moment, precision, "meta")) == shown


def test_a_missing_date_is_said() -> None:
    """No date is shown as such."""
    assert places.date(None) == "date not stated"
