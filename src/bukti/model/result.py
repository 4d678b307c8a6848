"""The whole result of a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bukti.model.check import Question
from bukti.model.claim import Claim
from bukti.model.correction import Correction
from bukti.model.decision import Decision
from bukti.model.document import Document
from bukti.model.evidence import Assessment, EvidenceGraph
from bukti.model.incident import Incident, Telling
from bukti.model.lineage import Lineage
from bukti.model.report import Failure, Ignored
from bukti.model.statement import Statement


@dataclass(frozen=True, slots=True)
class ProfileStamp:
    """Name, version and digest of the parameters that a result was computed with.

    Attributes:
        overrules: name and version of what people chose for the case, where one run was asked to use another; or "".
    """

    name: str
    version: str
    sha256: str
    overrules: str = ""

    @property
    def called(self) -> str:
        """Name and version, and what it takes the place of."""
        over = f" (for this run, in place of {self.overrules})" if self.overrules else ""
        return f"{self.name} {self.version}{over}"


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its evidence graph and assessment."""

    claim: Claim
    graph: EvidenceGraph
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that `assess` found, free of any output format.

    Attributes:
        lost: what a missing optional component cost, in sentences.
        error_rates: what was measured, as pairs of name and figure with its interval.
        retractions: decisions in force when it was computed. retracted: ids of the reports that they withdraw.
        groupings: merges and splits in force. unfit: which of them, or of the corrections, cannot be kept to and
            why, in sentences.
        outlets: SHA-256 of the user's own file of outlets, or "". ratings: letters that people decided on.
        ties: of two sources that depend on each other, or are one, by decision.
        corrections: what people read otherwise than the machine, and what became of it.
        identities: what people judged of names and entities.
        incidents: attacks and harm that the reports tell of. tellings: the sentences that do.
        harm_decisions: what people decided on incidents, in force.
        decimals: of degrees, to which the places of incidents are rounded where they are shown.
        question: what was asked, for `check`: then `findings` holds its claim at most, and `statements` those shown.
    """

    profile: ProfileStamp
    version: str
    documents: tuple[Document, ...]
    lineage: Lineage
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    failed: tuple[Failure, ...] = ()
    ignored: tuple[Ignored, ...] = ()
    lost: tuple[str, ...] = ()
    error_rates: tuple[tuple[str, str], ...] = ()
    retractions: tuple[Decision, ...] = ()
    retracted: tuple[str, ...] = ()
    outlets: str = ""
    groupings: tuple[Decision, ...] = ()
    unfit: tuple[str, ...] = ()
    question: Question | None = None
    ratings: tuple[Decision, ...] = ()
    ties: tuple[Decision, ...] = ()
    identities: tuple[Decision, ...] = ()
    incidents: tuple[Incident, ...] = ()
    tellings: tuple[Telling, ...] = ()
    harm_decisions: tuple[Decision, ...] = ()
    corrections: tuple[Correction, ...] = ()
    decimals: int = 3

    @property
    def rejected(self) -> frozenset[str]:
        """Ids of the statements that people rejected."""
        return frozenset(key[1] for one in self.retractions for key in one.matter if key[0] == "statement")

    @property
    def sums(self) -> tuple[Telling, ...]:
        """What is told of many incidents at once, in none of them."""
        return tuple(one for one in self.tellings if one.total)

    def document(self, report: str) -> Document:
        """The document of a report id.

        Raises:
            KeyError: no such report in this result.
        """
        return next_by_id(self.documents, report)


def next_by_id(documents: Sequence[Document], report: str) -> Document:
    """The document whose report has this id; KeyError when there is none."""
    for document in documents:
        if document.report.id == report:
            return document
    raise KeyError(report)


@dataclass(frozen=True, slots=True)
class Rate:
    """One measured figure, as eval/gate.py wrote it; attributes as in its `Figure`, and what it was measured on."""

    title: str
    metric: str
    value: float
    low: float | None
    high: float | None
    baseline: float
    trivial: str
    count: int
    unit: str
    corpus: str
    measured: str


@dataclass(frozen=True, slots=True)
class LanguageSupport:
    """A language with a file: ISO 639 code, English name, `full` or `basic`, and how well it is read."""

    code: str
    name: str
    support: str
    rates: tuple[Rate, ...]
