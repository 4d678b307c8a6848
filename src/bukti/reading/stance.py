"""How a content is put forward: degree, basis, negation and remarks read from its own words (method.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Basis, Degree, Stance
from bukti.reading.corrections import corrected
from bukti.reading.units import CLOSING, OPENING, TERMINAL
from bukti.reading.vocabulary import Cue, Vocabulary
from bukti.reading.words import NounClass, VerbClass

ORDER = (Degree.CT, Degree.PR, Degree.WPR, Degree.PS, Degree.UU)
REMARKS = (("insufficient", "insufficient"), ("null_result", "null-result"))
SUBORDINATE = ("complementisers", "relatives", "subordinators")
REMARKED = 200  # words of a content in which a remark counts
PAIRED = 8  # words after the first half of a negation in which the other stands
COMMAS = (",", "،", "、", "，", ";")  # what ends a clause
HEAD = 14  # a hedge further into the content (further from its end, where verbs stand last) belongs to a detail


@dataclass(frozen=True, slots=True)
class Reading:
    """Degree, basis, stance, polarity and flags of one content."""

    degree: Degree
    basis: Basis
    stance: Stance
    negative: bool
    flags: tuple[str, ...]


def weigh_words(words: list[str], start: Reading, vocabulary: Vocabulary) -> Reading:
    """The reading of a content, from what its cue says (`start`) and its own words (lower case)."""
    final = vocabulary.words.grammar.final.used
    main = _last(words) if final else words[: _main(words, vocabulary)]
    degree, basis, flags = _hedged(main, start, vocabulary)
    flags += [flag for name, flag in REMARKS if vocabulary.phrases[name].find(words[:REMARKED])]
    negative = _negative(main, vocabulary)
    stance, head = start.stance, main if final else words[:HEAD]
    if stance is Stance.ASSERTS and denied(head, vocabulary):
        stance = Stance.DENIES
    silent = any(_position(head, first, vocabulary) for first, _ in vocabulary.phrases["no_comment"].find(head)) or (
        stance is Stance.ASSERTS and _undenied(head, vocabulary)
    )
    flags += ["no-comment"] if silent else []
    last = next((w for w in reversed(words) if stance is not Stance.DIRECTS or w not in CLOSING), "")
    asked = last == "?" and stance in (Stance.ASSERTS, Stance.DIRECTS)  # "P?", chiese X
    if asked or (stance is Stance.ASSERTS and silent):
        stance, degree = Stance.QUESTIONS, Degree.UU  # whoever says nothing takes no position
    return Reading(degree, basis, stance, negative or stance is Stance.DENIES, tuple(sorted(set(flags))))


def _position(words: list[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether words that refuse a comment are somebody's position: not "nobody on board |answered"."""
    return not any(vocabulary.has("nullifiers", word) for word in words[:place])


def denied(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether lower-case words call something untrue, in quotation marks or not, and not that nobody does."""
    bare = [w for w in words if w not in OPENING and w not in CLOSING]
    return any(not _nobody(bare, first, vocabulary) for first, _ in vocabulary.phrases["denial"].find(bare))


def _undenied(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the words say that nobody denies something ("nobody denies it any more"): no position."""
    if not any(vocabulary.has("nullifiers", word) for word in words):
        return False
    found = [first for first, _ in vocabulary.phrases["denial"].find(words)]
    found += [n for n in range(len(words)) for _, cue in vocabulary.cues.at(words, n)[:1] if _rejects(cue)]
    return bool(found) and all(_nobody(words, first, vocabulary) for first in found)


def _rejects(cue: Cue | str) -> bool:
    entry = None if isinstance(cue, str) or cue.kind == "participle" else cue.entry
    return isinstance(entry, VerbClass | NounClass) and entry.stance is Stance.DENIES


def _nobody(words: list[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a clause begins with nobody, before the word at a place ("and none of them denied")."""
    start = max((n + 1 for n, word in enumerate(words[:place]) if word in COMMAS), default=0)
    return any(vocabulary.has("nullifiers", word) for word in words[start : min(place, start + 2)])


def _negative(main: list[str], vocabulary: Vocabulary) -> bool:
    """Whether a proposition is negated: by its verb ("did not") or by whom or what it is about ("no ships").

    What a preposition governs is a detail ("with no crew"), "no fewer than" is a number, and "400, not 40" is 400.
    """
    affirmed = {place for first, last in vocabulary.phrases["affirmed"].find(main) for place in range(first, last)}
    affirmed.update(*corrected(main, vocabulary))
    return any(
        place not in affirmed
        and not vocabulary.has("prepositions", word)
        and (
            (vocabulary.has("negators", word) and not _half(main, place, vocabulary))
            or (vocabulary.has("nullifiers", word) and not (place and vocabulary.has("prepositions", main[place - 1])))
        )
        for place, word in enumerate(main)
    )


def _half(main: list[str], place: int, vocabulary: Vocabulary) -> bool:
    """Whether a negator that takes two words lacks the other one: "craignent que P |n'ait commencé" negates nothing."""
    if not vocabulary.has("halves", main[place]):
        return False
    rest = (w for w in main[place + 1 : place + PAIRED] if not vocabulary.has("halves", w))
    return not any(vocabulary.has(kind, word) for word in rest for kind in ("negators", "nullifiers"))


def _last(words: list[str]) -> list[str]:
    """The last words of the first sentence of a content, where verbs stand last."""
    stop = next((place for place, word in enumerate(words) if place and word in TERMINAL), len(words))
    return words[max(0, stop - HEAD) : stop + 1]


def _main(words: list[str], vocabulary: Vocabulary) -> int:
    """Where the words of the main proposition end: at the first subordinate clause or full stop, if not at once."""
    for place, word in enumerate(words[:HEAD]):
        if place and (word in TERMINAL or any(vocabulary.has(k, word) for k in SUBORDINATE)):
            return place
    return HEAD


def _hedged(main: list[str], start: Reading, vocabulary: Vocabulary) -> tuple[Degree, Basis, list[str]]:
    """Degree, basis and flags after the hedges of the main proposition: the weakest counts."""
    degree, basis, flags = start.degree, start.basis, list(start.flags)
    hits = [vocabulary.phrases[f"hedge{index}"].find(main) for index in range(len(vocabulary.words.hedges))]
    plain = [hit for marker, hit in zip(vocabulary.words.hedges, hits, strict=True) if marker.degree is Degree.CT]
    masked = {place for hit in plain for first, last in hit for place in range(first, last)}  # "could not find"
    spans = {span for hit in hits for span in hit}
    for marker, hit in zip(vocabulary.words.hedges, hits, strict=True):
        weaker = ORDER.index(marker.degree) > ORDER.index(degree)
        if weaker and any(span[0] not in masked and not _inside(span, spans) for span in hit):
            degree, basis = marker.degree, basis if basis is not Basis.UNSPECIFIED else marker.basis
            flags += marker.flags
    return degree, basis, flags


def _inside(span: tuple[int, int], spans: set[tuple[int, int]]) -> bool:
    """Whether a hedge is part of a longer one ("kemungkinan" in "kemungkinan besar")."""
    return any(first <= span[0] and span[1] <= last and (first, last) != span for first, last in spans)
