"""Statements that hang on a reporting verb: X says that P; P, X says; X denies P; saying P."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Degree, Span, Stance
from bukti.reading.context import Right, look_right, past_hearer, subject_behind, tells_figure
from bukti.reading.cues import Found
from bukti.reading.doubts import BARE, idle
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import (
    Range,
    antecedent,
    housed,
    is_break,
    left_subject,
    over_times,
    right_phrase,
    tidy,
    with_name,
)
from bukti.reading.scene import Scene, clause_end
from bukti.reading.stance import denied
from bukti.reading.tags import Tag, find_tag, tag_content
from bukti.reading.units import Unit
from bukti.reading.unmarked import aimed_before, fronted, linked_before, object_before
from bukti.reading.words import VerbClass

FEWEST = 2  # words of an object that can be a content
REACH = 8  # words of an object before what it is called
SHARED = 8  # verbs before a cue that may lend it their subject; a bound, so that work grows with the text only
ACTING = ("persons", "organisations", "media")
CLAIM_REACH = 4  # words of a phrase that may stand up to the noun that makes it a claim


def tag_draft(scene: Scene, tag: Tag) -> Draft | None:
    """The statement of a tag."""
    content = tag_content(scene, tag)
    return draft_of(scene, Frame(tag.found, "tag", tag.source, tag.right), content) if content else None


def forward_draft(scene: Scene, found: Found) -> Draft | None:
    """The statement that a verb or participle introduces, or None when what follows cannot be its content.

    Where a mark stands behind subjects, an object before the verb can be its content as well ("X ने |P का वादा किया").
    """
    made = _introduced(scene, found)
    grammar = scene.vocabulary.words.grammar
    free = bool(grammar.final.object_marks) or grammar.fenced  # cases tell an object anywhere
    if made is not None or not (_marks(scene) or free):
        return made
    return _object_before(scene, found) if _marks(scene) else _unmarked_subject(scene, found)


def _marks(scene: Scene) -> tuple[str, ...]:
    return scene.vocabulary.words.grammar.final.marks


def _object_before(scene: Scene, found: Found) -> Draft | None:
    """The statement whose content stands between the mark of its source and the verb that ends it."""
    entry, unit = found.cue.entry, scene.unit
    if not isinstance(entry, VerbClass) or "phrase" not in entry.takes or _barred(found, entry):
        return None
    right = look_right(unit, scene.vocabulary, found, scene.ceiling)
    mark = next((i for i in range(found.group - 1, scene.floor, -1) if unit.lows[i] in _marks(scene)), None)
    if mark is None or right.kind in {"that", "quote", "colon"}:
        return None
    start = over_times(unit, scene.vocabulary, mark + 1, found.group)
    content = regions(unit, (start, found.group))
    source = left_subject(unit, scene.vocabulary, found.group, scene.floor)
    fewest = 1 if entry.stance is Stance.DENIES else FEWEST
    if not content or sum(t.word for t in unit.tokens[start : found.group]) < fewest:
        return None
    return draft_of(scene, Frame(found, "forward", source, Right("phrase", start, found.end)), content)


def _marked_object(scene: Scene) -> bool:
    return bool(scene.vocabulary.words.grammar.final.object_marks)


def _unmarked_subject(scene: Scene, found: Found) -> Draft | None:
    """The statement whose content is an object before the verb, told by its own mark ("این اتهامات |را رد کرد")."""
    entry, unit = found.cue.entry, scene.unit
    aims = isinstance(entry, VerbClass) and entry.object and _marked_object(scene)
    if not isinstance(entry, VerbClass) or not (aims or {"phrase", "claimed"} & set(entry.takes)):
        return None
    if _barred(found, entry):
        return None
    parted = aimed_before(unit, scene.vocabulary, found.group, scene.floor) if aims else None
    parted = parted or _parted(scene, found, entry)
    if parted is None:
        return None
    subject, (start, end) = parted
    source = left_subject(unit, scene.vocabulary, subject[1], subject[0])
    source = tidy(unit, scene.vocabulary, *subject) if _marked_object(scene) else source
    frame = Frame(found, "forward", source, Right("phrase", start, found.end))
    return draft_of(scene, frame, regions(unit, (start, end))) if source is not None else None


def _parted(scene: Scene, found: Found, entry: VerbClass) -> tuple[Range, Range] | None:
    """Subject and object before a verb, told by the verb's link or by the object's own mark or words."""
    unit = scene.unit
    if not {"phrase", "claimed"} & set(entry.takes):
        return None
    parted = linked_before(unit, found.group, scene.floor, entry.links) if _marked_object(scene) else None
    return parted or object_before(unit, scene.vocabulary, found.group, scene.floor)


def _introduced(scene: Scene, found: Found) -> Draft | None:
    """The statement of what follows a verb."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass) or _barred(found, entry):
        return None
    right = _opening(scene, found) if entry.fused else look_right(scene.unit, scene.vocabulary, found, scene.ceiling)
    source = right.subject or (None if entry.fused else _forward_source(scene, found))
    if right.subject is not None and scene.vocabulary.words.grammar.verb_first:
        source = with_name(scene.unit, scene.vocabulary, right.subject, scene.ceiling)
    start = _forward_start(scene, found, right, source)
    if start is None or (source is not None and _nobody(scene, source)):
        return None
    if source is not None and right.subject is None:
        start = past_hearer(scene.unit, scene.vocabulary, start, scene.ceiling) or start
    before = scene.vocabulary.words.grammar.adjuncts == "before"
    end = _before_end(scene, start) if before else clause_end(scene, start)
    if right.kind in {"phrase", "to"}:
        end = _phrase_end(scene, start, end)
    content = regions(scene.unit, (start, end))
    bare = "clause" not in entry.takes and right.kind in {"phrase", "clause"}
    if not content or (bare and not _enough(scene, entry, start, end)):
        return None
    return draft_of(scene, Frame(found, "forward", source, right), content)


