"""`bukti retract` through the command line, on the example and on a small collection of our own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.conftest import vector_cache

from bukti import assess, retract
from bukti.acts import retracting
from bukti.cli import app
from bukti.ids import digest
from bukti.model import Result
from bukti.report import objects, plain, proof
from bukti.report.writers import WRITERS

EXAMPLE = Path(__file__).parents[2] / "examples" / "xinjiang"
WIRE = (
    "Two workers were killed when a dry dock collapsed at the Harrow shipyard on Friday, Anna Berg, a spokeswoman for "
    "the Harrow Fire Service, said.\n\n"
    "“The wall gave way without any warning,” Berg said. She said that eleven people were taken to hospital."
)
YARD = (
    "The Harrow shipyard denied on Saturday that two workers were killed when a dry dock collapsed.\n\n"
    "A later inspection was ordered. Norland Wire reported that eleven people were taken to hospital."
)
LINES = (
    {"id": "wire", "outlet": "Norland Wire", "title": "Two killed in dock", "published": "2026-05-01T08:00:00Z"},
    {"id": "reprint", "outlet": "Harrow Gazette", "title": "Dock kills two", "published": "2026-05-01T11:00:00Z"},
    {"id": "yard", "outlet": "Shipping Daily", "title": "Yard rejects it", "published": "2026-05-02T09:00:00Z"},
)
TEXTS = (WIRE, WIRE + "\n\n(Norland Wire)", YARD)
WHY = ("--reason", "the agency withdrew it", "--author", "Anna")


class Printed(NamedTuple):
    """What one run of the command line gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)

    @property
    def line(self) -> str:
        """Standard output on one line."""
        return " ".join(self.out.split())


Run = Callable[..., Printed]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `bukti ARGUMENTS` in a folder of its own that holds `dock.jsonl`."""
    monkeypatch.chdir(tmp_path)
    rows = [json.dumps({**line, "text": text}) for line, text in zip(LINES, TEXTS, strict=True)]
    Path("dock.jsonl").write_text("\n".join(rows), "utf-8")

    def call(*arguments: str | Path) -> Printed:
        monkeypatch.setattr(sys, "argv", ["bukti", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            app.main()
        captured = capsys.readouterr()
        return Printed(int(left.value.code or 0), captured.out, captured.err)

    return call


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    """A case with the example, and its result."""
    case = tmp_path_factory.mktemp("example") / "x.case"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BUKTI_CACHE", str(vector_cache(tmp_path_factory)))
        patch.setenv("BUKTI_ISOLATION", "off")
        return case, assess([EXAMPLE], case=case)


def _same(before: Any, after: Any) -> bool:
    """Whether no figure of an assessment that a reader sees differs, but for the number of reports."""
    keys = ("likelihood", "confidence", "admiralty", "standard", "actionable")
    counts = [(one["origins"]["min"], one["origins"]["max"]) for one in (before, after)]
    return counts[0] == counts[1] and all(before[key] == after[key] for key in keys)


def _bare(dossier: str) -> Any:
    """A dossier without its proofs and its custody, which tell how far the log had come."""
    found = json.loads(proof.split(Path(dossier).read_text("utf-8"), proof.JSON)[0])
    return {key: value for key, value in found.items() if key != "custody"}


def test_the_root_of_the_example_takes_its_family_with_it(run: Run, example: tuple[Path, Result]) -> None:
    """No copy, rewrite or translation becomes an origin; who has other sources keeps them."""
    found = run("retract", "original.html", "--case", example[0], "--dry-run", "--format", "json").json
    assert found["recorded"] is False
    names = {d.report.id: d.report.path for d in example[1].documents}
    first = found["changes"][0]
    assert first["text"].startswith("Russia may be assembling attack drones")
    assert (first["before"]["origins"]["max"], first["after"]["origins"]["max"]) == (2, 1)
    assert sum("original.html" in names[report] for report in first["fallen"]) == 1
    assert len(first["fallen"]) == 12
    assert not any("paper-trail" in names[report] for report in first["reports"])
    for change in found["changes"]:
        assert change["after"]["origins"]["max"] <= change["before"]["origins"]["max"], change["text"]
        assert change["after"]["opinion"]["belief"] <= change["before"]["opinion"]["belief"] + 1e-9, change["text"]
    assert sum(change["effect"] == "lost" for change in found["changes"]) >= 10


def test_a_copy_of_the_example_takes_nothing_with_it(run: Run, example: tuple[Path, Result]) -> None:
    """No count, grade or word changes when a reprint is retracted."""
    found = run("retract", "reprint-cuts.html", "--case", example[0], "--dry-run", "--format", "json").json
    assert len(found["changes"]) >= 3
    assert all(_same(change["before"], change["after"]) for change in found["changes"])
    assert {change["effect"] for change in found["changes"]} == {"same"}


def test_a_source_of_the_example_falls_in_all_languages(run: Run, example: tuple[Path, Result]) -> None:
    """The diplomats, named in English, are gone from what the French and Indonesian reports say too."""
    refused = run("retract", "EU diplomats", "--case", example[0], "--dry-run")  # two sources are called so
    assert refused.code == 1
    name = next(line.split()[0] for line in refused.err.splitlines() if "Des diplomates" in line)
    printed = run("retract", name, "--case", example[0], "--dry-run")
    assert printed.code == 0
    assert "Le Fanal" in printed.out
    assert "Kabar Cakrawala" in printed.out
    assert " claims rest on it: 4 lose all support" in printed.line


def test_a_retraction_is_recorded_seen_and_taken_back(run: Run) -> None:
    """From the first dossier to the undo: what the command shows is what `assess` finds, and undo restores it all."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json", "--output", "before.json")
    printed = run("retract", "wire", "--case", "my.case", *WHY)
    assert printed.code == 0
    assert printed.line.startswith("Retracted: report “Two killed in dock” (the agency withdrew it; by Anna, ")
    assert "lose all support" in printed.line
    assert f"{Path('before.json').resolve()},jsonwritten" in "".join(printed.out.split())  # long paths are wrapped
    assert "rest on it alone Norland Wire, Harrow Gazette" in printed.line
    assert "Recorded. Take it back: bukti retract de-" in printed.err

    again = run("assess", "--case", "my.case", "--format", "json", "--output", "after.json")
    assert "Superseded by a decision since, 1 earlier dossier:" in again.err
    assert "before.json" in again.err
    after = json.loads(Path("after.json").read_text("utf-8"))
    (made,) = after["retractions"]
    assert (made["reason"], made["author"], made["what"]) == ("the agency withdrew it", "Anna", "retract")
    assert [report["input_id"] for report in after["reports"] if report["retracted"]] == ["wire"]

    run("retract", "Two killed in dock", "--undo", "--case", "my.case", "--reason", "it was not withdrawn")
    run("assess", "--case", "my.case", "--format", "json", "--output", "undone.json")
    assert _bare("undone.json") == _bare("before.json")


