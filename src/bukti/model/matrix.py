"""A matrix of competing hypotheses: what people decided about it, and what follows from that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bukti.model.evidence import Opinion
from bukti.model.result import ProfileStamp


class Rating(StrEnum):
    """How an item of evidence fits a hypothesis (Heuer 1999, chapter 8; the letters are those of PARC's ACH)."""

    CC = "CC"  # very consistent
    C = "C"  # consistent
    N = "N"  # neutral: fits both ways
    I = "I"  # noqa: E741 - the letter of the method: inconsistent
    II = "II"  # very inconsistent
    NA = "NA"  # not applicable


@dataclass(frozen=True, slots=True)
class Judgement:
    """One entry of the log of a matrix; never changed, a later one on the same thing supersedes it.

    Attributes:
        id: derived from everything else. matrix: name of the matrix, for a case may hold several.
        what: `new`, `hypothesis`, `row`, `cell` or `drop`. row, hypothesis: what it is about ("R2", "H1"), or empty.
        value: what was decided, as the fields of the record it makes; fractions are text, for the log holds none.
        note: why. made: when, UTC, ISO 8601.
    """

    id: str
    matrix: str
    what: str
    row: str
    hypothesis: str
    value: Mapping[str, Any]
    note: str
    author: str
    made: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A claim as it was when its row was added or renewed: what tells later that it has changed.

    Attributes:
        id: of the claim. lead: id of its leading statement. statements: ids of all that affirm or deny, sorted.
        belief, disbelief: of its opinion. origins_min, origins_max: independent origins. grade: Admiralty.
        profile: name and version of the profile that these figures were computed with.
    """

    id: str
    lead: str
    statements: tuple[str, ...]
    belief: float
    disbelief: float
    origins_min: int
    origins_max: int
    grade: str
    profile: str


@dataclass(frozen=True, slots=True)
class Row:
    """An item of evidence: a claim of the case, or what a person entered.

    Attributes:
        id: `R1`, `R2` …, never given twice. claim: None for what a person entered.
        credibility: in (0, 1], as that person judges it; None for a claim, whose evidence is weighed.
        letter: the reliability A to F that was given instead of a number, or empty.
        origins: independent origins of what a person entered, by name; at least one.
    """

    id: str
    text: str
    note: str
    author: str
    made: str
    claim: Snapshot | None = None
    credibility: float | None = None
    letter: str = ""
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One of the explanations that compete; its id is `H1`, `H2` …, never given twice."""

    id: str
    text: str
    note: str
    author: str
    made: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A person's decision on how a row fits a hypothesis."""

    row: str
    hypothesis: str
    rating: Rating
    note: str
    author: str
    made: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A matrix as it stands after all judgements, in the order in which hypotheses and rows were added.

    Attributes:
        cells: by row and hypothesis; a pair that nobody decided on is absent. judgements: how many made it.
    """

    name: str
    question: str
    hypotheses: tuple[Hypothesis, ...]
    rows: tuple[Row, ...]
    cells: Mapping[tuple[str, str], Cell]
    judgements: int


@dataclass(frozen=True, slots=True)
class WeighedRow:
    """A row with what its evidence weighs now.

    Attributes:
        state: `same`, `changed`, `entered` (by a person), or why it stands apart: `gone`, `split`, `double`.
        changes: what became of its claim since the row was added, in sentences.
        text: of the claim as it is now. opinion: on it. origins_min, origins_max: independent origins.
        grade: Admiralty, empty for what a person entered. weight: see ach/weight.py; 0 where the row stands apart.
        weight_most: if every origin of the upper end counted.
        sources: names of the independent origins that weigh, by id.
        diagnosticity: in [0, 1], None while cells are blank. apart: it does not discriminate, or its claim is lost.
    """

    row: Row
    state: str
    changes: tuple[str, ...]
    text: str
    claim: str
    opinion: Opinion
    origins_min: int
    origins_max: int
    grade: str
    weight: float
    weight_most: float
    sources: Mapping[str, str]
    ratings: tuple[Rating | None, ...]
    diagnosticity: float | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How a hypothesis stands.

    Attributes:
        place: 1 is least inconsistent; equal scores share a place. score: weighted inconsistency, blank cells as 0.
        score_most: the same if every blank cell were II. items: the unweighted score of Heuer's method.
        tested: cells that say more than NA. rows: ids of the rows that speak against it.
        against: names of the independent origins behind these rows, as far as they may be different.
        against_min: how many they are at least.
    """

    hypothesis: Hypothesis
    place: int
    score: float
    score_most: float
    items: int
    tested: int
    rows: tuple[str, ...]
    against_min: int
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What becomes of the ranking without something.

    Attributes:
        kind: `origin`, `row`, `unnamed` (all unnamed sources at once), `upper` (sources whose independence is not
            established count) or `items` (rows count alike, whoever is behind them).
        name: of the origin or row. rows: ids of the rows that rest on it.
        ranking: hypotheses by place. changes: the ranking is another. leads: who is first is another.
    """

    kind: str
    name: str
    rows: tuple[str, ...]
    ranking: tuple[tuple[str, ...], ...]
    changes: bool
    leads: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A matrix weighed over the case as it is now.

    Attributes:
        rows: in the sheet's order. standings: by place, then in the sheet's order. blank: (row, hypothesis) of every
            cell that nobody filled, rows that stand apart left out. open: blank cells could change who is first.
        what_if: what changes the ranking first, then by name.
    """

    sheet: Sheet
    profile: ProfileStamp
    version: str
    rows: tuple[WeighedRow, ...]
    standings: tuple[Standing, ...]
    blank: tuple[tuple[str, str], ...]
    open: bool
    what_if: tuple[WhatIf, ...]

    @property
    def ranking(self) -> tuple[tuple[str, ...], ...]:
        """Ids of the hypotheses by place, the least inconsistent first; those of one place together."""
        places: dict[int, list[str]] = {}
        for standing in self.standings:
            places.setdefault(standing.place, []).append(standing.hypothesis.id)
        return tuple(tuple(ids) for _, ids in sorted(places.items()))
