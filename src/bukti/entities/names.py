"""How alike two names are, across scripts, spellings and word order."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

from rigour.text.distance import jaro_winkler, levenshtein

from bukti.entities.gazetteer import fold

SOUNDS = (
    ("sch", "s"),
    ("sh", "s"),
    ("zh", "s"),
    ("ch", "k"),
    ("kh", "k"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("x", "ks"),
)
SINGLE = str.maketrans("cqgzvwb", "kkksffp")
VOWELS = re.compile(r"[aeiouyhj]")
SAME = 0.8  # score from which two names may be the same
GLUED = 0.9  # likeness from which all letters in one count, wherever words end


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Consonants of a folded word with those that transliterations confuse made one; the first vowel stays."""
    for sound, plain in SOUNDS:
        word = word.replace(sound, plain)
    bare = word[:1] + VOWELS.sub("", word[1:])
    return re.sub(r"(.)\1+", r"\1", bare.translate(SINGLE))


def similar(a: str, b: str) -> tuple[float, str]:
    """Likeness of two names in [0, 1] and the reason in a sentence; `SAME` and above is a candidate, not an identity.

    Words are paired greedily by their best likeness (spelling, or equal consonants, which survive transliteration);
    the score is the mean over the letters of both names, so an unpaired word costs its share.
    """
    left, right = fold(a).split(), fold(b).split()
    if not left or not right:
        return 0.0, "One of the names has no letters."
    if sorted(left) == sorted(right):
        return 1.0, "Equal after transliteration, whatever the order of words."
    pairs = sorted(
        ((_word(x, y), i, j) for i, x in enumerate(left) for j, y in enumerate(right)), key=lambda p: (-p[0], p[1:])
    )
    used_left: set[int] = set()
    used_right: set[int] = set()
    total = 0.0
    for score, i, j in pairs:
        if i not in used_left and j not in used_right and score > 0.5:
            used_left.add(i)
            used_right.add(j)
            total += score * (len(left[i]) + len(right[j]))
    value = total / sum(map(len, left + right))
    value = max(value, _glued("".join(left), "".join(right), max(value, GLUED)))
    alone = [w for i, w in enumerate(left) if i not in used_left] + [
        w for j, w in enumerate(right) if j not in used_right
    ]
    reason = f"{len(used_left)} words agree by spelling or consonants"
    return value, reason + (f"; without a partner: {', '.join(alone)}." if alone else ".")


def _glued(x: str, y: str, least: float) -> float:
    """Likeness of two runs of letters; 0 where it is not above `least`, which is told by cheaper bounds first."""
    found = SequenceMatcher(None, x, y, autojunk=False)
    if found.real_quick_ratio() <= least or found.quick_ratio() <= least:
        return 0.0
    ratio = found.ratio()
    return ratio if ratio > least else 0.0


def _word(x: str, y: str) -> float:
    if x == y:
        return 1.0
    if min(len(x), len(y)) == 1:
        return 0.75 if x[0] == y[0] else 0.0  # an initial
    if len(skeleton(x)) > 1 and skeleton(x) == skeleton(y):
        return 0.92
    distance = levenshtein(x, y)
    if distance <= max(len(x), len(y)) // 4:
        return 1 - distance / max(len(x), len(y))
    return min(jaro_winkler(x, y), 0.8) if jaro_winkler(x, y) > 0.9 else 0.0
