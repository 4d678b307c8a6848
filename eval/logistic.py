"""Small weights by Newton's method with a ridge: logistic regression, and any concave likelihood by its slope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Table = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds = constant + features @ weights."""

    constant: float
    weights: Table

    def chances(self, features: Table) -> Table:
        """Probability of each row, in (0, 1)."""
        odds: Table = np.clip(self.constant + features @ self.weights, -500, 500)
        return 1.0 / (1.0 + np.exp(-odds))


def fit(features: Table, truth: Table, ridge: float = 1.0) -> Model:
    """Weights of greatest penalised likelihood.

    Args:
        features: shape (n, k).
        truth: 0 or 1 for each row.
        ridge: penalty of a squared weight, on features scaled to unit deviation; the constant goes free.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    rows = np.column_stack((np.ones(len(features)), (features - mean) / spread))
    penalty = np.diag([1e-9, *[ridge] * features.shape[1]])
    weights = np.zeros(rows.shape[1])
    for _ in range(100):
        chances = 1.0 / (1.0 + np.exp(-np.clip(rows @ weights, -500, 500)))
        slope = rows.T @ (truth - chances) - penalty @ weights
        curve = (rows * (chances * (1 - chances))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    scaled = weights[1:] / spread
    return Model(float(weights[0] - scaled @ mean), scaled)


def drawn(slope: Callable[[Table], Table], start: Table, ridge: float = 1.0) -> Table:
    """Weights of greatest concave log-likelihood, less `ridge` / 2 × their squared distance from where they start.

    By the quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno (Nocedal and Wright 2006, section 6.1).

    Args:
        slope: gradient of the log-likelihood at some weights.
        start: what the weights are where the data say nothing, shape (k,).
        ridge: of each weight.
    """
    weights, bend = start.copy(), np.eye(len(start)) / 100
    uphill = slope(weights)
    for _ in range(300):
        step = bend @ uphill
        after = slope(weights + step) - ridge * (weights + step - start)
        while after @ step < -0.5 * (uphill @ step):  # beyond the top
            step = step / 2
            after = slope(weights + step) - ridge * (weights + step - start)
        less, weights = uphill - after, weights + step
        if np.abs(step).max() < 1e-4:
            break
        if less @ step > 0:
            turn = np.eye(len(step)) - np.outer(step, less) / (less @ step)
            bend = turn @ bend @ turn.T + np.outer(step, step) / (less @ step)
        uphill = after
    return weights
