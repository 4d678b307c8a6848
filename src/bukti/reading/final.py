"""Verb-final languages: SOURCE [mark] CONTENT [quotative or nominal ending] VERB, and what hangs on it.

All stands left of the cue: the content right before it, the source, or the verb's own person, where the clause begins.
"""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Basis, Degree, Span, Stance
from bukti.reading.context import opens_quote
from bukti.reading.cues import Found
from bukti.reading.doubts import idle
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.marked import marks_speaker, near_subject
from bukti.reading.once import once, rejected
from bukti.reading.phrases import LONGEST, Range, is_finite
from bukti.reading.scene import Scene, clause_end
from bukti.reading.subjects import NAME, Subject, find_subject, owner, written
from bukti.reading.units import CLOSING, OPENING, TERMINAL
from bukti.reading.words import Marker, NounClass, VerbClass

APART = 6  # words of an adjunct between a content and its verb
ADJUNCT = 10  # the same behind a quotative that leaves no doubt
CLOSED = ("verb", "participle", "passive")
FEWEST = 2  # words of a phrase or clause that can be a content


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a cue.

    Attributes:
        kind: `quote`, `clause`, `phrase`, or `none`. start, end: tokens that content and source share, or the quote.
        floor: where the clause begins. near: the subject that stands behind the content.
    """

    kind: str
    start: int
    end: int
    floor: int
    near: Range | None = None


def final_drafts(scene: Scene) -> list[Draft]:
    """The statements of a unit, one a cue at most, each with the source of its own or of the cue before it."""
    drafts: list[Draft] = []
    for found in scene.cues:
        entry = found.cue.entry
        if not _ends(scene, found) and found.cue.kind in CLOSED:
            draft = None
        elif isinstance(entry, VerbClass):
            draft = _spoken(scene, found, entry)
        elif isinstance(entry, Marker):
            draft = _impersonal(scene, found, entry)
        else:
            draft = _noun(scene, found, entry) if isinstance(entry, NounClass) else None
        if found.cue.kind == "postposed":
            draft = postposed(scene, found)
        if draft is not None:
            drafts.append(draft)
    return rejected(once(scene, drafts))


def look_left(scene: Scene, found: Found) -> Left:
    """Walk from a cue to the left over its own subject, adverbs and quotatives to the end of its content."""
    unit = scene.unit
    start = scene_start(scene, found)
    near = near_subject(scene, found.group, start)
    place, led = _over(scene, near[0] if near else found.group)
    if place <= scene.floor:
        return Left("none", place, place, scene.floor)
    opening = _opening(scene, place)
    whole = led != "" or near is not None or not _nominal(scene, place - 2)
    if opening is not None and whole and not _embedded(scene, opening):
        return Left("quote", opening, place, max(start, _floor(scene, opening)), near)
    last = place - 1 - (unit.tokens[place - 1].text in CLOSING)
    if scene.vocabulary.words.grammar.final.marks:
        return _between(scene, (start, place), led, near)
    if led or is_finite(unit, scene.vocabulary, last):
        return Left("spoken", start, place, start)
    claim = any(scene.vocabulary.has(k, unit.lows[last]) for k in ("claims", "charges"))
    if claim or _nominal(scene, last):
        return Left("clause" if _nominal(scene, last) else "claim", _floor(scene, place), place, _floor(scene, place))
    return _apart(scene, found, place)


def _between(scene: Scene, room: Range, led: str, near: Range | None) -> Left:
    """What stands in the room of a clause before its verb, where subjects have marks and content has no opening."""
    start, place = room
    if place <= start:
        return Left("none", place, place, start)
    if not led and (ended := _ended(scene, place, start)):
        return Left("spoken", start, ended, start, near)
    led = "clause" if led == "phrase" and _nominal(scene, place - 1) else led
    return Left(led or "bare", start, place, start, near)


def _ended(scene: Scene, place: int, start: int) -> int:
    """One past a content whose quotative stands before an adjunct of the verb ("P|다고 기자들에게 말했다"), or 0."""
    for end in range(place - 1, max(start, place - ADJUNCT), -1):
        token = scene.unit.tokens[end]
        if not token.word or token.quoted:
            break
        if token.low in scene.vocabulary.words.grammar.final.complementing:
            return end
    return 0


def _embedded(scene: Scene, opening: int) -> bool:
    """Whether quoted words go on with a clause, in languages that mark their subjects ("X を「…」と言った")."""
    final, before = scene.vocabulary.words.grammar.final, scene.unit.tokens[opening - 1] if opening else None
    if not final.marks or before is None or not before.word or scene.unit.tokens[opening].speech >= 0:
        return False
    aside = (*final.marks, *final.beside, *final.addressed)  # "広場で|「…」と述べた"
    if before.low in aside and before.low not in final.object_marks:
        return False
    return before.low not in final.marks and not scene.vocabulary.has("adverbs", before.low)


def _over(scene: Scene, place: int) -> tuple[int, str]:
    """One past the last word before a cue's adverbs; what a quotative (`spoken`) or an object mark makes of it."""
    led, final = "", scene.vocabulary.words.grammar.final
    while place > scene.floor:
        token = scene.unit.tokens[place - 1]
        quotative, marked = token.low in final.quotatives, token.low in final.object_marks
        if token.speech >= 0 or (led and marked):
            break
        stopped = token.text in TERMINAL and scene.unit.tokens[place - 2].text in CLOSING  # "「…」|。X はこう述べた。"
        if not (quotative or marked or stopped or token.text == "," or scene.vocabulary.adverb(token.low)):
            break
        led = led or ("spoken" if quotative else "phrase" if marked else "")
        place -= 1
    return place, led


