"""Sentence vectors without the language they are in."""

from __future__ import annotations

import numpy as np
import pytest

from bukti import lexicon
from bukti.derivation.space import Array, Space, load
from bukti.text import embedding

CHANCE = np.random.default_rng(7)


def spoken(meanings: Array, language: int) -> Array:
    """Sentences of a language, whose own direction is stronger than any meaning."""
    rows = meanings + 1.0
    rows[:, language] += 3.0
    return rows


def test_a_translation_is_nearer_than_another_sentence_of_the_language() -> None:
    """In the model's vectors language comes first, without it meaning does."""
    meanings = CHANCE.normal(0.0, 0.3, (2, 40)).astype(np.float32)
    space = Space("", np.ones(40, dtype=np.float32), np.eye(40, dtype=np.float32)[:2], {"xx": 1.0})
    here, there = spoken(meanings, 0), spoken(meanings, 1)
    raw = np.concatenate([here, there]) @ np.concatenate([here, there]).T
    free = space.meanings(np.concatenate([here, there]), ["xx"] * 4)
    assert raw[0, 1] > raw[0, 2]
    assert free[0] @ free[2] == pytest.approx(1.0, abs=0.2)
    assert free[0] @ free[2] > free[0] @ free[1] + 0.5


def test_the_packaged_space_is_that_of_the_model() -> None:
    """Vectors of another model have other directions: the digest of the file must be that of the model in use."""
    space = load()
    assert space.model == embedding.MODEL_SHA256
    assert space.mean.shape == (embedding.DIMENSIONS,)
    assert np.allclose(space.directions @ space.directions.T, np.eye(len(space.directions)), atol=2e-3)


def test_a_language_that_the_model_knows_less_is_measured_by_what_is_usual_there() -> None:
    """The same cosine says more between two languages whose translations lie far apart."""
    rows = CHANCE.normal(0.0, 1.0, (2, 40)).astype(np.float32)
    close = {"near": 0.8, "far": 0.5, "middle": 0.7}
    space = Space("", np.zeros(40, dtype=np.float32), np.zeros((0, 40), dtype=np.float32), close)
    cosine = float(np.multiply(*space.freed(rows)).sum())
    for languages, usual in ((["near", "far"], 0.4), (["near", None], 0.56), (["middle", "unheard"], 0.49)):
        one, two = space.meanings(rows, languages)
        assert one @ two == pytest.approx(cosine / usual, rel=1e-4)


def test_the_packaged_space_has_a_number_for_languages_that_are_read() -> None:
    """Not for one that is added later, and the model knows none of them so little that it says nothing."""
    close = load().closeness
    assert close.keys() <= set(lexicon.supported())
    assert all(0.5 < value < 1.0 for value in close.values())


def test_rows_of_another_width_are_left_alone() -> None:
    """They come from no model that Bukti knows."""
    rows = np.eye(3, dtype=np.float32)
    assert load().meanings(rows, ["en"] * 3) is rows


def test_nothing_of_a_sentence_but_its_language_is_no_number_gone_wrong() -> None:
    """A row that is all language has no meaning left: it is zero, not infinite."""
    space = load()
    assert np.isfinite(space.meanings(space.mean[None], ["en"])).all()
