"""Statements that hang on a reporting verb: X says that P; P, X says; P, says X; X denies P; saying P."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Degree, Span, Stance
from bukti.reading.context import Right, look_right, opens_quote
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, antecedent, has_finite, is_clause, left_subject, right_phrase, with_name
from bukti.reading.units import CLOSING, TERMINAL, Unit
from bukti.reading.vocabulary import Vocabulary
from bukti.reading.words import VerbClass


@dataclass(slots=True)
class Scene:
    """A unit with its cues while its statements are read.

    Attributes:
        cues: all cues, left to right. floor: first token that content may begin at. ceiling: one past the last.
        breaks: tokens where a later cue's own construction begins, which ends an earlier content.
    """

    unit: Unit
    vocabulary: Vocabulary
    cues: list[Found]
    floor: int
    ceiling: int
    breaks: set[int]


@dataclass(frozen=True, slots=True)
class Tag:
    """A verb that stands after, or in the middle of, its content.

    Attributes:
        start, end: tokens of the whole tag, source and adjuncts included, commas not. source: its tokens.
    """

    found: Found
    start: int
    end: int
    source: Range | None
    right: Right


def find_tag(scene: Scene, found: Found) -> Tag | None:
    """Whether a verb is a tag: something complete stands before it and nothing that it could introduce after it."""
    entry = found.cue.entry
    if found.cue.kind != "verb" or not isinstance(entry, VerbClass) or "tag" not in entry.takes:
        return None
    if (
        found.infinitive
        or found.refused
        or found.passive
        or (found.group <= scene.floor and not _quote_before(scene, found.group))
    ):
        return None
    right = look_right(scene.unit, scene.vocabulary, found, scene.ceiling)
    if entry.fused:
        return Tag(found, found.group, right.start if right.kind == "closed" else found.end, None, right)
    before = _content_before(scene, found.group) and (entry.order == "after" or right.kind != "that")
    turns = "shown" not in entry.takes or _quote_before(scene, found.group)  # "the poll, held in May, found X" is none
    tag = _inverted(scene, found) if before and turns else None
    if tag is None and entry.order == "any":
        tag = _straight(scene, found, right)
    return tag if tag is not None or not before else _bare(scene, found, right)


def _bare(scene: Scene, found: Found, right: Right) -> Tag | None:
    """A tag whose source the words around it do not tell."""
    entry = found.cue.entry
    ends = right.kind == "closed" and isinstance(entry, VerbClass) and entry.order == "any"
    spoken = right.kind in {"quote", "colon"} and _quote_before(scene, found.group)
    return Tag(found, found.group, right.start, None, right) if ends or spoken else None


def _content_before(scene: Scene, place: int) -> bool:
    """Whether a comma or a closing mark stands right before a token."""
    if place <= 0:
        return False
    text = scene.unit.tokens[place - 1].text
    return text in {",", "?", "!", "…", "–", "—", "-"} or _quote_before(scene, place)


def _quote_before(scene: Scene, place: int) -> bool:
    if place <= 0:
        return False
    token = scene.unit.tokens[place - 1]
    if token.text == "," and place > 1:
        token = scene.unit.tokens[place - 2]
    return not token.word and token.quoted and token.text in CLOSING


CLAIM_REACH = 4  # words of a phrase that may stand up to the noun that makes it a claim
NO_SOURCE = ("prepositions", "complementisers", "infinitive", "times", "subordinators", "conjunctions")


def _inverted(scene: Scene, found: Found) -> Tag | None:
    """Verb, then source, right after the content ("P, said X")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    place = found.end
    while place < scene.ceiling and vocabulary.adverb(unit.lows[place]):
        place += 1
    if found.group != found.start or not _may_name(scene, place):
        return None
    phrase = right_phrase(unit, vocabulary, place, scene.ceiling)
    if phrase is None or (phrase[1] < scene.ceiling and has_finite(unit, vocabulary, phrase[1], phrase[1] + 1)):
        return None
    right = look_right(unit, vocabulary, Found(found.cue, place, phrase[1], place), scene.ceiling)
    named = with_name(unit, vocabulary, phrase, scene.ceiling)
    tag = Tag(found, found.start, max(phrase[1], _tag_end(scene, phrase[1])), named, right)
    whole = _quote_before(scene, found.start) or is_clause(unit, vocabulary, scene.floor, found.start)
    return tag if whole or _split(scene, tag.end) else None


def _split(scene: Scene, place: int) -> bool:
    """Whether speech goes on right after a tag: then few words before it are enough ("Tomorrow, says X, “…”")."""
    return place < scene.ceiling and scene.unit.tokens[place].speech >= 0


