"""Subjects of verb-final languages: who speaks, where the clause begins, and where what is said begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bukti.reading.phrases import Range, is_finite
from bukti.reading.scene import Scene
from bukti.reading.units import OPENING, Token

ROLES = ("persons", "organisations", "media", "documents")
LIGHT = ("conjunctions", "contrasts", "adverbs", "times")
SHORT = 12  # words of an adjunct between a source and what it says
NAME = 8  # words of a name and its roles


@dataclass(frozen=True, slots=True)
class Subject:
    """Who speaks in a clause.

    Attributes:
        source: its tokens, None where the clause has no subject. content: first token of what is said.
        beside: a document that the clause says it stands in ("raporda"). place: first token behind it.
        recipient: tokens of whom the source speaks to.
    """

    source: Range | None
    content: int
    beside: Range | None = None
    place: int = 0
    recipient: Range | None = None


def find_subject(scene: Scene, floor: int, end: int, bare: bool = True) -> Subject:
    """The subject of the clause floor..end: the first noun phrase that can be one; `bare` asks for no ending."""
    start = _front(scene, floor, end)
    beside: tuple[Range | None, int] = (None, start)
    for first, last, closed in _segments(scene, start, end):
        head = _head(scene, first, last, bare)
        if head is not None and not (closed and _clausal(scene, last - 1) and head < last - 1):
            source = (_begin(scene, first, head), head + 1)
            content, recipient = _after(scene, head + 1, end)
            return Subject(source, content, None, 0, recipient)
        if not closed or not _beside(scene, last - 1):
            break
        if beside[0] is None and _document(scene, last - 1):
            beside = (first, last), last + 1
        start = last + 1
    return Subject(None, _front(scene, start, end), *beside)


def owner(scene: Scene, floor: int, end: int) -> Range | None:
    """The noun phrase with an owner's ending that a clause begins with ("uzmanlar|ın P söylediği")."""
    endings = scene.vocabulary.words.grammar.final.owner
    start = _front(scene, floor, end)
    for place in range(start, min(end, start + NAME)):
        token = scene.unit.tokens[place]
        if not token.word or token.quoted:
            return None
        if token.low.endswith(endings):
            return start, place + 1
    return None


def _front(scene: Scene, place: int, end: int) -> int:
    """One past the words at the front of a clause that belong to no noun phrase."""
    unit, vocabulary = scene.unit, scene.vocabulary
    while place < end and unit.tokens[place].speech < 0:
        token = unit.tokens[place]
        light = any(vocabulary.has(k, token.low) for k in LIGHT)
        if not light and (token.word or token.text in OPENING):
            break
        place += 1
    return place


