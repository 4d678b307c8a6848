"""Sentences that carry on what someone said before, as the form of their verb shows: "Er sei krank"."""

from __future__ import annotations

from itertools import pairwise

from bukti.reading.brackets import clause_start, subordinated
from bukti.reading.drafts import Draft
from bukti.reading.scene import Scene
from bukti.reading.units import Unit
from bukti.reading.vocabulary import Vocabulary

NEAR = 1  # paragraphs that a speaker is carried on


def carried(units: list[Unit], drafts: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts with one more for each unit without any whose verb tells that the speaker before it goes on."""
    if not vocabulary.words.grammar.verbal.reported:
        return drafts
    held: dict[int, Draft] = {}
    for draft in drafts:
        if not draft.impersonal or draft.unit not in held:
            held[draft.unit] = draft
    made: list[Draft] = []
    for before, unit in pairwise(units):
        speaker = held.get(before.number)
        if speaker is None or unit.number in held or unit.headline or before.headline:
            continue
        scene = Scene(unit, vocabulary, [], 0, len(unit.tokens), set())
        content = unit.region(0, len(unit.tokens))
        told = any(vocabulary.has("reported", low) for low in before.lows)  # what is said there is in this mood, too
        if unit.paragraph - before.paragraph > NEAR or content is None or not retold(scene, told):
            continue
        draft = Draft(unit.number, "running", [content], follows=speaker)
        made.append(draft)
        held[unit.number] = draft
    return [*drafts, *made]


def retold(scene: Scene, told: bool) -> bool:
    """Whether the finite verb of a main clause has the form of reported speech, or may have it where others have."""
    unit, has = scene.unit, scene.vocabulary.has
    for place in range(scene.floor, scene.ceiling):
        token = unit.tokens[place]
        mood = has("reported", token.low) or (told and has("irrealis", token.low))
        if token.quoted or token.capital or not mood:
            continue
        own = place > 0 and has("first_person", unit.lows[place - 1])
        if not own and not subordinated(scene, clause_start(scene, place)):
            return True
    return False
