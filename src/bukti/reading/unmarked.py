"""Where nothing parts a subject and an object: the place between them, and a subject that is set before its verb."""

from __future__ import annotations

from bukti.reading.units import Unit
from bukti.reading.vocabulary import Vocabulary

Range = tuple[int, int]
ROLES = ("persons", "titles")
HEADS = (*ROLES, "organisations", "media", "businesses", "bodies")
TOLD = ("claims", "charges", "documents")  # what is denied, confirmed or told of
CARRIED = ("genitives", "prepositions", "conjunctions")
NEAR = 6  # tokens between an object mark and its verb ("را |روز شنبه رد کرد")
LINKED = 14  # tokens before a verb in which its link may stand
DEEPEST = 4  # phrases inside one another ("a spokesman |in the name of the army |of the country")


def object_after(unit: Unit, vocabulary: Vocabulary, phrase: Range, *, headed: bool) -> int | None:
    """Where an object begins in a subject and an object that nothing parts ("اتهم |خالد منصور |شركة الموانئ"), or None.

    Args:
        unit: the sentence.
        vocabulary: of its language, which writes articles onto nouns.
        phrase: tokens of both.
        headed: whether the object must begin with a known head noun or a name.
    """
    place = _past(unit, vocabulary, phrase, 0)
    if not phrase[0] < place < phrase[1]:
        return None
    token = unit.tokens[place]
    known = token.capital or any(vocabulary.has(kind, token.low) for kind in HEADS)
    return place if token.word and (known or not headed) else None


def _past(unit: Unit, vocabulary: Vocabulary, room: Range, depth: int) -> int:
    """One past the noun phrase that begins a room: construct and its end, adjectives, what it is of, a role's name."""
    place, end = room
    body = any(vocabulary.has(kind, unit.lows[place]) for kind in HEADS if kind not in ROLES)
    role = not body and (any(vocabulary.has(kind, unit.lows[place]) for kind in ROLES) or depth == 0)
    if unit.tokens[place].capital:
        place = _past_name(unit, vocabulary, place, end)
        apposed = place < end and _definite(vocabulary, unit.lows[place])
        described = apposed and any(vocabulary.has(kind, unit.lows[place]) for kind in ROLES)
        return _past(unit, vocabulary, (place, end), depth) if described else place
    while place < end and not _definite(vocabulary, unit.lows[place]) and not unit.tokens[place].capital:
        if any(vocabulary.has(kind, unit.lows[place]) for kind in CARRIED):
            break
        place += 1
    if place < end and unit.tokens[place].capital:
        return _past_name(unit, vocabulary, place, end)
    while place < end and _definite(vocabulary, unit.lows[place]):
        place += 1
        if place < end and any(vocabulary.has(kind, unit.lows[place]) for kind in HEADS):
            break
    carried = place + 1 < end and any(vocabulary.has(kind, unit.lows[place]) for kind in CARRIED)
    if carried and depth < DEEPEST:
        place = _past(unit, vocabulary, (place + 1, end), depth + 1)
    return _past_name(unit, vocabulary, place, end) if role else place


def _past_name(unit: Unit, vocabulary: Vocabulary, place: int, end: int) -> int:
    """One past a run of names, up to a role or a body that was taken for a part of it ("أولغا برانت |المصارف")."""
    first = place
    while place < end and unit.tokens[place].capital:
        if place > first and any(vocabulary.has(kind, unit.lows[place]) for kind in HEADS):
            break
        place += 1
    return place


def _definite(vocabulary: Vocabulary, low: str) -> bool:
    return low.startswith(vocabulary.words.people.prefixes or ("\n",))


def fronted(unit: Unit, vocabulary: Vocabulary, group: int, floor: int) -> Range | None:
    """The subject set before its verb and parted from it by a conjunction: "|أما |وزارة الدفاع |فقالت"."""
    if not vocabulary.classes["fronting"] or not vocabulary.has("conjunctions", unit.lows[group - 1]):
        return None
    front = next((i for i in range(group - 2, floor - 1, -1) if vocabulary.has("fronting", unit.lows[i])), None)
    if front is None or front + 1 >= group - 1:
        return None
    inside = unit.tokens[front + 1 : group - 1]
    return (front + 1, group - 1) if all(t.word and t.speech < 0 for t in inside) else None


