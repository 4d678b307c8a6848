"""Source text made safe to show: characters that control a terminal, hide or reorder text appear as code points.

A report could otherwise recolour or rewrite a terminal (escape sequences), or reorder what a reader sees of a
quotation (CVE-2021-42574). JSON keeps the exact text: the same characters are escaped there.
"""

from __future__ import annotations

import json
import re
from typing import Any

# C0 without tab and line feed, C1, direction and invisible operators, byte order mark, surrogates, annotations, tags;
# joiners and left-to-right marks stay: Persian, Hindi and Arabic need them
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text for a terminal, with each unseen character as `[U+001B]`."""
    return UNSEEN.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)


def one_line(text: str) -> str:
    """The text for one line of a terminal."""
    return " ".join(plain(text).split())


def shortened(text: str, length: int) -> str:
    """The text on one line, cut at a word with an ellipsis when it is longer than `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[:length]
    return (cut.rsplit(" ", 1)[0] if " " in cut[length // 2 :] else cut) + "…"


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 report`, `2 reports`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def dumps(value: Any, indent: int | None = None) -> str:
    """JSON in readable Unicode, unseen characters escaped; what is read back is equal to what was written."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], written)
