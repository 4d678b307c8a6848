"""Known names: countries, governments by their capitals, bodies, outlets, large places, in every packaged language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rigour.text.translit import ascii_text

from bukti import lexicon
from bukti.model import MentionKind

KINDS = {
    "country": MentionKind.COUNTRY,
    "org": MentionKind.ORGANISATION,
    "place": MentionKind.PLACE,
    "media": MentionKind.MEDIA,
}
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # kana and Han are written without spaces
INFLECTING = frozenset({"ru", "uk", "pl", "cs", "be", "bg", "sr", "hr", "sk", "ro"})
ENDING = re.compile(r"[аяоеиіїйьыуюaeyoiąęá]$")
WORD = re.compile(r"\w[\w\u0900-\u0963\u0966-\u0dff]*")  # vowel signs of Indic scripts are no end of a word
STEM = 4  # letters that a stem needs before an ending may vary
ENDINGS = 4  # letters an ending may have


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: identity, kind, the name to show, and the words (or, unspaced, the characters) to look for."""

    key: str
    kind: MentionKind
    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by first word (exact), by first four letters (stems) and by first character (unspaced scripts)."""

    exact: dict[str, tuple[Known, ...]]
    stems: dict[str, tuple[Known, ...]]
    unspaced: dict[str, tuple[Known, ...]]


def fold(name: str) -> str:
    """Latin letters, lower case, without marks; words by one space. Names equal after folding have one key."""
    latin = ascii_text(unicodedata.normalize("NFKC", name)).casefold()
    return " ".join(WORD.findall(latin))


@cache
def shown() -> dict[str, str]:
    """Key -> the English (else first) name, for names that were repaired or written in another script."""
    names: dict[str, str] = {}
    for key, by_language in lexicon.resource("gazetteer_countries").items():
        names[key] = by_language["en"][0]
    for key, by_language in lexicon.resource("gazetteer")["names"].items():
        names.setdefault(key, (by_language.get("en") or next(iter(by_language.values())))[0])
    return names | {outlet.key: outlet.name for outlet in lexicon.outlets()}


@cache
def load(language: str | None) -> Gazetteer:
    """Names that a text of a language may hold: its own and English ones, or all where it has none."""
    exact: dict[str, list[Known]] = {}
    stems: dict[str, list[Known]] = {}
    unspaced: dict[str, list[Known]] = {}
    for key, name, spoken in entries(language):
        kind = KINDS[key.partition(":")[0]]
        if UNSPACED.search(name):
            if len(name) > 1:
                unspaced.setdefault(name[0], []).append(Known(key, kind, name, (name,)))
            continue
        words = tuple(WORD.findall(name))
        exact.setdefault(words[0], []).append(Known(key, kind, name, words))
        cut = tuple(ENDING.sub("", word) if word[:1].isupper() or len(word) > STEM else word for word in words)
        if (spoken in INFLECTING or language in INFLECTING) and len(cut[0]) >= STEM and not name.isupper():
            stems.setdefault(cut[0][:STEM], []).append(Known(key, kind, name, cut))
    return Gazetteer(_longest(exact), _longest(stems), _longest(unspaced))


def entries(language: str | None) -> Iterator[tuple[str, str, str]]:
    """(key, name, language of the name) of every name that may stand in a text of the language."""
    countries, written = lexicon.resource("gazetteer_countries"), lexicon.resource("gazetteer")
    known = language in next(iter(countries.values()))
    for table in (countries, written["names"]):
        for key, by_language in table.items():
            for code, names in by_language.items():
                if not known or code in {language, "en", "any"}:
                    yield from ((key, name, code) for name in names)
    for section in ("governments", "cities"):
        for key, names in written[section].items():
            yield from ((key, name, "any") for name in names)
    for outlet in lexicon.outlets():
        yield from ((outlet.key, name, "any") for name in outlet.names)


def _longest(table: dict[str, list[Known]]) -> dict[str, tuple[Known, ...]]:
    """Candidates in order of length, longest first; equal names keep the first, written order."""
    return {
        first: tuple(sorted(dict.fromkeys(known), key=lambda k: (-len(k.words), -len("".join(k.words)))))
        for first, known in table.items()
    }
