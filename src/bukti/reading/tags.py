"""Verbs that stand after, or in the middle of, their content: P, X says; P, says X; P, X says, Q."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Degree, Span, Stance
from bukti.reading.context import Right, look_right, opens_quote, past_hearer, past_name
from bukti.reading.cues import Found
from bukti.reading.drafts import regions
from bukti.reading.phrases import (
    LONGEST,
    Range,
    has_finite,
    housed,
    is_break,
    is_clause,
    left_subject,
    over_times,
    right_phrase,
    with_name,
)
from bukti.reading.scene import Scene, clause_end
from bukti.reading.titles import behind_title
from bukti.reading.units import CLOSING, OPENING, TERMINAL, TITLE
from bukti.reading.words import VerbClass


@dataclass(frozen=True, slots=True)
class Tag:
    """A verb that stands after, or in the middle of, its content.

    Attributes:
        start, end: tokens of the whole tag, source and adjuncts included, commas not. source: its tokens.
        inside: the content goes on behind it.
    """

    found: Found
    start: int
    end: int
    source: Range | None
    right: Right
    inside: bool = False


DASHES = frozenset("-–—")
CLAIM = 3  # words of an object that may stand up to the noun that makes it a claim
ADDRESSED = 8  # tokens that an addressee between a verb and its inverted source may take
NO_SOURCE = ("prepositions", "complementisers", "infinitive", "times", "subordinators", "conjunctions", "saying")


def find_tag(scene: Scene, found: Found) -> Tag | None:
    """Whether a verb is a tag: something complete stands before it and nothing that it could introduce after it."""
    entry = found.cue.entry
    if found.cue.kind != "verb" or not isinstance(entry, VerbClass) or "tag" not in entry.takes:
        return None
    right = look_right(scene.unit, scene.vocabulary, found, scene.ceiling)
    if (
        found.infinitive
        or found.refused
        or found.passive
        or (found.group <= scene.floor and not _quote_before(scene, found.group))
        or names_itself(scene, found.group, right)
        or past_hearer(scene.unit, scene.vocabulary, found.end, scene.ceiling) is not None
        or _announced(scene, found)
    ):
        return None
    if entry.fused:
        return Tag(found, found.group, right.start if right.kind == "closed" else found.end, None, right)
    if found.inner is not None and _content_before(scene, found.group):
        end = max(found.end, _tag_end(scene, found.end))
        return Tag(found, found.group, end, (found.inner, found.inner + 1), right)
    before = _content_before(scene, found.group) and (entry.order == "after" or right.kind != "that")
    straight = _straight(scene, found, right) if entry.order == "any" and right.subject is None else None
    if straight is not None and _quote_before(scene, straight.start):
        return straight
    turns = ("shown" not in entry.takes and not entry.recipient) or _quote_before(scene, found.group)
    turns = (
        turns
        and scene.vocabulary.words.grammar.adjuncts == "around"
        and not _introduces(scene, right, found)
        and (right.subject is not None or not _apposed(scene, found.group))
    )
    tag = (_inverted(scene, found) if before and turns else None) or straight  # "the poll, held in May, found X": none
    return tag if tag is not None or not before else _bare(scene, found, right)


def _announced(scene: Scene, found: Found) -> bool:
    """Whether the comma before a clause follows a verb that says it ("外交官|说，名单将公布")."""
    if scene.vocabulary.words.grammar.adjuncts != "before":
        return False
    commas = [i for i in range(scene.floor + 1, found.start) if scene.unit.tokens[i].text == ","]
    return bool(commas) and any(c.end == commas[-1] and c.cue.kind == "verb" for c in scene.cues)


def names_itself(scene: Scene, verb: int, right: Right) -> bool:
    """Whether quoted words that open a sentence are its subject, a name: what the verb says stands behind it.

    "«Синий меридиан» |отверг обвинения", not "«Ложь», |ответил министр": no mark parts a subject from its verb.
    """
    unit, has = scene.unit, scene.vocabulary.has
    first = scene.floor + has("determiners", unit.lows[scene.floor])  # "A |“Nordlys” rejeitou as acusações"
    opening, closing = unit.tokens[min(first, verb)], unit.tokens[max(verb - 1, 0)]
    size = verb - first
    marks = opening.quoted and opening.text in OPENING and closing.quoted and closing.text in CLOSING
    if not marks or not 2 < size <= TITLE or opening.speech >= 0 or unit.tokens[verb - 2].text in {",", *TERMINAL}:
        return False
    claim = any(has(k, low) for k in ("claims", "charges") for low in unit.lows[right.start : right.start + CLAIM])
    return unit.tokens[first + 1].capital and (right.kind in {"that", "clause"} or claim)


def _introduces(scene: Scene, right: Right, found: Found) -> bool:
    """Whether a verb with its subject behind it introduces the speech that follows: "Later, |قال الوزير: “…”"."""
    return right.subject is not None and right.kind in {"quote", "colon"} and not _quote_before(scene, found.group)


def _apposed(scene: Scene, group: int) -> bool:
    """Whether the comma before a verb closes a name beside its role, or an aside: "The mayor, when asked, |said P"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if not group or unit.tokens[group - 1].text != ",":
        return False
    subject = left_subject(unit, vocabulary, group, scene.floor)
    if subject is None or subject[1] == group - 1:
        return subject is not None
    first = unit.lows[subject[1] + 1]
    aside = unit.tokens[subject[1]].text == "," and any(
        vocabulary.has(k, first) for k in ("subordinators", "relatives")
    )
    return aside and not has_finite(unit, vocabulary, *subject)


