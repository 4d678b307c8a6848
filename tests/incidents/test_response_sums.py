"""What is conceded against what is told, and the grades that an incident came to, over hand-made reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bukti import pipeline
from bukti.acts import harm
from bukti.acts.harm import Said
from bukti.incidents import response_sum
from bukti.model import Incidents, Named, Span
from bukti.report.harm import answers, coarser, placed
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release

TEXTS = {
    "a": "The Lantern | 15 May 2024\n\nA missile hit Harta on 14 May 2024, killing eight people, Olek Marun said.",
    "b": "The Beacon | 17 May 2024\n\nOn 14 May 2024 a missile killed 11 people in Harta, Dario Santel said.",
    "c": "The Buoy | 18 May 2024\n\nA drone hit a school in Lagosa on 16 May 2024, injuring nine people, Nina Petrova "
    "said. The Velnian army denied the strike.",
    "d": "Gull | 20 May 2024\n\nShelling of Orsk on 19 May 2024 killed 20 people near Kherson, Ukraine, "
    "at 46.63612, 32.61543, Ivan Belka said.",
}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of four reports of three attacks, one of them denied."""
    for name, value in {"BUKTI_EMBEDDINGS": "off", "BUKTI_ISOLATION": "off", "BUKTI_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    for name, text in TEXTS.items():
        tmp_path.joinpath(f"{name}.txt").write_text(text, "utf-8")
    pipeline.happened([tmp_path / f"{name}.txt" for name in TEXTS], tmp_path / "x.case")
    return tmp_path / "x.case"


def _now(case: Path) -> Incidents:
    return pipeline.happened(case=case)


def test_answers_are_counted_and_conceded_numbers_stand_against_those_told(case: Path) -> None:
    """By people where they gave a category, else by words; only incidents with a concession are set against it."""
    before = response_sum(_now(case).incidents)
    assert before.statuses == {"not assessed": 2, "non-credible": 1, "credible": 0, "duplicate": 0, "contested": 0}
    assert (before.by_people, [one.incidents for one in before.harms]) == (0, [0, 0])
    harta = next(one for one in _now(case).incidents if one.places[0].name == "Harta")
    said = ("", "credible", [("killed", 3.0, 5.0)])
    harm.answer(harta.id, said, case, Said("its statement of 20 May", "Anna"))
    after = response_sum(_now(case).incidents)
    assert (after.statuses["credible"], after.statuses["not assessed"], after.by_people) == (1, 1, 1)
    killed = next(one for one in after.harms if one.harm == "killed")
    assert (killed.conceded, killed.told, killed.every) == ((3, 5), (8, 11), (8, 31))
    assert (
        answers(after)[-1] == "killed: conceded 3–5 in 1 incident, of which 8–11 are told; told 8–31 of all incidents"
    )


def test_every_output_has_the_answers(case: Path) -> None:
    """The table in words, JSON in numbers."""
    found = _now(case)
    assert "3 incidents: not assessed 2, non-credible 1, credible 0, duplicate 0." in WRITERS["table"](found, Release())
    told = json.loads(WRITERS["json"](found, Release()))["response"]
    assert told["statuses"]["non-credible"] == 1
    assert told["harms"][1]["told_in_all"] == {"low": 8, "high": 31}


def test_an_open_number_leaves_the_sum_open(case: Path) -> None:
    """At least two conceded has no upper end; a later word of the same person replaces the first."""
    for conceded in (("killed", 9.0, 9.0), ("killed", 2.0, None)):
        lagosa = next(one for one in _now(case).incidents if one.targets == ("school",))
        harm.answer(lagosa.id, ("", "credible", [conceded]), case, Said("its statement", "Anna"))
    (killed,) = (one for one in response_sum(_now(case).incidents).harms if one.harm == "killed")
    assert (killed.conceded, killed.told, killed.incidents) == ((2, None), (0, 0), 1)


def test_the_grades_that_an_incident_came_to(case: Path) -> None:
    """Report by report in order of publication, then by what an answer concedes; taken back, that step is gone."""

    def steps() -> list[tuple[str, str]]:
        harta = next(one for one in _now(case).incidents if one.places[0].name == "Harta")
        assert harta.history[-1].grade == harta.grade.name
        return [(step.grade, step.since) for step in harta.history]

    assert steps() == [("Weak", "2024-05-15"), ("Fair", "2024-05-17")]
    harta = next(one for one in _now(case).incidents if one.places[0].name == "Harta")
    made = harm.answer(harta.id, ("", "credible", [("killed", 3.0, 3.0)]), case, Said("its statement", "Anna"))
    assert steps()[2:] == [("Confirmed", made.decision.made[:10])]
    harm.restore(made.decision.id, case, Said("another strike"))
    assert len(steps()) == 2


@pytest.mark.parametrize(("decimals", "told"), [(3, "46.636,32.615"), (1, "46.6,32.6"), (0, "47,33")])
def test_a_point_is_as_coarse_in_its_key_and_name_as_in_its_coordinates(decimals: int, told: str) -> None:
    """Nothing of the place tells more than was asked for."""
    point = Named("point:46.63612,32.61543", "46.63612, 32.61543", Span(0, 1), "exact")
    assert coarser(point, decimals).key == f"point:{told}"
    shown = placed(point, decimals)
    assert "46.63612" not in json.dumps(shown)
    assert (shown["latitude"], shown["longitude"]) == tuple(map(float, told.split(",")))


def test_a_coarse_release_has_no_exact_point(case: Path) -> None:
    """CSV and GeoJSON of one decimal, through the function that the command calls."""
    for form in ("csv", "geojson"):
        text = WRITERS[form](_now(case), Release(decimals=1))
        assert "46.6" in text
        assert "46.63" not in text


def test_who_alleges_what_of_whom(tmp_path: Path) -> None:
    """A missile of the other side in the mouth of one accused makes it contested; each telling has who alleges whom."""
    texts = (
        (
            "Kherson Wire | 12 June 2026\n\nA Russian missile hit a market in Kherson on 12 June 2026, killing eight "
            "people, the mayor Olek Marun said."
        ),
        (
            "Herald | 13 June 2026\n\nRussia said a Ukrainian air-defence missile hit the market in Kherson on 12 "
            "June 2026, killing four people."
        ),
    )
    for number, text in enumerate(texts):
        tmp_path.joinpath(f"{number}.txt").write_text(text, "utf-8")
    found = pipeline.happened([tmp_path / f"{number}.txt" for number in range(2)])
    (one,) = found.incidents
    assert one.grade.name == "Contested"
    alleged = [(t.perpetrator and t.perpetrator.key, (t.alleged_by or "").split()[-1]) for t in found.tellings]
    assert alleged == [("country:ru", "Marun"), ("country:ua", "Russia")]
    assert [step.grade for step in one.history] == ["Weak", "Contested"]