def _may_name(scene: Scene, place: int) -> bool:
    """Whether a source can begin at a token."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if place >= scene.ceiling:
        return False
    first = unit.tokens[place]
    if not first.word or first.speech >= 0 or opens_quote(unit, place):
        return False
    if any(vocabulary.has(k, first.low) for k in NO_SOURCE):
        return False
    return vocabulary.has("subject_pronouns", first.low) or not vocabulary.has("object_pronouns", first.low)


def _tag_end(scene: Scene, place: int) -> int:
    """One past the appositions and adjuncts of an inverted source: up to a quotation, a full stop or a clause."""
    unit = scene.unit
    while place < scene.ceiling and unit.tokens[place].speech < 0 and unit.tokens[place].text not in TERMINAL:
        if unit.tokens[place].text in {";", ":"} or place in scene.breaks:
            break
        place += 1
    return place


def _straight(scene: Scene, found: Found, right: Right) -> Tag | None:
    """Source, then verb, after the content ("P, X said")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    tagging = (
        right.kind == "closed"
        or (right.kind == "that" and right.adjunct)  # "“…,” she said of the protection that children are owed"
        or (right.kind == "quote" and unit.tokens[right.start].speech >= 0)
        or right.kind == "colon"
    )
    subject = left_subject(unit, vocabulary, found.group, scene.floor) if tagging else None
    if subject is None or not _content_before(scene, subject[0]):
        return None
    quoted = _quote_before(scene, subject[0])
    if right.kind in {"quote", "colon", "that"} and not quoted:
        return None
    if not quoted and not _stands_alone(scene, scene.floor, subject[0] - 1) and not _interrupts(scene, right):
        return None
    return Tag(found, subject[0], right.start, subject, right)


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Whether words before a tag can be its content: more than an adverbial such as "After the meeting"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    words = [i for i in range(start, end) if unit.tokens[i].word]
    if len(words) < 3:
        return False
    opening = unit.lows[words[0]]
    adverbial = (
        vocabulary.has("prepositions", opening)
        or vocabulary.has("subordinators", opening)
        or vocabulary.has("times", opening)
    )
    return not adverbial or has_finite(unit, vocabulary, start, end) or len(words) > 12


def _interrupts(scene: Scene, right: Right) -> bool:
    """Whether a tag between commas interrupts a clause that goes on after it ("Instead, he noted, P")."""
    place = right.start
    if place + 1 >= scene.ceiling or scene.unit.tokens[place].text != ",":
        return False
    if not _continues(scene, place + 1) or scene.ceiling - place <= 4:
        return False
    return has_finite(scene.unit, scene.vocabulary, place + 1, clause_end(scene, place + 1))


def tag_draft(scene: Scene, tag: Tag) -> Draft | None:
    """The statement of a tag: what stands before it, and what goes on after it."""
    unit = scene.unit
    before = tag.start
    floor = _left_floor(scene, before)
    after = _resumption(scene, tag)
    content = regions(unit, (floor, before), after)
    if not content:
        return None
    return _draft(scene, Frame(tag.found, "tag", tag.source, tag.right), content)


def _left_floor(scene: Scene, before: int) -> int:
    """Where the content before a tag begins: at the unit's start, after a semicolon."""
    unit, floor = scene.unit, scene.floor
    for place in range(before - 1, scene.floor, -1):
        if unit.tokens[place].text == ";" and unit.tokens[place].speech < 0:
            floor = place + 1
            break
    while (
        floor < before
        and not unit.tokens[floor].quoted
        and (
            scene.vocabulary.has("conjunctions", unit.lows[floor])
            or scene.vocabulary.has("contrasts", unit.lows[floor])
        )
    ):
        floor += 1
        if floor < before and unit.tokens[floor].text == ",":
            floor += 1
    return floor


def _resumption(scene: Scene, tag: Tag) -> Range:
    """Content that goes on after a tag: a further quotation, or the rest of an interrupted clause."""
    unit, place = scene.unit, tag.end
    if tag.right.kind in {"quote", "colon"}:
        return tag.right.start, clause_end(scene, tag.right.start)
    while place < scene.ceiling and unit.tokens[place].text in {",", ":", "-", "–", "—"}:
        place += 1
    if place >= scene.ceiling or unit.tokens[place].text in TERMINAL:
        return place, place
    if unit.tokens[place].speech >= 0:
        return place, clause_end(scene, place)
    if (
        unit.tokens[place - 1].text == ","
        and tag.source is not None
        and tag.source[0] < tag.found.start
        and _continues(scene, place)
        and has_finite(unit, scene.vocabulary, place, clause_end(scene, place))
    ):
        return place, clause_end(scene, place)
    return place, place


