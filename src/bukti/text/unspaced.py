"""Scripts that are written without spaces between words, and where ICU's dictionaries end a word in them."""

from __future__ import annotations

import re

from icu4py.breakers import WordBreaker

# Thai, Lao, Myanmar, Khmer, kana, Han with its marks of repetition and its later blocks.
CLASS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
UNSPACED = re.compile(f"[{CLASS}]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def word_ends(run: str) -> list[int]:
    """Ends of the words of a run, as code points; ICU's own dictionaries decide, of no language in particular.

    ICU counts UTF-16 units, so every character outside the basic plane is shown to it as one unit of like class.
    """
    return [end for _, end in WordBreaker(_ASTRAL.sub("〇", run), "en").segments()]
