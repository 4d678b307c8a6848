"""The correction loop: a statement becomes a case line, a corrected line shows where reading differs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bukti import pipeline
from bukti.acts import corrections
from bukti.errors import UsageError
from bukti.report import rates
from bukti.report.cases import differences

TEXT = "Nina Harrow said that the bridge was closed.\n\nNobody crossed it.\n\nThe mayor denied that it had fallen."


@pytest.fixture
def read(tmp_path: Path) -> pipeline.Reading:
    """A report of three paragraphs, two with a statement."""
    (tmp_path / "bridge.txt").write_text(TEXT, "utf-8")
    return pipeline.read([tmp_path / "bridge.txt"], language="en")


def _file(folder: Path, lines: object) -> Path:
    path = folder / "cases.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")  # type: ignore[attr-defined]  # any list
    return path


def test_a_case_line_is_read_as_it_says(read: pipeline.Reading, tmp_path: Path) -> None:
    """Each paragraph with a statement is one line; unchanged, reading differs nowhere."""
    lines = corrections.case_lines(read)
    assert [line["text"] for line in lines] == [TEXT.split("\n\n", maxsplit=1)[0], TEXT.split("\n\n")[2]]
    assert [case.differences for case in corrections.check(_file(tmp_path, lines))] == [(), ()]


def test_one_statement_is_chosen_by_its_id(read: pipeline.Reading) -> None:
    """The beginning of an id is enough; one that several share is refused."""
    wanted = read.statements[1]
    (line,) = corrections.case_lines(read, wanted.id[:12])
    assert line["statements"][0]["content"] == "it had fallen"
    with pytest.raises(UsageError, match="2 statements"):
        corrections.case_lines(read, "st-")


def test_a_correction_shows_what_is_read_otherwise(read: pipeline.Reading, tmp_path: Path) -> None:
    """A changed field, a statement that is missed, and one that is none are each told."""
    first, second = corrections.case_lines(read)
    first["statements"][0] |= {"certainty": "possible", "content": "the bridge was closed"}
    second["statements"] = [{"content": "the mayor"}]
    made = corrections.check(_file(tmp_path, [first, second]))
    assert made[0].differences == ("certainty: 'certain', and not 'possible': the bridge was closed",)
    assert made[1].differences == ("not read: the mayor", "read, though nothing is said: it had fallen")


@pytest.mark.parametrize(
    "line", ['"text"', '{"text": "a"}', '{"text": "a", "statements": [1]}', "{", '{"statements": []}']
)
def test_a_line_that_is_no_case_is_named(line: str, tmp_path: Path) -> None:
    """The message has the file and the line."""
    path = tmp_path / "cases.jsonl"
    path.write_text("\n" + line + "\n", "utf-8")
    with pytest.raises(UsageError, match=r"cases\.jsonl, line 2 is no case"):
        corrections.check(path)


def test_a_file_without_cases_is_refused(tmp_path: Path) -> None:
    """A check that checks nothing must not pass."""
    (tmp_path / "none.jsonl").write_text("\n", "utf-8")
    with pytest.raises(UsageError, match="holds no case"):
        corrections.check(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be read"):
        corrections.check(tmp_path / "absent.jsonl")


def test_fields_that_are_left_out_are_not_compared() -> None:
    """Whoever corrects a line need not know every field."""
    found = {"content": "P", "cue": "said", "stance": "asserts", "form": "direct"}
    assert differences([{"content": "P", "stance": "asserts"}], [found]) == []


def test_every_language_says_how_well_it_is_read() -> None:
    """English has figures with their trivial baseline; support is one of two words."""
    found = {one.code: one for one in rates.languages()}
    assert {rate.metric for rate in found["en"].rates} >= {"content", "triple", "sentence"}
    assert {one.support for one in found.values()} <= {"full", "basic"}
    assert all(rate.value >= rate.baseline for rate in found["en"].rates if rate.metric == "content")


def test_error_rates_are_those_of_the_languages_read() -> None:
    """A dossier on English reports shows no German figures, but those that belong to no language."""
    english = {name for name, _ in rates.error_rates({"en"})}
    both = {name for name, _ in rates.error_rates({"en", "id"})}
    assert not any("Indonesian" in name for name in english)
    assert english < both
