"""What stands in one sentence: words of harm, and those who may have come to it with their number."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from bukti.derivation.tokens import Tokens
from bukti.incidents.words import HARMS, KINDS, MEANS, PERSONS, TARGETS, Lexis
from bukti.model import Quantity, Span

NOUN = 4  # tokens behind a number within which the noun that it counts stands
TITLE = 2  # tokens between a word of harm and a single noun that needs no article in front of a name
SOON = 3  # tokens behind a word within which what makes it unreal may stand
ARTICLE = 5  # tokens before a noun within which what introduces a single one stands
YEARS = (1900, 2100)  # a bare number in this range is read as a year
PART = 3  # tokens before people within which "including" stands
WHOLE = 4  # tokens between a part and its whole
SEVERAL = 3  # fewest that "several" means, a convention
STOPS = frozenset(".;!?。；！？।")
CLAUSE = STOPS - {"."}  # what no date holds
COMMAS = frozenset(",،、，")
PUNCTUATION = STOPS | COMMAS
PARTING = PUNCTUATION | frozenset(":：")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or phrase that stands for something: tokens `first` up to, not including, `last`."""

    concept: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Item:
    """People with their number, not yet with their fate.

    Attributes:
        first, last: tokens from the comparator to the noun. low, high, comparator: as in `Toll`.
        who: as in `Toll`. known: whether a word tells that people are counted.
        harm: where the noun itself tells it ("16 wounded"). part: some of those told beside it. whole: a denominator.
    """

    first: int
    last: int
    low: float | None
    high: float | None
    comparator: str
    who: str = "person"
    known: bool = True
    harm: str | None = None
    part: bool = False
    whole: bool = False


