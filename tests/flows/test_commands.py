"""Whole runs: every command is its public function, with the exit codes of interfaces.md."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

import bukti
from bukti import pipeline
from bukti.cli import app, console
from bukti.report import dot, objects, table
from bukti.report.writers import WRITERS
from bukti.store.case import Case

REPORT = """Diplomats said on Friday that the plant assembles drones. "We have proof," said Ana Novak, a minister.

The foreign ministry denied the claims.
"""
GRAPH = {
    "claim": "the plant exists",
    "base_rate": 0.5,
    "origins": [
        {"id": "o1", "name": "A", "reliability": "B", "polarity": "affirm", "certainty": "CT", "basis": "perceived"}
    ],
    "relays": [{"id": "r1", "name": "R", "reliability": "B", "parents": [{"id": "o1", "probability": 1.0}]}],
    "read": ["r1"],
}


class Printed(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


Run = Callable[..., Printed]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `bukti ARGUMENTS` in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Printed:
        monkeypatch.setattr(sys, "argv", ["bukti", *map(str, arguments)])
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


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Two reports in one file."""
    path = tmp_path / "two.jsonl"
    lines = [{"id": "a", "text": "The minister said the plant is new."}, {"id": "b", "text": "  Beijing denied it.\n"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return path


def _bukti(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "bukti", *map(str, arguments)]


def test_text_prints_the_text_and_one_line_feed(run: Run, report: Path) -> None:
    """Nothing else is printed, and the offsets of `read` refer to exactly what is."""
    printed = run("text", report)
    assert printed == Printed(0, REPORT.strip() + "\n", "")
    line = json.loads(run("read", report, "--format", "jsonl").out)
    assert line["statements"]
    for statement in line["statements"]:
        for piece in (*statement["content"], *statement["cue"], *statement["source"]):
            assert printed.out[piece["start"] : piece["end"]] == piece["text"]


def test_text_of_several_reports_asks_which(run: Run, several: Path) -> None:
    """Texts are never run together, since offsets would not hold; the id, or its beginning, chooses one."""
    refused = run("text", several)
    assert (refused.code, refused.out) == (1, "")
    assert "holds 2 reports: choose one with --report ID" in refused.err
    gathered = pipeline.gather([several])
    for found in gathered.reports:
        assert found.id.removeprefix("sha256:")[:16] in refused.err
        assert run("text", several, "--report", found.id).out == found.text + "\n"
        assert run("text", several, "--report", found.id[7:15]).out == found.text + "\n"
    assert "choose one" in run("text", several, "--report", "nonesuch").err


def test_a_folder_without_a_report_is_said(run: Run, tmp_path: Path) -> None:
    """Nothing to read is no failure, but never a silent one; lines of JSON stay lines of JSON."""
    (tmp_path / "empty").mkdir()
    for command in ("read", "assess"):
        assert run(command, "empty")[:2] == (0, "No report was read.\n")
    assert run("read", "empty", "--format", "jsonl") == Printed(0, "", "")
    assert "holds no report" in run("text", "empty").err


def test_text_that_cannot_be_read_ends_with_2(run: Run, tmp_path: Path) -> None:
    """The reason stands on stderr, nothing on stdout."""
    (tmp_path / "empty.txt").write_bytes(b"")
    printed = run("text", tmp_path / "empty.txt")
    assert (printed.code, printed.out) == (2, "")
    assert "empty.txt: empty:" in printed.err


def test_text_on_a_terminal_cannot_control_it(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program gets the exact text; a terminal gets escape sequences as code points."""
    path = tmp_path / "hostile.jsonl"
    path.write_text(json.dumps({"text": "A minister said \x9b2J it \u202eexists."}) + "\n", "utf-8")
    assert "\x9b2J it \u202e" in run("text", path).out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert not set(run("text", path).out) & set("\x9b\u202e")


def test_read_and_its_function_agree(run: Run, report: Path, several: Path) -> None:
    """Table and lines of the command are those of the function's result, in input order."""
    reading = bukti.read([report, several])
    lines = [json.loads(line) for line in run("read", report, several, "--format", "jsonl").out.splitlines()]
    assert lines == json.loads(json.dumps([objects.reading(d, reading.of(d)) for d in reading.documents]))
    assert [line["report"]["input_id"] for line in lines] == [None, "a", "b"]
    assert run("read", report, several).out == table.reading(reading.documents, reading.statements)


def test_a_language_without_a_file_is_read_with_basic_support(run: Run, tmp_path: Path) -> None:
    """The report says so, and the given language is taken as known."""
    path = tmp_path / "report.txt"
    path.write_text("„Заводът работи“, каза министърът.\n", "utf-8")
    line = json.loads(run("read", path, "--language", "bg", "--format", "jsonl").out)
    assert (line["report"]["language"], line["report"]["support"]) == ("bg", "basic")


def test_trace_and_its_function_agree(run: Run, report: Path) -> None:
    """Every format of the command is that of the function's result."""
    copy = report.with_name("copy.txt")
    copy.write_text(REPORT + "\nA reprint.\n", "utf-8")
    traced = bukti.trace([report, copy])
    documents, lineage = traced.documents, traced.lineage
    assert json.loads(run("trace", report, copy, "--format", "json").out) == objects.trace(documents, lineage)
    assert run("trace", report, copy, "--format", "dot").out == dot.lineage(documents, lineage)
    assert run("trace", report, copy).out == table.lineage(documents, lineage)


@pytest.mark.parametrize("name", ["json", "html", "stix"])
def test_assess_and_its_function_agree(run: Run, report: Path, name: str) -> None:
    """The command gives the writer's output for the function's result, byte for byte, on stdout or in a file."""
    expected = WRITERS[name](bukti.assess([report]))
    assert run("assess", report, "--format", name) == Printed(0, expected, "")
    assert run("assess", report, "--format", name, "--output", "-").out == expected
    assert run("assess", report, "--format", name, "--output", "made").out == ""
    assert Path("made").read_text("utf-8") == expected


def test_assess_writes_the_dossier_beside_the_table(run: Run, report: Path, tmp_path: Path) -> None:
    """The table goes to stdout, the dossier to a file named after the input."""
    result = bukti.assess([report])
    assert run("assess", report) == Printed(0, WRITERS["table"](result), "Dossier: report.dossier.html\n")
    assert (tmp_path / "report.dossier.html").read_text("utf-8") == WRITERS["html"](result)


def test_a_dossier_among_the_inputs_is_no_report(run: Run, report: Path) -> None:
    """Assessing the same folder again does not count what its own dossier quotes."""
    run("assess", report.parent)
    first = run("assess", report.parent, "--format", "json").out
    assert json.loads(first)["ignored"] == [
        {"path": str(path), "reason": "Bukti dossier"} for path in sorted(report.parent.glob("*.dossier.html"))
    ]
    assert [found["path"] for found in json.loads(first)["reports"]] == [str(report)]


@pytest.mark.parametrize(
    ("path", "name"),
    [("news.v1", "news.v1.dossier.html"), ("report.txt", "report.dossier.html"), ("-", "stdin.dossier.html")],
)
def test_the_dossier_is_named_after_the_first_input(
    run: Run, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, name: str
) -> None:
    """A folder keeps its whole name, a file loses its ending, standard input has a name of its own."""
    folder = tmp_path / "news.v1"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORT, "utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(REPORT.encode())))
    assert run("assess", path).code == 0
    assert (tmp_path / name).is_file()


def test_an_answer_key_is_compared(run: Run, report: Path) -> None:
    """Where a key lies among the inputs, the comparison follows the table."""
    key = {
        "bukti": "answer key",
        "version": 1,
        "reports": {"one": {"file": "report.txt", "within": None, "language": "en"}},
        "derivations": [],
        "claims": [],
    }
    report.with_name("key.json").write_text(json.dumps(key), "utf-8")
    printed = run("assess", report.parent, "--output", "made.html")
    assert printed.code == 0
    assert "Compared with the answer key" in printed.out


def test_a_case_is_created_and_added_to(run: Run, report: Path, tmp_path: Path) -> None:
    """With a case the second call covers what the first brought, even when the file is gone."""
    case = tmp_path / "x.case"
    run("assess", report, "--case", case, "--format", "json")
    report.unlink()
    other = tmp_path / "other.txt"
    other.write_text("The minister said the plant is new.\n", "utf-8")
    printed = json.loads(run("assess", other, "--case", case, "--format", "json").out)
    assert [entry["path"] for entry in printed["reports"]] == [str(report), str(other)]


@pytest.mark.parametrize("command", ["assess", "trace"])
def test_failed_inputs_end_with_2_and_are_listed(run: Run, report: Path, command: str) -> None:
    """A broken file is named with its reason on stderr and in the result; the rest is read."""
    broken = report.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7 nothing more")
    printed = run(command, report, broken, "--format", "json")
    assert printed.code == 2
    assert f"{broken}: broken:" in printed.err
    made = json.loads(printed.out)
    assert [(entry["path"], entry["reason"]) for entry in made["failed"]] == [(str(broken), "broken")]
    assert len(made["reports"]) == 1


def test_a_hostile_name_cannot_control_the_terminal(run: Run, report: Path) -> None:
    """The name of a file that fails is printed with its escape sequence as code points."""
    report.with_name("a\x1b[2Jb.pdf").write_bytes(b"%PDF-1.7 nothing more")
    printed = run("read", report.parent)
    assert "a[U+001B][2Jb.pdf" in printed.err
    assert "\x1b" not in printed.err + printed.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read", "nowhere.txt"], "nowhere.txt does not exist"),
        (["read", "report.txt", "--language", "english"], "'english' is no language code"),
        (["read", "report.txt", "--format", "xml"], "xml"),
        (["read"], "Missing argument 'PATH'"),
        (["text"], "Missing argument 'PATH'"),
        (["trace", "nowhere.txt"], "nowhere.txt does not exist"),
        (["assess", "report.txt", "--profile", "nonesuch"], "nonesuch"),
        (["assess", "report.txt", "--profile", "report.txt"], "report.txt"),
        (["assess", "report.txt", "--case", "report.txt"], "no Bukti case"),
        (["assess", "report.txt", "--case", "."], "name a case file"),
        (["assess", "report.txt", "--case", "report.txt/x.case"], "check the path"),
        (["assess", "report.txt", "--output", "."], "it is a folder"),
        (["assess", "report.txt", "--output", "no/such/file"], "its folder does not exist"),
        (["assess", "report.txt", "--output", "-"], "name a file for --output"),
        (["assess", "report.txt", "--format", "json", "--output", "."], "it is a folder"),
        (["weigh", "nowhere.json"], "nowhere.json"),
        (["weigh", "."], "."),
        (["weigh", "report.txt"], "report.txt"),
        (["weigh", "list.json"], "expected an object"),
        (["nonesuch"], "nonesuch"),
        (["--nonesuch"], "nonesuch"),
    ],
)
def test_bad_use_ends_with_1_and_a_readable_message(run: Run, report: Path, arguments: list[str], words: str) -> None:
    """The message names what is wrong; nothing goes to stdout and no traceback is shown."""
    report.with_name("list.json").write_text("[]", "utf-8")
    printed = run(*arguments)
    assert printed.code == 1
    assert words in printed.err
    assert printed.out == ""
    assert "Traceback" not in printed.err


def test_a_folder_without_permission_is_refused_before_the_work(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The user learns it at once, not after minutes."""
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # root may write everywhere
    printed = run("assess", report, "--output", "made.html")
    assert (printed.code, printed.out) == (1, "")
    assert "permission is denied" in printed.err


def test_a_full_disk_is_a_message(run: Run, report: Path) -> None:
    """A file that turns out not to be writable is no traceback."""
    printed = run("assess", report, "--format", "json", "--output", "/dev/full")
    assert printed.code == 1
    assert "Cannot write to /dev/full" in printed.err


def test_standard_input_is_a_report(report: Path) -> None:
    """`-` reads a report from standard input."""
    call = _bukti("read", "-", "--format", "jsonl")
    printed = subprocess.run(call, input=REPORT, capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    assert json.loads(printed.stdout)["statements"]
    assert json.loads(printed.stdout)["report"]["path"] == "-"
    assert printed.stderr == ""


def test_a_reader_that_has_seen_enough_is_no_error(report: Path, tmp_path: Path) -> None:
    """`bukti … | head` ends quietly, and the dossier is written all the same."""
    read, write = os.pipe()
    os.close(read)
    call = _bukti("assess", report, "--output", tmp_path / "made.html")
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run(call, stdout=closed, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 0
    assert ended.stderr == f"Dossier: {tmp_path / 'made.html'}\n"
    assert (tmp_path / "made.html").is_file()


def test_closed_standard_error_is_no_error(report: Path, tmp_path: Path) -> None:
    """`bukti … 2>&1 | head` ends with the code that the result has."""
    read, write = os.pipe()
    os.close(read)
    call = _bukti("assess", report, "--output", tmp_path / "made.html")
    with os.fdopen(write, "wb") as closed:
        ended = subprocess.run(call, stdout=closed, stderr=closed, check=False)  # noqa: S603 - our own command
    assert ended.returncode == 0


def test_an_interrupt_ends_with_130_and_no_traceback(run: Run, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while a report is read."""

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "read", interrupted)
    assert run("read", report) == Printed(130, "", "")


def test_an_interrupt_while_loading_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the first second, when modules are still imported."""

    class Interrupted:
        def __getattr__(self, name: str) -> object:
            raise KeyboardInterrupt

    monkeypatch.setitem(sys.modules, "bukti.cli.commands", Interrupted())
    assert run("read", "report.txt") == Printed(130, "", "")


def test_a_parser_needs_no_pipeline() -> None:
    """Workers that only read files start without the stages that come after."""
    code = "import sys, bukti.intake; sys.exit('bukti.pipeline' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


def test_help_loads_no_pipeline() -> None:
    """What a newcomer calls first answers at once."""
    code = "import sys; from bukti.cli.commands import run; run(); sys.exit('bukti.pipeline' in sys.modules)"
    call = [sys.executable, "-c", code, "--help"]
    done = subprocess.run(call, check=False, capture_output=True)  # noqa: S603 - our own code
    assert (done.returncode, b"assess" in done.stdout) == (0, True)


def test_public_names_are_found_and_others_are_not() -> None:
    """Every name of `__all__` is there when it is asked for; a wrong one is an AttributeError as usual."""
    assert all(getattr(bukti, name) for name in bukti.__all__)
    assert bukti.Case is Case
    with pytest.raises(AttributeError, match="no attribute 'nonesuch'"):
        _ = bukti.nonesuch


@pytest.mark.parametrize("terminal", [True, False])
def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    """Logs and pipes never see it."""
    screen = io.StringIO()
    monkeypatch.setattr(console, "errors", Console(file=screen, force_terminal=terminal, width=80))
    with console.progress() as tick:
        tick("reading", 1, 2)
        tick("reading", 2, 2)
    assert ("reading" in screen.getvalue()) == terminal


def test_weigh_prints_one_assessment(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hand-made graph needs no texts; a file and standard input give the function's result."""
    path = tmp_path / "graph.json"
    path.write_text(json.dumps(GRAPH), "utf-8")
    printed = json.loads(run("weigh", path).out)
    assert round(printed["opinion"]["belief"], 3) == 0.677
    assert printed == objects.assessment_object(bukti.weigh(pipeline.load_graph(path)))
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps(GRAPH)))
    assert json.loads(run("weigh", "-").out) == printed


def test_version_is_printed(run: Run) -> None:
    """`--version` names the version and ends with 0."""
    assert run("--version") == Printed(0, f"bukti {bukti.__version__}\n", "")


def test_the_module_runs() -> None:
    """`python -m bukti` is the command line."""
    assert "assess" in subprocess.check_output(_bukti("--help"), text=True)  # noqa: S603 - our own command
