"""What a decision changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bukti.model.claim import Claim
from bukti.model.decision import Decision, Written
from bukti.model.document import Document
from bukti.model.incident import Incidents
from bukti.model.lineage import Derivation
from bukti.model.report import Failure
from bukti.model.result import Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One claim that rests on the retracted matter, before and after.

    Attributes:
        reports: ids of the reports that carry it through the retracted matter, in the case's order.
        fallen: those of them that carry nothing else of this claim. edges: the derivations between them.
    """

    before: Finding
    after: Finding
    reports: tuple[str, ...]
    fallen: tuple[str, ...]
    edges: tuple[Derivation, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a decision changes.

    Attributes:
        recorded: False for a trial. documents: every report of the case. total: claims of the case.
        claims: those that rest on the matter, in the order of the result. dossiers: those that hold no longer.
        matrices: the rows of each matrix of competing hypotheses that are one of these claims, by its name.
    """

    decision: Decision
    recorded: bool
    documents: tuple[Document, ...]
    total: int
    claims: tuple[Change, ...]
    dossiers: tuple[Written, ...]
    matrices: Mapping[str, tuple[str, ...]]
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Regrouped:
    """What a merge, a split or its taking back changes.

    Attributes:
        recorded: False for a trial. before, after: the claims that hold a statement which the decision names.
        unfit: what cannot be kept to, of all decisions on the grouping, in sentences.
        dossiers: those that show a claim which is no longer there.
        changes: every claim that is another or weighs otherwise. total: claims of the case before.
    """

    decision: Decision
    recorded: bool
    before: tuple[Claim, ...]
    after: tuple[Claim, ...]
    unfit: tuple[str, ...]
    dossiers: tuple[Written, ...]
    failed: tuple[Failure, ...] = ()
    changes: tuple[Change, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Recast:
    """What a decision on incidents changes.

    Attributes:
        recorded: False for a trial. before, after: the incidents that hold a sentence which the decision names.
        dossiers: those that tell of their reports.
    """

    decision: Decision
    recorded: bool
    before: Incidents
    after: Incidents
    dossiers: tuple[Written, ...]
