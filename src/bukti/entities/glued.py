"""What Arabic and Hebrew write onto the first word of a name: "and", "for", "in", the article."""

from __future__ import annotations

import re

from bukti.entities import sounds

PREFIX = re.compile(r"[وف]?[بلك]?(?:ال)?|[وف]?لل|(?:ו?ש?כ?[הבלמ]?|[ובלמש]ה)-?")
PREFIXED, BARE = 4, 3  # letters that may be written onto a word, and that it needs without them


def bare(words: str) -> tuple[str, ...]:
    """Words as they stand, and without what Arabic and Hebrew write onto the first: one may begin as if it had that."""
    if not sounds.ABJAD.match(words):
        return (words,)
    ends = (end for end in range(1, PREFIXED + 1) if PREFIX.fullmatch(words, 0, end))
    return (words, *(words[end:] for end in ends if len(words[end:].split(" ", maxsplit=1)[0]) >= BARE))
