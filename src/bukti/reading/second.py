"""Statements of languages with the finite verb second: X sagte, P; gestern sagte X, P; P, sagte X; wie X mitteilte."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bukti.model import Basis, Degree, Span
from bukti.reading.brackets import Bracket, bracket, clause_start, helps, is_mark, subordinated
from bukti.reading.context import Right
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, has_finite, is_finite, left_subject, right_phrase, with_name
from bukti.reading.scene import Scene, clause_end
from bukti.reading.tags import Tag
from bukti.reading.units import CLOSING
from bukti.reading.verbs import Frame, draft_of
from bukti.reading.words import Marker, VerbClass

SHORT = 7  # letters of the longest word that can hold no infinitive mark
ASIDE = 30  # tokens that an apposition or a relative clause between a verb and its content may take
NO_SUBJECT = ("prepositions", "times", "subordinators", "complementisers", "infinitive", "objects", "asides")


@dataclass(frozen=True, slots=True)
class Clause:
    """A reporting clause.

    Attributes:
        found: its cue. bracket: its verb. source: tokens of its subject. after: first token behind subject and verb.
        shared: the subject is that of the verb before it ("… und |betonte").
    """

    found: Found
    bracket: Bracket
    source: Range | None
    after: int
    shared: bool = False


def clause_of(scene: Scene, found: Found) -> Clause | None:
    """The reporting clause of a cue, or None when its words are no finite verb."""
    made = bracket(scene, found)
    if made is None:
        return None
    if made.final:
        return _final(scene, found, made)
    before = left_subject(scene.unit, scene.vocabulary, made.opens, scene.floor) if made.opens > scene.floor else None
    start = made.start
    if start == made.opens and start > scene.floor and scene.unit.tokens[start - 1].word:
        return Clause(found, made, None, made.opens + 1, shared=True)
    if start == made.opens:
        straight = before is not None and scene.unit.tokens[start - 1].text != ":"
        return _straight(found, made, before) if straight and before else _inverted(scene, found, made)
    if _adverbial(scene, start, made.opens) or _pronoun_follows(scene, made.opens + 1):
        return _inverted(scene, found, made)
    return _straight(found, made, before or (start, made.opens))


def _straight(found: Found, made: Bracket, subject: Range) -> Clause:
    return Clause(found, made, subject, made.opens + 1)


def _adverbial(scene: Scene, start: int, end: int) -> bool:
    """Whether the words before a finite verb are no subject: an adverbial, an object, a remark."""
    has = scene.vocabulary.has
    while start < end and any(has(k, scene.unit.lows[start]) for k in ("conjunctions", "contrasts")):
        start += 1
    if start == end:
        return True
    first = scene.unit.lows[start]
    return any(has(k, first) for k in NO_SUBJECT) or scene.vocabulary.adverb(first)


def _pronoun_follows(scene: Scene, place: int) -> bool:
    """Whether a pronoun that can only be a subject stands right behind a verb ("den Bau kündigte |er an")."""
    return place < scene.ceiling and scene.vocabulary.has("subject_pronouns", scene.unit.lows[place])


def _inverted(scene: Scene, found: Found, made: Bracket) -> Clause:
    """A clause whose subject stands behind its verb."""
    place = made.opens + 1
    while place < scene.ceiling and scene.vocabulary.adverb(scene.unit.lows[place]):
        place += 1
    subject = subject_at(scene, place)
    return Clause(found, made, subject, subject[1] if subject else place)


def subject_at(scene: Scene, place: int) -> Range | None:
    """The subject that begins at a token: a noun phrase up to an object, an adjunct or a mark."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if place >= scene.ceiling or not unit.tokens[place].word or unit.tokens[place].speech >= 0:
        return None
    if any(vocabulary.has(k, unit.lows[place]) for k in NO_SUBJECT):
        return None
    found = right_phrase(unit, vocabulary, place, scene.ceiling)
    if found is None:
        return None
    end = found[1]
    for inner in range(place + 1, end):
        object_ = vocabulary.has("objects", unit.lows[inner])
        if object_ and not vocabulary.has("prepositions", unit.lows[inner - 1]):
            end = inner
            break
        if vocabulary.adverb(unit.lows[inner]) and not unit.tokens[inner].capital and _ends(scene, inner):
            end = inner
            break
    return (place, end) if end > place else None


