"""What a body's name says that it is or does: its own name apart from the words of its trade, as concepts.

Own names go from script to script by their sound, the words of a trade are translated: "Altamar Shipping",
"судоходная компания «Альтамар»". The words are section `trades` of a language file, one list a concept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.entities import gazetteer
from bukti.entities.gazetteer import WORD, fold
from bukti.entities.glued import bare
from bukti.entities.words import of
from bukti.model import Span
from bukti.reading.describing import DescribingWords
from bukti.reading.vocabulary import vocabulary

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # scripts that write a name and its noun as one
MARKS = re.compile(r"[\s\"'“”„«»‘’「」『』《》（）()·・・-]+")
ENDING = 3  # letters that an ending of a generic word or of an adjective of a nation may have
SHORT, LONG = 4, 12  # letters that a `*` may stand for
PART = 3  # letters of a part of a compound
REACH = 60  # letters beside a name in which words of trades are looked for
BESIDE = re.compile(r"[ \u00a0\u200c\"'“”„«»‘’-]*")  # between a name and them
CORE = 2  # letters that are left of a name when the words of trades are taken off
CACHED = 1 << 16
NEUTRAL = frozenset({"company"})  # what tells no body from another
KINDS = frozenset(  # what is no trade; other words than these lists tell it of a name too
    ("group", "holding", "foundation", "association", "university", "institute", "ministry", "agency", "hospital")
)
SUFFIX = re.compile(r"['’]\w{1,4}$")  # "Denizcilik'in", "Shipping's"


class TradeWords(BaseModel):
    """Words of one language for what bodies do and are, by concept; `*` at an end stands for any ending.

    Attributes:
        company: words for a firm of any trade, and legal forms. generic: words that many bodies have as their own name
            and that are translated, not transcribed ("First", "Northern"). All others: trades, and kinds of bodies.
        compounding: whether words are written as one, so that `*` stands for few letters only ("Energie|minister").
    """

    model_config = ConfigDict(extra="forbid")

    compounding: bool = False
    company: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    shipping: tuple[str, ...] = ()
    bank: tuple[str, ...] = ()
    oil: tuple[str, ...] = ()
    gas: tuple[str, ...] = ()
    energy: tuple[str, ...] = ()
    steel: tuple[str, ...] = ()
    mining: tuple[str, ...] = ()
    airline: tuple[str, ...] = ()
    insurance: tuple[str, ...] = ()
    construction: tuple[str, ...] = ()
    electronics: tuple[str, ...] = ()
    trading: tuple[str, ...] = ()
    transport: tuple[str, ...] = ()
    chemicals: tuple[str, ...] = ()
    pharma: tuple[str, ...] = ()
    telecom: tuple[str, ...] = ()
    arms: tuple[str, ...] = ()
    food: tuple[str, ...] = ()
    textiles: tuple[str, ...] = ()
    shipyard: tuple[str, ...] = ()
    rail: tuple[str, ...] = ()
    investment: tuple[str, ...] = ()
    engineering: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    holding: tuple[str, ...] = ()
    foundation: tuple[str, ...] = ()
    association: tuple[str, ...] = ()
    university: tuple[str, ...] = ()
    institute: tuple[str, ...] = ()
    ministry: tuple[str, ...] = ()
    agency: tuple[str, ...] = ()
    hospital: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name taken apart.

    Attributes:
        core: its own name, as it is written. code: language of its report.
        trades: for each word of a trade the concepts that it may stand for, in the order of the name.
        words: those words. proper: those with a capital, folded, in scripts that have them.
    """

    core: str
    code: str
    trades: tuple[frozenset[str], ...]
    words: tuple[str, ...]
    proper: tuple[str, ...]


