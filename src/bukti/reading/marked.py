"""Subjects of verb-final languages that mark them with a word of their own ("X |は …"), before or behind a content."""

from __future__ import annotations

from bukti.reading.phrases import Range
from bukti.reading.scene import Scene
from bukti.reading.units import CLOSING, TERMINAL

ROLES = ("persons", "organisations", "media", "documents", "pronouns", "titles")
LIGHT = ("conjunctions", "contrasts", "adverbs")
UNSAID = ("times", "measures", "nonspeakers", "determiners")  # nouns that only what is said can be about
NAME = 14  # words of a source with what describes it
REACH = 24  # tokens between a verb and a subject behind what it says
ADJUNCT = 8  # words of an adjunct between a source and what it says


def marked_subject(scene: Scene, floor: int, end: int) -> tuple[Range | None, int, Range | None]:
    """The first marked subject of the clause floor..end that can speak, where what it says begins, whom it addresses.

    A subject that cannot speak belongs to what is said: then there is none, and everything is content.
    """
    start = _front(scene, floor, end)
    named = _past_name(scene, start, end)
    for place in range(named if named > start else start + 1, end):
        token = scene.unit.tokens[place]
        if token.quoted:
            break
        if token.low not in scene.vocabulary.words.grammar.final.marks:
            continue
        if place > named and not speaks(scene, place - 1) and not _topic(scene, (start, place), end):
            break
        content, recipient = _content(scene, place + 1, end)
        begin = _begin(scene, named, place)
        if named > start and begin > named:
            break  # "「…」とは、X が …": a name that is spoken of
        return (start if begin == named else _over_verb(scene, begin, place), place), content, recipient
    return None, start, None


def _past_name(scene: Scene, start: int, end: int) -> int:
    """One past a name in quotation marks that a clause begins with ("|「オリオン貿易」|は"); without one, there."""
    token = scene.unit.tokens[start] if start < end else None
    if token is None or not token.quoted or token.speech >= 0 or token.word:
        return start
    ends = (i for i in range(start + 2, min(end, start + NAME)) if not scene.unit.tokens[i + 1].quoted)
    return next(ends, start - 1) + 1


def _topic(scene: Scene, phrase: Range, end: int) -> bool:
    """Whether an unknown noun before a topic mark is who speaks: what is said has a subject of its own behind it."""
    final, lows = scene.vocabulary.words.grammar.final, scene.unit.lows
    first, mark = phrase
    head, has = scene.unit.tokens[mark - 1], scene.vocabulary.has
    if lows[mark] not in final.topics or not head.word or any(low in final.bound for low in lows[first:mark]):
        return False
    if head.text[0].isdigit() or any(has(kind, head.low) for kind in UNSAID) or has("pronouns", lows[first]):
        return False
    own = (i for i in range(mark + 2, end) if lows[i] in (*final.topics, *final.near_marks))
    return any(not has("negators", lows[i - 1]) and not scene.vocabulary.verbal(lows[i - 1]) for i in own)


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
    place -= place > floor and scene.unit.tokens[place - 1].text in {",", *TERMINAL}
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
    if token.low in scene.vocabulary.words.people.plural_endings and place > scene.floor:
        return speaks(scene, place - 1)  # "専門家|ら"
    return token.capital or any(scene.vocabulary.has(kind, token.low) for kind in ROLES)


def marks_speaker(scene: Scene, place: int) -> bool:
    """Whether a word that may end a verb is the mark of who speaks here ("회사|는 의혹을", not "숨졌다|는 의혹을")."""
    marks = scene.vocabulary.words.grammar.final.marks
    return place > scene.floor and scene.unit.lows[place] in marks and speaks(scene, place - 1)


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
        apart = place > 1 and scene.unit.tokens[place - 2].end < token.start  # "선박|이", but "|이 회사"
        this = apart and scene.vocabulary.has("definite_before", token.low)
        if token.quoted or token.text in {",", ";", ":", ".", "?", "!"} or (token.low in bound and not this):
            break
        place -= 1
    return place


def _over_verb(scene: Scene, begin: int, end: int) -> int:
    """One past a verb that describes a noun phrase and that it begins with ("取材に |応じた| 外交官")."""
    verbs = scene.vocabulary.words.grammar.final.relatives
    described = begin > scene.floor and end - begin > 1 and scene.unit.tokens[begin - 1].word
    return begin + (described and scene.unit.lows[begin].endswith(verbs or ("\n",)))


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