def tag_content(scene: Scene, tag: Tag) -> list[Span]:
    """What a tag attributes: what stands before it, and what goes on after it."""
    return regions(scene.unit, (_left_floor(scene, tag.start), tag.start), _resumption(scene, tag))


def _bare(scene: Scene, found: Found, right: Right) -> Tag | None:
    """A tag whose source the words around it do not tell."""
    entry = found.cue.entry
    ends = right.kind == "closed" and isinstance(entry, VerbClass) and entry.order == "any"
    spoken = right.kind in {"quote", "colon"} and _quote_before(scene, found.group)
    return Tag(found, found.group, right.start, None, right) if ends or spoken else None


def _content_before(scene: Scene, place: int) -> bool:
    """Whether a comma or a closing mark stands right before a token."""
    if place <= 0:
        return False
    text = scene.unit.tokens[place - 1].text
    return text in {",", "?", "!", "…", "–", "—", "-"} or _quote_before(scene, place)


def _quote_before(scene: Scene, place: int) -> bool:
    """Whether a closing mark stands right before a token, or before its dash and comma ("«P», — |сказал X").

    Where the token stands between parts of one quotation, the last word of a part does as well ("«P, — |сказал X").
    """
    if place <= 0:
        return False
    free = scene.unit.tokens[place].speech < 0
    place -= place > 1 and scene.unit.tokens[place - 1].text in DASHES
    place -= place > 1 and scene.unit.tokens[place - 1].text == ","
    token = scene.unit.tokens[place - 1]
    marked = not token.word and token.quoted and token.text in CLOSING
    return (free and token.speech >= 0) or (marked and not behind_title(scene.unit, scene.vocabulary, place))


