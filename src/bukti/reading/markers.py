"""Statements without a reporting verb: according to X; X is believed to; reportedly; reports that; "Minister: …"."""

from __future__ import annotations

from bukti.model import Degree, Span
from bukti.reading.context import opens_quote, past_name
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import (
    LONGEST,
    Range,
    antecedent,
    has_finite,
    is_break,
    is_clause,
    is_finite,
    left_subject,
    named_that,
    over_times,
    past_that,
    relates,
    right_phrase,
)
from bukti.reading.scene import Scene, clause_end
from bukti.reading.titles import past_title
from bukti.reading.units import TERMINAL, Unit
from bukti.reading.words import Marker, NounClass

OPENERS = ("complementisers", "relatives", "subordinators", "conjunctions", "contrasts")
HEADS = ("persons", "organisations", "media", "documents")
OWNER = 6  # words that the owner of a claim may take behind it
LINKS = ("infinitive", "complementisers", "roles")  # between a passive and its content


def according(scene: Scene, found: Found) -> Draft | None:
    """The source after "according to", the content on the other side of its comma."""
    unit, vocabulary = scene.unit, scene.vocabulary
    own = next((i for i in range(found.start, found.end) if vocabulary.has("possessives", unit.lows[i])), None)
    end = found.end if own is not None else _source_end(scene, found.end)
    if own is None and end > found.end and vocabulary.has("relatives", unit.lows[found.end]):
        return _by_which(scene, found)
    if end == found.end and own is None:
        return None
    first = not any(t.word for t in unit.tokens[scene.floor : found.start])
    begins = found.start
    end = end if own is not None else _before_subject(scene, found.end, end)
    after = _attested(scene, end)
    if first or _opens_clause(scene, found.start) or _precedes(scene, after):
        comma = after < scene.ceiling and unit.tokens[after].text == ","
        start = _over_relative(scene, after + 1) if comma else after
        content = regions(unit, (start, clause_end(scene, start)))
        if not any(t.word for t in unit.tokens[start : scene.ceiling]):
            return None
    else:
        content = regions(unit, (_clause_start(scene, begins), begins))
        if (
            end < scene.ceiling
            and unit.tokens[end].text == ","
            and end + 1 < scene.ceiling
            and _resumes(scene, end + 1)
        ):
            content = regions(unit, (_clause_start(scene, begins), begins), (end + 1, clause_end(scene, end + 1)))
    if not content:
        return None
    subject = (own, own + 1) if own is not None else _described(scene, found.end, _unowned(scene, found.end, end))
    cue = joined(unit, found.start, found.end)
    return Draft(unit.number, "according", content, [cue] if cue else [], joined(unit, *subject))


def _precedes(scene: Scene, place: int) -> bool:
    """Whether words follow the comma behind an "according to": where adjuncts stand first, it is of these."""
    before = scene.vocabulary.words.grammar.adjuncts == "before"
    return before and place + 1 < scene.ceiling and scene.unit.tokens[place].text == ","


def _by_which(scene: Scene, found: Found) -> Draft | None:
    """According to a relative pronoun: the document before its comma ("отчет, |согласно которому P")."""
    unit, place = scene.unit, found.end
    meant = antecedent(unit, scene.vocabulary, found.start, scene.floor)
    content = regions(unit, (place + 1, clause_end(scene, place + 1)))
    cue = joined(unit, found.start, place)
    if meant is None or cue is None or not content:
        return None
    return Draft(unit.number, "according", content, [cue], joined(unit, *meant))


def _unowned(scene: Scene, start: int, end: int) -> int:
    """Where a source ends before the mark of possession that its own document follows ("根据X|的统计")."""
    owned = end - 1 > start and end < scene.ceiling and scene.vocabulary.has("attested", scene.unit.lows[end])
    return end - (owned and scene.vocabulary.has("genitives", scene.unit.lows[end - 1]))


def _attested(scene: Scene, place: int) -> int:
    """One past the words that end an "according to" behind its source ("据X|报道")."""
    while place < scene.ceiling and scene.vocabulary.has("attested", scene.unit.lows[place]):
        place += 1
    return place


def _described(scene: Scene, start: int, end: int) -> Range:
    """The source between "according to" and the end of its phrase."""
    start = over_times(scene.unit, scene.vocabulary, start, end)
    if start < end and scene.vocabulary.has("addressees", scene.unit.lows[start]):
        start = past_name(scene.unit, start + 1, end) if end > start + 1 else start
    subject = right_phrase(scene.unit, scene.vocabulary, start, end) or (start, end)
    return (subject[0], end) if end - subject[0] < 12 else subject


