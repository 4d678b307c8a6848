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
from bukti.derivation.tokens import tokenise


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
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    boilerplate: tuple[str, ...] = ()
    footers: tuple[str, ...] = ()
    first_hand: tuple[str, ...] = ()


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

    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]
    credits: tuple[tuple[str, ...], ...]
    corrections: tuple[tuple[str, ...], ...]
    boilerplate: tuple[tuple[str, ...], ...]
    footers: tuple[tuple[str, ...], ...]
    first_hand: tuple[tuple[str, ...], ...]


@cache
def forms(code: str | None) -> Forms:
    """Forms of a language: its own section and the table's row, always with the neutral forms; these alone for None."""
    language = lexicon.load(code) if code else None
    own = language.section("citation", CitationWords) if language else CitationWords()
    rows = (table().neutral, own, table().languages.get(code or "", CitationWords()))
    return Forms(**{name: _tokenised(rows, name) for name in CitationWords.model_fields})


def _tokenised(rows: Iterable[CitationWords], name: str) -> tuple[tuple[str, ...], ...]:
    """The forms of one field in every row, each once, as tokens."""
    found = (tokenise(form).forms for row in rows for form in getattr(row, name))
    return tuple(dict.fromkeys(form for form in found if form))
