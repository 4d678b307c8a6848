"""How two numbers of one thing differ."""

from __future__ import annotations

import pytest

from bukti.claims.counts import Count
from bukti.claims.drift.quantity import relation
from bukti.model import Span


def count(low: float | None, high: float | None, comparator: str) -> Count:
    """A count of people."""
    return Count(low, high, "c:people", "killed", "", comparator, Span(0, 1))


EIGHT = count(8, 8, "exactly")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (EIGHT, EIGHT, ""),
        (EIGHT, count(9, 9, "exactly"), "value"),
        (EIGHT, count(80, 80, "exactly"), "value"),
        (EIGHT, count(10, 10, "about"), "precision"),
        (EIGHT, count(20, 20, "about"), "value"),
        (count(8, None, "at-least"), count(8, None, "more-than"), ""),
        (count(8, None, "at-least"), EIGHT, "comparator"),
        (count(8, None, "at-least"), count(9, 9, "exactly"), "precision"),
        (count(8, None, "at-least"), count(80, 80, "exactly"), "value"),
        (count(None, 40, "at-most"), count(40, None, "at-least"), "comparator"),
        (count(None, 40, "at-most"), count(30, 30, "exactly"), "precision"),
        (count(None, 40, "at-most"), count(12, 12, "exactly"), "value"),
        (count(100, 999, "order"), count(380, 380, "exactly"), "precision"),
        (count(1234567, 1234567, "exactly"), count(1200000, 1200000, "exactly"), "precision"),
        (count(103, 103, "exactly"), count(100, 100, "exactly"), "precision"),
        (count(1234567, 1234567, "exactly"), count(1250000, 1250000, "exactly"), "value"),
        (count(None, None, "about"), EIGHT, ""),
    ],
)
def test_the_vaguer_number_covers_the_other_or_does_not(old: Count, new: Count, expected: str) -> None:
    """Another value, another precision, another bound, or the same."""
    assert relation(old, new) == expected