def object_before(unit: Unit, vocabulary: Vocabulary, group: int, floor: int) -> tuple[Range, Range] | None:
    """Subject and object before a verb, the object closed by its mark ("|شرکت |این اتهامات |را رد کرد"), or None.

    Nothing parts the two: the object begins with a determiner, a document or a claim behind the first word.
    """
    marks = vocabulary.words.grammar.final.object_marks
    if not marks:
        return _claim_before(unit, vocabulary, group, floor)
    mark = next((i for i in range(group - 1, max(floor, group - NEAR), -1) if unit.lows[i] in marks), None)
    if mark is None or any(_break(unit, i) for i in range(mark, group)):
        return None
    start = next((i + 1 for i in range(mark - 1, floor - 1, -1) if _break(unit, i)), floor)
    first = next((i for i in range(start + 1, mark) if _begins_object(unit, vocabulary, i, mark)), None)
    return None if first is None else ((start, first), (first, mark))


def _begins_object(unit: Unit, vocabulary: Vocabulary, place: int, end: int) -> bool:
    """Whether an object begins at a token, which nothing before it owns."""
    low = unit.lows[place]
    if any(vocabulary.has(kind, unit.lows[place - 1]) for kind in (*CARRIED, "determiners")):
        return False
    phrase = any(vocabulary.phrases["charges"].at(unit.lows[:end], place))
    return phrase or any(vocabulary.has(kind, low) for kind in ("determiners", "claims", "charges", "documents"))


def _break(unit: Unit, place: int) -> bool:
    token = unit.tokens[place]
    return token.speech >= 0 or (not token.word and not token.quoted)


def _claim_before(unit: Unit, vocabulary: Vocabulary, group: int, floor: int) -> tuple[Range, Range] | None:
    """Subject and object where the object is a claim right before its verb ("Armáda |zprávu| popřela")."""
    start, told = group, False
    while start > floor and (kinds := vocabulary.kinds.of(unit.lows[start - 1])) & {*TOLD, "determiners"}:
        told |= bool(kinds & set(TOLD))
        start -= 1
    return ((floor, start), (start, group)) if told and floor < start < group else None


def aimed_before(unit: Unit, vocabulary: Vocabulary, group: int, floor: int) -> tuple[Range, Range] | None:
    """Subject, and content with whom its verb is said of before the object's mark ("دادستان |مدیر را به X |متهم کرد").

    Nothing parts the two: the object begins with its name, or behind a role that nothing is added to.
    """
    marks = vocabulary.words.grammar.final.object_marks
    mark = next((i for i in range(group - 1, floor, -1) if unit.lows[i] in marks), None)
    if mark is None or any(_break(unit, i) for i in range(mark, group)):
        return None
    start = next((i + 1 for i in range(mark - 1, floor - 1, -1) if _break(unit, i)), floor)
    first = _aim(unit, vocabulary, start, mark)
    return None if first is None else ((start, first), (first, group))


def _aim(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int | None:
    """Where whom a verb is said of begins in the words before the object's mark, if that is sure."""
    heads = [i for i in range(start, end) if any(vocabulary.has(kind, unit.lows[i]) for kind in HEADS)]
    names = [i for i in range(start + 1, end) if unit.tokens[i].named and not unit.tokens[i - 1].named]
    if vocabulary.has("subject_pronouns", unit.lows[start]) and start + 1 < end:
        return start + 1
    if not heads or heads[0] > start:
        return names[-1] if unit.tokens[start].named and names else None
    if names and not any(vocabulary.has(kind, unit.lows[names[-1] - 1]) for kind in (*ROLES, "businesses")):
        return names[-1]
    role = vocabulary.has("persons", unit.lows[start]) and not unit.lows[start].endswith(vocabulary.words.grammar.ezafe)
    return start + 1 if role and not names and start + 1 in heads else None


def linked_before(unit: Unit, group: int, floor: int, links: tuple[str, ...]) -> tuple[Range, Range] | None:
    """Subject and content before a verb where its link opens the content ("شهردار |از |۱۵ زخمی |خبر داد"), or None."""
    inside = range(group - 2, max(floor, group - LINKED), -1)
    link = next((i for i in inside if unit.lows[i] in links), None)
    if link is None or any(_break(unit, i) for i in range(link, group)):
        return None
    start = next((i + 1 for i in range(link - 1, floor - 1, -1) if _break(unit, i)), floor)
    return ((start, link), (link + 1, group)) if start < link else None
