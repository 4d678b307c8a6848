"""Quantities: numbers in digits and words, with comparators, ranges and what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bukti.model import Quantity, Span
from bukti.text.unspaced import UNSPACED, word_ends
from bukti.text.words import NumberWords, of

# a space parts thousands, never two numbers ("2024 14 Menschen")
# a word keeps vowel signs and joiners of Indic and Arabic script, and an apostrophe between Cyrillic letters ("п'ять")
WORD = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0963\u200c\u200d]|(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff]))*"
TOKEN = re.compile(
    r"(?<!\d)\d{1,3}(?:[ \u00a0\u202f]\d{3}(?!\d))+(?:[.,٫]\d+)?|\d+(?:[.,٫٬'](?=\d)\d+)*"
    rf"|{WORD}|[%％–—-]|\S"
)
APOSTROPHES = str.maketrans("’ʼ", "''")
CURRENCIES = frozenset("$€£¥₹₽₩₴")
THOUSAND, MYRIAD = 1_000, 10_000  # the first scale that stands for a whole group of figures: 10,000 in Chinese
DASHES = frozenset("-–—")
BEHIND = 3  # words of a comparator behind a number, at most


class _Token(NamedTuple):
    words: str
    start: int
    end: int


def quantities(text: str, language: str | None, avoid: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Quantities of a text, sorted and apart.

    Args:
        text: the report's text.
        language: ISO 639-1 code; without a language file only digits are read.
        avoid: sorted ranges that are no quantities (times).
    """
    words = of(language).numbers
    tokens = list(_tokens(text, words))
    reader = _Reader(text, tokens, words)
    starts = {*words.orders, *words.cardinals, words.teens, words.tens}
    made: list[Quantity] = []
    taken = block = 0
    for place, token in enumerate(tokens):
        while block < len(avoid) and avoid[block].end <= token.start:
            block += 1
        if block < len(avoid) and avoid[block].start < token.end:
            taken = max(taken, place + 1)
        elif place >= taken and (token.words in starts or token.words[0].isdecimal()):
            found = reader.read(place, taken)
            if found:
                made.append(found[0])
                taken = found[1]
    return tuple(made)


def _tokens(text: str, words: NumberWords) -> Iterator[_Token]:
    """Words, digits and marks; a script without spaces is cut where ICU ends a word, numerals into their figures.

    ICU takes a figure and its counter for one word ("八人"); other words that begin like a number stay whole ("十分").
    """
    figures = frozenset(word for word in (*words.cardinals, *words.scales, words.tens) if word and len(word) == 1)
    counted = False  # whether the last token was a number, so that what comes now may be its scale: 70|万桶
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if not UNSPACED.search(match[0]):
            yield _Token(match[0].casefold().translate(APOSTROPHES), start, end)
            counted = match[0][0].isdecimal()
            continue
        for stop in [start + size for size in word_ends(match[0])]:
            vague = next((order for order in words.orders if text.startswith(order, start)), "")
            if vague:  # "数十人": ICU cuts inside
                yield _Token(vague, start, start + len(vague))
                start += len(vague)
            if start >= stop:
                continue
            counter = next((n for n in range(start, stop) if text[n] not in figures), stop)
            scaled = counted and text[start] in words.scales
            if counter == stop or scaled or text[counter:stop] in words.linkers:
                yield from (_Token(text[n], n, n + 1) for n in range(start, counter))
                start = counter
            if start < stop:
                yield _Token(text[start:stop], start, stop)
            counted, start = counter == stop, stop


