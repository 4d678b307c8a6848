"""Shape of the `citation` section of a language file, and the language-neutral table beside it.

A form is words separated by one space, folded (lower case); it matches whole tokens of the text. In scripts without
spaces every character is a token, so a form of two characters matches exactly these.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon
from bukti.derivation.tokens import fold, tokenise
from bukti.entities.words import NameWords
from bukti.text.words import of

Form = tuple[str, ...]


class CitationWords(BaseModel):
    """How reports of one language name where they took something from.

    Attributes:
        before: forms that stand before the name of the source medium ("told", "according to").
        after: forms that stand after it ("reported", "has learned").
        credits: forms beside a name that declare a contribution ("contributed to this report").
        corrections: forms that announce a correction or update of an earlier report.
        boilerplate: forms at the start of a paragraph that belongs to the page, not to the report ("read more").
        footers: forms anywhere in such a paragraph ("all rights reserved").
        first_hand: forms by which a report shows material of its own ("told me", "our reporter").
        media: words for a medium that stand before its name ("newspaper", "agency"). named: those that stand after it,
            or end it in scripts without spaces ("新聞").
        unnamed: media without a name ("local media", "state television").
        things: words beside a name that make it a thing or a person of the medium, no source ("building", "owner of").
        photos: words that open the credit of a picture ("photo", "image").
        to: forms before a medium to which somebody speaks, beside a verb of speech ("al"). towards: forms after it.
        final: verbs of reporting that end a sentence which its subject opens (Japanese, Korean).
        bylines: words before an author's name ("by").
        relays: forms before a medium that another has something from ("citing"). relayed: forms after it ("を引用").
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...] = ()
    bylines: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    first_hand: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    unnamed: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    photos: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    towards: tuple[str, ...] = ()
    final: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()
    relayed: tuple[str, ...] = ()


class CitationTable(BaseModel):
    """The file `resources/citation.yml`: forms of languages that have no file of their own yet.

    Attributes:
        languages: ISO 639 code -> forms.
        generic: words that are no outlet's name though they stand where one would ("news", "agency").
        neutral: forms that hold in every language.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    languages: dict[str, CitationWords] = {}
    generic: tuple[str, ...] = ()
    neutral: CitationWords = CitationWords()


@cache
def table() -> CitationTable:
    """The packaged table."""
    return CitationTable.model_validate(lexicon.resource("citation"))


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a language as token sequences; fields as in `CitationWords`."""

    before: tuple[Form, ...]
    bylines: tuple[Form, ...]
    after: tuple[Form, ...]
    credits: tuple[Form, ...]
    corrections: tuple[Form, ...]
    boilerplate: tuple[Form, ...]
    footers: tuple[Form, ...]
    first_hand: tuple[Form, ...]
    media: tuple[Form, ...]
    named: tuple[Form, ...]
    unnamed: tuple[Form, ...]
    things: tuple[Form, ...]
    photos: tuple[Form, ...]
    to: tuple[Form, ...]
    towards: tuple[Form, ...]
    final: tuple[Form, ...]
    relays: tuple[Form, ...]
    relayed: tuple[Form, ...]


@cache
def forms(code: str | None) -> Forms:
    """Forms of a language: its own section and the table's row, always with the neutral forms; these alone for None."""
    language = lexicon.load(code) if code else None
    own = language.section("citation", CitationWords) if language else CitationWords()
    rows = (table().neutral, own, table().languages.get(code or "", CitationWords()))
    return Forms(**{name: _tokenised(rows, name) for name in CitationWords.model_fields})


@cache
def speech(code: str | None) -> frozenset[str]:
    """Folded verbs of speech of a language."""
    return frozenset(fold(word) for word in of(code).speech)


@cache
def particles(code: str | None) -> frozenset[str]:
    """Small words inside names of a language."""
    language = lexicon.load(code) if code else None
    return language.section("names", NameWords).particles if language else frozenset()


@cache
def never(code: str | None) -> frozenset[str]:
    """Words of a language that are no names though they stand with a capital."""
    language = lexicon.load(code) if code else None
    return language.section("names", NameWords).never if language else frozenset()


@dataclass(frozen=True, slots=True)
class Bodies:
    """Folded words that make a name one of a body ("ministry"), and those that make it one of a medium."""

    bodies: frozenset[str]
    media: frozenset[str]


@cache
def bodies(code: str | None) -> Bodies:
    """Those of a language and of English, in which bodies abroad are named."""
    files = [found for found in map(lexicon.load, sorted({code or "en", "en"})) if found]
    names = [language.section("names", NameWords) for language in files]
    organisations = frozenset(word for section in names for word in section.organisations)
    media = frozenset(word for section in names for word in section.media)
    return Bodies(organisations, media | (frozenset(table().generic) - organisations - {"press"}))


def _tokenised(rows: Iterable[CitationWords], name: str) -> tuple[Form, ...]:
    """The forms of one field in every row, each once, as tokens."""
    found = (tokenise(form).forms for row in rows for form in getattr(row, name))
    return tuple(dict.fromkeys(form for form in found if form))
