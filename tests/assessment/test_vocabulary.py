"""Words of the schemes at their borders, and the numbers of the exports."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bukti.assessment import vocabulary as words

ICD = [
    (0.0, "almost no chance"), (0.049, "almost no chance"), (0.05, "very unlikely"), (0.199, "very unlikely"),
    (0.20, "unlikely"), (0.449, "unlikely"), (0.45, "roughly even chance"), (0.55, "roughly even chance"),
    (0.551, "likely"), (0.80, "likely"), (0.801, "very likely"), (0.95, "very likely"), (0.951, "almost certain"),
    (1.0, "almost certain"),
]  # fmt: skip
PHIA = [
    (0.0, "remote chance"), (0.05, "remote chance"), (0.07, "highly unlikely"), (0.10, "highly unlikely"),
    (0.20, "highly unlikely"), (0.22, "unlikely"), (0.25, "unlikely"), (0.35, "unlikely"),
    (0.37, "realistic possibility"), (0.50, "realistic possibility"), (0.549, "realistic possibility"),
    (0.55, "likely or probable"), (0.75, "likely or probable"), (0.799, "likely or probable"),
    (0.80, "highly likely"), (0.949, "highly likely"), (0.95, "almost certain"), (1.0, "almost certain"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "rows"), [("icd203", ICD), ("phia", PHIA)])
def test_words(scheme: str, rows: list[tuple[float, str]]) -> None:
    """A shared end and a gap belong to the word nearer to even chances: no rounding strengthens a word."""
    assert [words.term(scheme, words.level(scheme, p)) for p, _ in rows] == [term for _, term in rows]


def test_rounding_does_not_move_a_word() -> None:
    """A value that misses an end by a rounding error is at the end."""
    assert words.level("icd203", 0.55 + 1e-12) == 3
    assert words.level("icd203", 0.45 - 1e-12) == 3
    assert words.level("phia", 0.55 - 1e-12) == 4
    assert words.level("phia", 0.35 + 1e-12) == 2


def test_schemes_have_the_same_levels() -> None:
    """Caps are written in levels, so every scheme has one word for each."""
    assert {len(bands) for bands in words.SCHEMES.values()} == {len(words.LEVELS)} == {7}
    assert tuple(band.term for band in words.ICD203) == words.LEVELS
    assert words.LEVELS[words.MIDDLE] == "roughly even chance"
    assert words.SCHEME_NAMES.keys() == words.SCHEMES.keys()
    for bands in words.SCHEMES.values():
        assert all(one.high <= two.low for one, two in pairwise(bands))


def test_numbers_for_exports() -> None:
    """STIX leaves credibility 6 out where MISP says 50; STIX has no reliability; MISP's words are lower ends."""
    assert words.STIX_CREDIBILITY == {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10, "6": None}
    assert words.MISP_CREDIBILITY == {"1": 100, "2": 75, "3": 50, "4": 25, "5": 0, "6": 50}
    assert words.MISP_RELIABILITY == {"A": 100, "B": 75, "C": 50, "D": 25, "E": 0, "F": 50}
    assert words.STIX_CONFIDENCE == {"low": 15, "moderate": 50, "high": 85}
    assert list(words.STIX_DNI.values()) == [5, 15, 30, 50, 70, 85, 95]
    assert [words.MISP_ESTIMATIVE[band.term] for band in words.ICD203] == [0, 5, 20, 45, 55, 80, 95]
    assert words.STIX_DNI.keys() == words.MISP_ESTIMATIVE.keys() == set(words.LEVELS)
    assert words.RELIABILITY.keys() == set("ABCDEF")
    assert words.CREDIBILITY.keys() == set("123456")
