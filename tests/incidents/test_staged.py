"""What is only played, told as a story or remembered is no incident, in every language; what happened is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from bukti import incidents
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Published, Report, Telling
from bukti.text import analyse

CASES = yaml.safe_load(Path(__file__).with_name("staged.yml").read_text("utf-8"))


def _tellings(text: str, code: str) -> tuple[Telling, ...]:
    day = datetime(2027, 6, 30, tzinfo=UTC)
    published = Published(day, day, "day", "text")
    made = analyse(Report(report_id(text.encode()), "text/plain", text, language=code, published=published))
    return incidents.tellings(replace(made, mentions=mentions.find(made)))


@pytest.mark.parametrize("code", sorted(CASES))
def test_a_drill_and_a_day_of_remembrance_are_no_incident(code: str) -> None:
    """A drill is nothing, an anniversary is of the past, and the attack has its number."""
    staged, recalled, happened = CASES[code]
    assert _tellings(staged, code) == ()
    past = _tellings(recalled, code)
    assert past
    assert all(one.background for one in past)
    (one,) = _tellings(happened, code)
    assert [(toll.harm, toll.low) for toll in one.tolls] == [("killed", 20)]
    assert not one.background


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("A missile hit a military exercise near Harta on 14 May 2024, killing five soldiers.", 5),
        ("Hundreds watched the air strike drill in Harta on 14 May 2024; in the drill 20 people were killed.", None),
        ("In the film, an air strike on a market in Harta on 14 May 2024 killed 20 people.", None),
        ("The film director Olek Marun was killed with 4 people by a missile in Harta on 14 May 2024.", 4),
    ],
)
def test_what_a_drill_or_film_frames(text: str, killed: int | None) -> None:
    """A drill that was hit itself, and people who make films, came to real harm."""
    found = [toll.low for one in _tellings(text, "en") for toll in one.tolls if toll.harm == "killed"]
    assert found == ([killed] if killed else [])
