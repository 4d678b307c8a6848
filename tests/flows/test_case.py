"""`bukti case`: from an empty case to one that was given away, as a user does it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bukti.cli.commands import app
from bukti.cli.console import FAILED
from bukti.errors import BuktiError, UsageError


def run(*arguments: str | Path, typed: str = "") -> Result:
    """A command; errors that are told to the user are raised."""
    done = CliRunner().invoke(app, [str(one) for one in arguments], input=typed)
    if isinstance(done.exception, BuktiError):
        raise done.exception
    return done


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case that was begun and added to."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("The mayor said that the bridge was closed.")
    (tmp_path / "in" / "b.txt").write_text("Police denied it.")
    path = tmp_path / "x.case"
    assert run("case", "new", path).exit_code == 0
    assert run("case", "add", path, tmp_path / "in").stdout == "2 new files, 0 there already.\n"
    return path


def test_what_is_there_already_stays(case: Path, tmp_path: Path) -> None:
    """Adding again adds what is new; what cannot be read is named."""
    (tmp_path / "in" / "c.txt").write_text("It was open again on Tuesday.")
    (tmp_path / "in" / "d").symlink_to(tmp_path / "nowhere")
    done = run("case", "add", case, tmp_path / "in")
    assert (done.exit_code, done.stdout) == (2, "1 new file, 2 there already.\n")


def test_status_tells_what_a_case_holds(case: Path) -> None:
    """In words and as JSON."""
    found = json.loads(run("case", "status", case, "--format", "json").stdout)
    assert (found["inputs"], found["size"], found["events"], len(found["head"])) == (2, 59, 3, 64)
    assert run("case", "status", case).stdout.startswith("inputs     2\nsize       59\n")


def test_a_case_is_given_away_and_taken_in(case: Path, tmp_path: Path) -> None:
    """The head that export tells is the one that import and verify show."""
    done = run("case", "export", case, "--output", tmp_path / "x.zip")
    head = done.stdout.split()[-1]
    taken = run("case", "import", tmp_path / "x.zip", tmp_path / "y.case")
    assert (taken.exit_code, head in taken.stdout) == (0, True)
    assert run("verify", tmp_path / "x.zip", "--head", head).exit_code == 0
    assert run("verify", tmp_path / "y.case", "--head", head).exit_code == 0
    assert "exports the case" in " ".join(run("log", tmp_path / "y.case").stdout.split())
    data = bytearray((tmp_path / "x.zip").read_bytes())
    data[100] ^= 1
    (tmp_path / "x.zip").write_bytes(data)
    assert run("verify", tmp_path / "x.zip").exit_code == FAILED
    assert run("case", "import", tmp_path / "x.zip", tmp_path / "z.case").exit_code == FAILED
    assert not (tmp_path / "z.case").exists()


def test_a_release_is_verified(case: Path, tmp_path: Path) -> None:
    """What is withheld is told, what else is missing is found."""
    path = tmp_path / "x.zip"
    assert run("case", "export", case, "--output", path, "--withhold", tmp_path / "in" / "a.txt").exit_code == 0
    done = run("verify", path)
    assert (done.exit_code, "redacted     bytes" in done.stdout) == (0, True)
    with pytest.raises(UsageError, match="is a release"):
        run("case", "import", path, tmp_path / "y.case")


def test_a_backup_is_the_same_case(case: Path, tmp_path: Path) -> None:
    """With the same head."""
    assert run("case", "backup", case, tmp_path / "y.case").exit_code == 0
    heads = {run("case", "status", path).stdout for path in (case, tmp_path / "y.case")}
    assert len(heads) == 1


def test_an_encrypted_bundle_asks_for_its_passphrase(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed twice when it is made, or out of the environment; a wrong one opens nothing."""
    pytest.importorskip("pyrage", reason="the extra age is not installed")
    sealed = tmp_path / "x.age"
    assert run("case", "export", case, "--output", sealed, "--encrypt", typed="open it\nopen it\n").exit_code == 0
    assert run("verify", sealed, typed="open it\n").exit_code == 0
    with pytest.raises(BuktiError, match="cannot be decrypted"):
        run("case", "import", sealed, tmp_path / "y.case", typed="open\n")
    monkeypatch.setenv("BUKTI_BUNDLE_PASSPHRASE", "open it")
    assert run("case", "import", sealed, tmp_path / "y.case").exit_code == 0
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_nothing_is_overwritten_and_no_case_is_made_by_mistake(case: Path, tmp_path: Path) -> None:
    """With the remedy."""
    for arguments in (("new", case), ("backup", case, case), ("export", case, "--output", case)):
        with pytest.raises(UsageError, match="exists: name a new"):
            run("case", *arguments)
    for arguments in (("add", tmp_path / "none", case), ("status", tmp_path / "none")):
        with pytest.raises(UsageError, match="is no case"):
            run("case", *arguments)
    assert not (tmp_path / "none").exists()
    before = run("log", case).stdout
    for more in ((), ("--withhold", "event:2")):
        with pytest.raises(UsageError, match="does not exist: create"):
            run("case", "export", case, "--output", tmp_path / "none" / "x.zip", *more)
    assert run("log", case).stdout == before
