"""A case for a team: its tables in a database of PostgreSQL, whose address its file holds; the bytes lie beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bukti.errors import MissingExtraError, UsageError
from bukti.ids import CASE_MARK
from bukti.store.lite import Lite
from bukti.store.refusals import told
from bukti.store.tables import METADATA, SCHEMA_VERSION

DRIVER = "postgresql+psycopg"
MARK = "bukti case "  # the comment on the table of events, before the schema
CHECK = "that the server can be reached and that you may use the database"
# what the server would run or show by itself in the place of tables, that no case has
RUNNING = sql.text(r"""
SELECT 'trigger' AS sort, tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace AND relname = ANY(:tables)
AND pg_get_triggerdef(pg_trigger.oid) !~ :guard
UNION ALL SELECT 'rule', rulename FROM pg_rules WHERE schemaname = current_schema() AND tablename = ANY(:tables)
UNION ALL SELECT 'view', viewname FROM pg_views WHERE schemaname = current_schema() AND viewname = ANY(:tables)
UNION ALL SELECT 'policy', policyname FROM pg_policies WHERE schemaname = current_schema() AND tablename = ANY(:tables)
ORDER BY 1, 2 LIMIT 1""")
GUARDED = (
    r"^CREATE TRIGGER (\w+)_guard BEFORE [A-Z ]+ ON (\w+\.)?\1 "
    r"FOR EACH STATEMENT EXECUTE FUNCTION (\w+\.)?bukti_guard\(\)$"
)
GUARD = """CREATE OR REPLACE FUNCTION bukti_guard() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of a case are never changed'; END $$"""


class Postgres:
    """The database of a case whose file names it.

    Args:
        path: of the file, by which the case is called.
        address: `postgresql+psycopg://USER@HOST/DATABASE`; a password comes from `~/.pgpass` or PGPASSWORD.

    Raises:
        UsageError: this is no such address, or it holds a password.
        MissingExtraError: psycopg is not installed.
    """

    def __init__(self, path: Path, address: str) -> None:
        self.path = path
        try:
            url = sql.make_url(address)
        except ArgumentError as fault:
            raise UsageError(f"{path} names no database: write {DRIVER}://USER@HOST/DATABASE.") from fault
        if url.drivername != DRIVER:
            raise UsageError(f"{path} names a database of {url.drivername}: write {DRIVER}://USER@HOST/DATABASE.")
        if url.password:
            raise UsageError("A password does not belong into an address: put it into ~/.pgpass or PGPASSWORD.")
        if find_spec("psycopg") is None:
            raise MissingExtraError("postgres", "A case in PostgreSQL")
        self.engine = sql.create_engine(url)

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[sql.Connection]:
        """See `Database`."""
        with told(self.path, CHECK), self.engine.begin() as connection:
            if write:
                connection.execute(sql.select(sql.func.pg_advisory_xact_lock(CASE_MARK)))
            yield connection

    @contextmanager
    def reading(self) -> Iterator[sql.Connection]:
        """See `Database`."""
        with self.engine.connect() as connection:
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            if (version := self.version(connection)) != SCHEMA_VERSION:
                raise UsageError(
                    f"{self.path} has schema {version}, this version verifies {SCHEMA_VERSION}: an older case is "
                    "brought up to date when it is used, for a newer one upgrade."
                )
            yield connection

    def version(self, connection: sql.Connection) -> int:
        """See `Database`."""
        found = connection.execute(sql.text("SELECT obj_description(to_regclass('event'), 'pg_class')")).scalar_one()
        if found and re.fullmatch(rf"{MARK}[0-9]{{1,4}}", str(found)):
            return int(str(found).removeprefix(MARK))
        if sql.inspect(connection).get_table_names():
            raise UsageError(f"The database that {self.path} names holds other tables: give it an empty one.")
        return 0

    def mark(self, connection: sql.Connection, version: int) -> None:
        """See `Database`."""
        connection.exec_driver_sql(f"COMMENT ON TABLE event IS '{MARK}{version}'")

    def guard(self, connection: sql.Connection, table: sql.Table) -> None:
        """See `Database`."""
        connection.exec_driver_sql(GUARD)
        connection.exec_driver_sql(
            f"CREATE OR REPLACE TRIGGER {table.name}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table.name} "
            "FOR EACH STATEMENT EXECUTE FUNCTION bukti_guard()"
        )

    def damage(self, connection: sql.Connection) -> str | None:
        """See `Database`."""
        del connection  # how PostgreSQL's own files are is the matter of those who run it
        return None

    def strange(self, connection: sql.Connection) -> str:
        """See `Database`."""
        columns = sql.inspect(connection)
        for table in METADATA.sorted_tables:
            held = {str(column["name"]) for column in columns.get_columns(table.name)}
            if more := held - set(table.columns.keys()):
                return f"the column {min(more)} of {table.name}"
        return self.running(connection)

    def running(self, connection: sql.Connection) -> str:
        """See `Database`."""
        named = {"tables": list(METADATA.tables), "guard": GUARDED}
        row = connection.execute(RUNNING, named).one_or_none()
        return f"the {row.sort} {row.name}" if row else ""

    def snapshot(self, target: Path) -> None:
        """See `Database`."""
        copy = Lite(target)
        try:
            with self.reading() as source, copy.transaction() as connection:
                copy.version(connection)  # which marks it as a case
                _copied(source, copy, connection)
        except SQLAlchemyError as fault:
            raise UsageError(f"{self.path} cannot be copied ({fault}): check {CHECK}.") from fault
        finally:
            copy.close()

    def fill(self, source: sql.Connection) -> None:
        """Put every row of a case into the database, which is empty: all of them, or none.

        Raises:
            UsageError: it holds a case already, or cannot be used.
        """
        with self.transaction(write=True) as connection:
            if self.version(connection):
                raise UsageError(f"The database that {self.path} names holds a case already: give it an empty one.")
            _copied(source, self, connection)

    def close(self) -> None:
        """See `Database`."""
        self.engine.dispose()


def _copied(source: sql.Connection, target: Lite | Postgres, connection: sql.Connection) -> None:
    """Make the tables of a case with every row of another, and mark them as such."""
    METADATA.create_all(connection)
    for table in METADATA.sorted_tables:
        if rows := [dict(row) for row in source.execute(sql.select(table)).mappings()]:
            connection.execute(sql.insert(table), rows)
        target.guard(connection, table)
    target.mark(connection, SCHEMA_VERSION)
