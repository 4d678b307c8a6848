"""When two texts are one value, and how much one value speaks for another: one record for each kind of values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rigour.text.translit import ascii_text

from bukti.errors import UsageError
from bukti.truth import people

Key = tuple[people.Person, ...]  # a plain text is a list of one
NEUTRAL = 0.5  # share of common people at which one list speaks neither for nor against another (Yin et al. 2007)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of values.

    Attributes:
        name: how a user asks for it.
        keys: the value of each text about one object; None where it says nothing. Repetitions of a text count.
        implies: in [-1, 1], how far who says the first value speaks for the second, or against it; None: never.
        shown: the value for a reader; None: as most of its sources write it.
    """

    name: str
    keys: Callable[[Iterable[str]], Mapping[str, Key | None]]
    implies: Callable[[Key, Key], float] | None = None
    shown: Callable[[Key], str] | None = None


def _folded(texts: Iterable[str]) -> Mapping[str, Key | None]:
    """Texts are equal when only case, marks and spaces differ."""
    words = {text: " ".join(ascii_text(text).casefold().split()) for text in texts}
    return {text: ((folded,),) if folded else None for text, folded in words.items()}


def _people(texts: Iterable[str]) -> Mapping[str, Key | None]:
    """Lists of people are equal in any order and notation."""
    return {text: found or None for text, found in people.read(texts).items()}


def _names_too(a: Key, b: Key) -> float:
    """The share of the people of `a` that `b` names too, less ½: who leaves somebody out denies nobody (z/x − base)."""
    return len(set(a) & set(b)) / len(a) - NEUTRAL


KINDS = (Kind("text", _folded), Kind("names", _people, _names_too, people.shown))


def kind(name: str) -> Kind:
    """The kind of this name.

    Raises:
        UsageError: there is none.
    """
    found = next((one for one in KINDS if one.name == name), None)
    if found is None:
        raise UsageError(f"{name!r} is no kind of values: use {' or '.join(one.name for one in KINDS)}.")
    return found
