"""Words as Unicode knows them: letters with their marks and joiners, and one spelling of what is written in several."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain

BLOCKS = (range(0x0300, 0x1B00), range(0x20D0, 0x2100), range(0xA800, 0xAC00), range(0xFE00, 0xFE30))


def _ranges(points: Iterable[int]) -> Iterator[str]:
    """Sorted code points as the ranges of a character class."""
    start = last = -1
    for point in chain(points, (-1,)):
        if point != last + 1 or start < 0:
            if start >= 0:
                yield f"{chr(start)}-{chr(last)}"
            start = point
        last = point


# Points of vowels, vowel signs, viramas: part of the word that they stand in, though `\w` leaves them out.
SIGNS = "".join(_ranges(p for block in BLOCKS for p in block if unicodedata.category(chr(p))[0] == "M"))
# Marks without a shape: direction, joining, invisible hyphens (Unicode 16 chapter 23).
JOINER = "\u200c"  # Persian and Indic scripts join parts of a word with it, or leave it out, or write a space
SHAPELESS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
ACRONYM = '(?<=[א-ת])["”“](?=[א-ת])'  # Hebrew writes the mark of its acronyms like one of quotation
MARK = rf"[^\w\s{SIGNS}{SHAPELESS}]"
TOKEN = re.compile(rf"\w+(?:(?:['’.\-‑\u00ad\u200c\u200d״׳]|{ACRONYM})\w+|[{SIGNS}]+\w*)*|{MARK}")

# Letters that one language writes in several ways, each to the one that stands for all; None leaves it out.
_SPELLED: dict[int, str | None] = {ord("’"): "'", ord("ـ"): None}
_SPELLED |= dict.fromkeys((0xAD, 0x200C, 0x200D))
_SPELLED |= dict.fromkeys((*range(0x064B, 0x0660), 0x0670, *range(0x0591, 0x05BE), 0x05BF, 0x05C1, 0x05C2, 0x05C7))
_SPELLED |= {ord(a): b for letters, b in (("یې", "ي"), ("کڪ", "ك"), ("أإآٱ", "ا"), ("ۀ", "ه")) for a in letters}
_SPELLED |= {ord("ё"): "е"}
_SPELLED |= {ord("״"): '"', ord("”"): '"', ord("“"): '"', ord("׳"): "'"}
DOTTED = "i\u0307"  # what Unicode makes of a Turkish İ in lower case
_APOSTROPHE = {ord("’"): "'"}  # a quotation mark that stands alone stays what it is
# Punctuation of other scripts, as the mark that does the same in Latin script.
_MARKS = str.maketrans("،؛؟۔，､、；：！？。｡．।॥（）", ",;?.,,,;:!?.....()")


BEHIND = frozenset(".,;:!?…)%")  # marks that a closing one follows
# Two single marks that stand for a double one, as old typesetting and news databases write it; 5'10'' is a length.
_TYPED = re.compile(r"(?<!['`])(?:''|``)(?!['`])(?<!\d'\d'')(?<!\d'\d\d'')")


def quoted(text: str) -> str:
    """A text of the same length in which two single marks for a double one ("''P,'' he said") are that mark.

    The mark stands where the quoted words begin or end, the character that is left over is a space outside.
    """
    return _TYPED.sub(_double, text) if "''" in text or "``" in text else text


def _double(match: re.Match[str]) -> str:
    before, after = match.string[max(0, match.start() - 1) : match.start()], match.string[match.end() : match.end() + 1]
    opens = bool(after.strip()) and not before.isalnum() and before not in BEHIND
    return ' "' if opens else '" '


def spelled(word: str) -> str:
    """A word in the form in which it is compared: lower case, plain apostrophes, one spelling of each letter.

    Arabic and Hebrew vowel points, the Arabic stretch and joiners fall away; hamza on alif does too, and Persian kaf
    and yeh are the Arabic ones. The dots of Russian ё are most often left out.
    """
    low = word.lower()
    return low if low.isascii() else low.replace(DOTTED, "i").translate(_SPELLED if len(low) > 1 else _APOSTROPHE)


def plain(mark: str) -> str:
    """A mark as the one that does the same in Latin script: "،" and "，" are commas; other marks are themselves."""
    return mark if mark.isascii() else mark.translate(_MARKS)
