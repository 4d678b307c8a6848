"""An index over one list: an SQLite file that is built once from the list's bytes and then only read."""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bukti.errors import UsageError
from bukti.model import Listed, ListFile
from bukti.screening import keys

FORMAT = 1  # of the index; another number is another file
COMMON = 4000  # names with one key from which it finds nothing by itself
MOST = 30  # names compared with a subject


@dataclass(frozen=True, slots=True)
class Found:
    """A name of an entity that shares keys with what is looked for."""

    number: int
    text: str
    weak: bool
    entity: int
    schema: str


class Index:
    """A built index.

    Args:
        file: the SQLite file. path: of the list, as the user named it.

    Raises:
        UsageError: the file is damaged.
    """

    def __init__(self, file: Path, path: str) -> None:
        self._connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
        self._connection.execute("PRAGMA mmap_size = 1073741824")
        try:
            told = json.loads(self._connection.execute("SELECT told FROM list").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError, ValueError) as fault:
            raise UsageError(f"The index {file} is damaged: delete it, it is built again.") from fault
        self.file = file
        self.list = ListFile(path, **{**told, "faults": tuple(told["faults"])})
        # kept between names, all zero: a name meets few of a list's names, and making it anew would meet all
        self._scores = np.zeros(self.list.names + 1)

    def nearest(self, name: str) -> list[int]:
        """Numbers of the names that share the rarest keys with a name, the likeliest first."""
        single, pairs = keys.of(name)
        counts = self._postings([*single, *pairs])
        total = max(self.list.names, 1)
        rare = {key: numbers for key, numbers in counts.items() if len(numbers) <= COMMON}
        met = [
            (math.log(1 + total / len(numbers)), numbers[:COMMON]) for _, numbers in sorted((rare or counts).items())
        ]
        if not met:
            return []
        for weight, numbers in met:
            self._scores[numbers] += weight  # a name has a key once
        touched = np.concatenate([numbers for _, numbers in met])
        best = _best(touched, self._scores[touched], len(met))
        self._scores[touched] = 0
        return best

    def _postings(self, wanted: Sequence[str]) -> dict[str, NDArray[np.uint32]]:
        marks = ",".join("?" * len(wanted))
        found: dict[str, NDArray[np.uint32]] = {}
        for key, blob in self._connection.execute(
            f"SELECT key, numbers FROM posting WHERE key IN ({marks})",  # noqa: S608 - only question marks
            wanted,
        ):
            numbers = np.frombuffer(blob, np.uint32)
            found[key] = np.concatenate((found[key], numbers)) if key in found else numbers
        return found

    def named(self, numbers: Sequence[int]) -> list[Found]:
        """Names by their numbers."""
        marks = ",".join("?" * len(numbers))
        rows = self._connection.execute(
            f"SELECT name.number, text, weak, entity, schema FROM name "  # noqa: S608 - only question marks
            f"JOIN entity ON entity.number = name.entity WHERE name.number IN ({marks})",
            numbers,
        )
        found = {row[0]: Found(row[0], row[1], bool(row[2]), *row[3:]) for row in rows}
        return [found[number] for number in numbers]

    def identified(self, identifiers: Iterable[str]) -> list[int]:
        """Numbers of the entities that bear one of these identifiers."""
        found: set[int] = set()
        for value in identifiers:
            rows = self._connection.execute(
                "SELECT entity FROM identifier WHERE value = ?", (keys.identifier(value),)
            ).fetchall()
            found |= {row[0] for row in rows}
        return sorted(found)

    def entity(self, number: int) -> Listed:
        """An entity by its number in the index."""
        return _listed(self._connection.execute(f"{ENTITY} WHERE number = ?", (number,)).fetchone())

    def get(self, id_: str) -> Listed | None:
        """An entity by its id, or None."""
        row = self._connection.execute(f"{ENTITY} WHERE id = ?", (id_,)).fetchone()
        return _listed(row) if row else None

    def links(self, id_: str, schema: str | None = None) -> Iterator[Listed]:
        """Every sanction, ownership or other link that names an entity, in the order of the list."""
        rows = self._connection.execute(
            "SELECT DISTINCT number FROM link WHERE target = ? ORDER BY number", (id_,)
        ).fetchall()
        found = (self.entity(row[0]) for row in rows)
        return (one for one in found if schema is None or one.schema == schema)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _best(touched: NDArray[np.uint32], scores: NDArray[np.float64], times: int) -> list[int]:
    """The highest scores first, of equal ones the lower number; a number may stand as many `times`."""
    most = MOST * times
    if len(touched) > most:
        least = np.partition(scores, -most)[-most]
        touched, scores = touched[scores >= least], scores[scores >= least]
    order = np.lexsort((touched, -scores))
    return list(dict.fromkeys(touched[order].tolist()))[:MOST]


ENTITY = "SELECT id, schema, place, body FROM entity"


def _listed(row: tuple[str, str, str, str]) -> Listed:
    id_, schema, place, body = row
    return Listed(id_, schema, {name: tuple(values) for name, values in json.loads(body).items()}, place)