def _continues(scene: Scene, place: int) -> bool:
    """Whether words after a tag's comma go on with the content: no new cue, relative clause or subordinate clause."""
    word = scene.unit.lows[place]
    vocabulary = scene.vocabulary
    if place in scene.breaks or vocabulary.has("relatives", word) or vocabulary.has("subordinators", word):
        return False
    return not vocabulary.has("contrasts", word) and not any(
        c.start == place and c.cue.kind == "participle" for c in scene.cues
    )


def clause_end(scene: Scene, start: int) -> int:
    """One past the last token of a content that begins at `start`."""
    unit = scene.unit
    place = start
    while place < scene.ceiling:
        token = unit.tokens[place]
        if token.speech >= 0:
            place += 1
            continue
        if place > start and place in scene.breaks:
            return place
        if token.text == ";" or (token.text in TERMINAL and place > start and unit.tokens[place - 1].speech >= 0):
            return place
        if place > start and token.text == "," and _new_clause(scene, place + 1):
            return place
        place += 1
    return place


def _new_clause(scene: Scene, place: int) -> bool:
    return place < scene.ceiling and scene.vocabulary.has("contrasts", scene.unit.lows[place])


def forward_draft(scene: Scene, found: Found) -> Draft | None:
    """The statement that a verb or participle introduces, or None when what follows cannot be its content."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass) or _barred(found, entry):
        return None
    right = look_right(scene.unit, scene.vocabulary, found, scene.ceiling)
    source = _forward_source(scene, found)
    start = _forward_start(scene, found, right, source)
    if start is None or (source is not None and _nobody(scene, source)):
        return None
    end = clause_end(scene, start)
    if right.kind in {"phrase", "to"}:
        end = _phrase_end(scene, start, end)
    content = regions(scene.unit, (start, end))
    bare = "clause" not in entry.takes and right.kind in {"phrase", "clause"}
    if not content or (bare and not _enough(scene, entry, start, end)):
        return None
    return _draft(scene, Frame(found, "forward", source, right), content)


def _nobody(scene: Scene, source: Range) -> bool:
    """Whether a source is nobody in particular: "no one can say", "you would think"."""
    first = scene.unit.lows[source[0]]
    return scene.vocabulary.has("negators", first) or scene.vocabulary.has("nonspeakers", first)


def _quotes(scene: Scene, start: int, end: int) -> bool:
    """Whether quoted words stand in an object before its first comma ("called him a “liar”")."""
    for token in scene.unit.tokens[start:end]:
        if token.quoted or token.text == ",":
            return token.quoted
    return False


def _barred(found: Found, entry: VerbClass) -> bool:
    """Verbs that can introduce nothing as they stand: tags only, refusals, negations."""
    return entry.fused or entry.order == "after" or found.refused or (found.negated and entry.negated == "none")


def _enough(scene: Scene, entry: VerbClass, start: int, end: int) -> bool:
    """Verbs of naming ("called") need quoted words in their object, verbs of refusal a claim; others take any."""
    if "phrase" in entry.takes or "shown" in entry.takes or _quotes(scene, start, end):
        return True
    head = scene.unit.lows[start : min(end, start + CLAIM_REACH)]
    return "claimed" in entry.takes and any(scene.vocabulary.has(k, w) for k in ("claims", "charges") for w in head)


def _forward_start(scene: Scene, found: Found, right: Right, source: Range | None) -> int | None:
    entry = found.cue.entry
    takes: set[str] = set(entry.takes) if isinstance(entry, VerbClass) else set()
    if "shown" in takes and source is not None and _document(scene, source):
        takes |= {"clause", "phrase"}
    if right.kind == "that":
        fits = bool({"clause", "that"} & takes)
    elif right.kind in {"quote", "colon"}:
        fits = bool({"quote", "phrase", "clause"} & takes)
    elif found.infinitive:
        fits = False
    elif right.kind == "clause" and "clause" in takes:
        fits = not right.adjunct or "phrase" in takes or _subject_like(scene, right.start)
    elif right.kind in {"clause", "phrase"}:
        named = not right.adjunct or _subject_like(scene, right.start)
        fits = bool({"phrase", "quoted", "claimed"} & takes) and named and not _attributive(scene, found)
    else:
        fits = right.kind == "to" and "to" in takes
    return right.start if fits else None


def _document(scene: Scene, source: Range) -> bool:
    """Whether a source is a document."""
    return any(scene.vocabulary.has("documents", low) for low in scene.unit.lows[source[0] : source[1]])


def _attributive(scene: Scene, found: Found) -> bool:
    """A participle with a bare object is reporting only after a comma or an auxiliary ("promising results" is not)."""
    if found.cue.kind != "participle" or not found.start:
        return found.cue.kind == "participle"
    before = scene.unit.tokens[found.start - 1]
    return before.text != "," and not scene.vocabulary.has("auxiliaries", before.low)


def _subject_like(scene: Scene, place: int) -> bool:
    token, word = scene.unit.tokens[place], scene.unit.lows[place]
    return token.capital or any(scene.vocabulary.has(k, word) for k in ("subject_pronouns", "determiners"))


def _phrase_end(scene: Scene, start: int, end: int) -> int:
    """A noun-phrase content ends before a comma that no quotation or list holds."""
    for place in range(start + 1, end):
        token = scene.unit.tokens[place]
        if token.speech < 0 and not token.quoted and token.text == "," and place + 1 < end:
            after = scene.unit.lows[place + 1]
            if scene.vocabulary.has("relatives", after) or scene.vocabulary.has("subordinators", after):
                return place
    return end


def _forward_source(scene: Scene, found: Found) -> Range | None:
    if found.passive:
        return None
    if found.cue.kind == "participle" or found.subjectless or found.infinitive:
        return _quoted_person(scene, found) or _shared(scene, found)
    subject = left_subject(scene.unit, scene.vocabulary, found.group, scene.floor)
    if subject is not None and scene.vocabulary.has("relatives", scene.unit.lows[subject[0]]):
        meant = antecedent(scene.unit, scene.vocabulary, subject[0], scene.floor)
        return meant if meant is not None and _document(scene, meant) else subject
    return subject if subject is not None else _shared(scene, found)


def _quoted_person(scene: Scene, found: Found) -> Range | None:
    """The person whom another quotes "as saying"."""
    place = found.start - 1
    if place <= scene.floor or not scene.vocabulary.has("roles", scene.unit.lows[place]):
        return None
    return antecedent(scene.unit, scene.vocabulary, place, scene.floor)


def _shared(scene: Scene, found: Found) -> Range | None:
    """The subject that a coordinated or participial cue shares with the verb before it."""
    unit, vocabulary = scene.unit, scene.vocabulary
    earlier = [
        c
        for c in scene.cues
        if c.start < found.start and c.cue.kind == "verb" and not c.infinitive and not c.subjectless
    ]
    for cue in reversed(earlier):
        entry = cue.cue.entry
        tag = find_tag(scene, cue)
        if tag is not None and tag.source is not None:
            return tag.source
        if isinstance(entry, VerbClass) and entry.order == "any" and not cue.passive:
            subject = left_subject(unit, vocabulary, cue.group, scene.floor)
            if subject is not None:
                return subject
    for place in range(scene.floor, found.group):
        if unit.tokens[place].speech < 0 and vocabulary.verbal(unit.lows[place]) and place > scene.floor:
            return left_subject(unit, vocabulary, place, scene.floor)
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft is made from: its cue, how it was found, the source's tokens, and what stands to the right."""

    found: Found
    kind: str
    source: Range | None
    right: Right


