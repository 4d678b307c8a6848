"""What a statement puts forward, cut into clauses of words, names, and what is written onto names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bukti.claims import words
from bukti.derivation.tokens import Tokens, fold, tokenise
from bukti.model import Document, Mention
from bukti.reading.vocabulary import vocabulary

STOPS = frozenset(",;:.!?…،؛؟、，；：。！？।—–()[]\n")  # marks that may end a clause
SOFT = frozenset(",،、，")  # those that may stand right behind a name that begins it ("Tarvia|, Norland …")
DEEDS = frozenset(  # concepts of what somebody does to somebody
    f"c:{name}" for name in ("attack", "killed", "injured", "arrest", "hostage", "send", "sell", "sanction", "help")
)
TIED = " '’-‐\u200c"  # what may stand between a name and what is written onto it
BORDERS = ("subordinators", "contrasts", "relatives", "complementisers", "conjunctions")

Mark = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, a name, or what is written onto a name.

    Attributes:
        form: the folded word with its vowel signs. term: what it stands for. verbal: whether it looks like a verb.
        name: the mention, where a name stands. act: whether it is a concept of what somebody does. closed: whether no
            phrase goes on across it: a name, a time, a border. border: whether no clause does. written: whether it is
            written onto the name behind it.
    """

    form: str
    term: str | None = None
    verbal: bool = False
    name: Mention | None = None
    act: bool = False
    closed: bool = False
    border: bool = False
    written: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says what is done: a deed, or a verb that is no other concept."""
        return self.act or (self.verbal and self.term is not None and not self.term.startswith("c:"))


BORDER = Piece("", closed=True, border=True)
TIME = Piece("", closed=True)


def clauses(
    document: Document, tokens: Tokens, places: Sequence[int], mentions: Sequence[Mention]
) -> Iterator[list[Piece]]:
    """The clauses of what is put forward that have two names, as far as marks and small words part them.

    A comma right behind the name that begins a clause does not end it.
    """
    clause: list[Piece] = []
    for piece in [*_pieces(document, tokens, places, mentions), BORDER]:
        begins = sum(one.name is not None for one in clause) == 1 and clause[-1].name is not None and len(clause) == 1
        if piece.border and piece.form in SOFT and begins:
            clause.append(TIME)
        elif piece.border:
            if sum(one.name is not None for one in clause) > 1:
                yield clause
            clause = []
        else:
            clause.append(piece)


def _pieces(document: Document, tokens: Tokens, places: Sequence[int], mentions: Sequence[Mention]) -> Iterator[Piece]:
    text, cutter = document.report.text, _Cutter(document, tokens, mentions)
    last: int | None = None
    n = 0
    while n < len(places):
        place = places[n]
        if last is not None:
            gap = next((c for c in text[tokens.ends[last] : tokens.starts[place]] if c in STOPS), None)
            if gap is not None or place != last + 1:
                yield replace(BORDER, form=gap or "")
        found, size = cutter.at(place, places[n:])
        yield from found
        last, n = places[n + size - 1], n + size


class _Cutter:
    """Makes pieces of the tokens of a document."""

    def __init__(self, document: Document, tokens: Tokens, mentions: Sequence[Mention]) -> None:
        code = document.language.code
        self.text, self.tokens, self.vocabulary = document.report.text, tokens, words.load(code)
        self.grammar = vocabulary(code or "")
        self.timed = {p for t in document.times for p in range(*tokens.inside(t.span))}
        self.named: dict[int, Mention] = {}
        for mention in mentions:
            for place in _overlapped(tokens, mention):
                self.named.setdefault(place, mention)

    def at(self, place: int, left: Sequence[int]) -> tuple[list[Piece], int]:
        """The pieces that a token begins, and how many tokens they take."""
        mention = self.named.get(place)
        if mention is not None:
            size = next((n for n, p in enumerate(left) if self.named.get(p) is not mention), len(left))
            return self._name(mention, place, left[size - 1]), size
        if place in self.timed:
            size = next((n for n, p in enumerate(left) if p not in self.timed or p in self.named), len(left))
            return [TIME], size
        return self._word(place, left)

    def _word(self, place: int, left: Sequence[int]) -> tuple[list[Piece], int]:
        size = next((n for n, p in enumerate(left) if p != place + n or p in self.named or p in self.timed), len(left))
        forms = self.tokens.forms[place : place + size]
        concept, taken = self.vocabulary.phrase_at(forms, 0)
        term = f"c:{concept}" if concept else self.vocabulary.term(forms[0])
        form, grammar = self._form(place, place + taken), self.grammar
        if grammar is None or taken > 1 or self.vocabulary.parties.unspaced:  # a letter is no word
            return [Piece(form, term, act=term in DEEDS)], taken
        if any(grammar.has(kind, form) for kind in BORDERS):
            return [BORDER], 1
        verbal = grammar.verbal(form) or form in self.vocabulary.verbs
        return [Piece(form, term, verbal, act=term in DEEDS)], 1

    def _name(self, mention: Mention, first: int, last: int) -> list[Piece]:
        before = fold(self.text[self.tokens.starts[first] : mention.span.start].strip(TIED))
        behind = fold(self.text[mention.span.end : self._end(last)].strip(TIED))
        found = [Piece(before, written=True)] if before else []
        found.append(Piece("", name=mention, closed=True))
        if not behind:
            return found
        cut = tokenise(behind).forms
        return [*found, *(map(Piece, cut) if len(cut) > 1 else [Piece(behind)])]

    def _form(self, first: int, last: int) -> str:
        return fold(self.text[self.tokens.starts[first] : self._end(last - 1)])

    def _end(self, place: int) -> int:
        """Where a token ends with the vowel signs behind it, which are no letters."""
        end = self.tokens.ends[place]
        while end < len(self.text) and unicodedata.category(self.text[end])[0] == "M":
            end += 1
        return end


def _overlapped(tokens: Tokens, mention: Mention) -> range:
    """Places of the tokens that a name has a part of."""
    first, last = tokens.inside(mention.span)
    while first > 0 and tokens.ends[first - 1] > mention.span.start:
        first -= 1
    while last < len(tokens) and tokens.starts[last] < mention.span.end:
        last += 1
    return range(first, last)


def mark(form: str) -> Mark:
    """A mark as the pieces that it is compared with; a `*` at the end or beginning of one stands for any letters."""
    cut = tokenise(form)
    return cut.forms if cut.unspaced else tuple(fold(word) for word in form.split())


def meets(wanted: Mark, forms: Sequence[str], place: int, *, glued: bool = False) -> bool:
    """Whether the pieces from a place on are those of a mark; `glued`, the first need only end in it."""
    if place + len(wanted) > len(forms):
        return False
    first = forms[place].endswith(wanted[0]) if glued else _meets(wanted[0], forms[place])
    return first and all(_meets(w, f) for w, f in zip(wanted[1:], forms[place + 1 :], strict=False))


def _meets(wanted: str, form: str) -> bool:
    if wanted.startswith("*"):
        return form.endswith(wanted[1:])
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


def marks_at(
    marks: Mapping[Mark, str], clause: Sequence[Piece], place: int, *, until: int | None = None, glued: bool = False
) -> tuple[str, int] | None:
    """The part that the longest mark at a place gives and how many pieces it has; None where none stands there."""
    forms = [piece.form for piece in clause[place : until if until is not None else len(clause)]]
    found = [(len(one), len("".join(one)), part) for one, part in marks.items() if meets(one, forms, 0, glued=glued)]
    return (max(found)[2], max(found)[0]) if found else None
