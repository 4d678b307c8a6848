"""Figures of two sources under one verb: "spoke of 12 dead, |the mayor of 15|"; the second one says only its own."""

from __future__ import annotations

from dataclasses import replace

from bukti.model import Span
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, has_finite
from bukti.reading.scene import Scene, clause_end

HEADS = ("persons", "organisations", "media", "documents", "titles")
LONGEST = 8  # words of a source whose verb is left out
FIGURE = 3  # words within which the figure stands that follows the link
LEFT_OUT = frozenset("-–—,")  # what may stand for the verb


def gapped(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of a figure cut where another source tells its own under the same verb, and that one's."""
    made = []
    for draft in drafts:
        made.append(draft)
        while (other := _other(scene, made[-1])) is not None:
            made.append(other)
    return made


def _other(scene: Scene, draft: Draft) -> Draft | None:
    """The statement of the next source under a draft's verb; the draft's content is cut before it."""
    unit, content = scene.unit, draft.content[-1]
    inside = [i for i, t in enumerate(unit.tokens) if content.start <= t.start < content.end]
    link = unit.lows[inside[0] - 1] if inside and inside[0] else ""
    if draft.source is None or not _figure(scene, inside[0]) or not scene.vocabulary.has("prepositions", link):
        return None
    end = clause_end(scene, inside[0])
    for place in range(inside[0] + 1, end):
        token = unit.tokens[place]
        joins = scene.vocabulary.has("conjunctions", token.low)
        source = _source(scene, place + 1, end, link) if (joins or token.text == ",") and not token.quoted else None
        behind = unit.lows.index(link, source[1]) + 1 if source else end
        if source is None or (joins and end - behind > FIGURE):
            continue
        told = regions(unit, (inside[0], place))
        stop = next((i for i in range(behind, end) if unit.tokens[i].text == ","), end)
        own = regions(unit, (behind, stop))
        if not told or not own:
            return None
        draft.content = [s for s in draft.content if s.end <= told[0].start] + told
        whole: Span | None = joined(unit, *source)
        return replace(draft, content=own, source=whole, recipient=None, follows=None)
    return None


def _source(scene: Scene, start: int, end: int, link: str) -> Range | None:
    """The source that stands between a comma and the link of the verb that is left out, before a figure of its own."""
    unit, has = scene.unit, scene.vocabulary.has
    while start < end and (has("contrasts", unit.lows[start]) or has("conjunctions", unit.lows[start])):
        start += 1
    place = next((i for i in range(start + 1, min(end, start + LONGEST)) if unit.lows[i] == link), None)
    if place is None or not _figure(scene, place + 1) or has_finite(unit, scene.vocabulary, start, place):
        return None
    last = place - (unit.tokens[place - 1].text in LEFT_OUT)
    words = unit.tokens[start:last]
    speaks = any(t.capital and i for i, t in enumerate(words)) or any(has(k, t.low) for k in HEADS for t in words)
    return (start, last) if words and speaks and all(t.word for t in words) else None


def _figure(scene: Scene, place: int) -> bool:
    """Whether a figure stands in the first words from a token on."""
    near = scene.unit.tokens[place : min(scene.ceiling, place + FIGURE)]
    return any(t.word and scene.vocabulary.counts(t.low) for t in near)
