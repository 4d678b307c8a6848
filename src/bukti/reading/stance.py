"""How a content is put forward: degree, basis, negation and remarks read from its own words (method.md section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model import Basis, Degree, Stance
from bukti.reading.vocabulary import Vocabulary

ORDER = (Degree.CT, Degree.PR, Degree.WPR, Degree.PS, Degree.UU)
HEAD = 14  # a hedge further into the content belongs to a detail, not to the proposition


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
    degree, basis, flags = start.degree, start.basis, list(start.flags)
    for index, marker in enumerate(vocabulary.words.hedges):
        hits = [a for a, _ in vocabulary.phrases[f"hedge{index}"].find(words) if a < HEAD]
        if hits and ORDER.index(marker.degree) > ORDER.index(degree):
            degree, basis = marker.degree, basis if basis is not Basis.UNSPECIFIED else marker.basis
            flags += marker.flags
    remarks = {name: vocabulary.phrases[name].find(words) for name in ("insufficient", "null_result", "denial")}
    if remarks["insufficient"]:
        flags.append("insufficient")
    if remarks["null_result"]:
        flags.append("null-result")
    negative = _negated(words, vocabulary)
    stance = start.stance
    if (
        stance is Stance.ASSERTS
        and any(a < HEAD for a, _ in remarks["denial"])
        and negative | _false(words, vocabulary)
    ):
        stance = Stance.DENIES
    if stance is Stance.DENIES:
        negative = True
    if words and words[-1] == "?" and stance is Stance.ASSERTS:
        stance, degree = Stance.QUESTIONS, Degree.UU
    return Reading(degree, basis, stance, negative, tuple(sorted(set(flags))))


def _false(words: list[str], vocabulary: Vocabulary) -> bool:
    return any(a < HEAD for a, _ in vocabulary.phrases["denial"].find(words))


def _negated(words: list[str], vocabulary: Vocabulary) -> bool:
    """Whether the main proposition is negated: a negator before the first subordinate clause."""
    for place, word in enumerate(words[:HEAD]):
        if place and (
            vocabulary.has("complementisers", word)
            or vocabulary.has("relatives", word)
            or vocabulary.has("subordinators", word)
        ):
            return False
        if vocabulary.has("negators", word):
            return True
    return False
