"""A language's reading words, compiled so that one look at a token tells what may begin there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise
from typing import TypeVar

from bukti import lexicon
from bukti.model import Document, Span, Stance
from bukti.reading.clitics import Clitics, fused
from bukti.reading.grammar import FiniteWords
from bukti.reading.particles import TOKEN as WITH_PARTICLES
from bukti.reading.particles import Particles, trailed, trailed_words
from bukti.reading.pieces import Piece, Splitter, named, spaced, unspaced, words_of
from bukti.reading.tokens import token_pattern
from bukti.reading.words import Marker, NounClass, ReadingWords, VerbClass
from bukti.text.letters import TOKEN, spelled
from bukti.text.unspaced import UNSPACED
from bukti.text.words import of

ELLIPSIS = "…"
GAP = f" {ELLIPSIS} "  # between the two halves of a separable verb, or of a form with words in between
VERB = "|"  # where a verb has to stand beside a form that points back
BETWEEN = 6  # words that may stand in the gap of a form
BEARERS = ("organisations", "media", "bodies", "businesses")  # nouns beside which a name stands in quotation marks
SHORTEST = 5  # letters of a word whose ending or beginning tells what it is
# Classes of nouns, which an article may be written onto.
ARTICLED = (
    *("persons", "organisations", "documents", "media", "titles", "businesses", "bodies", "charges", "collectives"),
    *("relational", "claims", "measures", "qualities"),
)
Entry = VerbClass | NounClass | Marker | str
REMEMBERED = 50_000  # words of which a vocabulary keeps what they are
Met = TypeVar("Met")


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to read words as a cue.

    Attributes:
        kind: `verb`, `participle`, `perfect`, `relative`, `nominal`, `according`, `postposed`, `citing`, `passive`,
            `adverbial` or `noun`.
        entry: what the language file says of it.
        words: the words themselves, lower case. tail: the words of its other half ("teilte … |mit").
        compound: a verb only right behind an auxiliary ("a |déclaré").
    """

    kind: str
    entry: Entry
    words: tuple[str, ...]
    tail: tuple[str, ...] = ()
    compound: bool = False


Form = tuple[tuple[str, ...], Cue | str]  # the words of a form, and what it stands for


class Phrases:
    """Finds multi-word forms in a list of lower-case words; `stem*` matches by prefix, `*ending` by suffix.

    `…` inside a form stands for up to six words.
    """

    def __init__(self, token: re.Pattern[str] | None = None) -> None:
        self._token = token  # by which forms are cut as the text is, or None where only spaces part them
        self._first: dict[str, list[Form]] = {}
        self._prefixes: dict[str, list[Form]] = {}
        self._suffixes: dict[str, list[Form]] = {}
        self._lengths: tuple[int, ...] = ()
        self._ends: tuple[int, ...] = ()
        self._met: dict[str, tuple[Form, ...]] = {}

    def add(self, form: str, value: Cue | str) -> None:
        """Register a form."""
        words = split_form(form, self._token)
        table = self._prefixes if words[0].endswith("*") else self._first
        table = self._suffixes if words[0].startswith("*") else table
        table.setdefault(words[0].strip("*"), []).append((words, value))
        self._lengths = tuple(sorted({len(p) for p in self._prefixes}))
        self._ends = tuple(sorted({len(p) for p in self._suffixes}))
        self._met.clear()

    def begin(self, word: str) -> tuple[Form, ...]:
        """Forms whose first word this may be, longest first."""
        found = self._met.get(word)
        if found is None:
            forms = list(self._first.get(word, ()))
            for length in self._lengths:
                forms += self._prefixes.get(word[:length], ())
            for length in self._ends:
                forms += self._suffixes.get(word[-length:], ())
            found = tuple(sorted(forms, key=lambda form: -len(form[0])))
            _remember(self._met, word, found)
        return found

    def at(self, words: list[str], place: int) -> list[tuple[int, Cue | str]]:
        """Forms that begin at a place: (number of words, value), longest first."""
        forms = self.begin(words[place])
        return [(size, value) for form, value in forms if (size := _size(form, words, place))] if forms else []

    def find(self, words: list[str]) -> list[tuple[int, int]]:
        """Every (start, end) where some form stands."""
        if not self._lengths and not self._ends and self._first.keys().isdisjoint(words):
            return []
        begins = (i for i, word in enumerate(words) if self.begin(word))
        return [(i, i + length) for i in begins for length, _ in self.at(words, i)[:1]]


