"""Whole runs: every command is its public function, with the exit codes of interfaces.md."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

import bukti
from bukti import pipeline
from bukti.cli import app
from bukti.report import WRITERS, objects

REPORT = """Diplomats said on Friday that the plant assembles drones. "We have proof," said Ana Novak, a minister.

The foreign ministry denied the claims.
"""


class Printed(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):  # type: ignore[no-untyped-def]  # noqa: ANN201 - a local function
    """Run `bukti ARGUMENTS` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Printed:
        monkeypatch.setattr(sys, "argv", ["bukti", *arguments])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capsys.readouterr()
        return Printed(int(left.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small English report."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_text_prints_the_text_and_nothing_else(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    """Offsets of `read` refer to exactly what `text` prints."""
    printed = run("text", str(report))
    line = json.loads(run("read", str(report), "--format", "jsonl").out)
    assert printed.code == 0
    for statement in line["statements"]:
        for piece in statement["content"]:
            assert printed.out[piece["start"] : piece["end"]] == piece["text"]


def test_read_and_its_function_agree(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    """The command prints the objects of the function's result."""
    reading = bukti.read([report])
    (document,) = reading.documents
    assert json.loads(run("read", str(report), "--format", "jsonl").out) == json.loads(
        json.dumps(objects.reading(document, reading.of(document)))
    )


def test_trace_and_its_function_agree(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    """The command prints the object of the function's result."""
    copy = report.with_name("copy.txt")
    copy.write_text(REPORT + "\nA reprint.\n", "utf-8")
    traced = bukti.trace([report, copy])
    printed = run("trace", str(report), str(copy), "--format", "json")
    assert json.loads(printed.out) == json.loads(json.dumps(objects.trace(traced.documents, traced.lineage)))
    assert "digraph" in run("trace", str(report), str(copy), "--format", "dot").out


def test_assess_and_its_function_agree(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    """JSON and HTML of the command are the writers' output for the function's result, byte for byte."""
    result = bukti.assess([report])
    assert run("assess", str(report), "--format", "json").out == WRITERS["json"](result)
    assert run("assess", str(report), "--format", "html").out == WRITERS["html"](result)


def test_assess_writes_the_dossier_beside_the_table(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """The table goes to stdout, the dossier to a file named after the input."""
    printed = run("assess", str(report))
    assert printed.code == 0
    assert "1 reports" in printed.out
    assert (tmp_path / "report.dossier.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    assert "Dossier" in printed.err


def test_a_case_is_created_and_added_to(run, report: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """With a case the second call covers what the first brought, even when the file is gone."""
    case = tmp_path / "x.case"
    run("assess", str(report), "--case", str(case), "--format", "json")
    report.unlink()
    other = tmp_path / "other.txt"
    other.write_text("The minister said the plant is new.\n", "utf-8")
    printed = json.loads(run("assess", str(other), "--case", str(case), "--format", "json").out)
    assert [entry["path"] for entry in printed["reports"]] == [str(report), str(other)]


def test_failed_inputs_end_with_2_and_are_listed(run, report: Path) -> None:  # type: ignore[no-untyped-def]
    """A broken file is named with its reason on stderr and in the result; the rest is read."""
    broken = report.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7 nothing more")
    printed = run("assess", str(report), str(broken), "--format", "json")
    assert printed.code == 2
    assert "broken.pdf" in printed.err
    made = json.loads(printed.out)
    assert [entry["path"] for entry in made["failed"]] == [str(broken)]
    assert len(made["reports"]) == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["assess", "report.txt", "--profile", "nonesuch"], "nonesuch"),
        (["weigh", "nowhere.json"], "nowhere.json"),
        (["assess", "report.txt", "--case", "report.txt"], "no Bukti case"),
        (["read"], "PATHS"),
        (["nonesuch"], "nonesuch"),
    ],
)
def test_bad_use_ends_with_1_and_one_readable_line(run, report: Path, arguments: list[str], words: str) -> None:  # type: ignore[no-untyped-def]
    """The message names what is wrong; nothing goes to stdout and no traceback is shown."""
    printed = run(*arguments)
    assert printed.code == 1
    assert words in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_standard_input_is_a_report(report: Path) -> None:
    """`-` reads a report from standard input."""
    call = [sys.executable, "-m", "bukti", "read", "-", "--format", "jsonl"]
    printed = subprocess.run(call, input=REPORT, capture_output=True, text=True, check=True)
    assert json.loads(printed.stdout)["statements"]


def test_weigh_prints_one_assessment(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A hand-made graph needs no texts."""
    graph = {
        "claim": "the plant exists",
        "base_rate": 0.5,
        "origins": [
            {
                "id": "o1",
                "name": "A",
                "reliability": "B",
                "polarity": "affirm",
                "certainty": "CT",
                "basis": "perceived",
            }
        ],
        "relays": [{"id": "r1", "name": "R", "reliability": "B", "parents": [{"id": "o1", "probability": 1.0}]}],
        "read": ["r1"],
    }
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(graph), "utf-8")
    printed = json.loads(run("weigh", str(path)).out)
    assert round(printed["opinion"]["belief"], 3) == 0.677
    assert printed == objects.assessment_object(pipeline.weigh(pipeline.load_graph(path)))


def test_version_is_printed(run) -> None:  # type: ignore[no-untyped-def]
    """`--version` names the version and ends with 0."""
    assert run("--version").out.strip() == f"bukti {bukti.__version__}"


def test_the_module_runs() -> None:
    """`python -m bukti` is the command line."""
    assert io.StringIO(subprocess.check_output([sys.executable, "-m", "bukti", "--help"], text=True)).read()
