"""How a claim changes along the chain of derivation: surer words, another number, a source that gets lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from bukti.claims.anchors import agrees
from bukti.claims.compare import CEILING, Comparer
from bukti.claims.features import Count, Features
from bukti.model import CERTAINTY_WORD, Degree, Drift, Lineage, SourceKind, Statement

STRENGTH = {Degree.UU: 0, Degree.PS: 1, Degree.WPR: 2, Degree.PR: 3, Degree.CT: 4}


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


def drifts(nodes: Iterable[int], known: Known) -> tuple[Drift, ...]:
    """Changes between statements of one claim in a parent and its child, edge by edge.

    Args:
        nodes: of the claim's affirming statements, those of a rival number included.
        known: edges with a known direction are followed; others show no drift.
    """
    by_report: dict[str, list[tuple[int, Features]]] = {}
    for node in nodes:
        for f in known.copies[node]:
            by_report.setdefault(f.statement.report, []).append((node, f))
    found: list[Drift] = []
    edges = sorted({(e.child, e.parent) for e in known.lineage.edges if e.direction_known})
    for child, parent in edges:
        if child in by_report and parent in by_report:
            old, new = (sorted(by_report[report], key=lambda pair: pair[1].order) for report in (parent, child))
            found += _certainty(old, new, known.comparer)
            found += _quantity([f for _, f in old], [f for _, f in new])
            found += _attribution([f for _, f in old], [f for _, f in new])
    return tuple(dict.fromkeys(found))


def _certainty(
    parent: Sequence[tuple[int, Features]], child: Sequence[tuple[int, Features]], comparer: Comparer
) -> Iterable[Drift]:
    """The largest change between a statement of the child and the statement of the parent that is nearest to it.

    One surer statement is enough; weaker ones count only where the child has no other.
    """
    changes: list[tuple[int, Drift]] = []
    for node, f in child:
        old, new = _nearest(parent, node, f, comparer), f.statement
        if old.degree is not new.degree:
            words = CERTAINTY_WORD[old.degree], CERTAINTY_WORD[new.degree]
            change = Drift("certainty", old.id, new.id, *words)
            changes.append((STRENGTH[new.degree] - STRENGTH[old.degree], change))
    surer = [pair for pair in changes if pair[0] > 0]
    if surer or len(changes) == len(child):
        yield max(surer or changes, key=lambda pair: abs(pair[0]))[1]


def _nearest(parent: Sequence[tuple[int, Features]], node: int, f: Features, comparer: Comparer) -> Statement:
    """The parent's statement that a child's statement comes from; of equally near ones the one of equal certainty."""

    def near(pair: tuple[int, Features]) -> tuple[float, bool]:
        same = CEILING if pair[0] == node else comparer(pair[0], node).same
        return round(same, 4), pair[1].statement.degree is f.statement.degree

    return max(parent, key=near)[1].statement


def _quantity(parent: Sequence[Features], child: Sequence[Features]) -> Iterable[Drift]:
    """A number of the child that the parent gives otherwise, when the parent does not also give the child's."""
    for new in child:
        for count in new.counts:
            rivals = [(old, c) for old in parent for c in old.counts if same_kind(count, c)]
            if rivals and not any(agrees(count, c) for _, c in rivals):
                old, other = rivals[0]
                yield Drift("quantity", old.statement.id, new.statement.id, other.words, count.words)


def same_kind(x: Count, y: Count) -> bool:
    """Whether two counts count the same thing as far as that is known; killed and injured never do."""
    if (x.harm or y.harm) and x.harm != y.harm:
        return False
    return x.unit == y.unit


def _attribution(parent: Sequence[Features], child: Sequence[Features]) -> Iterable[Drift]:
    """Said by somebody in the parent, by nobody in the child."""
    sourced = [f for f in parent if f.statement.source_kind is not SourceKind.NARRATOR]
    if sourced and all(f.statement.source_kind is SourceKind.NARRATOR for f in child):
        old = min(sourced, key=lambda f: f.order).statement
        new = min(child, key=lambda f: f.order).statement
        yield Drift("attribution", old.id, new.id, str(old.source_kind), str(new.source_kind))
