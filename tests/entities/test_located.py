"""A country's name says where something is, or stands for its state, its people or what is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bukti import text
from bukti.entities import mentions, named
from bukti.ids import report_id
from bukti.model import Report


def _located(words: str, language: str) -> dict[str, bool]:
    document = text.analyse(Report(report_id(words.encode()), "text/plain", words, language=language))
    document = replace(document, mentions=mentions.find(document))
    return {document.words(name.span): name.located for name in named.find(document)}


@pytest.mark.parametrize(
    ("words", "name", "located"),
    [
        ("Ledakan itu terjadi di Yordania kemarin.", "Yordania", True),
        ("Rombongan tiba dari Maroko kemarin.", "Maroko", True),
        ("Dua warga Maroko terluka kemarin.", "Maroko", False),
        ("Kemarin Yordania menuduh tetangganya.", "Yordania", False),
        ("Ia bekerja di Kenya dan Tanzania sejak itu.", "Tanzania", True),
        ("Ia bertemu tentara Kenya dan Tanzania.", "Tanzania", False),
        ("Empat negara, Guinea, Liberia, Nigeria, dan Maroko, hadir.", "Guinea", True),
        ("Ia bekerja di Kenya. Tanzania menolak usul itu.", "Tanzania", False),
    ],
)  # fmt: skip
def test_a_country_is_a_place_behind_a_word_of_where_and_in_a_list(words: str, name: str, located: bool) -> None:
    """The word before a country, or before the list that it stands in, tells whether it is only a place."""
    assert _located(words, "id")[name] is located


def test_a_town_is_always_a_place() -> None:
    """Only names of countries stand for who acts there."""
    assert _located("Kemarin warga Bandung menolak usul itu.", "id")["Bandung"]


def test_a_language_without_words_of_where_says_nothing() -> None:
    """Every name may be a place where nothing can tell."""
    assert all(_located("Soldiers of Kenya met in Jordan.", "en").values())
