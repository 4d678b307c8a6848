"""Shape of the `claims` section of a language file, and the background sentences beside it.

A form is one folded word or several; one word that ends in `*` stands for every word that begins so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.derivation.tokens import tokenise


class PartyWords(BaseModel):
    """How a language tells who does it to whom where order alone does not (claims/marked.py).

    The parts are `doer` and `whom`; `subject`, who does it in an active and has it done to in a passive; `agent`, who
    does it in a passive or beside a noun of the deed; `turned`, who does it in a passive and has it done to in an
    active; `owner`, whose phrase goes on; `aim`, whom a deed is done to, of a preposition; `open`, none of these.

    Attributes:
        cases: part of each case of names, the nominative's first. before, behind: marks before or behind a name's
            phrase, by the part that they give. bare: what a name without a mark is: the subject, or what order tells
            where the verb stands behind its subject (`order`) or mostly before it (`verb first`).
        others: verbs after which a deed is somebody else's: condemn, repel, fear; a clause with one tells nothing.
        nouns: names of a deed that look like its verb; the name right behind one is whose deed it is.
        passive: words of a passive; undergoing: of one who has a deed done to them ("подвергл* обстрелу"); a `*` as in
            concepts, also at the beginning. glued: whether marks are written onto any word. unspaced: whether no
            spaces part words.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    cases: tuple[str, ...] = ()
    before: dict[str, tuple[str, ...]] = {}
    behind: dict[str, tuple[str, ...]] = {}
    bare: Literal["", "subject", "order", "verb first"] = ""
    others: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    passive: tuple[str, ...] = ()
    undergoing: tuple[str, ...] = ()
    glued: bool = False
    unspaced: bool = False

    @property
    def tells(self) -> bool:
        """Whether the language has any mark."""
        return bool(self.cases or self.before or self.behind)


