"""Quantiles of the Beta distribution against known values."""

from __future__ import annotations

import pytest

from bukti.truth.beta import distribution, jeffreys, quantile


@pytest.mark.parametrize(
    ("p", "a", "b", "x"), [(0.3, 1, 1, 0.3), (0.5, 7, 7, 0.5), (0.25, 2, 1, 0.5), (0.75, 1, 2, 0.5)]
)
def test_quantiles_of_known_distributions(p: float, a: float, b: float, x: float) -> None:
    """Uniform, symmetric, and x² have closed forms."""
    assert quantile(p, a, b) == pytest.approx(x, abs=1e-12)


@pytest.mark.parametrize(("a", "b"), [(0.5, 0.5), (3.5, 1.5), (200.5, 800.5), (1e4, 2.5)])
def test_the_quantile_inverts_the_distribution(a: float, b: float) -> None:
    """Also for large counts."""
    for p in (0.025, 0.5, 0.975):
        assert distribution(quantile(p, a, b), a, b) == pytest.approx(p, abs=1e-9)


def test_jeffreys_interval_as_published() -> None:
    """Brown, Cai and DasGupta (2001, table 5): of 10, 0 to 5 right at 95 %."""
    published = {0: (0, 0.217), 1: (0.011, 0.381), 2: (0.044, 0.503), 3: (0.093, 0.606), 5: (0.224, 0.776)}
    for right, (low, high) in published.items():
        assert jeffreys(right, 10 - right) == pytest.approx((low, high), abs=6e-4)
