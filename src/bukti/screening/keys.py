"""Keys by which a name is found again: sounds of its words, pairs of them, and all of it as one word."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

from bukti.entities.gazetteer import fold
from bukti.entities.names import skeleton

WORDS = 6  # of a name that pairs are made of, the longest
ARTICLE = "al"  # fused with its word in Arabic script, apart or hyphenated in Latin


def of(name: str) -> tuple[list[str], list[str]]:
    """Keys of single words and of the whole name, and keys of pairs; neither depends on script or order of words."""
    words = fold(name).split()
    sounds = {sound(word) for word in words}
    sounds |= {sound(word[2:]) for word in words if word.startswith(ARTICLE) and len(word) > 5}
    longest = sorted(sorted(sounds), key=len, reverse=True)[:WORDS]
    pairs = [f"{a}+{b}" for a, b in combinations(sorted(longest), 2)]
    return [*sorted(sounds), f"={sound(''.join(words))}"], pairs


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """How a folded word sounds, roughly; very short ones are themselves."""
    return (skeleton(word) if len(word) > 2 else "") or word


def identifier(value: str) -> str:
    """An identifier without what separates its parts."""
    return "".join(c for c in value.casefold() if c.isalnum())
