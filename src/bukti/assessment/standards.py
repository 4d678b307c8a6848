"""The ladder of proof: which standard a finding meets and what the next one needs (method.md 4 and 7.4).

Belief counts, not P: a prior is not proof. The law gives no numbers; the thresholds are the profile's convention and
are always printed with that line.
"""

from __future__ import annotations

from dataclasses import dataclass

from bukti.assessment.profiles import Profile, Standard
from bukti.assessment.rules import Facts, number, over, reaches, under

CONVENTION = "The thresholds are a convention of this profile, not legal advice."


@dataclass(frozen=True, slots=True)
class Step:
    """Where a finding stands on the ladder.

    Attributes:
        rank: number of standards met, 0 for none. met, next: their names, None at the ends.
        missing: what the next standard needs, as sentences.
    """

    rank: int
    met: str | None
    next: str | None
    missing: tuple[str, ...]


def missing(facts: Facts, standard: Standard) -> tuple[str, ...]:
    """What a standard needs that the facts lack, one sentence each; empty when it is met."""
    return (*_missing_belief(facts, standard), *_missing_structure(facts, standard))


def _missing_belief(facts: Facts, standard: Standard) -> list[str]:
    opinion, lacks = facts.opinion, []
    if not reaches(opinion.belief, standard.belief):
        lacks.append(f"Belief must rise from {under(opinion.belief, standard.belief)} to {standard.belief:.2f}.")
    if not reaches(standard.disbelief, opinion.disbelief):
        lacks.append(
            f"Disbelief must fall from {over(opinion.disbelief, standard.disbelief)} to {standard.disbelief:.2f}."
        )
    if not reaches(opinion.belief, standard.ratio * opinion.disbelief):
        lacks.append(
            f"Belief must be at least {standard.ratio:g} times the disbelief, which is {opinion.disbelief:.2f}."
        )
    if standard.strictly_more and opinion.belief <= opinion.disbelief:
        lacks.append("Belief must exceed disbelief.")
    return lacks


def _missing_structure(facts: Facts, standard: Standard) -> list[str]:
    lacks = []
    if facts.origins < standard.origins and not (standard.direct_instead and facts.direct > 0):
        needed = f"{number(standard.origins, 'independent origin')} needed, {facts.origins} established"
        instead = ", or one that perceived it or holds a verified document" if standard.direct_instead else ""
        lacks.append(f"{needed}{instead}.")
    if standard.verified and not facts.all_verified:
        lacks.append("Every origin must be verified.")
    return lacks


def ladder(facts: Facts, profile: Profile) -> Step:
    """The strictest standard met, and what the next one needs."""
    rank = 0
    for standard in profile.standards:
        if missing(facts, standard):
            break
        rank += 1
    met = profile.standards[rank - 1].name if rank else None
    if rank == len(profile.standards):
        return Step(rank, met, None, ())
    following = profile.standards[rank]
    return Step(rank, met, following.name, missing(facts, following))
