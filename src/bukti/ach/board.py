"""A matrix over a case: rows resolved and weighed, hypotheses scored and ranked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bukti.ach import scores
from bukti.ach.resolve import Resolved, resolve
from bukti.ach.scores import Ranking
from bukti.ach.sources import Evidence, Source, independent, sources
from bukti.ach.weight import Claimed, Entered, Weight
from bukti.assessment.profiles import Profile
from bukti.model import Finding, Hypothesis, Opinion, Rating, Row, Sheet, Standing, WeighedRow

NOTHING = Weight(0.0, 0.0, (0, 0), Opinion(0.0, 0.0, 1.0), ())


@dataclass(frozen=True)
class Board:
    """A sheet with the evidence of its rows.

    Attributes:
        resolved: what each row means now, by its id. evidence: of the rows that have some, in the sheet's order.
    """

    sheet: Sheet
    resolved: Mapping[str, Resolved]
    evidence: Mapping[str, Evidence]

    @classmethod
    def of(cls, sheet: Sheet, findings: Sequence[Finding], profile: Profile) -> Board:
        """Resolve and open every row over the findings of the case as it is now."""
        resolved = resolve(sheet, findings, profile.stamp)
        evidence: dict[str, Evidence] = {}
        for row in sheet.rows:
            finding = resolved[row.id].finding
            if finding:
                evidence[row.id] = Claimed(finding.graph, profile)
            elif row.claim is None:
                evidence[row.id] = Entered(row, profile)
        return cls(sheet, resolved, evidence)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Every source that speaks in a row."""
        return sources(self.evidence)

    @cached_property
    def weights(self) -> dict[str, Weight]:
        """What each row that has evidence weighs."""
        return {row: one.weight() for row, one in self.evidence.items()}

    @cached_property
    def scored(self) -> tuple[str, ...]:
        """Ids of the rows that enter the scores: they have evidence, and do not fit all hypotheses alike."""
        return tuple(row for row in self.evidence if scores.diagnosticity(self.marks(row)) != 0.0)

    def marks(self, row: str) -> tuple[Rating | None, ...]:
        """The cells of a row in the order of the hypotheses."""
        found = (self.sheet.cells.get((row, hypothesis.id)) for hypothesis in self.sheet.hypotheses)
        return tuple(cell.rating if cell else None for cell in found)

    def column(self, hypothesis: str, rows: Sequence[str]) -> list[Rating | None]:
        """The cells of a hypothesis in some rows."""
        found = (self.sheet.cells.get((row, hypothesis)) for row in rows)
        return [cell.rating if cell else None for cell in found]

    def totals(self, weights: Mapping[str, float], blank: int = 0) -> dict[str, float]:
        """The score of each hypothesis over the rows that have a weight here, in the sheet's order."""
        rows, amounts = list(weights), list(weights.values())
        return {h.id: scores.score(amounts, self.column(h.id, rows), blank) for h in self.sheet.hypotheses}

    def least(self, gone: Collection[str] = (), without: str = "") -> dict[str, float]:
        """Weights of the rows that enter the scores, without some origins or a row."""
        kept = (row for row in self.scored if row != without)
        return {row: self.evidence[row].weight(gone).least if gone else self.weights[row].least for row in kept}

    @cached_property
    def ranking(self) -> Ranking:
        """Hypotheses by place."""
        return scores.ranking(self.totals(self.least()))

    def standings(self) -> tuple[Standing, ...]:
        """How each hypothesis stands, by place, then in the sheet's order."""
        low, high = self.totals(self.least()), self.totals(self.least(), scores.WORST)
        items = self.totals(dict.fromkeys(self.scored, 1.0))
        place = {name: 1 + sum(map(len, self.ranking[:at])) for at, names in enumerate(self.ranking) for name in names}
        made = [self._standing(h, place[h.id], (low[h.id], high[h.id], items[h.id])) for h in self.sheet.hypotheses]
        return tuple(sorted(made, key=lambda standing: standing.place))

    def _standing(self, hypothesis: Hypothesis, place: int, totals: tuple[float, float, float]) -> Standing:
        column = self.column(hypothesis.id, self.scored)
        against = [row for row, mark in zip(self.scored, column, strict=True) if scores.inconsistency(mark)]
        least, names = independent({row: self.weights[row].parts for row in against}, self.sources)
        return Standing(
            hypothesis=hypothesis,
            place=place,
            score=totals[0],
            score_most=totals[1],
            items=round(totals[2]),
            tested=sum(mark not in (None, Rating.NA) for mark in column),
            rows=tuple(against),
            against_min=least,
            against=names,
        )

    def rows(self) -> tuple[WeighedRow, ...]:
        """Every row with what its evidence weighs now."""
        return tuple(self._row(row) for row in self.sheet.rows)

    def _row(self, row: Row) -> WeighedRow:
        known, weight = self.resolved[row.id], self.weights.get(row.id, NOTHING)
        names = {name: source.name for source in self.sources for name in source.ids}
        marks = self.marks(row.id)
        return WeighedRow(
            row=row,
            state=known.state,
            changes=known.changes,
            text=known.finding.claim.text if known.finding else row.text,
            claim=known.finding.claim.id if known.finding else "",
            opinion=weight.opinion,
            origins_min=weight.origins[0],
            origins_max=weight.origins[1],
            grade=known.finding.assessment.admiralty if known.finding else "",
            weight=weight.least,
            weight_most=weight.most,
            sources={part[0]: names[part[0]] for part in weight.parts},
            ratings=marks,
            diagnosticity=scores.diagnosticity(marks),
            apart=row.id not in self.scored,
        )

    def blank(self) -> tuple[tuple[str, str], ...]:
        """Row and hypothesis of every cell that nobody filled, where the row has evidence."""
        return tuple(
            (row, hypothesis.id)
            for row in self.evidence
            for hypothesis in self.sheet.hypotheses
            if (row, hypothesis.id) not in self.sheet.cells
        )