def _ends(scene: Scene, place: int) -> bool:
    """Whether an adverb behind a noun ends the noun phrase."""
    return scene.unit.tokens[place - 1].capital or scene.vocabulary.has("subject_pronouns", scene.unit.lows[place - 1])


def _final(scene: Scene, found: Found, made: Bracket) -> Clause:
    """A subordinate clause with the verb at its end."""
    has, start = scene.vocabulary.has, made.start
    word = scene.unit.lows[start]
    relative = has("relatives", word) or (
        has("articles", word) and not any(has(k, word) for k in ("subordinators", "complementisers"))
    )
    if relative:
        return Clause(found, made, (start, start + 1), start + 1)
    place = start + 1
    while place < scene.ceiling and _light(scene, place):
        place += 1
    subject = subject_at(scene, place)
    if subject is not None and subject[1] > made.opens:
        subject = (subject[0], made.opens) if subject[0] < made.opens else None
    return Clause(found, made, subject, subject[1] if subject else place)


# ---- where the content stands


def is_tag(scene: Scene, clause: Clause) -> bool:
    """Whether a reporting clause stands behind, or inside, its content."""
    made = clause.bracket
    entry = clause.found.cue.entry
    if not isinstance(entry, VerbClass) or "tag" not in entry.takes or made.start <= scene.floor:
        return False
    if made.final:
        return scene.vocabulary.has("asides", scene.unit.lows[made.start])
    if made.start != made.opens or clause.shared:
        return False
    return behind_quote(scene, made.start) or _behind_clause(scene, clause)


def _behind_clause(scene: Scene, clause: Clause) -> bool:
    """Whether an inverted reporting clause follows a clause that can be its content: "P, |sagte X"."""
    start = clause.bracket.start
    inverted = clause.source is not None and clause.source[0] > start
    if not inverted or scene.unit.tokens[start - 1].text not in {",", "?", "!", "…", "–", "—"}:
        return False
    if subordinated(scene, clause_start(scene, start - 1)) and _leads(scene, clause):
        return False
    return has_finite(scene.unit, scene.vocabulary, scene.floor, start) or not _leads(scene, clause)


def behind_quote(scene: Scene, place: int) -> bool:
    """Whether a closing mark, or one with a comma, stands before a token."""
    tokens = scene.unit.tokens
    place -= place > 1 and tokens[place - 1].text == ","
    return place > 0 and tokens[place - 1].quoted and tokens[place - 1].text in CLOSING


def _leads(scene: Scene, clause: Clause) -> bool:
    """Whether something that can be content follows a reporting clause."""
    right = look(scene, clause)
    return right.kind in {"that", "quote", "colon", "clause"}


def clause_stop(scene: Scene, place: int) -> int:
    """First mark from a token on that divides clauses, or the end."""
    while place < scene.ceiling and not is_mark(scene, place) and scene.unit.tokens[place].speech < 0:
        place += 1
    return place


def look(scene: Scene, clause: Clause) -> Right:
    """What stands behind a reporting clause."""
    start = max(clause.after, clause.bracket.end)
    stop = clause_stop(scene, start)
    right = _behind(scene, stop, clause.bracket.end)
    if right.kind == "closed" and stop < scene.ceiling and scene.unit.tokens[stop].text == ",":
        right = _over_aside(scene, stop, clause.bracket.end)
    return right


def _behind(scene: Scene, stop: int, cue_end: int) -> Right:
    """What a mark at a token leads to."""
    unit = scene.unit
    closed = Right("closed", stop, cue_end)
    if stop < scene.ceiling and unit.tokens[stop].speech >= 0:
        return Right("quote", stop, cue_end)
    place = stop + 1
    if place >= scene.ceiling or unit.tokens[stop].text not in {":", ","}:
        return closed
    if unit.tokens[stop].text == ":":
        return Right("colon", place, cue_end)
    return replace(_behind_comma(scene, place), cue_end=cue_end)


def _behind_comma(scene: Scene, place: int) -> Right:
    """What begins at a token behind a comma."""
    has, word = scene.vocabulary.has, scene.unit.lows[place]
    if scene.unit.tokens[place].speech >= 0:
        return Right("quote", place, 0)
    if has("complementisers", word):
        return Right("that", place + 1, 0)
    if has("interrogatives", word) and subordinated(scene, place):
        return Right("that", place, 0)
    if place in scene.breaks or has("contrasts", word) or has("subordinators", word) or subordinated(scene, place):
        return Right("closed", place - 1, 0)
    return Right(_open_kind(scene, place), place, 0)


