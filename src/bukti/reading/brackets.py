"""The verb bracket of languages whose finite verb stands second, or last in a subordinate clause (German, Dutch, …).

A bracket opens with the finite verb and closes with its separable particle or its participle: "Die Polizei |teilte
gestern |mit, dass P", "Der Minister |hat den Bau |angekündigt". In a subordinate clause the whole verb stands last:
"wie die Polizei |mitteilte".
"""

from __future__ import annotations

from dataclasses import dataclass

from bukti.reading.cues import Found
from bukti.reading.phrases import Range, is_break, is_finite
from bukti.reading.scene import Scene
from bukti.reading.words import Marker

FIELD = 45  # tokens of a clause that are looked through for the other half of a bracket


@dataclass(frozen=True, slots=True)
class Bracket:
    """Where the verb of a cue stands.

    Attributes:
        opens: token of the finite verb. close: tokens of the particle or participle that closes the bracket, or None.
        start: first token of its clause. final: the verb stands last, behind `start`, a subordinating word.
        passive: the finite verb makes it a passive. cue: token ranges of the words that report.
    """

    opens: int
    close: Range | None
    start: int
    final: bool
    passive: bool
    cue: tuple[Range, ...]

    @property
    def end(self) -> int:
        """One past the last token of the verb."""
        return max(self.opens + 1, *(last for _, last in self.cue), self.close[1] if self.close else 0)


def bracket(scene: Scene, found: Found) -> Bracket | None:
    """The bracket that a cue belongs to; None for an infinitive, an adjective or a participle without its verb."""
    start = clause_start(scene, found.start)
    likened = found.start > scene.floor and scene.vocabulary.has("asides", scene.unit.lows[found.start - 1])
    if found.infinitive or likened:  # "so teuer wie |befürchtet"
        return None
    helper = _helper(scene, start, found.start)
    if helper is not None and found.cue.kind == "verb" and _parted(scene, helper, found.start):
        helper = None
    if helper is not None:
        return _compound(scene, found, start, helper)
    behind = _helper_behind(scene, found.end)
    head = (found.start, found.end)
    if behind is not None and subordinated(scene, start):
        passive = scene.vocabulary.has("passive_auxiliaries", scene.unit.lows[behind])
        return Bracket(behind, head, start, True, passive, (head, (behind, behind + 1)))
    entry = found.cue.entry
    if found.cue.kind == "perfect" or (isinstance(entry, Marker) and not entry.finite):
        return None
    final = found.tail is None and subordinated(scene, start) and closes(scene, found.end)
    cue = (head,) if found.tail is None else (head, found.tail)
    return Bracket(found.start, found.tail, start, final, False, cue)


def _compound(scene: Scene, found: Found, start: int, helper: int) -> Bracket | None:
    """A bracket of an auxiliary and a participle; an infinitive behind its modal verb reports nothing yet."""
    vocabulary, word = scene.vocabulary, scene.unit.lows[helper]
    head = (found.start, found.end)
    passive = vocabulary.has("passive_auxiliaries", word)
    if vocabulary.has("modals", word) or not (closes(scene, found.end) or found.cue.kind in {"perfect", "passive"}):
        return None
    if found.tail is not None or (found.cue.kind == "verb" and passive and scene.unit.lows[found.start].endswith("en")):
        return None  # "wird sagen": a future
    return Bracket(helper, head, start, False, passive, ((helper, helper + 1), head))


def _helper(scene: Scene, start: int, before: int) -> int | None:
    """The auxiliary or modal verb to the left of a cue, in its clause."""
    for place in range(before - 1, max(start, before - FIELD) - 1, -1):
        if helps(scene, place):
            return None if _inside_relative(scene, start, place) else place
    return None


def _parted(scene: Scene, helper: int, verb: int) -> bool:
    """Whether a finite verb begins a clause of its own behind an auxiliary ("hade sålt motorerna |men förnekade")."""
    return verb - 1 > helper and scene.vocabulary.has("contrasts", scene.unit.lows[verb - 1])


