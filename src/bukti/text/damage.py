"""Damage that scraping and machine translation leave in a text: glued words, translated names, broken quotation marks.

Nothing is edited: each finding says what stands there, what it stood for, and why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from bukti import lexicon
from bukti.model import Damage, Span

WORD = re.compile(r"[^\W\d_]+")
CAMEL = re.compile(r"([A-Z][a-z]{2,})([A-Z][a-z]{2,})")
NAME = 5  # letters of a name that another word may be glued to
PART = 4  # letters of an ordinary word in a glued pair
RUN = re.compile(r"\b[A-Z]\w+(?: [A-Z]\w+)+")
REVERSED = re.compile(r"(?<=[^\W\d_])([‘“])(?=[\s,.;:!?]|$)")


@dataclass(frozen=True, slots=True)
class Table:
    """Packaged data of one language.

    Attributes:
        vocabulary: words in use, case-folded. proper: words met only with a capital. countries: names of countries.
        function, compounds, stray: as in the language's `names` section. homographs: folded word -> English name.
        parts: word -> English part of a name. titles: folded, unspaced names of outlets that have none in this
            language -> name. brands: folded names of all outlets, which are never glued words.
    """

    vocabulary: frozenset[str]
    proper: frozenset[str]
    countries: frozenset[str]
    function: frozenset[str]
    compounds: frozenset[str]
    stray: frozenset[str]
    homographs: dict[str, str]
    parts: dict[str, str]
    titles: dict[str, str]
    brands: frozenset[str]


@cache
def load(code: str) -> Table:
    """The table of a language; a language without a word list has an empty vocabulary and no glued words."""
    language = lexicon.load(code)
    names = dict(language.sections.get("names", {})) if language else {}
    try:
        words = lexicon.resource(f"words/{code}")["words"].split()
    except FileNotFoundError:
        words = []
    tables = (lexicon.resource("gazetteer_countries"), lexicon.resource("gazetteer")["names"])
    keyed = [(k, n) for table in tables for k, by in table.items() for n in by.get(code, ())]
    outlets = lexicon.outlets()
    return Table(
        vocabulary=frozenset(word.casefold() for word in words),
        proper=frozenset(word for word in words if word[0].isupper()),
        countries=frozenset(n for k, n in keyed if k.startswith("country:") and len(n) >= NAME and " " not in n),
        function=frozenset(names.get("function", ())),
        compounds=frozenset(names.get("compounds", ())),
        stray=frozenset(names.get("stray", ())),
        homographs=names.get("homographs", {}),
        parts=names.get("calque_words", {}),
        titles={n.casefold().replace(" ", ""): n for o in outlets if code not in o.languages for n in o.names},
        brands=frozenset(n.casefold().replace(" ", "") for o in outlets for n in o.names),
    )


def find(text: str, language: str | None) -> tuple[Damage, ...]:
    """Damage in a text, sorted by place. A language without packaged words shows quotation marks only.

    Args:
        text: the whole report.
        language: ISO 639-1 code, or None when unknown.
    """
    return scan(text, load(language or "und"))


def scan(text: str, table: Table) -> tuple[Damage, ...]:
    """`find` with a given table, so that a measure can hold words back."""
    found = {*_marks(text)}
    if table.vocabulary:
        words = list(WORD.finditer(text))
        found |= {*_glued(words, table), *_calques(text, words, table), *_stray(text, words, table)}
    return tuple(sorted(found, key=lambda d: (d.span, d.kind)))


def _glued(words: list[re.Match[str]], table: Table) -> Iterator[Damage]:
    here = {match[0] for match in words}
    for match in words:
        word = match[0]
        if len(word) < PART + 3 or word in table.vocabulary:
            continue
        folded = word.casefold()
        if any(folded in known for known in (table.vocabulary, table.compounds, table.brands)):
            continue
        split = _camel(word, here, table) or _tail(word, here, table)
        if split:
            left, right, why = split
            reason = f"“{left}” and “{right}” stand without a space; {why}, and “{word}” is in no word list."
            yield Damage(Span(*match.span()), "lost-space", word, f"{left} {right}", reason)


def _camel(word: str, here: set[str], table: Table) -> tuple[str, str, str] | None:
    """`VladimirPutin`: both halves are names known alone; brands of common words (`YouTube`) are not."""
    match = CAMEL.fullmatch(word)
    if match is None:
        return None
    left, right = match.groups()
    names = all(any(part in known for known in (table.proper, table.countries, here)) for part in (left, right))
    common = (left.casefold() in table.vocabulary and left not in table.proper) or (
        right.casefold() in table.vocabulary and right not in table.proper
    )
    return (left, right, "each is a name elsewhere") if names and not common else None


def _tail(word: str, here: set[str], table: Table) -> tuple[str, str, str] | None:
    """A country's name, or a word of this language, with another word glued behind it."""
    for cut in range(len(word) - 3, PART - 1, -1):
        left, right = word[:cut], word[cut:]
        if not right.islower():
            continue
        name = left in table.countries
        if right in table.function and (name or left in here or (len(left) > PART and left in table.vocabulary)):
            return left, right, f"“{right}” is a function word"
        if name and len(right) >= PART and (right in table.vocabulary or right in here):
            return left, right, f"“{left}” is the name of a country"
    return None


