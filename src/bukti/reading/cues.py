"""Cues in a unit: which words report, and how the verb group around them is built."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bukti.reading.phrases import over_times
from bukti.reading.preverbal import nominal
from bukti.reading.units import OPENING, Token, Unit
from bukti.reading.vocabulary import Cue, Vocabulary
from bukti.reading.words import VerbClass

SPEAKING = ("persons", "organisations", "media")
WORDED = 6  # tokens within which the noun stands that a preposition needs to mean "according to"
HALVES = 40  # tokens that may stand between the two halves of a separable verb
ENDS = frozenset(".!?…;:")  # marks that no bracket of a verb crosses
GROUP = ("negators", "refusals", "infinitive", "auxiliaries", "future", "passive_auxiliaries")


@dataclass(frozen=True, slots=True)
class Found:
    """A cue where it stands.

    Attributes:
        start, end: tokens of the cue words. group: first token of the verb group ("has repeatedly |said").
        negated: "did not say". refused: "declined to say". infinitive: "to say".
        passive: "was told". composed: the verb is a participle behind its auxiliary ("a |déclaré"), and the two turn
            round together. inner: the pronoun between them ("a-t-|il| dit"). subjectless: the group begins right after
            a conjunction ("and added", "but insisted").
        tail: tokens of the other half of a separable verb ("teilte die Polizei |mit").
    """

    cue: Cue
    start: int
    end: int
    group: int
    negated: bool = False
    refused: bool = False
    infinitive: bool = False
    passive: bool = False
    composed: bool = False
    inner: int | None = None
    subjectless: bool = False
    tail: tuple[int, int] | None = None


def find(unit: Unit, vocabulary: Vocabulary, floor: int = 0, ceiling: int | None = None) -> list[Found]:
    """Cues outside speech quotations, left to right; longest form first, no two share a token."""
    found: list[Found] = []
    begin, done = vocabulary.cues.begin, floor
    attested = bool(vocabulary.words.attested)
    for place, low in enumerate(unit.lows[:ceiling]):
        if place >= done and begin(low) and unit.tokens[place].speech < 0:
            hit = _best(unit, vocabulary, place)
            if hit is not None and not (attested and found and _attests(unit, vocabulary, found[-1], hit)):
                found.append(hit)
                done = hit.end
    return found


def _attests(unit: Unit, vocabulary: Vocabulary, before: Found, found: Found) -> bool:
    """Whether a cue only ends the phrase of an "according to" before it ("据X|报道")."""
    if before.cue.kind != "according" or not vocabulary.has("attested", unit.lows[found.start]):
        return False
    return all(t.text != "," for t in unit.tokens[before.end : found.start])


def _best(unit: Unit, vocabulary: Vocabulary, place: int) -> Found | None:
    likened = _likened(unit, vocabulary, place)
    if likened is not None:
        return likened
    hits = [(n, cue) for n, cue in vocabulary.cues.at(unit.lows, place) if not isinstance(cue, str)]
    hits.sort(key=lambda hit: -(hit[0] + len(hit[1].tail)))  # "forderte … auf" before "forderte"
    for length, value in hits:
        tail = _tail(unit, vocabulary, place + length, value) if value.tail else None
        if value.tail and tail is None:
            continue
        candidate = _group(unit, vocabulary, Found(value, place, place + length, place, tail=tail))
        if _plausible(unit, vocabulary, candidate):
            return candidate
    return None


def _likened(unit: Unit, vocabulary: Vocabulary, place: int) -> Found | None:
    """A likening word, a time and a reporting verb: "|jak v neděli uvedl úřad"."""
    if not vocabulary.has("likening", unit.lows[place]):
        return None
    verb = over_times(unit, vocabulary, place + 1, len(unit.tokens))
    for length, cue in vocabulary.cues.at(unit.lows, verb) if place + 1 < verb < len(unit.tokens) else ():
        if (
            isinstance(cue, Cue)
            and cue.kind == "verb"
            and isinstance(cue.entry, VerbClass)
            and "tag" in cue.entry.takes
        ):
            return Found(Cue("according", " ".join(cue.words), cue.words), place, verb + length, place)
    return None


def _tail(unit: Unit, vocabulary: Vocabulary, place: int, cue: Cue) -> tuple[int, int] | None:
    """Where the other half of a separable verb closes the clause: before a mark, a conjunction or the unit's end."""
    size = len(cue.tail)
    for start in range(place, min(len(unit.tokens), place + HALVES) - size + 1):
        token = unit.tokens[start]
        if token.speech >= 0 or token.text in ENDS:
            return None
        if tuple(unit.lows[start : start + size]) == cue.tail and _closed(unit, vocabulary, start + size):
            return start, start + size
    return None