def _before_end(scene: Scene, start: int) -> int:
    """Where a content ends in a language whose adjuncts stand first.

    Speech ends with its quotation ("说：“…”|，同时他…"), and a clause that is an adjunct of what follows it ends before
    the word that makes it one ("宣布辞职|时，…").
    """
    unit, end = scene.unit, clause_end(scene, start)
    if unit.tokens[start].speech >= 0:
        return next((i for i in range(start, end) if unit.tokens[i].speech < 0 and not _resumed(unit, i)), end)
    comma = next((i for i in range(start + 1, end) if unit.tokens[i].text == "," or unit.tokens[i].speech >= 0), end)
    adjunct = comma < end and scene.vocabulary.has("localisers", unit.lows[comma - 1])
    return comma - 1 if adjunct and comma - 1 > start else end


def _resumed(unit: Unit, place: int) -> bool:
    """Whether speech goes on behind a mark."""
    after = place + 1 < len(unit.tokens) and unit.tokens[place + 1].speech >= 0
    return not unit.tokens[place].word and after


def _bare_kinds(scene: Scene) -> tuple[str, ...]:
    """What nothing but the verb introduces: where a comma may, only a source that can speak vouches for the rest."""
    return ("phrase", "clause") if scene.vocabulary.words.grammar.adjuncts == "before" else ("phrase",)


def _opening(scene: Scene, found: Found) -> Right:
    """What follows words that hold their source and open a sentence: "לדבריו, |הגשר סגור"."""
    first = not any(t.word for t in scene.unit.tokens[scene.floor : found.start])
    comma = found.end < scene.ceiling and scene.unit.tokens[found.end].text == ","
    return Right("clause" if first else "closed", found.end + comma, found.end)


def _nobody(scene: Scene, source: Range) -> bool:
    """Whether a source is nobody in particular: "no one can say", "you would think"."""
    first = scene.unit.lows[source[0]]
    if scene.vocabulary.has("relatives", first):  # "Tidak ada |yang mengaku"
        before = scene.unit.lows[max(0, source[0] - 2) : source[0]]
        return any(scene.vocabulary.has(k, w) for k in ("negators", "nonspeakers") for w in before)
    return scene.vocabulary.has("negators", first) or scene.vocabulary.has("nonspeakers", first)


def _quotes(scene: Scene, start: int, end: int) -> bool:
    """Whether quoted words stand in an object before its first comma ("called him a “liar”")."""
    for token in scene.unit.tokens[start:end]:
        if token.quoted or token.text == ",":
            return token.quoted
    return False