def _calques(text: str, words: list[re.Match[str]], table: Table) -> Iterator[Damage]:
    for match in words if table.homographs else ():
        name = table.homographs.get(match[0].casefold())
        if name and match[0][0].isupper() and not _opens(text, match.start()):
            reason = (
                f"“{match[0]}” has a capital inside the sentence, and is a translation of the word {name.lower()!r}."
            )
            yield Damage(Span(*match.span()), "calque", match[0], name, reason)
    for match in RUN.finditer(text) if table.parts else ():
        pieces = match[0].split(" ")
        for size in range(min(len(pieces), 4), 1, -1):
            yield from _translated(match.start(), pieces[:size], table)
            yield from _translated(match.end() - len(" ".join(pieces[-size:])), pieces[-size:], table)


def _translated(start: int, pieces: list[str], table: Table) -> Iterator[Damage]:
    """An outlet whose name's parts were translated one by one, in either order."""
    found = " ".join(pieces)
    parts = [table.parts.get(piece.casefold()) for piece in pieces]
    if None in parts or found.casefold().replace(" ", "") in table.brands:
        return
    for order in permutations(str(part) for part in parts):
        name = table.titles.get("".join(order)) or table.titles.get("the" + "".join(order))
        if name:
            reason = f"“{found}” is “{name}” translated part by part; the outlet does not publish in this language."
            yield Damage(Span(start, start + len(found)), "calque", found, name, reason)
            return


def _opens(text: str, at: int) -> bool:
    """Whether a word opens a sentence, line or quotation, where a capital says nothing."""
    before = text[:at].rstrip(" ") if at < 40 else text[at - 40 : at].rstrip(" ")
    return not before or before[-1] in ".!?\n“\"‘'«„:(—–-"


def _stray(text: str, words: list[re.Match[str]], table: Table) -> Iterator[Damage]:
    for place in range(1, len(words) - 1) if table.stray else ():
        left, match, right = words[place - 1 : place + 2]
        # Plain words around it, one known in this language and none a further article: not an English phrase.
        if (
            match[0] in table.stray
            and text[left.end() : match.start()] == " " == text[match.end() : right.start()]
            and left[0].islower()
            and right[0].islower()
            and (left[0] in table.vocabulary or right[0] in table.vocabulary)
        ):
            reason = f"“{match[0]}” is an English article between words of this language."
            yield Damage(Span(*match.span()), "stray-article", match[0], "", reason)


def _marks(text: str) -> Iterator[Damage]:
    if "„" in text:  # where „…“ is used, “ closes
        return
    for match in REVERSED.finditer(text):
        mark = {"‘": "’", "“": "”"}[match[1]]
        reason = f"The opening mark {match[1]} stands behind a word, where a closing one belongs."
        yield Damage(Span(*match.span()), "quotation-mark", match[1], mark, reason)
    running = False  # a quotation that a paragraph left open may close in the next
    for paragraph in re.finditer(r"[^\n]+", text):
        if '"' in paragraph[0] or "“" not in text:  # straight marks or ” on both sides: the partner is unknown
            continue
        depth = 0
        for sign in re.finditer("[“”]", paragraph[0]):
            depth += 1 if sign[0] == "“" else -1
            if depth == 2 or (depth == -1 and not running):
                at = paragraph.start() + sign.start()
                why = "opens while a quotation is open" if depth == 2 else "closes a quotation that was never opened"
                reason = f"The mark {sign[0]} {why} in this paragraph; one mark is missing or broken."
                yield Damage(Span(at, at + 1), "quotation-mark", sign[0], "", reason)
            depth = min(max(depth, 0), 1)
        running = depth == 1 or (running and "”" not in paragraph[0])