def _inverted(scene: Scene, found: Found) -> Tag | None:
    """Verb, then source, right after the content ("P, said X")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    place = found.end
    while place < scene.ceiling and vocabulary.adverb(unit.lows[place]):
        place += 1
    place = over_times(unit, vocabulary, place, scene.ceiling)
    told = place
    place = _past_addressee(scene, _housed(scene, found, place))
    if place == told and _dropped_before(scene, place):
        return _bare(scene, found, Right("closed", past_name(unit, place + 1, scene.ceiling), found.end))
    if (found.group != found.start and not found.composed) or not _may_name(scene, place):
        return None
    citing = (c.start for c in scene.cues if c.cue.kind == "citing" and c.start > place)  # "УНИАН |со ссылкой на X"
    phrase = right_phrase(unit, vocabulary, place, min(citing, default=scene.ceiling))
    if phrase is None or (phrase[1] < scene.ceiling and has_finite(unit, vocabulary, phrase[1], phrase[1] + 1)):
        return None
    entry = found.cue.entry
    if isinstance(entry, VerbClass) and entry.stance is Stance.DENIES and _claims(scene, phrase):
        return None  # "Kuasa hukumnya, Sinta Dewi, membantah |tuduhan itu"
    right = look_right(unit, vocabulary, Found(found.cue, place, phrase[1], place), scene.ceiling)
    named = with_name(unit, vocabulary, phrase, scene.ceiling)
    tag = Tag(found, found.group, max(phrase[1], _tag_end(scene, phrase[1])), named, right)
    whole = _quote_before(scene, found.group) or is_clause(unit, vocabulary, scene.floor, found.start)
    return tag if whole or _split(scene, tag.end) else None


def _claims(scene: Scene, phrase: Range) -> bool:
    """Whether a phrase names a claim, which nobody is."""
    lows = scene.unit.lows[phrase[0] : min(phrase[1], phrase[0] + CLAIM)]
    return any(scene.vocabulary.has(kind, low) for kind in ("claims", "charges") for low in lows)


def _dropped_before(scene: Scene, place: int) -> bool:
    """Whether a verb without a subject tells its words to whom stands at a token ("powiedział |agencji Reuters.")."""
    if not scene.vocabulary.words.grammar.dropped or place >= scene.ceiling:
        return False
    end = past_name(scene.unit, place + 1, scene.ceiling)
    closed = end >= scene.ceiling or is_break(scene.unit, end) or scene.unit.tokens[end].text in TERMINAL
    heard = any(scene.vocabulary.has(kind, scene.unit.lows[place]) for kind in ("addressees", "hearers"))
    whole = end == place + 2 or scene.vocabulary.has("media", scene.unit.lows[min(end, scene.ceiling) - 1])
    return heard and place + 1 < end and closed and whole  # not "agencji |Associated Press Anna Kot"


def _housed(scene: Scene, found: Found, place: int) -> int:
    """Where an inverted source begins: behind a preposition that only tells where it speaks ("сообщили в |полиции")."""
    ahead = (place, min(place + 2, scene.ceiling))
    return housed(scene.unit, scene.vocabulary, found.cue, ahead)[0] if place < scene.ceiling else place


def _past_addressee(scene: Scene, place: int) -> int:
    """Where an inverted source begins behind whom it speaks to ("dijo a Reuters |un portavoz")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if place >= scene.ceiling:
        return place
    addressing = all(vocabulary.has(k, unit.lows[place]) for k in ("addressing", "prepositions"))
    bare = vocabulary.has("addressees", unit.lows[place])
    medium = _past_medium(scene, place + (addressing or bare)) if addressing or bare or _cased(scene) else 0
    if medium or not addressing:
        return medium or place
    for behind in range(place + 2, min(scene.ceiling, place + ADDRESSED)):
        token = unit.tokens[behind]
        if not token.word or token.speech >= 0 or vocabulary.has("relatives", token.low):
            break
        if vocabulary.has("determiners", token.low) and not vocabulary.has("prepositions", unit.lows[behind - 1]):
            return behind
    return place


def _cased(scene: Scene) -> bool:
    """Whether whom one speaks to may stand without a preposition ("сказала |ТАСС представитель")."""
    return bool(scene.vocabulary.classes["addressees"])


def _past_medium(scene: Scene, place: int) -> int:
    """One past a medium's name between a verb and its source ("dijo a |Reuters| Ana Colman"), 0 without one."""
    unit, has, end = scene.unit, scene.vocabulary.has, place
    while end < scene.ceiling and unit.tokens[end].word and end - place < ADDRESSED:
        article = end == place and has("determiners", unit.lows[end])
        if not article and not (has("media", unit.lows[end]) and unit.tokens[end].capital):
            break
        end += 1
    if end == place or end >= scene.ceiling or not has("media", unit.lows[end - 1]):
        return 0
    after = unit.tokens[end]
    names = after.capital or any(has(k, after.low) for k in ("persons", "titles", "determiners", "organisations"))
    return end if after.word and names else 0


