"""Fitting of small weights: a known model is found again."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def logistic(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, from beside the package."""
    monkeypatch.syspath_prepend(str(ROOT))
    return importlib.import_module("eval.logistic")


def test_the_weights_behind_the_data_are_found(logistic: Any) -> None:
    """From enough rows the fit comes close to constant and weights that made them."""
    chance = np.random.default_rng(3)
    features = chance.normal(size=(8000, 2)) * (1.0, 3.0)
    true = 1 / (1 + np.exp(-(0.5 + features @ (2.0, -1.0))))
    model = logistic.fit(features, (chance.random(8000) < true).astype(float))
    assert model.constant == pytest.approx(0.5, abs=0.15)
    assert model.weights == pytest.approx([2.0, -1.0], abs=0.15)
    assert np.abs(model.chances(features) - true).max() < 0.05


def test_separable_rows_keep_finite_weights(logistic: Any) -> None:
    """The ridge holds weights of rows that a line parts."""
    model = logistic.fit(np.array([[-1.0], [-2.0], [1.0], [2.0]]), np.array([0.0, 0.0, 1.0, 1.0]))
    assert 0 < model.weights[0] < 10
    assert model.constant == pytest.approx(0.0, abs=1e-6)