def _names_twice(scene: Scene, start: int, end: int) -> bool:
    """Whether an object is followed by what it is called ("called the plan |a hoax")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    for place in range(start + 1, min(end, start + REACH)):
        if is_break(unit, place) or vocabulary.has("prepositions", unit.lows[place]):
            return False
        if vocabulary.has("indefinite", unit.lows[place]):
            return True
    return False


def _barred(found: Found, entry: VerbClass) -> bool:
    """Verbs that can introduce nothing as they stand: tags only, refusals, negations."""
    opens = entry.fused and "clause" in entry.takes
    return (
        (entry.fused and not opens)
        or entry.order == "after"
        or found.refused
        or (found.negated and entry.negated == "none")
    )


def _enough(scene: Scene, entry: VerbClass, start: int, end: int) -> bool:
    """Verbs of naming ("called") need quoted words in their object, verbs of refusal a claim; others take any."""
    head = scene.unit.lows[start : min(end, start + CLAIM_REACH)]
    if "counted" in entry.takes:
        figure = any(low[:1].isdigit() for low in scene.unit.lows[start:end])
        return figure and any(scene.vocabulary.has("measures", w) for w in head)
    if "figure" in entry.takes and tells_figure(scene.unit, scene.vocabulary, start, end):
        return True
    if {"phrase", "shown", "linked"} & set(entry.takes) or _quotes(scene, start, end):
        return True
    if "quoted" in entry.takes and (_names_twice(scene, start, end) or denied(head, scene.vocabulary)):
        return True
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
    elif "clause" in takes and (right.kind == "clause" or (right.kind == "phrase" and _clipped(scene, right.start))):
        fits = not right.adjunct or "phrase" in takes or _subject_like(scene, right.start)
    elif right.kind == "phrase" and "linked" in takes and _by_link(scene, found, right):
        fits = not _attributive(scene, found)
    elif right.kind in {"clause", "phrase"}:
        free = scene.vocabulary.words.grammar.verb_first and right.subject is not None
        named = free or not right.adjunct or _subject_like(scene, right.start)
        fits = (
            bool({"phrase", "quoted", "claimed", "counted", "figure"} & takes)
            and named
            and not _attributive(scene, found)
        )
    else:
        fits = right.kind in {"to", "asked"} and right.kind in takes
    return right.start if fits else None


def _by_link(scene: Scene, found: Found, right: Right) -> bool:
    """Whether a verb's own link stands right before its content, behind its subject or not."""
    entry = found.cue.entry
    links = entry.links if isinstance(entry, VerbClass) and right.subject is not None else ()
    return right.cue_end > found.end or scene.unit.lows[right.start - 1] in links


def _clipped(scene: Scene, start: int) -> bool:
    """Whether a headline quotes part of a clause whose verb it leaves out ("UN says toll ‘likely to rise’")."""
    return scene.unit.headline and _quotes(scene, start, scene.ceiling)


def _document(scene: Scene, source: Range) -> bool:
    """Whether a source is a document."""
    words = scene.unit.lows[source[0] : source[1]]
    phrases = scene.vocabulary.phrases["documents"]
    return any(scene.vocabulary.has("documents", low) for low in words) or bool(phrases.find(words))


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
    around = scene.vocabulary.words.grammar.adjuncts == "around"
    ends = ("relatives", "subordinators", "contrasts") if around else ("relatives", "subordinators")
    for place in range(start + 1, end):
        token = scene.unit.tokens[place]
        if token.speech < 0 and not token.quoted and token.text == "," and place + 1 < end:
            after = scene.unit.lows[place + 1]
            if any(scene.vocabulary.has(k, after) for k in ends):
                return place
    return end


def _forward_source(scene: Scene, found: Found) -> Range | None:
    if found.passive:
        return None
    if found.cue.kind == "participle" or found.subjectless or found.infinitive:
        before = fronted(scene.unit, scene.vocabulary, found.group, scene.floor) if found.subjectless else None
        return before or _quoted_person(scene, found) or _shared(scene, found)
    subject = left_subject(scene.unit, scene.vocabulary, found.group, scene.floor)
    if subject is not None and scene.vocabulary.has("relatives", scene.unit.lows[subject[0]]):
        meant = antecedent(scene.unit, scene.vocabulary, subject[0], scene.floor)
        return meant if meant is not None and _document(scene, meant) else subject
    document = _fronted_document(scene, found) if subject is None or scene.vocabulary.words.grammar.dropped else None
    if document is not None:
        return document
    marks = scene.vocabulary.words.grammar.final.object_marks
    if subject is not None and any(low in marks for low in scene.unit.lows[slice(*subject)]):
        aimed = aimed_before(scene.unit, scene.vocabulary, found.group, scene.floor)
        return aimed[0] if aimed is not None else None  # "X |Y را| متهم کرد که P"
    return housed(scene.unit, scene.vocabulary, found.cue, subject) if subject is not None else _shared(scene, found)


