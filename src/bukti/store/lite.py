"""A case in a file of its own: SQLite."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sql
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.exc import DatabaseError
from sqlalchemy.util import LRUCache

from bukti.errors import UsageError
from bukti.ids import CASE_MARK
from bukti.store import form
from bukti.store.refusals import told
from bukti.store.tables import SCHEMA_VERSION

CHECK = "that its folder can be written to, that space is free and that no other program holds it"
COMPILED: LRUCache[Any, Any] = LRUCache(500)  # statements of all cases: a page opens its case, and asks for little


class Alike(SQLiteDialect_pysqlite):
    """SQLite as every case file has it: what was compiled for one need not be compiled again for the next."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        """All are alike: statements are kept by who compiled them."""
        return type(other) is type(self)

    def __hash__(self) -> int:
        """As equality asks for."""
        return hash(type(self))


registry.register("sqlite.alike", __name__, Alike.__name__)


class Lite:
    """The database of a case file.

    Args:
        path: of the file, which need not exist.
    """

    MAGIC = b"SQLite format 3\0"  # how every such file begins

    def __init__(self, path: Path) -> None:
        self.path = path
        place = sql.URL.create("sqlite+alike", database=str(path))
        self.engine = sql.create_engine(place, execution_options={"compiled_cache": COMPILED})
        sql.event.listen(self.engine, "connect", _strict)

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[sql.Connection]:
        """See `Database`."""
        with told(self.path, CHECK), self.engine.begin() as connection:
            if write:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """See `Database`. Where nobody writes, even the files of SQLite's own bookkeeping are not made."""
        how = "mode=ro" if self.path.with_name(self.path.name + "-wal").exists() else "immutable=1"
        place = f"file:{quote(os.fsencode(self.path.resolve()))}?{how}"
        engine = sql.create_engine("sqlite://", creator=lambda: sqlite3.connect(place, uri=True))
        try:
            with engine.connect() as connection:
                self._known(connection)
                yield connection
        finally:
            engine.dispose()

    def version(self, connection: sql.Connection) -> int:
        """See `Database`. A new file gets its mark here, before anything that needs a transaction."""
        mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if mark != CASE_MARK and (mark or version or sql.inspect(connection).get_table_names()):
            raise UsageError(f"{self.path} is no Bukti case file: name a new file or an existing case.")
        if mark != CASE_MARK:  # before the first WAL page, so that it stands in the file itself, where intake looks
            connection.exec_driver_sql(f"PRAGMA application_id = {CASE_MARK}")
        if not version:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        return int(version)

    def mark(self, connection: sql.Connection, version: int) -> None:
        """See `Database`."""
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")

    def guard(self, connection: sql.Connection, table: sql.Table) -> None:
        """See `Database`."""
        for act in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER IF NOT EXISTS {table.name}_no_{act.lower()} BEFORE {act} ON {table.name} "
                "BEGIN SELECT RAISE(ABORT, 'rows of a case are never changed'); END"
            )

    def damage(self, connection: sql.Connection) -> str | None:
        """See `Database`."""
        found = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one())
        return "" if found == "ok" else " ".join(found.split())

    def running(self, connection: sql.Connection) -> str:
        """See `Database`."""
        return form.running(connection)

    def strange(self, connection: sql.Connection) -> str:
        """See `Database`."""
        journal = self.path.with_name(self.path.name + "-journal")
        if os.path.lexists(journal):  # a case has none, and what SQLite undoes from it is not what was checked
            return f"the file {journal.name} beside it, from which SQLite would undo changes: move it away"
        return form.strange(connection)

    def snapshot(self, target: Path) -> None:
        """See `Database`."""
        try:
            with (
                closing(sqlite3.connect(f"file:{quote(os.fsencode(self.path.resolve()))}?mode=ro", uri=True)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
        except sqlite3.Error as fault:
            why = f"`bukti verify {self.path}` says what is wrong"
            raise UsageError(f"{self.path} cannot be copied ({fault}): {why}.") from fault

    def close(self) -> None:
        """See `Database`."""
        self.engine.dispose()

    def _known(self, connection: sql.Connection) -> None:
        try:
            mark = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        except DatabaseError:
            mark, version = CASE_MARK, SCHEMA_VERSION  # damaged: the checks say where
            if not self.path.read_bytes().startswith(self.MAGIC):
                mark = 0
        if mark != CASE_MARK:
            raise UsageError(
                f"{self.path} is no Bukti case file: name one, as `bukti assess PATH --case FILE` makes it."
            )
        if version != SCHEMA_VERSION:
            raise UsageError(
                f"{self.path} has schema {version}, this version verifies {SCHEMA_VERSION}: an older case gets its log "
                "when it is used, for a newer one upgrade."
            )


def _strict(connection: sqlite3.Connection, _record: object) -> None:
    """What is acknowledged is on disk, and no row points at nothing."""
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