def split_form(form: str, token: re.Pattern[str] | None) -> tuple[str, ...]:
    """The words of a form, cut as a text of the language is ("d'après" is two in French)."""
    if token is None:
        return tuple(form.split())
    return tuple(piece for word in form.split() for piece in _cut(word, token))


def _cut(word: str, token: re.Pattern[str]) -> list[str]:
    """The words of a form's part; a beginning, and a short word that is written onto what follows, stay whole."""
    return [word] if word[-1] in "*'-" else token.findall(word)


def _size(form: tuple[str, ...], words: list[str], place: int) -> int:
    """Words that a form takes where it stands at a place, those in its gap counted; 0 where it does not stand there."""
    for offset, expected in enumerate(form):
        if expected == ELLIPSIS:
            rest, first = form[offset + 1 :], place + offset
            ends = (end + size for end in range(first, first + BETWEEN + 1) if (size := _size(rest, words, end)))
            return next(ends, place) - place
        if place + offset >= len(words):
            return 0
        word = words[place + offset]
        if expected.endswith("*"):
            if not word.startswith(expected[:-1]):
                return 0
        elif expected.startswith("*"):
            if not word.endswith(expected[1:]):
                return 0
        elif word != expected:
            return 0
    return len(form)


class Kinds:
    """The closed classes of each word; a class may hold beginnings and ends of words (`чиновник*`, `*madı`)."""

    def __init__(self, classes: Mapping[str, frozenset[str]]) -> None:
        self._words: dict[str, set[str]] = {}
        self._stems: dict[str, set[str]] = {}
        self._tails: dict[str, set[str]] = {}
        for name, forms in classes.items():
            for form in forms:
                table = self._stems if form.endswith("*") else self._words
                table = self._tails if form.startswith("*") else table
                table.setdefault(form.strip("*"), set()).add(name)
        self._lengths = tuple(sorted({len(stem) for stem in self._stems}))
        self._ends = tuple(sorted({len(tail) for tail in self._tails}))
        self.met: dict[str, frozenset[str]] = {}

    def of(self, word: str) -> frozenset[str]:
        """Names of the classes that a lower-case word belongs to."""
        found = self.met.get(word)
        if found is None:
            parts = [self._stems.get(word[:length], ()) for length in self._lengths]
            parts += [self._tails.get(word[-length:], ()) for length in self._ends]
            found = frozenset(self._words.get(word, ())).union(*parts)
            _remember(self.met, word, found)
        return found


