"""Tokens and units: a unit is a sentence, or several that one quotation holds together."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple, TypeVar

from bukti.model import Document, Mention, MentionKind, Quantity, Quotation, Span, TimeRef
from bukti.reading.inserted import insertions, parts, without
from bukti.reading.pieces import spaced
from bukti.reading.vocabulary import Vocabulary, vocabulary
from bukti.text.letters import TOKEN, plain, quoted, spelled
from bukti.text.unspaced import UNSPACED
from bukti.text.words import of

OPENING = frozenset('“„«‹"「『‘”')
CLOSING = frozenset('”“»›"」』’')
TERMINAL = frozenset(".!?…。！？")
Held = TypeVar("Held", Quantity, TimeRef, Mention)  # what has a span of its own
LONGEST = 300  # tokens of a unit: what no full stop divides is cut here, so that work grows with the text only
NEAR = 6  # tokens at the end of a sentence in which it announces a quotation
TELLING = 16  # tokens of a sentence that only tells who said the quotation before it
LETTERS = 2  # of a word in a script without spaces, about
NOWHERE = (-1, (sys.maxsize, sys.maxsize))  # behind the last quotation: its number and its range
RUN = 6  # sentences that a quotation without its closing mark may hold
OPENS = 3  # words at the front of a sentence, its conjunction counted, in which a verb shows it to be the reporter's
SPACE = 200  # code points of white space beside a quotation that are looked over
TITLE = 8  # tokens of a name in quotation marks
SHORT = 3  # a quotation of fewer words is speech only when it closes with punctuation


class Token(NamedTuple):
    """A word or a mark.

    Attributes:
        text: as written, a mark of another script as its Latin one. low: the word in the one form in which words are
            compared (`text.letters.spelled`). word: False for punctuation.
        capital: whether it begins like a name (see `pieces.Piece`).
        speech: number (in the document) of the speech quotation that it lies in, or -1. quoted: inside any quotation.
        named: inside a name that is known or has a known shape.
    """

    start: int
    end: int
    text: str
    low: str
    word: bool
    capital: bool
    speech: int
    quoted: bool
    named: bool = False


@dataclass(slots=True)
class Unit:
    """A stretch of text that attribution is read in.

    Attributes:
        number: place in the document. paragraph: number of its paragraph. headline: a title line.
        lows: the tokens' lower-case words, for phrase matching.
    """

    number: int
    span: Span
    paragraph: int
    headline: bool
    tokens: list[Token]
    lows: list[str]

    def region(self, start: int, end: int) -> Span | None:
        """Span of the tokens start..end without marks and white space at the edges that belong to no word."""
        while start < end and not self.tokens[start].word and not _keeps(self.tokens[start]):
            start += 1
        while end > start and not self.tokens[end - 1].word and not _keeps(self.tokens[end - 1]):
            end -= 1
        if (
            start < end
            and self.tokens[start].text in OPENING
            and not any(t.text in CLOSING for t in self.tokens[start + 1 : end])
        ):
            start += 1  # the mark that would close it is in another paragraph, or lost
        elif start < end - 1 and self.tokens[end - 1].text in CLOSING and self.tokens[start].speech >= 0:
            opened = any(t.text in OPENING for t in self.tokens[start : end - 1])
            end -= not opened  # the mark that opens it stands before the words that interrupt the quotation
        return Span(self.tokens[start].start, self.tokens[end - 1].end) if start < end else None


def _keeps(token: Token) -> bool:
    return token.text in "%$€£#@)(" or token.text in OPENING or token.text in CLOSING


class Tokens:
    """The tokens of a whole document, by place."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.all = [token for unit in units for token in unit.tokens]
        self._starts = [token.start for token in self.all]

    def within(self, span: Span) -> list[Token]:
        """The tokens that a span is made of; none where it cuts one."""
        first = bisect_left(self._starts, span.start)
        found = self.all[first : bisect_left(self._starts, span.end, lo=first)]
        return found if found and found[0].start == span.start and found[-1].end == span.end else []


def is_speech(quotation: Quotation, text: str) -> bool:
    """Whether a quotation is a stretch of speech rather than quoted words inside the reporter's own clause."""
    if quotation.depth or quotation.scare:
        return False
    inner = text[quotation.content.start : quotation.content.end].strip()
    words = len(inner.split()) + len(UNSPACED.findall(inner)) // LETTERS
    start, end = quotation.span
    before = plain(text[max(0, start - SPACE) : start].rstrip()[-1:])
    after = plain(text[end : end + SPACE].lstrip()[:1])
    ends = plain(inner[-1:]) in TERMINAL or plain(inner[-1:]) in {",", "—"}
    ends = ends or (after == "." and before in {".", "!", "?", ""})  # a sentence whose full stop stands outside: “…”.
    begins = not inner[:1].islower() or before in {"", ":", ",", "\n"}
    apart = before in {"", ".", "!", "?", "…"} and after == "." and not inner[:1].islower()  # a sentence: “…”.
    return bool(begins and (ends or apart or after == "," or before == ":" or words >= 8) and words >= SHORT) or bool(
        begins and ends and words >= 1 and before in {"", ":", ",", "."}
    )


