"""Hedges inside longer ones, and hearsay whose source is named."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Degree, SourceKind


def test_the_longer_hedge_counts(read_text: Any) -> None:
    """The words "most likely" are no "possibly", though it holds the same word."""
    made = read_text("Rina Wulandari mengatakan bendungan itu kemungkinan besar jebol.", "id")
    assert [s.degree for s in made] == [Degree.PR]
    made = read_text("Rina Wulandari mengatakan bendungan itu kemungkinan jebol.", "id")
    assert [s.degree for s in made] == [Degree.PS]


def test_hearsay_with_a_named_source_is_what_that_source_says(read_text: Any) -> None:
    """A passive with its agent leaves nobody unnamed."""
    made = read_text("Kapal itu dilaporkan oleh Reuters meninggalkan Odesa.", "id")
    assert [(s.source_kind, s.degree) for s in made] == [(SourceKind.MEDIA, Degree.CT)]
    made = read_text("Kapal itu dilaporkan meninggalkan Odesa.", "id")
    assert [(s.source_kind, s.degree) for s in made] == [(SourceKind.IMPERSONAL, Degree.UU)]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Rita Holm sagte, die Miliz kann die Brücke am Abend gesprengt haben."),
        ("fr", "Rita Holm a dit que la milice peut avoir détruit le pont."),
        ("it", "Rita Holm ha detto che la milizia può aver distrutto il ponte."),
        ("nl", "Rita Holm zei dat de militie de brug kan hebben verwoest."),
        ("sv", "Rita Holm sade att milisen kan i hemlighet ha sprängt bron."),
        ("id", "Rita Holm mengatakan milisi bisa saja meledakkan jembatan itu."),
    ],
)
def test_what_may_have_happened_is_possible(read_text: Any, code: str, text: str) -> None:
    """A modal with a past infinitive leaves open whether it happened, with words between the two as well."""
    assert [s.degree for s in read_text(text, code)] == [Degree.PS]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("sv", "Rita Holm sade att staden kan ha en bro till våren."),
        ("de", "Rita Holm sagte, die Miliz kann die Brücke nicht gesprengt haben."),
        ("pl", "Rita Holm powiedziała, że bojownicy nie mogli wysadzić mostu."),
    ],
)
def test_what_can_be_had_or_cannot_have_happened_is_not(read_text: Any, code: str, text: str) -> None:
    """The same words without a participle, or negated, put nothing as possible."""
    assert [s.degree for s in read_text(text, code)] == [Degree.CT]
