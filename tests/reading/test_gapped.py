"""Figures of two sources under one verb (reading/gapped.py)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., list[tuple[str, str]]]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "The governor spoke of 12 dead, the mayor of 15.", [("The governor", "12 dead"), ("the mayor", "15")]),
        (
            "de",
            "Die Polizei spricht von 12 Toten, die Stadt von 15, das Krankenhaus von 20.",
            [("Die Polizei", "12 Toten"), ("die Stadt", "15"), ("das Krankenhaus", "20")],
        ),
        ("ru", "Губернатор говорил о 12 погибших, мэр — о 15.", [("Губернатор", "12 погибших"), ("мэр", "15")]),
    ],
)
def test_each_source_says_its_own_figure(who_says: Who, language: str, text: str, told: list[tuple[str, str]]) -> None:
    """Where the verb is left out, the next source says the next figure, and the first only its own."""
    assert who_says(text, language) == told


def test_a_part_of_a_figure_is_nobody_elses(who_says: Who) -> None:
    """What goes on behind the comma without another source stays in the content."""
    text = "Die Polizei sprach von 12 Toten, darunter drei von der Feuerwehr."
    assert who_says(text, "de") == [("Die Polizei", "12 Toten, darunter drei von der Feuerwehr")]
