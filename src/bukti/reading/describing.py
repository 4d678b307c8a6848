"""Descriptions by which a name is called again: "the French agency", "perusahaan itu", "该社"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.model import Span
from bukti.reading.vocabulary import Vocabulary, vocabulary
from bukti.text.letters import spelled

UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
LOOK = 40  # code points beside a description in which the words next to it stand
GOES_ON = (  # what a description may be followed by: it has come to its end there
    *("auxiliaries", "future", "negators", "adverbs", "prepositions", "conjunctions", "contrasts", "subordinators"),
    *("complementisers", "times", "manner", "addressing"),
)
ONE_OF = ("indefinite", "others", "plurals", "determiners", "partitives")  # before a word: it is anyone of its kind
STOP = frozenset('.,;:!?…)"»”’」』،؛؟。，、；：！？）।')
POSSESSIVE = re.compile(r"['’]s(?!\w)")


class DescribingWords(BaseModel):
    """A language's words for what a name may be called again by.

    Attributes:
        classes: class of bodies and vessels -> its words in the singular; `stem|a,b` stands for the stem with each
            ending, `-` for none. Forms that are a plural too are left out, where nothing else tells.
        nations: code of a country -> adjectives without their `endings`. countries: whether names of countries serve.
        pointing: articles and demonstratives before a description, `x'` written onto it; pointing_behind: behind it.
        marked: whether the words of `classes` are definite as they stand. bare: whether the language has no article, so
            that a nation and a class point back without one.
        plain: words between that narrow nothing; `*` is any ending. behind: whether the nation stands behind the class.
        clitics: letters written onto the front. tails: particles written onto the end. ends: words that stand behind.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    classes: dict[str, tuple[str, ...]] = {}
    nations: dict[str, tuple[str, ...]] = {}
    endings: tuple[str, ...] = ("",)
    countries: bool = False
    pointing: tuple[str, ...] = ()
    pointing_behind: tuple[str, ...] = ()
    marked: bool = False
    bare: bool = False
    plain: tuple[str, ...] = ()
    behind: bool = False
    clitics: str = ""
    tails: tuple[str, ...] = ()
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Described:
    """A phrase that says what somebody is.

    Attributes:
        span: with what points. core: nation and class alone. classes: by the word. nation: code, or "".
        pointed: an article or demonstrative stands with it, or its word is definite as it is.
        definite: it may stand for who was named. indefinite: it brings in anyone of its kind ("a French agency").
        closed: nothing behind it narrows it or goes on with its name.
    """

    span: Span
    core: Span
    classes: frozenset[str]
    nation: str
    pointed: bool
    definite: bool
    indefinite: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Describing:
    """The descriptions of one language, compiled; `capitals` is whether every noun has one."""

    words: DescribingWords
    vocabulary: Vocabulary
    pattern: re.Pattern[str]
    inside: re.Pattern[str]
    nation: re.Pattern[str] | None
    forms: dict[str, frozenset[str]]
    countries: dict[str, str]
    capitals: bool = False

    def find(self, text: str) -> Iterator[Described]:
        """Every description in a text, by place, not overlapping."""
        for match in self.pattern.finditer(text):
            nation = match["nation"] or ""
            core = Span(*(match.span("both")))
            before = "" if match["point"] else text[max(0, match.start() - LOOK) : match.start()]
            indefinite = self._one_of(before)
            pointed = bool(match["point"] or match["after"]) or self.words.marked
            yield Described(
                Span(
                    match.start("point") if match["point"] else core.start,
                    match.end("after") if match["after"] else core.end,
                ),
                core,
                self.forms[spelled(match["class"])],
                self.country(nation),
                pointed,
                (pointed or (self.words.bare and bool(nation))) and not indefinite,
                indefinite,
                bool(match["tail"]) or self._closed(text, match.end()),
            )

    def country(self, words: str) -> str:
        """The code of the country that an adjective or name is of, or ""."""
        return self.countries.get(spelled(words), "")

    def within(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """The classes and countries that the words of a name tell."""
        classes = [self.forms[spelled(found[0])] for found in self.inside.finditer(name)]
        nations = self.nation.finditer(name) if self.nation else ()
        return frozenset().union(*classes), frozenset(self.country(found[0]) for found in nations)

    def _one_of(self, before: str) -> bool:
        words = self.vocabulary.words_of(before)
        return (
            bool(words) and not before.endswith("\n") and any(self.vocabulary.has(kind, words[-1]) for kind in ONE_OF)
        )

    def _closed(self, text: str, end: int) -> bool:
        """Whether a description ends here: at a mark, a verb or a word that begins something else."""
        tail = text[end : end + LOOK]
        word = next(iter(self.vocabulary.words_of(tail.lstrip())), "")
        if not word or tail[0] == "\n" or tail.lstrip()[0] in STOP or POSSESSIVE.match(tail):
            return True
        if self.vocabulary.has("auxiliaries", word) or word in self.words.ends:
            return True
        if tail.lstrip()[0].isupper() or any(self.vocabulary.has(kind, word) for kind in ("genitives", "relatives")):
            return False
        known = any(self.vocabulary.has(kind, word) for kind in GOES_ON)
        return known or bool(self.vocabulary.cues.begin(word)) or self.vocabulary.verbal(word)


@cache
def describing(code: str | None) -> Describing | None:
    """The descriptions of a language; None where it has none."""
    language, spoken = (lexicon.load(code), vocabulary(code)) if code else (None, None)
    words = language.section("descriptions", DescribingWords) if language else DescribingWords()
    if spoken is None or not words.classes:
        return None
    forms: dict[str, set[str]] = {}
    written = {name: list(_forms(listed)) for name, listed in words.classes.items()}
    for name, listed in written.items():
        for form in listed:
            forms.setdefault(spelled(form), set()).add(name)
    nations = {stem + end: key for key, stems in words.nations.items() for stem in stems for end in words.endings}
    nations |= _names(str(code)) if words.countries else {}
    shown = {*forms, *chain.from_iterable(written.values())}  # as spelled for comparing, and as they are written
    placed = {*nations, *map(spelled, nations)}
    return Describing(
        words,
        spoken,
        _pattern(words, shown, placed),
        re.compile(_whole(_any(shown), shown), re.IGNORECASE),
        re.compile(_whole(_any(placed), placed), re.IGNORECASE) if placed else None,
        {form: frozenset(names) for form, names in forms.items()},
        {spelled(nation): key for nation, key in nations.items()},
        bool(language and language.sections.get("names", {}).get("capital_nouns")),
    )


def _forms(listed: Iterable[str]) -> Iterator[str]:
    """The words of a class, each ending with its stem."""
    for form in listed:
        stem, _, endings = form.partition("|")
        yield from (stem + ("" if end == "-" else end) for end in endings.split(","))


def _names(code: str) -> dict[str, str]:
    """Names of countries in a language -> codes."""
    written = lexicon.resource("gazetteer")["names"]
    found: dict[str, str] = {}
    for key, names in lexicon.resource("gazetteer_countries").items():
        more = written.get(key, {})
        for name in (*names.get(code, ()), *more.get(code, ()), *more.get("any", ())):
            found.setdefault(name, key.partition(":")[2])
    return found


def _any(words: Iterable[str]) -> str:
    """Any of some words, the longest first; `*` is any ending, a space any one."""
    parts = sorted(set(words), key=lambda word: (-len(word), word))
    made = "|".join(
        re.escape(part).replace(r"\ ", r"\s").replace(r"\*", r"\w*").replace("'", "['’׳]") for part in parts
    )
    return f"(?:{made})"


def _whole(pattern: str, words: Iterable[str]) -> str:
    """Whole words, where a script parts them."""
    return pattern if UNSPACED.search("".join(words)) else rf"(?<!\w){pattern}(?!\w)"


def _pattern(words: DescribingWords, forms: Iterable[str], countries: Iterable[str]) -> re.Pattern[str]:
    """A description with its groups `point`, `both`, `nation`, `class`, `after`."""
    free = bool(UNSPACED.search("".join(forms)))
    gap = "" if free else r"\s"
    plain = f"(?:{_any(words.plain)}{gap})*" if words.plain else ""
    behind = f"(?:{gap}{_any(words.plain)})*" if words.plain else ""
    nation = f"(?P<nation>{_any(countries)})"
    kind = f"(?P<class>{_any(forms)})"
    both = f"{kind}{behind}(?:{gap}{nation}{behind})?" if words.behind else f"(?:{nation}{gap}{plain})?{plain}{kind}"
    points = [_any([word]) + ("" if word.endswith("'") or free else r"\s") for word in words.pointing]
    point = f"(?P<point>{'|'.join(points)})?" if points else "(?P<point>(?!))?"
    after = f"(?:{gap}(?P<after>{_any(words.pointing_behind)}))?" if words.pointing_behind else "(?P<after>(?!))?"
    tail = f"(?P<tail>{_any(words.tails)})?" if words.tails else "(?P<tail>(?!))?"
    clitics = f"[{words.clitics}]?" if words.clitics else ""
    start, end = ("", "") if free else (rf"(?<!\w){clitics}", r"(?!\w)")
    return re.compile(f"{start}{point}(?P<both>{both}){after}{tail}{end}", re.IGNORECASE)
