"""A case file: which inputs were given, when, and their exact bytes beside it.

SQLite through SQLAlchemy Core; bytes are content-addressed in the folder `<case>.bytes`. Everything else is computed
again from the bytes, so nothing derived is stored here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sql
from sqlalchemy.exc import DatabaseError

from bukti.errors import UsageError
from bukti.store.blobs import Blobs

SCHEMA_VERSION = 1
METADATA = sql.MetaData()
INPUTS = sql.Table(
    "input",
    METADATA,
    sql.Column("number", sql.Integer, primary_key=True),
    sql.Column("path", sql.Text, nullable=False),
    sql.Column("sha256", sql.Text, nullable=False),
    sql.Column("bytes", sql.Integer, nullable=False),
    sql.Column("added", sql.Text, nullable=False),
    sql.UniqueConstraint("path", "sha256"),
)


@dataclass(frozen=True, slots=True)
class Input:
    """One file that was given to the case: its path as the user named it, the digest and size of its bytes."""

    path: str
    sha256: str
    size: int
    added: str


class Case:
    """A case file, opened or created; use it as a context manager.

    Args:
        path: of the SQLite file. Its bytes lie in `<path>.bytes`.

    Raises:
        UsageError: the file is no Bukti case, or was written by a newer version.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.blobs = Blobs(self.path.with_name(self.path.name + ".bytes"))
        self._engine = sql.create_engine(f"sqlite:///{self.path}")
        try:
            self._prepare()
        except DatabaseError as fault:
            self.close()
            raise UsageError(f"{self.path} is no Bukti case file: name a new file or an existing case.") from fault

    def _prepare(self) -> None:
        with self._engine.begin() as connection:
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            if version > SCHEMA_VERSION:
                raise UsageError(
                    f"{self.path} was written by a newer Bukti (schema {version}, this one knows {SCHEMA_VERSION}): "
                    "upgrade."
                )
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            METADATA.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def add(self, inputs: Iterable[tuple[str, bytes]]) -> int:
        """Keep the bytes of each (path, bytes) and list it; what is already there stays. Returns how many were new."""
        added = 0
        for path, data in inputs:
            row = {
                "path": path,
                "sha256": self.blobs.keep(data),
                "bytes": len(data),
                "added": datetime.now(UTC).isoformat(timespec="seconds"),
            }
            with self._engine.begin() as connection:
                statement = sql.insert(INPUTS).prefix_with("OR IGNORE").values(row)
                added += connection.execute(statement).rowcount
        return added

    def inputs(self) -> tuple[Input, ...]:
        """Everything that was ever added, in the order in which it came."""
        with self._engine.connect() as connection:
            rows = connection.execute(sql.select(INPUTS).order_by(INPUTS.c.number)).all()
        return tuple(Input(row.path, row.sha256, row.bytes, row.added) for row in rows)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