def _split(scene: Scene, place: int) -> bool:
    """Whether speech goes on right after a tag: then few words before it are enough ("Tomorrow, says X, “…”")."""
    return place < scene.ceiling and scene.unit.tokens[place].speech >= 0


def _may_name(scene: Scene, place: int) -> bool:
    """Whether a source can begin at a token."""
    unit, vocabulary = scene.unit, scene.vocabulary
    if place >= scene.ceiling:
        return False
    first = unit.tokens[place]
    if not first.word or first.speech >= 0 or opens_quote(unit, place):
        return False
    if any(vocabulary.has(k, first.low) for k in NO_SOURCE) or vocabulary.bare_infinitive(first.low):
        return False
    return vocabulary.has("subject_pronouns", first.low) or not vocabulary.has("object_pronouns", first.low)


def _tag_end(scene: Scene, place: int) -> int:
    """One past the appositions and adjuncts of an inverted source: up to a quotation, a full stop or a clause."""
    unit = scene.unit
    while place < scene.ceiling and unit.tokens[place].speech < 0 and unit.tokens[place].text not in TERMINAL:
        if unit.tokens[place].text in {";", ":"} or place in scene.breaks:
            break
        if unit.tokens[place].text == "," and place + 1 < scene.ceiling and _asked(scene, place + 1):
            break
        place += 1
    return place


def _straight(scene: Scene, found: Found, right: Right) -> Tag | None:
    """Source, then verb, after the content ("P, X said")."""
    unit, vocabulary = scene.unit, scene.vocabulary
    tagging = (
        right.kind == "closed"
        or (right.kind == "that" and right.adjunct)  # "“…,” she said of the protection that children are owed"
        or (right.kind == "quote" and unit.tokens[right.start].speech >= 0)
        or right.kind == "colon"
    )
    subject = left_subject(unit, vocabulary, found.group, scene.floor) if tagging else None
    if tagging and (subject is None or not _content_before(scene, subject[0])):
        subject = _from_quote(scene, found.group)
    if subject is None or not _content_before(scene, subject[0]) or vocabulary.has("relatives", unit.lows[subject[0]]):
        return None
    if vocabulary.has("nonspeakers", unit.lows[subject[0]]):
        return None  # "P, something the mayor |denies"
    quoted = _quote_before(scene, subject[0])
    if right.kind in {"quote", "colon", "that"} and not quoted:
        return None
    if not quoted and not _stands_alone(scene, scene.floor, subject[0] - 1) and not _interrupts(scene, right):
        return None
    return Tag(found, subject[0], right.start, subject, right)


def _from_quote(scene: Scene, group: int) -> Range | None:
    """All words between a quotation and a verb, however long ("“…,” one man who gave his name as Ion |said")."""
    unit = scene.unit
    for place in range(group - 1, max(scene.floor, group - LONGEST), -1):
        token = unit.tokens[place]
        if token.speech >= 0 or (is_break(unit, place) and token.text != ","):
            return None
        if _quote_before(scene, place):
            spoken = any(t.speech >= 0 for t in unit.tokens[max(scene.floor, place - 3) : place])
            return (place, group) if spoken and _describes_one(scene, place, group) else None
    return None


def _describes_one(scene: Scene, start: int, end: int) -> bool:
    """Whether words can be one noun phrase: they begin like one, and a verb stands only in a relative clause."""
    unit, vocabulary = scene.unit, scene.vocabulary
    first = unit.tokens[start]
    if not first.word or any(vocabulary.has(k, first.low) for k in (*NO_SOURCE, "contrasts", "behind")):
        return False
    relative = any(vocabulary.has("relatives", low) for low in unit.lows[start + 1 : end - 1])
    return relative or not has_finite(unit, vocabulary, start, end)


