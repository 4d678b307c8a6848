"""A unit with its cues while its statements are read, and where a content in it ends."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.reading.cues import Found
from bukti.reading.units import TERMINAL, Unit
from bukti.reading.vocabulary import Vocabulary


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
        if (token.text == ";" and not token.quoted) or (
            token.text in TERMINAL and place > start and unit.tokens[place - 1].speech >= 0
        ):
            return place
        if place > start and token.text == "," and _new_clause(scene, place + 1):
            return place
        place += 1
    return place


def _new_clause(scene: Scene, place: int) -> bool:
    if place >= scene.ceiling or not scene.vocabulary.has("contrasts", scene.unit.lows[place]):
        return False
    after = scene.unit.lows[place + 1] if place + 1 < scene.ceiling else ""
    return not scene.vocabulary.has("complementisers", after)  # "said that P, but |that Q"
