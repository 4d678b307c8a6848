"""Records that pass between stages: frozen, slotted, typed.

All offsets are Unicode code points into `Report.text`, start inclusive, end exclusive. Datetimes are aware and UTC.
A record never holds a guess as a fact: what is unknown is None, what is uncertain carries its probability.
"""

from bukti.model.check import Look, Match, Question, Side, Since
from bukti.model.claim import Claim, Conflict, Drift, DriftEnd, Holds
from bukti.model.decision import Decision, Matter, Written
from bukti.model.document import (
    Damage,
    Document,
    LanguageGuess,
    MachineTranslation,
    Mention,
    MentionKind,
    Quantity,
    Quotation,
    TimeRef,
)
from bukti.model.evidence import (
    Assessment,
    Edge,
    EvidenceBasis,
    EvidenceGraph,
    Opinion,
    Origin,
    OriginShare,
    Polarity,
    Relay,
    Unestablished,
)
from bukti.model.history import Account, Claims, History, Record
from bukti.model.lineage import AlignedPassage, Derivation, DerivationKind, LatentOrigin, Lineage
from bukti.model.report import (
    ByteLocator,
    ByteMode,
    Credit,
    Failure,
    Ignored,
    Link,
    Locator,
    PageLocator,
    ParagraphLocator,
    Published,
    Report,
    Sighting,
)
from bukti.model.result import Finding, LanguageSupport, ProfileStamp, Rate, Result, next_by_id
from bukti.model.retraction import Change, Changes
from bukti.model.span import Span
from bukti.model.statement import CERTAINTY_WORD, Basis, Degree, Form, SourceKind, Stance, Statement
from bukti.model.verification import Check, Outcome, Verification

__all__ = [
    "CERTAINTY_WORD",
    "Account",
    "AlignedPassage",
    "Assessment",
    "Basis",
    "ByteLocator",
    "ByteMode",
    "Change",
    "Changes",
    "Check",
    "Claim",
    "Claims",
    "Conflict",
    "Credit",
    "Damage",
    "Decision",
    "Degree",
    "Derivation",
    "DerivationKind",
    "Document",
    "Drift",
    "DriftEnd",
    "Edge",
    "EvidenceBasis",
    "EvidenceGraph",
    "Failure",
    "Finding",
    "Form",
    "History",
    "Holds",
    "Ignored",
    "LanguageGuess",
    "LanguageSupport",
    "LatentOrigin",
    "Lineage",
    "Link",
    "Locator",
    "Look",
    "MachineTranslation",
    "Match",
    "Matter",
    "Mention",
    "MentionKind",
    "Opinion",
    "Origin",
    "OriginShare",
    "Outcome",
    "PageLocator",
    "ParagraphLocator",
    "Polarity",
    "ProfileStamp",
    "Published",
    "Quantity",
    "Question",
    "Quotation",
    "Rate",
    "Record",
    "Relay",
    "Report",
    "Result",
    "Side",
    "Sighting",
    "Since",
    "SourceKind",
    "Span",
    "Stance",
    "Statement",
    "TimeRef",
    "Unestablished",
    "Verification",
    "Written",
    "next_by_id",
]
