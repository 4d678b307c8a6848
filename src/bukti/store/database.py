"""Where the tables of a case lie: in the case file itself (SQLite), or in PostgreSQL, whose address the file holds."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import Protocol

import sqlalchemy as sql

from bukti.errors import UsageError
from bukti.ids import CASE_ADDRESS
from bukti.store.draft import folder, whole
from bukti.store.lite import Lite
from bukti.store.postgres import Postgres


class Database(Protocol):
    """The contract of both."""

    def transaction(self, *, write: bool = False) -> AbstractContextManager[sql.Connection]:
        """All of it is on disk at the end, or nothing; who writes waits until nobody else does.

        Raises:
            UsageError: it cannot be used, or is damaged.
        """

    def reading(self) -> AbstractContextManager[sql.Connection]:
        """What is there at one moment, for reading only; its errors are those of SQLAlchemy.

        Raises:
            UsageError: it holds no case.
        """

    def version(self, connection: sql.Connection) -> int:
        """The schema of the case; 0 where there is none yet.

        Raises:
            UsageError: it is another program's.
        """

    def mark(self, connection: sql.Connection, version: int) -> None:
        """Note the schema."""

    def guard(self, connection: sql.Connection, table: sql.Table) -> None:
        """Stop a slip of the hand in another program: rows of a table are never changed."""

    def damage(self, connection: sql.Connection) -> str | None:
        """What the database finds damaged; empty where it finds nothing, None where it cannot look."""

    def running(self, connection: sql.Connection) -> str:
        """What would run by itself, or be shown in the place of a table, that no case has; empty where nothing."""

    def strange(self, connection: sql.Connection) -> str:
        """What the database holds that no case holds; empty where there is nothing, or it cannot look."""

    def snapshot(self, target: Path) -> None:
        """A whole copy as a case file of SQLite, also while others write.

        Raises:
            UsageError: it cannot be read.
        """

    def close(self) -> None:
        """Let go of it."""


def at(path: Path) -> Database:
    """The database of a case file, which need not exist.

    Raises:
        UsageError: the address that it holds is none.
        MissingExtraError: it names PostgreSQL, and the extra is not installed.
    """
    address = named(path)
    return Lite(path) if address is None else Postgres(path, address)


def named(path: Path) -> str | None:
    """The address that a case file holds; None where its tables lie in itself, or where there is no file."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        head = file.read(len(CASE_ADDRESS) + 2000)
    return head.removeprefix(CASE_ADDRESS).decode("utf-8", "replace").strip() if head.startswith(CASE_ADDRESS) else None


def point(path: Path, address: str) -> None:
    """Write a case file that names an empty database.

    Raises:
        UsageError: this is no address of an empty database that can be used.
        MissingExtraError: psycopg is not installed.
        OSError: the file cannot be written.
    """
    with closing(Postgres(path, address)) as named, named.transaction() as connection:
        if named.version(connection):
            raise UsageError(f"{address} holds a case already: use the file that names it.")
    folder(path.parent)
    with whole(path) as out:
        out.write(CASE_ADDRESS + address.encode() + b"\n")


def move(path: Path, address: str) -> None:
    """Move the tables of a case file into an empty database, which the file names from then on.

    Args:
        path: of a case of SQLite that nobody else uses.
        address: as for `point`.

    Raises:
        UsageError, MissingExtraError, OSError: as for `point`.
    """
    whole = path.with_name(f"{path.name}.tables")
    path.rename(whole)
    point(path, address)
    with closing(Lite(whole)) as source, source.reading() as rows, closing(Postgres(path, address)) as target:
        target.fill(rows)
    whole.unlink()


def holds(path: Path) -> bool:
    """Whether a path is a file that begins as a case file does."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(64).startswith((Lite.MAGIC, CASE_ADDRESS))
