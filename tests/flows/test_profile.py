"""`bukti profile` through the command line, and `--profile` beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.test_profiles import TEXTS, made
from typer.testing import CliRunner, Result

from bukti import Case
from bukti.assessment import profiles
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.report.parameters import WORDS, differences, parameters, told


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a case of two reports and a profile of our own, as the current one."""
    monkeypatch.chdir(tmp_path)
    rows = ({"outlet": f"Wire {n}", "text": text} for n, text in enumerate(TEXTS))
    with Case("x.case") as opened:
        opened.add([("reports.jsonl", "\n".join(map(json.dumps, rows)).encode())])
    Path("ours.toml").write_bytes(made('Бюро "<b>"\u202e').data)
    return tmp_path


def run(*arguments: str) -> Result:
    """One command."""
    return CliRunner().invoke(app, ["profile", *arguments])


@pytest.mark.usefixtures("folder")
def test_a_profile_is_tried_chosen_shown_overruled_and_taken_back() -> None:
    """Each step says what is so now; characters that turn the text round are shown as code points."""
    trial = run("use", "x.case", "ours.toml", "--dry-run")
    assert "(a trial, nothing is recorded)" in trial.stdout
    assert "from F6 to F3" in " ".join(trial.stdout.split())
    done = run("use", "x.case", "ours.toml", "--reason", "we know them")
    assert "Take it back: bukti profile undo x.case" in done.stderr
    shown = run("show", "x.case").stdout
    assert 'Бюро "<b>"[U+202E] 1.0.0' in shown
    assert "we know them" in shown
    assert "F: 0.6" in shown
    told = json.loads(run("show", "x.case", "--format", "json").stdout)
    assert (told["parameters"]["origin"]["F"], told["chosen"]["reason"]) == (0.6, "we know them")
    assert set(told["words"].values()) <= set(WORDS)
    over = CliRunner().invoke(app, ["assess", "--case", "x.case", "--profile", "newsroom", "--output", "d.html"])
    assert "newsroom 1.0.0 (for this run, in place of Бюро" in over.stderr
    assert "newsroom 1.0.0 (for this run, in place of Бюро &#34;&lt;b&gt;&#34;" in Path("d.html").read_text("utf-8")
    back = run("undo", "x.case", "--reason", "a mistake").stdout
    assert "Weighed no longer with" in back
    assert run("show", "x.case").stdout.startswith("default 1.0.0\n")


@pytest.mark.usefixtures("folder")
def test_a_name_that_is_neither_profile_nor_file_is_refused() -> None:
    """The message lists what there is."""
    with pytest.raises(UsageError, match="There is no profile 'nosuch': use default, newsroom, sanctions-desk or"):
        CliRunner().invoke(app, ["profile", "use", "x.case", "nosuch", "--reason", "x"], catch_exceptions=False)


def test_every_parameter_of_every_shipped_profile_has_its_words() -> None:
    """What the file holds is shown in words that are messages of the interface; equal profiles differ in nothing."""
    for name in profiles.names():
        one = profiles.load(name)
        keys = {row.key.partition(".")[0] for row in parameters(one)}
        fields = set(type(one).model_fields) - {"stamp", "name", "version", "description", "reader"}
        assert keys == fields
        assert all(row.words in WORDS for row in parameters(one))
        labels = {part.label for row in parameters(one) for part in row.parts if not part.own}
        assert labels - set("ABCDEF") - {""} <= set(WORDS)
        assert differences(one, one) == ()


def test_two_profiles_differ_in_what_their_files_differ_in() -> None:
    """Both sides of a parameter are told; one that only one of them has stands against nothing."""
    before, after = profiles.load("default"), profiles.parse(made().data, "ours")
    (only,) = differences(before, after)
    assert only.before is not None
    assert (told(only.before)[-8:], told(only.after)[-6:]) == ("F: 0.375", "F: 0.6")
    policy = differences(before, profiles.load("newsroom"))[0]
    assert told(policy.after).startswith("newsroom (Two independent origins, or one named origin")
