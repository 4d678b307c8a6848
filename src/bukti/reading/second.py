"""Statements of languages with the finite verb second: X sagte, P; gestern sagte X, P; P, sagte X; wie X mitteilte."""

from __future__ import annotations

from dataclasses import replace

from bukti.model import Basis, Degree, Span
from bukti.reading.brackets import Bracket, clause_start, subordinated
from bukti.reading.clauses import (
    Clause,
    adverbial,
    behind,
    clause_of,
    clause_stop,
    look,
    next_report,
    noun_phrase,
    open_kind,
    past_light,
    subject_at,
)
from bukti.reading.context import Right, opens_quote, tells_figure
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import Range, has_finite, is_finite, left_subject, with_name
from bukti.reading.scene import Scene, clause_end
from bukti.reading.tags import Tag, names_itself
from bukti.reading.titles import behind_title
from bukti.reading.units import CLOSING
from bukti.reading.verbs import Frame, draft_of
from bukti.reading.words import Marker, VerbClass


def is_tag(scene: Scene, clause: Clause) -> bool:
    """Whether a reporting clause stands behind, or inside, its content."""
    made = clause.bracket
    entry = clause.found.cue.entry
    if not isinstance(entry, VerbClass) or "tag" not in entry.takes or made.start <= scene.floor:
        return False
    if made.final:
        quoted = scene.vocabulary.has("asides", scene.unit.lows[made.start])
        return quoted and look(scene, clause).kind != "that"  # "man hörte, |wie X sagte, dass P"
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
    marked = place > 0 and tokens[place - 1].quoted and tokens[place - 1].text in CLOSING
    return marked and not behind_title(scene.unit, scene.vocabulary, place)


def _leads(scene: Scene, clause: Clause) -> bool:
    """Whether something that can be content follows a reporting clause."""
    right = look(scene, clause)
    return right.kind in {"that", "quote", "colon", "clause"}


