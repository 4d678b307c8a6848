"""Bounds and ranges of numbers, as languages write them."""

from __future__ import annotations

import pytest

from bukti.text.quantities import quantities


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("en", "fewer than 20 people", None, 20),
        ("en", "nine or ten people", 9, 10),
        ("en", "40 people or more", 40, None),
        ("fr", "environ neuf ou dix personnes", 9, 10),
        ("fr", "40 personnes au moins", 40, None),
        ("de", "neun oder zehn Menschen", 9, 10),
        ("tr", "40'tan fazla kişinin", 40, None),
        ("tr", "20'ye kadar kişi", None, 20),
        ("tr", "9 ya da 10 kişi", 9, 10),
        ("ru", "40 и более человек", 40, None),
        ("uk", "дев'ять чи десять людей", 9, 10),
        ("pl", "dziewięć lub dziesięć osób", 9, 10),
        ("ja", "40人以上が死亡", 40, None),
        ("ja", "9人か10人", 9, 10),
        ("ko", "40명 이상이 사망", 40, None),
        ("zh", "40多人死亡", 40, None),
        ("zh", "九或十人", 9, 10),
        ("hi", "40 से अधिक लोग", 40, None),
        ("ar", "40 شخصا على الأقل", 40, None),
        ("ar", "ما يصل إلى 20 شخصا", None, 20),
        ("fa", "تا ۲۰ نفر", None, 20),
        ("he", "יותר מ-40 בני אדם", 40, None),
        ("ms", "sekurang-kurangnya 14 orang", 14, None),
        ("vi", "40 người trở lên", 40, None),
    ],
)
def test_bounds_before_and_behind_a_number(language: str, text: str, low: float | None, high: float | None) -> None:
    """One quantity, whose bound may stand behind the word that it counts."""
    assert [(q.low, q.high) for q in quantities(text, language)] == [(low, high)]


@pytest.mark.parametrize("text", ["an F-16 or two", "the COVID-19 ward", "מטוס אף-16"])
def test_a_number_in_a_name_stays_one(text: str) -> None:
    """Only a preposition of one letter hangs on a number by a dash."""
    assert [q for q in quantities(text, "he" if not text.isascii() else "en") if q.low in {16, 19}] == []
