"""What reports say of a proposition in the user's own words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bukti.model.decision import Decision


class Side(StrEnum):
    """How a statement stands to a proposition.

    `rival` cannot be true together with it (another number, date, place or actor) and denies nothing; `about` speaks of
    it and takes no position, or says less than it; `near` is the nearest of what does not speak of it.
    """

    FOR = "for"
    AGAINST = "against"
    RIVAL = "rival"
    ABOUT = "about"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Match:
    """One statement beside the proposition.

    Attributes:
        statement: id. score: natural log-odds that the two speak of one proposition, negation left out.
        reason: why it stands on this side, one sentence. kind: of a rival: `number`, `date`, `place` or `actor`.
    """

    statement: str
    side: Side
    score: float
    reason: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What a case showed when a question was asked, as the case remembers it.

    Attributes:
        number: order of the looks; given by the case. question: the words asked. looked: when, UTC, ISO 8601.
        sides: statement id -> side. origins: origin id -> name. figures: name -> value, as shown.
        decisions: ids of the retractions in force.
    """

    number: int
    question: str
    looked: str
    sides: dict[str, str]
    origins: dict[str, str]
    figures: dict[str, str]
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since the last look at the same question.

    Attributes:
        last: when that was, ISO 8601; None at the first look.
        new, moved, gone: statement ids that came, changed sides, or are no longer found.
        origins: names of new origins. lost: names of those that are gone.
        figures: name, value then, value now, of each that differs. retracted, restored: decisions made since.
    """

    last: str | None
    new: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    figures: tuple[tuple[str, str, str], ...] = ()
    retracted: tuple[Decision, ...] = ()
    restored: tuple[Decision, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether nothing changed since an earlier look."""
        told = (self.new, self.moved, self.gone, self.origins, self.lost, self.figures, self.retracted, self.restored)
        return self.last is not None and not any(told)


@dataclass(frozen=True, slots=True)
class Question:
    """A proposition in the user's own words and what the reports say of it.

    Attributes:
        text: as given. language: ISO 639 code or None. negated: whether the words negate something ("no ship was hit").
        matches: every statement that speaks of it, in order of report and place. near: the nearest others.
        since: what changed since the last look, where one was asked for.
    """

    text: str
    language: str | None
    negated: bool
    matches: tuple[Match, ...]
    near: tuple[Match, ...] = ()
    since: Since | None = None

    def on(self, side: Side) -> tuple[Match, ...]:
        """The matches on one side."""
        return tuple(match for match in self.matches if match.side is side)
