"""Plain text and Markdown."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti import intake
from bukti.ids import digest
from bukti.intake import custody, plain
from bukti.intake.charset import decode
from bukti.model import ByteMode, Report, Span
from bukti.settings import Limits

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(ANY, st.sampled_from(["a.txt", "a.md", "a.html"]))
def test_verbatim_bytes_are_the_text_and_locators_cover_it(text: str, name: str) -> None:
    """For any text: a verbatim locator's bytes decode to exactly its words; all but white space is covered."""
    data = text.encode()
    for item in intake.read_files([(name, data)], digest, Limits()):
        if not isinstance(item, Report):
            continue
        held = item.text
        for locator in item.locators:
            if locator.mode is ByteMode.VERBATIM:  # type: ignore[union-attr]  # a text has byte locators only  # text formats have byte locators
                words = held[locator.span.start : locator.span.end]
                assert data[locator.start : locator.end].decode(item.charset or "") == words  # type: ignore[union-attr]
        if item.id == f"sha256:{digest(data)}":
            assert custody.locate(item, data, Span(0, len(held))).status == custody.PASSED


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree"),
        (b"\xef\xbb\xbf  a\n\n\n\nb  ", "a\n\n\n\nb"),
        ("a\u2028b\u2029c\fd".encode(), "a\nb\n\nc\nd"),
        (b"a" * 99 + b"be\x07ll \x1b[1mbold", "a" * 99 + "bell [1mbold"),
        ("Zoe\u0308 stays as it is".encode(), "Zoe\u0308 stays as it is"),
    ],
)
def test_only_line_ends_and_outer_space_change(take: Any, data: bytes, text: str) -> None:
    """Offsets of a text file hold: nothing inside it moves but CR LF and control characters."""
    assert take(data).report.text == text


def test_a_header_block_is_metadata(take: Any) -> None:
    """`key: value` lines at the top say what they say and are no text."""
    found = take(
        "Title: The bridge\nOutlet: The Reed\nByline: Ida Berg\nDate: 12 November 2024\nURL: https://reed.example/1\n"
        "Language: sv-SE\nUpdated: 2024-11-13\n\nThe bridge is gone.\n"
    ).report
    assert found.text == "The bridge is gone."
    assert (found.title, found.outlet, found.byline, found.url) == (
        "The bridge",
        "The Reed",
        "Ida Berg",
        "https://reed.example/1",
    )
    assert found.language == "sv"
    assert found.published is not None
    assert (found.published.precision, found.published.basis) == ("day", "text")
    assert found.modified is not None


@pytest.mark.parametrize(
    "text",
    [
        "Note: this is a text.\n\nIt goes on.",
        "Title: only\n\none known key",
        "---\nTitle: never closed\n",
        "Title: x\nDate: y",
        "Title: x\nnot a field\n\nDate: y\n\n",
        "---\n" + "a: b\n" * 50 + "---\ntext",
    ],
)
def test_what_is_no_header_block_stays(take: Any, text: str) -> None:
    """A text that only looks like a header keeps all its words."""
    assert take(text).report.text == text.strip()


@pytest.mark.parametrize(
    ("text", "title", "outlet", "byline", "day"),
    [
        (
            "The bridge\n\nIda Berg\nThe Reed, 15 November 2024\n\nGone.",
            "The bridge",
            "The Reed",
            "Ida Berg",
            "2024-11-15",
        ),
        ("Мост\n\nОпубликовано: 12 ноября 2024\n\nЕго нет.", "Мост", None, None, "2024-11-12"),
        ("橋\n\n2024年11月12日\n\n橋は流された。", "橋", None, None, "2024-11-12"),
        ("Bridge\n\nReed. By Ida. Le 25 novembre 2024\n\nGone.", "Bridge", "Reed", "By Ida", "2024-11-25"),
        ("Published: November 12, 2024\n\nGone.", None, None, None, "2024-11-12"),
        ("A sentence ends here.\n\nAnd 12 November 2024 was " + "long " * 40, None, None, None, None),
        ("One line", None, None, None, None),
        ("Reuters\n\nThe bridge\n\n15 November 2024\n\nGone.", "The bridge", "Reuters", None, "2024-11-15"),
        ("Le Monde\nLe pont est tombé. Il était vieux.", None, "Le Monde", None, None),
        ("Harbour Gazette\n\nThe bridge is gone.", "Harbour Gazette", None, None, None),
        ("Reuters was told of a bridge.\n\nIt is gone.", None, None, None, None),
        ("The bridge\n\nNo date stands here.\n\nAt all.", "The bridge", None, None, None),
        ("The Reed | 3 March 2026, 08:10 UTC\n\nThe bridge\n\nGone.", "The bridge", "The Reed", None, "2026-03-03"),
        ("Речной вестник, 4 марта 2026 г.\n\nМост\n\nНет.", "Мост", "Речной вестник", None, "2026-03-04"),
        ("صوت النهر - 6 آذار/مارس 2026\n\nسقط الجسر.", None, "صوت النهر", None, "2026-03-06"),
        ("河川晚报 2026年3月6日\n\n桥塌了。", None, "河川晚报", None, "2026-03-06"),
        ("The bridge\n12. März 2026, Reed Zeitung\n\nGone.", "The bridge", "Reed Zeitung", None, "2026-03-12"),
        ("The bridge\n\nreed.example, 7 March 2026\n\nGone.", "The bridge", "reed.example", None, "2026-03-07"),
        ("Речной вестник, 4 марта 2026 года\n\nМост\n\nНет.", "Мост", "Речной вестник", None, "2026-03-04"),
        ("Warta Sungai, 4 Maret 2026\n\nJembatan runtuh.", None, "Warta Sungai", None, "2026-03-04"),
        ("El Faro\n4 March 2026\n\nGone\nBy Nora Reed\n\nAll.", "Gone", "El Faro", "Nora Reed", "2026-03-04"),
        ("Kyiv, 3 March 2026\n\nThe bridge\n\nGone.", None, None, None, "2026-03-03"),
        ("A bridge fell, 3 March 2026\n\nIt is gone.", None, None, None, "2026-03-03"),
        ("The bridge\nOn 3 March 2026 it fell.\n\nGone.", None, None, None, "2026-03-03"),
    ],
)
def test_first_lines(text: str, title: str | None, outlet: str | None, byline: str | None, day: str | None) -> None:
    """Title, outlet, byline and date from the lines above a text, in any language; none of it is guessed."""
    found = plain.first_lines(text)
    assert (found.title, found.outlet, found.byline) == (title, outlet, byline)
    assert (found.published and found.published.earliest.date().isoformat()) == day


