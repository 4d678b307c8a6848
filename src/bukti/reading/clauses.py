"""Reporting clauses of languages with the finite verb second: whose they are, and what stands behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bukti.reading.brackets import Bracket, bracket, helps, is_mark, subordinated, verb_last
from bukti.reading.context import Right
from bukti.reading.cues import Found
from bukti.reading.phrases import Range, has_finite, is_finite, left_subject, pronoun, right_phrase, scan_left
from bukti.reading.scene import Scene
from bukti.reading.words import VerbClass

SHORT = 7  # letters of the longest word that can hold no infinitive mark
APPOSITIONS = 3  # descriptions between commas that may stand between a name and its verb
PARTICLE = 3  # letters of a particle inside a name ("van")
LONGEST = 30  # tokens of a noun phrase
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
    before = _subject_before(scene, made.opens) if made.opens > scene.floor else None
    start = made.start
    joint = made.opens - 1 >= scene.floor and scene.vocabulary.has("conjunctions", scene.unit.lows[made.opens - 1])
    if joint:
        return Clause(found, made, None, made.opens + 1, shared=True)
    if start == made.opens:
        other = _inverted(scene, found, made)
        straight = before is not None and scene.unit.tokens[start - 1].text != ":"
        straight = straight and (_opens(scene, before, made.opens) or not _ends_speech(scene, other))
        return _straight(scene, found, made, before) if straight and before else other
    if adverbial(scene, start, made.opens) or _pronoun_follows(scene, made.opens + 1):
        return _inverted(scene, found, made)
    return _straight(scene, found, made, before or (start, made.opens))


def _opens(scene: Scene, subject: Range | None, opens: int) -> bool:
    """Whether a noun phrase opens the sentence and a relative clause follows it: no verb stands before the cue's."""
    if subject is None or subject[0] > scene.floor or subject[1] + 1 >= scene.ceiling:
        return False
    commas = sum(t.text == "," for t in scene.unit.tokens[subject[1] : opens])
    relative = commas == 2 and scene.unit.tokens[subject[1]].text == "," and subordinated(scene, subject[1] + 1)
    return relative and not has_finite(scene.unit, scene.vocabulary, *subject)


def _ends_speech(scene: Scene, clause: Clause) -> bool:
    """Whether a clause with its subject behind its verb can only close what was said: "P, |sagte X gestern."."""
    entry = clause.found.cue.entry
    tags = isinstance(entry, VerbClass) and "tag" in entry.takes
    if not tags or clause.source is None or scene.vocabulary.has("indefinite", scene.unit.lows[clause.source[0]]):
        return False
    return look(scene, clause).kind == "closed"


def _straight(scene: Scene, found: Found, made: Bracket, subject: Range) -> Clause:
    """A clause whose subject stands before its verb; a name stands before its apposition."""
    unit, vocabulary = scene.unit, scene.vocabulary
    for _ in range(APPOSITIONS):
        first, before = unit.lows[subject[0]], subject[0] - 1
        described = vocabulary.has("determiners", first) or first[:1].isdigit()
        if before <= scene.floor or unit.tokens[before].text != "," or not described:
            break
        name = scan_left(unit, vocabulary, before, scene.floor)
        if name is None or name[1] != before or has_finite(unit, vocabulary, *name):
            break
        subject = name
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
    if place >= scene.ceiling or scene.vocabulary.has("object_pronouns", scene.unit.lows[place]):
        return False
    return scene.vocabulary.has("subject_pronouns", scene.unit.lows[place])


