"""Reporting clauses of languages with the finite verb second: whose they are, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bukti.reading.brackets import Bracket, bracket, helps, is_mark, subordinated
from bukti.reading.context import Right
from bukti.reading.cues import Found
from bukti.reading.phrases import Range, is_finite, left_subject, right_phrase
from bukti.reading.scene import Scene

SHORT = 7  # letters of the longest word that can hold no infinitive mark
ASIDE = 30  # tokens that an apposition or a relative clause between a verb and its content may take
NO_SUBJECT = ("prepositions", "times", "subordinators", "complementisers", "infinitive", "objects", "asides")


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause.

    Attributes:
        found: its cue. bracket: its verb. source: tokens of its subject. after: first token behind subject and verb.
        shared: the subject is that of the verb before it ("… und |betonte").
    """

    found: Found
    bracket: Bracket
    source: Range | None
    after: int
    shared: bool = False


def clause_of(scene: Scene, found: Found) -> Clause | None:
    """The reporting clause of a cue, or None when its words are no finite verb."""
    made = bracket(scene, found)
    if made is None:
        return None
    if made.final:
        return _final(scene, found, made)
    before = left_subject(scene.unit, scene.vocabulary, made.opens, scene.floor) if made.opens > scene.floor else None
    start = made.start
    if start == made.opens and start > scene.floor and scene.unit.tokens[start - 1].word:
        return Clause(found, made, None, made.opens + 1, shared=True)
    if start == made.opens:
        straight = before is not None and scene.unit.tokens[start - 1].text != ":"
        return _straight(found, made, before) if straight and before else _inverted(scene, found, made)
    if adverbial(scene, start, made.opens) or _pronoun_follows(scene, made.opens + 1):
        return _inverted(scene, found, made)
    return _straight(found, made, before or (start, made.opens))


def _straight(found: Found, made: Bracket, subject: Range) -> Clause:
    return Clause(found, made, subject, made.opens + 1)


def adverbial(scene: Scene, start: int, end: int) -> bool:
    """Whether the words before a finite verb are no subject: an adverbial, an object, a remark."""
    has = scene.vocabulary.has
    while start < end and any(has(k, scene.unit.lows[start]) for k in ("conjunctions", "contrasts")):
        start += 1
    if start == end:
        return True
    first = scene.unit.lows[start]
    return any(has(k, first) for k in NO_SUBJECT) or scene.vocabulary.adverb(first)


def _pronoun_follows(scene: Scene, place: int) -> bool:
    """Whether a pronoun that can only be a subject stands right behind a verb ("den Bau kündigte |er an")."""
    return place < scene.ceiling and scene.vocabulary.has("subject_pronouns", scene.unit.lows[place])


def _inverted(scene: Scene, found: Found, made: Bracket) -> Clause:
    """A clause whose subject stands behind its verb."""
    place = made.opens + 1
    while place < scene.ceiling and scene.vocabulary.adverb(scene.unit.lows[place]):
        place += 1
    subject = subject_at(scene, place)
    return Clause(found, made, subject, subject[1] if subject else place)


