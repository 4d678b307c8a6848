"""What resolved claims say of sources."""

from __future__ import annotations

from dataclasses import dataclass

from bukti.model.claim import Claim
from bukti.model.decision import Decision, Matter
from bukti.model.report import Failure


@dataclass(frozen=True, slots=True)
class Account:
    """What a source said of one resolved claim.

    Attributes:
        claim: its id. text: its words. true: what people decided. affirmed: the source's side.
        statements: ids of the claim's statements. specific: ids of the claims that it collects.
    """

    claim: str
    text: str
    true: bool
    affirmed: bool
    statements: frozenset[str]
    specific: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the source took the true side."""
        return self.true is self.affirmed


@dataclass(frozen=True, slots=True)
class Record:
    """The record of one source or outlet over resolved claims.

    Attributes:
        kind: `outlet` or `source`. names: all that it is called, the shown one first. matter: keys of the source.
        outcomes: of each claim once. copied: claims that an outlet has from others only; they tell nothing of it.
        low, high: 95 % interval of the share that is right. letter: proposed. now: in force.
    """

    kind: str
    names: tuple[str, ...]
    matter: tuple[Matter, ...]
    outcomes: tuple[Account, ...]
    copied: int = 0
    low: float = 0.0
    high: float = 1.0
    letter: str = "F"
    now: str = "F"

    @property
    def name(self) -> str:
        """The name for the reader."""
        return self.names[0]

    @property
    def right(self) -> int:
        """Claims on which it took the true side."""
        return sum(outcome.right for outcome in self.outcomes)


@dataclass(frozen=True, slots=True)
class History:
    """Records of everybody who took a side in a resolved claim, those with most claims first.

    Attributes:
        resolved: decisions on claims that are in force. lost: those of them whose claim is no longer there.
    """

    records: tuple[Record, ...]
    resolved: tuple[Decision, ...]
    lost: tuple[Decision, ...]
    failed: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a case, those that matter most first, each with what was decided on it, if anything."""

    claims: tuple[tuple[Claim, Decision | None], ...]
    lost: tuple[Decision, ...] = ()
    failed: tuple[Failure, ...] = ()
