"""How factual a text puts an event, on the scale of FactBank and its successors: -3 (certainly not) … 3 (certainly).

Read from the words that govern the event's own word, class by class (`words.EventWords`), and from the statement that
it stands in; not from a parse, and not fitted to data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from bukti.model import Degree, Document, Stance, Statement
from bukti.reading.units import Unit, read_units
from bukti.reading.vocabulary import Kinds, Vocabulary, vocabulary

# A degree on the scale (method.md section 5): FactBank's CT, PR and PS are 3, 2 and 1; a weak PR lies between. What is
# only passed on (`Uu`) readers take as told (ibid.), so it lowers nothing.
SCALE = {Degree.CT: 3.0, Degree.PR: 2.0, Degree.WPR: 1.5, Degree.PS: 1.0, Degree.UU: 3.0}
CERTAIN = SCALE[Degree.CT]
AHEAD = 2.5  # what is announced, planned or someone's aim: between certain and probable
UNREAL = SCALE[Degree.WPR]  # what should or can be, or is asked for
POSSIBLE = SCALE[Degree.PS]  # what is only wanted, tried, or a condition
REACH = 12  # words before an event in which what governs it is looked for
OBJECT = 6  # words that may stand between a verb and its infinitive ("asked |the men from Oslo| to leave")
NEAR = 4  # words between a noun and what governs it ("planned |sale", "no |serious injuries"), a subject and its verb
RESULT = 3  # words between a figure and an infinitive that tells what came of it ("rose |3 points| to close at 90")
DEPTH = 3  # verbs in a chain that are followed ("did not |want to |try to |leave")
EDGES = ("relatives", "complementisers", "contrasts")
CLAUSES = (*EDGES, "subordinators")


@dataclass(frozen=True, slots=True)
class _View:
    """A unit with its language, while its events are weighed."""

    unit: Unit
    vocabulary: Vocabulary
    events: Kinds

    def has(self, place: int, *kinds: str) -> bool:
        """Whether a token's word is of one of some classes."""
        low = self.unit.lows[place]
        return any(self.vocabulary.has(kind, low) for kind in kinds)

    def governs(self, place: int, kind: str) -> bool:
        """Whether a token's word is of a class of `EventWords`."""
        return kind in self.events.of(self.unit.lows[place])

    def before(self, place: int, most: int, *edges: str) -> list[int]:
        """Places before a word, nearest first, up to a mark or a word of the classes that end the search."""
        found = []
        for i in range(place - 1, max(-1, place - 1 - most), -1):
            if not self.unit.tokens[i].word or self.has(i, *edges):
                break
            found.append(i)
        return found


def factuality(document: Document, statements: Sequence[Statement], places: Sequence[int]) -> list[float]:
    """How factual the text puts the events whose words stand at some places.

    Args:
        document: the document.
        statements: what was read in it, narrated clauses (`narrate`) included.
        places: offsets of a character of each event's word.

    Returns:
        A number for each place, in order: 3 certain, 2 probable, 1 possible; negative where it is denied. 3 for a place
        outside every sentence and in a language without a file: readers take what they are told as true.
    """
    words = vocabulary(document.language.code or "")
    if words is None:
        return [CERTAIN] * len(places)
    events = Kinds({name: frozenset(forms) for name, forms in words.words.events})
    units, _ = read_units(document)
    firsts = [unit.span.start for unit in units]
    around = _around(units, firsts, statements)
    made = []
    for place in places:
        number = bisect_right(firsts, place) - 1
        view = _View(units[number], words, events) if number >= 0 and place < units[number].span.end else None
        made.append(CERTAIN if view is None else _weighed(view, place, around[number]))
    return made


def _around(units: Sequence[Unit], firsts: list[int], statements: Sequence[Statement]) -> list[list[Statement]]:
    """The statements whose content reaches into each unit."""
    around: list[list[Statement]] = [[] for _ in units]
    for statement in statements:
        for span in statement.content:
            last = bisect_left(firsts, span.end)
            for number in range(max(0, bisect_right(firsts, span.start) - 1), last):
                around[number].append(statement)
    return around


def _weighed(view: _View, place: int, statements: Sequence[Statement]) -> float:
    token = bisect_right(view.unit.tokens, place, key=lambda t: t.start) - 1
    value = _event(view, max(token, 0), DEPTH)
    return value if _known(view, token) else _held(view, token, value, statements)


def _known(view: _View, place: int) -> bool:
    """Whether an article shows an event to be something known, which stays true whatever governs it."""
    return any(view.has(i, "definite_before") for i in range(max(0, place - 2), place))


def _held(view: _View, token: int, value: float, statements: Sequence[Statement]) -> float:
    """A value in the innermost statement that holds its word; behind a mark stands a detail, only denials reach it."""
    place = view.unit.tokens[token].start
    around = [s for s in statements if any(span.start <= place < span.end for span in s.content)]
    if not around:
        return value
    inner = min(around, key=lambda s: sum(span.end - span.start for span in s.content))
    begins = inner.content[0].start
    near = view.unit.tokens[max(0, token - REACH) : token]
    if all(t.word for t in near if t.start >= begins):
        value = _capped(value, SCALE[inner.degree])
        if inner.stance in {Stance.DIRECTS, Stance.QUESTIONS}:
            return _capped(value, UNREAL)
    return -abs(value) if inner.stance is Stance.DENIES and inner.cue else value