def second_tag(scene: Scene, found: Found) -> Tag | None:
    """The tag that a reporting clause is: "P, sagte X", "P, so X", "P, wie X mitteilte"."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass) or "tag" not in entry.takes or found.refused:
        return None
    if entry.order == "after":
        return _after(scene, found)
    clause = clause_of(scene, found)
    if clause is not None and names_itself(scene, clause.bracket.opens, look(scene, clause)):
        return None
    if clause is None or clause.bracket.passive or not is_tag(scene, clause):
        return None
    made = clause.bracket
    named = with_name(scene.unit, scene.vocabulary, clause.source, scene.ceiling) if clause.source else None
    source = _inside(scene, clause) if entry.impersonal else named
    right = look(scene, clause)
    end = max(made.end, clause.after, named[1] if named else 0)
    end = right.start if right.kind in {"quote", "colon"} and not entry.impersonal else clause_stop(scene, end)
    end = end if made.final else _past_apposition(scene, end)
    return Tag(found, made.start, end, source, replace(right, cue_end=found.end), inside=_goes_on(scene, made, end))


def _goes_on(scene: Scene, made: Bracket, end: int) -> bool:
    """Whether the content goes on behind the comma that ends a reporting clause: "P, wie X mitteilte, |Q"."""
    if end + 1 >= scene.ceiling or scene.unit.tokens[end].text != "," or end + 1 in scene.breaks:
        return False
    after = scene.unit.lows[end + 1]
    closing = ("contrasts", "asides") if made.final else ("contrasts", "asides", "subordinators")
    if any(scene.vocabulary.has(k, after) for k in closing):
        return False
    return made.final or open_kind(scene, end + 1) == "clause"


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
    right = behind(scene, end, found.end)
    return Tag(found, found.start, end, source, replace(right, kind="closed", start=end))


def _inside(scene: Scene, clause: Clause) -> Range | None:
    """Who says so in a cue that holds its own subject: what a preposition beside it governs ("heißt es in |X")."""
    unit, has = scene.unit, scene.vocabulary.has
    place = clause.found.end
    if place < scene.ceiling and has("prepositions", unit.lows[place]):
        return noun_phrase(scene, place + 1, scene.ceiling)
    start = clause.bracket.start
    if start < clause.bracket.opens and has("prepositions", unit.lows[start]):
        return noun_phrase(scene, start + 1, clause.bracket.opens)
    first = scene.floor
    parted = start == clause.bracket.opens > first and unit.tokens[start - 1].text == ","
    fronted = noun_phrase(scene, first + 1, start) if parted and has("prepositions", unit.lows[first]) else None
    return fronted if fronted is not None and _document(scene, fronted) else None  # "Aus Akten, die P, geht hervor"


NOUN = 4  # letters of the shortest noun that an object is believed to hold
LINKED = 5  # tokens behind a subject within which its verb's link stands ("sprachen am Montag |von 40 Toten")
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
    return _active(scene, clause, entry) if isinstance(entry, VerbClass) else None


def _active(scene: Scene, clause: Clause, entry: VerbClass) -> Draft | None:
    """The statement of a clause whose subject says something."""
    nobody = clause.source is not None and _nobody(scene, clause.source)
    if nobody or (clause.found.negated and entry.negated == "none"):
        return None
    right = look(scene, clause)
    takes: set[str] = set(entry.takes)
    if "claimed" in takes and _claims(scene, clause.after, right.start):
        takes |= {"clause", "phrase"}  # "wies den Vorwurf zurück, |er habe gelogen"
    if ACCEPTED.get(right.kind, set()) & takes:
        return _draft(scene, clause, right, regions(scene.unit, (right.start, clause_end(scene, right.start))))
    if "figure" in takes:
        return _figured(scene, clause)
    held = _object(scene, clause, takes)
    return _draft(scene, clause, replace(right, kind="phrase"), held) if held else None


def _nobody(scene: Scene, source: Range) -> bool:
    """Whether a source is nobody in particular."""
    first = scene.unit.lows[source[0]]
    return any(scene.vocabulary.has(kind, first) for kind in ("nonspeakers", "nullifiers"))


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
    source = with_name(scene.unit, scene.vocabulary, source, scene.ceiling) if source is not None else None
    draft = draft_of(scene, Frame(clause.found, "forward", source, right), content) if content else None
    if draft is not None:
        draft.cue = regions(scene.unit, *clause.bracket.cue)
        draft.impersonal = held and source is None
        draft.recipient = draft.recipient or _addressed(scene, clause)
    return draft


def _addressed(scene: Scene, clause: Clause) -> Span | None:
    """Whom a verb of speech names right behind itself or its subject: "sagte |der Zeitung Seefelder Bote, P"."""
    phrase = noun_phrase(scene, clause.after, clause_stop(scene, clause.after))
    return joined(scene.unit, *phrase) if phrase is not None else None


def _shared(scene: Scene, clause: Clause) -> Range | None:
    """The subject of the clause before, which a verb behind a conjunction shares."""
    unit, vocabulary = scene.unit, scene.vocabulary
    verbs = ("verb", "perfect", "passive")  # a noun that brings a claim has no subject ("dementierte den |Bericht und")
    for earlier in reversed([c for c in scene.cues if c.start < clause.found.start and c.cue.kind in verbs]):
        before = clause_of(scene, earlier)
        if before is not None and before.source is not None:
            return before.source
    start = clause_start(scene, clause.bracket.start - 1)
    verb = next((i for i in range(start, clause.bracket.start) if is_finite(unit, vocabulary, i)), None)
    if verb is None:
        return subject_at(scene, start)
    if adverbial(scene, start, verb):
        return subject_at(scene, verb + 1)
    return left_subject(unit, vocabulary, verb, scene.floor)


def _object(scene: Scene, clause: Clause, takes: set[str]) -> list[Span]:
    """The object of a verb that may have a noun phrase as its content: behind the subject, else before the verb."""
    if not takes & {"phrase", "quoted", "claimed", "shown"}:
        return []
    unit, bracket_ = scene.unit, clause.bracket
    inside = clause.found.start <= clause.after < clause.found.end
    start = clause.found.end if inside else clause.after  # behind the whole of "sprach |von"
    ends = [bracket_.opens] if bracket_.final else []
    ends += [bracket_.close[0]] if bracket_.close and bracket_.close[0] > start else []
    stop = min(ends) if ends else min(clause_end(scene, start), next_report(scene, start))
    entry = clause.found.cue.entry
    if isinstance(entry, VerbClass) and start + 1 < stop and unit.lows[start] in entry.links:
        return regions(unit, (start + 1, stop))  # "warnte vor |Hochwasser"
    start = past_light(scene, _past_aside(scene, start, stop), stop)
    if "shown" in takes and not takes & {"phrase"} and (clause.source is None or not _document(scene, clause.source)):
        return []
    if "claimed" in takes and not takes & {"phrase"} and not _claims(scene, start, stop):
        return []
    if any(_heads(scene, i) for i in range(start, stop)):
        return regions(unit, (start, stop))
    fronted = clause.source is not None and clause.source[0] > bracket_.opens and bracket_.start < bracket_.opens
    return regions(unit, (bracket_.start, bracket_.opens)) if fronted and not bracket_.final else []


def _figured(scene: Scene, clause: Clause) -> Draft | None:
    """A phrase that opens with a figure or in quotation marks, behind its verb's own link: "sprach von |40 Toten"."""
    entry, unit, start = clause.found.cue.entry, scene.unit, clause.bracket.opens + 1
    stop, end = clause_stop(scene, start), clause_end(scene, start)
    links = entry.links if isinstance(entry, VerbClass) else ()
    near = range(start, min(stop, max(start, clause.after) + LINKED))
    place = next((i + 1 for i in near if unit.lows[i] in links), stop)
    quoted = place < len(unit.tokens) and opens_quote(unit, place)
    if not quoted and not tells_figure(unit, scene.vocabulary, place, stop):
        return None
    source = clause.source
    if source is not None and source[0] < place <= source[1]:
        clause = replace(clause, source=(source[0], place - 1))  # "sprach |der Bürgermeister| von 40 Toten"
    content = regions(unit, (place, end if quoted else stop))
    return _draft(scene, clause, Right("phrase", place, clause.bracket.end), content)


