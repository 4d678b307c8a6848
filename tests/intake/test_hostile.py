"""Small files that once took a minute each: no repeated fragment makes a reader slow, whatever the file is called."""

from __future__ import annotations

import time
from typing import Any

import pytest

FRAGMENTS = (
    "> ", ">\t", "- ", "* ", "# ", "1. ", "1) ", "`", "<!--a-->", "<?a>", "<!DOCTYPE a>", "<", "&a", "[", "](", "{",
    '"', "\u201c", "\u0301", "A", "A ", "A. ", "-", "\u2014 ", "12 ", "1,", "12:00 ", "\n", "\n\n", " ", "\t", "a: b\n",
    "a:", "http://a", "@a", "--a\n", "---\n", "From a\n\n", "\u4e2d\u00b7", "\u200b",
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.xml", "a.eml", "a.jsonl"])
def test_no_repeated_fragment_takes_long(take: Any, name: str) -> None:
    """Seconds of the processor for 3,000 of each; where marks could be divided in many ways it was minutes."""
    for fragment in FRAGMENTS:
        start = time.process_time()
        take(fragment * 3_000 + "x", name)
        assert time.process_time() - start < 2, (name, fragment)
