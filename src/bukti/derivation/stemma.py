"""Which of many alike reports each was made from: the posterior over all lineages of a family at once.

A lineage gives every report one parent in its family or none (a root, or an origin that nobody kept). Its weight is the
product of the weights of its edges. The sum over all lineages without a cycle is a determinant (Tutte's directed
matrix-tree theorem), and so is the probability of each edge, as for non-projective dependency trees (Koo, Globerson,
Carreras, Collins: Structured prediction models via the matrix-tree theorem, EMNLP 2007, section 3; here with any
number of roots). So what is certain about one pair tells about all others: where one report surely stands at the
top, every neighbour lies below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Node = TypeVar("Node", bound=Any)
Floats = npt.NDArray[np.float64]
LARGEST = 400  # reports of one family that are weighed together; in larger ones each child by itself
DEEPEST = -25.0  # log of the smallest weight beside the largest of the same child


def posterior(edges: Floats, roots: Floats) -> tuple[Floats, Floats]:
    """Probability of each edge and of each report having no parent here.

    Args:
        edges: log weight of parent (row) → child (column); -inf where there is none, and on the diagonal.
        roots: log weight of each report without a parent; finite.

    Returns:
        Probabilities of edges (as `edges`) and of roots; each child's column and its root add up to 1.
    """
    top = np.maximum(edges.max(axis=0, initial=-np.inf), roots)
    weight = np.where(np.isfinite(edges), np.exp(np.maximum(edges - top, DEEPEST)), 0.0)
    own = np.exp(np.maximum(roots - top, DEEPEST))
    total = own + weight.sum(axis=0)
    if len(roots) > LARGEST:
        return weight / total, own / total
    inverse = np.linalg.inv(np.diag(total) - weight)
    chance = weight * (np.diag(inverse)[None, :] - inverse.T)
    return np.clip(chance, 0.0, 1.0), np.clip(own * np.diag(inverse), 0.0, 1.0)


def weigh(log_weights: Mapping[tuple[Node, Node], float], root: float) -> dict[tuple[Node, Node], float]:
    """Probability that a report was made from another, for the reports of one family.

    Args:
        log_weights: (parent, child) -> log weight; nodes are anything that can be sorted.
        root: log weight of having no parent here.

    Returns:
        The probability of each edge, rounded so that equal evidence is equal on every machine.
    """
    places = sorted({place for edge in log_weights for place in edge})
    rank = {place: number for number, place in enumerate(places)}
    edges = np.full((len(places), len(places)), -np.inf)
    for (parent, child), value in log_weights.items():
        edges[rank[parent], rank[child]] = value
    chance, _ = posterior(edges, np.full(len(places), root))
    return {(p, c): round(float(chance[rank[p], rank[c]]), 6) for p, c in sorted(log_weights)}
