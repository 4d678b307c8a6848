"""Words that call something told untrue: "the story is a hoax", "no truth to the rumour", "it never happened".

A word of falsity alone tells nothing: money is forged and doctors are fake. It speaks of what was told where the same
words name that ("the photo was fake"), where it is itself such a thing ("a hoax"), or where little else is said
("None of it is true: it was made up").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from bukti import lexicon
from bukti.claims import words
from bukti.claims.words import ClaimWords, Vocabulary
from bukti.derivation.tokens import tokenise
from bukti.reading.vocabulary import Phrases, vocabulary
from bukti.text.unspaced import UNSPACED

REACH = 2  # words between a negation and what it turns round: "is not in fact a hoax"
BARE = 1  # other words that say something where little else is said
Places = tuple[int, int]  # first and one past the last


class Falsity:
    """What a language calls untrue."""

    def __init__(self, own: ClaimWords, negators: Iterable[str], known: Vocabulary) -> None:
        self._untrue, self._told, self._not = map(_phrases, (own.falsity, own.tellings, negators))
        self._known = known

    def find(self, forms: Sequence[str]) -> Places | None:
        """Where folded words of one clause or sentence first call something told untrue; None where they do not."""
        untrue = self._untrue.find([*forms])
        if not untrue:
            return None
        told, negated = self._places(forms), self._not.find([*forms])
        found = (place for place in untrue if not _turned(place, negated, len(forms)))
        return next((place for place in found if told or self._size(forms, {*range(*place)}) <= BARE), None)

    def beside(self, forms: Sequence[str]) -> float:
        """How much folded words say beside that something told is untrue, in words."""
        untrue = {place for span in self._untrue.find([*forms]) for place in range(*span)}
        return self._size(forms, self._places(forms) | untrue)

    def tells(self, form: str) -> bool:
        """Whether a folded word is what something told is called."""
        return bool(self._told.find([form]))

    def _places(self, forms: Sequence[str]) -> set[int]:
        return {place for span in self._told.find([*forms]) for place in range(*span)}

    def _size(self, forms: Sequence[str], without: Collection[int]) -> float:
        """Words that are not small; where no spaces part words two characters are one."""
        rest = (form for place, form in enumerate(forms) if place not in without)
        return sum(0.5 if UNSPACED.match(form) else not self._known.small(form) for form in rest)


def _turned(found: Places, negated: Iterable[Places], size: int) -> bool:
    """Whether a negation turns some words round: right before them, or right behind and last, as verbs stand last.

    "Hoax: |no lion escaped" is no such thing.
    """
    first, last = found
    return any(0 <= first - end <= REACH or (0 <= start - last <= REACH and size - end <= 1) for start, end in negated)


def _phrases(forms: Iterable[str]) -> Phrases:
    """Forms of a language file, folded and cut as reports are."""
    found = Phrases()
    for form in sorted(set(forms)):
        cut = " ".join(tokenise(form).forms)
        found.add("*" * form.startswith("*") + cut + "*" * form.endswith("*"), form)
    return found


@cache
def load(code: str | None) -> Falsity:
    """The words of a language; none where Bukti has no file for it."""
    language = lexicon.load(code) if code else None
    read = vocabulary(code or "")
    negators = (*read.words.grammar.negators, *read.words.grammar.nullifiers) if read else ()
    own = language.section("claims", ClaimWords) if language else ClaimWords()
    return Falsity(own, negators, words.load(code))
