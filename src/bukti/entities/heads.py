"""Words that tell what a name names, in any inflected form: titles, nouns of bodies, outlets and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bukti import lexicon
from bukti.entities import gazetteer
from bukti.entities.cases import Cases, cases
from bukti.entities.gazetteer import KINDS, WORD, Known
from bukti.entities.types import NameType
from bukti.entities.words import NameWords, of
from bukti.reading.vocabulary import vocabulary
from bukti.text.words import of as texts

SHAPED = 6  # letters of a word whose ending tells an adjective
FEWEST = 4  # letters of a listed name of one word that may be inflected


@dataclass(frozen=True, slots=True)
class Heads:
    """The words of one language by what they tell, as stems.

    Attributes:
        words: the language's section. cases: its paradigms. bases: listed words and names in lower case, as they stand
            in a list. listed: listed names by their first word. kinds: what a word beside a name tells of its kind.
        calendar: months and weekdays, also short. fronts: nouns of bodies of the language itself, without English ones.
        joints: words that join two things that an office is of.
    """

    words: NameWords
    cases: Cases
    titles: frozenset[str]
    domains: frozenset[str]
    bodies: frozenset[str]
    fronts: frozenset[str]
    joints: frozenset[str]
    media: frozenset[str]
    places: frozenset[str]
    directions: frozenset[str]
    bases: frozenset[str]
    listed: dict[str, tuple[Known, ...]]
    kinds: dict[str, tuple[NameType, ...]]
    calendar: frozenset[str]

    def adjective(self, word: str) -> bool:
        """Whether a word is shaped like an adjective."""
        return len(word) > SHAPED and word.casefold().endswith(self.words.adjectives)

    def at(self, words: Sequence[str], place: int) -> tuple[Known, int] | None:
        """The longest listed name at a word and its number of words."""
        bases = self.cases.bases(words[place])
        found = [
            known
            for base in sorted(bases & self.listed.keys())
            for known in self.listed[base]
            if self._same(known.words, words[place : place + len(known.words)])
        ]
        best = max(found, key=lambda known: len(known.words), default=None)
        return (best, len(best.words)) if best is not None else None

    def _same(self, name: Sequence[str], words: Sequence[str]) -> bool:
        """Whether words are a form of a name: capitals where it has them, to the letter where it is short."""
        if len(words) < len(name) or not words[0][:1].isupper():
            return False
        if len(name) == 1 and (len(name[0]) < FEWEST or name[0].isupper()):
            return words[0] == name[0]
        if len(name) == 1 and words[0] != name[0] and len(words[0]) < FEWEST:
            return False
        return all(part.casefold() in self.cases.bases(word) for part, word in zip(name, words, strict=True))


@cache
def heads(code: str | None) -> Heads:
    """The words of a language; the nouns of bodies and outlets abroad are English in every language."""
    words, english, table, spoken = of(code), of("en"), cases(code), vocabulary(code or "")

    def stems(listed: Iterable[str]) -> frozenset[str]:
        return frozenset(table.stem(word) for word in listed)

    listed, shown = _listed(code, words)
    dates = texts(code).dates
    return Heads(
        words=words,
        cases=table,
        titles=stems(words.titles | words.offices),
        domains=stems(words.domains),
        bodies=stems(words.organisations | english.organisations),
        fronts=stems(words.organisations),
        joints=frozenset(spoken.words.grammar.conjunctions if spoken is not None else ()),
        media=stems(words.media | (english.media - words.never)),
        places=stems(words.places | words.realms | english.realms),
        directions=stems(words.directions),
        bases=frozenset({*words.organisations, *words.titles, *words.places, *words.realms, *words.media, *shown}),
        listed=listed,
        kinds=_kinds(table),
        calendar=frozenset({*dates.months, *dates.weekdays}),
    )


def _kinds(table: Cases) -> dict[str, tuple[NameType, ...]]:
    """What a word beside a name tells of its kind, by its stem."""
    found: dict[str, list[NameType]] = {}
    for kind, words in lexicon.resource("name_kinds").items():
        for word in sorted(set(words)):
            found.setdefault(table.stem(word), []).append(NameType(kind.replace("_", "-")))
    return {stem: tuple(dict.fromkeys(kinds)) for stem, kinds in found.items()}


def _listed(code: str | None, words: NameWords) -> tuple[dict[str, tuple[Known, ...]], set[str]]:
    """Listed names by their first word, the language's own before English ones; and their words in lower case."""
    found: dict[str, list[Known]] = {}
    own: set[str] = set()
    entries = sorted(gazetteer.entries(code), key=lambda entry: entry[2] != code)
    for key, name, spoken in (*_more(code), *entries, *_cities(), *_towns(words)):
        parts = tuple(WORD.findall(name))
        if parts and not gazetteer.UNSPACED.search(name):
            kind = KINDS[key.partition(":")[0]]
            found.setdefault(parts[0].casefold(), []).append(Known(key, kind, name, parts))
            if spoken in (code, "any"):
                own.update(part.casefold() for part in parts)
    return {first: tuple(known) for first, known in found.items()}, own


def _more(code: str | None) -> Iterator[tuple[str, str, str]]:
    """Names of regions and bodies in a language."""
    for table in ("gazetteer_more", "gazetteer_regions"):
        for key, by_language in lexicon.resource(table).items():
            for spoken in (code or "en", "any", "en"):
                yield from ((key, name, spoken) for name in by_language.get(spoken, ()))


def _cities() -> Iterator[tuple[str, str, str]]:
    for key, names in lexicon.resource("gazetteer_cities").items():
        yield from ((key, name, "any") for name in names)


def _towns(words: NameWords) -> Iterator[tuple[str, str, str]]:
    """Smaller towns of a language's countries, under the name that GeoNames shows; none that an office may be of."""
    for line in lexicon.resource("places")["towns"].splitlines() if words.home else ():
        number, _, _, region, name, _ = line.split("\t")
        if region.partition(".")[0] in words.home and name.casefold() not in words.domains:
            yield f"place:{number}", name, "any"
