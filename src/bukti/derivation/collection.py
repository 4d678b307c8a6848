"""Every report of a run with what the steps of the stage share: weights, embedder, frequencies, and a join."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from bukti.derivation.candidates import JoinOptions, join
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.fingerprints import Shingles
from bukti.derivation.likeness import Rarity
from bukti.derivation.prepare import Prepared, idf
from bukti.derivation.weights import Weights

SMALL = 300  # reports up to which every two of them may be compared


@dataclass(frozen=True)
class Collection:
    """Everything that the steps share."""

    prepared: tuple[Prepared, ...]
    weights: Weights
    embedder: Embedder | None

    @cached_property
    def word_weight(self) -> Mapping[str, float]:
        """Inverse document frequency of words."""
        return idf(self.prepared)

    @cached_property
    def rarity(self) -> Rarity:
        """How few reports have each run of letters."""
        return Rarity(self.prepared)

    @cached_property
    def anchor_weight(self) -> Mapping[str, float]:
        """Inverse document frequency of anchors."""
        return idf(self.prepared, anchors=True)

    @cached_property
    def anchors(self) -> tuple[Counter[str], ...]:
        """Anchors of each report."""
        return tuple(one.anchors for one in self.prepared)

    def joined(self, rows: Sequence[Shingles], options: JoinOptions) -> list[tuple[int, int]]:
        """Pairs of places that share features, earlier reports leading; undated ones come last."""

        def first(place: int) -> tuple[bool, float, int]:
            published = self.prepared[place].document.report.published
            return published is None, published.earliest.timestamp() if published else 0.0, place

        order = sorted(range(len(rows)), key=first)
        found = join([rows[place] for place in order], options)
        return sorted((min(order[a], order[b]), max(order[a], order[b])) for a, b, _ in found)