def subject_at(scene: Scene, place: int) -> Range | None:
    """The subject that begins at a token: a noun phrase up to an object, an adjunct or a mark."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if place >= scene.ceiling or not unit.tokens[place].word or unit.tokens[place].speech >= 0:
        return None
    if any(vocabulary.has(k, unit.lows[place]) for k in NO_SUBJECT):
        return None
    found = right_phrase(unit, vocabulary, place, scene.ceiling)
    if found is None:
        return None
    end = found[1]
    for inner in range(place + 1, end):
        object_ = vocabulary.has("objects", unit.lows[inner])
        if object_ and not vocabulary.has("prepositions", unit.lows[inner - 1]):
            end = inner
            break
        if vocabulary.adverb(unit.lows[inner]) and not unit.tokens[inner].capital and _ends(scene, inner):
            end = inner
            break
    return (place, end) if end > place else None


def _ends(scene: Scene, place: int) -> bool:
    """Whether an adverb behind a noun ends the noun phrase."""
    return scene.unit.tokens[place - 1].capital or scene.vocabulary.has("subject_pronouns", scene.unit.lows[place - 1])


def _final(scene: Scene, found: Found, made: Bracket) -> Clause:
    """A subordinate clause with the verb at its end."""
    has, start = scene.vocabulary.has, made.start
    word = scene.unit.lows[start]
    relative = has("relatives", word) or (
        has("articles", word) and not any(has(k, word) for k in ("subordinators", "complementisers"))
    )
    if relative:
        return Clause(found, made, (start, start + 1), start + 1)
    place = start + 1
    while place < scene.ceiling and _light(scene, place):
        place += 1
    subject = subject_at(scene, place)
    if subject is not None and subject[1] > made.opens:
        subject = (subject[0], made.opens) if subject[0] < made.opens else None
    return Clause(found, made, subject, subject[1] if subject else place)


def clause_stop(scene: Scene, place: int) -> int:
    """First mark from a token on that divides clauses, or the end."""
    while place < scene.ceiling and not is_mark(scene, place) and scene.unit.tokens[place].speech < 0:
        place += 1
    return place


def look(scene: Scene, clause: Clause) -> Right:
    """What stands behind a reporting clause."""
    start = max(clause.after, clause.bracket.end)
    stop = clause_stop(scene, start)
    right = behind(scene, stop, clause.bracket.end)
    if right.kind == "closed" and stop < scene.ceiling and scene.unit.tokens[stop].text == ",":
        right = _over_aside(scene, stop, clause.bracket.end)
    return right


def behind(scene: Scene, stop: int, cue_end: int) -> Right:
    """What a mark at a token leads to."""
    unit = scene.unit
    closed = Right("closed", stop, cue_end)
    if stop < scene.ceiling and unit.tokens[stop].speech >= 0:
        return Right("quote", stop, cue_end)
    place = stop + 1
    if place >= scene.ceiling or unit.tokens[stop].text not in {":", ","}:
        return closed
    if unit.tokens[stop].text == ":":
        return Right("colon", place, cue_end)
    return replace(_behind_comma(scene, place), cue_end=cue_end)


def _behind_comma(scene: Scene, place: int) -> Right:
    """What begins at a token behind a comma."""
    has, word = scene.vocabulary.has, scene.unit.lows[place]
    if scene.unit.tokens[place].speech >= 0:
        return Right("quote", place, 0)
    if has("complementisers", word):
        return Right("that", place + 1, 0)
    if has("interrogatives", word) and subordinated(scene, place):
        return Right("that", place, 0)
    if place in scene.breaks or has("contrasts", word) or has("subordinators", word) or subordinated(scene, place):
        return Right("closed", place - 1, 0)
    return Right(open_kind(scene, place), place, 0)


def open_kind(scene: Scene, place: int) -> str:
    """`to` for an infinitive clause, `clause` for one with a finite verb, else closed."""
    stop = clause_stop(scene, place)
    unit, vocabulary = scene.unit, scene.vocabulary
    if any(is_finite(unit, vocabulary, i) or helps(scene, i) for i in range(place, stop)):
        return "clause"
    infinite = any(vocabulary.has("infinitive", unit.lows[i]) for i in range(place, stop))
    return "to" if infinite or _glued(scene, place, stop) else "closed"


def _glued(scene: Scene, place: int, stop: int) -> bool:
    """Whether the mark of the infinitive stands inside a word ("teil|zu|nehmen")."""
    infixes = scene.vocabulary.words.grammar.infinitive
    last = stop - 1
    low = scene.unit.lows[last]
    inside = len(low) > SHORT and any(mark in low[2:-4] for mark in infixes)
    return last >= place and inside and not scene.unit.tokens[last].capital


def _over_aside(scene: Scene, comma: int, cue_end: int) -> Right:
    """What follows an apposition or a subordinate clause behind a comma: "sagte Marta Holm, die Leiterin, |P"."""
    unit, place = scene.unit, comma + 1
    while place < min(scene.ceiling, comma + ASIDE):
        place = clause_stop(scene, place)
        if place >= scene.ceiling or unit.tokens[place].text not in {",", ":"}:
            break
        right = behind(scene, place, cue_end)
        if right.kind in {"that", "quote", "colon"}:
            return right
        place += 1
    return Right("closed", comma, cue_end)


def past_light(scene: Scene, place: int, stop: int) -> int:
    """One past adverbs and times: "am Montag", "am 3. Mai", "gestern"."""
    unit, has = scene.unit, scene.vocabulary.has
    while place < stop:
        after = place + has("prepositions", unit.lows[place])
        end = after
        while end < stop and (
            has("times", unit.lows[end]) or unit.tokens[end].text.isdigit() or unit.tokens[end].text == "."
        ):
            end += 1
        if end == after and not _light(scene, place):
            return place
        place = max(end, place + 1)
    return place


def _light(scene: Scene, place: int) -> bool:
    low = scene.unit.lows[place]
    light = scene.vocabulary.adverb(low) or scene.vocabulary.has("times", low)
    return light or scene.unit.tokens[place].text in {",", ")"}
