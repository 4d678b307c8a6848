"""The chain of a claim: which report took it from which, through reports that leave it out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bukti.claims.compare import CEILING, Comparer
from bukti.claims.features import Features
from bukti.model import Derivation, DerivationKind, Document, DriftEnd, Lineage, Span


class Known(Protocol):
    """What drift needs to know of the grouped statements (assemble.Grouping)."""

    @property
    def comparer(self) -> Comparer:
        """Over nodes."""
        ...

    @property
    def copies(self) -> Sequence[Sequence[Features]]:
        """Statements by node."""
        ...

    @property
    def lineage(self) -> Lineage:
        """Who copied whom."""
        ...

    @property
    def documents(self) -> Mapping[str, Document]:
        """By report id."""
        ...


class Said(NamedTuple):
    """A statement and the node that it is a copy of."""

    node: int
    features: Features


class Change(NamedTuple):
    """A change at a hop: a `Drift` without its chain and its sentence."""

    kind: str
    change: str
    severity: str
    before: DriftEnd
    after: DriftEnd


@dataclass(frozen=True)
class Hop:
    """A report that carries a claim, and the nearest reports above it that do.

    Attributes:
        child: report id. said: its statements on the claim, in order.
        parents: the same for each parent, surest first; several where texts are merged.
        unread: what it also comes from and nobody here has read.
    """

    known: Known
    chains: Chains
    child: str
    said: tuple[Said, ...]
    parents: Mapping[str, tuple[Said, ...]]
    unread: tuple[str, ...]

    @property
    def old(self) -> list[Features]:
        """What the parents say, parent by parent."""
        return [f for said in self.parents.values() for _, f in said]

    @property
    def new(self) -> list[Features]:
        """What the child says."""
        return [f for _, f in self.said]

    def twins(self, said: Said) -> list[Features]:
        """For each parent its statement that a statement of the child comes from, the nearest first."""
        ranked = [max((self._near(said, old), -n) for n, old in enumerate(olds)) for olds in self.parents.values()]
        pairs = zip(ranked, self.parents.values(), strict=True)
        return [olds[-n].features for (_, n), olds in sorted(pairs, key=lambda pair: pair[0][0], reverse=True)]

    def _near(self, new: Said, old: Said) -> tuple[float, bool]:
        """How near two statements are; of equally near ones the one of equal certainty is taken."""
        same = CEILING if new.node == old.node else self.known.comparer(new.node, old.node).same
        return round(same, 4), new.features.statement.degree is old.features.statement.degree

    def document(self, f: Features) -> Document:
        """The document that a statement stands in."""
        return self.known.documents[f.statement.report]

    def elsewhere(self, parent: str) -> list[Document]:
        """What the child is made from directly, a parent left aside: carriers of the claim and others."""
        read = self.known.documents
        return [read[report] for report in self.chains.direct(self.child) if report in read and report != parent]

    def translated(self, f: Features, span: Span) -> bool:
        """Whether words of a statement stand in a passage that the child translates from a parent.

        What becomes of them there may be read less well than they are: they are no loss and no addition.
        """
        inside = f.statement.report == self.child
        for parent, said in self.parents.items():
            foreign = said[0].features.language != self.new[0].language and (inside or parent == f.statement.report)
            if foreign and self.chains.covers(parent, self.child, span, inside=inside):
                return True
        return False

    def end(self, f: Features, value: str, span: Span | None = None) -> DriftEnd:
        """A statement as a side of a change, with the words that carry it."""
        words = self.document(f).words(span) if span else ""
        return DriftEnd(f.statement.report, value, f.statement.id, words, span)


class Chains:
    """The edges whose direction is known, looked up by child."""

    def __init__(self, lineage: Lineage, read: Collection[str]) -> None:
        self.read = read
        self.names = {node.id: node.name for node in lineage.latent}
        self._above: dict[str, list[Derivation]] = {}
        for edge in sorted(lineage.edges, key=lambda e: (-e.probability, -e.share_of_child, e.parent)):
            if edge.direction_known and edge.parent != edge.child:
                self._above.setdefault(edge.child, []).append(edge)

    def parents(self, report: str, carriers: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The nearest carriers above a report, each with the reports on the way that leave the claim out."""
        found: dict[str, tuple[str, ...]] = {}
        waiting: list[tuple[str, tuple[str, ...]]] = [(edge.parent, ()) for edge in self._above.get(report, ())]
        met = {report}
        for parent, between in waiting:  # grows while it is walked: nearest first
            if parent in met or parent not in self.read:
                continue
            met.add(parent)
            if parent in carriers:
                found[parent] = between
            else:
                waiting += [(edge.parent, (parent, *between)) for edge in self._above.get(parent, ())]
        return found

    def direct(self, report: str) -> tuple[str, ...]:
        """What a report is made from, read or not, in order."""
        return tuple(sorted({edge.parent for edge in self._above.get(report, ())}))

    def unread(self, report: str) -> tuple[str, ...]:
        """Names of what a report also comes from and nobody here has read; empty names where nobody knows them."""
        return tuple(sorted(self.names.get(above) or "" for above in self.direct(report) if above not in self.read))

    def chain(self, parent: str, child: str, carriers: Collection[str]) -> tuple[str, ...]:
        """Reports from the first of a claim, along the surest edges, down to a parent and from there to its child."""
        found: tuple[str, ...] = (parent, *self.parents(child, carriers).get(parent, ()), child)
        above = self.parents(parent, carriers)
        while above:
            first, between = next(iter(above.items()))
            if first in found:
                break
            found = (first, *between, *found)
            above = self.parents(first, carriers)
        return found

    def retold(self, parent: str, child: str) -> bool:
        """Whether a report retells another one, and does not only cite it."""
        return any(edge.kind is not DerivationKind.CITATION for edge in self._edges(parent, child))

    def covers(self, parent: str, child: str, span: Span, *, inside: bool = False) -> bool:
        """Whether half of some words of the parent, or `inside` the child, lie in a passage made from the other's."""
        sides = (p.child if inside else p.parent for edge in self._edges(parent, child) for p in edge.passages)
        shared = (min(side.end, span.end) - max(side.start, span.start) for side in sides)
        return 2 * max(shared, default=0) >= span.end - span.start

    def _edges(self, parent: str, child: str) -> list[Derivation]:
        return [edge for edge in self._above.get(child, ()) if edge.parent == parent]


def hops(carriers: Mapping[str, Sequence[Said]], chains: Chains, known: Known) -> Iterable[Hop]:
    """Every report that carries a claim with the carriers it has it from; those with none above them are left out."""
    for child in sorted(carriers):
        above = chains.parents(child, carriers)
        if above:
            parents = {report: tuple(carriers[report]) for report in above}
            yield Hop(known, chains, child, tuple(carriers[child]), parents, chains.unread(child))
