"""`bukti sources`: the command gives what the function gives, and says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import bukti
from bukti.cli.commands import app
from bukti.cli.sources import Values
from bukti.errors import UsageError
from bukti.report import fused
from bukti.truth.values import KINDS

RUNNER = CliRunner()
TABLE = "who;what;says\na;b1;Hale, Ruth\nb;b1;Ruth Hale\nc;b1;Tan, Wei\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A small table with names of its own for the columns."""
    file = tmp_path / "t.csv"
    file.write_text(TABLE, "utf-8")
    return file


def call(*arguments: object) -> str:
    """Standard output of `bukti sources table …`."""
    done = RUNNER.invoke(app, ["sources", "table", *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.stdout


COLUMNS = ("--source", "who", "--object", "what", "--value", "says", "--as", "names")


def test_command_and_function_agree(path: Path) -> None:
    """JSON of the command is the object of the function; the two notations of one name are one value."""
    found = bukti.fuse(path, ("who", "what", "says"), "names")
    assert json.loads(call(path, *COLUMNS, "--format", "json")) == json.loads(json.dumps(fused.json_object(found)))
    assert call(path, *COLUMNS) == fused.write(found, 20)
    assert call(path, *COLUMNS, "--format", "csv") == fused.write_csv(found)
    assert found.facts[0].values[0].sources == ("a", "b")


def test_faults_are_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing file, a missing column, a file above the limit."""
    with pytest.raises(UsageError, match="check the path"):
        bukti.fuse(path.with_name("none.csv"))
    with pytest.raises(UsageError, match="no column 'source'"):
        bukti.fuse(path)
    monkeypatch.setenv("BUKTI_LIMIT_FILE_BYTES", "10")
    with pytest.raises(UsageError, match="more than 10 bytes"):
        bukti.fuse(path)


def test_the_kinds_of_values_can_all_be_asked_for() -> None:
    """`--as` offers every kind that there is."""
    assert [value.value for value in Values] == [kind.name for kind in KINDS]