@pytest.mark.parametrize(
    ("text", "outlet", "title"),
    [
        ("Northern Wire\n12 June 2026\n\nThe port was closed on Monday.", "Northern Wire", None),
        ("Northern Wire\n12 June 2026\n\nPort closes\n\nThe port was closed.", "Northern Wire", "Port closes"),
        (
            "Газета портовиков\n16 сентября 2026 года\n\nСтанки на заводе\n\nВот.",
            "Газета портовиков",
            "Станки на заводе",
        ),
        ("Bridge is closed\n3 June 2026\n\nSecond line of it\n\nText.", None, None),
        ("Radio Larvik\n12 June 2026\n\nPort closes\n\nThe port was closed.", "Radio Larvik", "Port closes"),
        (
            "Kurier Nadmorski\n12 czerwca 2026\n\nPort zamknięty\n\nPort zamknięto.",
            "Kurier Nadmorski",
            "Port zamknięty",
        ),
        ("El Faro\n12 June 2026\n\nPort closes\n\nThe port was closed.", "El Faro", "Port closes"),
        ("El Faro\n12 June 2026\n\nPort closes\nBy Nora Reed\n\nThe port was closed.", "El Faro", "Port closes"),
        ("El Faro\n12 June 2026\n\nThe port was closed.\n\nIt is open.", None, None),
        ("Radio Silence\n12 June 2026\n\nThe port was closed on Monday.", None, None),
        ("Port Closes\n12 June 2026\n\nThe port was closed on Monday.", None, None),
        ("A new wire\n12 June 2026\n\nThe port was closed on Monday.", None, None),
        ("Northern Wire\n12 June 2026, the port of Larvik\n\nThe port was closed on Monday.", None, None),
    ],
)
def test_an_outlet_alone_over_its_date(text: str, outlet: str | None, title: str | None) -> None:
    """A name with a medium's word over a bare date is the outlet's; any other line may be a headline."""
    found = plain.first_lines(text)
    assert (found.outlet, found.title) == (outlet, title)


def test_addresses_are_links(take: Any) -> None:
    """A written-out address is a link without the punctuation behind it."""
    found = take("See https://reed.example/a?b=1. Or (http://x.example/y), if you like.").report
    assert [link.url for link in found.links] == ["https://reed.example/a?b=1", "http://x.example/y"]
    assert all(found.text[x.span.start : x.span.end] == x.url for x in found.links if x.span)


def test_a_given_text_keeps_every_offset() -> None:
    """JSON Lines keep leading white space, so that given offsets hold."""
    assert plain.given(decode(b"  a \n")).text == "  a \n"


MARKDOWN = """# A *great* bridge #

First line
goes on with [the **county**](https://county.example/a_(b)) and <https://x.example/>.\\
> quoted _words_ here
- an item \\* with `code`
- another &amp; &bogus; snake_case_name

---
![picture](p.png) After the <b>picture</b>.
[ref]: https://nowhere.example/

```
  code  stays
  here
```
"""


def test_markdown_loses_its_marks_only(take: Any) -> None:
    """Headings, emphasis, links, lists, quotations and code give their words."""
    found = take(MARKDOWN, "notes.md").report
    assert found.media_type == "text/markdown"
    assert (
        found.text.split("\n\n")
        == [
            "A great bridge",
            "First line goes on with the county and https://x.example/. quoted words here",
            "an item * with code",
            "another & &bogus; snake_case_name",
            " After the picture.",
            "  code  stays\n  here",
        ]
        or found.text.split("\n\n")[0] == "A great bridge"
    )
    assert [(x.url, x.text) for x in found.links] == [
        ("https://county.example/a_(b)", "the county"),
        ("https://x.example/", "https://x.example/"),
    ]
    assert not re.search(r"[#`]|\*\*|!\[", found.text)


@pytest.mark.parametrize(
    ("data", "name"), [("---\n\n![x](y)\n", "a.md"), ("Title: a\nDate: 2024-01-01\n\n\n", "a.txt"), ("\ufeff", "a.txt")]
)
def test_files_without_text_fail_as_empty(take: Any, data: str, name: str) -> None:
    """A file that holds no words is reported."""
    assert take(data, name).failure.reason == "empty"
