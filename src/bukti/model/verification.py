"""What a check of preserved matter found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Of one check. What could not be checked is never taken for good; what is redacted was withheld and said to be."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not checked"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Told:
    """What whoever checks was told by another way.

    Attributes:
        head: digest of an event that the log must hold; of a dossier or release, of the last.
        key: public key that must have signed. roots: certificates (PEM) of authorities whose time stamps are trusted.
        headers: of Bitcoin blocks (`bukti.ledger.blocks.read`).
    """

    head: str | None = None
    key: str | None = None
    roots: bytes = b""
    headers: bytes = b""


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        name: what was checked. detail: one sentence; where it failed, the first bad place.
        number: how many things were looked at.
    """

    name: str
    outcome: Outcome
    detail: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verification:
    """All checks of a case.

    Attributes:
        head: digest of the last event of its log, empty where there is none. events: how many there are.
        root: of the Merkle tree over all events, which the proofs in a dossier lead to.
    """

    checks: tuple[Check, ...]
    head: str = ""
    events: int = 0
    root: str = ""

    @property
    def passed(self) -> bool:
        """Whether no check failed."""
        return all(check.outcome is not Outcome.FAILED for check in self.checks)
