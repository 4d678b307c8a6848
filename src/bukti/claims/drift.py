"""How a claim changes along the chain of derivation: surer words, another number, a source that gets lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bukti.claims.anchors import agrees
from bukti.claims.features import Count, Features
from bukti.model import Degree, Drift, Lineage, SourceKind, Statement

STRENGTH = {Degree.UU: 0, Degree.PS: 1, Degree.WPR: 2, Degree.PR: 3, Degree.CT: 4}


def drifts(members: Sequence[Features], lineage: Lineage) -> tuple[Drift, ...]:
    """Changes between statements of one claim in a parent and its child, sorted by the order of the child.

    Args:
        members: features of the claim's statements, those of a rival number included.
        lineage: edges with a known direction are followed; others show no drift.
    """
    by_report: dict[str, list[Features]] = {}
    for f in members:
        by_report.setdefault(f.statement.report, []).append(f)
    found: list[Drift] = []
    edges = sorted((e.child, e.parent) for e in lineage.edges if e.direction_known)
    for child, parent in dict.fromkeys(edges):
        if child in by_report and parent in by_report:
            found += _between(by_report[parent], by_report[child])
    return tuple(dict.fromkeys(found))


def _between(parent: Sequence[Features], child: Sequence[Features]) -> Iterable[Drift]:
    yield from _certainty(parent, child)
    yield from _quantity(parent, child)
    yield from _attribution(parent, child)


def _certainty(parent: Sequence[Features], child: Sequence[Features]) -> Iterable[Drift]:
    """The surest wording of each side; a change either way."""
    old, new = _surest(parent), _surest(child)
    if old.degree is not new.degree:
        yield Drift("certainty", old.id, new.id, old.certainty, new.certainty)


def _surest(side: Sequence[Features]) -> Statement:
    return min(side, key=lambda f: (-STRENGTH[f.statement.degree], f.order)).statement


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
