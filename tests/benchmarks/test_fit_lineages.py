"""Fitting of lineages: what decides in the truth gets its weight, and the packaged weights name their data."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from benchmarks.transmission import Texts, simulate
from benchmarks.transmission.texts import NTREX
from eval.fit_lineages import FEATURES, Family, Seen, direction, families, lineages, parent_quality, seen
from eval.logistic import drawn
from tests.benchmarks.test_transmission import PLAN, texts  # noqa: F401 - a fixture

DATA = Path(os.environ.get("BUKTI_DATA") or Path(__file__).parents[3] / "shared" / "data")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def rows(texts: Texts) -> list[Seen]:  # noqa: F811 - the fixture above
    """Two small collections."""
    return [seen(simulate(replace(PLAN, seed=seed), texts)) for seed in (3, 4)]


def test_the_earlier_and_the_cited_report_come_out_as_parents(rows: list[Seen]) -> None:
    """Most stated times are right and citations always are, so both weights are positive."""
    found = direction(rows)
    assert found["earlier"] > 0.5
    assert found["cited"] > 2


def test_what_is_shared_makes_a_parent(rows: list[Seen]) -> None:
    """From a start at nothing the shared part gets a positive weight, and the true parents become likelier."""
    nothing = dict.fromkeys(FEATURES, 0.0) | {"direction": 1.0}
    found = lineages(rows, nothing)
    assert found["shared"] > 0.5
    assert found["direction"] == 1.0
    assert np.mean(parent_quality(rows, found)) > np.mean(parent_quality(rows, nothing))


def test_every_true_parent_that_shares_text_is_possible(rows: list[Seen]) -> None:
    """Truth lies within what is weighed, and nothing is its own parent."""
    for row in rows:
        for family in families(row, list(FEATURES)):
            assert not (family.true & ~family.possible).any()
            assert not family.possible.diagonal().any()
    assert sum(family.true.sum() for row in rows for family in families(row, list(FEATURES))) > 20


def test_the_slope_is_that_of_the_likelihood() -> None:
    """With one possible parent the gradient is the feature times the probability that is missing."""
    family = Family(np.array([[[0.0], [2.0]], [[0.0], [0.0]]]), np.eye(2, k=1) > 0, np.eye(2, k=1) > 0)
    chosen = np.array([0.3])
    assert family.slope(chosen) == pytest.approx(2.0 * (1 - 1 / (1 + np.exp(-0.6))))
    assert family.told(chosen) == pytest.approx([1.0, 1 / (1 + np.exp(-0.6))])


def test_weights_are_drawn_to_their_start() -> None:
    """The maximum of likelihood and ridge is found; a weight that the data do not know stays where it was."""
    target, start = np.array([3.0, 0.0]), np.array([1.0, 5.0])
    found = drawn(lambda chosen: np.array([4 * (target[0] - chosen[0]), 0.0]), start)
    assert found == pytest.approx([(4 * 3 + 1) / 5, 5.0], abs=1e-3)


@pytest.mark.skipif(not (DATA / NTREX).is_file(), reason="no measuring data")
@pytest.mark.parametrize("section", ["direction", "stemma"])
def test_the_packaged_weights_name_their_data(section: str) -> None:
    """The comment of a fitted section has the script and the digest that the script prints."""
    text = (ROOT / "resources" / "derivation.toml").read_text("utf-8")
    found = re.search(rf"((?:^#.*\n)+)\[{section}\]", text, re.MULTILINE)
    assert found is not None
    assert "eval/fit_lineages.py" in found[1]
    assert sha256((DATA / NTREX).read_bytes()).hexdigest()[:12] in found[1]
