"""An index over one list: an SQLite file that is built once from the list's bytes and then only read."""

from __future__ import annotations

import json
import math
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bukti.errors import UsageError
from bukti.model import Listed, ListFile
from bukti.screening import keys

FORMAT = 1  # of the index; another number is another file
COMMON = 4000  # names with one key from which it finds nothing by itself
MOST = 30  # names compared with a subject


@dataclass(frozen=True, slots=True)
class Found:
    """A name of an entity that shares keys with what is looked for."""

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
        self.list = ListFile(path, **{**told, "faults": tuple(told["faults"])})

    def near(self, name: str) -> list[Found]:
        """The names that share the rarest keys with a name, the likeliest first."""
        single, pairs = keys.of(name)
        counts = self._postings([*single, *pairs])
        total = max(self.list.names, 1)
        scores: dict[int, float] = {}
        rare = {key: numbers for key, numbers in counts.items() if len(numbers) <= COMMON}
        for numbers in (numbers for _, numbers in sorted((rare or counts).items())):
            weight = math.log(1 + total / len(numbers))
            for number in dict.fromkeys(numbers[:COMMON]):
                scores[number] = scores.get(number, 0.0) + weight
        best = sorted(scores, key=lambda number: (-scores[number], number))[:MOST]
        return self._names(best)

    def _postings(self, wanted: Sequence[str]) -> dict[str, array[int]]:
        marks = ",".join("?" * len(wanted))
        found: dict[str, array[int]] = {}
        for key, numbers in self._connection.execute(
            f"SELECT key, numbers FROM posting WHERE key IN ({marks})",  # noqa: S608 - only question marks
            wanted,
        ):
            found.setdefault(key, array("I")).frombytes(numbers)
        return found

    def _names(self, numbers: Sequence[int]) -> list[Found]:
        marks = ",".join("?" * len(numbers))
        rows = self._connection.execute(
            f"SELECT name.number, text, weak, entity, schema FROM name "  # noqa: S608 - only question marks
            f"JOIN entity ON entity.number = name.entity WHERE name.number IN ({marks})",
            numbers,
        )
        by_number = {number: Found(text, bool(weak), entity, schema) for number, text, weak, entity, schema in rows}
        return [by_number[number] for number in numbers]

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


ENTITY = "SELECT id, schema, place, body FROM entity"


def _listed(row: tuple[str, str, str, str]) -> Listed:
    id_, schema, place, body = row
    return Listed(id_, schema, {name: tuple(values) for name, values in json.loads(body).items()}, place)
