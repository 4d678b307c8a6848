"""Shape of the `claims` section of a language file, and the background sentences beside it.

A form is one folded word; one that ends in `*` stands for every word that begins so.
"""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon


class ClaimWords(BaseModel):
    """What the grouping of statements needs to know of a language.

    Attributes:
        stop: words that say nothing about the subject. suffixes, prefixes: endings and beginnings that are cut from a
            word before it is compared; what remains has at least four letters.
        concepts: words of equal meaning; the key of a concept is the same in every language, so that statements can be
            compared across languages without vectors. `killed` and `injured` also tell two tolls apart.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]] = {}


class Background(BaseModel):
    """The file `resources/background.yml`: ordinary sentences by ISO 639 code, the same in every language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: dict[str, tuple[str, ...]]


@cache
def background() -> Background:
    """The packaged sentences."""
    return Background.model_validate(lexicon.resource("background"))


@cache
def load(code: str | None) -> Vocabulary:
    """The vocabulary of a language; an empty one when Bukti has no file for it."""
    language = lexicon.load(code) if code else None
    return Vocabulary(language.section("claims", ClaimWords) if language else ClaimWords())


class Vocabulary:
    """The words of one language, ready for look-up."""

    STEM = 4  # letters that remain when an affix is cut
    CUT = 6  # letters kept of a word in a language without a file: inflections stand at the end in most

    def __init__(self, words: ClaimWords) -> None:
        self._known = bool(words.stop)
        self._stop = frozenset(words.stop)
        self._suffixes = tuple(sorted(words.suffixes, key=lambda s: (-len(s), s)))
        self._prefixes = tuple(sorted(words.prefixes, key=lambda s: (-len(s), s)))
        self._whole: dict[str, str] = {}
        starts: list[tuple[str, str]] = []
        for concept in sorted(words.concepts):
            for form in words.concepts[concept]:
                if form.endswith("*"):
                    starts.append((form[:-1], concept))
                else:
                    self._whole.setdefault(form, concept)
        self._starts = tuple(sorted(starts, key=lambda pair: (-len(pair[0]), pair)))

    def term(self, form: str) -> str | None:
        """What a folded word stands for: `c:` and a concept, else its stem; None for one that says nothing."""
        if form in self._stop:
            return None
        concept = self.concept(form)
        return f"c:{concept}" if concept else self._stem(form)

    def concept(self, form: str) -> str | None:
        """The concept of a folded word, or None."""
        found = self._whole.get(form)
        return found or next((concept for start, concept in self._starts if form.startswith(start)), None)

    def _stem(self, form: str) -> str | None:
        if not self._known:
            return form[: self.CUT] if len(form) > 1 or not form.isascii() else None
        if len(form) < 2:
            return None
        for suffix in self._suffixes:
            if form.endswith(suffix) and len(form) - len(suffix) >= self.STEM:
                form = form.removesuffix(suffix)
                break
        for prefix in self._prefixes:
            if form.startswith(prefix) and len(form) - len(prefix) >= self.STEM:
                return form.removeprefix(prefix)
        return form
