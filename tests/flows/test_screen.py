"""`bukti screen` and `bukti judge` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti.acts import screening
from bukti.cli.commands import app
from bukti.errors import UsageError
from bukti.store.case import Case

LISTS = Path(__file__).parents[2] / "examples" / "lists"
REGISTER = str(LISTS / "register.ftm.json")
RUNNER = CliRunner()


def run(*call: str, code: int = 0) -> str:
    """What a command prints; its exit code must be as expected."""
    done = RUNNER.invoke(app, call)
    assert done.exit_code == code, done.output
    return done.stdout


def test_all_lists_of_a_folder_are_searched_and_named() -> None:
    """Every list that knows the concern gives a candidate of its own: nothing is merged."""
    found = json.loads(run("screen", "Ozerka Concern", "--list", str(LISTS), "--format", "json"))
    assert len(found["lists"]) == 11
    assert len({candidate["list"] for candidate in found["names"][0]["candidates"]}) == 10
    assert {"score", "features", "listings", "ownership", "entity", "judgement", "list"} == set(
        found["names"][0]["candidates"][0]
    )


def test_a_list_that_fails_never_reads_as_no_match(tmp_path: Path) -> None:
    """It is named in the result, the exit code says so, and without any list there is no result."""
    broken = tmp_path / "broken.xml"
    broken.write_text("<sdnList><sdnEntry><uid>1</uid><lastName>VELKAMP</lastName></sdnEntry>")
    printed = run("screen", "Nobody Atall", "--list", str(broken), "--list", str(tmp_path / "gone.xml"), code=2)
    assert "INCOMPLETE" in printed
    assert "NOT SEARCHED" in printed
    with pytest.raises(UsageError, match="nothing is known of these names"):
        screening.screen(screening.Asked(["Nobody"]), [tmp_path / "gone.xml"])


@pytest.mark.parametrize("asked", ["Ozerka", ["Ozerka \udcff"]])
def test_names_that_are_no_texts_are_refused(asked: str | list[str]) -> None:
    """One text is not a list of names, and bytes in another charset are no name."""
    with pytest.raises(UsageError, match=r"give the names as a list|give it in UTF-8"):
        screening.screen(asked, [REGISTER])


def test_a_table_of_names_with_what_is_known_of_them(tmp_path: Path) -> None:
    """One row a candidate, and one a name without any; no cell is a formula."""
    table = tmp_path / "names.csv"
    table.write_text("Name,schema,id\nOzerka Concern,Company,\n=Nobody Known,,\nOther Name,,1000000000017\n")
    printed = run("screen", "--names", str(table), "--list", REGISTER, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [(row["name"], row["id"], row["state"]) for row in rows] == [
        ("Ozerka Concern", "ozerka", "listed"),
        ("'=Nobody Known", "", ""),
        ("Other Name", "ozerka", "listed"),
    ]


def test_those_named_in_reports_are_looked_for(tmp_path: Path) -> None:
    """The subsidiary of a listed firm is found in a report, with the share of its owner."""
    report = tmp_path / "report.txt"
    report.write_text("The drones were built by Studenka Avia, a subsidiary of the Ozerka Concern, officials said.")
    found = json.loads(run("screen", str(report), "--list", REGISTER, "--format", "json"))
    named = {name["name"]: name for name in found["names"] if name["candidates"]}
    assert set(named) >= {"Studenka Avia"}
    assert named["Studenka Avia"]["where"][0].endswith("report.txt")
    assert named["Studenka Avia"]["candidates"][0]["ownership"]["holdings"][0]["reached"]
    (owned,) = found["owned"]
    assert (owned["owner"], owned["owned"], owned["unnamed"]) == ("Ozerka Concern", "Studenka Avia", False)
    assert owned["statements"]


def test_reports_that_name_nobody_have_a_result(tmp_path: Path) -> None:
    """Lists were searched for nobody, which is no error of the user's."""
    report = tmp_path / "report.txt"
    report.write_text("It rained in France and in Poland on Monday.")
    assert "0 names looked for" in run("screen", str(report), "--list", REGISTER)


def test_a_judgement_is_shown_and_superseded(tmp_path: Path) -> None:
    """Who was ruled out stays in sight; the later judgement holds, both are in the log."""
    case = tmp_path / "my.case"
    Case(case).close()
    call = ("screen", "Озерка Концерн", "--list", REGISTER, "--case", str(case), "--format", "json")
    same = ("Ozerka Concern", "ozerka", "--case", str(case), "--by", "Mira")
    run("judge", *same[:2], "same", *same[2:], "--reason", "Same number.")
    run("judge", *same[:2], "not-same", *same[2:], "--reason", "Another town.")
    looked = json.loads(run("screen", "Ozerka Concern", *call[2:]))
    (candidate,) = looked["names"][0]["candidates"]
    assert (candidate["judgement"]["what"], candidate["judgement"]["reason"]) == ("not same", "Another town.")
    assert "Judged not the same" in run("retract", "--list", "--case", str(case))
    assert run("log", str(case)).count("decides") == 2
    run("verify", str(case))
    with pytest.raises(UsageError, match="decided already"):
        screening.judge("OZERKA concern", "ozerka", "not same", case, "Again.")
    with pytest.raises(UsageError, match="needs its reason"):
        screening.judge("Ozerka Concern", "ozerka", "same", case, " ")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (["screen", "A", "--list", REGISTER, "--as-of", "2024-13-01"], "is no day"),
        (["screen", "--list", REGISTER], "Nobody to look for"),
        (["screen", "A", "--list", REGISTER, "--threshold", "7"], "The threshold is 7"),
    ],
)
def test_bad_use_says_what_to_do(call: list[str], message: str) -> None:
    """With the value and the remedy."""
    assert message in str(RUNNER.invoke(app, call).exception)