def _subject_before(scene: Scene, opens: int) -> Range | None:
    """The subject that ends where a verb stands, over relative clauses: "Ein Diplomat, der anonym blieb, |sagte"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if unit.tokens[opens - 1].text == ",":
        for place in range(opens - 2, max(scene.floor, opens - ASIDE), -1):
            if unit.tokens[place].text == "," and subordinated(scene, place + 1):
                found = scan_left(unit, vocabulary, place, scene.floor)
                adverbial_ = found is None or adverbial(scene, found[0], found[1])
                return found if found is not None and found[1] == place and not adverbial_ else None
        related = _related(scene, opens - 1)
        found = scan_left(unit, vocabulary, related, scene.floor) if related else None
        opens_ = found is not None and (found[0] == scene.floor or is_mark(scene, found[0] - 1))
        if found is not None and opens_ and not adverbial(scene, *found):
            return found
    return left_subject(unit, vocabulary, opens, scene.floor)


def _related(scene: Scene, comma: int) -> int:
    """Where a relative clause begins that a comma ends and none opens ("Een bewoner |die erbij was, zei"), or 0."""
    unit, has = scene.unit, scene.vocabulary.has
    if scene.vocabulary.words.grammar.capital_nouns:
        return 0
    for place in range(comma - 2, max(scene.floor, comma - ASIDE), -1):
        if is_mark(scene, place) or unit.tokens[place].speech >= 0:
            return 0
        relative = has("relatives", unit.lows[place]) or has("articles", unit.lows[place])
        if relative and has_finite(unit, scene.vocabulary, place + 1, comma):
            return place
    return 0


def _inverted(scene: Scene, found: Found, made: Bracket) -> Clause:
    """A clause whose subject stands behind its verb."""
    place = made.opens + 1
    while place < scene.ceiling and scene.vocabulary.adverb(scene.unit.lows[place]):
        place += 1
    subject = subject_at(scene, place)
    new = subject is not None and not scene.vocabulary.has("indefinite", scene.unit.lows[subject[0]])
    shared = not new and _goes_on(scene, made.opens)
    return Clause(found, made, subject, subject[1] if subject else place, shared=shared)


def _goes_on(scene: Scene, opens: int) -> bool:
    """Whether a verb behind a comma and before a contrast goes on with the clause before ("P, |bestritt aber Q")."""
    tokens, has = scene.unit.tokens, scene.vocabulary.has
    parted = opens > scene.floor and tokens[opens - 1].text == "," and opens + 1 < scene.ceiling
    earlier = any(c.start < opens and c.cue.kind == "verb" for c in scene.cues)
    return parted and earlier and has("contrasts", scene.unit.lows[opens + 1])


def subject_at(scene: Scene, place: int) -> Range | None:
    """The subject that begins at a token: a noun phrase that no object, adjunct or time opens."""
    unit, has = scene.unit, scene.vocabulary.has
    if place >= scene.ceiling or not unit.tokens[place].word or unit.tokens[place].speech >= 0:
        return None
    if any(has(k, unit.lows[place]) for k in NO_SUBJECT):
        return None
    return noun_phrase(scene, place, scene.ceiling)


def noun_phrase(scene: Scene, start: int, ceiling: int) -> Range | None:
    """The noun phrase that begins at a token: determiner and adjectives, noun and name, genitives behind them."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if start < ceiling and pronoun(vocabulary, unit.lows[start]):
        return start, start + 1
    if not vocabulary.words.grammar.capital_nouns:
        return _cut(scene, right_phrase(unit, vocabulary, start, ceiling))
    place, noun = start, False
    while place < min(ceiling, start + LONGEST):
        token = unit.tokens[place]
        if token.speech >= 0 or is_mark(scene, place):
            break
        if token.word and not token.quoted and _ends_phrase(scene, place, start, noun):
            break
        noun |= token.word and (token.capital or token.quoted or token.low[0].isdigit())
        place += 1
    while place > start and not unit.tokens[place - 1].capital and _dangles(scene, place - 1):
        place -= 1
    return (start, place) if place > start and noun else None


def _cut(scene: Scene, found: Range | None) -> Range | None:
    """A noun phrase up to an object pronoun in it."""
    if found is None:
        return None
    inner = range(found[0] + 1, found[1])
    end = next((i for i in inner if scene.vocabulary.has("objects", scene.unit.lows[i])), found[1])
    return found[0], end


def _ends_phrase(scene: Scene, place: int, start: int, noun: bool) -> bool:
    """Whether a word cannot go on with a noun phrase."""
    unit, has, low = scene.unit, scene.vocabulary.has, scene.unit.lows[place]
    if unit.tokens[place].capital:
        return has("times", low)
    if has("conjunctions", low):
        after = unit.tokens[place + 1] if place + 1 < scene.ceiling else None
        return not noun or after is None or not (after.capital or has("determiners", after.low))
    verb = is_finite(unit, scene.vocabulary, place) or helps(scene, place)
    if has("genitives", low) or verb or has("prepositions", low):
        return not has("genitives", low)
    if noun and len(low) <= PARTICLE and place + 1 < scene.ceiling and unit.tokens[place + 1].capital:
        return has("determiners", low)
    if noun:
        return unit.lows[place - 1] not in scene.vocabulary.classes["genitives"] and unit.tokens[place - 1].capital
    return has("complementisers", low) or (place > start and has("objects", low))


def _dangles(scene: Scene, place: int) -> bool:
    """Whether a word cannot end a noun phrase."""
    has, low = scene.vocabulary.has, scene.unit.lows[place]
    return scene.unit.tokens[place].word and any(
        has(k, low) for k in ("genitives", "determiners", "conjunctions", "prepositions", "adverbs")
    )


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
    """First mark from a token on that divides clauses, first "that" without one, or the end."""
    has, lows = scene.vocabulary.has, scene.unit.lows
    while place < scene.ceiling and not is_mark(scene, place) and scene.unit.tokens[place].speech < 0:
        if has("complementisers", lows[place]) or _next_verb(scene, place):
            break
        place += 1
    return place


