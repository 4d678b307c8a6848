"""Sentence vectors with what is common to their language taken away."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from bukti.claims.nearest import GRID
from bukti.claims.vectors import LEAST, MOST, centred, neighbourhood


def test_rows_are_unit_vectors_and_equal_texts_are_equal(build: SimpleNamespace) -> None:
    """Centring keeps unit length."""
    rows = centred(["The dam broke.", "The dam broke.", "It rained."], ["en", "en", "en"], build.embedder)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-3)
    assert np.array_equal(rows[0], rows[1])


def test_what_all_sentences_of_a_language_share_is_taken_away(build: SimpleNamespace) -> None:
    """Two sentences that share only everyday words come apart."""
    texts = ["The dam of the town broke.", "The price of the bread rose."]
    raw = build.embedder.embed(texts)
    rows = centred(texts, ["en", "en"], build.embedder)
    assert float(rows[0] @ rows[1]) < float(raw[0] @ raw[1])


def test_a_language_without_background_takes_the_general_mean(build: SimpleNamespace) -> None:
    """Unknown languages and none at all are centred by what the others share."""
    assert centred(["Ka pai te rā.", "It rained."], [None, "en"], build.embedder).shape == (2, 256)
    assert centred(["Ka pai te rā."], ["mi"], build.embedder).shape == (1, 256)


def test_nobody_is_a_neighbour_of_oneself() -> None:
    """There are never more neighbours than other rows."""
    rows = np.eye(3, dtype=np.float32)[[0, 0, 1]]
    near = neighbourhood(rows, ["en"] * 3).near.tolist()
    assert [{*line} - {row} for row, line in enumerate(near)] == [{1, 2}, {0, 2}, {0, 1}]


def test_cosines_do_not_depend_on_what_else_is_compared() -> None:
    """On the grid every sum is exact: one pair alone gives the bits that it has in any product of matrices."""
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(200, 384))
    rows = (np.rint(rows / np.linalg.norm(rows, axis=1, keepdims=True) * GRID) / GRID).astype(np.float32)
    whole = rows @ rows.T
    assert all(whole[a, b] == rows[a] @ rows[b] == (rows[a : a + 3] @ rows.T)[0, b] for a, b in ((0, 1), (7, 150)))
    assert np.array_equal(whole, rows[:, ::-1] @ rows[:, ::-1].T)


def test_strangers_that_come_near_raise_the_level_in_their_language_only() -> None:
    """What is near to everything must be nearer still to be the same; known kin are no strangers."""
    rows = np.zeros((6, 8), dtype=np.float32)
    rows[:5, 0], rows[5, 1] = 1.0, 1.0  # five alike, one apart
    languages = ["en", "en", "en", "en", "de", "de"]
    around = neighbourhood(rows, languages)
    assert around.level(0, 1) > around.level(0, 4) > around.level(0, 5) >= LEAST
    assert around.level(0, 1) <= MOST[1] + 1e-6
    kin = neighbourhood(rows, languages, [(0, 1), (0, 2), (0, 3)])
    assert kin.level(0, 1) < around.level(0, 1)
    assert np.array_equal(kin.near, around.near)


def test_the_means_of_another_model_are_not_used(build: SimpleNamespace) -> None:
    """Packaged means belong to one model, told by its digest; any other is centred by background sentences."""
    alone = centred(["It rained."], ["en"], build.embedder)
    together = centred(["It rained.", "The dam broke."], ["en", "en"], build.embedder)
    assert np.array_equal(alone[0], together[0])
