"""What follows a reporting verb: its content, the person addressed, adjuncts, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile

from bukti.model import Stance
from bukti.reading.cues import Found
from bukti.reading.phrases import Range, is_break, is_clause, is_finite, past_that, right_phrase, this_time
from bukti.reading.units import CLOSING, OPENING, TERMINAL, Token, Unit
from bukti.reading.unmarked import object_after
from bukti.reading.vocabulary import Vocabulary
from bukti.reading.words import VerbClass

REACH = 30
CARRYING = ("prepositions", "genitives", "conjunctions", "determiners", "contrasts", "plurals")
OBJECT = 4  # tokens of a bare object and the comma behind it
CLAUSE = 25  # tokens in which a clause without complementiser shows its verb
FUSED = 3  # letters of a word that may have a link written onto it
FIGURE = 4  # words within which a figure stands that its phrase begins with
SKIPPED = 4  # adverbs and adjuncts between a verb and the subject behind it
ASIDE = 14  # tokens that an aside between a cue and its "that" may take
# What a word to the right of a cue begins, by its class. A relative pronoun closes: "a worrying reflection |which".
KINDS = (
    ("that", ("complementisers",)),
    ("closed", ("subordinators", "conjunctions", "contrasts", "relatives")),
    ("adjunct", ("prepositions", "times", "manner", "addressees")),
    ("adverb", ("saying",)),  # "أضاف الوزير |قائلا إن": it goes with the verb before it
)


@dataclass(frozen=True, slots=True)
class Right:
    """What stands to the right of a cue.

    Attributes:
        kind: `that`, `quote`, `colon`, `clause`, `phrase`, `to`, or `closed` (nothing that could be content).
        start: first token of the content, or of what follows when closed.
        subject: tokens of a subject that stands behind its verb. recipient: tokens of the person addressed.
        adjunct: whether an adjunct was passed over.
        cue_end: one past the last token that belongs to the cue (with its link word).
    """

    kind: str
    start: int
    cue_end: int
    recipient: Range | None = None
    adjunct: bool = False
    subject: Range | None = None


def look_right(unit: Unit, vocabulary: Vocabulary, found: Found, ceiling: int) -> Right:
    """Walk from a cue to the right over links, the addressee, adverbs, times and adjuncts, to its content."""
    entry = found.cue.entry
    if not isinstance(entry, VerbClass):
        return _walk(unit, vocabulary, Right("", found.end, found.end), ceiling)
    if found.end < ceiling and unit.lows[found.end] in entry.links:
        return _linked(unit, vocabulary, found.end + 1, ceiling)
    subject = subject_behind(unit, vocabulary, found, ceiling)
    if subject is not None:
        return _behind(unit, vocabulary, found, subject, ceiling)
    if found.end < ceiling and vocabulary.has("correlatives", unit.lows[found.end]):
        that = past_that(unit, vocabulary, found.end, ceiling)
        if that is not None:
            return Right("that", that, found.end)
    figure = "figure" in entry.takes and tells_figure(unit, vocabulary, found.end, ceiling)
    if found.end < ceiling and (figure or unit.lows[found.end] in entry.governs):
        return Right("phrase", found.end, found.end)
    recipient = _recipient(unit, vocabulary, found.end, ceiling) if entry.recipient else None
    place = recipient[1] if recipient else found.end
    right = _walk(unit, vocabulary, Right("", place, found.end, recipient), ceiling)
    asked = _question(unit, vocabulary, right.start, ceiling) if "asked" in entry.takes else None
    return right if asked is None else replace(right, kind="asked", start=asked)


def tells_figure(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> bool:
    """Whether a figure stands in the first words from a token on: "spoke of |at least 40 dead"."""
    near = unit.lows[place : min(ceiling, place + FIGURE)]
    return any(vocabulary.counts(low) for low in takewhile(lambda low: low[0].isalnum(), near))


def _question(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """Where an indirect question begins: at a token or behind its comma ("спросил, |где они", "|правда ли это")."""
    place += place < ceiling and unit.tokens[place].text == ","
    near = [low for low in unit.lows[place : min(place + 2, ceiling)] if vocabulary.has("interrogatives", low)]
    return place if near and unit.tokens[place].speech < 0 else None


def subject_behind(unit: Unit, vocabulary: Vocabulary, found: Found, ceiling: int) -> Range | None:
    """The subject behind a verb, in a language that puts it there: "قال |الوزير إن", "قالت أمس |الشرطة"."""
    if not vocabulary.words.grammar.verb_first or found.cue.kind != "verb":
        return None
    place = found.end
    for _ in range(SKIPPED):
        kind = _kind(unit, vocabulary, place, ceiling)
        if kind not in {"adverb", "adjunct"}:
            break
        place = place + 1 if kind == "adverb" else _over(unit, vocabulary, place, ceiling)
    if place >= ceiling or not unit.tokens[place].word or _kind(unit, vocabulary, place, ceiling) != "other":
        return None
    entry = found.cue.entry
    links = entry.links if isinstance(entry, VerbClass) else ()
    phrase = right_phrase(unit, vocabulary, place, ceiling)
    inside = range(place + 1, phrase[1] if phrase else place)
    ends = (i for i in inside if _links(unit, vocabulary, i, links) or _told(unit, vocabulary, i, phrase))
    end = next(ends, phrase[1] if phrase else place)
    return (place, end) if end > place else None


def _told(unit: Unit, vocabulary: Vocabulary, place: int, phrase: Range | None) -> bool:
    """Whether whom one speaks to begins at a token: "قال دبلوماسي |لرويترز إن"."""
    if phrase is None or place + 1 >= phrase[1] or not vocabulary.has("addressing", unit.lows[place]):
        return False
    after = unit.tokens[place + 1]
    return after.capital or vocabulary.has("media", after.low)


def _behind(unit: Unit, vocabulary: Vocabulary, found: Found, subject: Range, ceiling: int) -> Right:
    """What follows a subject that stands behind its verb; an object right after it is found by its first word."""
    entry, place = found.cue.entry, subject[1]
    links = entry.links if isinstance(entry, VerbClass) else ()
    for _ in range(SKIPPED):
        kind = _kind(unit, vocabulary, place, ceiling)
        if kind not in {"adverb", "adjunct"} or _links(unit, vocabulary, place, links):
            break
        place = place + 1 if kind == "adverb" else _over(unit, vocabulary, place, ceiling)
    if place < ceiling and _links(unit, vocabulary, place, links):
        aim = _aim(unit, vocabulary, found, subject, headed=False)
        if aim is not None:
            return Right("phrase", aim, found.end, subject=(subject[0], aim))
        if unit.lows[place] not in links:
            return Right("phrase", place, found.end, subject=subject)
        return replace(_linked(unit, vocabulary, place + 1, ceiling), cue_end=found.end, subject=subject)
    right = _walk(unit, vocabulary, Right("", subject[1], found.end, subject=subject), ceiling)
    joint = _object(unit, vocabulary, subject) if right.kind == "closed" else None
    joint = _aim(unit, vocabulary, found, subject, headed=True) if joint is None and right.kind == "closed" else joint
    if joint is None:
        return right
    return Right("phrase", joint, found.end, subject=(subject[0], joint) if joint > subject[0] else None)


def _aim(unit: Unit, vocabulary: Vocabulary, found: Found, subject: Range, *, headed: bool) -> int | None:
    """Where whom a verb is said of begins in what stands behind it ("اتهم الوزير |الشركة بالكذب"), if it has one."""
    entry = found.cue.entry
    aims = isinstance(entry, VerbClass) and entry.object and not (headed and entry.stance is Stance.DIRECTS)
    return object_after(unit, vocabulary, subject, headed=headed) if aims else None


def _links(unit: Unit, vocabulary: Vocabulary, place: int, links: tuple[str, ...]) -> bool:
    """Whether a word is a verb's link, or one that nobody knows with the link written onto it ("تعهد |بدعم")."""
    word = unit.lows[place]
    if word in links:
        return True
    written = tuple(link for link in links if link in vocabulary.words.grammar.cases)
    fits = bool(written) and word.startswith(written) and not unit.tokens[place].capital
    return fits and len(word) > FUSED and not vocabulary.knows(word)