def _segments(scene: Scene, start: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """Stretches between commas: first token, one past the last, whether a comma closes it."""
    first, depth = start, 0
    for place in range(start, end):
        token = scene.unit.tokens[place]
        depth += (token.text == "(") - (token.text == ")")
        if token.text in {",", ":"} and not token.quoted and depth <= 0:
            if place > first:
                yield first, place, True
            first = place + 1
    if first < end:
        yield first, end, False


def _head(scene: Scene, first: int, last: int, bare: bool) -> int | None:
    """The last word of the first noun phrase in a segment that can be a subject."""
    place = first
    while place < last:
        token = scene.unit.tokens[place]
        if token.text in OPENING and token.quoted:
            return None
        if not _speaker(scene, place, last, bare):
            place += 1
            continue
        while place + 1 < last and _carries_on(scene, place + 1, bare):
            place += 1
        if not bare or _nominative(scene, place):
            return place
        place += 1
    return None


def _speaker(scene: Scene, place: int, last: int, bare: bool) -> bool:
    """Whether a word can name who speaks: a capital, a role, a body, a document."""
    unit, vocabulary = scene.unit, scene.vocabulary
    token = unit.tokens[place]
    if not token.word or token.quoted or any(vocabulary.has(k, token.low) for k in ("times", "adverbs", "determiners")):
        return False
    if vocabulary.has("pronouns", token.low) or known(scene, token.low, bare):
        return True
    opens = place == scene.floor and place + 1 < last and not unit.tokens[place + 1].capital
    return token.capital and not (opens and not token.named) and not token.text[0].isdigit()


def known(scene: Scene, low: str, bare: bool) -> bool:
    """Whether a word, plain or with an ending that a subject may have, is a head noun of a source."""
    final, vocabulary = scene.vocabulary.words.grammar.final, scene.vocabulary
    forms = [low, *(low[: -len(e)] for e in final.subject if low.endswith(e))]
    forms += [] if bare else vocabulary.forms(low)
    return any(vocabulary.has(kind, form) for form in forms for kind in ROLES)


def _carries_on(scene: Scene, place: int, bare: bool) -> bool:
    """Whether a word goes on with the noun phrase before it: another capital, another role."""
    token = scene.unit.tokens[place]
    if not token.word or token.quoted:
        return token.text == "." and not token.quoted
    return token.capital or known(scene, token.low, bare)


def _nominative(scene: Scene, place: int) -> bool:
    """Whether a word has none of the endings that keep it from being a subject."""
    final = scene.vocabulary.words.grammar.final
    token = scene.unit.tokens[place]
    if not token.word or token.low.endswith(final.oblique):
        return False
    return token.capital or known(scene, token.low, True) or scene.vocabulary.has("pronouns", token.low)


def _begin(scene: Scene, first: int, head: int) -> int:
    """First token of the noun phrase that ends in a head: behind the last verb form before it."""
    place = head
    while place > first and head - place < NAME and _inside(scene, place - 1):
        place -= 1
    return place


def _inside(scene: Scene, place: int) -> bool:
    token: Token = scene.unit.tokens[place]
    if not token.word:
        return token.text in {".", "-", "&"}
    return not is_finite(scene.unit, scene.vocabulary, place) and not _clausal(scene, place)


def _clausal(scene: Scene, place: int) -> bool:
    """Whether a word ends a clause that stands beside the statement."""
    return scene.unit.lows[place].endswith(scene.vocabulary.words.grammar.final.converbs)


def _beside(scene: Scene, place: int) -> bool:
    """Whether a word ends a phrase or clause beside the statement: a time, a place, a converb."""
    low = scene.unit.lows[place]
    final = scene.vocabulary.words.grammar.final
    light = any(scene.vocabulary.has(k, low) for k in LIGHT)
    return light or low.endswith((*final.beside, *final.converbs))


def _document(scene: Scene, place: int) -> bool:
    """Whether a phrase beside a statement is a document that it stands in."""
    low = scene.unit.lows[place]
    return any(scene.vocabulary.has("documents", form) for form in scene.vocabulary.forms(low))


def _after(scene: Scene, place: int, end: int) -> tuple[int, Range | None]:
    """Where what is said begins behind its source: over a comma and over adjuncts that a comma closes."""
    unit = scene.unit
    recipient: Range | None = None
    while place < end:
        if unit.tokens[place].text in {",", ":"}:
            place += 1
            continue
        stop = _adjunct(scene, place, end)
        if stop is None:
            break
        recipient = recipient or _addressee(scene, place, stop)
        place = stop
    return place, recipient or _addressee(scene, place, min(end, place + 2))


def _adjunct(scene: Scene, place: int, end: int) -> int | None:
    """One past a time, an adverb, or a short adjunct that a comma closes, which stands at a token."""
    unit = scene.unit
    if any(scene.vocabulary.has(k, unit.lows[place]) for k in LIGHT):
        return place + 1
    for stop in range(place, min(end, place + SHORT)):
        token = unit.tokens[stop]
        if token.quoted:
            return None if stop == place or not _beside(scene, stop - 1) else stop
        if token.text == ",":
            return stop if _beside(scene, stop - 1) or _addresses(scene, stop - 1) else None
    return None


def _addresses(scene: Scene, place: int) -> bool:
    return scene.unit.lows[place].endswith(scene.vocabulary.words.grammar.final.addressed or ("\n",))


def _addressee(scene: Scene, start: int, end: int) -> Range | None:
    """Whom the source speaks to, where a medium's name may stand: the last word of it carries the ending."""
    for place in range(start, end):
        if _addresses(scene, place) and scene.unit.tokens[place].capital:
            first = place
            while first > start and scene.unit.tokens[first - 1].capital:
                first -= 1
            return first, place + 1
    return None
