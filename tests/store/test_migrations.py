"""The scripts that bring older cases up to date make the schema that new cases have."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from bukti.store import database, migrations
from bukti.store.tables import METADATA, SCHEMA_VERSION


def test_the_scripts_make_the_schema_of_new_cases(tmp_path: Path, address: str) -> None:
    """On both stores Alembic finds no difference between the tables that they make and those of a new case."""
    case = tmp_path / "x.case"
    if address:
        database.point(case, address)
    with closing(database.at(case)) as found, found.transaction(write=True) as connection:
        migrations.upgrade(connection, 0)
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_there_is_one_script_for_each_schema() -> None:
    """They are numbered from 1 to the schema that this version knows, each after the one before."""
    scripts = ScriptDirectory(str(Path(migrations.__file__).parent))
    revisions = [(script.revision, script.down_revision) for script in scripts.walk_revisions()]
    numbers = [str(number) for number in range(SCHEMA_VERSION, 0, -1)]
    assert revisions == list(zip(numbers, [*numbers[1:], None], strict=True))
