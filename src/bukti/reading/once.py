"""Statements of verb-final languages that two cues tell: kept once, with the words of both."""

from __future__ import annotations

from bukti.model import Span, Stance
from bukti.reading.drafts import Draft
from bukti.reading.scene import Scene


def once(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """The drafts without a verb that only repeats "according to" ("X によると P |という")."""
    told = [d for d in drafts if d.kind == "according"]
    empty = [d for d in drafts if d.fused and scene.vocabulary.words.grammar.final.marks]
    for according in told:
        for verb in empty:
            according.content = [
                s if s.end <= verb.cue[0].start else cut(s, verb.cue[0].start) for s in according.content
            ]
    return [d for d in drafts if not (told and d in empty)]


def cut(span: Span, end: int) -> Span:
    """A span up to a place inside it."""
    return Span(span.start, end) if span.start < end else span


def rejected(drafts: list[Draft]) -> list[Draft]:
    """The drafts with a claim that a verb denies as that verb's content, and nobody in particular asserting it."""
    dropped: set[int] = set()
    for draft in drafts:
        ends = [n for n in drafts if n.kind == "noun" and n.cue[0].end == draft.end and draft.stance is Stance.DENIES]
        for claim in ends:
            draft.content = claim.content
            dropped |= {id(claim)} if claim.impersonal else set()
    return [d for d in drafts if id(d) not in dropped]
