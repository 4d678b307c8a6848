"""What fills the one place that a frame has: the cause of an event, who did it, who owns, buys or receives something.

"The explosion was caused by a bomb" and "… by stored nitrate" share all of the frame, and cannot both hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bukti.claims import words
from bukti.derivation.tokens import Tokens, tokenise
from bukti.model import Document, MentionKind
from bukti.reading.pieces import near_mentions
from bukti.reading.vocabulary import Vocabulary as Grammar
from bukti.reading.vocabulary import vocabulary
from bukti.text.unspaced import UNSPACED

CAUSE = "cause"  # the one place that things fill; the others are told apart by names alone
LONG = 6  # words of a filler; where no spaces part words, twice as many characters
LETTERS = 4  # letters from which two names that begin alike may be one name, written otherwise
ALIKE = 0.5  # centred cosine of two causes in one language below which they are two …
STRANGE = 0.12  # … and across languages
KINDS = frozenset(f"c:{name}" for name in ("missile", "drone", "gas", "fire", "earthquake", "flood", "disease"))
SORTS = {MentionKind.COUNTRY: "country", MentionKind.PLACE: "place", MentionKind.PERSON: "person"}


class Filler(NamedTuple):
    """What fills a place of a frame.

    Attributes:
        slot: which place (key of `fillers` in a language file). text: its words, for the embedding.
        terms: what the words of its first phrase stand for. wide: with what follows it ("|the explosion| of nitrate").
        names: key -> sort of each name ("country", "place", "person" or "body").
    """

    slot: str
    text: str
    terms: frozenset[str]
    wide: frozenset[str]
    names: tuple[tuple[str, str], ...]


class Pattern(NamedTuple):
    """Folded words around a filler; `*` at the end or beginning of one stands for any letters.

    Attributes:
        lead: stand anywhere before. head: right before it. tail: right behind it.
    """

    lead: tuple[str, ...]
    head: tuple[str, ...]
    tail: tuple[str, ...]


@lru_cache(maxsize=64)
def patterns(code: str | None) -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns of each slot in a language, those that say more first."""
    found: dict[str, tuple[Pattern, ...]] = {}
    for slot, forms in sorted(words.load(code).fillers.items()):
        sides = [(lead, *rest.split("_")) for form in forms for lead, _, rest in [_led(form)]]
        made = [Pattern(*(_parts(part) for part in side)) for side in sides]
        found[slot] = tuple(sorted(made, key=lambda p: (not p.head, not p.tail, -len(p.head) - len(p.tail), p)))
    return found


def _led(form: str) -> tuple[str, str, str]:
    return form.partition("…") if "…" in form else ("", "", form)


def _parts(side: str) -> tuple[str, ...]:
    pieces: list[str] = []
    for word in side.split():
        bare = tokenise(word.strip("*")).forms or ("",)
        pieces += bare[:-1]
        pieces.append(
            ("*" if word.startswith("*") else "") + bare[-1] + ("*" if len(word) > 1 and word[-1] == "*" else "")
        )
    return tuple(pieces)


def fill(document: Document, tokens: Tokens, places: Sequence[int]) -> tuple[Filler, ...]:
    """The fillers in what a statement puts forward, one a slot at most.

    Args:
        document: with mentions.
        tokens: of its text.
        places: of the tokens that are put forward.
    """
    code = document.language.code
    forms = [tokens.forms[place] for place in places]
    breaks = {n for n in range(1, len(places)) if _parted(document.report.text, tokens, places[n - 1], places[n])}
    grammar, found, said = vocabulary(code or ""), [], frozenset(forms)
    for slot, listed in patterns(code).items():
        possible = (p for p in listed if _possible(p, said))
        held = next((r for p in possible for r in _held(p, forms, breaks, code) if r), None)
        if held is not None:
            first = next(
                (n for n in held[1:] if grammar is not None and grammar.has("prepositions", forms[n])), held.stop
            )
            found.append(_filler(slot, document, tokens, [places[n] for n in held], first - held.start))
    return tuple(f for f in found if f.terms or f.names)


def _parted(text: str, tokens: Tokens, before: int, place: int) -> bool:
    gap = text[tokens.ends[before] : tokens.starts[place]]
    return any(mark in gap for mark in ",;:،、，；")


def _filler(slot: str, document: Document, tokens: Tokens, places: Sequence[int], first: int) -> Filler:
    """The filler at some places, of which the first few are its first phrase."""
    phrase = set(places[:first])
    names, taken = [], set[int]()
    grammar = vocabulary(document.language.code or "")
    capitals = grammar is not None and grammar.words.grammar.capital_nouns
    for mention in near_mentions(document, tokens.span(places[0], places[-1] + 1)):
        covered = range(*tokens.inside(mention.span))
        if slot == CAUSE and capitals and mention.key.startswith("name:"):
            continue  # any noun may look like a name
        if covered and phrase.issuperset(covered):
            names.append((mention.key, SORTS.get(mention.kind, "body")))
            taken.update(covered)
    wide, terms = (_terms(document, tokens, [p for p in part if p not in taken]) for part in (places, places[:first]))
    said = document.report.text[tokens.starts[places[0]] : tokens.ends[places[first - 1]]]
    return Filler(slot, " ".join(said.split()), terms, wide, tuple(sorted(set(names))))