def _remember(table: dict[str, Met], word: str, found: Met) -> None:
    """Keep what a word is, up to a number of words; what is kept changes no answer."""
    if len(table) >= REMEMBERED:
        table.clear()
    table[word] = found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything the rules ask of a language.

    Attributes:
        classes: name of a closed class -> its single words. kinds: the classes of each word.
        phrases: name of a phrase list -> its matcher.
        cues: matcher over all cues. markers: the words of a reported passive -> what it says.
        token: what the language's tokens are. splitter: cuts them further in a script without spaces, else None.
        clitics: cuts off what is written onto a word, where the language has such. particles: the same behind a word.
        numerals: words of numbers above one, which is mostly an article.
    """

    words: ReadingWords
    classes: dict[str, frozenset[str]]
    kinds: Kinds
    phrases: dict[str, Phrases]
    cues: Phrases
    markers: dict[tuple[str, ...], Marker]
    token: re.Pattern[str]
    splitter: Splitter | None
    clitics: Clitics | None
    particles: Particles | None
    numerals: frozenset[str] = frozenset()

    def pieces(self, document: Document, span: Span) -> Iterator[Piece]:
        """The words and marks inside a span of a document, in order."""
        if self.splitter is not None:
            return unspaced(document, span, self.splitter)
        made = spaced(document.report.text, span, self.token)
        if self.clitics is not None:
            made = fused(document, span, self.token, self.clitics)
        if self.particles is not None:
            made = trailed(document, span, self.token, self.particles)
        return named(document, span, made) if self.caseless else made

    @property
    def caseless(self) -> bool:
        """Whether the language's script has no capital letters."""
        first = next((form for form in self.words.people.persons if form[0].isalpha()), "a")
        return first[0].lower() == first[0].upper()

    def words_of(self, text: str) -> list[str]:
        """The lower-case words and marks of a text that stands in no document."""
        if self.splitter is not None:
            return words_of(text, self.splitter)
        if self.clitics is not None:
            return list(self.clitics.cut_all(self.clitics.low(word) for word in self.token.findall(text)))
        lows = [spelled(word) for word in self.token.findall(text)]
        return lows if self.particles is None else list(trailed_words(lows, self.particles))

    def has(self, kind: str, word: str) -> bool:
        """Whether a word belongs to a closed class."""
        found = self.kinds.met.get(word)  # looked up here as well, for this is asked of every word many times
        return kind in (self.kinds.of(word) if found is None else found)

    def counts(self, word: str) -> bool:
        """Whether a lower-case word is a number in figures, or begins one in words ("forty-five")."""
        return word[0].isdigit() or word.partition("-")[0] in self.numerals

    def knows(self, word: str) -> bool:
        """Whether a word stands anywhere in the language's section, as far as its lists tell."""
        listed = self.clitics is not None and word in self.clitics.known
        return listed or bool(self.kinds.of(word)) or bool(self.cues.begin(word))

    def verbal(self, word: str) -> bool:
        """Whether a lower-case word looks like a finite verb."""
        return self._shows("finite", "never", self.words.grammar.verbal, word)

    def bare_infinitive(self, word: str) -> bool:
        """Whether a lower-case word looks like an infinitive that needs no mark before it ("affirme |avoir")."""
        return self._shows("infinitive_words", "no_infinitives", self.words.grammar.infinitives, word)

    def _shows(self, listed: str, never: str, shape: FiniteWords, word: str) -> bool:
        if self.has(listed, word):
            return True
        if self.has(never, word) or len(word) < SHORTEST:
            return False
        return word.endswith(shape.endings) or word.startswith(shape.beginnings)

    def forms(self, word: str) -> list[str]:
        """A word as it stands and without a possessive ending ("ketuanya")."""
        return [word, *(word[: -len(e)] for e in self.words.people.clitics if word.endswith(e))]

    def bears(self, word: str) -> bool:
        """Whether a name in quotation marks may stand beside a noun: "company", "newspaper"."""
        return any(self.has(kind, form) for form in self.forms(word) for kind in BEARERS)

    def adverb(self, word: str) -> bool:
        """Whether a lower-case word is an adverb that may stand between subject, verb and content."""
        endings = self.words.grammar.adverb_endings
        if self.has("adverbs", word):
            return True
        noun = self.has("persons", word) or self.has("organisations", word)  # "family"
        return bool(endings) and len(word) > 4 and word.endswith(endings) and not noun


def _phrases(forms: tuple[str, ...], token: re.Pattern[str] | None) -> Phrases:
    matcher = Phrases(token)
    for form in forms:
        matcher.add(form, form)
    return matcher


def _halves(forms: tuple[str, ...], token: re.Pattern[str] | None) -> Phrases:
    """The first halves of forms, each with its other half ("die sich auf … |beruft") or ""."""
    matcher = Phrases(token)
    for form in forms:
        head, _, tail = form.partition(GAP)
        matcher.add(head, tail)
    return matcher


def _beside_verbs(forms: tuple[str, ...], token: re.Pattern[str] | None) -> Phrases:
    """Forms by their words, each with the mark where its verb stands."""
    matcher = Phrases(token)
    for form in forms:
        matcher.add(form.strip(VERB), form)
    return matcher


