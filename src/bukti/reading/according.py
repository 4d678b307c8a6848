"""Sources that a preposition names: "According to X, P"; "P, according to X"; "a report, according to which P"."""

from __future__ import annotations

from bukti.reading.context import opens_quote, past_name
from bukti.reading.cues import Found
from bukti.reading.drafts import Draft, joined, regions
from bukti.reading.phrases import (
    LONGEST,
    Range,
    antecedent,
    has_finite,
    is_break,
    is_finite,
    over_times,
    right_phrase,
    with_name,
)
from bukti.reading.scene import Scene, clause_end
from bukti.reading.titles import past_title
from bukti.reading.units import TERMINAL

HEADS = ("persons", "organisations", "media", "documents")
NAME = 2  # words of a person's full name, at least


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
    if own is None:
        end = _before_subject(scene, found.end, end)
        end = with_name(unit, vocabulary, (found.end, end), scene.ceiling)[1]  # "according to its head|, Ivo Tamm|, P"
    after = _attested(scene, end)
    if first or _opens_clause(scene, found.start) or _precedes(scene, after):
        comma = after < scene.ceiling and unit.tokens[after].text == ","
        start = _over_relative(scene, after + 1) if comma else after
        content = regions(unit, (start, clause_end(scene, start)))
        if not any(t.word for t in unit.tokens[start : scene.ceiling]):
            return None
    else:
        content = regions(unit, (clause_start(scene, begins), begins))
        if (
            end < scene.ceiling
            and unit.tokens[end].text == ","
            and end + 1 < scene.ceiling
            and _resumes(scene, end + 1)
        ):
            content = regions(unit, (clause_start(scene, begins), begins), (end + 1, clause_end(scene, end + 1)))
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
        named = beside and _names_subject(scene, (start, place), end)
        if headed and not unit.tokens[place].quoted and (subject or named or not beside):
            break
        headed |= head or unit.tokens[place].capital
        place += 1
    return place if start < place < end else end


def _names_subject(scene: Scene, source: Range, end: int) -> bool:
    """Whether a person's name in a subject's form stands right before its verb ("aktu oskarżenia |Jan Kot kierował").

    No such form has an ending of another case, but for the one that it shares with its verb ("Anna Kot kierowała").
    """
    unit, vocabulary, (start, place) = scene.unit, scene.vocabulary, source
    last = place
    while last < end and unit.tokens[last].capital and unit.tokens[last].named:
        last += 1
    heads = ("documents", "organisations")
    headed = any(vocabulary.has(kind, low) for low in unit.lows[start:place] for kind in heads)
    if not headed or last - place < NAME or last >= end or not is_finite(unit, vocabulary, last):
        return False
    name, verb = unit.tokens[place], unit.lows[last]
    if name.text.isupper() or verb.endswith(vocabulary.words.grammar.neuter_verbs or ("\n",)):
        return False
    agrees = name.low[-1] == verb[-1] and any(vocabulary.has("documents", low) for low in unit.lows[start:place])
    return agrees or not name.low.endswith(vocabulary.words.people.name_endings)


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


def clause_start(scene: Scene, before: int) -> int:
    """First token of the clause before a token: behind the last semicolon."""
    unit = scene.unit
    for place in range(before - 1, scene.floor, -1):
        if unit.tokens[place].text == ";" and unit.tokens[place].speech < 0:
            return place + 1
    return scene.floor