class Sentence:
    """Tokens, marks and items of one sentence."""

    def __init__(
        self, text: str, tokens: Tokens, bounds: tuple[int, int], lexis: Lexis, quantities: Sequence[Quantity]
    ) -> None:
        self.countries: frozenset[str] = frozenset()  # that its report names, two letters each
        self.timed: frozenset[int] = frozenset()  # tokens of its times, which may stand between what belongs together
        self.text, self.tokens, self.lexis = text, tokens, lexis
        self.first, self.last = bounds
        self.marks = self._marks()
        self._at = {place: mark for mark in self.marks for place in range(mark.first, mark.last)}
        self._numbers = frozenset(self._tokens(quantity.span)[0] for quantity in quantities)
        self._quantities, self._attacks = quantities, 1.0

    @cached_property
    def items(self) -> list[Item]:
        """People with their number, in order of place; asked for once the times are known."""
        counted = [item for quantity in self._quantities if (item := self._counted(quantity)) is not None]
        alone = [item for mark in self.marks if (item := self._alone(mark, counted)) is not None]
        return self._sided(sorted((*counted, *alone), key=lambda item: (item.first, item.last)))

    @property
    def attacks(self) -> float:
        """How many attacks it counts."""
        _ = self.items  # counted while they are read
        return self._attacks

    def concept(self, place: int) -> str | None:
        """What the token at a place stands for, alone or in a phrase."""
        mark = self._at.get(place)
        return mark.concept if mark else None

    def gap(self, before: int, after: int) -> str:
        """The text between the token before place `before` and the token at `after`."""
        return self.text[self.tokens.ends[before - 1] : self.tokens.starts[after]] if before <= after else ""

    def parted(self, before: int, after: int, marks: frozenset[str] = STOPS) -> bool:
        """Whether punctuation of a sort stands between two places."""
        return any(char in marks for char in self.gap(before, after))

    def between(self, before: int, after: int) -> list[int]:
        """Tokens between two places, those of times left out."""
        return [place for place in range(before, after) if place not in self.timed]

    def broken(self, before: int, after: int, marks: frozenset[str] = PUNCTUATION) -> bool:
        """Whether punctuation stands between two places that is not that of a time ("killed on Monday, 5 May, two")."""
        return any(
            self.parted(place, place, marks)
            for place in range(before, after + 1)
            if not {place - 1, place} & self.timed
        )

    def joined(self, before: int, after: int) -> bool:
        """Whether a word that joins two clauses stands between two places."""
        attached = any(self.tokens.forms[after].startswith(joint) for joint in self.lexis.attached)
        return attached or any(
            self.tokens.forms[place] in self.lexis.joints or self.concept(place) == "and"
            for place in range(before, after)
        )

    def staged(self, mark: Mark) -> bool:
        """Whether a word stands in a drill, a simulation or a story: one frames the sentence, or its clause has one.

        It frames all that stands behind it up to a stop where nothing happened before it ("in the drill on Friday, 20
        were killed", "an air strike drill"), not where it was hit itself ("a missile hit the exercise, killing five").
        """
        for other in (one for one in self.marks if one.concept == "staged"):
            real = any(
                one.last < other.first and not self.parted(one.last, other.first, CLAUSE)
                for one in self.marks
                if one.concept in KINDS or one.concept in HARMS
            )
            frames = other.first < mark.first and not real
            ends = PUNCTUATION if not frames else STOPS
            between = (min(other.last, mark.last), max(other.first, mark.first))
            parted = self.broken(*between, ends) or self.parted(*between, CLAUSE)
            if not parted and (frames or (other.first - mark.last <= SOON and other.last > mark.first)):
                return True
            if not parted and (self.lexis.words.final or mark.last == other.first):
                return True
        return False

    def unreal(self, mark: Mark) -> bool:
        """Whether the clause of a word tells what did not happen, or only may ("could"), or it is staged.

        Where verbs do not stand last, what tells so long behind it is of something else ("detained men who planned").
        """
        return self.staged(mark) or any(
            other.concept == "unreal"
            and (self.lexis.words.final or other.first - mark.last <= SOON)
            and not self.parted(min(other.last, mark.last), max(other.first, mark.first), PUNCTUATION)
            for other in self.marks
        )

    def written(self, first: int, last: int) -> Span:
        """Tokens as they are written: they lose the vowel signs at their end."""
        span = self.tokens.span(first, last)
        end = span.end
        while end < len(self.text) and unicodedata.category(self.text[end]).startswith("M"):
            end += 1
        return Span(span.start, end)

    def span(self, item: Item) -> Span:
        """The words of an item."""
        return self.tokens.span(item.first, item.last)

    def _marks(self) -> tuple[Mark, ...]:
        found: list[Mark] = []
        place = self.first
        while place < self.last:
            concept, size = self.lexis.at(self.tokens.forms, place)
            if concept:
                found.append(Mark(concept, place, place + size))
            place += size
        held = any(mark.concept == "detained" for mark in found)
        return tuple(mark for mark in found if held or mark.concept != "released")

    def _counted(self, quantity: Quantity) -> Item | None:
        """People that a quantity counts, or None where it counts something else."""
        first, last = self._tokens(quantity.span)
        if first == last or quantity.unit in {"%", "％"} or not self.text[quantity.span.start].isalnum():
            return None
        year = quantity.low is not None and quantity.low == quantity.high and YEARS[0] <= quantity.low <= YEARS[1]
        item = Item(first, last, quantity.low, quantity.high, quantity.comparator, known=False)
        for place in self.between(last, self.last)[:NOUN]:
            if self.broken(last, place):
                break
            form, concept = self.tokens.forms[place], self.concept(place)
            if form[0].isdecimal() or place in self._numbers:
                break
            if concept == "age" or form in self.lexis.units or form in self.lexis.measures:
                return None
            attacks = quantity.unit and self.timed.isdisjoint(range(last, place))  # "أربعة |يوم الأربعاء في هجوم"
            if concept in KINDS and concept not in HARMS and attacks and not item.known:
                means = concept in MEANS or self.lexis.munitions.among(self._forms(self._at[place]))
                self._attacks = self._attacks if means else max(self._attacks, quantity.low or 1.0)
                return None
            if concept in PERSONS:
                return replace(item, last=self._at[place].last, who=PERSONS[concept][0], known=True)
            if concept in HARMS:
                return item if item.known else self._harmed(item, self._at[place])
            if concept == "rest":
                item = replace(item, last=place + 1, known=True)
            elif concept in {"more", "several"} and place == item.last:  # "30多人"
                item = replace(item, last=self._at[place].last, high=None, comparator="more-than")
            elif concept in {"none", "one"} or form in self.lexis.joints:
                break
        if not item.known and self._such(first):
            self._attacks = max(self._attacks, quantity.low or 1.0)
            year = True  # in any case, no people
        return None if year and not item.known else item

    def _harmed(self, item: Item, harm: Mark) -> Item:
        """People whom a word of harm counts, with the noun right behind it ("12 wounded |civilians")."""
        noun = self._at.get(harm.last)
        if noun is None or noun.concept not in PERSONS or self._apart(harm.last, harm.last):
            return replace(item, last=harm.last, known=True, harm=harm.concept)
        return replace(item, last=noun.last, who=PERSONS[noun.concept][0], known=True, harm=harm.concept)

    def _such(self, first: int) -> bool:
        """Whether a number stands behind attacks that a word such as "such" brings in ("таких ударов было |17")."""
        near = [mark for mark in self.marks if mark.concept in KINDS and 0 <= first - mark.last <= SOON]
        return any(self.concept(mark.first - 1) == "such" and not self._apart(mark.last, first) for mark in near)

    def _forms(self, mark: Mark) -> tuple[str, ...]:
        return tuple(self.tokens.forms[mark.first : mark.last])

    def _tokens(self, span: Span) -> tuple[int, int]:
        """Tokens that a quantity touches: a numeral may be written together with what it counts."""
        places = [
            place
            for place in range(self.first, self.last)
            if self.tokens.starts[place] < span.end and span.start < self.tokens.ends[place]
        ]
        return (places[0], places[-1] + 1) if places else (self.first, self.first)

    def _alone(self, mark: Mark, counted: Sequence[Item]) -> Item | None:
        """People told without a number: a single noun, two, "several"."""
        if any(item.first <= mark.first < item.last for item in counted):
            return None
        if mark.concept in {"pair", "single"}:
            number = 2 if mark.concept == "pair" else 1
            return Item(mark.first, mark.last, number, number, mark.concept)
        return self._several(mark) if mark.concept == "several" else self._single(mark, counted)

    def _several(self, mark: Mark) -> Item | None:
        noun = next((self._at[p] for p in range(mark.last, min(mark.last + NOUN, self.last)) if p in self._at), None)
        if noun is None or noun.concept not in {*PERSONS, *HARMS, "rest"}:
            return None
        who = PERSONS.get(noun.concept, ("person", False))[0]
        harm = noun.concept if noun.concept in HARMS else None
        return Item(mark.first, noun.last, SEVERAL, None, "several", who, harm=harm)

    def _single(self, mark: Mark, counted: Sequence[Item]) -> Item | None:
        """One person, told by a noun with "a", or by one in the singular with "her", behind harm, or without either."""
        who, singular = PERSONS.get(mark.concept, ("", False))
        if not who or any(item.last == mark.first and not self._apart(item.last, mark.first) for item in counted):
            return None
        if self.concept(mark.last) in TARGETS and not self._apart(mark.last, mark.last):
            return None  # "a children's hospital"
        for place in range(mark.first - 1, max(self.first, mark.first - ARTICLE) - 1, -1):
            concept = self.concept(place)
            if concept == "one" or (concept == "the" and singular):
                return Item(place, mark.last, 1, 1, "one", who)
            if concept == "several":
                return None
            one = singular or (concept in HARMS and self.concept(self._at[place].first - 1) == "one")  # "一名受伤|妇女"
            if concept in HARMS and one and mark.first - place <= TITLE and not self._apart(place, mark.first):
                return Item(mark.first, mark.last, 1, 1, "one", who)  # "killed Guardlight leader Olek Marun"
            if concept in PERSONS or concept in HARMS or self.parted(place, mark.first, PARTING):
                break
        return Item(mark.first, mark.last, 1, 1, "one", who) if singular and self.lexis.words.bare else None

    def _apart(self, before: int, after: int) -> bool:
        return self.parted(before, after, PUNCTUATION)

    def _sided(self, items: Sequence[Item]) -> list[Item]:
        """Items with those marked that are a part of others or the whole of which others are a part."""
        found: list[Item] = []
        for number, item in enumerate(items):
            later = items[number + 1] if number + 1 < len(items) else None
            part = self._part_before(item, found[-1] if found else None) or self._part_behind(item, later)
            if self.lexis.words.whole_first:
                whole = later is not None and self._of(item.last, later.first)
            else:
                whole = bool(found) and self._of(found[-1].last, item.first)
                if whole and not part:
                    freed = any(mark.concept == "released" for mark in self.marks)
                    harm = None if freed else item.harm  # "dos de los cinco |detenidos" were released
                    found[-1] = replace(found[-1], last=item.last, known=item.known, who=item.who, harm=harm)
            found.append(replace(item, part=part, whole=whole and not part))
        return found

    def _part_before(self, item: Item, earlier: Item | None) -> bool:
        """Whether "including" stands before an item; where verbs stand last it may belong to the item before that."""
        places = range(max(self.first, item.first - PART), item.first)
        taken = earlier.last if earlier and self.lexis.words.final else None
        return any(self.concept(place) == "part" and place != taken for place in places)

    def _part_behind(self, item: Item, later: Item | None) -> bool:
        """Whether "of them", "among them" stands right behind an item and opens no other one."""
        mark = self._at.get(item.last)
        if mark is None or mark.concept != "part" or self.parted(item.last, item.last, COMMAS):
            return False
        return later is None or later.first > mark.last or self.lexis.words.final

    def _of(self, first: int, last: int) -> bool:
        told = any(self.concept(place) == "of" for place in range(first, last))
        return told and last - first <= WHOLE and not self._apart(first, last)
