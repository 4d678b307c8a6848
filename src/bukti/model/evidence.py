"""What a claim rests on, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bukti.model.statement import Degree, SourceKind


class Polarity(StrEnum):
    """Whether an origin affirms or denies the claim."""

    AFFIRM = "affirm"
    DENY = "deny"


class EvidenceBasis(StrEnum):
    """Basis classes of the evidence graph (interfaces.md, `bukti weigh`)."""

    PERCEIVED = "perceived"
    DOCUMENTED = "documented"
    UNVERIFIED_DOCUMENT = "unverified_document"
    INFERRED = "inferred"
    UNSPECIFIED = "unspecified"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible parent of a relay: an origin or another relay, with the probability that the edge exists."""

    id: str
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Origin:
    """Someone or something that may know: a person, a body, a document, an instrument.

    Attributes:
        reliability: A to F, used as τ. degree: certainty of the latest statement. verified: checks were done.
        group: dependence group, with group_rho in [0, 1] as ρ; None when it stands alone.
        could_be: ids of origins that may be the same one (anonymous descriptions).
        established: False when its lineage is unknown: it is then never counted as independent.
        word: the speaker's own certainty word, for the explanation.
        keys: what makes it the same origin in every claim; none in a graph made by hand. names: all it is called by.
        retracted: True when somebody decided that it carries no evidence; it stays in its place and counts nothing.
        merged: sentences on which names are one in it, and why. decisions: ids of those that tie it to others.
    """

    id: str
    name: str
    reliability: str
    polarity: Polarity
    degree: Degree
    basis: EvidenceBasis
    self_interest: bool = False
    group: str | None = None
    group_rho: float = 0.0
    could_be: tuple[str, ...] = ()
    kind: SourceKind | None = None
    verified: bool = False
    established: bool = True
    word: str | None = None
    keys: tuple[tuple[str, ...], ...] = ()
    names: tuple[str, ...] = ()
    retracted: bool = False
    merged: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Relay:
    """Someone who passes on: a report or an agency; reliability A to F, used as φ."""

    id: str
    name: str
    reliability: str
    parents: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class EvidenceGraph:
    """What one claim rests on: origins, relays between them and the reader, and the relays that were read."""

    claim: str
    origins: tuple[Origin, ...]
    relays: tuple[Relay, ...]
    read: tuple[str, ...]
    base_rate: float = 0.5


@dataclass(frozen=True, slots=True)
class Opinion:
    """Binomial opinion of subjective logic: belief + disbelief + uncertainty = 1; base rate in (0, 1)."""

    belief: float
    disbelief: float
    uncertainty: float
    base_rate: float = 0.5

    @property
    def projected(self) -> float:
        """P = b + a·u (method.md section 1.1)."""
        return self.belief + self.base_rate * self.uncertainty


@dataclass(frozen=True, slots=True)
class OriginShare:
    """One origin in the result: who, how rated, what rests on it, and what the opinion would be without it."""

    id: str
    name: str
    kind: str
    reliability: str
    polarity: str
    reports: tuple[str, ...]
    opinion: Opinion
    without: Opinion
    established: bool = True
    retracted: bool = False


@dataclass(frozen=True, slots=True)
class Unestablished:
    """A source that is not known to be independent of the others.

    Attributes:
        id: of the origin, or of the report whose own source nobody knows. reason: why, as a sentence.
        counted: True when it counts at the upper end of the interval only, False when it does not count at all.
    """

    id: str
    name: str
    reason: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Assessment:
    """The answer for one claim (interfaces.md, `bukti weigh`), before any rounding for display.

    Attributes:
        origins_min, origins_max: interval of independent affirming origins (method.md 7.2 (7)).
        not_established: affirming sources that are not known to be independent; those that count at the upper end
            make the difference between the two.
        opinion_sl: fuse below a shared relay, then discount once; flagged when it differs by more than .1.
        standard_error: of the Monte Carlo estimate, 0.0 when exact.
        likelihood: term of the scheme, or None with `likelihood_reason`.
        standard_met: name of the strictest standard of proof met, or None. standard_next: the next, or None.
        missing: what the next standard needs. actionable, actionable_why: by the profile's policy.
        would_change: counterfactuals as sentences, strongest first. sensitivity: grade range when letters and ρ move.
        explanations: the sentences of method.md 7.6.
    """

    claim: str
    opinion: Opinion
    opinion_sl: Opinion
    standard_error: float
    conflict: float
    reports: int
    origins_min: int
    origins_max: int
    not_established: tuple[Unestablished, ...]
    origins: tuple[OriginShare, ...]
    scheme: str
    likelihood: str | None
    likelihood_reason: str
    confidence: str
    confidence_reason: str
    admiralty: str
    standard_met: str | None
    standard_next: str | None
    missing: tuple[str, ...]
    policy: str
    actionable: bool
    actionable_why: tuple[str, ...]
    would_change: tuple[str, ...]
    sensitivity: tuple[str, ...]
    explanations: tuple[str, ...]

    @property
    def uncounted(self) -> int:
        """Number of sources whose lineage is not known at all."""
        return sum(not one.counted for one in self.not_established)
