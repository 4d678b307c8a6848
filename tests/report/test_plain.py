"""Source text made safe to show."""

from __future__ import annotations

import json

import pytest

from bukti.report import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2Jgone", "[U+001B][2Jgone"),
        ("a\x9b31mb", "a[U+009B]31mb"),
        ("a\x07\x08b", "a[U+0007][U+0008]b"),
        ("a\rb", "a[U+000D]b"),
        ("a\u202eb\u2066c", "a[U+202E]b[U+2066]c"),
        ("\ufeffa\ud800", "[U+FEFF]a[U+D800]"),
        ("a\U000e0041b", "a[U+E0041]b"),
        ("می‌خواهم ‎\n\tเขา", "می‌خواهم ‎\n\tเขา"),
    ],
)
def test_unseen_characters_become_code_points(text: str, shown: str) -> None:
    """What controls a terminal, reorders or hides is shown; joiners, marks, tabs and line feeds stay."""
    assert plain.plain(text) == shown


def test_one_line_has_no_line_feed() -> None:
    """Runs of white space become one space."""
    assert plain.one_line(" a\n\n b\tc ") == "a b c"


@pytest.mark.parametrize(
    ("text", "length", "shown"),
    [("short", 10, "short"), ("a  b\nc", 10, "a b c"), ("one two three four", 10, "one two…"), ("x" * 20, 5, "xxxxx…")],
)
def test_long_texts_are_cut_at_a_word(text: str, length: int, shown: str) -> None:
    """A cut text ends with an ellipsis and inside the length."""
    assert plain.shortened(text, length) == shown


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b", "\u202e", "\ud800", "\U000e0041", "Дніпро “x”", 'a"\\b'])
def test_json_escapes_them_and_reads_back_equal(text: str) -> None:
    """JSON printed on a terminal is inert, can be encoded, and holds the exact text."""
    written = plain.dumps({"text": text})
    assert json.loads(written) == {"text": text}
    assert not plain.UNSEEN.search(written)
    written.encode()