def _terms(document: Document, tokens: Tokens, places: Sequence[int]) -> frozenset[str]:
    """What words stand for; characters of scripts without spaces as pairs."""
    inside, plain = set(places), []
    for place in places:
        form = tokens.forms[place]
        follows = place + 1 in inside and len(form) == 1 and UNSPACED.match(form)
        plain.append(form + tokens.forms[place + 1] if follows else form)
    return frozenset(words.load(document.language.code).terms(plain))


def _possible(pattern: Pattern, said: frozenset[str]) -> bool:
    """Whether all whole words that a pattern needs are among those said: most patterns are not looked for."""
    needed = chain(*pattern) if pattern.head else pattern.tail
    return all(word in said or word.startswith("*") or word.endswith("*") for word in needed)


def _held(pattern: Pattern, forms: Sequence[str], breaks: set[int], code: str | None) -> Iterator[range]:
    """Where the fillers of a pattern stand; a filler is one phrase."""
    most = LONG * (2 if any(UNSPACED.match(form) for form in forms) else 1)
    lead, head, tail = pattern
    grammar, events = vocabulary(code or ""), words.load(code).events
    for start in range(len(head), len(forms)) if head else ():
        led = not lead or any(_matches(lead, forms[n : n + len(lead)]) for n in range(start - len(head)))
        if led and _matches(head, forms[start - len(head) : start]):
            last = min(len(forms), start + most)
            stops = (n for n in range(start + 1, last) if n in breaks or (not tail and _border(forms[n], grammar)))
            end = next(stops, last)
            closed = (n for n in range(start + 1, end + 1) if _matches(tail, forms[n : n + len(tail)]))
            found = range(start, next(closed, start) if tail else end)
            if not any(_fits(event, forms[n]) for n in found for event in events):
                yield found
    for end in range(1, len(forms) - len(tail) + 1) if not head else ():
        if _matches(tail, forms[end : end + len(tail)]):
            caused = (n + 1 for n in range(end) if any(_fits(event, forms[n]) for event in events))
            start = max([0, end - most, *(n for n in breaks if n <= end), *caused])
            cut = next((n for n in range(start + 1, end) if _border(forms[n], grammar)), end)
            if not any(grammar is not None and grammar.has("auxiliaries", form) for form in forms[start:end]):
                yield range(start, cut)


def _matches(wanted: Sequence[str], forms: Sequence[str]) -> bool:
    return len(wanted) == len(forms) and all(_fits(w, form) for w, form in zip(wanted, forms, strict=True))


def _fits(wanted: str, form: str) -> bool:
    if wanted.startswith("*"):
        return form.endswith(wanted[1:]) and len(form) >= len(wanted) + 1
    return form.startswith(wanted[:-1]) if wanted.endswith("*") else form == wanted


def _border(form: str, grammar: Grammar | None) -> bool:
    """Whether a word ends the phrase before it."""
    if grammar is None:
        return False
    if grammar.has("prepositions", form):
        return not grammar.has("genitives", form)
    borders = ("subordinators", "contrasts", "relatives", "complementisers", "auxiliaries")
    return any(grammar.has(kind, form) for kind in borders)


def unlike(a: Filler, b: Filler, same_language: bool, cosine: float | None) -> int:
    """2 where two fillers of one slot are not one, else 0.

    Args:
        a: fills the slot in one statement.
        b: fills it in the other.
        same_language: whether both are in one language.
        cosine: centred cosine of their words, or None without vectors.
    """
    if a.names and b.names:
        if a.slot == CAUSE and (a.terms & b.wide or a.wide & b.terms):
            return 0
        return 2 * all(_strangers(x, y, same_language) for x in a.names for y in b.names)
    if a.slot != CAUSE or not a.terms or not b.terms or a.terms & b.wide or a.wide & b.terms:
        return 0
    if a.terms & KINDS and b.terms & KINDS:
        return 2
    if cosine is None:
        return 2 * same_language
    return 2 * (cosine < (ALIKE if same_language else STRANGE))


def _strangers(x: tuple[str, str], y: tuple[str, str], same_language: bool) -> bool:
    """Whether two names are of one sort and of two bearers."""
    (key, sort), (other, kind) = x, y
    if key == other or sort != kind:
        return False
    if key.startswith("name:") or other.startswith("name:"):
        mine, theirs = ({word[:LETTERS] for word in tokenise(k.split(":", 1)[1]).forms} for k in (key, other))
        return same_language and mine.isdisjoint(theirs)
    return True


def causes(fillers: Sequence[Sequence[Filler]]) -> list[str]:
    """The words of the cause that each statement gives, empty for none."""
    return [next((f.text for f in found if f.slot == CAUSE), "") for found in fillers]


def rivals(a: Sequence[Filler], b: Sequence[Filler], same_language: bool, cosine: float | None) -> tuple[int, str]:
    """How unlike the fillers of two statements are where they fill one slot (`unlike`), and which slot it is."""
    found = [(unlike(x, y, same_language, cosine), x.slot) for x in a for y in b if x.slot == y.slot]
    return max(found, default=(0, ""), key=lambda pair: pair[0])


def cosine(vectors: NDArray[np.float32] | None, left: int, right: int) -> float | None:
    """Of the causes of two statements; None without vectors or where either has none."""
    if vectors is None or not vectors[left].any() or not vectors[right].any():
        return None
    return float(vectors[left] @ vectors[right])