def _open_kind(scene: Scene, place: int) -> str:
    """`to` for an infinitive clause, `clause` for one with a finite verb, else closed."""
    stop = clause_stop(scene, place)
    unit, vocabulary = scene.unit, scene.vocabulary
    if any(is_finite(unit, vocabulary, i) or helps(scene, i) for i in range(place, stop)):
        return "clause"
    infinite = any(vocabulary.has("infinitive", unit.lows[i]) for i in range(place, stop))
    return "to" if infinite or _glued(scene, place, stop) else "closed"


def _glued(scene: Scene, place: int, stop: int) -> bool:
    """Whether the mark of the infinitive stands inside a word ("teil|zu|nehmen")."""
    infixes = scene.vocabulary.words.grammar.infinitive
    last = stop - 1
    low = scene.unit.lows[last]
    inside = len(low) > SHORT and any(mark in low[2:-4] for mark in infixes)
    return last >= place and inside and not scene.unit.tokens[last].capital


def _over_aside(scene: Scene, comma: int, cue_end: int) -> Right:
    """What follows an apposition or a subordinate clause behind a comma: "sagte Marta Holm, die Leiterin, |P"."""
    unit, place = scene.unit, comma + 1
    while place < min(scene.ceiling, comma + ASIDE):
        place = clause_stop(scene, place)
        if place >= scene.ceiling or unit.tokens[place].text not in {",", ":"}:
            break
        right = _behind(scene, place, cue_end)
        if right.kind in {"that", "quote", "colon"}:
            return right
        place += 1
    return Right("closed", comma, cue_end)


# ---- drafts


def second_tag(scene: Scene, found: Found) -> Tag | None:
    """The tag that a reporting clause is: "P, sagte X", "P, so X", "P, wie X mitteilte"."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass) or "tag" not in entry.takes or found.refused:
        return None
    if entry.order == "after":
        return _after(scene, found)
    clause = clause_of(scene, found)
    if clause is None or clause.bracket.passive or not is_tag(scene, clause):
        return None
    made = clause.bracket
    named = with_name(scene.unit, scene.vocabulary, clause.source, scene.ceiling) if clause.source else None
    source = _inside(scene, clause) if entry.impersonal else named
    right = look(scene, clause)
    end = max(made.end, clause.after, named[1] if named else 0)
    end = right.start if right.kind in {"quote", "colon"} and not entry.impersonal else clause_stop(scene, end)
    end = _past_apposition(scene, end)
    return Tag(found, made.start, end, source, replace(right, cue_end=found.end), inside=_goes_on(scene, made, end))


def _goes_on(scene: Scene, made: Bracket, end: int) -> bool:
    """Whether the content goes on behind the comma that ends a reporting clause: "P, wie X mitteilte, |Q"."""
    if end + 1 >= scene.ceiling or scene.unit.tokens[end].text != "," or end + 1 in scene.breaks:
        return False
    after = scene.unit.lows[end + 1]
    if any(scene.vocabulary.has(k, after) for k in ("contrasts", "subordinators", "asides")):
        return False
    return made.final or _open_kind(scene, end + 1) == "clause"


def _past_apposition(scene: Scene, place: int) -> int:
    """One past a relative clause or an apposition that describes the source of a tag, up to a full stop."""
    if place + 1 >= scene.ceiling or scene.unit.tokens[place].text != ",":
        return place
    return clause_stop(scene, place + 1) if subordinated(scene, place + 1) else place


def _after(scene: Scene, found: Found) -> Tag | None:
    """Words that name the source of what stands before them: "P, |so X"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    before = found.start > scene.floor and unit.tokens[found.start - 1]
    if not before or not (before.text in {",", "–", "—"} or (before.quoted and before.text in CLOSING)):
        return None
    place = found.end
    while place < scene.ceiling and vocabulary.has("adverbs", unit.lows[place]) and not unit.tokens[place].capital:
        place += 1
    source = subject_at(scene, place)
    if source is None or has_finite(unit, vocabulary, source[0], clause_stop(scene, source[0])):
        return None
    end = clause_stop(scene, source[1])
    right = _behind(scene, end, found.end)
    return Tag(found, found.start, end, source, replace(right, kind="closed", start=end))


