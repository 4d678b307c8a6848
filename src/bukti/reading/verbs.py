"""Statements that hang on a reporting verb: X says that P; P, X says; P, says X; X denies P; saying P."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Degree, Span, Stance
from bukti.reading.context import Right, look_right, opens_quote
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, has_finite, left_subject, right_phrase
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
    if _content_before(scene, found.group) and (entry.order == "after" or right.kind != "that"):
        inverted = _inverted(scene, found)
        if inverted is not None:
            return inverted
        if (right.kind == "closed" and entry.order == "any") or (
            right.kind in {"quote", "colon"} and _quote_before(scene, found.group)
        ):
            return Tag(found, found.group, right.start, None, right)
    return None if entry.order == "after" else _straight(scene, found, right)


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


def _inverted(scene: Scene, found: Found) -> Tag | None:
    """Verb, then source, right after the content: `," said X`."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if found.group != found.start or found.end >= scene.ceiling:
        return None
    place = found.end
    while place < scene.ceiling and vocabulary.adverb(unit.lows[place]):
        place += 1
    if place >= scene.ceiling:
        return None
    first = unit.tokens[place]
    if not first.word or first.speech >= 0 or opens_quote(unit, place):
        return None
    if any(
        vocabulary.has(k, first.low)
        for k in ("prepositions", "complementisers", "infinitive", "times", "subordinators", "conjunctions")
    ):
        return None
    if vocabulary.has("object_pronouns", first.low) and not vocabulary.has("subject_pronouns", first.low):
        return None
    phrase = right_phrase(unit, vocabulary, place, scene.ceiling)
    if phrase is None or (phrase[1] < scene.ceiling and has_finite(unit, vocabulary, phrase[1], phrase[1] + 1)):
        return None
    right = look_right(unit, vocabulary, Found(found.cue, place, phrase[1], place), scene.ceiling)
    return Tag(found, found.start, max(phrase[1], _tag_end(scene, phrase[1])), phrase, right)


def _tag_end(scene: Scene, place: int) -> int:
    """One past the appositions and adjuncts of an inverted source: up to a quotation, a full stop or a clause."""
    unit = scene.unit
    while place < scene.ceiling and unit.tokens[place].speech < 0 and unit.tokens[place].text not in TERMINAL:
        if unit.tokens[place].text in {";", ":"} or place in scene.breaks:
            break
        place += 1
    return place


def _straight(scene: Scene, found: Found, right: Right) -> Tag | None:
    """Source, then verb, after the content: `P, X said.`"""
    unit, vocabulary = scene.unit, scene.vocabulary
    tagging = (
        right.kind == "closed"
        or (right.kind == "quote" and unit.tokens[right.start].speech >= 0)
        or right.kind == "colon"
    )
    subject = left_subject(unit, vocabulary, found.group, scene.floor) if tagging else None
    if subject is None or not _content_before(scene, subject[0]):
        return None
    quoted = _quote_before(scene, subject[0])
    if right.kind in {"quote", "colon"} and not quoted:
        return None
    before = subject[0] - 1
    if not quoted and not has_finite(unit, vocabulary, scene.floor, before) and not vocabulary_free(vocabulary):
        return None
    return Tag(found, subject[0], right.start, subject, right)


def vocabulary_free(vocabulary: Vocabulary) -> bool:
    """Whether the language's file tells nothing of finite verbs."""
    return not vocabulary.classes["finite"]


def tag_draft(scene: Scene, tag: Tag) -> Draft | None:
    """The statement of a tag: what stands before it, and what goes on after it."""
    unit = scene.unit
    before = tag.start
    floor = _left_floor(scene, before)
    after = _resumption(scene, tag)
    content = regions(unit, (floor, before), after)
    if not content:
        return None
    return _draft(scene, tag.found, "tag", content, tag.source, tag.right)


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
        return tag.right.start, clause_end(scene, tag.right.start, tag.found)
    while place < scene.ceiling and unit.tokens[place].text in {",", ":", "-", "–", "—"}:
        place += 1
    if place >= scene.ceiling or unit.tokens[place].text in TERMINAL:
        return place, place
    if unit.tokens[place].speech >= 0:
        return place, clause_end(scene, place, tag.found)
    if (
        unit.tokens[place - 1].text == ","
        and tag.source is not None
        and tag.source[0] < tag.found.start
        and _continues(scene, place)
    ):
        return place, clause_end(scene, place, tag.found)
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


def clause_end(scene: Scene, start: int, found: Found | None) -> int:
    """One past the last token of a content that begins at `start`."""
    unit, vocabulary = scene.unit, scene.vocabulary
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
    if not isinstance(entry, VerbClass) or entry.fused or entry.order == "after" or found.refused:
        return None
    if found.negated and entry.negated == "none":
        return None
    right = look_right(scene.unit, scene.vocabulary, found, scene.ceiling)
    start = _forward_start(scene, found, right)
    if start is None:
        return None
    if found.infinitive and right.kind not in {"that", "quote", "colon"}:
        return None
    end = clause_end(scene, start, found)
    if right.kind in {"phrase", "to"}:
        end = _phrase_end(scene, start, end)
    content = regions(scene.unit, (start, end))
    source = _forward_source(scene, found)
    if not content:
        return None
    return _draft(scene, found, "forward", content, source, right)


def _forward_start(scene: Scene, found: Found, right: Right) -> int | None:
    entry = found.cue.entry
    assert isinstance(entry, VerbClass)  # noqa: S101 - narrowed by the only caller
    takes = entry.takes
    if right.kind == "that":
        return right.start if {"clause", "that"} & set(takes) else None
    if right.kind in {"quote", "colon"}:
        quoted = right.kind == "quote" or right.start < scene.ceiling
        return right.start if quoted and {"quote", "phrase", "clause"} & set(takes) else None
    if right.kind == "clause":
        if "clause" in takes and not (
            right.adjunct and "phrase" not in takes and not _subject_like(scene, right.start)
        ):
            return right.start
        return _object(found, right) if "phrase" in takes else None
    if right.kind == "phrase":
        return _object(found, right) if "phrase" in takes else None
    if right.kind == "to":
        return right.start if "to" in takes else None
    return None


def _object(found: Found, right: Right) -> int:
    return max(right.cue_end, right.start)


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
    if found.cue.kind == "participle" or found.subjectless:
        return _shared(scene, found)
    if found.infinitive:
        return _shared(scene, found)
    subject = left_subject(scene.unit, scene.vocabulary, found.group, scene.floor)
    return subject if subject is not None else _shared(scene, found)


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


def _draft(scene: Scene, found: Found, kind: str, content: list[Span], source: Range | None, right: Right) -> Draft:
    entry = found.cue.entry
    assert isinstance(entry, VerbClass)  # noqa: S101 - only verbs come here
    unit = scene.unit
    cue = joined(unit, found.start, max(found.end, right.cue_end if kind == "forward" else found.end))
    assert cue is not None  # noqa: S101 - a cue has words
    stance = Stance.DENIES if found.negated and entry.negated == "denies" else entry.stance
    return Draft(
        unit=unit.number,
        kind=kind,
        content=content,
        cue=[cue],
        source=joined(unit, *source) if source else None,
        subject=source,
        impersonal=found.passive and source is None,
        fused=entry.fused,
        stance=stance,
        degree=Degree.UU if found.negated and entry.negated == "open" else entry.degree,
        basis=entry.basis,
        flags=entry.flags,
        negated=found.negated,
        recipient=joined(unit, *right.recipient) if right.recipient else None,
    )
