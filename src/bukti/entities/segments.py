"""Cuts runs of capitalised words where one name ends and the next begins."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from bukti.entities import mentions
from bukti.entities.gazetteer import KINDS, Known
from bukti.entities.given import sexes, sounds_like
from bukti.entities.heads import Heads
from bukti.entities.types import NameType
from bukti.model import Document, MentionKind
from bukti.reading.vocabulary import vocabulary

QUOTED = re.compile(r' ["„“«»](?=[^\W\d_a-z])[^"„“”«»\n]{2,40}["“”«»]')
ELIDED = re.compile(r"[^\W\d_]['’]\Z")
NOUNS = 2  # words of a body's noun before its name in quotation marks
ACRONYM = 6  # letters
BEFORE = 4  # words between a title and the name that it belongs to
OPENERS = tuple(".!?…:•–—|\"„“”«»'’‘")
THINGS = {NameType.VESSEL, NameType.AIRCRAFT, NameType.PRODUCT}
NUMERALS = frozenset("IVXLC")


def latin(word: str) -> bool:
    """Whether a word is written in Latin letters."""
    return word[0] < "\u0370" or "\u1e00" <= word[0] < "\u1f00"


@dataclass(frozen=True, slots=True)
class Segment:
    """One name: its first word and one past its last, what a list says of it, and whether a title precedes it."""

    first: int
    end: int
    listed: Known | None = None
    titled: bool = False


class Reader:
    """The words of one document and what each may be."""

    def __init__(self, document: Document, heads: Heads, common: frozenset[str]) -> None:
        self.text = document.report.text
        self.code = document.language.code
        self.tokens = mentions.tokens_of(document)
        self.heads = heads
        self.spoken = vocabulary(self.code or "")
        self.words = [token.word for token in self.tokens]
        self.lows = [word.casefold() for word in self.words]
        self.stems = [heads.cases.stem(word) for word in self.words]
        self.lower = {word for word in self.words if word[:1].islower()} | common
        self.inside = {
            s
            for s, t in zip(self.stems, self.tokens, strict=True)
            if not (t.opens or self._opened(t.start)) and self._capital(t.word)
        }
        self.cased = sum(word.lower() != word.upper() for word in self.words) * 2 > len(self.words)
        self.latin = sum(map(latin, self.words)) * 2 > len(self.words)
        self.opens = [t.opens or self._opened(t.start) for t in self.tokens]
        self._given: dict[str, bool] = {}
        self.hits = dict(self._hits())
        self.runs = [run for run in self._runs() if run[1] > run[0]]
        self.alone = Counter(tuple(self.stems[a:b]) for a, b in self.runs)

    def segments(self) -> list[Segment]:
        """Every name, from left to right."""
        found: list[Segment] = []
        for first, end in self.runs:
            start = max(first, found[-1].end) if found else first
            found += self._cut(self._opening(start, end), end) if start < end else ()
        return found

    def _opening(self, first: int, end: int) -> int:
        """The first word of a run, without one that only opens a sentence ("Отставка |Джонсона")."""
        if first + 1 >= end or not self.opens[first] or first in self.hits:
            return first
        if THINGS & set(self.heads.kinds.get(self.stems[first], ())) and not any(map(self.body, range(first, end))):
            return first + 1  # "Tanker |Vela Nova"
        if self.given(first) or self.body(first) or self.acronym(first) or self.stems[first] in self.inside:
            return first
        rest = tuple(self.stems[first + 1 : end])
        known = first + 1 in self.hits or self.given(first + 1) or self.alone[rest] > 0
        return first + 1 if known or self.small(first) else first

    def before(self, segment: Segment) -> str:
        """The word right before a name, in lower case; "" where something parts them."""
        return self.lows[segment.first - 1] if self.joined(segment.first) else ""

    def after(self, segment: Segment) -> str:
        """The word right behind a name, in lower case; "" where something parts them."""
        return self.lows[segment.end] if segment.end < len(self.words) and self.joined(segment.end) else ""

    def title(self, place: int) -> bool:
        """Whether a word is a title or a role."""
        return self.stems[place] in self.heads.titles

    def body(self, place: int) -> bool:
        """Whether a word is the noun of a body or an outlet."""
        return self.stems[place] in self.heads.bodies or self.stems[place] in self.heads.media

    def given(self, place: int) -> bool:
        """Whether a word is a given name, in any form of it."""
        return place not in self.hits and not self.body(place) and self._listed(self.words[place])

    def _listed(self, word: str) -> bool:
        if word not in self._given:
            bases = {word, *(form.base for form in self.heads.cases.forms(word))}
            self._given[word] = word[:1].isupper() and any(sexes(b) or sounds_like(b) for b in sorted(bases))
        return self._given[word]

    def acronym(self, place: int) -> bool:
        """Whether a word is of capitals alone, and no word of a headline in capitals."""
        word = self.words[place]
        return 1 < len(word) <= ACRONYM and word.isupper() and self.lows[place] not in self.lower

    def small(self, place: int) -> bool:
        """Whether a word, in some form of it, is met in lower case."""
        return not self.lower.isdisjoint(self.heads.cases.bases(self.words[place]))

    def joined(self, place: int) -> bool:
        """Whether nothing but a space or a hyphen parts a word from the one before it."""
        return 0 < place < len(self.tokens) and mentions.joined(self.text, self.tokens[place - 1], self.tokens[place])

    def _opened(self, start: int) -> bool:
        """Whether a sign after which a sentence may begin stands before a word."""
        elided = ELIDED.search(self.text, max(0, start - 2), start)  # "d’|Atlanta"
        return elided is None and self.text[max(0, start - 2) : start].strip()[-1:] in OPENERS

    @staticmethod
    def _capital(word: str) -> bool:
        return word[:1].isupper()

    def _hits(self) -> Iterator[tuple[int, tuple[Known, int]]]:
        place = 0
        while place < len(self.words):
            found = self.heads.at(self.words, place) if self._capital(self.words[place]) else None
            if found and all(map(self.joined, range(place + 1, place + found[1]))) and self._holds(place, *found):
                yield place, found
                place += found[1]
            else:
                place += 1

    def _holds(self, place: int, known: Known, size: int) -> bool:
        """Whether a listed place is not a word of another name ("Washington |Post", "Azia |Bibi")."""
        if size > 1 or not known.key.startswith("place:"):
            return size > 1 or not (self._listed(self.words[place]) and self._goes_on(place + 1))
        after, before = place + 1, place - 1
        taken = self._goes_on(after) and self.stems[after] not in self.heads.directions and not self.title(after)
        town = known.key[6:].isdigit()
        named = town and self._listed(self.words[place])
        behind = self.joined(place) and (self._listed(self.words[before]) or (town and self.said(before)))
        return not ((taken and not self.heads.at(self.words, after)) or named or behind)

    def said(self, place: int) -> bool:
        """Whether a word is a verb of reporting whose speaker follows it ("|ujar| Vena")."""
        return self.spoken is not None and self.spoken.has("behind", self.lows[place])

    def _common_town(self, place: int) -> bool:
        """Whether a town's name is also a common word."""
        return self.hits[place][0].key[6:].isdigit() and self.hits[place][1] == 1 and self.small(place)

    def _starts(self, place: int) -> bool:
        """Whether a name may begin at a word."""
        token = self.tokens[place]
        if place in self.hits:
            city = self.hits[place][0].key[6:].isdigit() and self.hits[place][1] == 1
            return not (self._common_town(place) or (city and self.opens[place] and not self._met(place)))
        if not self._capital(token.word) or self._never(place) or self._glued(place):
            return False
        if self.lows[place] in self.heads.calendar and not self._goes_on(place + 1) and not self.given(place):
            return False  # "on 3 |Nov|", but "Jan Marek"
        if not self.opens[place]:
            return True
        follows = self._goes_on(place + 1)
        if self.small(place):
            return self.body(place) or (follows and self.given(place))
        known = follows or self.given(place) or self._met(place) or self.body(place) or self.acronym(place)
        return known or self._speaks(place)

    def _speaks(self, place: int) -> bool:
        """Whether a verb of reporting follows a word that opens a sentence and is in no list of common words."""
        if self.spoken is None or not mentions.common(self.code) or not self.joined(place + 1):
            return False
        return self.spoken.has("reports", self.lows[place + 1]) and not self.spoken.knows(self.lows[place])

    def _glued(self, place: int) -> bool:
        """Whether an apostrophe parts a word from its own end ("Прем'єр")."""
        token = self.tokens[place]
        after = self.text[token.end : token.end + 2]
        return not latin(token.word) and after[:1] in {"'", "’", "ʼ"} and after[1:].islower()

    def _met(self, place: int) -> bool:
        return self.stems[place] in self.inside

    def _never(self, place: int) -> bool:
        never, word = self.heads.words.never, self.words[place]
        if word in never and word.isupper() and len(word) > 1:
            return True  # listed in its capitals: an abbreviation of a thing
        plain = self.lows[place].strip("0123456789") in never and not self.acronym(place) and not self._dotted(place)
        return plain and not self._borne(place)

    def _dotted(self, place: int) -> bool:
        """Whether a word is a letter of an abbreviation with full stops ("|S|.A.")."""
        token = self.tokens[place]
        before, after = self.text[max(0, token.start - 2) : token.start], self.text[token.end : token.end + 2]
        glued = (before[-1:] == "." and before[:1].isupper()) or (after[:1] == "." and after[1:].isupper())
        return len(token.word) == 1 and glued

    def _borne(self, place: int) -> bool:
        """Whether a word that names nothing by itself is a person's: "Theresa |May|", "according to |Dan| Bennett"."""
        before, after = place - 1, place + 1
        surname = place > 0 and self.joined(place) and self.given(before) and self._capital(self.words[before])
        if surname and self.lows[before] not in self.heads.words.never:
            return not self.text[self.tokens[place].end :].lstrip()[:1].isdigit()
        return (
            not self.opens[place]
            and self.given(place)
            and self._goes_on(after)
            and self.lows[after] not in self.heads.words.never
        )

    def _runs(self) -> Iterator[tuple[int, int]]:
        place = 0
        while place < len(self.tokens):
            if not self._starts(place):
                place += 1
                continue
            end = self._run(place)
            yield place, end
            place = max(end, place + 1)

    def _run(self, place: int) -> int:
        end = place + (self.hits[place][1] if place in self.hits else 1)
        while (
            end < len(self.tokens)
            and self.joined(end)
            and (not self.tokens[end].opens or len(self.words[end - 1]) == 1)
        ):
            if self.paired(end):
                end += 2
                continue
            inside = self.lows[end] in self.heads.words.particles or self._hyphened(end)
            goes_on = self._capital(self.words[end]) and not self._never(end)
            if not (end in self.hits or goes_on or (inside and self._goes_on(end + 1))):
                break
            end += self.hits[end][1] if end in self.hits else 1
        return end

    def paired(self, place: int) -> bool:
        """Whether a word joins two things that an office or a body is of ("Kementerian Hukum |dan| HAM")."""
        if place + 1 >= len(self.words) or self.lows[place] not in self.heads.joints or place == 0:
            return False
        sides = (self.stems[place - 1], self.stems[place + 1])
        return self.heads.domains.issuperset(sides) and self.joined(place) and self._goes_on(place + 1)

    def _hyphened(self, place: int) -> bool:
        """Whether a word stands between two hyphens ("Tehreek-|e|-Labbaik")."""
        token = self.tokens[place]
        return self.text[token.start - 1] == "-" == self.text[token.end : token.end + 1]

    def _goes_on(self, place: int) -> bool:
        return place < len(self.words) and self.joined(place) and self._capital(self.words[place])

    def _cut(self, first: int, end: int) -> Iterator[Segment]:
        start, titled = self._untitled(first, end, self._titled(first))
        place = start
        while start < end:
            place = start + (self.hits[start][1] if start in self.hits else 1)
            while place < end and not self._parts(start, place, end, titled):
                place += self.hits[place][1] if place in self.hits else 1
            yield from self._segment(start, self._ended(start, min(place, end)), titled)
            kept = titled and start in self.hits
            start, titled = self._untitled(place, end, kept)

    def _ended(self, start: int, end: int) -> int:
        """One past the last word of a name, without small words that led on ("Etihad Stadium |de Manchester")."""
        while end - 1 > start and self.lows[end - 1] in self.heads.words.particles and self.words[end - 1].islower():
            end -= 1
        return end

    def _untitled(self, start: int, end: int, titled: bool) -> tuple[int, bool]:
        """The first word behind titles, and what the office is of."""
        while start < end and start not in self.hits:
            domain = titled and (self.stems[start] in self.heads.domains or self.paired(start))
            small = self.words[start] if start + 1 < end else self.lows[start]  # "|Al|-Qaeda" keeps its article
            if not (self.title(start) or domain or small in self.heads.words.particles):
                break
            titled = titled or self.title(start)
            start += 1
        return start, titled

    def _titled(self, first: int) -> bool:
        """Whether a title stands before a name, with what the office is of between ("министр обороны |X")."""
        place = first - 1
        while place >= max(0, first - BEFORE) and self.joined(place + 1):
            if self.title(place) and place not in self.hits:
                return True
            between = self.stems[place] in self.heads.domains or self.heads.adjective(self.lows[place])
            if not between and place not in self.hits:
                return False
            place -= 1
        return False

    def _segment(self, start: int, end: int, titled: bool) -> Iterator[Segment]:
        end = self._quoted(start, self._tail(start, end))
        hit = self.hits.get(start)
        listed = hit[0] if hit and start + hit[1] == end else None
        behind = self.hits.get(start + 1) if self.site(start) else None
        if behind and start + 1 + behind[1] == end and KINDS[behind[0].key.partition(":")[0]] is MentionKind.PLACE:
            listed = behind[0]  # "|Kota |Bandung"
        if end - start == 1 and (set(self.words[start]) <= NUMERALS or len(self.words[start]) < 2):
            return
        yield Segment(start, end, listed, titled and not listed)

    def _quoted(self, start: int, end: int) -> int:
        """One past a name in quotation marks behind the noun of a body ('Агенция "Изгрев"')."""
        if end >= len(self.words) or not self.body(end - 1) or end - start > NOUNS:
            return end
        quoted = QUOTED.match(self.text, self.tokens[end - 1].end)
        if quoted is None:
            return end
        return next(
            p for p in range(end, len(self.tokens) + 1) if p == len(self.tokens) or self.tokens[p].start >= quoted.end()
        )

    def _tail(self, start: int, end: int) -> int:
        """One past the words in lower case that belong to a body's name ("Верховный |суд", "Министерство |обороны")."""
        shaped = end - start == 1 and self.heads.adjective(self.words[start])
        if shaped and self._lower(end) and self.stems[end] in self.heads.bodies:
            end += 1
        if not any(self.stems[place] in self.heads.bodies for place in range(start, end)):
            return end
        if self.heads.words.adjectives and end in self.hits and self.joined(end):
            return end + self.hits[end][1]
        if end + 1 in self.hits and self.lows[end] in self.heads.words.particles and self.words[end - 1].islower():
            return end + 1 + self.hits[end + 1][1]
        last = end
        while (
            self.heads.words.adjectives and last < len(self.words) and self.joined(last) and self.words[last].islower()
        ):
            if self.stems[last] not in self.heads.domains:
                break
            last += 1
        if last > end and last in self.hits and self.joined(last):
            last += self.hits[last][1]
        return last

    def _lower(self, place: int) -> bool:
        """Whether a word in lower case follows without a break."""
        return place < len(self.words) and self.joined(place) and self.words[place].islower()

    def _parts(self, start: int, place: int, end: int, titled: bool) -> bool:
        """Whether a new name begins at a word, behind the words of another."""
        kept = self.site(start) and place in self._kept(start, end)
        if kept or self.text[self.tokens[place].start - 1] == "-":
            return False
        foreign = not self.latin and latin(self.words[place]) != latin(self.words[place - 1])
        titled_next = self.title(place) and place + 1 < end and place not in self.hits
        if foreign or titled_next or self._firm(start, place):
            return True
        bodied = any(map(self.body, range(start, place)))
        if place in self.hits:
            inside = bodied or self.stems[place - 1] in self.heads.directions
            return not inside and not self._common_town(place)
        if start in self.hits and start + self.hits[start][1] == place:
            return self._behind_place(place, end)
        if self.heads.words.head_first and self.stems[place] in self.heads.fronts:
            return not self.body(place - 1) and (not bodied or place + 1 < end)
        return self._begins_person(start, place, end, titled) or self._known(start, place, end, bodied)

    def _firm(self, start: int, place: int) -> bool:
        """Whether a small word follows a firm's whole name ("Meridian Shipping |of Larvik"), no "Bank |of England"."""
        if (
            place - start < NOUNS
            or self.lows[place] not in self.heads.words.particles
            or not self.words[place].islower()
        ):
            return False
        return NameType.COMPANY in self.heads.kinds.get(self.stems[place - 1], ()) and not self.body(place - 1)

    def site(self, place: int) -> bool:
        """Whether a word opens a place's name as its noun, in a language whose nouns do ("|Gedung| DPR")."""
        return self.heads.words.head_first and self.lows[place] in self.heads.words.places

    def _kept(self, start: int, end: int) -> range:
        """The words behind a place's noun that are of its name: one from a list, else all up to the next noun."""
        listed = next((place for place in (start, start + 1) if place in self.hits), None)
        if listed is not None:
            return range(start + 1, listed + self.hits[listed][1])
        return range(
            start + 1, next((p for p in range(start + 1, end) if self.lows[p] in self.heads.words.places), end)
        )

    def _behind_place(self, place: int, end: int) -> bool:
        """Whether a name begins right behind a listed one: no "Jawa |Tengah", no "British |Army"."""
        if self.stems[place] in self.heads.directions:
            return False
        return self.heads.words.head_first or not any(map(self.body, range(place, end)))

    def _begins_person(self, start: int, place: int, end: int, titled: bool) -> bool:
        """Whether a person's name begins at a word, behind a body's or a place's."""
        if self.given(place) and not self._person(start, place) and self._told(start, place):
            return True
        noun = self.stems[place - 1] in self.heads.bodies or self.stems[place - 1] in self.heads.places
        if titled and noun and place - start > 1 and end - place > 1:
            return True  # "председатель Европейского Совета |X Y"
        firm = NameType.COMPANY in self.heads.kinds.get(self.stems[start], ())  # "|PT| Sinar Halim"
        lone = self.acronym(place - 1) and place - 1 == start and not self.body(place) and not firm
        return lone and (self.acronym(place) or end - place > 1)

    def _known(self, start: int, place: int, end: int, bodied: bool) -> bool:
        """Whether one of the two parts stands alone elsewhere in the document."""
        before, rest = (self.alone[tuple(self.stems[a:b])] > 0 for a, b in ((start, place), (place, end)))
        several = place - start > 1
        return (bodied and several and rest) or (end - place > 1 and several and before)

    def _told(self, start: int, place: int) -> bool:
        """Whether words before a given name are none of the person's."""
        if place - start > 1 or self.body(start) or self.acronym(start) or self.heads.adjective(self.words[start]):
            return True
        return start in self.hits or self.alone[tuple(self.stems[start:place])] > 0

    def _person(self, start: int, place: int) -> bool:
        """Whether words may be the beginning of a person's name."""
        first = self.words[start]
        if any(map(self.body, range(start, place))):
            return False
        return self.given(start) or len(first) == 1 or self.lows[place - 1] in self.heads.words.particles
