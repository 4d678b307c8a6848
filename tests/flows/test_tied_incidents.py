"""Sources that people tied are tied in incidents, too; `assess --decimals` from the shell to the files."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bukti import assess, pipeline
from bukti.acts.harm import Said
from bukti.acts.tying import Asked, tie
from bukti.cli.commands import app
from bukti.model import Incident
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release

HIT = "shells hit the market in Halen on 14 May 2026"
REPORTS = (
    ("Norland Wire", "2026-05-14T18:00:00Z", f"Nine people died when {HIT}, the Harrow Lifeboat Society said."),
    (
        "Port Journal",
        "2026-05-15T09:00:00Z",
        "Shelling of the market in Halen left 11 dead on 14 May 2026, according to the Coast Rescue League.",
    ),
    ("Vega Radio", "2026-05-15T12:00:00Z", f"At noon {HIT}. Seven people were killed, the Harrow Town Council said."),
)
TWO = ["Coast Rescue League", "Harrow Lifeboat Society"]
RUNNER = CliRunner()


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case of three reports of one attack, each by another source."""
    rows = [{"outlet": outlet, "published": at, "text": text} for outlet, at, text in REPORTS]
    (tmp_path / "reports.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assess([tmp_path / "reports.jsonl"], case=tmp_path / "x.case")
    return tmp_path / "x.case"


def attack(case: Path) -> Incident:
    """The one incident of the case."""
    (one,) = pipeline.happened(case=case).incidents
    return one


def killed(one: Incident) -> tuple[float | None, float | None, int]:
    """Lowest and highest number, and how many origins count."""
    (span,) = one.ranges
    return span.low, span.high, span.origins


def test_sources_that_depend_on_each_other_count_as_one(case: Path) -> None:
    """The largest number of the two stands for both; the voices stay two and name the decision, until it is undone."""
    before = attack(case)
    assert killed(before) == (9, 11, 3)
    made = tie(Asked(TWO, "organisation"), case, Said("one office", "ben")).decision
    now = attack(case)
    assert killed(now) == (7, 11, 2)
    assert now.origins == ("the Coast Rescue League", "the Harrow Town Council")
    tied = {voice.origin.removeprefix("the "): voice.tied for voice in now.voices}
    assert tied == dict.fromkeys(TWO, made.id) | {"Harrow Town Council": ""}
    assert f"tied to another ({made.id[:7]}" in WRITERS["table"](pipeline.happened(case=case), Release())
    assert assess(case=case).incidents == (now,)
    tie(Asked([made.id], undo=True), case, Said("they are two", "ida"))
    assert attack(case) == before


def test_two_names_of_one_source_have_one_voice(case: Path) -> None:
    """Its later report's number holds and the earlier one is superseded."""
    tie(Asked(TWO), case, Said("one movement under two names", "ben"))
    now = attack(case)
    assert killed(now) == (7, 11, 2)
    (one,) = (voice for voice in now.voices if voice.superseded)
    assert (one.low, one.sourcing) == (11, "named")
    assert set(TWO) == set(one.origin.split(" and "))


def test_assess_rounds_coordinates_as_it_is_asked(tmp_path: Path) -> None:
    """In JSON, in the section of the dossier and on its map; the sentences keep what the report says."""
    text = "Shells killed nine people at 46.6361, 32.6147 near Halen on 14 May 2026, the Harrow Council said."
    (tmp_path / "a.txt").write_text(text, "utf-8")

    def points(*more: str) -> set[str]:
        done = RUNNER.invoke(app, ["assess", str(tmp_path / "a.txt"), "--format", "json", *more])
        assert done.exit_code == 0, done.output
        places = [place for one in json.loads(done.stdout)["incidents"] for place in one["places"]]
        return {str(place["key"]) for place in places if str(place["key"]).startswith("point:")}

    assert points() == {"point:46.636,32.615"}
    assert points("--decimals", "1") == {"point:46.6,32.6"}
    page = tmp_path / "d.html"
    done = RUNNER.invoke(
        app, ["assess", str(tmp_path / "a.txt"), "--format", "html", "--decimals", "0", "--output", str(page)]
    )
    assert done.exit_code == 0, done.output
    section = re.search(r'(?s)<section[^>]*id="incidents".*?</section>', page.read_text("utf-8"))
    assert section is not None
    assert "47, 33" in section[0]
    assert not re.search(r"46\.63[56]|32\.61", re.sub(r"(?s)<blockquote.*?</blockquote>|<q.*?</q>", "", section[0]))
    refused = RUNNER.invoke(app, ["assess", str(tmp_path / "a.txt"), "--decimals", "-1"])
    assert refused.exit_code