def _draft(scene: Scene, frame: Frame, content: list[Span]) -> Draft | None:
    found, entry, unit, source = frame.found, frame.found.cue.entry, scene.unit, frame.source
    cue = joined(unit, found.start, max(found.end, frame.right.cue_end if frame.kind == "forward" else found.end))
    if not isinstance(entry, VerbClass) or cue is None:
        return None
    degree, stance, flags = _negated_reading(found, entry)
    return Draft(
        unit=unit.number,
        kind=frame.kind,
        content=content,
        cue=[cue],
        source=joined(unit, *source) if source else None,
        subject=source,
        impersonal=found.passive and source is None,
        fused=entry.fused,
        stance=stance,
        degree=degree,
        basis=entry.basis,
        flags=flags,
        negated=found.negated,
        loose=frame.kind == "forward" and frame.right.kind == "phrase",
        recipient=joined(unit, *frame.right.recipient) if frame.right.recipient else None,
    )


def _negated_reading(found: Found, entry: VerbClass) -> tuple[Degree, Stance, tuple[str, ...]]:
    """Degree, stance and flags of a verb, negated or not."""
    if found.negated and entry.negated == "denies":
        return entry.degree, Stance.DENIES, entry.flags
    if found.negated and entry.negated == "open":
        return Degree.UU, entry.stance, (*entry.flags, "null-result")
    if found.negated and entry.negated == "silent":
        return Degree.UU, Stance.QUESTIONS, (*entry.flags, "no-comment")
    return entry.degree, entry.stance, entry.flags