def test_what_is_shown_is_what_the_next_assessment_finds(run: Run) -> None:
    """Each claim's figures after the decision equal those of a run over the case as it then is."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json")
    shown = run("retract", "wire", "--case", "my.case", "--format", "json", *WHY).json
    found = {claim["id"]: claim for claim in run("assess", "--case", "my.case", "--format", "json").json["claims"]}
    assert len(found) == shown["claims"]["total"]
    assert shown["claims"]["touched"] == len(shown["changes"])
    for change in shown["changes"]:
        whole = found[change["id"]]
        assert {key: whole[key] for key in change["after"]} == change["after"]


def test_a_denial_stands_without_what_it_denies(run: Run) -> None:
    """The yard's denial is its own, though it repeats the words of the retracted report."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json")
    changes = run("retract", "wire", "--case", "my.case", "--dry-run", "--format", "json").json["changes"]
    denied = [change for change in changes if change["before"]["opinion"]["disbelief"] > 0]
    assert denied
    assert all(change["after"]["opinion"]["disbelief"] > 0 for change in denied)


def test_the_outputs_tell_what_was_retracted(run: Run) -> None:
    """Table, dossier and STIX mark the report; the dossier explains at its head and keeps the quotations."""
    run("assess", "dock.jsonl", "--case", "my.case")
    run("retract", "Norland Wire", "--case", "my.case", "--reason", "invented <b>", "--author", "Anna")
    printed = run("assess", "--case", "my.case")
    assert "Retracted: Norland Wire (invented <b>; by Anna," in printed.line
    page = Path("my.dossier.html").read_text("utf-8")
    assert '<p class="warning"><a href="#retracted">1 retraction</a> by decision: <bdi>Norland Wire</bdi>' in page
    assert "invented &lt;b&gt;; by Anna" in page
    assert "The wall gave way" in page
    assert "(retracted)" in page
    assert "Its origins were retracted." in page
    bundle = run("assess", "--case", "my.case", "--format", "stix").json
    marked = [one["name"] for one in bundle["objects"] if "retracted" in one.get("labels", ())]
    assert marked == ["Two killed in dock"]


