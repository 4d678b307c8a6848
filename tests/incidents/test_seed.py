"""The seed case: its incidents as its people listed them, and nothing besides."""

from __future__ import annotations

import json
from pathlib import Path

from bukti import pipeline
from bukti.report.incidents import telling
from bukti.report.withheld import Names


def test_every_incident_of_the_list_and_none_besides(shared: Path) -> None:
    """One attack with its harm, one sum of people and one count of attacks; each with its line, nothing invented."""
    seed = shared / "cases" / "seed"
    single, people, attacks = json.loads((seed / "gold.json").read_text("utf-8"))["incidents"]
    found = pipeline.happened([seed / "report.id.txt"])
    (document,), (one,) = found.documents, found.incidents
    text = document.report.text
    lines = {told.id: text.count("\n", 0, told.sentence.start) + 1 for told in found.tellings}
    assert sorted(lines.values()) == [single["line"], people["line"], attacks["line"]]
    assert [(s.harm, s.high, s.open) for s in one.ranges] == [("killed", single["killed_min"], True)]
    assert (one.weapons, one.targets, [place.name for place in one.places]) == (
        ("drone", "missile"),
        ("energy",),
        ["Ukraina"],
    )
    summed, counted = (told for told in found.tellings if told.total)
    assert [(toll.low, toll.high) for toll in summed.tolls] == [(people["killed_min"], people["killed_max"])]
    assert (counted.attacks, counted.earliest and counted.earliest.year) == (attacks["count"], int(attacks["when"]))
    assert counted.alleged_by == attacks["verified_by"]
    assert telling(document, counted, Names([document], found.tellings))["attacks"] == attacks["count"]
