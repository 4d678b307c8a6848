"""Bounds of numbers: one number, two that can both hold, two that exclude each other, and what follows from what."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims import group
from bukti.claims.anchors import compatible, implies, one
from bukti.claims.counts import Count
from bukti.model import Span


def _count(low: float | None, high: float | None, comparator: str = "exactly") -> Count:
    return Count(low, high, "c:people", "killed", "", comparator, Span(0, 1))


NINE, FOURTEEN, EIGHTY = _count(9, 9), _count(14, 14), _count(80, 80)
LEAST_NINE, LEAST_14, OVER_40 = _count(9, None), _count(14, None), _count(40, None)
MOST_20, TEN = _count(None, 20), _count(9, 10, "between")


@pytest.mark.parametrize(
    ("a", "b", "same", "both"),
    [
        (NINE, LEAST_NINE, True, True),
        (TEN, LEAST_NINE, True, True),
        (LEAST_NINE, LEAST_14, False, True),
        (LEAST_NINE, FOURTEEN, False, True),
        (LEAST_NINE, OVER_40, False, True),
        (LEAST_NINE, MOST_20, False, True),
        (MOST_20, OVER_40, False, False),
        (NINE, FOURTEEN, False, False),
        (LEAST_NINE, EIGHTY, False, False),
    ],
)
def test_numbers_are_one_or_compatible_or_neither(a: Count, b: Count, same: bool, both: bool) -> None:
    """A bound shares a claim with its own number only, and excludes what is far from it; the order does not matter."""
    assert (one(a, b), one(b, a)) == (same, same)
    assert (compatible(a, b), compatible(b, a)) == (both, both)


def test_a_closer_bound_implies_the_wider() -> None:
    """Upwards for lower bounds, downwards for upper ones; a bound never implies a number."""
    assert implies(LEAST_14, LEAST_NINE)
    assert implies(FOURTEEN, LEAST_NINE)
    assert implies(NINE, MOST_20)
    assert not implies(LEAST_NINE, LEAST_14)
    assert not implies(LEAST_NINE, MOST_20)
    assert not implies(LEAST_14, NINE)


def test_two_lower_bounds_are_two_claims_without_conflict(build: SimpleNamespace) -> None:
    """Who says the higher one supports the lower one, and a denial of the lower one reaches the higher."""
    texts = (
        "At least nine people were killed in Gorum on Monday.",
        "At least 14 people were killed in Gorum on Monday.",
        "The ministry denied that at least nine people were killed in Gorum on Monday.",
    )
    documents = [build.document(text, hours=hours) for hours, text in enumerate(texts)]
    claims = group(documents, build.said(documents), build.lineage(documents), None)
    by_text = {claim.text[:11]: claim for claim in claims}
    low, high = by_text["At least ni"], by_text["At least 14"]
    assert (low.specific, high.general) == ((high.id,), (low.id,))
    assert (low.implied, high.refuted) == (high.affirming, low.denying)
    assert [c.kind for claim in claims for c in claim.conflicts] == ["denial"]
