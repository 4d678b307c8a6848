"""What a row weighs: its independent origins, each as far as it is believed.

    weight = (1 - d) · Σ b_i

over the independent origins i that affirm the claim, at the lower end of their number (method.md 7.2 (7)); b_i is the
belief that origin i alone would give the reader, the strongest of those that may be one and the same, and d is the
disbelief in the claim (method.md 7.2 (5)). With one origin this is the belief in the claim; a second one that is as
good doubles it, a worthless one adds nothing, a reprint adds nothing, and a source whose independence is not
established adds nothing either. What a person entered weighs its credibility for each origin named; a letter counts
as in method.md 7.2 (1), for a certain statement of a source of which nothing more is known.

PARC's ACH multiplies grades of credibility and relevance (Good, Shrager, Stefik, Pirolli and Card, *A Tool for
Analyzing Competing Hypotheses*, version 1.1). Here credibility is weighed, and relevance is left to the cells.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from math import fsum

from bukti.assessment.counting import independent
from bukti.assessment.profiles import Profile
from bukti.assessment.study import Study, drop, study
from bukti.assessment.worlds import strength
from bukti.model import Degree, EvidenceBasis, EvidenceGraph, Opinion, Origin, Polarity, Row


@dataclass(frozen=True, slots=True)
class Weight:
    """What a row weighs, with its opinion.

    Attributes:
        least, most: at the lower and the upper end of the number of origins. origins: those numbers.
        parts: independent origins at the lower end, each as the ids of those that count as one.
    """

    least: float
    most: float
    origins: tuple[int, int]
    opinion: Opinion
    parts: tuple[tuple[str, ...], ...]


class Claimed:
    """The evidence of a claim, opened once; each origin can be left out of it."""

    def __init__(self, graph: EvidenceGraph, profile: Profile) -> None:
        self._base = study(graph, profile)
        self._alone: dict[str, float] = {}
        self.origins: tuple[Origin, ...] = tuple(o for o in self._base.graph.origins if not o.retracted)

    def weight(self, gone: Collection[str] = ()) -> Weight:
        """What it weighs without some origins, by their ids."""
        left = self._without(set(gone) & {origin.id for origin in self.origins})
        least, most = independent(left.graph, Polarity.AFFIRM, left.seen, left.profile)
        kept = 1.0 - left.result.opinion.disbelief
        low, high = (kept * self._believed(left, parts) for parts in (least, most))
        return Weight(low, high, (len(least), len(most)), left.result.opinion, tuple(least))

    def _without(self, gone: set[str]) -> Study:
        """As if these were retracted: those whom they joined do not come apart and count as more than before."""
        if not gone:
            return self._base
        graph = self._base.graph
        origins = tuple(replace(o, retracted=True) if o.id in gone else o for o in graph.origins)
        return study(replace(graph, origins=origins), self._base.profile)

    def _believed(self, left: Study, parts: Sequence[Sequence[str]]) -> float:
        return fsum(max(self._belief(left, name) for name in part) for part in parts)

    def _belief(self, left: Study, name: str) -> float:
        """The belief that one origin gives alone."""
        if name not in self._alone:
            graph = self._base.graph
            for other in self._base.graph.origins:
                graph = graph if other.id == name else drop(graph, other.id)
            self._alone[name] = study(graph, left.profile).result.opinion.belief
        return self._alone[name]


@dataclass(frozen=True, slots=True)
class Entered:
    """Evidence that a person entered: each origin named is as credible as they say."""

    row: Row
    profile: Profile
    origins: tuple[Origin, ...] = field(default=(), init=False)

    def weight(self, gone: Collection[str] = ()) -> Weight:
        """What it weighs without some origins, by their names."""
        row = self.row
        credible = self._rated(row.letter) if row.credibility is None else row.credibility
        left = tuple((name,) for name in row.origins if name not in gone)
        total, belief = credible * len(left), credible if left else 0.0
        return Weight(total, total, (len(left), len(left)), Opinion(belief, 0.0, 1.0 - belief), left)

    def _rated(self, letter: str) -> float:
        said = Origin("", "", letter, Polarity.AFFIRM, Degree.CT, EvidenceBasis.UNSPECIFIED)
        return strength(said, self.profile)
