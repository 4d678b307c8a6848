"""All drafts of one document: every cue of every unit, then the quotations that no cue claimed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort

from bukti.model import Quotation, Span
from bukti.reading import markers
from bukti.reading.according import according
from bukti.reading.beside import second_according, second_postposed
from bukti.reading.cues import Found, find
from bukti.reading.drafts import Draft
from bukti.reading.final import final_drafts, postposed
from bukti.reading.gapped import gapped
from bukti.reading.phrases import left_subject
from bukti.reading.rejected import rejected
from bukti.reading.scene import Scene
from bukti.reading.second import hearsay, second_draft, second_tag
from bukti.reading.tags import Tag, find_tag
from bukti.reading.units import Unit, unit_of
from bukti.reading.verbs import forward_draft, tag_draft
from bukti.reading.vocabulary import Vocabulary
from bukti.reading.words import VerbClass

MOST = 60  # cues of one unit that are read; what has more is no sentence, and would cost without bound
DATELINE = 14  # tokens that a dateline may take
BACK = 4000  # code points before a quotation in which its speaker's statement may begin
BUILDERS = {
    "according": according,
    "passive": markers.passive,
    "adverbial": markers.adverbial,
    "noun": markers.noun,
    "postposed": postposed,
}

SECOND = {"passive": second_draft, "according": second_according, "postposed": second_postposed}


def unit_drafts(unit: Unit, vocabulary: Vocabulary) -> list[Draft]:
    """Attributions of one unit in text order."""
    hidden = vocabulary.phrases["anonymous"].find(unit.lows)  # "who asked not to be named" says nothing else
    cues = [c for c in find(unit, vocabulary) if not any(start <= c.start < end for start, end in hidden)][:MOST]
    cues = [c for c in cues if not _takes_back(unit, vocabulary, c)]
    ceiling = len(unit.tokens)
    scene = Scene(unit, vocabulary, cues, _dateline(unit), ceiling, set())
    if vocabulary.words.grammar.final.used:
        return _titled(scene, final_drafts(scene))
    second = vocabulary.words.grammar.brackets.second
    tags: dict[int, Tag] = {}
    for found in cues:
        tag = second_tag(scene, found) if second else find_tag(scene, found)
        if tag is not None and (not found.negated):
            tags[found.start] = tag
    scene.breaks |= _breaks(scene, tags)
    builders = {**BUILDERS, **SECOND} if second else BUILDERS
    drafts: list[Draft] = []
    for found in cues:
        if _describes(found, tags):
            continue
        draft = tag_draft(scene, tags[found.start]) if found.start in tags else None
        if draft is None and found.cue.kind in builders:
            draft = builders[found.cue.kind](scene, found)
        elif draft is None and found.start not in tags:
            draft = second_draft(scene, found) if second else forward_draft(scene, found)
        if draft is not None and not _again(found, draft, drafts):
            drafts.append(draft)
    drafts = gapped(scene, [*drafts, *hearsay(scene)] if second else _narrated(scene, drafts))
    drafts = _titled(scene, rejected(scene, drafts))
    return [*drafts, *_cited(scene, drafts)]


def _takes_back(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether a verb takes back something that is no claim: an offer, a demand, a charge, a troop."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass) or not entry.recants:
        return False
    claim = any(vocabulary.has("claims", low) or vocabulary.has("documents", low) for low in unit.lows)
    return not claim or any(vocabulary.has("demands", low) for low in unit.lows)


def _titled(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, or what a title or a line of dialogue says where there are none."""
    titled = markers.labelled(scene) if not drafts else None
    return [titled] if titled is not None else drafts


