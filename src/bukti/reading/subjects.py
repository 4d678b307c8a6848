"""Subjects of verb-final languages: who speaks, where the clause begins, and where what is said begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bukti.reading.grammar import FinalOrder
from bukti.reading.marked import marked_subject
from bukti.reading.phrases import Range, is_finite
from bukti.reading.scene import Scene
from bukti.reading.units import OPENING, TITLE, Token

ROLES = ("persons", "organisations", "media", "documents")
LIGHT = ("conjunctions", "contrasts", "adverbs", "times")
SHORT = 12  # words of an adjunct between a source and what it says
GAP = 4  # words between a name and its role ("ABD |dış işleri bakanı")
NEAR = 2  # words between a noun and the verb that describes another with it
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
    if scene.vocabulary.words.grammar.final.marks:
        source, content, recipient = marked_subject(scene, floor, end)
        return Subject(source, content, None, 0, recipient)
    start = _front(scene, floor, end)
    beside: tuple[Range | None, int] = (None, start)
    waiting: Range | None = None  # the subject of a clause beside the statement, its own unless another comes
    for first, last, closed in _segments(scene, start, end):
        head = _head(scene, first, last, bare)
        clausal = closed and _clausal(scene, last - 1) and head != last - 1
        if head is not None and not clausal:
            content, recipient = _after(scene, head + 1, end)
            return Subject((_begin(scene, first, head), head + 1), content, None, 0, recipient)
        if not closed or not _beside(scene, last - 1):
            break
        if waiting is None and head is not None:
            waiting = (_begin(scene, first, head), head + 1)
        if beside[0] is None and _document(scene, last - 1):
            beside = (first, last), last + 1
        start = last + 1
    return Subject(waiting, _front(scene, start, end), *beside)


def owner(scene: Scene, floor: int, end: int) -> Range | None:
    """The noun phrase with an owner's ending that a part of a clause begins with ("uzmanlar|ın P söylediği")."""
    endings = scene.vocabulary.words.grammar.final.owner
    for first, last, _ in _segments(scene, _front(scene, floor, end), end):
        for place in range(first, min(last, first + NAME)):
            token = scene.unit.tokens[place]
            if not token.word or token.quoted:
                break
            named = token.capital and (place > scene.floor or token.named)
            if token.low.endswith(endings) and (named or known(scene, token.low, False)):
                return first, place + 1
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
    if bare and _mark(scene, last) and _speaker(scene, last - 1, last, bare) and _nominative(scene, last - 1):
        return last - 1
    place = first
    while place < last:
        token = scene.unit.tokens[place]
        if token.text in OPENING and token.quoted:
            return _borne(scene, place, last, bare)
        if not _speaker(scene, place, last, bare):
            place += 1
            continue
        place = _run(scene, place, last, bare)
        if (not bare or _nominative(scene, place)) and not _governed(scene, place + 1, last):
            return _described(scene, place, last, bare)
        place += 1
    return None


def _borne(scene: Scene, opening: int, last: int, bare: bool) -> int | None:
    """The noun right behind a name in quotation marks that bears it ("|"Mavi Meridyen"| şirketi")."""
    tokens = scene.unit.tokens
    if tokens[opening].speech >= 0:
        return None
    behind = next((i for i in range(opening + 2, min(last, opening + TITLE)) if not tokens[i].quoted), None)
    if behind is None or not known(scene, tokens[behind].low, bare) or (bare and not _nominative(scene, behind)):
        return None
    return _run(scene, behind, last, bare)


def _run(scene: Scene, place: int, last: int, bare: bool) -> int:
    """The last word of the noun phrase that a word begins, without a name of another behind it.

    "sözcüsü |Reuters'a", "belgeler |Ayşe'nin": whom it addresses or what it speaks of; a title goes with a name.
    """
    role = -1
    while place + 1 < last and not _ends_many(scene, place) and (step := _step(scene, place + 1, last, bare)):
        if known(scene, scene.unit.lows[place], bare):
            role = place
        place += step
    if not bare or role < 0 or _nominative(scene, place) or not _nominative(scene, role):
        return place
    title = scene.vocabulary.has("titles", scene.unit.lows[role])
    return role if _addresses(scene, place) or not title else place


def _ends_many(scene: Scene, place: int) -> bool:
    """Whether a plural role without any other ending ends its phrase before a small word ("muhalifler |hükümet…")."""
    endings = scene.vocabulary.words.people.plural_endings
    plain = tuple(e for e in endings if not any(o != e and e.startswith(o) for o in endings))
    after = scene.unit.tokens[place + 1]
    role = scene.unit.lows[place].endswith(plain or ("\n",)) and known(scene, scene.unit.lows[place], True)
    return role and after.word and not after.capital


def _step(scene: Scene, place: int, last: int, bare: bool) -> int:
    """How many words from a token on go on with the noun phrase before it: a capital, a role, words up to a role."""
    vocabulary = scene.vocabulary
    token = scene.unit.tokens[place]
    if not token.word or token.quoted:
        return int(token.text == "." and not token.quoted)
    if token.capital or known(scene, token.low, bare):
        return 1
    for end in range(place + 1, min(last, place + GAP)):
        middle, word = scene.unit.tokens[end - 1], scene.unit.tokens[end]
        other = any(vocabulary.has(k, middle.low) for k in LIGHT) or middle.low in _grammar(scene).postpositions
        if other or not middle.word or middle.low.endswith((*_grammar(scene).owner, *_grammar(scene).oblique)):
            return 0
        if word.quoted or word.capital:
            return 0
        if known(scene, word.low, bare) and _nominative(scene, end) and not vocabulary.has("documents", word.low):
            return end - place + 1
    return 0


