"""`bukti ach` through the command line, on a small collection of our own: who started the fire?"""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bukti import Matrix, assess, retract
from bukti.cli import app
from bukti.errors import UsageError
from bukti.report import ach, changes

FIRE = (
    "The grain depot at Harrow burnt down on Thursday night.\n\n"
    "The fire began in the switch room, Anna Berg, a spokeswoman for the Harrow Fire Service, said on Friday. "
    "“The cables were forty years old,” Berg said."
)
SEEN = "Olaf Lund, who lives across the road, said that a man ran out of the depot with a canister."
SKY = (
    "The Norland Weather Office said on Saturday that no lightning was recorded within fifty kilometres of Harrow on "
    "Thursday night."
)
REPORTS = (
    ("wire", "Norland Wire", "Depot burns in Harrow", "2026-05-01T08:00:00Z", FIRE),
    ("gazette", "Harrow Gazette", "Depot burns", "2026-05-01T11:00:00Z", FIRE + "\n\n(Norland Wire)"),
    ("evening", "Evening Post", "A man ran away", "2026-05-02T09:00:00Z", SEEN),
    ("weather", "Weather Office", "No lightning near Harrow", "2026-05-02T12:00:00Z", SKY),
)
LATER = (
    "second",
    "Fjord Courier",
    "Fire in the switch room",
    "2026-05-03T12:00:00Z",
    "Ole Brandt, an inspector of the insurer Nordsafe, said on Sunday: “The fire began in the switch room.”",
)
HYPOTHESES = ("A fault in old wiring", "Arson", "Lightning")
CASE = ("--case", "x.case")
OTHER = ("--matrix", "other")