def _before_subject(scene: Scene, start: int, end: int) -> int:
    """Where a source ends that no comma parts from its clause: "Według raportu rady |pieniądze trafiły na Maltę".

    In a language with cases only: behind its head and the words beside it that no subject's case ends.
    """
    unit, vocabulary = scene.unit, scene.vocabulary
    endings = vocabulary.words.people.oblique_endings
    if not endings or not has_finite(unit, vocabulary, start, end):
        return end
    if vocabulary.has("pronouns", unit.lows[start]):
        return start + 1  # "według niego |pompa działa"
    place, headed = start, False
    while place < end and not is_finite(unit, vocabulary, place):
        low, subject = unit.lows[place], vocabulary.has("subjects", unit.lows[place])
        head = any(vocabulary.has(kind, low) for kind in HEADS)
        beside = head or unit.tokens[place].capital or low.endswith(endings)
        if headed and not unit.tokens[place].quoted and (subject or not beside):
            break
        headed |= head or unit.tokens[place].capital
        place += 1
    return place if start < place < end else end


def _over_relative(scene: Scene, place: int) -> int:
    """One past a relative clause on the source: "According to the mayor, |who saw it, P"."""
    unit = scene.unit
    if place >= scene.ceiling or not scene.vocabulary.has("relatives", unit.lows[place]):
        return place
    return next((i + 1 for i in range(place, scene.ceiling) if unit.tokens[i].text == ","), place)


def _source_end(scene: Scene, start: int) -> int:
    unit, vocabulary = scene.unit, scene.vocabulary
    if start + 1 < scene.ceiling and vocabulary.has("subject_pronouns", unit.lows[start]):
        return start + 1  # "به گفته |او پل بسته است": nothing more belongs to a pronoun
    place = start
    while place < scene.ceiling and place - start < LONGEST:
        token = unit.tokens[place]
        named = past_title(unit, vocabulary, place, scene.ceiling) if place > start else place
        if named > place:
            place = named
            continue
        if token.quoted and token.speech < 0 and vocabulary.words.grammar.adjuncts == "before":
            place += 1  # 据|“海岸观察”组织|称: marks set off a name
            continue
        if token.speech >= 0 or (opens_quote(unit, place) and place > start and unit.tokens[place - 1].text != "the"):
            break
        if (is_break(unit, place) and token.text not in {"(", ")"}) or (
            token.text in TERMINAL and place == scene.ceiling - 1
        ):
            break
        if place > start and any(vocabulary.has(k, token.low) for k in ("complementisers", "contrasts")):
            break
        if place > start and vocabulary.has("attested", token.low) and not _called(scene, place + 1):
            break
        if place > start and (
            vocabulary.has("subject_pronouns", token.low) or vocabulary.has("subordinators", token.low)
        ):
            break
        place += 1
    return place


def _called(scene: Scene, place: int) -> bool:
    """Whether a body's head noun stands at a token, so that the word before it is its name ("据海岸观察|组织|称")."""
    return place < scene.ceiling and any(
        scene.vocabulary.has(k, scene.unit.lows[place]) for k in ("bodies", "businesses")
    )


def _opens_clause(scene: Scene, place: int) -> bool:
    """Whether "according to" follows only adverbs and conjunctions in its clause: then its content is to the right."""
    unit, first = scene.unit, place
    while place > scene.floor and _light(scene, place - 1):
        place -= 1
    if place <= scene.floor or unit.tokens[place - 1].text == ";":
        return True
    if unit.tokens[place - 1].text != ",":
        return False
    return place < first or all(_light(scene, i) for i in range(scene.floor, place - 1))


def _light(scene: Scene, place: int) -> bool:
    word = scene.unit.lows[place]
    vocabulary = scene.vocabulary
    return vocabulary.has("conjunctions", word) or vocabulary.has("contrasts", word) or vocabulary.adverb(word)


def _resumes(scene: Scene, place: int) -> bool:
    word = scene.unit.lows[place]
    vocabulary = scene.vocabulary
    if place in scene.breaks or any(
        vocabulary.has(k, word) for k in ("relatives", "contrasts", "conjunctions", "subordinators")
    ):
        return False
    return vocabulary.has("auxiliaries", word) or vocabulary.verbal(word)


def _clause_start(scene: Scene, before: int) -> int:
    unit = scene.unit
    for place in range(before - 1, scene.floor, -1):
        if unit.tokens[place].text == ";" and unit.tokens[place].speech < 0:
            return place + 1
    return scene.floor


def passive(scene: Scene, found: Found) -> Draft | None:
    """X is believed to P; it is thought that P: nobody is named, unless an agent is ("by the West")."""
    entry = found.cue.entry
    if not isinstance(entry, Marker) or found.negated:
        return None
    aside = _aside(scene, found)
    if aside:
        return _marked(scene, "passive", aside, joined(scene.unit, found.group, found.end), entry)
    unit, vocabulary = scene.unit, scene.vocabulary
    agent = _agent(scene, found.end)
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
    begins = _clause_start(scene, start - 1)
    return regions(unit, (begins, start - 1), (end, clause_end(scene, end))) if closed else []


def _agent(scene: Scene, place: int) -> Range | None:
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
