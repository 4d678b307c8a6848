"""Shape of a language's `names` section."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class NameWords(BaseModel):
    """Words of one language around names; all lower case.

    Attributes:
        titles: roles and titles that stand before a person's name. particles: small words inside a name.
        organisations: words that make a name one of a body. media: words that do so of an outlet, first or last in it.
        domains: what an office is of, between a title and the name ("Menteri |Keuangan Anna Berg").
        places: words that make it one of a place.
        place_before: words after which a name is a place. never: capitalised words that are no names.
        function: words that never stand glued to another, of three letters or more.
        compounds: words that look glued and are not. stray: words of another language that translation leaves behind.
        homographs: word -> English name that a translation machine took for a common noun.
        letters: characters that spell foreign names in a script without spaces. surnames: those that family names are
            written with there.
        calque_words: word -> English part of the name of an outlet or a body.
    """

    model_config = ConfigDict(extra="forbid")

    titles: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    place_before: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()
    function: tuple[str, ...] = ()
    compounds: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()
    letters: str = ""
    surnames: frozenset[str] = frozenset()
    homographs: dict[str, str] = {}
    calque_words: dict[str, str] = {}
