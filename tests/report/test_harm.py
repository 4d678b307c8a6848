"""The dossier's section on incidents, and what `assess` tells of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bukti import pipeline
from bukti.model import Result
from bukti.report import html, objects

FIRST = "Shells in Kherson, Ukraine, killed two women on 14 May 2024: they were Tara Vell and Nela Brant."
SECOND = "Eine Rakete in Charkiw in der Ukraine tötete am Montag, dem 20. Mai 2024, fünf Menschen, sagte Nina Petrova."
THIRD = "A blast killed nine men in Halenburg, a doctor said. Since the war began 900 people have been killed."


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """Three reports of three attacks, one of them nowhere on the map, and a sum."""
    folder: Path = tmp_path_factory.mktemp("reports")
    for name, text in (("a", FIRST), ("b", SECOND), ("c", THIRD)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return pipeline.assess([folder])


def test_assess_tells_of_incidents_without_words_of_reports(result: Result) -> None:
    """JSON has ranges, places and the spans of sentences."""
    told = objects.assessed(result)
    harms = sorted((s["harm"], s["high"]) for one in told["incidents"] for s in one["ranges"])
    assert harms == [("killed", 2), ("killed", 5), ("killed", 9)]
    assert [one["tolls"] for one in told["sums"]] == [[{"harm": "killed", "low": 900, "high": 900}]]
    assert "Tara Vell" not in json.dumps([told["incidents"], told["sums"]])


def test_section_map_and_method(result: Result) -> None:
    """Two towns are on the map, all three incidents in the table; nobody harmed is named."""
    page = html.write(result)
    section = page[page.index('<section id="incidents"') :].partition("</section>")[0]
    drawing = section.partition("</svg>")[0]
    assert (drawing.count("<circle"), section.count('<tr id="ic-')) == (2, 3)
    assert "Tara Vell" not in section
    assert "Nina Petrova" not in section
    assert "the day of 1 and the place of" in section
    assert "killed 900" in section


def test_no_attacks_no_section(tmp_path: Path) -> None:
    """Reports of other things have no such section."""
    (tmp_path / "a.txt").write_text("The council of Harta will repair the bridge, Olek Marun said.", "utf-8")
    assert 'id="incidents"' not in html.write(pipeline.assess([tmp_path]))
