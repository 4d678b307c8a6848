"""The posterior over lineages equals the plain sum over all of them."""

from __future__ import annotations

from itertools import product
from math import exp, inf

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.derivation import stemma

SIZE = 3
LOGS = st.lists(st.floats(-6, 6) | st.just(-inf), min_size=SIZE * SIZE, max_size=SIZE * SIZE)


def summed(edges: stemma.Floats, roots: stemma.Floats) -> stemma.Floats:
    """Edge probabilities by listing every lineage: each report's parent or none, without a cycle."""
    size = len(roots)
    total, found = 0.0, np.zeros((size, size))
    for parents in product(range(-1, size), repeat=size):
        chosen = [(parent, child) for child, parent in enumerate(parents) if parent >= 0]
        if any(parent == child for parent, child in chosen) or not nx.is_directed_acyclic_graph(nx.DiGraph(chosen)):
            continue
        logs = [edges[edge] for edge in chosen] + [roots[c] for c, parent in enumerate(parents) if parent < 0]
        weight = exp(sum(logs)) if all(value > -inf for value in logs) else 0.0
        total += weight
        for edge in chosen:
            found[edge] += weight
    return np.asarray(found / total)


@given(LOGS, st.lists(st.floats(-3, 3), min_size=SIZE, max_size=SIZE))
def test_the_determinant_sums_all_lineages(logs: list[float], roots: list[float]) -> None:
    """Edge and root probabilities are those of the plain sum, and each child's add up to one."""
    edges = np.array(logs).reshape(SIZE, SIZE)
    np.fill_diagonal(edges, -np.inf)
    chance, root = stemma.posterior(edges, np.array(roots))
    assert chance == pytest.approx(summed(edges, np.array(roots)), abs=1e-6)
    assert chance.sum(axis=0) + root == pytest.approx(np.ones(SIZE))


def test_what_is_known_of_one_pair_tells_about_others() -> None:
    """In a chain of three whose last pair has no direction of its own, a sure first pair turns it."""
    even = stemma.weigh({(0, 1): 3.0, (1, 0): 3.0, (1, 2): 3.0, (2, 1): 3.0}, 0.0)
    assert even[0, 1] == pytest.approx(even[2, 1])
    turned = stemma.weigh({(0, 1): 6.0, (1, 0): -6.0, (1, 2): 3.0, (2, 1): 3.0}, 0.0)
    assert turned[1, 2] > 0.9
    assert turned[2, 1] < 0.1


def test_a_large_family_is_weighed_child_by_child() -> None:
    """Above the largest size that is weighed together, the closer parent still wins."""
    many = {(parent, child): float(parent) for child in range(3, stemma.LARGEST + 2) for parent in range(3)}
    chance = stemma.weigh(many, -1.0)
    assert chance[2, 9] > chance[1, 9] > chance[0, 9]
    assert sum(chance[parent, 9] for parent in range(3)) < 1.0
