"""What lies in a case file of SQLite beside its rows: tables, guards and indexes as Bukti makes them.

A view or a trigger of somebody else would run, and might never end; a table in another form would compare, keep or show
rows otherwise than they were written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import cache
from typing import Any

import sqlalchemy as sql
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateTable

from bukti.store.tables import METADATA

OTHERS = ("sqlite_stat1", "sqlite_sequence", "alembic_version")  # tables that hold nothing of the case
AUTOMATIC = "sqlite_autoindex_"  # how the indexes are called that SQLite makes by itself
GUARD = re.compile(
    r"CREATE TRIGGER (\w+)_no_(?:update|delete) BEFORE (?:UPDATE|DELETE) ON \1 "
    r"BEGIN SELECT RAISE\(ABORT, 'rows of a case are never changed'\); END"
)
# what changes how rows are kept or compared and is in no list that SQLite gives of a table
CLAUSES = re.compile(r"\b(COLLATE|CHECK|GENERATED|AS|CONFLICT|STRICT|ROWID|CASCADE|DEFERRABLE)\b", re.IGNORECASE)
LISTS = ("table_xinfo", "foreign_key_list", "index_list")
Form = dict[str, list[tuple[object, ...]]]


def running(connection: sql.Connection) -> str:
    """What SQLite would run by itself, or would show in the place of a table, that no case has; empty where nothing."""
    rows = connection.exec_driver_sql("SELECT type, name, sql FROM sqlite_master WHERE type IN ('view', 'trigger')")
    found = (row for row in rows if row.type == "view" or not GUARD.fullmatch(str(row.sql)))
    return next((f"the {row.type} {row.name}" for row in found), "")


def strange(connection: sql.Connection) -> str:
    """What no case holds, tables in another form too; empty where there is nothing."""
    if found := running(connection):
        return found
    rows = connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name").all()
    for row in rows:
        own = row.type != "index" or row.name.startswith(AUTOMATIC)
        if not own or (row.tbl_name not in METADATA.tables and row.tbl_name not in OTHERS):
            return f"the {row.type} {row.name}"
        if row.type == "table" and row.name in METADATA.tables and (found := _altered(connection, row.name, row.sql)):
            return found
    return ""


def _altered(connection: sql.Connection, name: str, text: str) -> str:
    """What of a table is in another form than Bukti makes it."""
    if clause := CLAUSES.search(text):
        return f"the clause {clause[0]} of the table {name}"
    for kind, expected in _expected(name).items():
        held = _listed(connection.exec_driver_sql(f"PRAGMA {kind}({name})").all(), kind)
        if kind == LISTS[0] and (more := {row[0] for row in held} - {row[0] for row in expected}):
            return f"the column {min(map(str, more))} of {name}"
        if held != expected:
            return f"the table {name} in another form"
    return ""


@cache
def _expected(name: str) -> Form:
    """What SQLite lists of a table that was just made."""
    with closing(sqlite3.connect(":memory:")) as base:
        for table in METADATA.sorted_tables:
            base.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        return {kind: _listed(base.execute(f"PRAGMA {kind}({name})").fetchall(), kind) for kind in LISTS}


def _listed(rows: Iterable[Sequence[Any]], kind: str) -> list[tuple[object, ...]]:
    """Rows of a list without the numbers, and of indexes the names, that follow from the order of making only.

    Whole numbers are whole numbers to SQLite, whatever their size is called: BIGINT was INTEGER in the first cases.
    """
    found = (tuple(row[2:] if kind != LISTS[0] else row[1:]) for row in rows)
    return sorted((tuple("INTEGER" if value == "BIGINT" else value for value in row) for row in found), key=repr)