def _apart(scene: Scene, found: Found, place: int) -> Left:
    """A clause that an adjunct parts from its verb ("P-yi |dün akşam söyledi"), else a phrase."""
    objects = scene.vocabulary.words.grammar.final.objects
    if isinstance(found.cue.entry, VerbClass):
        for end in range(place - 1, max(scene.floor, place - APART), -1):
            if scene.unit.tokens[end - 1].text in {",", ":"}:
                break
            if scene.unit.lows[end - 1].endswith(objects):
                return Left("clause", _floor(scene, end), end, _floor(scene, end), _own(scene, end, place))
    return Left("phrase", _floor(scene, place), place, _floor(scene, place))


def _own(scene: Scene, start: int, end: int) -> Range | None:
    """The subject that stands alone between a content and its verb ("P-yi |vali| doğruladı")."""
    source = find_subject(scene, start, end).source
    return source if source == (start, end) else None


def scene_start(scene: Scene, found: Found) -> int:
    """One past the cue before this one, or the unit's first token."""
    cues = (c for c in scene.cues if c.end <= found.start and _parts(scene, c))
    return max((c.end for c in cues), default=scene.floor)


def _parts(scene: Scene, cue: Found) -> bool:
    """Whether a cue before another ends what it says before that one's content."""
    return cue.cue.kind in {"postposed", "adverbial"} or (cue.cue.kind in CLOSED and _ends(scene, cue))


def _ends(scene: Scene, found: Found) -> bool:
    """Whether a verb ends its clause; before a noun it describes it, in languages that mark their subjects."""
    if not scene.vocabulary.words.grammar.final.marks or found.end >= len(scene.unit.tokens):
        return True
    after, converbs = scene.unit.tokens[found.end], scene.vocabulary.words.grammar.final.converbs
    return (
        not after.word
        or (bool(converbs) and found.cue.words[-1].endswith(converbs))
        or scene.vocabulary.has("contrasts", after.low)
        or scene.vocabulary.has("subordinators", after.low)
    )


def _nominal(scene: Scene, place: int) -> bool:
    """Whether a word has an ending that makes a noun of a clause."""
    endings = scene.vocabulary.words.grammar.final.endings
    return place >= scene.floor and scene.unit.lows[place].endswith(endings)


def _opening(scene: Scene, end: int) -> int | None:
    """First token of the quotation, or of the quotations joined by a word or two, that ends before a token."""
    unit = scene.unit
    if unit.tokens[end - 1].text not in CLOSING or not unit.tokens[end - 1].quoted:
        return None
    place = end - 1
    while place > scene.floor and unit.tokens[place - 1].quoted and not opens_quote(unit, place):
        place -= 1
    return place if unit.tokens[place].quoted and unit.tokens[place].text in OPENING else None


