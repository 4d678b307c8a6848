"""Sentence vectors without the language they are in.

Vectors of a multilingual model lie together by language before they lie together by meaning: two unrelated sentences of
one language are closer than two of distant ones, and closer again in some pairs of languages. The directions by which
languages differ are few, and taking them out makes cosines of all pairs of languages one scale (Yang et al. 2021, "A
simple and effective method to eliminate the self language bias in multilingual representations"). So a sentence needs
no crowd of its language around it to be judged: two reports of any two languages are enough.
"""

from __future__ import annotations

import tomllib
from base64 import b64decode
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Space:
    """What vectors of one model have in common, and the directions by which languages differ.

    Attributes:
        model: SHA-256 of the model. mean: of all languages. directions: orthonormal rows.
    """

    model: str
    mean: Array
    directions: Array

    def meanings(self, rows: Array) -> Array:
        """Unit rows for the meaning only; rows of another width than the model's are returned as they are."""
        if rows.shape[1] != len(self.mean):
            return rows
        centred = rows - self.mean
        freed = centred - (centred @ self.directions.T) @ self.directions
        return np.asarray(freed / np.maximum(np.linalg.norm(freed, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def encoded(row: Array) -> bytes:
    """Numbers as the file holds them, before base 64: sixteen bits each, lowest byte first."""
    return row.astype("<f2").tobytes()


@cache
def load() -> Space:
    """The packaged space (resources/sentence_space.toml)."""
    raw = tomllib.loads((files("bukti") / "data" / "sentence_space.toml").read_text("utf-8"))
    mean, *directions = (np.frombuffer(b64decode(row), "<f2").astype(np.float32) for row in raw["rows"])
    return Space(raw["model"], mean, np.stack(directions))