def _cues(words: ReadingWords, token: re.Pattern[str] | None) -> Phrases:
    matcher = Phrases(token)
    for verb in words.verbs:
        kinds = {
            "verb": (*verb.forms, *verb.infinitives),
            "participle": verb.participles,
            "perfect": verb.perfect,
            "relative": verb.relatives,
            "nominal": verb.nominal,
        }
        for kind, forms in kinds.items():
            for form in forms:
                head, _, tail = form.partition(GAP)
                near = kind == "perfect" and not words.grammar.brackets.second
                cue = Cue("verb" if near else kind, verb, split_form(head, token), tuple(tail.split()), near)
                matcher.add(head, cue)
        for form in (f"{word} {f}" for word in words.grammar.likening for f in verb.forms if "tag" in verb.takes):
            matcher.add(form, Cue("according", form, split_form(form, token)))
    needy = words.grammar.brackets.attributing
    citing = tuple(form for form in words.citing if GAP not in form)
    sources = {"according": (*words.according, *needy), "postposed": (*words.postposed, *needy), "citing": citing}
    for kind, forms in sources.items():
        for form in forms:
            matcher.add(form, Cue(kind, form, split_form(form, token)))
    for kind, markers in (("passive", words.passives), ("adverbial", words.adverbials)):
        for marker in markers:
            for form in marker.forms:
                matcher.add(form, Cue(kind, marker, split_form(form, token)))
    for noun in words.nouns:
        for form in _articled(noun.forms, words.people.prefixes):
            matcher.add(form, Cue("noun", noun, split_form(form, token)))
    return matcher


def _announcing(words: ReadingWords) -> Iterator[str]:
    """The last word, prepositions aside, of every verb and passive that may bring a content."""
    saying = (verb for verb in words.verbs if verb.takes)
    verbs = (form for v in saying for form in (*v.forms, *v.infinitives, *v.participles, *v.perfect))
    others = (form for entry in words.passives for form in entry.forms)
    for form in chain(verbs, others):
        yield next((w for w in reversed(form.split()) if w not in words.grammar.prepositions), form)


def compile_words(words: ReadingWords) -> Vocabulary:
    """The matcher of one language's section."""
    grammar, people, remarks = words.grammar, words.people, words.remarks
    token = token_pattern(grammar.elisions, grammar.enclitics, grammar.uncut)
    cut = None if token is TOKEN else token
    token = WITH_PARTICLES if grammar.particles.closed else token
    sections = [*grammar, *grammar.brackets, *people, *remarks]
    classes = {name: frozenset(value) for name, value in sections if isinstance(value, tuple) and name != "whole"}
    classes["finite"] = frozenset(grammar.verbal.words)
    classes["infinitive_words"] = frozenset(grammar.infinitives.words)
    classes["no_infinitives"] = frozenset(grammar.infinitives.never)
    classes["never"] = frozenset(grammar.verbal.never)
    classes["reported"] = frozenset(grammar.verbal.reported)
    classes["irrealis"] = frozenset(grammar.verbal.irrealis)
    forms = {form.partition(GAP)[0] for verb in words.verbs if verb.order == "any" for form in verb.forms}
    classes["reports"] = frozenset(forms)
    helping = classes["auxiliaries"] | classes["modals"]  # "wollte … weder bestätigen noch dementieren"
    classes["reporting"] = classes["reports"] - classes["nounlike"] - classes["documents"] - helping
    passive = {form for marker in words.passives for form in marker.forms}
    urging = {form for verb in words.verbs if verb.stance is Stance.DIRECTS for form in verb.forms}
    classes["urging"] = frozenset(urging)
    classes["unspoken"] = frozenset(forms & passive)
    classes["attested"] = frozenset(words.attested)
    classes["perfects"] = frozenset(form for verb in words.verbs for form in verb.perfect)
    behind = {form for verb in words.verbs if verb.order == "after" or verb.fused for form in verb.forms}
    classes["behind"] = frozenset(behind)
    saying = (form for verb in words.verbs for form in verb.participles) if grammar.verb_first else ()
    classes["saying"] = frozenset(saying)
    demands = {form for noun in words.nouns if noun.stance is Stance.DIRECTS for form in noun.forms}
    classes["demands"] = frozenset(demands)
    classes["claims"] = frozenset(form for noun in words.nouns for form in noun.forms)
    for name in ARTICLED:
        classes[name] = frozenset(_articled(classes[name], people.prefixes))
    classes["announcing"] = frozenset(_announcing(words))
    phrases = {name: _phrases(value, cut) for name, value in sections if isinstance(value, tuple)}
    phrases |= {"citing": _halves(words.citing, cut), "cited": _halves(words.cited, cut)}
    phrases["pointers"] = _beside_verbs(grammar.pointers, cut)
    for index, marker in enumerate(words.hedges):
        phrases[f"hedge{index}"] = _phrases(marker.forms, cut)
    markers = {split_form(form, cut): marker for marker in words.passives for form in marker.forms}
    kinds = Kinds(classes)
    cutters = _splitter(words), _clitics(words, classes), _particles(words, kinds)
    return Vocabulary(words, classes, kinds, phrases, _cues(words, cut), markers, token, *cutters)