def _stands_alone(scene: Scene, start: int, end: int) -> bool:
    """Whether words before a tag can be its content: more than an adverbial such as "After the meeting"."""
    unit, vocabulary = scene.unit, scene.vocabulary
    words = [i for i in range(start, end) if unit.tokens[i].word]
    if len(words) < 3:
        return False
    opening = unit.lows[words[0]]
    adverbial = (
        vocabulary.has("prepositions", opening)
        or vocabulary.has("subordinators", opening)
        or vocabulary.has("times", opening)
    )
    return not adverbial or has_finite(unit, vocabulary, start, end) or len(words) > 12


def _interrupts(scene: Scene, right: Right) -> bool:
    """Whether a tag between commas interrupts a clause that goes on after it ("Instead, he noted, P")."""
    place = right.start
    if place + 1 >= scene.ceiling or scene.unit.tokens[place].text != ",":
        return False
    if not _continues(scene, place + 1) or scene.ceiling - place <= 4:
        return False
    return has_finite(scene.unit, scene.vocabulary, place + 1, clause_end(scene, place + 1))


def _left_floor(scene: Scene, before: int) -> int:
    """Where the content before a tag begins: at the unit's start, after a semicolon."""
    unit, floor = scene.unit, scene.floor
    for place in range(before - 1, scene.floor, -1):
        if unit.tokens[place].text == ";" and unit.tokens[place].speech < 0:
            floor = place + 1
            break
    while (
        floor < before
        and not unit.tokens[floor].quoted
        and (
            scene.vocabulary.has("conjunctions", unit.lows[floor])
            or scene.vocabulary.has("contrasts", unit.lows[floor])
        )
    ):
        floor += 1
        if floor < before and unit.tokens[floor].text == ",":
            floor += 1
    return floor


def _resumption(scene: Scene, tag: Tag) -> Range:
    """Content that goes on after a tag: a further quotation, or the rest of an interrupted clause."""
    unit, place = scene.unit, tag.end
    if tag.right.kind in {"quote", "colon"}:
        return tag.right.start, clause_end(scene, tag.right.start)
    while place < scene.ceiling and unit.tokens[place].text in {",", ":", "-", "–", "—"}:
        place += 1
    if place >= scene.ceiling or unit.tokens[place].text in TERMINAL:
        return place, place
    if unit.tokens[place].speech >= 0 or tag.inside:
        return place, clause_end(scene, place)
    dropped = tag.source is None and scene.vocabulary.words.grammar.dropped
    straight = dropped or (tag.source is not None and tag.source[0] < tag.found.group)
    broken = not has_finite(unit, scene.vocabulary, _left_floor(scene, tag.start), tag.start)
    if (
        unit.tokens[place - 1].text == ","
        and (straight or broken or _asked(scene, place))
        and _continues(scene, place)
        and has_finite(unit, scene.vocabulary, place, clause_end(scene, place))
    ):
        return place, clause_end(scene, place)
    return place, place


def _asked(scene: Scene, place: int) -> bool:
    """Whether an indirect question at a token belongs to what stands before the tag ("It is unclear, X says, |why")."""
    has, lows = scene.vocabulary.has, scene.unit.lows
    open_words = any(scene.vocabulary.phrases[f"hedge{i}"].find(lows[scene.floor : place]) for i in _open(scene))
    return has("interrogatives", lows[place]) and open_words


def _open(scene: Scene) -> list[int]:
    """Numbers of the hedges that leave everything open."""
    return [i for i, hedge in enumerate(scene.vocabulary.words.hedges) if hedge.degree is Degree.UU]


def _continues(scene: Scene, place: int) -> bool:
    """Whether words after a tag's comma go on with the content: no new cue, relative clause or subordinate clause."""
    word = scene.unit.lows[place]
    vocabulary = scene.vocabulary
    if place in scene.breaks or vocabulary.has("relatives", word):
        return False
    if vocabulary.has("subordinators", word):
        return _asked(scene, place)
    return not vocabulary.has("contrasts", word) and not any(
        c.start == place and c.cue.kind == "participle" for c in scene.cues
    )