def _narrated(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without conditionals that someone else's words, a condition or a question explain."""
    unit = scene.unit
    hearsay = [d for d in drafts if d.kind == "narrated"]
    others = [d for d in drafts if d.kind != "narrated"]
    if not hearsay or unit.lows[-1] == "?" or scene.vocabulary.phrases["conditions"].find(unit.lows):
        return others
    return [d for d in drafts if d.kind != "narrated" or not any(_within(d, other) for other in others)]


def _within(draft: Draft, other: Draft) -> bool:
    """Whether a draft's cue lies inside another's content."""
    return any(span.contains(draft.cue[0]) for span in other.content)


def _again(found: Found, draft: Draft, drafts: list[Draft]) -> bool:
    """Whether a participle or a noun only repeats the verb before it: "added, |saying that P", "ذكرت |تقارير أن P"."""
    repeats = found.cue.kind == "participle" or (found.cue.kind == "noun" and draft.source is None)
    return repeats and any(d.content == draft.content for d in drafts)


def _cited(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Who a statement's source rests on ("X reported P, citing Y"); without one, "citing" is "according to"."""
    made = []
    for found in scene.cues:
        if found.cue.kind != "citing":
            continue
        here = scene.unit.tokens[found.start].start
        before = [d for d in drafts if d.cue and d.source is not None and d.cue[0].start < here]
        second = scene.vocabulary.words.grammar.brackets.second
        draft = (second_according if second else according)(scene, found)
        if draft is not None and before:
            draft.relays = before[-1]
            draft.content = [s for s in before[-1].content if s.end <= here] or draft.content
        made += [draft] if draft is not None else []
    return made


def _dateline(unit: Unit) -> int:
    """One past the dash of a dateline ("BRUSSELS, Nov 25 (NPA) - "), else 0."""
    for place, token in enumerate(unit.tokens[:DATELINE]):
        if place and token.text in {"-", "–", "—"} and token.end < unit.tokens[-1].start:
            closed = unit.tokens[place - 1].text == ")"
            place_name = unit.tokens[0].text.isupper() and unit.tokens[0].end - unit.tokens[0].start > 2
            return place + 1 if closed or place_name else 0
        if token.low != token.text or not token.word or token.text.isdigit():
            continue
        return 0
    return 0


def _describes(found: Found, tags: dict[int, Tag]) -> bool:
    """Whether a cue inside another's tag only describes the source: "said a diplomat who is believed to …"."""
    if found.cue.kind in {"participle", "according", "citing"} or found.subjectless:
        return False
    own = tags.get(found.start)  # of two that hold each other the first one says it: "X |said in a note |posted| today"
    return any(
        tag.start <= found.start < tag.end
        and tag.found is not found
        and not (own and found.start < tag.found.start and own.start <= tag.found.start < own.end)
        for tag in tags.values()
    )


def _breaks(scene: Scene, tags: dict[int, Tag]) -> set[int]:
    """Tokens where a construction begins that ends the content before it."""
    unit, vocabulary = scene.unit, scene.vocabulary
    marks: set[int] = set()
    for found in scene.cues:
        if found.start in tags:
            start = tags[found.start].start
        elif found.cue.kind in {"according", "citing"} or (found.cue.kind == "verb" and found.subjectless):
            start = found.group
        elif found.cue.kind == "verb" and (subject := _coordinated(scene, found)) is not None:
            start = subject
        elif found.cue.kind == "participle" and found.start and unit.tokens[found.start - 1].text == ",":
            start = found.start
        else:
            continue
        while start > 0 and (
            unit.tokens[start - 1].text == ","
            or any(vocabulary.has(k, unit.lows[start - 1]) for k in ("conjunctions", "contrasts"))
        ):
            start -= 1
        marks.add(start)
    return marks


def _coordinated(scene: Scene, found: Found) -> int | None:
    """First token of a verb's own subject behind a comma and a conjunction (", and the ministry |said")."""
    subject = left_subject(scene.unit, scene.vocabulary, found.group, scene.floor)
    place = subject[0] - 1 if subject else 0
    joint = place > 0 and scene.vocabulary.has("conjunctions", scene.unit.lows[place])
    return place + 1 if joint and scene.unit.tokens[place - 1].text == "," else None


def claimed(drafts: list[Draft], quotation: Quotation) -> bool:
    """Whether some content already covers most of a quotation."""
    inner = quotation.content
    need = (inner.end - inner.start) / 2
    covered = sum(max(0, min(s.end, inner.end) - max(s.start, inner.start)) for d in drafts for s in d.content)
    return covered > need


def running(units: list[Unit], drafts: list[Draft], speech: list[Quotation]) -> list[Draft]:
    """Give each unclaimed quotation to the speaker before it: same paragraph, same statement; else a new one."""
    made = sorted(drafts, key=_start)
    spoken = {id(d) for d in drafts if _direct(d, units)}
    for quotation in speech:
        unit = unit_of(units, quotation.span)
        first = bisect_left(made, quotation.span.start - BACK, key=_start)
        near = made[first : bisect_right(made, quotation.span.end, key=_start)]
        if unit is None or claimed(near, quotation):
            continue
        before = [d for d in near if id(d) in spoken and d.start < quotation.span.start]
        previous = max(before, key=lambda d: (d.end, d.start), default=None)
        apart = 0 if previous is None else unit.paragraph - units[previous.unit].paragraph
        if previous is None or apart > 1 or (apart and any(t.word and t.speech < 0 for t in unit.tokens)):
            continue  # words beside it would name its speaker, whom no cue told
        if units[previous.unit].paragraph == unit.paragraph and not units[previous.unit].headline:
            previous.content.append(quotation.content)
            continue
        content = [quotation.content]
        draft = Draft(unit.number, "running", content, recipient=previous.recipient, follows=previous)
        insort(made, draft, key=_start)
        spoken.add(id(draft))
    return made


def _start(draft: Draft) -> int:
    return draft.start


def _direct(draft: Draft, units: list[Unit]) -> bool:
    """Whether a draft's content holds quoted speech."""
    return any(
        t.speech >= 0 and any(s.start <= t.start < s.end for s in draft.content) for t in units[draft.unit].tokens
    )


def spans_of(draft: Draft) -> tuple[Span, ...]:
    """Content spans in text order, touching ones joined."""
    merged: list[Span] = []
    for span in sorted(draft.content):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return tuple(merged)