def _capped(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _under(value: float, governor: float) -> float:
    """A value under what governs it: not surer, and turned round where that is denied."""
    value = _capped(value, abs(governor))
    return -value if governor < 0 else value


def _event(view: _View, place: int, depth: int) -> float:
    """The value of one event from the words before it."""
    first, mark = _group(view, place)
    if first == place:
        return _condition(view, place) if view.has(place, "finite") else _beside(view, place)
    value = CERTAIN
    for i in range(first, place):
        value = min(value, _word(view, i))
    if sum(view.has(i, "negators") for i in range(first, place)) % 2:
        value = -value
    if _nobody(view, first):
        value = -abs(value)
    if mark is not None:
        value = _under(value, _governor(view, first, depth))
    return _capped(value, _condition(view, first))


def _group(view: _View, place: int) -> tuple[int, int | None]:
    """First token of the verb group before a word (auxiliaries, negators, adverbs), and its infinitive's mark."""
    first, mark = place, None
    for i in range(place - 1, max(-1, place - REACH), -1):
        grouped = mark is None and (view.has(i, "auxiliaries", "future") or _word(view, i) < CERTAIN)
        if grouped or view.has(i, "negators"):
            first = i
        elif mark is None and view.has(i, "infinitive"):
            first = mark = i
        elif mark is not None or not view.vocabulary.adverb(view.unit.lows[i]):
            break
    return first, mark


def _word(view: _View, place: int) -> float:
    """The most that a word of a verb group leaves of its event."""
    if view.has(place, "future") or view.governs(place, "imagined"):
        return AHEAD
    return UNREAL if view.governs(place, "unreal") else _hedge(view, place)


def _hedge(view: _View, place: int) -> float:
    """What a hedge that begins at a place leaves; negative for what is unlikely, certain where none does."""
    for index, marker in enumerate(view.vocabulary.words.hedges):
        if view.vocabulary.phrases[f"hedge{index}"].at(view.unit.lows, place):
            return SCALE[marker.degree] * (-1 if "improbable" in marker.flags else 1)
    return CERTAIN


def _nobody(view: _View, first: int) -> bool:
    """Whether the subject before a verb group is nobody ("|no one has claimed it")."""
    return any(view.has(i, "nullifiers") for i in view.before(first, NEAR - 1, "finite"))


def _governor(view: _View, mark: int, depth: int) -> float:
    """What the verb, noun or adjective before an infinitive leaves of it ("|wants to leave")."""
    for i in view.before(mark, OBJECT, *EDGES):
        if mark - i <= RESULT and view.unit.lows[i][0].isdigit():
            return CERTAIN
        limit = _limit(view, i)
        if limit is not None:
            return _under(limit, _event(view, i, depth - 1)) if depth else limit
    return AHEAD


def _limit(view: _View, place: int) -> float | None:
    """What a governing word leaves of what it governs; None where it governs nothing."""
    if view.governs(place, "averted") or view.has(place, "refusals"):
        return -CERTAIN
    if view.governs(place, "wanted") or view.has(place, "urging"):
        return POSSIBLE
    if view.governs(place, "settled"):
        return AHEAD
    hedge = _hedge(view, place)
    return hedge if hedge < CERTAIN or view.governs(place, "brought") else None


def _beside(view: _View, place: int) -> float:
    """The value of a word without a verb group: a past verb, or a noun under another verb ("will |get help")."""
    known = False
    for i in view.before(place, REACH - 1, *CLAUSES):
        found = _reached(view, i, place - i)
        known = known or (place - i <= NEAR and view.has(i, "definite_before"))
        if found is not None:
            return CERTAIN if known else found
    return _condition(view, place)


def _reached(view: _View, i: int, distance: int) -> float | None:
    """What a word some words before a noun leaves of it; None where it leaves all."""
    if distance <= NEAR and view.has(i, "nullifiers"):
        return -CERTAIN
    if view.has(i, "negators") or (distance <= NEAR // 2 and view.governs(i, "doubtful")):
        return POSSIBLE
    limit = _limit(view, i) if distance <= NEAR else None
    if limit is not None:
        return limit
    value = _word(view, i)
    if value < CERTAIN:
        return value
    follower = view.unit.tokens[i + 1]
    verb = follower.text.islower() and not view.has(i + 1, "determiners")
    return AHEAD if verb and view.has(i, "infinitive") else None


def _condition(view: _View, place: int) -> float:
    """The most that the clause's own beginning leaves: "|if the talks fail"."""
    conditional = any(view.has(i, "conditions") for i in view.before(place, REACH - 1))
    return POSSIBLE if conditional else CERTAIN
