"""Doubts of what is no claim: "cast doubt on the envoy's ability" denies nothing; "on the report" does."""

from __future__ import annotations

from collections.abc import Sequence

from bukti.model import Degree, Span, Stance
from bukti.reading.phrases import is_finite
from bukti.reading.scene import Scene
from bukti.reading.words import VerbClass

LAST = 2  # words of a phrase in which its noun stands, where verbs stand last
BARE = ("phrase", "clause")  # contents that nothing but the verb introduces
TOLD = ("claims", "charges", "documents", "measures")  # nouns of what may be untrue, whatever is said of it


def idle(scene: Scene, entry: VerbClass, content: Sequence[Span]) -> bool:
    """Whether a verb doubts a quality of somebody or something ("their ability", "the prospects of the talks").

    That calls nothing untrue, and its sentence is told as it stands. A doubt of a clause, of quoted words, or of a
    claim, a document or a figure ("the credibility of the report") is a denial, and so is one of an event.
    """
    if entry.stance is not Stance.DENIES or entry.degree is not Degree.PR:
        return False
    unit, vocabulary = scene.unit, scene.vocabulary
    inside = [n for n, t in enumerate(unit.tokens) if any(s.start <= t.start < s.end for s in content)]
    head = inside[-LAST:] if vocabulary.words.grammar.final.used else inside
    found = vocabulary.phrases["qualities"].find([unit.lows[n] for n in head])
    named = {head[n] for first, end in found for n in range(first, end)}
    named |= {n for n in head if vocabulary.has("qualities", unit.lows[n])}
    rest = [n for n in inside if n not in named]
    told = any(vocabulary.has(kind, unit.lows[n]) for kind in TOLD for n in rest)
    return bool(named) and not told and not any(unit.tokens[n].quoted or is_finite(unit, vocabulary, n) for n in rest)
