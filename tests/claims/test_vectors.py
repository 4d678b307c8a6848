"""Sentence vectors with what is common to their language taken away."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from bukti.claims.vectors import centred, neighbours


def test_rows_are_unit_vectors_and_equal_texts_are_equal(build: SimpleNamespace) -> None:
    """Centring keeps unit length."""
    rows = centred(["The dam broke.", "The dam broke.", "It rained."], ["en", "en", "en"], build.embedder)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0)
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


def test_neighbours_are_nearest_first_and_never_oneself() -> None:
    """Ties are broken by place; there are never more neighbours than other rows."""
    rows = np.eye(3, dtype=np.float32)[[0, 0, 1]]
    assert neighbours(rows, 5) == [(1, 2), (0, 2), (0, 1)]
    assert neighbours(rows, 5, block=1) == [(1, 2), (0, 2), (0, 1)]