def test_decisions_and_dossiers_are_listed(run: Run) -> None:
    """In order, with what supersedes what and what became of the files."""
    run("assess", "dock.jsonl", "--case", "my.case", "--output", "one.html")
    run("assess", "--case", "my.case", "--format", "json", "--output", "two.json")
    run("retract", "reprint", "--case", "my.case", *WHY)
    Path("two.json").unlink()
    listed = run("retract", "--list", "--case", "my.case")
    assert listed.line.count("stale: ") == 2
    assert "two.json,jsonwritten" in "".join(listed.out.split())  # long paths are wrapped
    assert "no longer there" in listed.line
    run("retract", "reprint", "--undo", "--case", "my.case", *WHY)
    found = run("retract", "--list", "--case", "my.case", "--format", "json").json
    first, second = found["decisions"]
    assert (second["what"], second["supersedes"]) == ("restore", first["id"])
    assert [(one["stale"], one["state"]) for one in found["dossiers"]] == [([], "there"), ([], "gone")]
    assert found["dossiers"][0]["sha256"] == digest(Path("one.html").read_bytes())
    assert f"superseded by {second['id']}" in run("retract", "--list", "--case", "my.case").line


def test_python_and_the_command_agree(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command prints the function's result; a trial records nothing."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json")
    printed = run("retract", "yard", "--case", "my.case", "--dry-run", "--format", "json", "--author", "Anna").json
    changes = objects.changes(retract("yard", "my.case", author="Anna", dry_run=True))
    whole = json.loads(plain.dumps(changes))
    for one in (printed, whole):
        one["decision"] |= {"id": "", "made": ""}  # the time of the call
    assert printed == whole
    assert retracting.decisions("my.case")[0] == ()


def test_a_case_is_assessed_again_without_a_path(run: Run) -> None:
    """The same result but for its proofs and custody; without a case there is nothing to assess."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json", "--output", "one.json")
    assert run("assess", "--case", "my.case").err.startswith("Dossier: my.dossier.html")
    assert json.loads(WRITERS["json"](assess(case="my.case"))) == _bare("one.json")
    assert run("assess").code == 1
    absent = run("assess", "--case", "other.case")
    assert (absent.code, Path("other.case").exists()) == (1, False)
    assert "other.case is no case: `bukti assess PATH --case other.case` makes one." in absent.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("wire",), "A decision needs its reason: add --reason, or --dry-run"),
        (("wire", "--reason", "  "), "A decision needs its reason"),
        ((), "Nothing named to retract"),
        (("Nobody at all", *WHY), "No report and no source behind a claim is called 'Nobody at all'"),
        (("Harrow Fire", *WHY), "Anna Berg (Harrow Fire Service)"),
        (("dock.jsonl", *WHY), "'dock.jsonl' is 3 things, name one by its id:"),
        (("wire", "--undo", *WHY), "'wire' is no single retraction in force. In force: none."),
    ],
)
def test_bad_use_is_refused_with_the_nearest(run: Run, arguments: tuple[str, ...], message: str) -> None:
    """A target that is unknown, ambiguous or missing, or no reason: exit code 1, and nothing is recorded."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json")
    printed = run("retract", *arguments, "--case", "my.case")
    assert printed.code == 1
    assert message in printed.err
    assert retracting.decisions("my.case")[0] == ()


def test_what_is_retracted_already_is_said_to_be(run: Run) -> None:
    """By whom, when and why; by its id the decision can be taken back once."""
    run("assess", "dock.jsonl", "--case", "my.case", "--format", "json")
    first = run("retract", "wire", "--case", "my.case", "--format", "json", *WHY).json["decision"]["id"]
    again = run("retract", "https://none.example", "--case", "my.case", *WHY)
    assert again.code == 1
    again = run("retract", "Two killed in dock", "--case", "my.case", *WHY)
    assert "Two killed in dock is retracted already (the agency withdrew it, Anna, " in again.err
    assert run("retract", first, "--undo", "--case", "my.case", *WHY).code == 0
    assert run("retract", first, "--undo", "--case", "my.case", *WHY).code == 1
    redone = run("retract", "wire", "--case", "my.case", "--format", "json", *WHY).json
    assert redone["decision"]["supersedes"] == retracting.decisions("my.case")[0][1].id