def _grammar(scene: Scene) -> FinalOrder:
    return scene.vocabulary.words.grammar.final


def _mark(scene: Scene, place: int) -> bool:
    return place < len(scene.unit.tokens) and scene.unit.tokens[place].text in {",", ":"}


def _governed(scene: Scene, place: int, last: int) -> bool:
    """Whether a postposition stands at a token: the noun before it is no subject ("bakanlık |tarafından")."""
    return place < last and scene.unit.lows[place] in scene.vocabulary.words.grammar.final.postpositions


def _described(scene: Scene, place: int, last: int, bare: bool) -> int:
    """The head itself, or the one behind it that a relative clause with the first in it describes."""
    relatives = scene.vocabulary.words.grammar.final.relatives
    for verb in range(place + 1, last):
        token = scene.unit.tokens[verb]
        if not token.word or token.quoted:
            break
        if token.low.endswith(relatives) and not token.capital and not known(scene, token.low, bare):
            later = _head(scene, verb + 1, last, bare)
            far = verb - place > NEAR and (later != last - 1 or not _mark(scene, last))
            return place if later is None or far else later
    return place


def _speaker(scene: Scene, place: int, last: int, bare: bool) -> bool:
    """Whether a word can name who speaks: a capital, a role, a body, a document."""
    unit, vocabulary = scene.unit, scene.vocabulary
    token = unit.tokens[place]
    if not token.word or token.quoted or any(vocabulary.has(k, token.low) for k in ("times", "adverbs", "determiners")):
        return False
    if vocabulary.has("pronouns", token.low) or known(scene, token.low, bare):
        return True
    if vocabulary.has("plurals", token.low) and place + 1 < last:
        return False  # "|Üç gün …"
    opens = place == scene.floor and place + 1 < last and not token.named and not _begins(scene, place + 1)
    return token.capital and not opens and not token.text[0].isdigit()


def _begins(scene: Scene, place: int) -> bool:
    """Whether a new phrase begins at a token, so that the capital before it is a name and no adjective."""
    vocabulary, token = scene.vocabulary, scene.unit.tokens[place]
    if not token.word or token.capital or any(vocabulary.has(k, token.low) for k in (*LIGHT, "determiners")):
        return True
    return token.low.endswith(vocabulary.words.grammar.final.owner)


def known(scene: Scene, low: str, bare: bool) -> bool:
    """Whether a word, plain or with an ending that a subject may have, is a head noun of a source."""
    final, vocabulary = scene.vocabulary.words.grammar.final, scene.vocabulary
    forms = [low, *(low[: -len(e)] for e in final.subject if low.endswith(e))]
    forms += [] if bare else vocabulary.forms(low)
    return any(vocabulary.has(kind, form) for form in forms for kind in ROLES)


def _nominative(scene: Scene, place: int) -> bool:
    """Whether a word has none of the endings that keep it from being a subject."""
    final = scene.vocabulary.words.grammar.final
    token = scene.unit.tokens[place]
    if not token.word or token.low.endswith(final.oblique):
        return False
    if place == scene.floor and not token.named and token.low.endswith((*final.beside, *final.owner)):
        return known(scene, token.low, True)
    return token.capital or known(scene, token.low, True) or scene.vocabulary.has("pronouns", token.low)


def _begin(scene: Scene, first: int, head: int) -> int:
    """First token of the noun phrase that ends in a head: behind the last verb form before it."""
    place = head
    while place > first and head - place < NAME and _inside(scene, place - 1):
        place -= 1
    return place


def _inside(scene: Scene, place: int) -> bool:
    token: Token = scene.unit.tokens[place]
    if token.quoted and token.speech < 0:
        return True
    if not token.word:
        return token.text in {".", "-", "&"}
    if any(scene.vocabulary.has(k, token.low) for k in ("times", "conjunctions")):
        return False
    relatives = scene.vocabulary.words.grammar.final.relatives
    related = token.low.endswith(relatives) and not token.capital and not known(scene, token.low, True)
    return not related and not is_finite(scene.unit, scene.vocabulary, place) and not _clausal(scene, place)


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
        stop = _adjunct(scene, place, end) or written(scene, place, min(end, place + NEAR + 1))
        if stop is None:
            break
        recipient = recipient or _addressee(scene, place, stop)
        place = stop
    if recipient is None and (recipient := _addressee(scene, place, min(end, place + NEAR))) is not None:
        place = recipient[1]
    return place, recipient


def written(scene: Scene, start: int, end: int) -> int | None:
    """One past a document that a statement stands in, no comma behind it ("|yaptığı açıklamada| P", "|raporda| P")."""
    for place in range(start, end):
        if scene.unit.tokens[place].quoted or not scene.unit.tokens[place].word:
            break
        if scene.unit.lows[place].endswith(_grammar(scene).beside or ("\n",)) and _document(scene, place):
            return place + 1
    return None


def _adjunct(scene: Scene, place: int, end: int) -> int | None:
    """One past a time, an adverb, or a short adjunct that a comma closes, which stands at a token."""
    unit = scene.unit
    if any(scene.vocabulary.has(k, unit.lows[place]) for k in LIGHT):
        return place + 1
    if unit.tokens[place].text.isdigit() and place + 1 < end and unit.tokens[place + 1].text == ",":
        return place + 1  # an age
    for stop in range(place, min(end, place + SHORT)):
        token = unit.tokens[stop]
        if token.quoted:
            return None
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
