"""One proposition, all its statements."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Drift:
    """How certainty or a quantity changed from one statement to a later one along a chain of derivation."""

    kind: str  # `certainty` | `quantity` | `attribution`
    from_statement: str
    to_statement: str
    from_value: str
    to_value: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one claim that cannot both hold, and why."""

    kind: str  # `denial` | `number` | `date` | `place` | `actor`
    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements on one proposition, by polarity; its text is one of its statements, never generated.

    Attributes:
        id: derived from the statements it holds. lead: id of the statement whose words stand for the claim.
        text: the lead's content. affirming, denying: statement ids, sorted by report order and place; nobody affirms
            what is only denied.
        about: ids that mention it and take no position (questions, no comment).
        specific: ids of claims that this more general one collects (method.md invariant 20).
        reasons: why these statements were grouped. near_miss: the closest statement left out, with its reason.
        salience: in [0, 1]; orders claims for the reader.
    """

    id: str
    lead: str
    text: str
    affirming: tuple[str, ...]
    denying: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    specific: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    drift: tuple[Drift, ...] = ()
    reasons: tuple[str, ...] = ()
    near_miss: str | None = None
    salience: float = 0.0
