"""Noun phrases around a cue: the subject to its left, the inverted subject or the person addressed to its right."""

from __future__ import annotations

from bukti.reading.preverbal import without_adjuncts
from bukti.reading.titles import before_late_time, before_title, past_title
from bukti.reading.units import CLOSING, OPENING, Unit
from bukti.reading.vocabulary import Cue, Vocabulary
from bukti.reading.words import VerbClass

Range = tuple[int, int]
INSIDE_NAMES = frozenset("-‑'’&/#@.·・、《》")
LONGEST = 30
APPOSITION = 40
ANNOUNCED = 9  # tokens between a cue and the complementiser of its content
STOPPING = ("complementisers", "subordinators", "contrasts", "infinitive", "addressees", "saying")
PARTICLE = 3  # letters of a particle or a short title inside a name ("van", "Dr")


def is_break(unit: Unit, place: int) -> bool:
    """Whether a mark ends a phrase; hyphens, apostrophes and full stops inside a unit's names do not."""
    token = unit.tokens[place]
    return not token.word and token.text not in INSIDE_NAMES


def has_finite(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether a finite verb stands among the tokens, as far as the language's forms show."""
    return any(is_finite(unit, vocabulary, i) for i in range(start, end))


def is_clause(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether a clause can begin at `start`: a finite verb stands before `end`, or the language needs none."""
    if has_finite(unit, vocabulary, start, end):
        return True
    if not vocabulary.words.grammar.verbless:
        return False
    words = 0
    for place in range(start, end):
        if is_break(unit, place) and not _is_quote(unit.tokens[place].text):
            break
        words += unit.tokens[place].word
    return words > 1


def is_finite(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a token looks like a finite verb."""
    token = unit.tokens[place]
    if not token.word or (token.capital and place > 0 and not unit.headline):
        return False
    return vocabulary.verbal(token.low)


def left_subject(unit: Unit, vocabulary: Vocabulary, group: int, floor: int = 0) -> Range | None:
    """The subject that ends where the verb group begins, over appositions and relative clauses between commas."""
    place = group - 1
    if place < floor:
        return None
    if announced(unit, vocabulary, place):
        return None  # "dijo |que confirmó P": the complementiser of a clause without a subject
    if vocabulary.has("relatives", unit.lows[place]):
        return place, group
    text = unit.tokens[place].text
    if text == ")":
        opening = next((i for i in range(place, floor - 1, -1) if unit.tokens[i].text == "("), None)
        return None if opening is None else left_subject(unit, vocabulary, opening, floor)
    if text in {",", "-", "–", "—"}:
        return _before_apposition(unit, vocabulary, place, floor)
    return scan_left(unit, vocabulary, group, floor)


def _before_apposition(unit: Unit, vocabulary: Vocabulary, closing: int, floor: int) -> Range | None:
    mark = unit.tokens[closing].text
    for opening in range(closing - 1, max(floor, closing - APPOSITION) - 1, -1):
        token = unit.tokens[opening]
        if token.speech >= 0 or token.text in {";", ":"}:
            return None
        if token.text == mark:
            if opening + 1 < closing and not _apposes(unit, vocabulary, opening + 1, closing):
                if unit.tokens[opening + 1].capital and mark == ",":
                    continue
                return None
            found = _before_role(unit, vocabulary, scan_left(unit, vocabulary, opening, floor), floor)
            return (
                with_name(unit, vocabulary, found, closing + 1) if found is not None and found[1] == opening else found
            )
    return None


def _before_role(unit: Unit, vocabulary: Vocabulary, found: Range | None, floor: int) -> Range | None:
    """The name before a bare role between commas: "Paul Vernet, |mécanicien à Lyon|, qui …, dit"."""
    if found is None or found[0] - 1 <= floor or unit.tokens[found[0] - 1].text != ",":
        return found
    bare = not unit.tokens[found[0]].capital and not vocabulary.has("determiners", unit.lows[found[0]])
    named = scan_left(unit, vocabulary, found[0] - 1, floor) if bare else None
    return named if named is not None and unit.tokens[named[1] - 1].capital else found


def _apposes(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether words between commas can stand beside a noun: they are no clause of their own."""
    first = unit.lows[start]
    if any(vocabulary.has(k, first) for k in ("relatives", "prepositions", "subordinators")) or first.isdigit():
        return True
    if vocabulary.has("conjunctions", first) or vocabulary.has("subject_pronouns", first):
        return False
    after = unit.lows[start + 1] if start + 1 < end else ""
    if not unit.tokens[start].capital and (vocabulary.has("prepositions", after) or after.isdigit()):
        return True  # ", owned by a trust,", ", dated 3 March,"
    if vocabulary.has("determiners", first) or not unit.tokens[start].capital:
        return not has_finite(unit, vocabulary, start, start + 3)
    return not has_finite(unit, vocabulary, start, end)


def scan_left(unit: Unit, vocabulary: Vocabulary, end: int, floor: int = 0) -> Range | None:
    """The noun phrase that ends before a token."""
    limit = max(floor, end - LONGEST)
    end = before_late_time(unit, vocabulary, end, limit)
    start = before_title(unit, vocabulary, end, limit)
    while start > limit and not _bounds(unit, vocabulary, start - 1, end, limit):
        start -= 1
    if start < end and vocabulary.has("reporting", unit.lows[end - 1]):
        return None  # "membantah |mengetahui": the object of another verb, not its subject
    end = _before_mark(unit, vocabulary, start, end)
    found = tidy(unit, vocabulary, _own_clause(unit, vocabulary, start, end), end)
    if found is not None and found[1] - found[0] > 1 and vocabulary.has("relatives", unit.lows[found[0]]):
        return None  # "…, which has a province called": the verb hangs on no subject of its own
    return found


def _before_mark(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a subject ends: before the mark behind it, if it has one ("Anna |ने रॉयटर्स को बताया")."""
    marks = vocabulary.words.grammar.final.marks
    found = next((place for place in range(end - 1, start, -1) if unit.lows[place] in marks), end) if marks else end
    fused = bool(marks) and found == end and start < end and vocabulary.has("subject_pronouns", unit.lows[start])
    return start + 1 if fused else found  # "|उन्होंने| रॉयटर्स को बताया"


def _own_clause(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where the subject's own clause begins after a verb without complementiser ("Clinton said |she")."""
    for place in range(end - 2, start - 1, -1):
        word = unit.lows[place]
        if vocabulary.has("relatives", word) or not unit.tokens[place].word:
            return start
        if vocabulary.has("reporting", word) and not vocabulary.has("prepositions", unit.lows[place + 1]):
            relative = any(vocabulary.has("relatives", low) for low in unit.lows[start:place])
            return start if relative else place + 1
    alone = end - start > 1 and vocabulary.has("subject_pronouns", unit.lows[end - 1])
    owned = vocabulary.words.people.head == "first" and vocabulary.has("persons", unit.lows[end - 2])
    alone &= not (owned and vocabulary.words.people.clitics)  # "pengacara |mereka": whose lawyer
    return end - 1 if alone and not vocabulary.has("prepositions", unit.lows[end - 2]) else start


def _bounds(unit: Unit, vocabulary: Vocabulary, place: int, end: int, limit: int) -> bool:
    token = unit.tokens[place]
    if token.speech >= 0 or (not token.word and _is_quote(token.text)):
        named = token.quoted and vocabulary.words.grammar.adjuncts == "before"
        return token.speech >= 0 or not named  # “警察局”发言人: marks set off a name
    if is_break(unit, place):
        return token.text not in {"(", ")"} and not _listed(unit, vocabulary, place, end)
    word = token.low
    if any(vocabulary.has(k, word) for k in ("complementisers", "subordinators", "behind")) and not (
        vocabulary.has("relatives", word) and not announced(unit, vocabulary, place)
    ):
        return True  # `behind`: the "kata" of "P, kata X", the "katanya" of "P, katanya": cues, never part of a source
    if vocabulary.has("relatives", word):
        return place == end - 1
    if vocabulary.has("conjunctions", word):
        return _clause_before(unit, vocabulary, place, limit)
    return vocabulary.has("contrasts", word)


def announced(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a word that is complementiser and relative pronoun ("que") brings the content of a cue near it."""
    word = unit.lows[place]
    if not (vocabulary.has("relatives", word) and vocabulary.has("complementisers", word)):
        return False
    if place and vocabulary.has("correlatives", unit.lows[place - 1]):
        return True
    for before in range(place - 1, max(-1, place - ANNOUNCED), -1):
        low = unit.lows[before]
        if not unit.tokens[before].word or vocabulary.has("relatives", low):
            return False
        if vocabulary.has("announcing", low):
            return True
    return False


def _is_quote(text: str) -> bool:
    return text in OPENING or text in CLOSING


def _listed(unit: Unit, vocabulary: Vocabulary, comma: int, end: int) -> bool:
    """Whether a comma stands in a list of names ("A, B and C")."""
    if unit.tokens[comma].text != ",":
        return False
    window = range(comma + 1, min(end, comma + 7))
    joint = next((i for i in window if vocabulary.has("conjunctions", unit.lows[i])), None)
    return (
        joint is not None
        and comma > 0
        and unit.tokens[comma - 1].capital
        and unit.tokens[comma + 1].capital
        and end - joint < 6
    )


def _clause_before(unit: Unit, vocabulary: Vocabulary, joint: int, limit: int) -> bool:
    """Whether a clause, not a noun phrase, stands before a conjunction."""
    if joint == 0 or is_break(unit, joint - 1):
        return True
    for place in range(joint - 1, limit - 1, -1):
        if is_break(unit, place) or unit.tokens[place].speech >= 0:
            return False
        if is_finite(unit, vocabulary, place):
            return True
    return False


def tidy(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> Range | None:
    """Take adverbs, times and leading prepositional phrases off the front of a noun phrase."""
    start = _past_front(unit, vocabulary, start, end)
    if vocabulary.words.grammar.adjuncts == "before":
        start, end = without_adjuncts(unit, vocabulary, start, end)
    elif start < end and vocabulary.has("prepositions", unit.lows[start]):
        start = _after_adjunct(unit, vocabulary, start, end)
    start = _past_front(unit, vocabulary, start, end)
    if start < end and vocabulary.words.grammar.dropped and vocabulary.has("prepositions", unit.lows[start]):
        return None  # "En la sala |dijo que": an adjunct of a verb without a subject
    end = _before_time(unit, vocabulary, start, end)
    if vocabulary.words.grammar.adjuncts == "inside":
        end = _before_adjunct(unit, vocabulary, start, end)
    while end > start and _back(unit, vocabulary, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _before_adjunct(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a subject ends before the adjuncts of its verb: "وزیر خارجه |روز شنبه به رویترز گفت"."""
    for place in range(start + 1, end):
        low = unit.lows[place]
        counted = any(vocabulary.has(k, unit.lows[place - 1]) for k in ("plurals", "indefinite"))
        carries = vocabulary.has("genitives", low) and counted
        if any(vocabulary.has(k, low) for k in ("times", "determiners")):
            return place
        if vocabulary.has("prepositions", low) and not carries:
            return place
    return end


def _past_front(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a noun phrase begins behind adverbs, conjunctions and times ("El lunes |el ministro")."""
    while start < end:
        timed = (
            start + 2 <= end
            and vocabulary.has("determiners", unit.lows[start])
            and _is_time(unit, vocabulary, start + 1)
        )
        if not timed and (not _front(unit, vocabulary, start) or _proper(unit, vocabulary, start, end)):
            break
        start += 1 + timed
    return start


def _is_time(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    return vocabulary.has("times", unit.lows[place]) and not unit.tokens[place].capital


def _before_time(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a phrase ends without the time behind it: "the Kremlin |on Thursday"."""
    place = end
    while place > start and (vocabulary.has("times", unit.lows[place - 1]) or unit.lows[place - 1].isdigit()):
        place -= 1
    if place == end or place <= start + 1 or not vocabulary.has("prepositions", unit.lows[place - 1]):
        return end
    return place - 1


def _proper(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether a name only ends like an adverb: "Italy |said", "Kelly |said"."""
    token = unit.tokens[start]
    alone = start + 1 == end or start > 0
    return alone and token.capital and vocabulary.adverb(token.low) and not vocabulary.has("adverbs", token.low)


def _back(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    token = unit.tokens[place]
    if token.word:
        return vocabulary.adverb(token.low) and not token.capital
    return token.text not in {")", "."} and not token.quoted


def _front(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    token = unit.tokens[place]
    if not token.word:
        kept = token.quoted and token.text in OPENING and vocabulary.words.grammar.adjuncts == "around"
        return token.text not in {"@", "#"} and not kept
    word = token.low
    return (
        vocabulary.has("conjunctions", word)
        or vocabulary.has("contrasts", word)
        or vocabulary.has("times", word)
        or (vocabulary.adverb(word) and not vocabulary.has("plurals", word))
    )


def _after_adjunct(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where the subject begins after "On Friday morning" or "In a statement" without a comma."""
    if vocabulary.has("subject_pronouns", unit.lows[end - 1]):
        return end - 1
    times = [i for i in range(start, end) if vocabulary.has("times", unit.lows[i]) or unit.lows[i].isdigit()]
    if times and times[-1] + 1 < end:
        return times[-1] + 1
    if vocabulary.words.people.subjects:
        return _nominative(unit, vocabulary, start, end)
    determiners = [i for i in range(start + 2, end) if vocabulary.has("determiners", unit.lows[i])]
    return determiners[0] if determiners else _named_last(unit, vocabulary, start, end)


def _named_last(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a name and its role end an adjunct's words ("В интервью каналу |министр Анна Лозовая")."""
    place = end
    if vocabulary.words.grammar.capital_nouns:
        return start
    while place > start + 2 and unit.tokens[place - 1].capital:
        place -= 1
    while place > start + 2 and any(vocabulary.has(k, unit.lows[place - 1]) for k in ("titles", "persons")):
        place -= 1
    return (
        place if start + 2 < place < end or (place == start + 2 < end and not unit.tokens[start + 1].capital) else start
    )


def _nominative(unit: Unit, vocabulary: Vocabulary, start: int, end: int) -> int:
    """Where a subject told by its case begins behind an adjunct: "Po wizycie |premier", else a last name."""
    governed = [vocabulary.has("prepositions", low) for low in unit.lows[start:end]]  # "s |poslanci"
    free = (i for i in range(start + 2, end) if not governed[i - start - 1])
    roles = (i for i in free if vocabulary.has("subjects", unit.lows[i]))
    name = end
    while name > start and unit.tokens[name - 1].capital:
        name -= 1
    apart = name > start + 1 and not vocabulary.has("prepositions", unit.lows[name - 1])
    return next(roles, name if apart and name < end else start)


def over_times(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int:
    """One past the times that begin at a token, with what introduces them: "powiedział |w piątek rzecznik"."""
    while place < ceiling:
        first = place + vocabulary.has("prepositions", unit.lows[place])
        last = first
        while last < ceiling and (
            vocabulary.has("times", unit.lows[last]) or (last > first and unit.lows[last].isdigit())
        ):
            last += 1
        if last == first:
            return place
        place = last
    return place


def right_phrase(unit: Unit, vocabulary: Vocabulary, start: int, ceiling: int) -> Range | None:
    """The noun phrase that begins at a token: up to a mark, an adjunct, a complementiser or a verb."""
    end, relative = start, False
    while end < ceiling and end - start < LONGEST:
        token = unit.tokens[end]
        named = past_title(unit, vocabulary, end, ceiling) if end > start else end
        if named > end:
            end = named
            continue
        if token.speech >= 0 or (is_break(unit, end) and token.text not in {"(", ")"}) or _is_quote(token.text):
            break
        if end > start and not relative and _stops(unit, vocabulary, start, end):
            break
        if relative and vocabulary.words.grammar.verb_first and vocabulary.has("complementisers", token.low):
            break  # what the verb before the phrase says begins here
        relative |= end > start and vocabulary.has("relatives", token.low)
        end += 1
    while end > start and _trails(unit, vocabulary, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _trails(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a token cannot end a noun phrase: a mark, an adverb, a preposition that lost its noun."""
    token = unit.tokens[place]
    if token.capital:
        return False  # part of a name, whatever the word means elsewhere
    if token.text in CLOSING and token.quoted:
        return False
    return not token.word or vocabulary.adverb(token.low) or vocabulary.has("prepositions", token.low)


def pronoun(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a word is a subject by itself, and never begins a noun phrase ("het", "de" may)."""
    return vocabulary.has("subject_pronouns", word) and not vocabulary.has("determiners", word)


def _stops(unit: Unit, vocabulary: Vocabulary, start: int, place: int) -> bool:
    word = unit.lows[place]
    if any(vocabulary.has(k, word) for k in STOPPING) or _timed(unit, vocabulary, place):
        return True
    subject = vocabulary.has("subject_pronouns", word) and not vocabulary.has("relatives", word)
    if (subject and not vocabulary.has("prepositions", unit.lows[place - 1])) or pronoun(vocabulary, unit.lows[start]):
        return True
    if vocabulary.has("conjunctions", word):
        return place + 1 >= len(unit.tokens) or not unit.tokens[place + 1].capital
    if vocabulary.has("prepositions", word):
        return not vocabulary.has("genitives", word)
    return is_finite(unit, vocabulary, place)


def _timed(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a time begins at a token, and not a name that begins like one ("told the |Morning Post that")."""
    if not vocabulary.has("times", unit.lows[place]):
        return this_time(unit, vocabulary, place)
    named = unit.tokens[place].capital and place + 1 < len(unit.tokens) and unit.tokens[place + 1].capital
    return not (named and not unit.headline and vocabulary.has("determiners", unit.lows[place - 1]))


def this_time(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a time and what determines it stand at a token, where verbs stand first ("أعلنت الشركة |هذا الأسبوع")."""
    if not vocabulary.words.grammar.verb_first or place + 1 >= len(unit.tokens):
        return False
    return vocabulary.has("determiners", unit.lows[place]) and vocabulary.has("times", unit.lows[place + 1])


def with_name(unit: Unit, vocabulary: Vocabulary, phrase: Range, ceiling: int) -> Range:
    """A description by role with the name that stands beside it between commas: "the author, Marta Holm,"."""
    end = phrase[1] + 1
    role = any(vocabulary.has("persons", form) for low in unit.lows[slice(*phrase)] for form in vocabulary.forms(low))
    role = role or bool(vocabulary.phrases["persons"].find(unit.lows[slice(*phrase)]))  # "kuasa hukumnya"
    if end >= ceiling or unit.tokens[end - 1].text != "," or not role:
        return phrase
    if (
        vocabulary.has("determiners", unit.lows[end])
        and end + 2 < ceiling
        and vocabulary.has("titles", unit.lows[end + 1])
    ):
        end += 2  # "El socorrista, |el capitán Larry Giles,"
    while end < ceiling and unit.tokens[end].speech < 0 and _in_name(unit, end, ceiling):
        end += 1
    closed = end >= ceiling or (not unit.tokens[end].word and is_break(unit, end)) or unit.tokens[end].text == "."
    return (phrase[0], end) if closed and end - phrase[1] > 2 else phrase


def _in_name(unit: Unit, place: int, ceiling: int) -> bool:
    """Whether a token belongs to a name: a capital, the full stop of "Dr.", a particle before a capital."""
    token = unit.tokens[place]
    follows = place + 1 < ceiling and unit.tokens[place + 1].capital
    before = unit.tokens[place - 1]
    if token.text == ".":
        return follows and before.capital and len(before.text) <= PARTICLE
    return token.capital or (follows and before.capital and token.word and len(token.text) <= PARTICLE)


def housed(unit: Unit, vocabulary: Vocabulary, cue: Cue, subject: Range) -> Range:
    """A subject without the preposition that only tells where those are who speak ("|в |полиции сообщили")."""
    within = isinstance(cue.entry, VerbClass) and unit.lows[subject[0]] in cue.entry.within
    inside = within or (vocabulary.has("locatives", unit.lows[subject[0]]) and plural_verb(vocabulary, cue))
    return (subject[0] + 1, subject[1]) if inside and subject[1] - subject[0] > 1 else subject


def plural_verb(vocabulary: Vocabulary, cue: Cue) -> bool:
    """Whether a verb's form tells that several speak."""
    endings = vocabulary.words.grammar.plural_verbs
    return bool(endings) and cue.words[0].endswith(endings)


def past_that(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """One past a complementiser at a token, or behind a comma and the word that it explains ("о |том, что P")."""
    behind = place + 1 < ceiling and vocabulary.has("correlatives", unit.lows[place + 1])
    if behind and vocabulary.has("prepositions", unit.lows[place]):
        place += 1
    stands = place + 1 < ceiling and vocabulary.has("determiners", unit.lows[place])
    place += stands and vocabulary.has("correlatives", unit.lows[place + 1])  # "sur |le fait que P"
    place += place < ceiling and vocabulary.has("correlatives", unit.lows[place])
    place += place < ceiling and unit.tokens[place].text == ","
    return place + 1 if place < ceiling and vocabulary.has("complementisers", unit.lows[place]) else None


def named_that(unit: Unit, vocabulary: Vocabulary, place: int, ceiling: int) -> int | None:
    """`past_that` behind a noun: alone, a complementiser that is a relative pronoun as well is one there."""
    that = past_that(unit, vocabulary, place, ceiling)
    return None if that == place + 1 and relates(vocabulary, unit.lows[place]) else that


def relates(vocabulary: Vocabulary, word: str) -> bool:
    """Whether a complementiser right behind a noun is relative: where claims need "of" before it ("de que")."""
    both = vocabulary.has("relatives", word) and vocabulary.has("complementisers", word)
    return both and any(vocabulary.has("genitives", w) for w in vocabulary.words.grammar.correlatives)


def antecedent(unit: Unit, vocabulary: Vocabulary, relative: int, floor: int = 0) -> Range | None:
    """The noun phrase that a relative pronoun stands for: what precedes it, from the last verb on."""
    end = relative - 1 if relative and unit.tokens[relative - 1].text == "," else relative
    found = scan_left(unit, vocabulary, end, floor) if end > floor else None
    if found is None:
        return None
    verbs = [i for i in range(*found) if is_finite(unit, vocabulary, i)]
    start = verbs[-1] + 1 if verbs else found[0]
    return tidy(unit, vocabulary, start, found[1]) if start < found[1] else None
