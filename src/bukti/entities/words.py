"""Shape of a language's `names` section."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from bukti import lexicon


class NameWords(BaseModel):
    """Words of one language around names; all lower case.

    Attributes:
        titles: roles and titles that stand before a person's name. particles: small words inside a name.
        organisations: words that make a name one of a body. media: words that do so of an outlet, first or last in it.
        domains: what an office is of, between a title and the name ("Menteri |Keuangan Anna Berg").
        places: words that make it one of a place.
        place_before: words after which a name is a place. where: words after which a place's name says where, while
            elsewhere it may stand for who acts there or whose something is. degrees: what may end a person's name.
        never: capitalised words that are no names, and abbreviations of things in their capitals (so far in `id` only).
        function: words that never stand glued to another, of three letters or more.
        compounds: words that look glued and are not. stray: words of another language that translation leaves behind.
        homographs: word -> English name that a translation machine took for a common noun.
        letters: characters that spell foreign names in a script without spaces. surnames: those that family names are
            written with there.
        calque_words: word -> English part of the name of an outlet or a body.
        cases: sex or number (m, f, n, p) -> paradigms of names, the endings parted by one space, the nominative first.
        adjectives: endings that adjectives have. surnames_end: endings that family names have.
        directions: words that stand beside a place's name and belong to it. realms: nouns that name a place.
        head_first: whether the noun of a body opens its name ("Partai |Demokrat"), so that a name ends before one.
        offices: further titles, mostly short forms; only the typed names read them.
        subsidiaries: words for a firm that belongs to another; divisions: further ones, of a firm's owner only.
        belonging: words between them and the owner; "" where none needs to stand there. owner_first: whether the owner
            stands before them. sanctions: words for sanctions; `*` stands for any ending.
        home: codes of the countries whose smaller towns its texts name too.
        capital_nouns: whether every noun has a capital, so that a single one is no name yet.
    """

    model_config = ConfigDict(extra="forbid")

    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    place_before: frozenset[str] = frozenset()
    where: frozenset[str] = frozenset()
    degrees: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    function: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    letters: str = ""
    surnames: frozenset[str] = frozenset()
    homographs: dict[str, str] = {}
    calque_words: dict[str, str] = {}
    cases: dict[str, tuple[str, ...]] = {}
    adjectives: tuple[str, ...] = ()
    surnames_end: tuple[str, ...] = ()
    directions: frozenset[str] = frozenset()
    realms: frozenset[str] = frozenset()
    head_first: bool = False
    offices: frozenset[str] = frozenset()
    home: frozenset[str] = frozenset()
    capital_nouns: bool = False
    subsidiaries: tuple[str, ...] = ()
    divisions: tuple[str, ...] = ()
    belonging: frozenset[str] = frozenset()
    owner_first: bool = False
    sanctions: tuple[str, ...] = ()


@cache
def of(code: str | None) -> NameWords:
    """The words of a language; of one that has names only (resources/names), those; else none."""
    language = lexicon.load(code) if code else None
    if language is not None:
        return language.section("names", NameWords)
    try:
        return NameWords.model_validate(lexicon.resource(f"names/{code}")["names"])
    except FileNotFoundError:
        return NameWords()