def _closed(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    if place >= len(unit.tokens) or not unit.tokens[place].word or unit.tokens[place].speech >= 0:
        return True
    return any(vocabulary.has(kind, unit.lows[place]) for kind in ("conjunctions", "complementisers", "subordinators"))


def _group(unit: Unit, vocabulary: Vocabulary, found: Found) -> Found:
    """Extend a verb leftwards over auxiliaries, adverbs and negators, where these stand before it."""
    if found.cue.kind not in {"verb", "passive"} or vocabulary.words.grammar.final.used:
        return found
    start, seen, inner = found.start, set[str](), None
    while start > 0 and unit.tokens[start - 1].speech < 0:
        if start > 1 and vocabulary.has("manner", unit.lows[start - 2]):
            start -= 2
            continue
        word = unit.lows[start - 1]
        filler = _filler(unit, vocabulary, start)
        if filler:
            start -= filler
            continue
        if _inside(unit, vocabulary, start - 1):
            start, inner = start - 1, start - 1
            continue
        if unit.tokens[start - 1].capital and start > 1 and not unit.headline:
            break  # "in May |said"
        kinds = {kind for kind in GROUP if vocabulary.has(kind, word)}
        if _nothing(unit, vocabulary, start - 1):
            kinds.add("negators")
        if not kinds and not vocabulary.adverb(word) and not _clitic(unit, vocabulary, start - 1):
            break
        if start < found.start:
            kinds.discard("passive_auxiliaries")
        if vocabulary.has("reflexives", word):
            seen.discard("passive_auxiliaries")
        seen |= kinds
        start -= 1
    start = _trim(unit, vocabulary, start, found.start)
    return replace(
        found,
        group=start,
        negated="negators" in seen,
        refused="refusals" in seen,
        infinitive="infinitive" in seen or _bare_infinitive(found),
        passive="passive_auxiliaries" in seen,
        composed="auxiliaries" in seen and vocabulary.has("perfects", found.cue.words[0]),
        inner=inner,
        subjectless=start > 0 and any(vocabulary.has(k, unit.lows[start - 1]) for k in ("conjunctions", "contrasts")),
    )


def _nothing(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether "nothing" stands between an auxiliary and its verb ("n'a |rien| dit")."""
    before = unit.lows[place - 1] if place else ""
    return vocabulary.has("nullifiers", unit.lows[place]) and vocabulary.has("auxiliaries", before)


def _bare_infinitive(found: Found) -> bool:
    entry = found.cue.entry
    return isinstance(entry, VerbClass) and " ".join(found.cue.words) in entry.infinitives


def _filler(unit: Unit, vocabulary: Vocabulary, end: int) -> int:
    """Words of an adverbial phrase that ends before a token of a verb group ("a |par ailleurs| dit"), 0 without one."""
    if not vocabulary.classes["fillers"]:
        return 0
    sizes = (size for size in (4, 3, 2) if size < end)
    return next((n for n in sizes if " ".join(unit.lows[end - n : end]) in vocabulary.classes["fillers"]), 0)


def _inside(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a pronoun stands between an auxiliary and its verb ("a-t-|il| dit")."""
    before = unit.lows[place - 1] if place else ""
    return vocabulary.has("enclitics", unit.lows[place]) and vocabulary.has("auxiliaries", before)


def _clitic(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether a pronoun belongs to the verb behind it; one that may be an article does so before an auxiliary only."""
    word = unit.lows[place]
    article = vocabulary.has("determiners", word) or vocabulary.has("prepositions", word)
    return vocabulary.has("proclitics", word) and (not article or vocabulary.has("auxiliaries", unit.lows[place + 1]))


def _trim(unit: Unit, vocabulary: Vocabulary, start: int, verb: int) -> int:
    """Give back adverbs at the front when they open the sentence ("Earlier, he said")."""
    while start < verb and start == 0 and vocabulary.adverb(unit.lows[start]):
        start += 1
    return start


def _plausible(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether the words can be a verb here: not a noun after a determiner, not part of a name."""
    if found.cue.kind in {"noun", "according", "postposed", "citing", "adverbial"}:
        ordinal = found.cue.kind == "according" and _modifies(unit, vocabulary, found.start)  # "un |secondo incontro"
        return not ordinal and _worded(unit, vocabulary, found)
    if found.cue.kind == "passive":
        return _passive(unit, vocabulary, found)
    if vocabulary.words.grammar.adjuncts == "before":
        noun = nominal(unit, vocabulary, (found.group, found.start, found.end))
        return not noun and not _modifies(unit, vocabulary, found.group)
    second = vocabulary.words.grammar.brackets.second  # there `brackets.bracket` finds what is passive
    shared = found.subjectless and _introduces(unit, vocabulary, found)  # "a dit P et |affirmé que Q"
    alone = found.cue.compound and not found.composed and not shared
    if alone or (not second and _suffered(found)) or (found.cue.kind == "verb" and is_noun(unit, vocabulary, found)):
        return False
    if vocabulary.words.grammar.capital_nouns:
        return not unit.tokens[found.start].capital and not _adjective(unit, vocabulary, found)
    edges: tuple[int, ...] = (found.group,) if found.composed else (found.start, found.group)
    if found.cue.kind == "participle" and vocabulary.words.grammar.verb_first:
        edges = ()  # "تحدث عن ذلك |قائلا": what stands before it is not its determiner
    return not _named(unit, found) and not any(_modifies(unit, vocabulary, i) for i in edges)


def _named(unit: Unit, found: Found) -> bool:
    """Whether a form is part of a name."""
    inside = found.start > 0 and unit.tokens[found.start - 1].word and not unit.headline
    return inside and unit.tokens[found.start].capital


def _worded(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether the noun that makes "according to" of a preposition stands behind it, or right before it, if needed."""
    if len(found.cue.words) > 1 or not vocabulary.has("attributing", found.cue.words[0]):
        return True
    if found.cue.kind == "postposed":
        return found.start > 0 and vocabulary.has("wordings", unit.lows[found.start - 1])
    for place in range(found.end, min(len(unit.tokens), found.end + WORDED)):
        token = unit.tokens[place]
        other = not token.capital and (vocabulary.verbal(token.low) or vocabulary.has("attributing", token.low))
        if not token.word or token.speech >= 0 or other:
            return False
        if token.capital and vocabulary.has("wordings", token.low):
            return True
    return False


def _adjective(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether a form stands between a determiner and a capitalised noun ("das |erwartete Ergebnis")."""
    before, after = found.start - 1, found.end
    if before < 0 or after >= len(unit.tokens) or not unit.tokens[after].capital:
        return False
    return any(vocabulary.has(k, unit.lows[before]) for k in ("determiners", "prepositions"))


def _suffered(found: Found) -> bool:
    """Whether a verb is passive and its subject spoke to nobody ("was announced", not "was told")."""
    return found.passive and isinstance(found.cue.entry, VerbClass) and not found.cue.entry.recipient


def _modifies(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    """Whether what begins at a token stands before a noun: "a series of |proposed reforms", "his |revealed"."""
    before = unit.lows[place - 1] if place else ""
    article = vocabulary.has("determiners", before) and vocabulary.has("auxiliaries", before)
    if article or vocabulary.has("pronouns", before) or vocabulary.has("reflexives", before):
        return False  # "la |acusó": an object that looks like an article
    return any(vocabulary.has(k, before) for k in ("determiners", "genitives")) or before.endswith(("'s", "s'"))


def is_noun(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Forms that are nouns as well ("claims", "demands") are verbs only after a name, a pronoun or a plural."""
    if found.start != found.group or not vocabulary.has("nounlike", found.cue.words[0]):
        return False
    if not found.start:
        return True  # "Reports that the ship was empty": nobody stands before it who could report
    before, after = unit.tokens[found.start - 1], unit.tokens[found.end : found.end + 2]
    if len(after) > 1 and after[0].text == ":" and after[1].quoted:
        return False  # "the ballot |read: “…”"
    speaks = any(vocabulary.has(k, before.low) for k in SPEAKING)
    if speaks and (_introduces(unit, vocabulary, found) or (after and vocabulary.has("determiners", after[0].low))):
        return False  # "the company |plans to build", "the institute |estimates the cost"
    if after and _finite(unit, vocabulary, found.end):
        return True  # "European Union |states fear"
    return not _subject(vocabulary, before, found.cue.words[0])


def _subject(vocabulary: Vocabulary, before: Token, form: str) -> bool:
    """Whether the word before a form agrees with it as its subject: a pronoun, a name, a plural before a bare form."""
    if not before.word or before.low.endswith("'s"):
        return not before.word
    endings = vocabulary.words.people.plural_endings
    bare = bool(endings) and not form.endswith(endings)
    if bare and not before.low.endswith(endings):
        return vocabulary.has("pronouns", before.low)
    return before.capital or bare or vocabulary.has("pronouns", before.low)


def _introduces(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Whether a complementiser, an infinitive or a quotation stands right after a cue."""
    if found.end >= len(unit.tokens):
        return False
    after = unit.tokens[found.end]
    return any(vocabulary.has(k, after.low) for k in ("complementisers", "infinitive")) or after.text in OPENING


def _finite(unit: Unit, vocabulary: Vocabulary, place: int) -> bool:
    token = unit.tokens[place]
    return (
        token.speech < 0
        and not token.capital
        and (vocabulary.verbal(token.low) or vocabulary.has("reports", token.low))
    )


def _passive(unit: Unit, vocabulary: Vocabulary, found: Found) -> bool:
    """Reported passives need their auxiliary where the language has one; "on dit", "it seems" need none."""
    needed = vocabulary.classes["passive_auxiliaries"]
    own = vocabulary.words.grammar.brackets.second or vocabulary.has("expletives", found.cue.words[0])
    if not needed or own:
        return True
    return any(word in needed for word in unit.lows[found.group : found.end])
