"""`bukti log` and `bukti verify` on a case as a user makes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti.cli.commands import app
from bukti.cli.console import FAILED


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of two reports and a dossier."""
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(f"The mayor said that the {name} bridge was closed on Monday.")
    paths = [str(tmp_path / f"{name}.txt") for name in ("one", "two")]
    output = ["--case", str(tmp_path / "x.case"), "--output", str(tmp_path / "x.html")]
    assert CliRunner().invoke(app, ["assess", *paths, *output]).exit_code == 0
    return tmp_path / "x.case"


def run(*arguments: str) -> tuple[int, str]:
    """Exit code and standard output."""
    done = CliRunner().invoke(app, arguments)
    return done.exit_code, done.stdout


def test_the_log_tells_what_was_done(case: Path) -> None:
    """Oldest first, with the head that `verify` gives too."""
    code, printed = run("log", str(case))
    shown = " ".join(printed.split())  # long paths are wrapped
    assert code == 0
    assert shown.index("begins the log") < shown.index(" adds ") < shown.index(" writes ")
    _, lines = run("log", str(case), "--format", "jsonl")
    events = [json.loads(line)["event"] for line in lines.splitlines()]
    assert [event["kind"] for event in events] == ["case", "input", "input", "dossier"]
    _, found = run("verify", str(case), "--format", "json")
    assert "".join(shown.split()).endswith(json.loads(found)["head"])


def test_a_sound_case_is_verified(case: Path) -> None:
    """Exit code 0, and the verdict in words."""
    code, shown = run("verify", str(case))
    assert code == 0
    assert "Nothing that was checked is other than the log says." in shown
    assert "failed" not in shown


def test_a_changed_byte_is_reported_with_exit_code_3(case: Path) -> None:
    """The bad place is named, as JSON and in words."""
    file = next(p for p in sorted(case.with_name("x.case.bytes").rglob("*")) if p.is_file())
    file.write_bytes(b"forged")
    code, shown = run("verify", str(case))
    assert (code, "do not rely on it" in shown) == (FAILED, True)
    code, found = run("verify", str(case), "--format", "json")
    (wrong,) = (check for check in json.loads(found)["checks"] if check["outcome"] == "failed")
    assert (code, wrong["name"]) == (FAILED, "bytes")
    assert wrong["detail"].startswith("Those of ")