def _inside(scene: Scene, clause: Clause) -> Range | None:
    """Who says so in a cue that holds its own subject: what a preposition beside it governs ("heißt es in |X")."""
    unit, has = scene.unit, scene.vocabulary.has
    place = clause.found.end
    if place < scene.ceiling and has("prepositions", unit.lows[place]):
        return right_phrase(unit, scene.vocabulary, place + 1, scene.ceiling)
    start = clause.bracket.start
    if start < clause.bracket.opens and has("prepositions", unit.lows[start]):
        return right_phrase(unit, scene.vocabulary, start + 1, clause.bracket.opens)
    return None


ACCEPTED = {
    "that": {"clause", "that"},
    "quote": {"quote", "phrase", "clause"},
    "colon": {"quote", "phrase", "clause"},
    "clause": {"clause"},
    "to": {"to", "clause", "phrase"},
}


def second_draft(scene: Scene, found: Found) -> Draft | None:
    """The statement of a clause that introduces its content, or whose own object it is."""
    entry = found.cue.entry
    if isinstance(entry, VerbClass) and (entry.order == "after" or found.refused):
        return None
    clause = clause_of(scene, found)
    if clause is None:
        return None
    clause = _weighed(scene, clause)
    if isinstance(entry, Marker) or clause.bracket.passive:
        return _passive(scene, clause)
    if not isinstance(entry, VerbClass) or (clause.found.negated and entry.negated == "none"):
        return None
    right = look(scene, clause)
    if ACCEPTED.get(right.kind, set()) & set(entry.takes):
        return _draft(scene, clause, right, regions(scene.unit, (right.start, clause_end(scene, right.start))))
    held = _object(scene, clause, set(entry.takes))
    return _draft(scene, clause, replace(right, kind="phrase"), held) if held else None


def _weighed(scene: Scene, clause: Clause) -> Clause:
    """A clause whose cue is negated where "not" stands before its end: "glaubt |nicht, dass P"."""
    stop = clause_stop(scene, clause.after)
    inner = scene.unit.lows[clause.after : stop]
    negated = clause.found.negated or any(scene.vocabulary.has("negators", low) for low in inner[-3:])
    return replace(clause, found=replace(clause.found, negated=negated))


def _draft(scene: Scene, clause: Clause, right: Right, content: list[Span]) -> Draft | None:
    """A draft of a reporting clause."""
    entry = clause.found.cue.entry
    held = isinstance(entry, VerbClass) and entry.impersonal
    source = _inside(scene, clause) if held else _shared(scene, clause) if clause.shared else clause.source
    draft = draft_of(scene, Frame(clause.found, "forward", source, right), content) if content else None
    if draft is not None:
        draft.cue = regions(scene.unit, *clause.bracket.cue)
        draft.impersonal = held and source is None
    return draft


def _shared(scene: Scene, clause: Clause) -> Range | None:
    """The subject of the clause before, which a verb behind a conjunction shares."""
    unit, vocabulary = scene.unit, scene.vocabulary
    for earlier in reversed([c for c in scene.cues if c.start < clause.found.start]):
        before = clause_of(scene, earlier)
        if before is not None and before.source is not None:
            return before.source
    start = clause_start(scene, clause.bracket.start - 1)
    verb = next((i for i in range(start, clause.bracket.start) if is_finite(unit, vocabulary, i)), None)
    if verb is None:
        return None
    if _adverbial(scene, start, verb):
        return subject_at(scene, verb + 1)
    return left_subject(unit, vocabulary, verb, scene.floor)


def _object(scene: Scene, clause: Clause, takes: set[str]) -> list[Span]:
    """The object of a verb that may have a noun phrase as its content: behind the subject, else before the verb."""
    if not takes & {"phrase", "quoted", "claimed", "shown"}:
        return []
    unit, bracket_, start = scene.unit, clause.bracket, clause.after
    ends = [bracket_.opens] if bracket_.final else []
    ends += [bracket_.close[0]] if bracket_.close and bracket_.close[0] > start else []
    stop = min(ends) if ends else clause_end(scene, start)
    start = _past_light(scene, start, stop)
    if "shown" in takes and not takes & {"phrase"} and (clause.source is None or not _document(scene, clause.source)):
        return []
    if "claimed" in takes and not takes & {"phrase"} and not _claims(scene, start, stop):
        return []
    if any(unit.tokens[i].capital or unit.tokens[i].quoted for i in range(start, stop)):
        return regions(unit, (start, stop))
    fronted = clause.source is not None and clause.source[0] > bracket_.opens and bracket_.start < bracket_.opens
    return regions(unit, (bracket_.start, bracket_.opens)) if fronted and not bracket_.final else []


