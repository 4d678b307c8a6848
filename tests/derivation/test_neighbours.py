"""How near a sentence is to sentences in general."""

from __future__ import annotations

import numpy as np
import pytest

from bukti.derivation.neighbours import ALONE, FEW, NEAREST, RISE, RISE_WITHIN, Array, crowd, level, near

ASKED = np.array([[1.0, 0.0]], dtype=np.float32)


def leaning(*cosines: float) -> Array:
    """Unit rows with these cosines to the sentence that asks."""
    return np.array([[cosine, (1 - cosine**2) ** 0.5] for cosine in cosines], dtype=np.float32)


def test_the_level_is_the_mean_of_the_nearest_elsewhere() -> None:
    """The report that is compared takes no part, however near it is."""
    there = leaning(0.99, 0.2, 0.1)
    among = crowd({1: there, 2: leaning(0.9, 0.9, 0.9, 0.9), 3: leaning(*[0.1] * 40)})
    assert level(ASKED, there, near(ASKED, among), among, {1}) == pytest.approx(0.9, abs=1e-5)


def test_the_level_is_above_the_other_sentences_of_the_report_itself() -> None:
    """Two independent reports of one event are close in all their sentences: none of them stands out."""
    there = leaning(0.97, 0.95, 0.95)
    among = crowd({1: there, 2: leaning(*[0.1] * 40)})
    assert level(ASKED, there, near(ASKED, among), among, {1}) == pytest.approx(0.95 + RISE_WITHIN, abs=1e-5)


def test_copies_of_the_other_take_no_part() -> None:
    """Ten copies of one original would else hide that it says the same."""
    there, copies = leaning(0.99), {place: leaning(0.99) for place in range(2, 12)}
    among = crowd({1: there, **copies, 20: leaning(*[0.5] * 40)})
    found = near(ASKED, among)
    assert level(ASKED, there, found, among, {1, *copies}) == pytest.approx(0.5 + RISE, abs=1e-5)
    assert level(ASKED, there, found, among, {1}) == pytest.approx(0.99, abs=1e-5)


def test_few_sentences_elsewhere_leave_it_to_the_report_itself() -> None:
    """Its best sentence may be the translation, so the others give the level; a single one gives none."""
    there = leaning(0.95, 0.7, 0.8)
    among = crowd({1: there, 2: leaning(*[0.2] * (FEW - 1))})
    assert level(ASKED, there, near(ASKED, among), among, {1}) == pytest.approx(0.75 + RISE_WITHIN, abs=1e-5)
    lone = crowd({1: there[:1]})
    assert level(ASKED, there[:1], near(ASKED, lone), lone, {1}) == pytest.approx(ALONE)


def test_fewer_than_the_nearest_are_no_level() -> None:
    """Where the nearest are all of one kin, the mean stands in."""
    kin = {place: leaning(*[0.9] * 20) for place in range(2, 6)}
    among = crowd({1: leaning(0.99), **kin, 9: leaning(*[0.3] * (FEW + NEAREST))})
    found = near(ASKED, among)
    assert level(ASKED, leaning(0.99), found, among, {1, *kin}) == pytest.approx(0.3 + RISE, abs=1e-5)
