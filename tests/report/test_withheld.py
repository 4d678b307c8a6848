"""Names of people in what is shown of incidents: withheld in every format, released with a reason and a trace."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from bukti import pipeline
from bukti.acts import looking
from bukti.cli import app
from bukti.report import custody, html, objects
from bukti.report.incidents import WRITERS
from bukti.report.withheld import NAME, Names, Release

TEXTS = {
    "en": (
        "Olena K., 34, was killed in Kharkiv, Ukraine, on 14 May 2024 when a missile hit her house, Petro "
        "Ivanenko said. Her son Danylo was wounded."
    ),
    "de": "Am 14. Mai 2024 wurde in Charkiw in der Ukraine Olena K. getötet, sagte der Arzt Jakob Lindner.",
    "uk": "14 травня 2024 року внаслідок ракетного удару по Харкову загинула Олена Коваль, повідомив Петро Іваненко.",
}
HIDDEN = ("Olena", "Ivanenko", "Danylo", "Lindner", "Олена", "Коваль", "Іваненко")


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of three reports in three languages that name victims and witnesses."""
    monkeypatch.setenv("BUKTI_EMBEDDINGS", "off")
    monkeypatch.setenv("BUKTI_ISOLATION", "off")
    monkeypatch.setenv("BUKTI_HOME", str(tmp_path / "home"))
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    pipeline.happened(sorted(tmp_path.glob("*.txt")), tmp_path / "x.case")
    return tmp_path / "x.case"


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_no_format_names_people(case: Path, form: str) -> None:
    """Neither victims nor witnesses are in any output; the place is, and in JSON where each name stands."""
    found = pipeline.happened(case=case)
    shown = WRITERS[form](found, Release())
    assert [name for name in HIDDEN if name in shown] == []
    assert any(place in shown for place in ("Kharkiv", "Charkiw", "Харкову"))
    if form == "json":
        reports = {document.report.id: document.report.text for document in found.documents}
        spans = [(one["report"], *span) for one in json.loads(shown)["tellings"] for span in one["restricted"]]
        assert "Olena K" in {reports[report][start:end] for report, start, end in spans}
    if form in {"table", "json"}:
        assert NAME in shown
        assert "Olena K" in WRITERS[form](found, Release(names=True))


def test_incidents_of_assess_and_the_section_of_the_dossier_name_nobody(case: Path) -> None:
    """The same holds for JSON and dossier of `assess`, as far as they tell of incidents."""
    result = pipeline.assess(case=case)
    page = html.write(result)
    section = page[page.index('<section id="incidents"') :].partition("</section>")[0]
    told = objects.assessed(result)
    shown = section + json.dumps([told["incidents"], told["sums"]], ensure_ascii=False)
    assert [name for name in HIDDEN if name in shown] == []


def test_a_source_keeps_one_number_and_bodies_keep_their_names(case: Path) -> None:
    """Who is a person is a numbered source, the same in two scripts; others are called as they are."""
    found = pipeline.happened(case=case)
    names = Names(found.documents, found.tellings)
    first = names.source("Petro Ivanenko")
    assert (names.source("Петро Іваненко"), "withheld" in first) == (first, True)
    assert names.source("Jakob Lindner") != first
    assert names.source("State Emergency Service") == "State Emergency Service"


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bukti", "incidents", *arguments])
    with pytest.raises(SystemExit) as left:
        app.main()
    return int(left.value.code or 0)


def test_releases_are_recorded_and_names_need_a_reason(
    case: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """CSV with its decimals and a release of names are events; names without a case or a reason are refused."""
    at = ("--case", str(case))
    assert _run(monkeypatch, *at, "--release-names") == 1
    assert _run(monkeypatch, str(case.parent / "en.txt"), "--release-names", "--reason", "court") == 1
    assert _run(monkeypatch, *at, "--release-names", "--reason", "court", "--format", "csv") == 1
    assert "add --case FILE" in " ".join(capsys.readouterr().err.split())
    assert _run(monkeypatch, *at, "--format", "csv", "--decimals", "1") == 0
    assert _run(monkeypatch, *at, "--release-names", "--reason", "order of the court") == 0
    assert "Olena K" in capsys.readouterr().out
    bodies = [e.content["body"] for e in looking.log(case) if e.content["kind"] == "release"]
    assert [(b["format"], b["decimals"], b["names"]) for b in bodies] == [("csv", 1, False), ("table", 3, True)]
    assert "people named: order of the court" in custody.what("release", bodies[1])
    assert [name for name in HIDDEN if name in json.dumps(bodies, ensure_ascii=False)] == []


def test_json_rounds_places_as_asked(case: Path) -> None:
    """Coordinates are as coarse in JSON as in what leaves the desk."""
    told = json.loads(WRITERS["json"](pipeline.happened(case=case), Release(0)))
    points = [place["latitude"] for one in told["incidents"] for place in one["places"] if place["latitude"]]
    assert points
    assert all(float(point).is_integer() for point in points)


def test_words_of_weapons_and_targets_are_no_names(tmp_path: Path) -> None:
    """Languages that write every noun with a capital do not lose what was hit and by what."""
    text = "Am 14. Mai 2024 schlug eine Drohne in ein Wohnhaus in Odessa in der Ukraine ein. Zwei Frauen starben."
    (tmp_path / "a.txt").write_text(text, "utf-8")
    shown = WRITERS["table"](pipeline.happened([tmp_path / "a.txt"]), Release())
    assert "eine Drohne in ein Wohnhaus" in " ".join(shown.split())