def _articled(forms: Iterable[str], articles: tuple[str, ...]) -> list[str]:
    """Forms as they stand and with the article that is written onto them."""
    return [front + form for form in forms for front in ("", *articles)]


def _clitics(words: ReadingWords, classes: dict[str, frozenset[str]]) -> Clitics | None:
    """What cuts short words off the front of others; None where the language writes none so."""
    grammar = words.grammar
    if not grammar.joints and not grammar.cases:
        return None
    whole = frozenset(grammar.whole)
    known = _known(words) | frozenset().union(*classes.values())
    nouns = frozenset().union(*(classes[name] for name in ("persons", "organisations", "documents", "media", "words")))
    called: dict[str, set[str]] = {}
    for form in _all_forms(words):
        for before, clitic in pairwise(form.split()):
            called.setdefault(before, set()).add(clitic)
    for verb in words.verbs:
        for form in (*verb.forms, *verb.participles):
            called.setdefault(form.split()[-1], set()).update(verb.links)
    calls = {before: frozenset(after & set(grammar.cases)) for before, after in called.items()}
    longest = [tuple(sorted(group, key=lambda c: (-len(c), c))) for group in (grammar.joints, grammar.cases)]
    return Clitics(
        longest[0],
        longest[1],
        words.people.prefixes,
        (known - whole) | set(grammar.uncut),
        nouns,
        calls,
        whole,
        grammar.apart,
    )


def _particles(words: ReadingWords, kinds: Kinds) -> Particles | None:
    """What cuts particles off the end of words; None where the language writes none so."""
    shape = words.grammar.particles
    if not shape.closed:
        return None
    called: dict[str, set[str]] = {}
    for form in _all_forms(words):
        for particle, after in pairwise(form.split()):
            if particle in shape.called:
                called.setdefault(after, set()).add(particle)
    behind = dict.fromkeys(shape.nouns) | dict.fromkeys(shape.closed, True) | dict.fromkeys(shape.open, False)
    cuts = sorted(shape.endings, key=lambda form: (-len(form), form))
    endings = {form.replace("|", ""): len(form.partition("|")[2]) for form in cuts}
    nouns = frozenset(ARTICLED) | {"pronouns"}
    return Particles(
        {p: behind[p] for p in sorted(behind, key=lambda p: (-len(p), p))},
        endings,
        frozenset(shape.topics),
        {after: frozenset(found) for after, found in called.items()},
        _known(words),
        shape.verbal,
        lambda word: not nouns.isdisjoint(kinds.of(word)),
        lambda word: bool(kinds.of(word)),
    )


def _splitter(words: ReadingWords) -> Splitter | None:
    """What cuts a script without spaces by every word of the section; None where no word is of one."""
    known = _known(words)
    unspaced_words = any(UNSPACED.search(word) for word in known)
    grammar = words.grammar
    return Splitter(known, grammar.variants, grammar.enumerators, grammar.letters) if unspaced_words else None


def _all_forms(words: ReadingWords) -> Iterator[str]:
    """Every form of the section."""
    entries = (*words.verbs, *words.passives, *words.adverbials, *words.nouns, *words.hedges)
    parts = (words.grammar, words.grammar.verbal, words.grammar.final, words.people, words.remarks, *entries)
    lists = [words.according, words.attested, words.postposed, words.citing, words.cited]
    lists += [value for part in parts for _, value in part if isinstance(value, tuple)]
    return (form for value in lists for form in value)


def _known(words: ReadingWords) -> frozenset[str]:
    """Every word of the section, beginnings of words by what they begin with."""
    return frozenset(word.strip("*|") for form in _all_forms(words) for word in form.split())


@cache
def vocabulary(code: str) -> Vocabulary | None:
    """The vocabulary of a supported language, or None; a pure load of packaged data."""
    loaded = lexicon.load(code)
    if loaded is None:
        return None
    words = loaded.section("reading", ReadingWords)
    numerals = frozenset(word for word, value in of(code).numbers.cardinals.items() if value > 1)
    return replace(compile_words(words), numerals=numerals) if words.verbs else None
