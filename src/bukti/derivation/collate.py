"""Two reports word by word: which words of their passages agree, and which differ as a slip does.

Collation is what textual criticism calls it. A shared slip shows who copied whom, since nobody makes it twice by chance
(method.md section 3, common errors); a slip on one side only shows who copied, if it can be told which side slipped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bukti.derivation.align import Match
from bukti.derivation.prepare import Prepared

ALIKE = 0.75  # likeness of letters (Ratcliff and Obershelp) from which one word may be a slip for another
LETTERS = 5  # letters of the shortest word that is looked at
COMMONER = 3  # times as many reports have the right word as have the slip


@dataclass(frozen=True, slots=True)
class Collation:
    """Two reports compared word by word in their passages.

    Attributes:
        agreed_a, agreed_b: one flag a token, 1 where a passage has the same word on the other side (across languages:
            where a sentence has a counterpart).
        slips_a, slips_b: words of each side that look like a slip for the other's.
    """

    agreed_a: bytes
    agreed_b: bytes
    slips_a: tuple[str, ...] = ()
    slips_b: tuple[str, ...] = ()

    def turned(self) -> Collation:
        """The same with the sides exchanged."""
        return Collation(self.agreed_b, self.agreed_a, self.slips_b, self.slips_a)


def collate(a: Prepared, b: Prepared, matches: Sequence[Match], known: Callable[[str], int]) -> Collation:
    """Compare the passages of two reports.

    Args:
        a: one report.
        b: the other.
        matches: passages, side a first.
        known: number of reports that have a form and took nothing from these two.
    """
    flags_a, flags_b = bytearray(len(a.tokens)), bytearray(len(b.tokens))
    slips_a: list[str] = []
    slips_b: list[str] = []
    for match in matches:
        if not match.exact or match.matched == match.a1 - match.a0 == match.b1 - match.b0:
            flags_a[match.a0 : match.a1] = b"\1" * (match.a1 - match.a0)
            flags_b[match.b0 : match.b1] = b"\1" * (match.b1 - match.b0)
            continue
        here, there = a.tokens.forms[match.a0 : match.a1], b.tokens.forms[match.b0 : match.b1]
        for tag, i, k, j, m in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
            if tag == "equal":
                flags_a[match.a0 + i : match.a0 + k] = b"\1" * (k - i)
                flags_b[match.b0 + j : match.b0 + m] = b"\1" * (m - j)
            elif tag == "replace":
                one, two = _slips(here[i:k], there[j:m], known)
                slips_a += one
                slips_b += two
    return Collation(bytes(flags_a), bytes(flags_b), tuple(slips_a), tuple(slips_b))


def _slips(here: Sequence[str], there: Sequence[str], known: Callable[[str], int]) -> tuple[list[str], list[str]]:
    """Words on either side that look like slips for what stands on the other."""
    if len(here) != len(there):
        joined, single = ("".join(here), there) if len(there) == 1 else ("".join(there), here)
        if len(single) == 1 and joined == single[0]:  # a space got lost
            return ([], list(there)) if len(there) == 1 else (list(here), [])
        return [], []
    ours, theirs = [], []
    for one, two in zip(here, there, strict=True):
        if min(len(one), len(two)) < LETTERS or not (one.isalpha() and two.isalpha()):
            continue
        if SequenceMatcher(None, one, two, autojunk=False).ratio() < ALIKE:
            continue
        here_known, there_known = known(one), known(two)
        if there_known > COMMONER * here_known:
            ours.append(one)
        elif here_known > COMMONER * there_known:
            theirs.append(two)
    return ours, theirs
