"""The word of those who are said to have done it: a party that admits, denies, looks into or regrets an attack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bukti.incidents.circumstances import ACTORS, TROOPS
from bukti.incidents.likeness import skeleton
from bukti.incidents.marks import PUNCTUATION, Mark, Sentence
from bukti.incidents.words import NATION
from bukti.model import Answer, Mention, Named, Response, Span, Telling, Toll

# Concept of a word -> what the party does by it; what comes first wins where a sentence has several.
ANSWERS = {
    "admit": "admits",
    "deny": "denies",
    "dismiss": "finds not credible",
    "credible": "finds credible",
    "twice": "has it twice",
    "regret": "regrets",
    "probe": "looks into it",
}
STATUS = {
    "admits": "credible",
    "finds credible": "credible",
    "denies": "non-credible",
    "finds not credible": "non-credible",
    "has it twice": "duplicate",
}
BODIES = TROOPS | {"office"}
CONCEDING = frozenset({"admits", "finds credible", "regrets"})
OFFICE = "office:"  # key of a body of a state that is no army: it answers for detentions only
REACH = 8  # tokens between a party and its verb
BEHIND = 4  # the same where the party stands behind it
NEGATED = 3  # tokens between "not" and the verb


def response_of(sentence: Sentence, mentions: Sequence[Mention], span: Span) -> Response | None:
    """What a party answers in a sentence, or None: its army, ministry or name stands by a verb of answering.

    Args:
        sentence: with its marks.
        mentions: names in it.
        span: where it stands.
    """
    for concept, what in ANSWERS.items():
        for mark in (mark for mark in sentence.marks if mark.concept == concept):
            party = _party(sentence, mentions, mark)
            if party is not None and not (sentence.unreal(mark) or _negated(sentence, mark)):
                return Response(party, what, sentence.tokens.span(mark.first, mark.last), span)
    return None


def denial_of(sentence: Sentence, span: Span, source: Span | None, told: Sequence[Toll]) -> Response | None:
    """The denial of a body of a state that says that nobody was detained, or None where its words tell none.

    Args:
        sentence: with its marks.
        span: where it stands.
        source: whose words they are, where that is told.
        told: what the sentence tells of harm.
    """
    none = next((toll for toll in told if (toll.harm, toll.comparator) == ("detained", "none")), None)
    if none is None or source is None:
        return None
    for mark in sentence.marks:
        body = sentence.tokens.span(mark.first, mark.last)
        if mark.concept in BODIES and body.overlaps(source):
            name = Named(OFFICE, sentence.text[source.start : source.end], source)
            return Response(name, "denies", none.span, span)
    return None


def _party(sentence: Sentence, mentions: Sequence[Mention], mark: Mark) -> Named | None:
    """The troops, country or body nearest before a verb, else right behind it; the first one where verbs stand last."""
    places = [(one.first, one.last, _named(sentence, one, mentions)) for one in sentence.marks if _body(sentence, one)]
    for mention in mentions:
        first, last = sentence.tokens.inside(mention.span)
        if mention.kind in ACTORS and sentence.concept(first) is None:
            places.append((first, last, Named(mention.key, mention.name, mention.span)))
    before = [one for one in places if one[1] <= mark.first and _near(sentence, one[1], mark.first)]
    behind = [one for one in places if 0 <= one[0] - mark.last <= BEHIND and not sentence.parted(mark.last, one[0])]
    if before:
        pick = min if sentence.lexis.words.final else max
        return pick(before, key=lambda one: (one[1], one[1] - one[0]))[2]
    return min(behind, key=lambda one: (one[0], one[0] - one[1]))[2] if behind else None


def _body(sentence: Sentence, mark: Mark) -> bool:
    """Whether a word tells of an army or of fighters as a body, not of some that are counted."""
    counted = any(item.first <= mark.first < item.last for item in sentence.items)
    return mark.concept in BODIES and not counted


def _near(sentence: Sentence, last: int, first: int) -> bool:
    if sentence.lexis.words.final:
        return True
    return first - last <= REACH and not sentence.parted(last, first, PUNCTUATION)


def _named(sentence: Sentence, army: Mark, mentions: Sequence[Mention]) -> Named:
    """Troops with the country that a name or an adjective beside them tells, by whose key they go."""
    span = sentence.written(army.first, army.last)
    if own := _nation(sentence, army):
        return own
    for mention in mentions:
        first, last = sentence.tokens.inside(mention.span)
        known = sentence.concept(first) is None and mention.kind in ACTORS
        if known and (last == army.first or 0 <= first - army.last <= 1):
            whole = Span(min(span.start, mention.span.start), max(span.end, mention.span.end))
            return Named(mention.key, sentence.text[whole.start : whole.end], whole)
    return Named(OFFICE * (army.concept == "office"), sentence.text[span.start : span.end], span)


def _nation(sentence: Sentence, army: Mark) -> Named | None:
    """Troops or an office with the adjective of a country right beside them ("l'armée malienne")."""
    for first in (*range(max(sentence.first, army.first - NATION), army.first), army.last):
        key, size = sentence.lexis.nation(sentence.tokens.forms, first) if first < sentence.last else ("", 0)
        if key and (first == army.last or first + size == army.first) and first + size <= sentence.last:
            whole = sentence.written(min(first, army.first), max(first + size, army.last))
            return Named(key, sentence.text[whole.start : whole.end], whole)
    return None


def _negated(sentence: Sentence, mark: Mark) -> bool:
    """Whether "not" stands right before a verb ("has not admitted")."""
    places = range(max(sentence.first, mark.first - NEGATED), mark.first)
    words = (sentence.written(place, place + 1) for place in places)
    return any(sentence.text[word.start : word.end].casefold() in sentence.lexis.negators for word in words)


def answer_of(told: Sequence[Telling], parties: Sequence[Named], languages: Mapping[str, str]) -> Answer:
    """What the parties to an incident answer, each by its last word; an army without a country is taken for one.

    Args:
        told: tellings of the incident, in order of publication and place.
        parties: those said to have done it; where there are none, whoever answers.
        languages: report -> the code of its language.
    """
    keys = {"", *(party.key for party in parties)}
    given = [(one.id, answer) for one in told for answer in one.responses if not parties or answer.party.key in keys]
    last = {answer.party.key: STATUS[answer.what] for _, answer in given if answer.what in STATUS}
    found = sorted(set(last.values()))
    status = found[0] if len(found) == 1 else "contested" if found else "not assessed"
    spoken = {one.id: languages.get(one.report, "") for one in told}
    said = [(spoken[name], answer) for name, answer in given]
    heard = tuple(dict.fromkeys((answer.party.name, answer.what) for answer in distinct(said)))
    return Answer(status, _conceded([answer for _, answer in given]), tuple(given), heard, gathered(said))


def distinct(answers: Iterable[tuple[str, Response]]) -> tuple[Response, ...]:
    """The answers, each body once for each thing that it answers, in their order.

    Bodies without a country can be told apart by their names in one language only: those of the language that tells
    most of them stand for all, of equals the first.

    Args:
        answers: each with the code of its report's language.
    """
    named: dict[tuple[str, str], dict[str, dict[str, Response]]] = {}
    for code, answer in answers:
        key = answer.party.key
        known = named.setdefault((key, answer.what), {}).setdefault("" if key else code, {})
        known.setdefault("" if key else skeleton(answer.party.name), answer)
    most = (max(spoken.values(), key=len) for spoken in named.values())
    return tuple(answer for known in most for answer in known.values())


def gathered(answers: Sequence[tuple[str, Response]]) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    """The same with the places of all the words that tell of each: name, answer, places; every place stands once.

    Of bodies without a country, one alone has the words of every language; of several, those of its own name.
    """
    acts: list[tuple[Response, list[int]]] = [(one, []) for one in distinct(answers)]
    for place, (_, answer) in enumerate(answers):
        alike = [act for act in acts if (act[0].party.key, act[0].what) == (answer.party.key, answer.what)]
        if len(alike) > 1:
            name = skeleton(answer.party.name)
            alike = [act for act in alike if skeleton(act[0].party.name) == name] or [(answer, [])]
            acts += [act for act in alike if not act[1] and act not in acts]
        alike[0][1].append(place)
    return tuple((one.party.name, one.what, tuple(places)) for one, places in acts)


def _conceded(answers: Sequence[Response]) -> tuple[tuple[str, float | None, float | None], ...]:
    """Lowest and highest number of each harm that a party concedes; of fighters and parts nothing is conceded."""
    tolls = [
        toll
        for answer in answers
        if answer.what in CONCEDING
        for toll in answer.tolls
        if not (toll.part or toll.total or toll.who == "belligerent") and (toll.low or toll.high)
    ]
    found = []
    for harm in sorted({toll.harm for toll in tolls}):
        lows = [toll.low or 0.0 for toll in tolls if toll.harm == harm]
        highs = [toll.high for toll in tolls if toll.harm == harm]
        found.append((harm, min(lows), None if None in highs else max(high or 0.0 for high in highs)))
    return tuple(found)