def unit_of(units: Sequence[Unit], span: Span) -> Unit | None:
    """The first unit that a span overlaps, or None."""
    place = bisect_right(units, span.start, key=lambda u: u.span.end)
    return units[place] if place < len(units) and units[place].span.overlaps(span) else None


def read_units(document: Document) -> tuple[list[Unit], list[Quotation]]:
    """Units in order, and the speech quotations that their tokens refer to by number."""
    text = quoted(document.report.text)
    if text != document.report.text:
        document = replace(document, report=replace(document.report, text=text))
    known = vocabulary(document.language.code or "")
    speech, freed = _speech(document, known)
    spoken = [q.span for q in speech]
    speech = sorted((p for q in speech for p in parts(q, freed.get(q.span, []), document)), key=lambda q: q.span)
    tokens = _tokens(document, speech, freed)
    starts = [t.start for t in tokens]
    units: list[Unit] = []
    for paragraph, whole in enumerate(document.paragraphs):
        for joined in _joined(document, whole, spoken):
            inside = tokens[bisect_right(starts, joined.start - 1) : bisect_right(starts, joined.end - 1)]
            first_line = paragraph == 0 and len(document.paragraphs) > 1
            titled = document.words(joined) == document.report.title  # below an outlet and a date
            headline = bool((first_line or titled) and inside and inside[-1].text not in TERMINAL)
            for first in range(0, len(inside), LONGEST):
                part = inside[first : first + LONGEST]
                span = Span(part[0].start, part[-1].end) if len(inside) > LONGEST else joined
                units.append(Unit(len(units), span, paragraph, headline, part, [t.low for t in part]))
    if known is not None:
        units = _merged(units, lambda before, unit: _leads(before, unit, known))
    if known is not None and known.words.grammar.final.marks:
        units = _merged(units, lambda before, unit: _bridges(before, unit, known))
    return units, speech


def _speech(document: Document, known: Vocabulary | None) -> tuple[list[Quotation], dict[Span, list[Span]]]:
    """The quotations that are speech, in order; by span, the words in them that tell who speaks."""
    made: list[Quotation] = []
    freed: dict[Span, list[Span]] = {}
    for quotation in document.quotations:
        whole = trusted(quotation, document)
        inserted = insertions(whole, document, known) if known is not None and not quotation.depth else []
        if inserted:
            freed[whole.span] = inserted
        titled = known is not None and _names(quotation, document.report.text, known)
        if inserted or (is_speech(quotation, document.report.text) and not titled):
            made.append(whole)
    return sorted(made, key=lambda q: q.span), freed


def _names(quotation: Quotation, text: str, known: Vocabulary) -> bool:
    """Whether a quotation is a name beside what bears it ("l'association « Les Amis du Port »")."""
    start, end = quotation.span
    before = TOKEN.findall(text[max(0, start - SPACE) : start])[-1:]
    inner = TOKEN.findall(text[quotation.content.start : quotation.content.end])
    ends = plain(text[end : end + 1]) in TERMINAL or (inner and inner[-1] in TERMINAL)
    bearer = spelled(before[0]).rpartition("'")[2] if before else ""
    return len(inner) <= TITLE and not ends and known.bears(bearer)


def _merged(units: list[Unit], belongs: Callable[[Unit, Unit], bool]) -> list[Unit]:
    """Units, each that belongs to the one before joined with it, numbered anew."""
    made: list[Unit] = []
    for unit in units:
        last = made[-1] if made else None
        if last is not None and len(last.tokens) + len(unit.tokens) <= LONGEST and belongs(last, unit):
            last.span = Span(last.span.start, unit.span.end)
            last.tokens, last.lows = [*last.tokens, *unit.tokens], [*last.lows, *unit.lows]
        else:
            unit.number = len(made)
            made.append(unit)
    return made


def _leads(before: Unit, unit: Unit, known: Vocabulary) -> bool:
    """Whether a sentence ends with a colon behind a word of saying, and the next paragraph is a quotation."""
    if (
        before.headline
        or unit.paragraph != before.paragraph + 1
        or unit.tokens[0].speech < 0
        or before.tokens[-1].text != ":"
    ):
        return False
    near = range(max(0, len(before.lows) - 1 - NEAR), len(before.lows) - 1)
    return any(known.has("reports", before.lows[i]) for i in near)


def _bridges(before: Unit, unit: Unit, known: Vocabulary) -> bool:
    """Whether one announces or follows the quotation of the other: "こう述べた。「…」", "「…」X は言う。"."""
    return before.paragraph == unit.paragraph and (_announced(before, unit, known) or _followed(before, unit, known))


def _announced(before: Unit, unit: Unit, known: Vocabulary) -> bool:
    """Whether a sentence says that the quotation of the next one is what somebody says."""
    first = unit.tokens[0]
    announcing = known.words.grammar.final.announcing
    return first.quoted and first.text in OPENING and any(low in announcing for low in before.lows[-NEAR:])


