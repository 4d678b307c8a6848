"""Sources that a preposition names where the finite verb stands second: "Laut X ist P", "P, nach Angaben von X"."""

from __future__ import annotations

from bukti.model import Span
from bukti.reading.brackets import is_mark
from bukti.reading.clauses import noun_phrase
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, has_finite, is_finite
from bukti.reading.scene import Scene, clause_end


def second_according(scene: Scene, found: Found) -> Draft | None:
    """The source behind "laut", or behind "nach Angaben", with the clause around it as the content."""
    unit = scene.unit
    phrase = noun_phrase(scene, found.end, scene.ceiling)
    if phrase is None:
        return None
    related = _related(scene, phrase)
    phrase = phrase if related is None else (phrase[0], related[0])
    cue, source = _wording(scene, found, phrase)
    return _draft(scene, (found.start, phrase[1] if related is None else related[1]), regions(unit, *cue), source)


def _related(scene: Scene, phrase: Range) -> Range | None:
    """The relative clause in a source that no comma opens but one ends ("Volgens een bron |die anoniem blijft,")."""
    unit, has = scene.unit, scene.vocabulary.has
    marks = ("relatives", "articles")
    inside = range(phrase[0] + 1, phrase[1])
    first = next((i for i in inside if any(has(kind, unit.lows[i]) for kind in marks)), None)
    if first is None or scene.vocabulary.words.grammar.capital_nouns:
        return None
    comma = next((i for i in range(first, scene.ceiling) if is_mark(scene, i)), scene.ceiling)
    closed = comma < scene.ceiling and unit.tokens[comma].text == "," and comma + 1 < scene.ceiling
    return (first, comma) if closed and has_finite(unit, scene.vocabulary, first + 1, comma) else None


def _wording(scene: Scene, found: Found, phrase: Range) -> tuple[list[Range], Range]:
    """The tokens of a cue with its noun ("nach |Angaben"), and of the source behind the noun, or in it."""
    unit, has = scene.unit, scene.vocabulary.has
    head = (found.start, found.end)
    place = next((i for i in range(*phrase) if has("wordings", unit.lows[i])), None)
    if place is None or has("documents", unit.lows[place]):
        return [head], phrase
    after = place + 1
    while after < phrase[1] and has("agents", unit.lows[after]):
        after += 1
    if after < phrase[1]:
        return [head, (place, place + 1)], (after, phrase[1])
    owner = next((i for i in range(phrase[0], place) if has("possessives", unit.lows[i])), None)
    if owner is None and place > phrase[0] and unit.tokens[place - 1].capital:
        owner = place - 1  # "nach |Lindners Worten"
    return ([head, (place, place + 1)], (owner, owner + 1)) if owner is not None else ([head], phrase)


def second_postposed(scene: Scene, found: Found) -> Draft | None:
    """The source before "zufolge" or "Meinung nach"."""
    unit = scene.unit
    start = found.start
    while start > scene.floor and _nominal(scene, start - 1, found.start):
        start -= 1
        if scene.vocabulary.has("objects", unit.lows[start]):
            break
    if start == found.start:
        return None
    owner = next((i for i in range(start, found.start) if scene.vocabulary.has("possessives", unit.lows[i])), None)
    source = (owner, owner + 1) if owner is not None else (start, found.start)
    return _draft(scene, (start, found.end), regions(unit, (found.start, found.end)), source)


def _nominal(scene: Scene, place: int, end: int) -> bool:
    """Whether a token before a postposed "according to" belongs to its noun phrase."""
    unit, has = scene.unit, scene.vocabulary.has
    token = unit.tokens[place]
    if token.speech >= 0 or is_mark(scene, place) or is_finite(unit, scene.vocabulary, place):
        return False
    if token.capital or not token.word:
        return place > scene.floor or not has("prepositions", token.low)
    if has("genitives", token.low) or has("determiners", token.low) or has("possessives", token.low):
        return place + 1 < end
    closed = ("prepositions", "conjunctions", "times", "passive_auxiliaries", "auxiliaries", "modals")
    return place + 1 < end and not scene.vocabulary.adverb(token.low) and not any(has(k, token.low) for k in closed)


def _draft(scene: Scene, whole: Range, cue: list[Span], source: Range) -> Draft | None:
    """The draft of words that name a source inside their clause."""
    unit = scene.unit
    start, end = whole
    while start > scene.floor and unit.tokens[start - 1].text == ",":
        start -= 1
    after = end + (end < scene.ceiling and unit.tokens[end].text == ",")
    first = not any(t.word for t in unit.tokens[scene.floor : start])
    # No comma parts source and verb there: "Laut der Stadt|, die P untersucht,| ist Q".
    if first and after > end and not _ended(scene, start, end):
        after = next((i + 1 for i in range(after, scene.ceiling) if unit.tokens[i].text == ","), after)
    begins = scene.floor if first else _begin(scene, start)
    content = regions(unit, (begins, start), (after, clause_end(scene, after)))
    return Draft(unit.number, "according", content, cue, joined(unit, *source)) if content and cue else None


def _ended(scene: Scene, start: int, end: int) -> bool:
    """Whether a relative clause that belongs to a source ends before a token."""
    return has_finite(scene.unit, scene.vocabulary, start, end)


def _begin(scene: Scene, place: int) -> int:
    """Where the clause around a source begins: behind a semicolon or a contrast."""
    has = scene.vocabulary.has
    for before in range(place - 1, scene.floor, -1):
        token = scene.unit.tokens[before]
        if token.speech < 0 and (
            token.text in {";", ":"} or (token.text == "," and has("contrasts", scene.unit.lows[before + 1]))
        ):
            return before + 1
    return scene.floor
