"""Older cases brought up to date: the scripts of Alembic in `versions`, one for each schema, under its number.

How far a case has come stands where it always stood, in the header of its file or the comment on its table of events,
so that any program can tell without reading a table, older versions of Bukti too. Alembic's own table of versions
would be a second truth; the scripts are run without it. A new case gets its tables at once (`tables.METADATA`).

Another schema: change `tables.py` and its SCHEMA_VERSION, and add a script that makes the same change; tests compare
the two with Alembic's `compare_metadata`. In SQLite a change of a column needs `op.batch_alter_table`, and the guards
of the table (`Database.guard`) dropped before. Rows and columns of a case are never taken away: there is no way back.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sql
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory


def upgrade(connection: sql.Connection, version: int) -> None:
    """Run every script after a version, in the transaction of the connection: all of them, or none.

    Args:
        connection: to the case, whose transaction holds the write lock.
        version: the schema of the case; 0 where there is none.
    """
    scripts = ScriptDirectory(str(Path(__file__).parent))
    missing = [*scripts.iterate_revisions("head", str(version or "base"))]
    with Operations.context(MigrationContext.configure(connection)):
        for script in reversed(missing):
            script.module.upgrade()
