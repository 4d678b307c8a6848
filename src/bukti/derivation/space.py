"""Sentence vectors without the language they are in.

Vectors of a multilingual model lie together by language before they lie together by meaning: two unrelated sentences of
one language are closer than two of distant ones, and closer again in some pairs of languages. The directions by which
languages differ are few, and taking them out makes cosines of all pairs of languages one scale (Yang et al. 2021, "A
simple and effective method to eliminate the self language bias in multilingual representations"). So a sentence needs
no crowd of its language around it to be judged: two reports of any two languages are enough.

What is left differs by how well the model knows a language: a translation from French into English lies closer to its
original than one from Korean into Chinese. The cosine of the two is nearly the product of one number for each language,
so rows of that length have one scale in all pairs.
"""

from __future__ import annotations

import tomllib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import median

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Space:
    """What vectors of one model have in common, and the directions by which languages differ.

    Attributes:
        model: SHA-256 of the model. mean: of all languages. directions: orthonormal rows.
        closeness: by the code of a language; the product of two is the mean cosine of a sentence and its translation.
    """

    model: str
    mean: Array
    directions: Array
    closeness: Mapping[str, float]

    def meanings(self, rows: Array, languages: Sequence[str | None]) -> Array:
        """Rows for the meaning only; the product of a sentence's with its translation's is 1 at the mean.

        Args:
            rows: vectors of sentences; of another width than the model's they are returned as they are.
            languages: code of each; one that is not known is taken for one of the middle.
        """
        if rows.shape[1] != len(self.mean):
            return rows
        middle = median(self.closeness.values())
        lengths = np.array([self.closeness.get(code or "", middle) for code in languages], dtype=np.float32)
        return np.asarray(self.freed(rows) / lengths[:, None], dtype=np.float32)

    def freed(self, rows: Array) -> Array:
        """Unit rows without the directions by which languages differ."""
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
    return Space(raw["model"], mean, np.stack(directions), raw["closeness"])