def _floor(scene: Scene, end: int) -> int:
    """Where the clause begins whose last word stands before `end`: behind the finite verb or the cue before it."""
    unit = scene.unit
    if not scene.vocabulary.words.grammar.final.endings:
        return scene.floor
    told = {c.end for c in scene.cues if c.end < end and _told(scene, c)}
    for place in range(end - 1, scene.floor - 1, -1):
        token = unit.tokens[place]
        if token.quoted:
            continue
        if token.text == ";" or place + 1 in told or (place < end - 1 and _closes(scene, place)):
            return place + 1
    return scene.floor


def _told(scene: Scene, cue: Found) -> bool:
    """Whether a cue ends a statement of its own: "according to", or a verb right behind a quotation or a clause."""
    if cue.cue.kind in {"postposed", "adverbial"}:
        return True
    before = cue.start - 1
    if cue.cue.kind not in {"verb", "participle"} or before < scene.floor:
        return False
    token = scene.unit.tokens[before]
    return (
        token.text in CLOSING or token.low in scene.vocabulary.words.grammar.final.quotatives or _nominal(scene, before)
    )


def _closes(scene: Scene, place: int) -> bool:
    """Whether a finite verb ends a clause at a token: no noun that it describes stands behind it."""
    unit, after = scene.unit, scene.unit.tokens[place + 1]
    joint = any(scene.vocabulary.has(k, after.low) for k in ("conjunctions", "contrasts", "subordinators"))
    return (not after.word or joint) and is_finite(unit, scene.vocabulary, place)


def _spoken(scene: Scene, found: Found, entry: VerbClass) -> Draft | None:
    """The statement of a reporting verb: content before it, or announced by it ("şöyle dedi: “…”")."""
    ahead = _ahead(scene, found)
    left = look_left(scene, found)
    if ahead is not None and left.kind != "quote":
        subject = find_subject(scene, _floor(scene, found.group), found.group)
        return _made(scene, found, entry, subject, regions(scene.unit, (ahead, clause_end(scene, ahead))))
    if left.kind == "none" or not _takes(entry, left.kind):
        return None
    if found.cue.kind == "relative":
        return _relative(scene, found, entry, left)
    if found.cue.kind == "nominal":
        return _owned(scene, found, entry, left)
    subject = _subject(scene, left)
    if subject.source is None and subject.beside is not None:
        subject = Subject(subject.beside, subject.place)
    if found.cue.kind == "verb" and (_told_first(scene, left) or (subject.source is None and left.kind == "quote")):
        subject = _behind(scene, found, left) or subject
    if subject.source is None and "shown" in entry.takes:
        return None
    return _made(scene, found, entry, subject, _content(scene, left, subject, entry))


def _subject(scene: Scene, left: Left) -> Subject:
    """The subject of what stands before a cue; a claim is no part of it ("Ordu |haberi yalanladı")."""
    if left.near is not None:
        return Subject(left.near, left.start)
    found = find_subject(scene, left.floor, left.start if left.kind == "quote" else left.end - (left.kind == "claim"))
    return found if found.source or left.kind != "claim" else find_subject(scene, left.floor, left.end)


def _content(scene: Scene, left: Left, subject: Subject, entry: VerbClass) -> list[Span]:
    """The words of a content; one word is none, but for what is denied."""
    whole = left.kind == "quote" and ("phrase" not in entry.takes or subject.content >= left.start)
    start = left.start if whole else subject.content
    content = regions(scene.unit, (start, left.end))
    words = sum(t.word for t in scene.unit.tokens[start : left.end])
    fewest = 1 if left.kind == "phrase" and entry.stance is Stance.DENIES else FEWEST  # "関与|を否定した"
    return content if whole or words >= fewest or left.kind == "claim" or _nominal(scene, left.end - 1) else []


WANTED = {
    "quote": {"quote"},
    "spoken": {"quote"},
    "clause": {"clause", "that", "phrase", "shown"},
    "claim": {"claimed", "phrase"},
    "phrase": {"phrase"},
    "bare": {"tag"},
}


def _takes(entry: VerbClass, kind: str) -> bool:
    return bool(WANTED[kind] & set(entry.takes))