def _document(scene: Scene, source: Range) -> bool:
    return any(scene.vocabulary.has("documents", low) for low in scene.unit.lows[slice(*source)])


def _claims(scene: Scene, start: int, stop: int) -> bool:
    """Whether an object names a claim: "wies den |Vorwurf zurück"."""
    has = scene.vocabulary.has
    return any(has("claims", low) or has("charges", low) for low in scene.unit.lows[start:stop])


def _past_light(scene: Scene, place: int, stop: int) -> int:
    """One past adverbs and times: "am Montag", "am 3. Mai", "gestern"."""
    unit, has = scene.unit, scene.vocabulary.has
    while place < stop:
        after = place + has("prepositions", unit.lows[place])
        end = after
        while end < stop and (
            has("times", unit.lows[end]) or unit.tokens[end].text.isdigit() or unit.tokens[end].text == "."
        ):
            end += 1
        if end == after and not _light(scene, place):
            return place
        place = max(end, place + 1)
    return place


def _light(scene: Scene, place: int) -> bool:
    low = scene.unit.lows[place]
    light = scene.vocabulary.adverb(low) or scene.vocabulary.has("times", low)
    return light or scene.unit.tokens[place].text in {",", ")"}


def _passive(scene: Scene, clause: Clause) -> Draft | None:
    """A reported passive: "es wird erwartet, dass P", "X wurde beschuldigt, P", "P wurde von X bestätigt"."""
    unit, made, entry = scene.unit, clause.bracket, clause.found.cue.entry
    marker = scene.vocabulary.markers.get(clause.found.cue.words)
    if clause.found.negated or not (made.passive or isinstance(entry, Marker)):
        return None
    right = look(scene, clause)
    agent = _agent(scene, clause)
    if right.kind in {"that", "clause", "to", "quote", "colon"}:
        content = regions(unit, (right.start, clause_end(scene, right.start)))
    elif marker is None and not (isinstance(entry, VerbClass) and "phrase" in entry.takes):
        return None
    else:
        subject = [clause.source] if clause.source and not _empty(scene, clause.source) else []
        stop = made.close[0] if made.close and not made.final else made.opens
        middle = [(clause.after, stop)] if clause.after < stop else []
        content = regions(unit, *subject, *([] if agent else middle))
    if not content or (marker is None and not agent and right.kind == "closed"):
        return None
    draft = Draft(
        unit.number,
        "passive",
        content,
        regions(unit, *made.cue),
        joined(unit, *agent) if agent else None,
        impersonal=agent is None,
    )
    told = marker or entry
    if isinstance(told, (Marker, VerbClass)):
        draft.stance, draft.degree, draft.basis, draft.flags = told.stance, told.degree, told.basis, told.flags
    return draft


def _empty(scene: Scene, source: Range) -> bool:
    return scene.vocabulary.has("expletives", scene.unit.lows[source[0]])


def _agent(scene: Scene, clause: Clause) -> Range | None:
    """Who does what a passive says: "von |X"."""
    unit, has = scene.unit, scene.vocabulary.has
    for place in range(clause.bracket.start, clause_stop(scene, clause.bracket.end) - 1):
        if has("agents", unit.lows[place]):
            return right_phrase(unit, scene.vocabulary, place + 1, scene.ceiling)
    return None


def hearsay(scene: Scene) -> list[Draft]:
    """What is said of someone without saying by whom: "Der Fahrer |soll geflohen sein"."""
    unit, has = scene.unit, scene.vocabulary.has
    drafts = []
    for place in range(scene.floor, scene.ceiling):
        if not has("hearsay", unit.lows[place]) or unit.tokens[place].quoted:
            continue
        stop = clause_stop(scene, place + 1)
        start = clause_start(scene, place)
        final = subordinated(scene, start)
        last = place - 1 if final else stop - 1
        if last <= start or not has("accomplished", unit.lows[last]):
            continue
        content = regions(unit, (start, place), (place + 1, stop))
        cue = joined(unit, place, place + 1)
        if content and cue is not None:
            drafts.append(
                Draft(unit.number, "adverbial", content, [cue], impersonal=True, degree=Degree.UU, basis=Basis.REPORTED)
            )
    return drafts
