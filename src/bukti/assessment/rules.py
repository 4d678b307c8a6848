"""The rules of method.md 7.4, one small function each; a rule's docstring is its public explanation.

All rules see the same `Facts`, use the lower end of the interval of independent origins, and return their reason.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from bukti.assessment import vocabulary
from bukti.assessment.profiles import Condition, ConfidenceLevel, Profile
from bukti.model import Opinion

TOLERANCE = 1e-9  # thresholds are met by values that differ only by rounding


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at.

    Attributes:
        origins, origins_max: interval of independent affirming origins. denying: the same lower end for denials.
        direct: affirming origins that perceived it or hold a verified document. documents: those with the document.
        denying_documents: denying origins with a verified document.
        named, named_direct: affirming origins that are not anonymous. verified: those with all checks done.
        all_verified: every counted origin has them. letter: reliability of the strongest origin, F if anonymous.
        denied: at least one denial with evidence is attested.
    """

    opinion: Opinion
    conflict: float
    origins: int = 0
    origins_max: int = 0
    denying: int = 0
    direct: int = 0
    documents: int = 0
    denying_documents: int = 0
    named: int = 0
    named_direct: int = 0
    verified: int = 0
    all_verified: bool = False
    letter: str = "F"
    denied: bool = False


def reaches(value: float, bound: float) -> bool:
    """Whether value ≥ bound, up to rounding."""
    return value >= bound - TOLERANCE


def likelihood(facts: Facts, profile: Profile) -> tuple[str | None, str]:
    """The word for how probable it is, or None when too much is unknown.

    P = b + a·u is put into words only if u is at most one half. One independent origin, or none, is never more than
    "likely"; a machine alone never says "almost certain", nor its mirror "almost no chance".
    """
    limits, opinion = profile.likelihood, facts.opinion
    if not reaches(limits.most_uncertainty, opinion.uncertainty):
        return None, f"Insufficient basis for a likelihood: {hundred(opinion.uncertainty)} of 100 parts are unknown."
    place = vocabulary.level(profile.scheme, opinion.projected)
    top, bottom = vocabulary.LEVELS.index(limits.strongest), vocabulary.LEVELS.index(limits.weakest)
    single = vocabulary.LEVELS.index(limits.single)
    if facts.origins <= 1 and place > single:
        return vocabulary.term(
            profile.scheme, single
        ), "Held at this word because fewer than two independent origins support it."
    if place > top or place < bottom:
        return vocabulary.term(
            profile.scheme, min(max(place, bottom), top)
        ), "Held at this word because no machine alone is surer."
    return vocabulary.term(profile.scheme, place), ""


def confidence(facts: Facts, profile: Profile) -> tuple[str, str]:
    """How well founded the judgement is: high, moderate or low, apart from how probable it is.

    High: little unknown, at least three independent origins (or two with a verified document), little conflict.
    Moderate: less unknown than known and two origins, or one verified document. Low: everything else. The origins
    are those on the side that the evidence favours.
    """
    denied = facts.opinion.disbelief > facts.opinion.belief
    origins = facts.denying if denied else facts.origins
    documents = facts.denying_documents if denied else facts.documents
    what = "The denial rests on" if denied else "It rests on"
    for name, needs in (("high", profile.confidence.high), ("moderate", profile.confidence.moderate)):
        if _confident(facts, needs, origins, documents):
            return name, f"{what} {number(origins, 'independent origin')}{_with(documents)}."
    unknown = hundred(facts.opinion.uncertainty)
    return "low", f"{what} {number(origins, 'independent origin')}, and {unknown} of 100 parts are unknown."


def _confident(facts: Facts, needs: ConfidenceLevel, origins: int, documents: int) -> bool:
    enough = origins >= needs.origins or (documents > 0 and origins >= needs.origins_with_document)
    clear = reaches(needs.most_uncertainty, facts.opinion.uncertainty)
    return enough and clear and reaches(needs.most_conflict, facts.conflict)


def _with(documents: int) -> str:
    return ", with a verified document" if documents else ""


def digit(facts: Facts, profile: Profile) -> str:
    """Credibility 1 to 6 of the Admiralty system.

    6 when too much is unknown; 1 only with at least two independent origins, much belief and little disbelief; 2 and
    3 by P; 5 only where something contradicts it, otherwise 4.
    """
    bounds, opinion = profile.admiralty, facts.opinion
    if opinion.uncertainty > bounds.unknown_above + TOLERANCE:
        return "6"
    confirmed = reaches(opinion.belief, bounds.confirmed.belief) and reaches(
        bounds.confirmed.disbelief, opinion.disbelief
    )
    if facts.origins >= bounds.confirmed.origins and confirmed:
        return "1"
    if reaches(opinion.projected, bounds.probable.projected) and reaches(
        bounds.probable.uncertainty, opinion.uncertainty
    ):
        return "2"
    if reaches(opinion.projected, bounds.possible):
        return "3"
    return "4" if reaches(opinion.projected, bounds.doubtful) or not facts.denied else "5"


def admiralty(facts: Facts, profile: Profile) -> str:
    """Letter of the origin that contributes most (F if anonymous) and credibility digit, for example B2."""
    return facts.letter + digit(facts, profile)


def measures(facts: Facts, rank: int) -> dict[str, float]:
    """The value of every measure that a policy may name; `standard` is the place on the ladder, 0 for none."""
    return {
        "origins": facts.origins,
        "origins_max": facts.origins_max,
        "belief": facts.opinion.belief,
        "disbelief": facts.opinion.disbelief,
        "uncertainty": facts.opinion.uncertainty,
        "conflict": facts.conflict,
        "direct": facts.direct,
        "documents": facts.documents,
        "named": facts.named,
        "named_direct": facts.named_direct,
        "verified": facts.verified,
        "standard": rank,
    }


def actionable(facts: Facts, rank: int, profile: Profile) -> tuple[bool, tuple[str, ...]]:
    """Whether the profile's policy calls this enough to act on, and a sentence for each condition that fails."""
    values = measures(facts, rank)
    ladder = [standard.name for standard in profile.standards]
    conditions = profile.policies[profile.policy].conditions
    why = tuple(_sentence(c.why) for c in conditions if not _holds(c, values, ladder.index))
    return not why, why


def _holds(condition: Condition, values: dict[str, float], place: Callable[[str], int]) -> bool:
    if condition.measure is None:
        return any(_holds(one, values, place) for one in condition.any)
    value = values[condition.measure]
    if condition.at_most is not None:
        return reaches(condition.at_most, value)
    bound = condition.at_least
    return reaches(value, place(bound) + 1 if isinstance(bound, str) else bound or 0.0)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def hundred(share: float) -> int:
    """A share as whole parts of 100."""
    return round(100.0 * share)


def number(amount: int, noun: str) -> str:
    """An amount with its noun: `1 origin`, `2 origins`."""
    return f"{amount} {noun}" if amount == 1 else f"{amount} {noun}s"


def under(value: float, bound: float) -> str:
    """Two decimals; cut where rounding would print a value below its bound as the bound."""
    rounded = f"{value:.2f}"
    return rounded if float(rounded) < bound else f"{floor(100.0 * value) / 100.0:.2f}"


def over(value: float, bound: float) -> str:
    """Two decimals; raised where rounding would print a value above its bound as the bound."""
    rounded = f"{value:.2f}"
    return rounded if float(rounded) > bound else f"{ceil(100.0 * value) / 100.0:.2f}"
