"""Which statements derivation aligns: a passage of a child was made from a passage of its parent.

A passage may be longer than a statement (a copy aligns whole texts), so places inside it are mapped by proportion; two
statements are aligned as far as their mapped ranges overlap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bukti.claims.features import Features
from bukti.model import AlignedPassage, Lineage, Span

LEAST = 0.35  # overlap (intersection over union) below which an alignment says nothing


def aligned(features: Sequence[Features], lineage: Lineage) -> dict[tuple[int, int], float]:
    """Overlap in [LEAST, 1] of statements through aligned passages, by pair of places (smaller first)."""
    held: Mapping[str, list[int]] = defaultdict(list)
    for place, f in enumerate(features):
        held[f.statement.report].append(place)
    found: dict[tuple[int, int], float] = {}
    for edge in lineage.edges:
        for passage in edge.passages:
            if not (passage.child.end > passage.child.start and passage.parent.end > passage.parent.start):
                continue
            for child in _touching(held.get(edge.child, ()), passage.child, features):
                for parent in _touching(held.get(edge.parent, ()), passage.parent, features):
                    share = _overlap(features[child].statement.extent, features[parent].statement.extent, passage)
                    pair = (min(child, parent), max(child, parent))
                    if share >= LEAST and child != parent:
                        found[pair] = max(found.get(pair, 0.0), share)
    return dict(sorted(found.items()))


def _touching(places: Sequence[int], span: Span, features: Sequence[Features]) -> list[int]:
    return [place for place in places if features[place].statement.extent.overlaps(span)]


def _overlap(child: Span, parent: Span, passage: AlignedPassage) -> float:
    """Intersection over union of the two ranges, both as fractions of the passage, clipped to it."""
    a, b = _fraction(child, passage.child), _fraction(parent, passage.parent)
    shared = min(a[1], b[1]) - max(a[0], b[0])
    union = max(a[1], b[1]) - min(a[0], b[0])
    return max(0.0, shared / union) if union > 0 else 0.0


def _fraction(span: Span, passage: Span) -> tuple[float, float]:
    """Where a span lies in a passage, as fractions; what sticks out counts too, so a part is no equal of a whole."""
    length = passage.end - passage.start
    return (span.start - passage.start) / length, (span.end - passage.start) / length
