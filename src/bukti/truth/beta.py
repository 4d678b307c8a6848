"""Intervals of a share that was counted: quantiles of the Beta distribution."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

LEVEL = 0.95
STEPS = 60  # halvings: more than a float has bits
TERMS = 300
TINY = 1e-300


def jeffreys(right: float, wrong: float, level: float = LEVEL) -> tuple[float, float]:
    """The equal-tailed interval of a share after so many right and wrong, with Jeffreys' prior Beta(½, ½).

    As usual the lower end is 0 when nothing was right and the upper end 1 when nothing was wrong (Brown, Cai and
    DasGupta 2001). Counts need not be whole; the share itself is always inside.
    """
    tail = (1 - level) / 2
    low = quantile(tail, right + 0.5, wrong + 0.5) if right > 0 else 0.0
    high = quantile(1 - tail, right + 0.5, wrong + 0.5) if wrong > 0 else 1.0
    share = right / (right + wrong) if right + wrong else 0.5
    return min(low, share), max(high, share)


def quantile(p: float, a: float, b: float) -> float:
    """Where the distribution function of Beta(a, b) reaches p, by halving."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        if distribution(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def distribution(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):  # where the fraction converges fast; else the mirror image
        return front * _fraction(x, a, b) / a
    return 1.0 - front * _fraction(1 - x, b, a) / b


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method."""
    c, d = 1.0, _kept(1 - (a + b) * x / (a + 1))
    d = 1 / d
    total = d
    for m in range(1, TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _kept(1 + term * d)
            c = _kept(1 + term / c)
            total *= d * c
        if abs(d * c - 1) < 1e-15:
            break
    return total


def _kept(value: float) -> float:
    return value if abs(value) > TINY else TINY
