"""Hedges inside longer ones, and hearsay whose source is named."""

from __future__ import annotations

from typing import Any

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