def _ahead(scene: Scene, found: Found) -> int | None:
    """First token of a content that follows its verb: behind a colon, a quotation right after it, a complementiser."""
    unit, place = scene.unit, found.end
    if place + 1 >= scene.ceiling or found.cue.kind == "nominal":
        return None
    announced = unit.tokens[place].text in TERMINAL and opens_quote(unit, place + 1)  # "こう述べた。「…」"
    if unit.tokens[place].text == ":" or announced or scene.vocabulary.has("complementisers", unit.lows[place]):
        return place + 1
    return place if unit.tokens[place].speech >= 0 and opens_quote(unit, place) else None


def _made(scene: Scene, found: Found, entry: VerbClass, subject: Subject, content: list[Span]) -> Draft | None:
    """A statement of a verb; without a source of its own it has that of the cue before, else the verb's person."""
    cue = joined(scene.unit, found.start, found.end)
    if not content or cue is None or idle(scene, entry, content):
        return None
    source = subject.source or _shared(scene, found)
    return Draft(
        unit=scene.unit.number,
        kind="final",
        content=content,
        cue=[cue],
        source=joined(scene.unit, *source) if source else None,
        fused=source is None,
        plural=source is None and found.cue.words[-1].endswith(scene.vocabulary.words.grammar.plural_verbs or ("\n",)),
        stance=entry.stance,
        degree=entry.degree,
        basis=entry.basis,
        flags=entry.flags,
        recipient=joined(scene.unit, *subject.recipient) if subject.recipient else None,
    )


def _shared(scene: Scene, found: Found) -> Range | None:
    """The source of the verb before, which a verb without subject in the same sentence shares."""
    for cue in reversed([c for c in scene.cues if c.start < found.start and isinstance(c.cue.entry, VerbClass)]):
        if cue.cue.kind not in {"verb", "participle"}:
            continue
        subject = _subject(scene, look_left(scene, cue))
        if subject.source is not None:
            return subject.source
    return None


def _told_first(scene: Scene, left: Left) -> bool:
    """Whether a comma closes a clause before its verb: who is named in it need not be who says it ("P|, dedi X")."""
    return left.kind == "spoken" and scene.unit.tokens[left.end].text == ","


def _behind(scene: Scene, found: Found, left: Left) -> Subject | None:
    """The source behind a verb, up to the end ("“…” dedi |Ayşe Yılmaz", "P, diye konuştu |liman başkanı X")."""
    unit, end = scene.unit, scene.ceiling
    while end > found.end and unit.tokens[end - 1].text in TERMINAL:
        end -= 1
    if scene.vocabulary.words.grammar.final.marks or _over_light(scene, found.end) != found.end:
        return None
    source = find_subject(scene, found.end, end).source
    whole = source is not None and source[1] == end and all(t.word for t in unit.tokens[found.end : source[0]])
    return Subject((found.end, end), _over_light(scene, left.start)) if whole else None


def _relative(scene: Scene, found: Found, entry: VerbClass, left: Left) -> Draft | None:
    """A verb before its own source ("P |diyen X")."""
    head = find_subject(scene, found.end, min(scene.ceiling, found.end + LONGEST), bare=False).source
    if head is None:
        return None
    start = left.start if left.kind == "quote" else _subject(scene, left).content
    return _made(scene, found, entry, Subject((found.end, head[1]), start), regions(scene.unit, (start, left.end)))


def _owned(scene: Scene, found: Found, entry: VerbClass, left: Left) -> Draft | None:
    """A verb made a noun, whose owner is its source ("X'in P |dediği")."""
    main = _subject(scene, left)
    source = owner(scene, main.content if main.source else left.floor, left.start if left.kind == "quote" else left.end)
    if source is None:
        return None
    subject = Subject(source, left.start if left.kind == "quote" else source[1])
    return _made(scene, found, entry, subject, _content(scene, left, subject, entry))


def _impersonal(scene: Scene, found: Found, entry: Marker) -> Draft | None:
    """P is said: content before the cue, nobody named, unless it is said in a document ("raporda P |belirtildi")."""
    if found.cue.kind == "adverbial":
        return _adverbial(scene, found, entry)
    left = look_left(scene, found)
    if left.kind == "none" or (entry.linked and left.kind == "phrase"):
        return None
    subject = find_subject(scene, left.floor, left.end)
    source, place = subject.beside, subject.place
    if source is None and left.kind != "quote":
        front = _over_light(scene, left.floor)
        place = written(scene, front, min(left.end, front + NAME)) or 0
        source = (front, place) if place else None
    start = place if source is not None else _over_light(scene, left.floor)
    start = _over_light(scene, left.floor) if left.kind == "spoken" else start
    content = regions(scene.unit, (start if left.kind != "quote" else left.start, left.end))
    draft = _marked(scene, found, entry, content)
    if draft is not None and source is not None:
        draft.source, draft.impersonal, draft.basis = joined(scene.unit, *source), False, Basis.UNSPECIFIED
        draft.degree = Degree.CT if entry.basis is Basis.REPORTED else entry.degree
    return draft


