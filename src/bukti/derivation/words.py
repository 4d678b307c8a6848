"""Shape of the `citation` section of a language file, and the language-neutral table beside it.

A form is words separated by one space, folded (lower case); it matches whole tokens of the text. In scripts without
spaces every character is a token, so a form of two characters matches exactly these.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon


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


@cache
def load(code: str | None) -> CitationWords:
    """Forms of a language: its own section, else the table's row, always with the neutral forms; English for None."""
    language = lexicon.load(code) if code else None
    own = language.section("citation", CitationWords) if language else CitationWords()
    rows = [table().neutral, own, table().languages.get(code or "", CitationWords())]
    return _merged(rows)


def _merged(rows: Iterable[CitationWords]) -> CitationWords:
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for name in CitationWords.model_fields:
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *getattr(row, name))))
    return CitationWords(**found)