def _heads(scene: Scene, place: int) -> bool:
    """Whether a token can be the noun of an object: by its capital, quoted, or where nouns have none by its length."""
    token = scene.unit.tokens[place]
    plain = not scene.vocabulary.words.grammar.capital_nouns and (
        len(token.low) >= NOUN or scene.vocabulary.has("determiners", token.low)
    )
    return token.capital or token.quoted or (plain and not scene.vocabulary.adverb(token.low))


def _past_aside(scene: Scene, place: int, stop: int) -> int:
    """One past appositions and relative clauses that a comma opens: ", einer von neun, die so heißen, |den Bau"."""
    commas = [i for i in range(place, stop) if scene.unit.tokens[i].text == ","]
    if not commas or commas[0] != place:
        return place
    for comma in commas[1:]:
        place = comma + 1
        if not subordinated(scene, place):
            return place
    return place if len(commas) > 1 else commas[0]


def _document(scene: Scene, source: Range) -> bool:
    return any(scene.vocabulary.has("documents", low) for low in scene.unit.lows[slice(*source)])


def _claims(scene: Scene, start: int, stop: int) -> bool:
    """Whether an object names a claim: "wies den |Vorwurf zurück"."""
    has = scene.vocabulary.has
    return any(has("claims", low) or has("charges", low) for low in scene.unit.lows[start:stop])


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
        content = regions(unit, *_around(scene, clause, agent))
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


def _around(scene: Scene, clause: Clause, agent: Range | None) -> list[Range]:
    """The clause of a passive without its cue and its agent: all of it can be the content."""
    made = clause.bracket
    start = made.start
    if clause.source is not None and _empty(scene, clause.source) and clause.source[0] == start:
        start = clause.source[1]
    start += made.final
    cut = sorted([*made.cue, *([(agent[0] - 1, agent[1])] if agent else [])])
    edges = [start, *(place for part in cut for place in part), clause_stop(scene, made.end)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _empty(scene: Scene, source: Range) -> bool:
    return scene.vocabulary.has("expletives", scene.unit.lows[source[0]])


def _agent(scene: Scene, clause: Clause) -> Range | None:
    """Who does what a passive says: "von |X"."""
    unit, has = scene.unit, scene.vocabulary.has
    for place in range(clause.bracket.start, clause_stop(scene, clause.bracket.end) - 1):
        phrase = noun_phrase(scene, place + 1, scene.ceiling) if has("agents", unit.lows[place]) else None
        if phrase is not None and _acts(scene, phrase):
            return phrase
    return None


def _acts(scene: Scene, phrase: Range) -> bool:
    """Whether a noun phrase can be who says something: a known role or body, or a bare name."""
    unit, has = scene.unit, scene.vocabulary.has
    known = ("persons", "organisations", "media", "documents", "titles", "subject_pronouns")
    if any(has(k, low) for low in unit.lows[slice(*phrase)] for k in known):
        return True
    return phrase[1] - phrase[0] <= 3 and all(t.capital for t in unit.tokens[slice(*phrase)])


def _accomplished(scene: Scene, start: int, stop: int) -> bool:
    """Whether what was done stands before its participle, under no condition: "zou in slaap |zijn| gevallen"."""
    unit, has, grammar = scene.unit, scene.vocabulary.has, scene.vocabulary.words.grammar
    if not grammar.brackets.done or any(has("conditions", low) for low in unit.lows):
        return False
    behind = (i + 1 for i in range(start, stop - 1) if has("accomplished", unit.lows[i]))
    return any(unit.lows[i].endswith(grammar.brackets.done) and not has("determiners", unit.lows[i]) for i in behind)


def _ends_accomplished(scene: Scene, last: int) -> bool:
    """Whether a clause ends with what was done, where no participle has to follow: "soll geflohen |sein"."""
    done = scene.vocabulary.words.grammar.brackets.done
    return not done and scene.vocabulary.has("accomplished", scene.unit.lows[last])


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
        if last <= start or not (
            _ends_accomplished(scene, last) or (not final and _accomplished(scene, place + 1, stop))
        ):
            continue
        content = regions(unit, (start, place), (place + 1, stop))
        cue = joined(unit, place, place + 1)
        if content and cue is not None:
            drafts.append(
                Draft(unit.number, "adverbial", content, [cue], impersonal=True, degree=Degree.UU, basis=Basis.REPORTED)
            )
    return drafts
