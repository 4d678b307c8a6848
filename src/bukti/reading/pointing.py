"""Sentences and clauses that tell who says what stands before them: "P. Das teilte X mit", "P, which X denies".

Such words are read with P, as a quotation, in the place of the words that point at it; P itself stays where it is.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bukti.model import Span
from bukti.reading.context import Right
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft
from bukti.reading.markers import agent_of
from bukti.reading.phrases import Range, is_clause
from bukti.reading.scan import unit_drafts
from bukti.reading.scene import Scene
from bukti.reading.units import Token, Unit
from bukti.reading.verbs import Frame, draft_of
from bukti.reading.vocabulary import VERB, Cue, Vocabulary
from bukti.reading.words import VerbClass

NEAR = 1  # paragraphs between what is pointed at and the words that do
FRONT = 3  # tokens before words that point from the beginning of a clause
FEWEST = 2  # words of what can be pointed at
WORDS = 4  # words of a verb that says something
GROUP = 3  # words before a participle in which its auxiliary stands
LED = 4  # words of a clause whose verb need not be known, before a word that tells that it is one (", which X denies")
LONGEST = 40  # tokens of a clause that points; a longer one says something of its own
QUOTED = sys.maxsize  # number of the quotation that stands for what is pointed at: no text has so many
VERBS = ("auxiliaries", "passive_auxiliaries", "negators", "future")
SAYING = ("verb", "participle", "perfect", "nominal", "relative")
BEHIND = ("prepositions", "adverbs", "conjunctions", "contrasts", "subordinators")  # behind an object, not in it
JOINTS = ("contrasts", "conjunctions")
LEADING = 2  # words, its comma counted, of a form that may be a subject as well (", which")
COMMA = ","  # before a form that only points from behind one
PARTING = frozenset(",;–—")


@dataclass(frozen=True, slots=True)
class Meant:
    """What is pointed at: its spans, and the statement whose content it is, where it is one's."""

    spans: list[Span]
    said: Draft | None = None

    @property
    def extent(self) -> Span:
        """From its first word to its last."""
        return Span(self.spans[0].start, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Tokens of a clause that point at what stands before it, and the form that they have in the language's file."""

    start: int
    end: int
    form: str

    def object(self, vocabulary: Vocabulary) -> bool:
        """Whether the source has to open the clause: else it may be no source ("|which| hit the market")."""
        behind = self.form.startswith(VERB) and vocabulary.words.grammar.subject_first
        bare = self.form.startswith(COMMA) and not self.form.endswith(VERB) and len(self.form.split()) == LEADING
        return behind or bare


def pointed(units: Sequence[Unit], drafts: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """The drafts, with those of each clause that points back: what it points at is their content."""
    held: dict[int, list[Draft]] = {unit.number: [] for unit in units}
    for draft in drafts:
        held[draft.unit].append(draft)
    for place, unit in enumerate(units):
        before = units[place - 1] if place else None
        ways = (_read(unit, pointer, before, held, vocabulary) for pointer in _pointers(unit, vocabulary))
        held[unit.number] = next(filter(None, ways), held[unit.number])
    return [draft for unit in units for draft in held[unit.number]]


def _read(
    unit: Unit, pointer: Pointer, before: Unit | None, held: dict[int, list[Draft]], vocabulary: Vocabulary
) -> list[Draft]:
    """The drafts of a sentence one of whose clauses points with these words; none where it does not."""
    end, start = _cut(unit, pointer, vocabulary)
    clause = replace(unit, tokens=unit.tokens[start:], lows=unit.lows[start:])
    inside = replace(pointer, start=max(0, pointer.start - start), end=pointer.end - start)
    if not _fits(clause, inside, vocabulary) or _introduces(held[unit.number], unit, pointer):
        return []
    own = _own(held[unit.number], unit, start)
    led = pointer.form.startswith(COMMA)
    if own is None or (led and not own and (not end or _tells(unit, end, vocabulary))):
        return []
    meant = _meant(unit, end, own) if end else _before(unit, before, held)
    made = _made(clause, inside, meant, vocabulary) if meant is not None else []
    return [*own, *made] if made else []


def _pointers(unit: Unit, vocabulary: Vocabulary) -> Iterator[Pointer]:
    """Words of a unit that may point back, outside quotation marks."""
    matcher = vocabulary.phrases["pointers"]
    for start, _ in matcher.find(unit.lows):
        if not unit.tokens[start].quoted and not unit.headline:
            for size, form in matcher.at(unit.lows, start):
                yield Pointer(start, start + size, str(form))


def _cut(unit: Unit, pointer: Pointer, vocabulary: Vocabulary) -> Range:
    """Where the clause before a pointing one ends, and where that one begins; 0, 0 where no clause is before it."""
    led = pointer.form.startswith(COMMA)
    for start in range(pointer.start + led, FEWEST, -1):
        joint = any(vocabulary.has(kind, unit.lows[start - 1]) for kind in JOINTS)
        end = start - 1 - joint
        if unit.tokens[end].text in PARTING and unit.tokens[end].speech < 0:
            return (end, start) if (led and end >= LED) or is_clause(unit, vocabulary, 0, end) else (0, 0)
    return 0, 0


def _introduces(drafts: list[Draft], unit: Unit, pointer: Pointer) -> bool:
    """Whether words only lead to a content that stands behind them ("said |that| P")."""
    behind = unit.tokens[pointer.end].start if pointer.end < len(unit.tokens) else -1
    return any(draft.start == behind for draft in drafts)


def _tells(unit: Unit, end: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb before a token may say what follows it ("He told us|, what he …")."""
    hits = (cue for place in range(end) for _, cue in vocabulary.cues.at(unit.lows, place))
    entries = (cue.entry for cue in hits if isinstance(cue, Cue) and cue.kind in SAYING)
    return any(isinstance(entry, VerbClass) and "clause" in entry.takes for entry in entries)


def _own(drafts: list[Draft], unit: Unit, start: int) -> list[Draft] | None:
    """The drafts of what stands before a clause; None where one of them holds words on both sides of its beginning."""
    if not start:
        return []
    here = unit.tokens[start].start
    own = [d for d in drafts if (d.cue[0].start if d.cue else d.start) < here]
    return None if any(draft.end > here for draft in own) else own


def _before(unit: Unit, before: Unit | None, held: dict[int, list[Draft]]) -> Meant | None:
    """What the sentence before puts forward."""
    if before is None or unit.paragraph - before.paragraph > NEAR:
        return None
    return _meant(before, len(before.tokens), held[before.number])


def _meant(unit: Unit, end: int, drafts: list[Draft]) -> Meant | None:
    """The content of the last statement that stands in no other, else all words up to a token."""
    whole = [d for d in drafts if not any(d is not other and _inside(d, other) for other in drafts)]
    if whole:
        said = max(whole, key=lambda draft: (draft.start, draft.end))
        return Meant(sorted(said.content), said)
    region = unit.region(0, end)
    return Meant([region]) if region and sum(token.word for token in unit.tokens[:end]) >= FEWEST else None


def _inside(draft: Draft, other: Draft) -> bool:
    return any(span.contains(cue) for span in other.content for cue in draft.cue)


def _fits(clause: Unit, pointer: Pointer, vocabulary: Vocabulary) -> bool:
    """Whether a verb stands where the words need one beside them, or they begin the clause."""
    start, end, form = pointer.start, pointer.end, pointer.form
    if len(clause.tokens) > LONGEST or clause.lows[-1] == "?":
        return False
    before = _verb_before(clause.lows, start, vocabulary)
    after = end < len(clause.tokens) and _verb(clause.lows, end, vocabulary)
    if form.endswith(VERB):
        return after
    if form.startswith(VERB):  # where verbs come first, their subjects stand between
        rest = clause.tokens[end:]
        closed = not rest or not rest[0].word or any(vocabulary.has(kind, rest[0].low) for kind in BEHIND)
        last = not any(token.word for token in rest)
        return (before and (closed or not vocabulary.words.grammar.subject_first)) or (
            last and vocabulary.words.grammar.verb_first
        )
    final = vocabulary.words.grammar.final.used  # there such a word ends the phrase before it
    governed = start > 0 and not final and vocabulary.has("prepositions", clause.lows[start - 1])  # "|مع| ذلك قال"
    return (start <= FRONT and not governed) or before


def _verb(lows: list[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb that says something, or a part of one, begins at a token."""
    if any(vocabulary.has(kind, lows[place]) for kind in VERBS):
        return True
    return any(isinstance(cue, Cue) and cue.kind in SAYING for _, cue in vocabulary.cues.at(lows, place))


def _verb_before(lows: list[str], end: int, vocabulary: Vocabulary) -> bool:
    """Whether a verb that says something ends right before a token."""
    hits = ((place, hit) for place in range(max(0, end - WORDS), end) for hit in vocabulary.cues.at(lows, place))
    return any(place + size == end and isinstance(cue, Cue) and cue.kind in SAYING for place, (size, cue) in hits)


def _made(clause: Unit, pointer: Pointer, meant: Meant, vocabulary: Vocabulary) -> list[Draft]:
    """The drafts of a clause whose pointing words stand for what is meant; none where nobody says it."""
    for tokens in _ways(clause, pointer, meant.extent, vocabulary):
        stand_in = _laid_out(clause, tokens)
        marks = [token for token in stand_in.tokens if token.speech == QUOTED]
        room = Span(marks[0].start, marks[-1].end)
        drafts = unit_drafts(stand_in, vocabulary)
        if not drafts and pointer.start <= 1:
            drafts = _passive(stand_in, [room], vocabulary)
        says = [draft for draft in drafts if _says(draft, room)]
        places, here = _places(stand_in.tokens, tokens), clause.tokens[pointer.end - 1].end
        if pointer.object(vocabulary):
            led = pointer.form.startswith(COMMA)  # else its subject and verb stand before it
            says = [d for d in says if _opens(d, stand_in, vocabulary) and (led or places[d.cue[-1].end] < here)]
        if says:
            return _put_back(drafts, room, meant, places)
    return []


def _says(draft: Draft, room: Span) -> bool:
    """Whether somebody says what stands in for what is meant, and nothing else."""
    return draft.source is not None and all(room.contains(span) for span in draft.content)


def _opens(draft: Draft, unit: Unit, vocabulary: Vocabulary) -> bool:
    """Whether a source stands before its verb, at the beginning of its clause."""
    if draft.source is None or not draft.cue or draft.source.start > draft.cue[0].start:
        return False
    before = [token for token in unit.tokens if token.end <= draft.source.start and token.speech != QUOTED]
    told = [token for token in unit.tokens if token.end <= draft.cue[0].start][-1:]
    if any(vocabulary.has("infinitive", token.low) for token in told):
        return False  # "did nothing |to explain| this"
    return (
        not before or before[-1].text == COMMA or any(vocabulary.has(k, before[-1].low) for k in (*JOINTS, "adverbs"))
    )


def _laid_out(clause: Unit, tokens: list[Token]) -> Unit:
    """A unit of tokens in this order, each where it would stand then."""
    placed, place = [], 0
    for token in tokens:
        placed.append(token._replace(start=place, end=place + max(1, token.end - token.start)))
        place = placed[-1].end + 1
    return replace(clause, tokens=placed, lows=[token.low for token in placed])


def _places(laid: list[Token], tokens: list[Token]) -> dict[int, int]:
    """Where the edges of tokens stand in the text; no two of those laid out share one."""
    pairs = list(zip(laid, tokens, strict=True))
    return {a.start: b.start for a, b in pairs} | {a.end: b.end for a, b in pairs}


def _put_back(drafts: list[Draft], room: Span, meant: Meant, places: dict[int, int]) -> list[Draft]:
    """The drafts where their words stand in the text: what is meant for what stood in for it.

    Who passes on the whole clause ("P, said the mayor, |Reuters reports|") passes on what the others say in it.
    """
    says = [draft for draft in drafts if _says(draft, room)]
    around = [draft for draft in drafts if draft not in says and any(s.overlaps(room) for s in draft.content)]
    for draft in drafts:
        draft.cue = [_moved(span, places) for span in draft.cue]
        draft.source = _moved(draft.source, places) if draft.source else None
        draft.recipient = _moved(draft.recipient, places) if draft.recipient else None
        if draft in says or draft in around:
            draft.content = list(meant.spans)
        else:
            draft.content = [_moved(span, places) for span in draft.content]
    for draft in says:
        draft.repeats, draft.loose = meant.said, True
        draft.relays = draft.relays or next(iter(around), None)
        draft.kind = "forward" if draft.kind == "tag" else draft.kind
    return drafts


def _moved(span: Span, places: dict[int, int]) -> Span:
    return Span(places[span.start], places[span.end])


def _passive(unit: Unit, content: list[Span], vocabulary: Vocabulary) -> list[Draft]:
    """What a passive says whose agent is told: "This |was confirmed by the ministry|"."""
    scene = Scene(unit, vocabulary, [], 0, len(unit.tokens), set())
    for place in range(len(unit.tokens)):
        for size, cue in vocabulary.cues.at(unit.lows, place):
            who = agent_of(scene, place + size)
            group = unit.lows[max(0, place - GROUP) : place]
            passive = any(vocabulary.has(kind, low) for kind in VERBS for low in group)
            if who is None or isinstance(cue, str) or cue.kind not in SAYING or not passive:
                continue
            found = Found(cue, place, place + size, place, composed=True)
            draft = draft_of(scene, Frame(found, "tag", who, Right("closed", found.end, found.end)), content)
            if draft is not None:
                return [draft]
    return []


def _ways(clause: Unit, pointer: Pointer, meant: Span, vocabulary: Vocabulary) -> Iterator[list[Token]]:
    """A clause with a quotation of what is meant in front, before its verb, in place of what points, and behind."""
    start, end = pointer.start, pointer.end
    words = [
        Token(meant.start, meant.start, "“", "“", False, False, QUOTED, True),
        Token(*meant, "…", "…", True, False, QUOTED, True),
        Token(meant.end, meant.end, "”", "”", False, False, QUOTED, True),
    ]
    rest = [*clause.tokens[:start], *clause.tokens[end:]]
    verb = next((place for place in range(start, len(rest)) if vocabulary.cues.begin(rest[place].low)), start)
    last = len(rest) - (bool(rest) and not rest[-1].word)
    for place in dict.fromkeys((0, verb, start, last)):
        yield [*rest[:place], *words, *rest[place:]]
    yield [*words, *rest[verb:]]  # "Про це |в середу в Telegram| повідомив X"