def _inside_relative(scene: Scene, start: int, place: int) -> bool:
    """Whether a verb stands in a relative clause that no comma opens ("een diplomaat die anoniem |wil blijven zei")."""
    has, lows = scene.vocabulary.has, scene.unit.lows
    commas = scene.vocabulary.words.grammar.capital_nouns
    return not commas and any(has(k, low) for low in lows[start + 1 : place] for k in ("relatives", "articles"))


def helps(scene: Scene, place: int) -> bool:
    """Whether an auxiliary or a modal verb stands at a token."""
    word = scene.unit.lows[place]
    has = scene.vocabulary.has
    token = scene.unit.tokens[place]
    owns = place == scene.floor and has("possessives", word)  # "|Zijn advocaat zei"
    return (
        not (token.quoted or owns)
        and not (token.capital and place > scene.floor)
        and any(has(kind, word) for kind in ("auxiliaries", "passive_auxiliaries", "modals"))
    )


def _helper_behind(scene: Scene, place: int) -> int | None:
    """The finite auxiliary that ends a subordinate clause behind its participle ("mitgeteilt |hatte")."""
    last = None
    while place < scene.ceiling and scene.unit.tokens[place].word and helps(scene, place):
        last, place = place, place + 1
    return last if last is not None and closes(scene, place) else None


def clause_start(scene: Scene, place: int) -> int:
    """First token of the clause that a token stands in: behind the last mark or conjunction of clauses before it."""
    unit = scene.unit
    for before in range(place - 1, max(scene.floor, place - FIELD) - 1, -1):
        token = unit.tokens[before]
        if token.speech >= 0 or is_mark(scene, before):
            return before + 1
        if _joint(scene, before):
            return before + 1
        if scene.vocabulary.has("complementisers", token.low):
            return before
    return max(scene.floor, place - FIELD)


def _joint(scene: Scene, place: int) -> bool:
    """Whether a conjunction joins two clauses: a finite verb stands before it and no mark between them."""
    if not scene.vocabulary.has("conjunctions", scene.unit.lows[place]):
        return False
    for before in range(place - 1, max(scene.floor, place - FIELD) - 1, -1):
        if is_mark(scene, before) or scene.unit.tokens[before].speech >= 0:
            return False
        if is_finite(scene.unit, scene.vocabulary, before):
            return True
    return False


def is_mark(scene: Scene, place: int) -> bool:
    """Whether a mark that divides clauses stands at a token; brackets and quoted words do not."""
    token = scene.unit.tokens[place]
    if token.text == ".":
        return place == scene.ceiling - 1  # any other belongs to an abbreviation or an initial
    if token.text == ":" and place + 1 < scene.ceiling and scene.unit.tokens[place + 1].start == token.end:
        return False  # "7:00 Uhr", "Mitarbeiter:innen"
    return is_break(scene.unit, place) and token.text not in "()[]" and not (token.quoted and token.speech < 0)


def closes(scene: Scene, place: int) -> bool:
    """Whether a clause ends before a token: with a mark, a conjunction, "that", a full stop, or the text."""
    if place >= scene.ceiling:
        return True
    token, has = scene.unit.tokens[place], scene.vocabulary.has
    joint = has("conjunctions", token.low) or has("complementisers", token.low)
    return not token.word or token.speech >= 0 or joint


def subordinated(scene: Scene, start: int) -> bool:
    """Whether a clause that begins at a token is subordinate: its verb stands last."""
    if start >= scene.ceiling:
        return False
    has, word = scene.vocabulary.has, scene.unit.lows[start]
    if any(has(k, word) for k in ("complementisers", "subordinators", "relatives", "interrogatives", "asides")):
        return True
    comma = start > scene.floor and scene.unit.tokens[start - 1].text == ","
    return comma and has("articles", word) and verb_last(scene, start)


def verb_last(scene: Scene, start: int) -> bool:
    """Whether the first finite verb from a token on stands at the end of its clause."""
    for place in range(start + 1, min(scene.ceiling, start + FIELD)):
        if is_mark(scene, place) or scene.unit.tokens[place].speech >= 0:
            return False
        if is_finite(scene.unit, scene.vocabulary, place) or helps(scene, place):
            after = place + 1
            while after < scene.ceiling and (helps(scene, after) or is_finite(scene.unit, scene.vocabulary, after)):
                after += 1
            return closes(scene, after)
    return False
