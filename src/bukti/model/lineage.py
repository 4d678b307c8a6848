"""Who copied whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bukti.model.span import Span


class DerivationKind(StrEnum):
    """How one report comes from another (interfaces.md)."""

    COPY = "copy"
    REWRITE = "rewrite"
    TRANSLATION = "translation"
    CITATION = "citation"
    COMMON_ORIGIN = "common_origin"


@dataclass(frozen=True, slots=True)
class AlignedPassage:
    """A passage of the child and the passage of the parent that it was made from; score in [0, 1]."""

    parent: Span
    child: Span
    score: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """An edge between two reports (or a report and an origin outside the collection, or a latent origin).

    Attributes:
        parent: report id, latent-origin id (`la-…`) or outside-origin id (`ex-…`).
        probability: that the edge exists, calibrated. direction_known: False draws no arrow.
        share_of_child: part of the child's words that lie in aligned passages, in [0, 1].
        reasons: sentences a reader can check.
        direction: probability that the child is the later of the two, given the edge, calibrated; in [0.5, 1], and 1
            where the parent is no report.
    """

    parent: str
    child: str
    kind: DerivationKind
    probability: float
    direction_known: bool
    share_of_child: float
    passages: tuple[AlignedPassage, ...] = ()
    reasons: tuple[str, ...] = ()
    direction: float = 1.0

    def turned(self) -> Derivation:
        """The same passages with parent and child exchanged, as far as a tie without direction needs it."""
        passages = tuple(AlignedPassage(p.child, p.parent, p.score) for p in self.passages)
        return replace(self, parent=self.child, child=self.parent, passages=passages)


@dataclass(frozen=True, slots=True)
class LatentOrigin:
    """An origin that is not in the collection: a shared wire that nobody kept, or a cited outlet.

    Attributes:
        id: `la-…` for an inferred common origin, `ex-…` for a named outlet outside the collection.
        name: the outlet's name when it is known, else None.
    """

    id: str
    members: tuple[str, ...]
    reasons: tuple[str, ...]
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Everything that derivation found: edges, latent and outside origins, and families of report ids.

    Attributes:
        possible: ties between reports that are too weak for an edge and join no family, and yet may be one.
    """

    edges: tuple[Derivation, ...] = ()
    latent: tuple[LatentOrigin, ...] = ()
    families: tuple[tuple[str, ...], ...] = ()
    possible: tuple[Derivation, ...] = ()
