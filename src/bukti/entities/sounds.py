"""How alike two names sound that are written in two scripts: by their consonants, for some scripts leave vowels out.

Classes of consonants follow Dolgopolsky (1964): sounds that languages take for each other. What a letter costs was set
by hand on the `fit` half of eval/translated_names.tsv.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bukti.entities.gazetteer import fold

LETTERS = (  # of folded names, in their order -> one sign each
    ("sch", "S"),
    ("dzh", "J"),
    ("tch", "C"),
    ("sh", "S"),
    ("zh", "S"),
    ("ch", "C"),
    ("kh", "K"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "T"),
    ("dz", "J"),
    ("ts", "s"),
    ("tz", "s"),
    ("ck", "k"),
    ("qu", "k"),
    ("ng", "n"),
    ("x", "ks"),
    ("q", "k"),
    ("j", "J"),
)
HARD = "c", "k"  # what is left of it
PINYIN = (("zh", "S"), ("ch", "S"), ("sh", "S"), ("ng", "n"), ("x", "S"), ("q", "C"), ("j", "J"), ("c", "s"))
SOFT = re.compile(r"c(?=[eiy])"), re.compile(r"g(?=[eiy])")  # may sound as in "cell" and "gin"
VOWELS = re.compile(r"[aeiou ]")
TWICE = re.compile(r"(.)\1+")
HAN = re.compile(r"[\u3400-\u9fff]")
ABJAD = re.compile(r"[\u0590-\u06ff]")  # Hebrew and Arabic letters
KANA = re.compile(r"[\u3040-\u30ff]")
CLASSES = {  # of a sign: what it may be heard as
    **dict.fromkeys("pbf", "P"),
    "v": "PW",
    "w": "W",
    "m": "M",
    "n": "N",
    **dict.fromkeys("td", "T"),
    "T": "TS",
    **dict.fromkeys("szS", "S"),
    "C": "KSH",
    **dict.fromkeys("kg", "K"),
    "K": "KH",
    "h": "HK",
    "J": "SYKH",
    "y": "Y",
    "r": "R",
    "l": "R",
    "o": "WP",  # a letter of an abjad that is a vowel, a w or a v
    "i": "Y",  # one that is a vowel or a y
}
DROPPED = {"h": 0.15, "y": 0.15, "w": 0.25, "o": 0.05, "i": 0.05, "J": 0.6, "v": 0.7, "n": 0.6, "r": 0.5}
CLOSE, NEAR, FAR = 0.12, 0.35, 1.0  # costs of two signs of one class, of classes that are near, of others
ROUNDING = 1e-9
MOST = 8  # keys of a word
NEARBY = frozenset({"MN", "NM", "WP", "PW", "HK", "KH", "YS", "SY"})


@lru_cache(maxsize=50_000)
def consonants(name: str) -> str:
    """The consonants of a name in any script, a sign each."""
    heard, han = fold(name), HAN.search(name)
    if not han:
        heard = SOFT[1].sub("J", SOFT[0].sub("C", heard))
    for letters, sign in PINYIN if han else LETTERS:
        heard = heard.replace(letters, sign)
    heard = heard.replace(*HARD)
    if ABJAD.search(name):
        heard = heard.replace("w", "o").replace("y", "i")
        return re.sub(r"[aeu ]", "", TWICE.sub(r"\1", heard))
    heard = VOWELS.sub("", TWICE.sub(r"\1", heard))  # "Bobby" is "bb", "Matt" "mt"
    return heard.replace("f", "v") if KANA.search(name) else heard


@lru_cache(maxsize=50_000)
def weight(heard: str) -> float:
    """What all consonants are worth together."""
    return sum(DROPPED.get(sign, 1.0) for sign in heard)


@lru_cache(maxsize=100_000)
def alike(one: str, other: str, least: float = 0.0) -> float:
    """Likeness in [0, 1] of two names by their consonants: what has to be changed or dropped, by weight.

    Below `least` it need not be known how much: 0.
    """
    whole = (weight(one) + weight(other)) / 2
    if not whole or least > 1:
        return 0.0
    most = (1 - least) * whole + ROUNDING
    row = [0.0]
    for right in other:
        row.append(row[-1] + DROPPED.get(right, 1.0))
    for left in one:
        drop = DROPPED.get(left, 1.0)
        if min(row) > most:  # costs only grow
            return 0.0
        above, row = row, [row[0] + drop]
        for place, right in enumerate(other):
            row.append(
                min(
                    above[place] + _changed(left, right),
                    above[place + 1] + drop,
                    row[place] + DROPPED.get(right, 1.0),
                )
            )
    return max(0.0, 1 - row[-1] / whole)


@lru_cache(maxsize=2_000)
def _changed(left: str, right: str) -> float:
    if left == right:
        return 0.0
    mine, theirs = CLASSES.get(left, left), CLASSES.get(right, right)
    if set(mine) & set(theirs):
        return CLOSE
    return NEAR if any(a + b in NEARBY for a in mine for b in theirs) else FAR


@lru_cache(maxsize=50_000)
def codes(name: str) -> frozenset[str]:
    """Coarse keys of a word: its classes without what is often lost; two words that sound alike share one, mostly."""
    found = {""}
    for sign in consonants(name):
        options = {"" if one in "WYH" else one for one in CLASSES.get(sign, "")}
        found = {key + option if not key.endswith(option) or not option else key for key in found for option in options}
        if len(found) > MOST:
            found = set(sorted(found)[:MOST])
    return frozenset(found - {""})
