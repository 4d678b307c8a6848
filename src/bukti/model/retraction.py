"""What a decision changes."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model.decision import Decision, Written
from bukti.model.document import Document
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
    """

    decision: Decision
    recorded: bool
    documents: tuple[Document, ...]
    total: int
    claims: tuple[Change, ...]
    dossiers: tuple[Written, ...]
    failed: tuple[Failure, ...] = ()