def _next_verb(scene: Scene, place: int) -> bool:
    """Whether a conjunction brings the next verb that reports: "bestritt den Bericht |und sagte, P"."""
    joins = any(scene.vocabulary.has(kind, scene.unit.lows[place]) for kind in ("conjunctions", "contrasts"))
    return joins and _reports(scene, place + 1)


def next_report(scene: Scene, place: int) -> int:
    """The conjunction or comma from a token on that brings the next reporting verb, or the end."""
    marks = (i for i in range(place, scene.ceiling - 1) if _next_verb(scene, i) or _parts(scene, i))
    return next(marks, scene.ceiling)


def _parts(scene: Scene, place: int) -> bool:
    return scene.unit.tokens[place].text == "," and (_reports(scene, place + 1) or _next_verb(scene, place + 1))


def _reports(scene: Scene, place: int) -> bool:
    """Whether a reporting verb begins at a token."""
    return any(c.start == place and c.cue.kind == "verb" and not c.infinitive for c in scene.cues)


def look(scene: Scene, clause: Clause) -> Right:
    """What stands behind a reporting clause."""
    start = max(clause.after, clause.bracket.end)
    if _asks(scene, clause, start):
        return Right("that", start, clause.bracket.end)
    stop = clause_stop(scene, start)
    right = _main(scene, clause, behind(scene, stop, clause.bracket.end))
    if right.kind == "closed" and stop < scene.ceiling and scene.unit.tokens[stop].text == ",":
        right = _over_aside(scene, stop, clause.bracket.end)
    if right.kind == "closed" and stop - 2 >= start and scene.vocabulary.has("infinitive", scene.unit.lows[stop - 2]):
        return Right("to", past_light(scene, start, stop), clause.bracket.end)
    bare = scene.vocabulary.words.grammar.brackets.bare and right.kind == "closed" and not clause.bracket.final
    if bare and has_finite(scene.unit, scene.vocabulary, start, stop):
        return Right("clause", start, clause.bracket.end)
    return right


def _asks(scene: Scene, clause: Clause, place: int) -> bool:
    """Whether an indirect question follows a verb with no comma before it ("betwijfelt |of het schip wapens had")."""
    grammar, has = scene.vocabulary.words.grammar, scene.vocabulary.has
    if grammar.capital_nouns or clause.bracket.final or place >= scene.ceiling:
        return False
    word = scene.unit.lows[place]
    return has("interrogatives", word) and not has("subordinators", word) and verb_last(scene, place)


def _main(scene: Scene, clause: Clause, right: Right) -> Right:
    """What follows a subordinate clause, closed when that is the main clause around it: "der so heißt, |ist neu"."""
    made, place = clause.bracket, right.start
    if not made.final or right.kind != "clause" or scene.vocabulary.has("asides", scene.unit.lows[made.start]):
        return right
    goes_on = is_finite(scene.unit, scene.vocabulary, place) or helps(scene, place)
    return replace(right, kind="closed", start=place - 1) if goes_on else right


def behind(scene: Scene, stop: int, cue_end: int) -> Right:
    """What a mark at a token leads to."""
    unit = scene.unit
    closed = Right("closed", stop, cue_end)
    if stop < scene.ceiling and unit.tokens[stop].speech >= 0:
        return Right("quote", stop, cue_end)
    place = stop + 1
    if place < scene.ceiling and scene.vocabulary.has("complementisers", unit.lows[stop]):
        return Right("that", place, cue_end)
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
    if _reports(scene, place) and not (place and scene.unit.tokens[place - 2].quoted):
        return Right("closed", place - 1, 0)  # "räumte P ein, |bestritt aber Q"
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
    while place < min(scene.ceiling, comma + ASIDE) and not _reports(scene, place):
        place = clause_stop(scene, place)
        if place >= scene.ceiling or unit.tokens[place].text not in {",", ":"}:
            break
        right = behind(scene, place, cue_end)
        if right.kind != "closed":
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
        if end > after == place and not any(has("times", low) for low in unit.lows[after:end]):
            return place  # "sprach von |40 Toten"
        if end == after == place and _approximates(scene, place, stop):
            return place  # "sprach von |mindestens 40 Toten"
        if end == after and not _light(scene, place):
            return place
        place = max(end, place + 1)
    return place


def _approximates(scene: Scene, place: int, stop: int) -> bool:
    """Whether an adverb stands before a figure, and belongs to it."""
    has, low = scene.vocabulary.has, scene.unit.lows[place]
    figure = place + 1 < stop and scene.unit.tokens[place + 1].text[0].isdigit()
    return figure and scene.vocabulary.adverb(low) and not has("times", low)


def _light(scene: Scene, place: int) -> bool:
    low = scene.unit.lows[place]
    light = scene.vocabulary.adverb(low) or scene.vocabulary.has("times", low)
    return light or scene.unit.tokens[place].text in {",", ")"}