@dataclass(frozen=True)
class Trades:
    """The words of one language and the English ones, which firms have abroad.

    Attributes:
        whole: words, each as its parts -> concepts. begun: beginnings of words, the parts before them -> the same.
        never: words that may stand at an edge of a name without being of it. generic, stems: what is no own name.
        most: letters that a `*` may stand for.
    """

    code: str
    whole: dict[tuple[str, ...], frozenset[str]]
    begun: dict[tuple[str, ...], frozenset[str]]
    never: frozenset[str]
    generic: frozenset[str]
    stems: tuple[str, ...]
    most: int
    _longest: int = field(default=4)

    def at(self, words: Sequence[str], place: int, back: bool = False) -> tuple[int, frozenset[str]]:
        """Number of words of the longest entry that begins at a word, or ends there, and its concepts; else 0."""
        for size in range(min(self._longest, place + 1 if back else len(words) - place), 0, -1):
            first = place + 1 - size if back else place
            found = self._concepts(words[first : first + size])
            if found:
                return size, found
        return 0, frozenset()

    def _concepts(self, words: Sequence[str]) -> frozenset[str]:
        for form in bare(words[0]):
            parts = (form, *words[1:])
            found = self.whole.get(parts)
            if found is None:
                size = len(parts[-1])
                keys = ((*parts[:-1], parts[-1][:end]) for end in range(size, max(1, size - self.most - 1), -1))
                found = next((self.begun[key] for key in keys if key in self.begun), None)
            if found:
                return found
        return self._compound(words[0]) if len(words) == 1 else frozenset()

    def _compound(self, word: str) -> frozenset[str]:
        """What the first part of a word tells whose second is one for a firm ("Bau|gesellschaft", "flyg|bolaget")."""
        for cut in range(PART, len(word) - PART + 1):
            heads = ((word[:cut],), (word[:cut].removesuffix("s"),)) if self._firm(word[cut:]) else ()
            found = next((table[head] for head in heads for table in (self.whole, self.begun) if head in table), None)
            if found:
                return found
        return frozenset()

    def _firm(self, word: str) -> bool:
        ends = (self.begun.get((word[:end],), frozenset()) for end in range(PART, len(word) + 1))
        return self.whole.get((word,)) == NEUTRAL or any(found == NEUTRAL for found in ends)

    @cached_property
    def glued(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Words of scripts that write a name and its noun as one, the longest first."""
        found = {parts[0]: concepts for parts, concepts in self.whole.items() if UNSPACED.match(parts[0])}
        return tuple(sorted(found.items(), key=lambda one: (-len(one[0]), one[0])))

    def common(self, words: Sequence[str]) -> bool:
        """Whether no word is a name: each is generic, of a nation or a listed place, or of the language file."""
        if fold(" ".join(words)) in _places(self.code):
            return True
        spoken = vocabulary(self.code)
        return all(
            any(
                form in self.generic
                or form in _met(self.code)
                or any(form.startswith(stem) and len(form) <= len(stem) + ENDING for stem in self.stems)
                or (spoken is not None and spoken.knows(form))
                or fold(form) in _places(self.code)
                for form in bare(word)
            )
            for word in words
        )


@cache
def load(code: str) -> Trades:
    """The words of a language; of one without a file the English ones."""
    whole: dict[tuple[str, ...], frozenset[str]] = {}
    begun: dict[tuple[str, ...], frozenset[str]] = {}
    generic, stems = set[str](), set[str]()
    compounding = _section(code).compounding
    for section in (_section(one) for one in dict.fromkeys((code, "en"))):
        for concept, entries in section.model_dump(exclude={"compounding"}).items():
            for entry in entries:
                low = small(entry.removesuffix("*"))
                if concept == "generic":
                    (stems if entry.endswith("*") else generic).add(low)
                    continue
                table, parts = begun if entry.endswith("*") else whole, tuple(WORD.findall(low))
                table[parts] = table.get(parts, frozenset()) | {concept}
    language = lexicon.load(code)
    if language is not None:
        nations = language.section("descriptions", DescribingWords).nations
        stems |= {small(word) for words in nations.values() for word in words}
    return Trades(
        code, whole, begun, _edges(code), frozenset(generic), tuple(sorted(stems)), SHORT if compounding else LONG
    )


def _section(code: str) -> TradeWords:
    language = lexicon.load(code)
    return language.section("trades", TradeWords) if language else TradeWords()


def _edges(code: str) -> frozenset[str]:
    """Articles and the like, which belong to no name."""
    spoken = vocabulary(code)
    grammar = spoken.words.grammar if spoken is not None else None
    found = {*of(code).particles, "the", "of", "and"}
    if grammar is not None:
        found |= {*grammar.determiners, *grammar.genitives, *grammar.conjunctions}
    return frozenset(small(word).rstrip("'’") for word in found)


@cache
def _met(code: str) -> frozenset[str]:
    """Words of the language that are met in lower case, and so hardly names by themselves; none without a list."""
    found = frozenset[str]()
    for table in ("words", "small"):
        with suppress(FileNotFoundError):
            found |= {word for word in lexicon.resource(f"{table}/{code}")["words"].split() if word.islower()}
    return found


@cache
def _places(code: str) -> frozenset[str]:
    """Folded names of countries and places that a list has."""
    return frozenset(fold(name) for key, name, _ in gazetteer.entries(code) if key.startswith(("country:", "place:")))


def small(text: str) -> str:
    """Lower case; a Turkish capital İ is an i without more."""
    return text.replace("İ", "i").casefold()


@lru_cache(maxsize=CACHED)
def body(phrase: str, code: str) -> Body | None:
    """A body's name, or a phrase for a body, taken apart; None where no name of its own is left.

    Words of trades are taken off at both ends, as far as they reach. What is left must hold a word that is a name:
    "the National Bank" and "中国航运公司" have none.
    """
    table = load(code)
    return _glued(phrase, table) if UNSPACED.search(phrase) else _spaced(phrase, table)


def around(text: str, span: Span, code: str) -> Span:
    """A name with the words of trades that stand right beside it in its line, which may be no part of it.

    "la |naviera |Altamar", "судоходная компания «|Альтамар|»".
    """
    table = load(code)
    before = [(m.start(), m.end(), small(m[0])) for m in WORD.finditer(text, max(0, span.start - REACH), span.start)]
    after = [(m.start(), m.end(), small(m[0])) for m in WORD.finditer(text, span.end, span.end + REACH)]
    start, end = span
    while before and BESIDE.fullmatch(text, before[-1][1], start):
        size, _ = table.at([low for _, _, low in before], len(before) - 1, back=True)
        if not size and (start == span.start or before[-1][2] not in table.never):
            break  # "the bank of |Selmo": a place, as likely as not
        start = before[-max(size, 1)][0]
        del before[-max(size, 1) :]
    while after and BESIDE.fullmatch(text, end, after[0][0]):
        size, _ = table.at([low for _, _, low in after], 0)
        first = text[after[0][0]]
        if not size or (first.islower() and end == span.end):
            break  # "the |Brighton defence"
        end = after[size - 1][1]
        del after[:size]
    return Span(start, end)


def _spaced(phrase: str, table: Trades) -> Body | None:
    words = [match[0] for match in WORD.finditer(SUFFIX.sub("", phrase.replace("\u200c", " ")))]
    lows = [small(word) for word in words]
    first, end = 0, len(words)
    fore, aft = list[tuple[frozenset[str], int, int]](), list[tuple[frozenset[str], int, int]]()
    while first < end:
        size, concepts = table.at(lows[:end], first)
        if not size and lows[first] not in table.never:
            break
        fore += [(concepts, first, first + size)] if size else []
        first += size or 1
    while first < end:
        size, concepts = table.at(lows[first:end], end - first - 1, back=True)
        if not size and lows[end - 1] not in table.never:
            break
        aft[:0] = [(concepts, end - size, end)] if size else []
        end -= size or 1
    if first >= end or table.common(lows[first:end]):
        return None
    told = [one for one in (*fore, *aft) if not one[0] <= NEUTRAL]
    shown = tuple(" ".join(words[start:stop]) for _, start, stop in told)
    proper = tuple(fold(word) for word in shown if word[:1].isupper())
    return Body(" ".join(words[first:end]), table.code, tuple(c - NEUTRAL for c, _, _ in told), shown, proper)


def _glued(phrase: str, table: Trades) -> Body | None:
    """The same where words are written as one: nouns stand behind a name, or before it if they have two letters."""
    core = MARKS.sub("", phrase)
    found: list[tuple[frozenset[str], str]] = []
    for end, word, concepts in _taken(core, table, back=True):
        core = core[:end]
        found.insert(0, (concepts, word))
    for end, word, concepts in _taken(core, table, back=False):
        core = core[-end:]
        found.append((concepts, word))
    if len(core) < CORE or fold(core) in _places(table.code) or _generic(core, table):
        return None
    told = [one for one in found if not one[0] <= NEUTRAL]
    return Body(core, table.code, tuple(c - NEUTRAL for c, _ in told), tuple(word for _, word in told), ())


def _taken(core: str, table: Trades, back: bool) -> Iterator[tuple[int, str, frozenset[str]]]:
    """Words at one end, each with the number of letters that are left."""
    while True:
        ends = core.endswith if back else core.startswith
        fits = (
            (word, concepts)
            for word, concepts in table.glued
            if ends(word) and len(core) - len(word) >= CORE and (back or len(word) >= CORE)
        )
        word, concepts = next(fits, ("", frozenset[str]()))
        if not word:
            return
        core = core[: -len(word)] if back else core[len(word) :]
        yield len(core), word, concepts


def _generic(core: str, table: Trades) -> bool:
    """Whether generic words make up all of a name, or open it with one of two letters and more ("中国远洋")."""
    rest, words = core, sorted(table.generic, key=lambda word: (-len(word), word))
    while rest:
        word = next((one for one in words if rest.startswith(one)), "")
        if not word:
            return False
        rest = rest[len(word) :]
    return True