def _over_light(scene: Scene, place: int) -> int:
    """One past the conjunctions and marks at the front of a clause."""
    unit, vocabulary = scene.unit, scene.vocabulary
    while place < scene.ceiling and (
        (not unit.tokens[place].word and unit.tokens[place].text not in OPENING)
        or vocabulary.has("conjunctions", unit.lows[place])
        or vocabulary.has("contrasts", unit.lows[place])
    ):
        place += 1
    return place


def _adverbial(scene: Scene, found: Found, entry: Marker) -> Draft | None:
    """Reportedly P: the clause that the word stands in."""
    start, end = _over_light(scene, _floor(scene, found.start)), clause_end(scene, found.end)
    return _marked(scene, found, entry, regions(scene.unit, (start, found.start), (found.end, end)))


def _marked(scene: Scene, found: Found, entry: Marker, content: list[Span]) -> Draft | None:
    cue = joined(scene.unit, found.start, found.end)
    if not content or cue is None:
        return None
    return Draft(
        unit=scene.unit.number,
        kind="passive",
        content=content,
        cue=[cue],
        impersonal=True,
        stance=entry.stance,
        degree=entry.degree,
        basis=entry.basis,
        flags=entry.flags,
    )


def _noun(scene: Scene, found: Found, entry: NounClass) -> Draft | None:
    """The claim that P: a clause made a noun, a link word, then the noun ("P |yönündeki iddia")."""
    unit, end = scene.unit, found.start
    linked = end > scene.floor and unit.lows[end - 1] in entry.links and not marks_speaker(scene, end - 1)
    end -= linked
    marked = bool(scene.vocabulary.words.grammar.final.marks)
    spoken = linked and end > scene.floor and (marked or unit.tokens[end - 1].text in CLOSING)
    if end <= scene.floor or (bool(entry.links) and not linked) or not (spoken or _nominal(scene, end - 1)):
        return None
    floor = _floor(scene, end)
    main = find_subject(scene, floor, end)
    source = owner(scene, main.content if main.source else floor, end) if linked else None
    start = source[1] if source else main.content
    cue, content = joined(unit, found.start, found.end), regions(unit, (start, end))
    if cue is None or not content:
        return None
    return Draft(
        unit=unit.number,
        kind="noun",
        content=content,
        cue=[cue],
        source=joined(unit, *source) if source else None,
        impersonal=source is None,
        stance=entry.stance,
        degree=entry.degree,
        basis=entry.basis,
    )


def postposed(scene: Scene, found: Found) -> Draft | None:
    """The source before "according to", the content on both sides of it ("X'e |göre P", "P, X zufolge")."""
    unit = scene.unit
    source = _source_before(scene, found.start)
    cue = joined(unit, found.start, found.end)
    if source is None or cue is None:
        return None
    after = found.end + (found.end < scene.ceiling and unit.tokens[found.end].text == ",")
    begins = _over_light(scene, _floor(scene, source[0]) if source[0] > scene.floor else scene.floor)
    content = regions(unit, (begins, source[0]), (after, clause_end(scene, after)))
    if not content:
        return None
    return Draft(unit.number, "according", content, [cue], joined(unit, *source))


def _source_before(scene: Scene, end: int) -> Range | None:
    """The noun phrase before a token: back to a mark, a contrast or a finite verb."""
    unit, vocabulary, start = scene.unit, scene.vocabulary, end
    while start > scene.floor and end - start < LONGEST:
        token = unit.tokens[start - 1]
        if token.speech >= 0 or token.text in {",", ":", ";"} or vocabulary.has("contrasts", token.low):
            break
        if _closes(scene, start - 1):
            break
        start -= 1
    while start < end and (vocabulary.adverb(unit.lows[start]) or vocabulary.has("conjunctions", unit.lows[start])):
        start += 1
    return (start, end) if start < end else None
