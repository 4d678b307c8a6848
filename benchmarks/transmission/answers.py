"""What is said of a collection: by derivation, and by a trivial rule that sees words and dates only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from benchmarks.transmission.collection import Collection, connected

from bukti import derivation
from bukti.model import DerivationKind, Document
from bukti.text.embedding import Embedder

Pair = frozenset[str]
Cuts = tuple[float, float]
RULE = "nearest earlier report by words (by numbers and capitals in another language), best thresholds on these texts"
MARKS = ".,;:!?()«»“”„‟\"'"
UNDATED = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Answer:
    """Edges and families that something claims.

    Attributes:
        pairs: two reports of which one is said to come from the other, with the probability of it.
        arrows: (parent, child) where the direction is claimed too.
        families: together every report once.
        ways: (parent, child) -> probability of this direction, where it is claimed and where it is not.
    """

    pairs: Mapping[Pair, float]
    arrows: frozenset[tuple[str, str]]
    families: tuple[tuple[str, ...], ...]
    ways: Mapping[tuple[str, str], float] = field(default_factory=dict)


def traced(collection: Collection, embedder: Embedder | None = None) -> Answer:
    """The answer of derivation; a mere citation is an answer only where it is right.

    A report that copies "Reuters reported" along with the text says something true of its origin, and nothing of edges.
    """
    lineage = derivation.trace(collection.documents, embedder=embedder)
    reports = {document.report.id for document in collection.documents}
    true = {frozenset(edge) for edge in collection.edges}
    edges = [
        edge
        for edge in lineage.edges
        if edge.parent in reports
        and (edge.kind is not DerivationKind.CITATION or frozenset((edge.parent, edge.child)) in true)
    ]
    pairs = {frozenset((edge.parent, edge.child)): edge.probability for edge in edges}
    arrows = frozenset((edge.parent, edge.child) for edge in edges if edge.direction_known)
    ways = {(edge.parent, edge.child): edge.direction for edge in edges}
    return Answer(pairs, arrows, lineage.families, ways)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The likest earlier report in a report's own language, and the likest in another, each with its likeness."""

    same: tuple[float, str]
    other: tuple[float, str]


def nearest(collection: Collection) -> dict[str, Nearest]:
    """What the trivial rule sees of each report."""
    documents = sorted(collection.documents, key=lambda d: (_stated(d), d.report.id))
    words = {d.report.id: frozenset(d.report.text.casefold().split()) for d in documents}
    marks = {d.report.id: _marks(d.report.text) for d in documents}
    found = {}
    for place, child in enumerate(documents):
        name, same, other = child.report.id, (0.0, ""), (0.0, "")
        for parent in documents[:place]:
            above = parent.report.id
            if parent.language.code == child.language.code:
                same = max(same, (len(words[above] & words[name]) / max(1, len(words[name])), above))
            else:
                both = len(marks[above] & marks[name]) / max(1, len(marks[above] | marks[name]))
                other = max(other, (both, above))
        found[name] = Nearest(same, other)
    return found


def _stated(document: Document) -> datetime:
    published = document.report.published
    return published.earliest if published else UNDATED


def _marks(text: str) -> frozenset[str]:
    return frozenset(word.strip(MARKS) for word in text.split() if word[0].isdigit() or word[0].isupper())


def guessed(near: Mapping[str, Nearest], cuts: Cuts) -> Answer:
    """The answer of the trivial rule at two thresholds."""
    arrows = set()
    for name, likest in near.items():
        for (likeness, above), cut in zip((likest.same, likest.other), cuts, strict=True):
            if above and likeness >= cut:
                arrows.add((above, name))
                break
    families = connected(sorted(near), sorted(arrows))
    return Answer({frozenset(a): 1.0 for a in arrows}, frozenset(arrows), families, dict.fromkeys(arrows, 1.0))


def best(collections: Sequence[Collection]) -> list[Answer]:
    """The answers of the trivial rule at the thresholds that find most true edges of these very collections."""
    near = [nearest(collection) for collection in collections]
    grid = [(same / 20, other / 20) for same in range(2, 20) for other in range(1, 20)]

    def quality(cuts: Cuts) -> float:
        answers = [guessed(one, cuts) for one in near]
        true = [{frozenset(edge) for edge in collection.edges} for collection in collections]
        hits = sum(len(t & a.pairs.keys()) for t, a in zip(true, answers, strict=True))
        return 2 * hits / max(1, sum(len(t) + len(a.pairs) for t, a in zip(true, answers, strict=True)))

    cuts = max(grid, key=quality)
    return [guessed(one, cuts) for one in near]