class ClaimWords(BaseModel):
    """What the grouping of statements needs to know of a language.

    Attributes:
        stop: words that say nothing about the subject. suffixes, prefixes: endings and beginnings that are cut from a
            word before it is compared; what remains has at least four letters.
        measures: units of length, weight and money: a number of these counts nobody.
        denials: words and phrases that reject what stands beside them.
        falsity: words and phrases that call untrue what was told; a `*` at the end as in concepts. tellings: what that
            is called ("story", "photo").
        frames: verbs that put forward what follows them. joints: words that join two clauses.
        speakers: what those are called who speak for a body.
        updates: words that give a number as a later total ("risen to", "so far").
        silence: phrases of somebody who says nothing or checked nothing.
        verbs: finite verbs whose form does not tell that they are verbs.
        leaning: first words of a clause that leans on another. leaning_bare: the same, unless somebody else says the
            clause and it has a verb. broken: last words of a clause that is broken off.
        concepts: words and phrases of equal meaning; the key of a concept is the same in every language, so that
            statements can be compared across languages without vectors. `killed` and `injured` also tell two tolls
            apart.
        fillers: what stands around the cause of an event (`cause`), who did it (`doer`), and who owns, buys or is
            sent something (`owner`, `buyer`, `destination`), which stands at the `_`; `*` at the end or beginning of a
            word stands for any letters, `…` for any words.
        events: words of what is caused, in languages whose order does not tell it from the cause.
        parties: what tells who does it to whom, in languages whose order does not.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    stop: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    falsity: tuple[str, ...] = ()
    tellings: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    updates: tuple[str, ...] = ()
    silence: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    leaning_bare: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    concepts: dict[str, tuple[str, ...]] = {}
    fillers: dict[str, tuple[str, ...]] = {}
    events: tuple[str, ...] = ()
    parties: PartyWords = PartyWords()


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
        self.known = bool(words.stop)
        self.verbs, self.joints = frozenset(words.verbs), frozenset(words.joints)
        self.leaning, self.leaning_bare = frozenset(words.leaning), frozenset(words.leaning_bare)
        self.broken = frozenset(words.broken)
        self.measures = frozenset(words.measures)
        self.fillers, self.events, self.parties = words.fillers, words.events, words.parties
        self._stop = frozenset(words.stop)
        self._suffixes = tuple(sorted(words.suffixes, key=lambda s: (-len(s), s)))
        self._prefixes = tuple(sorted(words.prefixes, key=lambda s: (-len(s), s)))
        self._denials, self._silence = _phrases(words.denials), _phrases(words.silence)
        self._updates = _phrases(words.updates)
        self._speakers, self._frames = _phrases(words.speakers), _phrases(words.frames)
        self._met: dict[str, str | None] = {}  # terms of the words looked up so far …
        self._concepts: dict[str, str | None] = {}  # … and concepts
        self._whole: dict[str, str] = {}
        self._pairs: dict[tuple[str, ...], str] = {}
        starts: list[tuple[str, str]] = []
        for concept in sorted(words.concepts):
            for form in words.concepts[concept]:
                read = tokenise(form)
                cut, unspaced = read.forms, read.unspaced == 1  # character by character where no spaces part words
                if form.endswith("*"):
                    starts.append((form[:-1], concept))
                if len(cut) > 1 and (unspaced or not form.endswith("*")):
                    self._pairs.setdefault(cut, concept)
                if " " not in form:  # a token leaves out vowel signs at its end
                    self._whole.setdefault(cut[0] if len(cut) == 1 else form, concept)
        self._starts = tuple(sorted(starts, key=lambda pair: (-len(pair[0]), pair)))
        self._longest: dict[str, int] = {}  # words of the longest phrase that begins with a word
        for pair in self._pairs:
            self._longest[pair[0]] = max(len(pair), self._longest.get(pair[0], 1))

    def terms(self, forms: Sequence[str]) -> list[str]:
        """What folded words stand for: `c:` and a concept, else a stem; words that say nothing are left out."""
        found: list[str] = []
        place = 0
        while place < len(forms):
            phrase, size = self.phrase_at(forms, place)
            meaning = f"c:{phrase}" if phrase else self.term(forms[place])
            if meaning:
                found.append(meaning)
            place += size
        return found

    def small(self, form: str) -> bool:
        """Whether a folded word says nothing about the subject."""
        return form in self._stop

    def term(self, form: str) -> str | None:
        """What one folded word stands for: `c:` and a concept, else its stem; None for one that says nothing."""
        if form not in self._met:
            bare = form.removesuffix("'s")
            concept = None if bare in self._stop else self.concept(bare)
            stem = None if bare in self._stop else self._stem(bare)
            self._met[form] = f"c:{concept}" if concept else stem
        return self._met[form]

    def concept(self, form: str) -> str | None:
        """The concept of a folded word, or None."""
        if form not in self._concepts:
            begun = (concept for start, concept in self._starts if form.startswith(start))
            self._concepts[form] = self._whole.get(form) or next(begun, None)
        return self._concepts[form]

    def concept_at(self, forms: Sequence[str], place: int) -> str | None:
        """The concept of the longest phrase that begins at a place, or of the word there; None for neither."""
        return self.phrase_at(forms, place)[0] or self.concept(forms[place])

    def denied(self, forms: Sequence[str]) -> tuple[int, int] | None:
        """Where the first words of denial stand: first and one past the last place; None where there are none."""
        return _at(forms, self._denials)

    def framed(self, forms: Sequence[str]) -> int:
        """Where what is put forward begins: after the first frame, 0 without one."""
        found = _at(forms, self._frames)
        return found[1] if found else 0

    def silent(self, forms: Sequence[str]) -> tuple[int, int] | None:
        """Where the words say that nothing was said or checked: first and one past the last place, or None."""
        return _at(forms, self._silence)

    def updates(self, forms: Sequence[str]) -> bool:
        """Whether the words give a number as a later total."""
        return _at(forms, self._updates) is not None

    def speaks(self, forms: Sequence[str]) -> bool:
        """Whether the words hold what those are called who speak for a body."""
        return _at(forms, self._speakers) is not None

    def phrase_at(self, forms: Sequence[str], place: int) -> tuple[str | None, int]:
        """The concept of the longest phrase of several tokens that begins at a place and its length; None and 1."""
        for size in range(min(self._longest.get(forms[place], 1), len(forms) - place), 1, -1):
            concept = self._pairs.get(tuple(forms[place : place + size]))
            if concept:
                return concept, size
        return None, 1

    def _stem(self, form: str) -> str | None:
        if not self.known:
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


Phrases = Mapping[str, Sequence[tuple[str, ...]]]


def _phrases(forms: Sequence[str]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for words in sorted((tokenise(form).forms for form in forms), key=lambda words: (-len(words), words)):
        found.setdefault(words[0], []).append(words)
    return found


def _at(forms: Sequence[str], phrases: Phrases) -> tuple[int, int] | None:
    for place, form in enumerate(forms):
        for words in phrases.get(form, ()):
            if tuple(forms[place : place + len(words)]) == words:
                return place, place + len(words)
    return None