def _fronted_document(scene: Scene, found: Found) -> Range | None:
    """The document that opens a clause behind a verb's own preposition ("|Z| dokumentów|, do których P, wynika")."""
    entry, unit, first = found.cue.entry, scene.unit, scene.floor
    within = entry.within if isinstance(entry, VerbClass) else ()
    if first + 1 >= found.group or unit.lows[first] not in within:
        return None
    phrase = right_phrase(unit, scene.vocabulary, first + 1, found.group)
    parted = phrase is not None and (phrase[1] == found.group or unit.tokens[phrase[1]].text == ",")
    return phrase if phrase is not None and parted and _document(scene, phrase) else None


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
    for cue in reversed(earlier[-SHARED:]):
        entry = cue.cue.entry
        if subject_behind(unit, vocabulary, cue, scene.ceiling) is not None:
            behind = look_right(unit, vocabulary, cue, scene.ceiling).subject
            if behind is not None:
                return behind
        tag = find_tag(scene, cue)
        if tag is not None and tag.source is not None:
            return tag.source
        if isinstance(entry, VerbClass) and entry.order == "any" and not cue.passive:
            subject = left_subject(unit, vocabulary, cue.group, scene.floor)
            if subject is not None and not any(subject[0] < c.start < subject[1] for c in earlier):
                return subject  # not "Quân đội |bác bỏ" of the noun "báo cáo", which is a verb elsewhere
    if vocabulary.words.grammar.verb_first and found.cue.kind == "participle":
        return _speaker_before(scene, found)
    for place in range(scene.floor, found.group):
        if unit.tokens[place].speech < 0 and vocabulary.verbal(unit.lows[place]) and place > scene.floor:
            return left_subject(unit, vocabulary, place, scene.floor)
    return None


def _speaker_before(scene: Scene, found: Found) -> Range | None:
    """Who acts in the clause that a participle of saying hangs on: its first name or role ("تحدث |المدرب قائلا")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    for place in range(scene.floor, found.start):
        token = unit.tokens[place]
        if token.speech < 0 and (token.capital or any(vocabulary.has(k, token.low) for k in ACTING)):
            governed = place > scene.floor and vocabulary.has("prepositions", unit.lows[place - 1])
            return None if governed else right_phrase(unit, vocabulary, place, found.start)
    return None


@dataclass(frozen=True, slots=True)
class Frame:
    """What a draft is made from: its cue, how it was found, the source's tokens, and what stands to the right."""

    found: Found
    kind: str
    source: Range | None
    right: Right


def draft_of(scene: Scene, frame: Frame, content: list[Span]) -> Draft | None:
    """The draft of a cue with its source and content."""
    found, entry, unit, source = frame.found, frame.found.cue.entry, scene.unit, _subject(scene, frame)
    first = found.group if found.composed else found.start
    cue = joined(unit, first, max(found.end, frame.right.cue_end if frame.kind == "forward" else found.end))
    if not isinstance(entry, VerbClass) or cue is None or (frame.right.kind in BARE and idle(scene, entry, content)):
        return None
    degree, stance, flags = _negated_reading(found, entry)
    dropped = source is None and _drops(scene, frame)
    return Draft(
        unit=unit.number,
        kind=frame.kind,
        content=content,
        cue=[cue] if found.tail is None else regions(unit, (found.start, found.end), found.tail),
        source=joined(unit, *source) if source else None,
        impersonal=found.passive and source is None,
        fused=entry.fused or dropped,
        plural=dropped and found.cue.words[0].endswith(scene.vocabulary.words.grammar.plural_verbs),
        stance=stance,
        degree=degree,
        basis=entry.basis,
        flags=flags,
        loose=frame.kind == "forward" and frame.right.kind in _bare_kinds(scene),
        recipient=joined(unit, *frame.right.recipient) if frame.right.recipient else None,
    )


def _subject(scene: Scene, frame: Frame) -> Range | None:
    """The source of a frame; where subjects are dropped, words behind a preposition are none ("W Łodzi |dodał")."""
    source, vocabulary = frame.source, scene.vocabulary
    if source is None or not vocabulary.words.grammar.dropped or frame.found.cue.kind != "verb":
        return source
    return None if vocabulary.has("prepositions", scene.unit.lows[source[0]]) else source


def _drops(scene: Scene, frame: Frame) -> bool:
    """Whether a verb without a subject means he, she or they: a finite one, before or after words that it says."""
    found = frame.found
    grammar = scene.vocabulary.words.grammar
    kinds = {"verb", "participle"} if grammar.verb_first else {"verb"}
    if not grammar.dropped or found.cue.kind not in kinds or found.infinitive or found.passive:
        return False
    linked = grammar.verb_first and frame.right.cue_end > found.end  # "وشدد |على أهمية العمل"
    return linked or frame.kind == "tag" or frame.right.kind in {"that", "quote", "colon"}


def _negated_reading(found: Found, entry: VerbClass) -> tuple[Degree, Stance, tuple[str, ...]]:
    """Degree, stance and flags of a verb, negated or not."""
    if found.negated and entry.negated == "denies":
        return entry.degree, Stance.DENIES, entry.flags
    if found.negated and entry.negated == "open":
        return Degree.UU, entry.stance, (*entry.flags, "null-result")
    if found.negated and entry.negated == "silent":
        return Degree.UU, Stance.QUESTIONS, (*entry.flags, "no-comment")
    return entry.degree, entry.stance, entry.flags
