"""One proposition, all its statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bukti.model.span import Span


@dataclass(frozen=True, slots=True)
class DriftEnd:
    """One side of a change: what a report says of a claim.

    Attributes:
        value: in a word where there is one ("possible"), else as it stands ("at least eight people"); empty where the
            report says nothing of the kind.
        statement: id, or None where no statement of the report tells it.
        words: as they stand in the report ("may"); empty where no word carries it. span: their place.
    """

    report: str
    value: str
    statement: str | None = None
    words: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Drift:
    """A change of a claim from one report to the one made from it.

    Attributes:
        kind: `certainty`, `quantity`, `attribution`, `dropped` or `added`.
        change: what of it, for example `surer`, `value`, `update`, `lost`, `denial`; docs/claims.md lists them.
        severity: `strengthens`, `weakens` or `changes`, as the claim looks to who reads the child only.
        before, after: the parent and the child of the hop.
        chain: reports from the first that carries the claim to the child, in order of descent.
        sentence: the change for a reader; it holds words of the reports.
    """

    kind: str
    change: str
    severity: str
    before: DriftEnd
    after: DriftEnd
    chain: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Holds:
    """When a claim holds, as one of its statements states it.

    Attributes:
        earliest, latest: the interval meant, aware and UTC. relative: whether it was counted from publication.
        words: as they stand. span: their place in the text of `report`. statement: id of the first that states it.
    """

    earliest: datetime
    latest: datetime
    words: str
    span: Span
    statement: str
    report: str
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements of one claim that cannot both hold, and why."""

    kind: str  # `denial` | `number` | `date` | `place` | `actor` | `cause`
    left: str
    right: str
    reason: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """The statement of another claim that came nearest to a claim, and what kept the two apart.

    Attributes:
        statement: its id. claim: id of the claim that holds it. nearest: id of the own statement that it is nearest to.
        sentence: both for a reader; it holds words of a report.
    """

    statement: str
    claim: str
    nearest: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Wording:
    """How a claim is said in one language: the statement there that stands for it best, by id, and its words."""

    language: str
    statement: str
    text: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Statements on one proposition, by polarity; its text is one of its statements, never generated.

    Attributes:
        id: derived from the statements it holds. lead: id of the statement whose words stand for the claim.
        text: the lead's content. wordings: the best statement in each of its languages, by code.
        affirming, denying: statement ids, sorted by report order and place; nobody affirms what is only denied.
        about: ids that mention it and take no position (questions, no comment).
        specific: ids of the claims that say all that this one says, and more; general: of those that say less.
        implied: ids of the statements that affirm a more specific claim and so this one too (method.md invariant 20).
        refuted: ids of the statements that deny a more general claim and so this one too.
        holds: the times that its affirming statements state, each once, stated dates before counted ones.
        reasons: why these statements were grouped. near_miss: the closest statement left out.
        decisions: ids of the merges and splits that concern it.
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
    general: tuple[str, ...] = ()
    implied: tuple[str, ...] = ()
    refuted: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    drift: tuple[Drift, ...] = ()
    holds: tuple[Holds, ...] = ()
    reasons: tuple[str, ...] = ()
    near_miss: NearMiss | None = None
    salience: float = 0.0
    decisions: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
