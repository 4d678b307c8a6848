"""All drafts of one document: every cue of every unit, then the quotations that no cue claimed."""

from __future__ import annotations

from bukti.model import Quotation, Span
from bukti.reading import markers
from bukti.reading.cues import Found, find
from bukti.reading.drafts import Draft
from bukti.reading.units import Unit
from bukti.reading.verbs import Scene, Tag, find_tag, forward_draft, tag_draft
from bukti.reading.vocabulary import Vocabulary

BUILDERS = {
    "according": markers.according,
    "passive": markers.passive,
    "adverbial": markers.adverbial,
    "noun": markers.noun,
}


def unit_drafts(unit: Unit, vocabulary: Vocabulary) -> list[Draft]:
    """Attributions of one unit in text order."""
    cues = find(unit, vocabulary)
    ceiling = len(unit.tokens)
    scene = Scene(unit, vocabulary, cues, 0, ceiling, set())
    tags: dict[int, Tag] = {}
    for found in cues:
        tag = find_tag(scene, found)
        if tag is not None and (not found.negated):
            tags[found.start] = tag
    scene.breaks |= _breaks(scene, tags)
    drafts: list[Draft] = []
    for found in cues:
        if _describes(found, tags):
            continue
        draft = tag_draft(scene, tags[found.start]) if found.start in tags else None
        if draft is None and found.cue.kind in BUILDERS:
            draft = BUILDERS[found.cue.kind](scene, found)
        elif draft is None and found.start not in tags:
            draft = forward_draft(scene, found)
        if draft is not None:
            drafts.append(draft)
    titled = markers.labelled(scene) if not drafts else None
    return drafts if titled is None else [titled]


def _describes(found: Found, tags: dict[int, Tag]) -> bool:
    """Whether a cue inside another's tag only describes the source: "said a diplomat who is believed to …"."""
    if found.cue.kind in {"participle", "according"} or found.subjectless:
        return False
    return any(tag.start <= found.start < tag.end and tag.found is not found for tag in tags.values())


def _breaks(scene: Scene, tags: dict[int, Tag]) -> set[int]:
    """Tokens where a construction begins that ends the content before it."""
    unit, vocabulary = scene.unit, scene.vocabulary
    marks: set[int] = set()
    for found in scene.cues:
        if found.start in tags:
            start = tags[found.start].start
        elif found.cue.kind == "according" or (found.cue.kind == "verb" and found.subjectless):
            start = found.group
        elif found.cue.kind == "participle" and found.start and unit.tokens[found.start - 1].text == ",":
            start = found.start
        else:
            continue
        while start > 0 and (
            unit.tokens[start - 1].text == "," or vocabulary.has("conjunctions", unit.lows[start - 1])
        ):
            start -= 1
        marks.add(start)
    return marks


def claimed(drafts: list[Draft], quotation: Quotation) -> bool:
    """Whether some content already covers most of a quotation."""
    inner = quotation.content
    need = (inner.end - inner.start) / 2
    covered = sum(max(0, min(s.end, inner.end) - max(s.start, inner.start)) for d in drafts for s in d.content)
    return covered > need


def running(units: list[Unit], drafts: list[Draft], speech: list[Quotation]) -> list[Draft]:
    """Give each unclaimed quotation to the speaker before it: same paragraph, same statement; else a new one."""
    made = list(drafts)
    for quotation in speech:
        near = [d for d in made if d.start < quotation.span.end + 400 and d.end > quotation.span.start - 4000]
        if claimed(near, quotation):
            continue
        unit = next((u for u in units if u.span.overlaps(quotation.span)), None)
        previous = _previous(units, near, unit, quotation)
        if unit is None or previous is None:
            continue
        if units[previous.unit].paragraph == unit.paragraph and not units[previous.unit].headline:
            previous.content.append(quotation.content)
        else:
            made.append(
                Draft(
                    unit.number,
                    "running",
                    [quotation.content],
                    parent=None,
                    source=None,
                    flags=(),
                    recipient=previous.recipient,
                    follows=previous,
                )
            )
    return made


def _previous(units: list[Unit], drafts: list[Draft], unit: Unit | None, quotation: Quotation) -> Draft | None:
    """The direct statement that ends last before a quotation, at most one paragraph back."""
    if unit is None:
        return None
    before = [
        d
        for d in drafts
        if d.start < quotation.span.start and unit.paragraph - units[d.unit].paragraph <= 1 and direct(d, units)
    ]
    return max(before, key=lambda d: (d.end, d.start), default=None)


def direct(draft: Draft, units: list[Unit]) -> bool:
    """Whether a draft's content holds quoted speech."""
    unit = units[draft.unit]
    return draft.kind == "running" or any(
        t.speech >= 0 and any(s.start <= t.start < s.end for s in draft.content) for t in unit.tokens
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
