"""Statements without a reporting verb: X is believed to; reportedly; reports that; "Minister: …"."""

from __future__ import annotations

from bukti.model import Degree, Span
from bukti.reading.according import clause_start
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import (
    Range,
    has_finite,
    is_break,
    is_clause,
    left_subject,
    named_that,
    past_that,
    relates,
    right_phrase,
)
from bukti.reading.scene import Scene, clause_end
from bukti.reading.units import TERMINAL, Unit
from bukti.reading.words import Marker, NounClass

OPENERS = ("complementisers", "relatives", "subordinators", "conjunctions", "contrasts")
HEADS = ("persons", "organisations", "media", "documents")
OWNER = 6  # words that the owner of a claim may take behind it
LINKS = ("infinitive", "complementisers", "roles")  # between a passive and its content


def passive(scene: Scene, found: Found) -> Draft | None:
    """X is believed to P; it is thought that P: nobody is named, unless an agent is ("by the West")."""
    entry = found.cue.entry
    if not isinstance(entry, Marker) or found.negated:
        return None
    aside = _aside(scene, found)
    if aside:
        return _marked(scene, "passive", aside, joined(scene.unit, found.group, found.end), entry)
    unit, vocabulary = scene.unit, scene.vocabulary
    agent = agent_of(scene, found.end)
    after = agent[1] if agent else found.end
    linked = past_that(unit, vocabulary, after, scene.ceiling) or after
    while linked < scene.ceiling and _links(scene, linked):
        linked += 1
    if entry.linked and linked == after:
        return None
    end = _clause_stop(scene, linked)
    subject = _passive_subject(scene, found, linked)
    after = linked
    if after >= end or not any(t.word for t in unit.tokens[after:end]):
        return None
    content = regions(unit, *([subject] if subject else []), (after, end))
    draft = _marked(scene, "passive", content, joined(unit, found.group, found.end), entry)
    if draft is not None and agent is not None:
        draft.source, draft.impersonal = joined(unit, *agent), False
        if draft.degree is Degree.UU:
            draft.degree = Degree.CT  # no hearsay: its source is named
    return draft


def _links(scene: Scene, place: int) -> bool:
    """Whether a word only joins a passive to its content; an infinitive that needs no mark belongs to the content."""
    word = scene.unit.lows[place]
    return any(scene.vocabulary.has(k, word) for k in LINKS) and not scene.vocabulary.bare_infinitive(word)


def _passive_subject(scene: Scene, found: Found, start: int) -> Range | None:
    """The subject of a passive where it belongs to the content: not before a comma and "that" ("mówi się, |że P")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    spoken = vocabulary.has("expletives", unit.lows[found.start])  # "on dit que P" has its subject in the cue
    if spoken or (start > found.end and unit.tokens[found.end].text == ","):
        return None
    subject = left_subject(unit, vocabulary, found.group, scene.floor)
    bare = subject and any(vocabulary.has(k, unit.lows[subject[0]]) for k in ("expletives", "relatives"))
    return None if bare or subject is None else (_with_place(scene, subject[0]), subject[1])


def _with_place(scene: Scene, start: int) -> int:
    """Where a subject begins with the place before it, which is part of what is told ("|В районе ожидается дождь")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    first = start
    while first > scene.floor and not is_break(unit, first - 1) and unit.tokens[first - 1].speech < 0:
        first -= 1
    return first if vocabulary.has("locatives", unit.lows[first]) else start


def _aside(scene: Scene, found: Found) -> list[Span]:
    """What an impersonal aside between commas says of: the words before and after it ("P, it is believed, Q")."""
    unit, vocabulary, end = scene.unit, scene.vocabulary, found.end
    start = found.group - 1
    if start <= scene.floor or not vocabulary.has("expletives", unit.lows[start]) or unit.tokens[start - 1].text != ",":
        return []
    closed = end >= scene.ceiling or unit.tokens[end].text == "," or unit.tokens[end].text in TERMINAL
    begins = clause_start(scene, start - 1)
    return regions(unit, (begins, start - 1), (end, clause_end(scene, end))) if closed else []


