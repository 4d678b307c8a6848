"""Statements without a reporting verb."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("According to the mayor, it broke.", [("the mayor", "it broke")]),
        ("It broke, according to the mayor.", [("the mayor", "It broke")]),
        ("The pump, according to the mayor, had broken.", [("the mayor", "The pump … had broken")]),
        ("It rained; it broke, according to the mayor.", [("the mayor", "it broke")]),
        ("It broke according to.", []),
        ("According to the mayor.", []),
        ("It was shared according to age.", []),
        ("Boats, and according to the mayor, cars sank.", [("the mayor", "cars sank")]),
    ],
)
def test_according_to_takes_the_other_side_of_its_comma(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """The content stands before or after, whole or in two pieces, and a source must be able to speak."""
    assert who_says(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The pump is believed to be old.", [("", "The pump … be old")]),
        ("It is believed that the pump is old.", [("", "the pump is old")]),
        ("The pump is not believed to be old.", []),
        ("The pump is believed by the crew to be old.", [("the crew", "The pump … be old")]),
        ("The pump, which is believed to be old, broke.", [("", "be old, broke")]),
        ("The pump was expected on Friday.", []),
        ("The pump is believed to.", []),
    ],
)
def test_a_reported_passive_needs_its_link(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """An infinitive or "that" must follow; an agent becomes the source."""
    assert who_says(text) == told


def test_reportedly_covers_its_own_clause(who_says: Any) -> None:
    """The clause before the conjunction is not hearsay."""
    text = "It rained, but the pump reportedly broke."
    assert who_says(text) == [("", "the pump … broke")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There were reports that the pump broke, the worst so far.", [("", "the pump broke")]),
        ("Lind's claim that the pump broke is old.", [("Lind", "the pump broke is old")]),
        ("His claim that the pump broke is old.", [("His", "the pump broke is old")]),
        ("There were reports that.", []),
        ("There were reports that old pump.", []),
    ],
)
def test_a_reporting_noun_announces_a_clause(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """The owner of the noun is the source; without a clause there is no statement."""
    assert who_says(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Minister: pump is old\n\nThe pump broke.", [("Minister", "pump is old")]),
        ("Pumps: a history\n\nThe pump broke.", []),
        ("The minister is here: pump is old\n\nThe pump broke.", []),
        ("Lind: “The pump is old and it leaks.”", [("Lind", "“The pump is old and it leaks.”")]),
        ("Lind: the pump is old.", []),
        ("Lind, the mayor: “The pump is old.”", []),
    ],
)
def test_a_label_names_a_speaker(who_says: Any, text: str, told: list[tuple[str, str]]) -> None:
    """Before a colon stands a role or a name, in a headline or before speech."""
    assert who_says(text) == told
