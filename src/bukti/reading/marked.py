"""Subjects of verb-final languages that mark them with a word of their own ("X |は …"), before or behind a content."""

from __future__ import annotations

from bukti.reading.phrases import Range
from bukti.reading.scene import Scene
from bukti.reading.units import CLOSING, TERMINAL

ROLES = ("persons", "organisations", "media", "documents", "pronouns", "titles")
LIGHT = ("conjunctions", "contrasts", "adverbs")
NAME = 14  # words of a source with what describes it
REACH = 24  # tokens between a verb and a subject behind what it says
ADJUNCT = 8  # words of an adjunct between a source and what it says


def marked_subject(scene: Scene, floor: int, end: int) -> tuple[Range | None, int, Range | None]:
    """The first marked subject of the clause floor..end that can speak, where what it says begins, whom it addresses.

    A subject that cannot speak belongs to what is said: then there is none, and everything is content.
    """
    start = _front(scene, floor, end)
    for place in range(start + 1, end):
        token = scene.unit.tokens[place]
        if token.quoted:
            break
        if token.low not in scene.vocabulary.words.grammar.final.marks:
            continue
        if not speaks(scene, place - 1):
            break
        content, recipient = _content(scene, place + 1, end)
        return (_begin(scene, start, place), place), content, recipient
    return None, start, None


def near_subject(scene: Scene, group: int, floor: int) -> Range | None:
    """A marked subject behind what it says, at most an adjunct before its verb ("P と |X は| 昨夜言う")."""
    for place in range(group - 1, max(floor, group - REACH), -1):
        token = scene.unit.tokens[place]
        if token.quoted or token.text in TERMINAL:
            return None
        if token.low in scene.vocabulary.words.grammar.final.near_marks:
            begin = _begin(scene, floor, place)
            if begin < place and _said(scene, begin, floor) and (speaks(scene, place - 1) or _sure(scene, begin)):
                return begin, place
    return None


def _sure(scene: Scene, place: int) -> bool:
    """Whether a content that ends before a token leaves no doubt that a subject follows ("P|다고 김민호가 말했다")."""
    complementing = scene.vocabulary.words.grammar.final.complementing
    before = scene.unit.tokens[place - 1]
    return bool(complementing) and (before.text in CLOSING or before.low in complementing)


def _said(scene: Scene, place: int, floor: int) -> bool:
    """Whether words that somebody says end before a token: a quotation, or a quotative."""
    place -= place > floor and scene.unit.tokens[place - 1].text == ","
    before = scene.unit.tokens[place - 1] if place > floor else None
    quotatives = scene.vocabulary.words.grammar.final.quotatives
    return before is not None and (before.text in CLOSING or before.low in quotatives)


def speaks(scene: Scene, place: int) -> bool:
    """Whether the last word before a mark names who can speak: a name, a role, a body, a document."""
    token = scene.unit.tokens[place]
    if token.text == ")":
        return True
    if not token.word or token.text[0].isdigit() or scene.vocabulary.has("times", token.low):
        return False
    return token.capital or any(scene.vocabulary.has(kind, token.low) for kind in ROLES)


def _front(scene: Scene, place: int, end: int) -> int:
    unit, vocabulary = scene.unit, scene.vocabulary
    while place < end and not unit.tokens[place].quoted:
        token = unit.tokens[place]
        if token.word and not any(vocabulary.has(k, token.low) for k in LIGHT):
            break
        place += 1
    return place


def _begin(scene: Scene, floor: int, end: int) -> int:
    """First token of the noun phrase that ends before a mark."""
    bound, place = scene.vocabulary.words.grammar.final.bound, end
    while place > floor and end - place < NAME:
        token = scene.unit.tokens[place - 1]
        if token.quoted or token.text in {",", ";", ":", ".", "?", "!"} or token.low in bound:
            break
        place -= 1
    return place


def _content(scene: Scene, place: int, end: int) -> tuple[int, Range | None]:
    """Where what is said begins behind a mark: over a comma, and over a short adjunct that a comma closes."""
    unit, final = scene.unit, scene.vocabulary.words.grammar.final
    recipient: Range | None = None
    while place < end and unit.tokens[place].text == ",":
        place += 1
    for stop in range(place, min(end, place + ADJUNCT)):
        token = unit.tokens[stop]
        if token.quoted:
            break
        if token.low in final.addressed and stop > place and scene.vocabulary.has("media", unit.lows[stop - 1]):
            recipient = (place, stop)
        if token.text == ",":
            before = unit.lows[stop - 1]
            aside = before in final.beside or scene.vocabulary.has("times", before)
            return (stop + 1 if aside else place), recipient
    return place, recipient