def agent_of(scene: Scene, place: int) -> Range | None:
    """The agent of a passive: "by X"."""
    if place + 1 >= scene.ceiling or not scene.vocabulary.has("agents", scene.unit.lows[place]):
        return None
    return right_phrase(scene.unit, scene.vocabulary, place + 1, scene.ceiling)


def _clause_stop(scene: Scene, start: int) -> int:
    end = clause_end(scene, start)
    for place in range(start + 1, end):
        if scene.unit.tokens[place].text == "," and scene.unit.tokens[place].speech < 0 and place + 1 < end:
            after = scene.unit.lows[place + 1]
            if scene.vocabulary.has("relatives", after) or scene.vocabulary.has("contrasts", after):
                return place
    return end


def adverbial(scene: Scene, found: Found) -> Draft | None:
    """Reportedly P: the clause that the word stands in."""
    entry = found.cue.entry
    if not isinstance(entry, Marker):
        return None
    unit, vocabulary = scene.unit, scene.vocabulary
    start = found.start
    while start > scene.floor and not _clause_edge(scene, start - 1):
        start -= 1
    end = _clause_stop(scene, found.end)
    while start < found.start and (
        vocabulary.has("conjunctions", unit.lows[start])
        or vocabulary.has("contrasts", unit.lows[start])
        or not unit.tokens[start].word
    ):
        start += 1
    content = regions(unit, (start, found.start), (found.end, end))
    kind = "narrated" if entry.narrated else "adverbial"
    return _marked(scene, kind, content, joined(unit, found.start, found.end), entry)


def _clause_edge(scene: Scene, place: int) -> bool:
    unit, vocabulary = scene.unit, scene.vocabulary
    token = unit.tokens[place]
    if token.speech >= 0 or token.text in {";", ":"}:
        return True
    if (
        vocabulary.has("complementisers", token.low)
        or vocabulary.has("contrasts", token.low)
        or vocabulary.has("subordinators", token.low)
    ):
        return True
    return (
        token.text == ","
        and place + 1 < len(unit.tokens)
        and (vocabulary.has("contrasts", unit.lows[place + 1]) or vocabulary.has("conjunctions", unit.lows[place + 1]))
    )


def _marked(scene: Scene, kind: str, content: list[Span], cue: Span | None, entry: Marker) -> Draft | None:
    if not content or cue is None:
        return None
    return Draft(
        scene.unit.number,
        kind,
        content,
        [cue],
        impersonal=True,
        stance=entry.stance,
        degree=entry.degree,
        basis=entry.basis,
        flags=entry.flags,
    )


def noun(scene: Scene, found: Found) -> Draft | None:
    """Reports that P; X's claim that P."""
    entry = found.cue.entry
    unit = scene.unit
    owner = _owner_behind(scene, found.end)
    if owner is not None and any(owner[0] <= cue.start < owner[1] for cue in scene.cues):
        return None  # "В заявлении |министерство опровергло|, что P"
    behind = owner[1] if owner else found.end
    start = _behind_link(scene, behind, entry) if isinstance(entry, NounClass) else None
    if not isinstance(entry, NounClass) or start is None:
        return None
    end = _noun_end(scene, start)
    content = regions(unit, (start, end))
    cue = joined(unit, found.start, found.end)
    if not content or cue is None:
        return None
    source = owner or _possessor(scene, found.start)
    return Draft(
        unit.number,
        "noun",
        content,
        [cue],
        _owner(unit, source) if source else None,
        impersonal=source is None,
        stance=entry.stance,
        degree=entry.degree,
        basis=entry.basis,
    )


def _owner_behind(scene: Scene, start: int) -> Range | None:
    """The owner behind a noun, up to its "that" ("заявление |министра о том, что"), where owners stand there."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if vocabulary.words.grammar.owners == "before":
        return None
    apart = start + 1 < scene.ceiling and vocabulary.has("genitives", unit.lows[start])
    start += apart and past_that(unit, vocabulary, start, scene.ceiling) is None  # "la acusación de |Pekín de que P"
    for place in range(start, min(start + OWNER, scene.ceiling)):
        if past_that(unit, vocabulary, place, scene.ceiling) is not None:
            return (start, place) if place > start else None
        if not unit.tokens[place].word or has_finite(unit, vocabulary, place, place + 1):
            return None
    return None


def _behind_link(scene: Scene, place: int, entry: NounClass) -> int | None:
    """Where the content of a noun begins: behind "that" with its clause, or behind the noun's own link word."""
    unit, vocabulary = scene.unit, scene.vocabulary
    clausal = any(vocabulary.has("complementisers", link) for link in entry.links)
    that = named_that(unit, vocabulary, place, scene.ceiling) if clausal else None
    if that is not None:
        fenced = vocabulary.words.grammar.fenced and unit.tokens[place].text == ","  # a comma leaves no doubt
        return that if fenced or is_clause(unit, vocabulary, that, min(that + 15, scene.ceiling)) else None
    linked = place < scene.ceiling and unit.lows[place] in entry.links and not relates(vocabulary, unit.lows[place])
    return place + 1 if linked else None