def _object(unit: Unit, vocabulary: Vocabulary, phrase: Range) -> int | None:
    """Where the object begins in a subject and an object that nothing parts: at a charge, behind a definite noun."""
    articles = vocabulary.words.people.prefixes
    for place in range(*phrase):
        word, token = unit.lows[place], unit.tokens[place]
        if vocabulary.has("charges", word) or vocabulary.has("claims", word):
            return _determined(unit, vocabulary, phrase[0], place)
        definite = place > phrase[0] and unit.lows[place - 1].startswith(articles)
        if definite and not word.startswith(articles) and not token.capital and not _joins(vocabulary, word):
            return place
    return None


def _determined(unit: Unit, vocabulary: Vocabulary, first: int, place: int) -> int:
    """Where a noun begins with the words that determine it ("نفى |أي اتهامات")."""
    while place > first and vocabulary.has("determiners", unit.lows[place - 1]):
        place -= 1
    return place


def _joins(vocabulary: Vocabulary, word: str) -> bool:
    return any(vocabulary.has(k, word) for k in ("prepositions", "conjunctions", "relatives", "titles", "persons"))


def _linked(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> Right:
    """What follows a verb's own link word ("warned of |floods")."""
    that = past_that(unit, vocabulary, place, ceiling)
    if that is not None:
        return Right("that", that, place)
    if place < ceiling and vocabulary.bare_infinitive(unit.lows[place]):
        return Right("to", place, place)  # "a promis de |venir", "ha detto di |essere stanco"
    spoken = _speech_behind(unit, vocabulary, place, ceiling)
    if spoken is not None:
        return Right("quote", spoken, place)
    return Right("quote" if place < ceiling and opens_quote(unit, place) else "phrase", place, place)


def _speech_behind(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """Where speech begins behind a link and its phrase, where verbs stand first ("علق على ذلك، |“…”")."""
    phrase = right_phrase(unit, vocabulary, place, ceiling) if vocabulary.words.grammar.verb_first else None
    if phrase is None:
        return None
    behind = phrase[1] + (phrase[1] < ceiling and unit.tokens[phrase[1]].text in {",", ":"})
    return behind if behind < ceiling and opens_quote(unit, behind) and unit.tokens[behind].speech >= 0 else None


def _walk(unit: Unit, vocabulary: Vocabulary, right: Right, ceiling: int) -> Right:
    """Fill in the kind and the start of what stands to the right, from `right.start` on."""
    place, adjunct = right.start, False
    for _ in range(REACH):
        kind = _kind(unit, vocabulary, place, ceiling)
        if kind == "adverb":
            place += 1
        elif kind == "adjunct":
            place, adjunct = _over(unit, vocabulary, place, ceiling), True
        else:
            behind = _past_participle(unit, vocabulary, place, ceiling) if adjunct else place
            rest = _walk(unit, vocabulary, replace(right, start=behind), ceiling) if behind > place else None
            if rest is not None and rest.kind in {"closed", "that"}:
                return rest
            if kind == "comma":
                kind, place = _past_comma(unit, vocabulary, place, ceiling)
            elif kind == "other" and (fence := _fence(unit, vocabulary, place, ceiling)) is not None:
                return _fenced(unit, vocabulary, replace(right, start=place, adjunct=adjunct), fence)
            elif kind == "other":
                end = _before_contrast(unit, vocabulary, place, min(ceiling, place + CLAUSE))
                kind = "clause" if is_clause(unit, vocabulary, place, end) else "phrase"
            opened = (
                adjunct and kind in {"clause", "phrase", "closed"} and vocabulary.words.grammar.adjuncts == "inside"
            )
            if opened:  # "گفت |در عوض تحریم ادامه دارد": what stands behind the verb is content from its first word on
                return replace(right, kind="clause", start=right.start)
            return replace(right, kind=kind, start=place + (kind in {"that", "colon"}), adjunct=adjunct)
    return replace(right, kind="closed", start=place, adjunct=adjunct)


def _past_participle(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int:
    """One past the verb that tells of an adjunct's noun: "in a report |published| on Friday", "in one |that was| seen".

    A clause would need its subject, in a language whose subjects are neither dropped nor put behind the verb.
    """
    grammar = vocabulary.words.grammar
    if grammar.dropped or grammar.verb_first or grammar.adjuncts != "around" or place >= ceiling:
        return place
    verb = place + vocabulary.has("complementisers", unit.lows[place])
    return verb + 1 if verb < ceiling and unit.tokens[verb].speech < 0 and is_finite(unit, vocabulary, verb) else place


def _before_contrast(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a clause that begins at a token ends before one set against it ("claimed victory |while Y said Q").

    Behind a comma and more than an object such words may stand in the clause itself ("the whole deal that came out of
    it, |while| imperfect, was good").
    """
    if vocabulary.words.grammar.adjuncts != "around":
        return end
    inside = (i for i in range(start + 1, end) if unit.tokens[i - 1].text != "," or i - start <= OBJECT)
    return next((i for i in inside if vocabulary.has("contrasts", unit.lows[i]) and not unit.tokens[i].quoted), end)


def _fence(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """The comma before "that", or the colon before speech, behind a phrase that no verb makes a clause."""
    if not vocabulary.words.grammar.fenced:
        return None
    for mark in range(place, min(ceiling - 1, place + ASIDE)):
        token = unit.tokens[mark]
        if vocabulary.bare_infinitive(token.low):
            return None
        if token.text in {",", ":"}:
            named = vocabulary.has("correlatives", unit.lows[mark - 1])  # "идею о том|, что P": its noun announces P
            introduces = vocabulary.has("complementisers", unit.lows[mark + 1]) or opens_quote(unit, mark + 1)
            return mark if introduces and not named else None
        if token.speech >= 0 or token.text in TERMINAL or is_finite(unit, vocabulary, mark):
            return None
    return None


def _fenced(unit: Unit, vocabulary: Vocabulary, right: Right, fence: int) -> Right:
    """What stands behind a fence; the phrase before it is whom one speaks to."""
    that = vocabulary.has("complementisers", unit.lows[fence + 1])
    told = right.recipient or (right.start, fence)
    return replace(right, kind="that" if that else "colon", start=fence + 1 + that, recipient=told)


def _past_comma(unit: Unit, vocabulary: Vocabulary, comma: int, ceiling: int) -> tuple[str, int]:
    """What a comma after a cue leads to: speech, "that", or "that" behind an aside ("claimed, without proof, that")."""
    kind = _kind(unit, vocabulary, comma + 1, ceiling)
    if kind in {"quote", "that"}:
        return kind, comma + 1
    if kind != "closed" and vocabulary.words.grammar.adjuncts == "before":
        return "that", comma
    if vocabulary.words.grammar.verb_first:
        return _past_apposition(unit, vocabulary, comma, ceiling)
    for place in range(comma + 2, min(ceiling - 1, comma + ASIDE)):
        if unit.tokens[place].speech >= 0 or unit.tokens[place].text in TERMINAL:
            break
        if vocabulary.has("reporting", unit.lows[place]):
            break  # "przyznał się do spotkania, ale |zaprzeczył, że P": another's content
        if unit.tokens[place].text == "," and vocabulary.has("complementisers", unit.lows[place + 1]):
            return "that", place + 1
    return "closed", comma


def _past_apposition(unit: Unit, vocabulary: Vocabulary, comma: int, ceiling: int) -> tuple[str, int]:
    """What a comma behind a subject leads to over an apposition: "that" (best behind a comma), a colon, speech."""
    first: int | None = None
    for place in range(comma + 1, min(ceiling, comma + REACH)):
        token = unit.tokens[place]
        speech = token.speech >= 0 and opens_quote(unit, place)
        if token.text in TERMINAL or (
            vocabulary.has("conjunctions", unit.lows[place - 1]) and _reports(vocabulary, token)
        ):
            break
        if speech or token.text == ":":
            return ("quote", place) if speech else ("colon", place)
        if vocabulary.has("complementisers", token.low):
            first = place if first is None else first
            if unit.tokens[place - 1].text == ",":
                return "that", place
    return ("closed", comma) if first is None else ("that", first)


def _reports(vocabulary: Vocabulary, token: Token) -> bool:
    return vocabulary.has("reports", token.low)


def opens_quote(unit: Unit, place: int) -> bool:
    """Whether a quotation begins at a token."""
    token = unit.tokens[place]
    return not token.word and token.quoted and token.text in OPENING and (place == 0 or _outside(unit, place))


def _outside(unit: Unit, place: int) -> bool:
    before = unit.tokens[place - 1]
    return not before.quoted or before.text in CLOSING


def _kind(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> str:
    if place >= ceiling or unit.tokens[place].text in TERMINAL:
        return "closed"
    token = unit.tokens[place]
    if not token.word:
        mark = {",": "comma", ":": "colon"}.get(token.text, "closed" if is_break(unit, place) else "other")
        return "quote" if opens_quote(unit, place) else mark
    if vocabulary.words.grammar.adjuncts == "before":
        return "adverb" if vocabulary.has("aspects", token.low) else "other"
    told = _by_neighbour(unit, vocabulary, place, ceiling)
    if told:
        return told
    for kind, classes in KINDS:
        if any(vocabulary.has(k, token.low) for k in classes):
            return kind
    return "adverb" if vocabulary.adverb(token.low) else "other"


def _by_neighbour(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> str:
    """The kind of a word that only the word after it tells, else an empty text."""
    word = unit.lows[place]
    if vocabulary.has("roles", word) and _judges(unit, vocabulary, place + 1, ceiling):
        return "adjunct"
    if this_time(unit, vocabulary, place):
        return "adjunct"
    if vocabulary.has("approximators", word) and _counts(unit, place + 1):
        return "other"
    if vocabulary.has("infinitive", word):
        return "adjunct" if _addresses(unit, vocabulary, place, ceiling) else "to"
    bare = vocabulary.bare_infinitive(word) and not unit.tokens[place].capital
    return "to" if bare else ""


def _counts(unit: Unit, place: int) -> bool:
    """Whether a number stands at a token: "said |between 30 and 43 percent would vote"."""
    return place < len(unit.tokens) and unit.tokens[place].text[0].isdigit()


def _judges(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> bool:
    """Whether a lone word after "as" judges the object ("dismissed as |baseless the claim")."""
    if place + 1 >= ceiling or unit.tokens[place].capital or vocabulary.has("subject_pronouns", unit.lows[place]):
        return False
    return vocabulary.has("determiners", unit.lows[place + 1]) and not vocabulary.has("determiners", unit.lows[place])


def _addresses(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> bool:
    """Whether an infinitive mark is a preposition here ("to the audience")."""
    if place + 1 >= ceiling or not vocabulary.has("prepositions", unit.lows[place]):
        return False
    after = unit.tokens[place + 1]
    return after.capital or any(
        vocabulary.has(k, after.low) for k in ("determiners", "object_pronouns", "persons", "media")
    )


def _over(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int:
    """One past an adjunct: a time word, or a preposition with its noun phrase."""
    if vocabulary.has("addressees", unit.lows[place]):
        return past_name(unit, place + 1, ceiling)
    if not vocabulary.has("prepositions", unit.lows[place]):
        return place + 1 + any(vocabulary.has(k, unit.lows[place]) for k in ("manner", "roles"))
    place += 1
    while place < ceiling and vocabulary.has("times", unit.lows[place]):
        return place + 1
    if place < ceiling and unit.tokens[place].word and not vocabulary.has("complementisers", unit.lows[place]):
        phrase = right_phrase(unit, vocabulary, place, ceiling)
        if phrase is not None:
            return phrase[1]
    while place < ceiling and unit.tokens[place].quoted and unit.tokens[place].speech < 0:
        place += 1  # quoted words that the preposition governs are no content
    return place


def past_name(unit: Unit, place: int, ceiling: int) -> int:
    """One past the name behind whom one speaks to ("агентству |Reuters", "газете |«Вести»")."""
    while (
        place < ceiling and (unit.tokens[place].capital or unit.tokens[place].quoted) and unit.tokens[place].speech < 0
    ):
        place += 1
    return place


def _recipient(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> Range | None:
    place += place < ceiling and unit.tokens[place].text == "《"
    if place >= ceiling or not unit.tokens[place].word or unit.tokens[place].speech >= 0:
        return None
    word = unit.lows[place]
    if vocabulary.has("object_pronouns", word):
        return place, place + 1
    if (
        vocabulary.has("prepositions", word)
        or vocabulary.has("complementisers", word)
        or vocabulary.has("infinitive", word)
    ):
        return None
    phrase = right_phrase(unit, vocabulary, place, ceiling)
    return (place, _parted(unit, vocabulary, phrase, ceiling)) if phrase else None


def _parted(unit: Unit, vocabulary: Vocabulary, phrase: Range, ceiling: int) -> int:
    """Where whom one speaks to ends before a clause without "that": "told the Post |the ship had sunk"."""
    for place in range(phrase[0] + 1, phrase[1]):
        before, here = unit.lows[place - 1], unit.tokens[place]
        counted = vocabulary.counts(here.low) and unit.tokens[place - 1].capital
        begins = counted or (vocabulary.has("determiners", here.low) and not here.capital)
        if begins and not any(vocabulary.has(kind, before) for kind in CARRYING):
            verbs = (i for i in range(place, min(ceiling, place + REACH)) if is_finite(unit, vocabulary, i))
            verb = next(verbs, place)  # "told the crew the truth |and left": none of a clause of its own
            joined = vocabulary.has("conjunctions", unit.lows[verb - 1])
            return place if verb > place and not joined else phrase[1]
    return phrase[1]


def past_hearer(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """Where a content begins behind the quoted name of whom somebody told ("заявил |«Вестнику», что P"), if it does."""
    end = place
    while end < ceiling and unit.tokens[end].quoted and unit.tokens[end].speech < 0:
        end += 1
    comma = place < end < ceiling and unit.tokens[end].text == ","
    return past_that(unit, vocabulary, end, ceiling) if comma else None