class Printed(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """Standard output on one line."""
        return " ".join(self.out.split())


Run = Callable[..., Printed]


def _add(*reports: tuple[str, ...]) -> None:
    """Put reports into the case."""
    keys = ("id", "outlet", "title", "published", "text")
    lines = [json.dumps(dict(zip(keys, report, strict=True))) for report in reports]
    Path("fire.jsonl").write_text("\n".join(lines), "utf-8")
    assess(["fire.jsonl"], case="x.case")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case, and in it a matrix of three claims and three hypotheses, every cell filled."""
    folder = tmp_path_factory.mktemp("ach")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("BUKTI_EMBEDDINGS", "off")
        patch.setenv("BUKTI_ISOLATION", "off")
        _add(*REPORTS)
        matrix = Matrix("x.case", author="anna")
        matrix.start("Who started the fire?", rows=0)
        matrix.add_hypotheses(HYPOTHESES)
        for words in ("began in the switch room", "a man ran out", "no lightning was recorded"):
            matrix.add_claim(words)
        for row, marks in (("R1", "C N I"), ("R2", "I CC I"), ("R3", "N N II")):
            for number, mark in enumerate(marks.split(), 1):
                matrix.rate(row, f"H{number}", mark)
    return folder


@pytest.fixture
def board(prepared: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Matrix:
    """The matrix in a folder of its own."""
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    return Matrix("x.case", author="anna")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, board: Matrix) -> Run:
    """Run `bukti ach ARGUMENTS` on the case."""

    def call(*arguments: str | Path) -> Printed:
        monkeypatch.setattr(sys, "argv", ["bukti", "ach", *map(str, arguments), *CASE])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capsys.readouterr()
        return Printed(int(left.value.code or 0), captured.out, captured.err)

    return call


def test_a_matrix_from_the_first_command_to_the_score(run: Run) -> None:
    """Rows are the case's main claims, cells are empty until a person fills them, and the answer says so."""
    begun = run("new", "--question", "Who started the fire?", *OTHER)
    assert begun.code == 0
    assert "R1" in begun.out
    assert "The fire began in the switch room" in begun.line
    assert "already: name another one with --matrix" in run("new", *OTHER).err
    assert run("hypothesis", "add", *HYPOTHESES, "--author", "anna", *OTHER).out == "".join(
        f"H{number} {text}\n" for number, text in enumerate(HYPOTHESES, 1)
    )
    added = run(
        "row", "add", "--evidence", "The depot was insured twice", "--credibility", "0.8", "--origin", "Broker", *OTHER
    )
    row = added.out.split()[0]
    for number, mark in enumerate(("I", "CC", "-"), 1):
        assert run("set", row, f"H{number}", mark, "--note", "money", *OTHER).code == 0
    answer = run("score", *OTHER).line
    assert "H2 and H3 (0.00) stand first" in answer
    assert f"{row}: H3" in answer
    assert "Without Broker" in answer
    shown = run("show", *OTHER).line
    assert "Who started the fire?" in shown
    assert f"{row} H1: money" in shown
    history = run("show", "--history", *OTHER).line
    assert f"cell {row} H3 blank (money)" in history
    assert "anna hypothesis H1 A fault in old wiring" in history


def test_the_command_line_and_python_give_the_same(run: Run, board: Matrix) -> None:
    """In every format, twice the same bytes."""
    found = board.score()
    assert found.ranking[0] == ("H2",)
    for name, write in ach.WRITERS.items():
        assert run("export", "--format", name).out == write(found)
    assert found == board.score()


def test_a_spreadsheet_fills_the_matrix(run: Run, board: Matrix) -> None:
    """Export, fill in, read back: only what differs becomes a judgement, and one wrong cell stops all."""
    assert "set --from m.csv" in run("export", "--format", "csv", "--output", "m.csv").err
    lines = list(csv.reader(io.StringIO(Path("m.csv").read_text("utf-8"))))
    lines[1][9], lines[2][10] = "cc", "he was seen"
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    Path("m.csv").write_text(out.getvalue(), "utf-8")
    before = len(board.log())
    assert run("set", "--from", "m.csv").out.splitlines() == ["R1 H1: CC", "R2 H1: I", "2 cells taken over."]
    assert len(board.log()) == before + 2
    assert board.sheet().cells["R2", "H1"].note == "he was seen"
    lines[1][9] = "perhaps"
    Path("m.csv").write_text("\n".join(map(",".join, lines)), "utf-8")
    refused = run("set", "--from", "m.csv")
    assert (refused.code, "is no rating" in refused.err) == (1, True)
    assert len(board.log()) == before + 2


def test_new_reports_are_followed_and_told(run: Run, board: Matrix) -> None:
    """The claim has another id now; cells stay, what changed is told until a person has looked."""
    before = board.score()
    _add(LATER)
    found = board.score()
    row, old = found.rows[0], before.rows[0]
    assert (row.state, row.claim != old.claim) == ("changed", True)
    assert row.changes[0] == "1 statement is added."
    assert any(change.startswith("Independent origins went from 1 to ") for change in row.changes)
    assert row.weight_most > old.weight_most
    assert row.ratings == old.ratings
    assert "Changed since the row was added R1: 1 statement is added." in run("score").line
    assert run("row", "renew", "R1", "--note", "looked at it").out.startswith("R1 ")
    assert board.score().rows[0].state == "same"


def test_a_retraction_takes_the_weight_and_is_told(board: Matrix) -> None:
    """The row of a retracted source stays in the matrix and weighs nothing."""
    found = retract("evening", "x.case", "invented")
    assert found.matrices == {"main": ("R2",)}
    assert "  main: R2\n" in changes.write(found)
    row = board.score().rows[1]
    assert (row.state, row.weight) == ("changed", 0.0)
    assert any(change.startswith("Belief went from") for change in row.changes)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("set", "R9", "H1", "I"), "'R9' is no row"),
        (("set", "R1", "R2", "I"), "R2 is a row: name a hypothesis"),
        (("set", "H1", "H2", "I"), "H1 is a hypothesis: name a row"),
        (("set", "R1", "H1", "maybe"), "'maybe' is no rating: use CC"),
        (("set", "R1"), "Name a row, a hypothesis and a rating"),
        (("set", "--from", "none.csv"), "none.csv cannot be read"),
        (("row", "add"), "Name a claim of the case, or give --evidence"),
        (("row", "add", "began in the switch"), "That claim is row R1 already"),
        (("row", "add", "the moon"), "No claim says 'the moon'"),
        (("row", "add", "e"), "claims, name one by its id"),
        (("row", "add", "--evidence", "x"), "Credibility '' is none"),
        (("row", "add", "--evidence", "x", "--credibility", "1.5"), "Credibility '1.5' is none"),
        (("row", "add", "--evidence", " ", "--credibility", "B"), "The evidence has no words"),
        (("hypothesis", "add", "arson"), "Hypothesis 'arson' is there already"),
        (("hypothesis", "add", " "), "is empty"),
        (("hypothesis", "drop", "H9"), "'H9' is no row"),
        (("hypothesis", "drop", "R1"), "R1 is a row: name a hypothesis"),
        (("row", "drop", "H1"), "H1 is a hypothesis: name a row"),
        (("show", *OTHER), "no matrix 'other': there is main"),
    ],
)
def test_bad_use_says_what_and_how(run: Run, board: Matrix, arguments: tuple[str, ...], told: str) -> None:
    """One line on standard error, exit code 1, and nothing is recorded."""
    before = board.log()
    refused = run(*arguments)
    assert (refused.code, refused.out) == (1, "")
    assert told in refused.err
    assert board.log() == before


def test_rows_that_a_person_entered_cannot_be_renewed(board: Matrix) -> None:
    """And what is dropped is gone from the matrix, not from the log."""
    row = board.add_evidence("x", "B")
    with pytest.raises(UsageError, match="was entered by anna and follows no claim"):
        board.renew(row.id)
    assert [r.id for r in board.drop_row(row.id, "a mistake").rows] == ["R1", "R2", "R3"]
    assert board.log()[-1].note == "a mistake"


def test_a_case_may_hold_several_matrices(run: Run, board: Matrix) -> None:
    """Each with its own hypotheses and rows."""
    assert run("new", "--matrix", "second", "--rows", "1").code == 0
    other = Matrix("x.case", "second").sheet()
    assert ([h.id for h in other.hypotheses], [r.id for r in other.rows]) == ([], ["R1"])
    assert len(board.sheet().rows) == 3


def test_without_a_case_nothing_begins(tmp_path: Path) -> None:
    """The message says how to make one."""
    with pytest.raises(UsageError, match=r"is no case: `bukti assess PATH --case"):
        Matrix(tmp_path / "none.case").start()