def _owner(unit: Unit, source: Range) -> Span | None:
    """The owner's own words, without the ending of possession."""
    span = joined(unit, *source)
    ending = unit.lows[source[1] - 1].endswith("'s")
    return Span(span.start, span.end - 2) if span is not None and ending else span


def _noun_end(scene: Scene, start: int) -> int:
    """Where the content of a noun ends: at a comma, and before the verb that the noun itself is the subject of."""
    unit, vocabulary, end = scene.unit, scene.vocabulary, clause_end(scene, start)
    verbs = 0  # finite verb groups of the content so far, words that open another clause taken off
    for place in range(start + 1, end):
        word = unit.lows[place]
        if unit.tokens[place].text == "," and not unit.tokens[place].quoted:
            return place
        verbs -= any(vocabulary.has(k, word) for k in OPENERS)
        if vocabulary.has("finite", word) and not _in_group(scene, place):
            verbs += 1
            if verbs > 1:
                return place
    return end


def _in_group(scene: Scene, place: int) -> bool:
    """Whether a verb goes on with the verb group before it ("has |been")."""
    before = place - 1
    while before > scene.floor and scene.vocabulary.adverb(scene.unit.lows[before]):
        before -= 1
    return any(
        scene.vocabulary.has(k, scene.unit.lows[before]) for k in ("finite", "auxiliaries", "negators", "future")
    )


def _possessor(scene: Scene, noun_start: int) -> Range | None:
    """The owner of a reporting noun: "Moscow's |claim", "his |claim"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    place = noun_start - 1
    if place >= 0 and vocabulary.has("possessives", unit.lows[place]):
        return place, place + 1
    if place >= 0 and unit.lows[place].endswith(("'s", "s'")):
        start = place
        while start > scene.floor and unit.tokens[start - 1].capital and unit.tokens[start - 1].word:
            start -= 1
        return start, place + 1
    return None


def labelled(scene: Scene) -> Draft | None:
    """A title of the form "Minister: P", or a line of dialogue "Name: “…”"."""
    unit = scene.unit
    marks = [i for i in range(scene.floor, min(scene.ceiling, 8)) if unit.tokens[i].text in {":", ","}]
    colon = marks[0] if marks and unit.tokens[marks[0]].text == ":" and not unit.tokens[marks[0]].quoted else None
    if colon is None or colon + 2 >= scene.ceiling or not _names(scene, colon):
        return None
    if not unit.headline and unit.tokens[colon + 1].speech < 0:
        return None
    mark = Span(unit.tokens[colon].start, unit.tokens[colon].end)
    content = regions(unit, (colon + 1, clause_end(scene, colon + 1)))
    if not content:
        return None
    source = (scene.floor, colon)
    kind = "headline" if unit.headline else "label"
    return Draft(unit.number, kind, content, [mark], joined(unit, *source))


def _names(scene: Scene, colon: int) -> bool:
    """Whether the words before a colon name a speaker: role nouns, media, or capitals before a quotation."""
    unit, vocabulary = scene.unit, scene.vocabulary
    words = unit.lows[scene.floor : colon]
    if not words or has_finite(unit, vocabulary, scene.floor, colon):
        return False
    if any(vocabulary.has(k, w) for w in words for k in ("persons", "media", "documents")):
        return True
    return (
        len(words) <= 3
        and unit.tokens[colon + 1].speech >= 0
        and all(t.capital or vocabulary.caseless for t in unit.tokens[scene.floor : colon])
    )