def _followed(before: Unit, unit: Unit, known: Vocabulary) -> bool:
    """Whether a short sentence behind a quotation only tells who said it."""
    last = before.tokens[-1]
    told = any(low in known.words.grammar.final.announcing for low in unit.lows)
    if told and last.text in TERMINAL and len(before.tokens) > 1:
        last = before.tokens[-2]  # "「…」。X は|こう述べた。"
    if not last.quoted or last.text not in CLOSING or not 2 < len(unit.tokens) <= TELLING:
        return False
    marked = any(low in known.words.grammar.final.near_marks for low in unit.lows)
    return marked and bool(known.cues.at(unit.lows, len(unit.lows) - 2))


def trusted(quotation: Quotation, document: Document) -> Quotation:
    """A quotation with an inferred edge, no longer than its sentence, unless the next paragraph carries it on.

    Where verbs stand first, a sentence of the reporter's shows itself by its first words: speech goes on up to it, and
    no farther, even where a later mark seems to close it.
    """
    known = vocabulary(document.language.code or "")
    ordered = known is not None and known.words.grammar.verb_first
    if quotation.runs_on or (quotation.complete and not ordered):
        return quotation
    around = near_spans(document.sentences, quotation.content)
    if not around or (quotation.complete and len(around) == 1):
        return quotation
    start, end = quotation.span.start, quotation.span.end
    if document.report.text[start] in OPENING:
        last = _held(around, quotation, document) if known is not None and ordered else around[0]
        end = min(end, max(last.end, quotation.content.start))
    else:
        start = max(start, around[-1].start)
    content = Span(max(start, quotation.content.start), min(end, quotation.content.end))
    return replace(quotation, span=Span(start, end), content=content)


def _held(around: Sequence[Span], quotation: Quotation, document: Document) -> Span:
    """The last of the sentences around a quotation that it holds, in a language whose verbs stand first."""
    known = vocabulary(document.language.code or "")
    last, end = around[0], quotation.span.end
    if known is None or (not quotation.complete and any(p.end == end for p in near_spans(document.paragraphs, last))):
        return last
    speech = frozenset(map(spelled, of(document.language.code).speech))
    for sentence in around[1:] if quotation.complete else around[1:RUN]:
        first = list(islice(known.pieces(document, sentence), OPENS))
        if any(piece.low in speech for piece in first) or (not quotation.complete and any(p.capital for p in first)):
            return last
        last = sentence
    return last


def _tokens(document: Document, speech: list[Quotation], freed: Mapping[Span, list[Span]]) -> list[Token]:
    known, whole = vocabulary(document.language.code or ""), Span(0, len(document.report.text))
    spoken = iter(enumerate(q.span for q in speech))
    outer = [q.span for q in document.quotations if not q.depth]
    quoted = iter(sorted(part for span in outer for part in without(span, freed.get(span, []))))
    number, (first, last) = next(spoken, NOWHERE)
    left, right = next(quoted, NOWHERE[1])
    names = iter([m.span for m in document.mentions if m.kind is not MentionKind.OTHER])
    at, to = next(names, NOWHERE[1])
    tokens = []
    for piece in spaced(document.report.text, whole, TOKEN) if known is None else known.pieces(document, whole):
        start, end, word, low, capital = piece
        while last <= start:
            number, (first, last) = next(spoken, NOWHERE)
        while right <= start:
            left, right = next(quoted, NOWHERE[1])
        while to <= start:
            at, to = next(names, NOWHERE[1])
        inside = number if first <= start else -1
        tokens.append(Token(start, end, word, low, word[0].isalnum(), capital, inside, left <= start, at <= start))
    return tokens


def _joined(document: Document, paragraph: Span, speech: list[Span]) -> Iterator[Span]:
    """Sentences of a paragraph, those joined that a speech quotation runs across."""
    inside = near_spans(document.sentences, paragraph)
    held: Span | None = None
    for sentence in inside:
        held = sentence if held is None else Span(held.start, sentence.end)
        last = held.end
        if any(q.start < last - 1 and last < q.end and q.end <= paragraph.end + 1 for q in near_spans(speech, held)):
            continue
        yield held
        held = None
    if held is not None:
        yield held


def near_spans(spans: Sequence[Span], around: Span) -> Sequence[Span]:
    """Those of sorted, disjoint spans that overlap another."""
    first = bisect_right(spans, around.start, key=lambda s: s.end)
    return spans[first : bisect_left(spans, around.end, lo=first, key=lambda s: s.start)]


def held_by(items: Sequence[Held], extent: Span) -> tuple[Held, ...]:
    """Those of the things in text order that lie inside a span."""
    first = bisect_left(items, extent.start, key=lambda i: i.span.start)
    last = bisect_left(items, extent.end, lo=first, key=lambda i: i.span.start)
    return tuple(item for item in items[first:last] if item.span.end <= extent.end)
