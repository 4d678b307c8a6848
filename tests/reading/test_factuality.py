"""How factual a text puts an event."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bukti import reading
from bukti.model import Document, Span

Prepare = Callable[[str, str], Document]


def value(prepare: Prepare, text: str, language: str = "en") -> float:
    """The value of the event whose word stands behind the bar in a text."""
    before, _, after = text.partition("|")
    document = prepare(before + after, language)
    statements = reading.read(document)
    return reading.factuality(document, (*statements, *reading.narrate(document, statements)), [len(before)])[0]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry |sank near Halden.",
        "The minister said the ferry had |sunk near Halden.",
        "The ferry reportedly |sank near Halden.",
        "The crew managed to |leave the ship.",
        "The crew tried to stop the |fire.",
        "Prices rose 3 percent to |close at 40 crowns.",
    ],
)
def test_what_is_told_as_a_fact_is_certain(prepare: Prepare, text: str) -> None:
    """A bare past event, one passed on, one brought about, one known, and a result are facts."""
    assert value(prepare, text) == 3


@pytest.mark.parametrize(
    "text",
    [
        "The ferry will |sail on Monday.",
        "The owners agreed to |sell the ferry.",
        "Divers came to |help the crew.",
        "The owners said the ferry would |sail again.",
    ],
)
def test_what_is_to_come_is_less_than_certain(prepare: Prepare, text: str) -> None:
    """The future, what is agreed and what is someone's aim stand between certain and probable."""
    assert value(prepare, text) == 2.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry may |sink.", 1),
        ("The ferry is likely to |sink.", 2),
        ("The ferry appears to |sink.", 1.5),
        ("The ferry should |sail.", 1.5),
        ("The owners hoped to |sell the ferry.", 1),
        ("If the owners |sell it, the town will buy it.", 1),
        ("The owners did not say whether the pumps or |alarms worked.", 1),
    ],
)
def test_hedges_wishes_and_conditions_lower_it(prepare: Prepare, text: str, expected: float) -> None:
    """A hedge gives its degree; what should be, is wanted or depends gives a possible event."""
    assert value(prepare, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry did not |sink.", -3),
        ("The ferry never |sank.", -3),
        ("The owners refused to |sell the ferry.", -3),
        ("No one has |claimed the ferry.", -3),
        ("The company reported no |injuries.", -3),
        ("The ferry will not |sail on Monday.", -2.5),
        ("The ferry is unlikely to |sail.", -2),
        ("The owners do not want to |sell the ferry.", -1),
        ("The minister told owners not to |sell ferries.", -2.5),
        ("The owners denied that the ferry had |sunk.", -3),
    ],
)
def test_what_is_denied_is_negative(prepare: Prepare, text: str, expected: float) -> None:
    """A negated, refused or denied event is as surely not so as it would be so without the denial."""
    assert value(prepare, text) == expected


def test_two_denials_make_a_fact_of_it(prepare: Prepare) -> None:
    """Who did not refuse to leave left."""
    assert value(prepare, "The crew did not refuse to |leave.") > 0


def test_a_language_without_a_file_takes_all_as_told(prepare: Prepare) -> None:
    """Nothing can be weighed there, and every place gets an answer, outside the text as well."""
    document = prepare("Skipið sökk ekki.", "is")
    assert reading.factuality(document, (), [0, 7, 99]) == [3, 3, 3]


def test_places_outside_the_text_are_certain(prepare: Prepare) -> None:
    """A place behind the last sentence holds no event that anything could lower."""
    document = prepare("The ferry did not sink.", "en")
    assert reading.factuality(document, (), [400]) == [3]
    assert document.sentences == (Span(0, 23),)
