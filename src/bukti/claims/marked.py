"""Who does it to whom, where cases, particles or small words tell it and the order of words alone does not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bukti.claims import words
from bukti.claims.clauses import BORDER, Mark, Piece, clauses, mark, marks_at, meets
from bukti.claims.inflected import parts as cased
from bukti.claims.words import PartyWords
from bukti.derivation.tokens import Tokens
from bukti.model import Document, Mention
from bukti.reading.vocabulary import Vocabulary as Grammar
from bukti.reading.vocabulary import vocabulary

PHRASE = 4  # words before a name in which the word that leads its phrase stands
HEAD = 3  # words behind a name in which the particle of its phrase stands …
LOOSE = ("times", "adverbs", "auxiliaries", "negators")  # words that own nothing
UNSPACED = 6  # … or characters
FAR = 14  # words between two names that one verb ties
DOES = frozenset({"doer"})
SUFFERS = frozenset({"subject", "whom", "aim", "owner", "deed"})


@dataclass(frozen=True, slots=True)
class Told:
    """That the first name does it to the second, and the terms of what is done."""

    who: Mention
    whom: Mention
    acts: tuple[str, ...]


def told(document: Document, tokens: Tokens, places: Sequence[int], mentions: Sequence[Mention]) -> Iterator[Told]:
    """Who does what to whom in what a statement puts forward; nothing in a language without marks for it.

    Two names of one clause have one direction or none: where two readings of an ending differ in it, nothing is told.

    Args:
        document: with times.
        tokens: of its text.
        places: of the tokens that are put forward.
        mentions: names among them.
    """
    reader = _reader(document.language.code)
    if reader is None or len({mention.key for mention in mentions}) < 2:
        return
    for clause in clauses(document, tokens, places, mentions):
        yield from reader.read(clause, document)


@cache
def _reader(code: str | None) -> _Reader | None:
    parties, grammar = words.load(code).parties, vocabulary(code or "")
    return _Reader(code, parties, grammar) if parties.tells and grammar is not None else None


class _Reader:
    """The marks of one language, ready for look-up."""

    def __init__(self, code: str | None, parties: PartyWords, grammar: Grammar) -> None:
        self.code, self.words, self.grammar = code, parties, grammar
        self.before, self.behind = _marks(parties.before), _marks(parties.behind)
        self.passive, self.undergoing = _listed(parties.passive), _listed(parties.undergoing)
        self.others, self.nouns = _listed(parties.others), _listed(parties.nouns)

    def read(self, clause: Sequence[Piece], document: Document) -> Iterator[Told]:
        """What the names of a clause that are beside each other do to each other."""
        named = [place for place, piece in enumerate(clause) if piece.name is not None]
        if _stands(self.others, [piece.form for piece in clause]):
            return
        scene = _Scene(self, clause, document)
        pairs = [(a, b) for n, a in enumerate(named) for b in named[n + 1 :] if b - a <= FAR]
        found = [one for a, b in pairs if (one := scene.told(a, b)) is not None]
        does = {one.whom.key: {other.who.key for other in found if other.whom.key == one.whom.key} for one in found}
        yield from (one for one in found if len(does[one.whom.key]) == 1)


class _Scene:
    """One clause and what stands in it."""

    def __init__(self, reader: _Reader, clause: Sequence[Piece], document: Document) -> None:
        self.reader, self.clause, self.document = reader, clause, document
        forms = [piece.form for piece in clause]
        self.undergone = _stands(reader.undergoing, forms)
        self.passive = self.undergone or _stands(reader.passive, forms)

    def told(self, first: int, second: int) -> Told | None:
        """What the names at two places do to each other; a preposition leads to whom a deed is done, of its many."""
        one, other = self.clause[first].name, self.clause[second].name
        parts = [(x, y) for x in self.parts(first, second) for y in self.parts(second, first)]
        ways = {way for x, y in parts if (way := self.way(x, y))}
        led = any({x, y} & {"aim", "turned", "owner"} and self.way(x, y) for x, y in parts)
        acts = tuple(sorted({p.term for p in self.clause if p.term and (p.act if led else p.tells)}))
        if len(ways) != 1 or not acts or one is None or other is None:
            return None
        return Told(*((one, other) if ways == {1} else (other, one)), acts)

    def way(self, x: str, y: str) -> int:
        """1 where somebody in the first part does it to somebody in the second, -1 the other way, else 0."""
        return self._does(x, y) or -self._does(y, x)

    def _does(self, x: str, y: str) -> int:
        """Whether who is in one part does it to who is in another, as 1 or 0."""
        x, y = (self._turned(part) for part in (x, y))
        if x in DOES or (x == "agent" and (self.passive or y == "deed")):
            return int(y in SUFFERS)
        if x == "deed":
            return int(y in {"whom", "aim"} or (y == "subject" and self.undergone))
        return int((x == "subject" and y in {"whom", "aim", "owner"}) or (x == "owner" and y == "whom"))

    def _turned(self, part: str) -> str:
        """A part that the voice tells: "X |に" does it in a passive, and has it done to in an active."""
        return ("doer" if self.passive else "aim") if part == "turned" else part

    def parts(self, place: int, other: int) -> frozenset[str]:
        """What a name may be in its clause, beside another; empty where that is left open."""
        if place and _stands(self.reader.nouns, [self.clause[place - 1].form]):
            return _one("deed")
        behind = self._behind(place)
        if behind is not None:
            return _one(behind)
        led, far = self._led(place)
        if self.reader.words.cases:
            return self._cased(place, led, far)
        return _one(led if led is not None else self._bare(place, other) if self.unmarked(place) else "")

    def unmarked(self, place: int) -> bool:
        """Whether a name has no mark, and no more of its clause have none than order tells apart."""
        named = [n for n, piece in enumerate(self.clause) if piece.name is not None]
        bare = [n for n in named if self._behind(n) is None and self._led(n)[0] is None]
        return place in bare and len(bare) <= (1 if self.reader.words.bare == "subject" else 2)

    def _behind(self, place: int) -> str | None:
        """The part that a particle behind a name's phrase gives; None for none, "" for one that leaves it open."""
        if not self.reader.behind:
            return None
        unspaced = self.reader.words.unspaced
        limit, owned = place + 1 + (UNSPACED if unspaced else HEAD), False
        n = place + 1
        while n < min(limit, len(self.clause)) and not self.clause[n].closed:
            piece = self.clause[n]
            found = marks_at(self.reader.behind, self.clause, n, glued=self.reader.words.glued and not piece.term)
            if found is None and piece.act:
                return ("deed" if self.undergone else "") if owned else None
            if found is not None and found[0] != "owner":
                return found[0] if found[0] != "open" else ""
            owned |= found is not None
            n += found[1] if found else 1
        return "owner" if owned else None

    def _led(self, place: int) -> tuple[str | None, int]:
        """The part that a word before a name's phrase gives ("" for open, None for none) and how far it stands."""
        for back in range(1, PHRASE + 1):
            n = place - back
            if n < 0 or self.clause[n].closed:
                break
            found = marks_at(self.reader.before, self.clause, n, until=place)
            for wider in (n - 1, n - 2):  # "|על ידי", where "ידי" alone is no mark
                longer = marks_at(self.reader.before, self.clause, wider, until=place) if wider >= 0 else None
                found = longer if longer is not None and wider + longer[1] == n + 1 else found
            if found is not None:
                return ("" if found[0] == "open" else found[0]), back
            piece = self.clause[n]
            if piece.written or self.reader.grammar.has("prepositions", piece.form):
                return "", back
            if piece.verbal or piece.act:
                break
        return None, 0

    def _cased(self, place: int, led: str | None, far: int) -> frozenset[str]:
        """The part of a name that its ending and the word before its phrase give."""
        name = self.clause[place].name
        told = cased(name, self.document, self.reader.words.cases) if name else frozenset()
        if led is not None and (far == 1 or not told & {"subject", "owner"}):
            return _one(self._governed(led, told))
        if "owner" in told:
            told = (told - {"owner"}) | _one(self._owner(place))
        return told - {"open"}

    @staticmethod
    def _governed(led: str, told: frozenset[str]) -> str:
        """The part that a preposition gives a name, if the name has its case."""
        if led == "whom":
            return "aim" if "whom" in told else ""
        return led if led in {"aim", "agent"} else ""

    def _owner(self, place: int) -> str:
        """What the genitive makes of a name: whose deed the word before it is, or whose something; "" for neither."""
        before = self.clause[place - 1] if place else BORDER
        if before.closed or before.verbal or any(self.reader.grammar.has(kind, before.form) for kind in LOOSE):
            return ""
        return "deed" if before.act else "owner"

    def _bare(self, place: int, other: int) -> str:
        """The part of a name that nothing marks, by where it stands among the acts of its clause."""
        order = self.reader.words.bare
        acts = [n for n, piece in enumerate(self.clause) if piece.act]
        if order in {"", "subject"}:
            return order
        between = any(min(place, other) < n < max(place, other) for n in acts)
        if place < other:
            return "subject" if any(n > place for n in acts) or (order == "verb first" and acts) else ""
        if self.passive:
            return "subject" if any(n > place for n in acts) and not between else ""
        first = order == "verb first" and any(n < other for n in acts)
        return "whom" if between or first else "subject" if any(n > place for n in acts) else ""


def _one(part: str) -> frozenset[str]:
    return frozenset({part} if part and part != "open" else ())


def _listed(forms: Sequence[str]) -> tuple[Mark, ...]:
    return tuple(map(mark, forms))


def _stands(wanted: Sequence[Mark], forms: Sequence[str]) -> bool:
    """Whether one of some marks stands among words."""
    return any(meets(one, forms, place) for one in wanted for place in range(len(forms)))


def _marks(listed: dict[str, tuple[str, ...]]) -> dict[Mark, str]:
    return {mark(form): part for part in sorted(listed) for form in listed[part]}