class _Reader:
    """Reads one quantity that begins at a token."""

    def __init__(self, text: str, tokens: Sequence[_Token], words: NumberWords) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words
        self._group = MYRIAD if MYRIAD in words.scales.values() else THOUSAND

    def read(self, place: int, floor: int) -> tuple[Quantity, int] | None:
        """The quantity at `place` and the token after its number; comparators reach back to token `floor`."""
        order = self.words.orders.get(self.tokens[place].words)
        if order:
            return self._made(place, place + 1, order, ("order", place))
        value, after = self._number(place)
        if value is None or self._part_of_name(place, after):
            return None
        comparator, first = self._comparator(place, floor)
        high, end = self._range(after)
        if high is not None and high > value:
            return self._made(place, end, (value, high), ("between", first))
        if comparator == "exactly":
            comparator, after = self._behind(after)
        if (
            after == place + 1
            and value == 1
            and not self.tokens[place].words[0].isdecimal()
            and comparator == "exactly"
        ):
            return None  # "one", "satu": mostly a pronoun or an article
        return self._made(place, after, (value, value), (comparator, first))

    def _made(
        self, place: int, after: int, bounds: tuple[float, float], compared: tuple[str, int]
    ) -> tuple[Quantity, int]:
        comparator, first = compared
        low: float | None = bounds[0]
        high: float | None = bounds[1]
        if comparator in {"at-least", "more-than"}:
            high = None
        elif comparator in {"at-most", "less-than"}:
            low = None
        start = self.tokens[min(first, place)].start
        unit = self._unit(after)
        end = self.tokens[after - 1].end
        if start and self.text[start - 1] in CURRENCIES:
            start, unit = start - 1, self.text[start - 1]
        elif self.text[self.tokens[place].start - 1 : self.tokens[place].start] in CURRENCIES:
            unit = self.text[self.tokens[place].start - 1]
        return Quantity(Span(start, end), low, high, comparator, unit), after

    def _part_of_name(self, place: int, after: int) -> bool:
        """Whether digits touch letters or hyphens of a name (F-16, B2, COVID-19) or another number (1.2.3)."""
        start, end = self.tokens[place].start, self.tokens[after - 1].end
        before, behind = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        letters = self.tokens[place].words[0].isdecimal()
        if not letters:
            return False
        dashed = before in DASHES and self.text[max(0, start - 2)].isalpha() and not self._attached(place)
        glued = (before.isalpha() and before.isascii()) or dashed
        return (
            (bool(before) and glued)
            or before in {"/", ":", "_"}
            or behind in {"/", ":", "_"}
            or (behind.isascii() and behind.isalpha() and before.isascii() and before.isalpha())
        )

    def _number(self, place: int) -> tuple[float | None, int]:
        token = self.tokens[place].words
        if token[0].isdecimal():
            return self._scaled(place)
        return self._spelled(place)

    def _scaled(self, place: int) -> tuple[float | None, int]:
        """Digits and the scales behind them; where scales are myriads, also what is below one (3万5000, 1億2000万)."""
        value, place = self._digits(self.tokens[place].words), place + 1
        scale = 1.0
        while value is not None and place < len(self.tokens) and self.tokens[place].words in self.words.scales:
            scale *= self.words.scales[self.tokens[place].words]
            place += 1
        if value is None or scale < MYRIAD or self._group < MYRIAD:
            return None if value is None else value * scale, place
        if place < len(self.tokens) and self.tokens[place].words[0].isdecimal():
            rest, after = self._scaled(place)
            if rest is not None and rest < scale:
                return value * scale + rest, after
        return value * scale, place

    def _digits(self, raw: str) -> float | None:
        """The value of digits with the language's separators; groups of three decide where they are unclear."""
        for mark in "' \u00a0\u202f٬":
            raw = raw.replace(mark, "")
        raw = raw.replace("٫", ".") if "٫" in raw else raw
        thousands, decimal = self.words.thousands, self.words.decimal
        if thousands in raw and re.fullmatch(
            rf"\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+(?:{re.escape(decimal)}\d+)?", raw
        ):
            raw = raw.replace(thousands, "").replace(decimal, ".")
        elif raw.count(decimal) == 1 and thousands not in raw:
            raw = raw.replace(decimal, ".")
        elif raw.count(thousands) == 1 and decimal not in raw:
            raw = raw.replace(thousands, ".")
        try:
            return float(raw)
        except ValueError:
            return None

    def _spelled(self, place: int) -> tuple[float | None, int]:
        """Number words: groups below a thousand, or a myriad, times scales (twenty-five thousand, 三千五百万)."""
        total = hundreds = group = 0.0
        start = place
        last = place
        while place < len(self.tokens):
            word = self.tokens[place].words
            if word in self.words.cardinals:
                group += self.words.cardinals[word]
            elif word == self.words.teens:
                group += 10
            elif word == self.words.tens:
                group = (group or 1) * 10
            elif word in self.words.scales and place > start:
                scale = self.words.scales[word]
                if scale < self._group:
                    hundreds, group = hundreds + (group or 1) * scale, 0.0
                else:
                    total, hundreds, group = total + (hundreds + group or 1) * scale, 0.0, 0.0
            elif word != "-" or place == start:
                break
            place += 1
            if word != "-":
                last = place
        return (total + hundreds + group, last) if last > start else (None, start + 1)

    def _comparator(self, place: int, floor: int) -> tuple[str, int]:
        """The longest comparator phrase that ends right before the number, and its first token."""
        end = place - self._attached(place)
        for size in range(4, 0, -1):
            first = end - size
            if first < floor or first < 0:
                continue
            phrase = " ".join(t.words for t in self.tokens[first:end]).replace(" - ", "-")
            if phrase in self.words.comparators:
                return self.words.comparators[phrase], first
            if phrase in self.words.between:
                return "exactly", first
        return "exactly", place

    def _attached(self, place: int) -> bool:
        """Whether a preposition of one letter hangs on a number by a dash, where letters have no capitals: "מ-40"."""
        if place < 2 or self.tokens[place - 1].words not in DASHES:
            return False
        word = self.tokens[place - 2].words
        return len(word) == 1 and word.isalpha() and word.upper() == word and not UNSPACED.match(word)

    def _behind(self, after: int) -> tuple[str, int]:
        """The comparator behind a number or behind the word that it counts, and the token after the number and it.

        A case ending may stand between: "40'|tan fazla|".
        """
        start = after + 1 if after < len(self.tokens) and self.tokens[after].words == "'" else after
        counted = start < len(self.tokens) and self.tokens[start].words[0].isalpha()
        for first in (start, start + 1) if counted else ():
            for size in range(BEHIND, 0, -1):
                phrase = " ".join(t.words for t in self.tokens[first : first + size])
                if phrase in self.words.behind:
                    return self.words.behind[phrase], first + size if first == start else after
        return "exactly", after

    def _range(self, after: int) -> tuple[float | None, int]:
        """The upper end of a range ("8-10", "8 to 10") and the token after it."""
        if after + 1 >= len(self.tokens):
            return None, after
        join = self.tokens[after].words
        if join in DASHES and self.tokens[after + 1].words[0].isdecimal():
            return self._number(after + 1)
        for start in (after, after + 1):  # "9 |or| 10 people", "9人|か|10人"
            for size in (2, 1):
                if " ".join(t.words for t in self.tokens[start : start + size]) not in self.words.joins:
                    continue
                high, end = self._number(start + size) if start + size < len(self.tokens) else (None, after)
                again = end < len(self.tokens) and self.tokens[end].words == join
                if start == after or (high is not None and again):
                    return high, end
        return None, after

    def _unit(self, after: int) -> str | None:
        """The word counted: the next word that is no linker, unless punctuation comes first."""
        for token in self.tokens[after : after + 3]:
            if token.words in {"%", "％"}:
                return "%"
            if token.words in self.words.linkers or token.words in self.words.behind:
                continue
            if not token.words[0].isalpha() or token.words in self.words.stop:
                return None
            return self.text[token.start : token.end] if token.end - token.start <= 40 else None
        return None
