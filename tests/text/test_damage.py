"""Damage is found, and sound text is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bukti.text import damage


def _pairs(text: str, language: str = "id") -> set[tuple[str, str]]:
    return {(d.found, d.repaired) for d in damage.find(text, language)}


@pytest.mark.parametrize(
    ("text", "found", "repaired"),
    [
        ("di wilayah Ukrainadan bahwa mereka", "Ukrainadan", "Ukraina dan"),
        ("rumah rakyatdan kantor rakyat", "rakyatdan", "rakyat dan"),
        ("di Indonesiapemerintah berkata", "Indonesiapemerintah", "Indonesia pemerintah"),
        ("Rudal itu dibuat di Porselen kemarin", "Porselen", "China"),
        ("kepada Berita Euro kemarin", "Berita Euro", "Euronews"),
    ],
)
def test_damage_is_found(text: str, found: str, repaired: str) -> None:
    """Each kind of loss has its repair."""
    assert (found, repaired) in _pairs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vas porselen itu mahal.",
        "Porselen itu mahal.",
        "Dia menonton YouTube di iPhone.",
        "Ronald McDonald memakai LinkedIn.",
        "daripada begitu, badan itu pergi",
        "“Satu,” katanya. “Dua.”",
    ],
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Materials, brands and whole words are no damage."""
    assert _pairs(text) == set()


@pytest.mark.parametrize(
    "text", ["They went to Chinatown on YouTube.", "PhD, MacDonald and O'Brien", "the thousand islands"]
)
def test_sound_english_is_left_alone(text: str) -> None:
    """English brands and compounds are no damage."""
    assert _pairs(text, "en") == set()


def test_a_reversed_mark_is_shown() -> None:
    """An opening mark behind a word is a closing one."""
    assert ("‘", "’") in _pairs("Tanpa mereka‘, kata dia")


def test_german_marks_are_right() -> None:
    """Where „…“ is used the last mark closes."""
    assert damage.find("„Ja“, sagte er.", "de") == ()


def test_a_language_without_data_is_no_error() -> None:
    """Unknown languages get no guesses about words."""
    assert damage.find("VladimirPutin Ukrainadan", None) == ()


def test_every_finding_says_what_stands_there() -> None:
    """The span holds the found words and the reason is a sentence."""
    text = "di Ukrainadan ke Porselen lagi"
    found = damage.find(text, "id")
    assert len(found) == 2
    assert all(text[d.span.start : d.span.end] == d.found and d.reason.endswith(".") for d in found)


@pytest.mark.shared
def test_all_damage_of_the_seed_report_is_found(shared: Path) -> None:
    """Every entry of the gold list."""
    gold = json.loads((shared / "cases/seed/gold.json").read_text("utf-8"))["text_damage"]
    found = _pairs((shared / "cases/seed/report.id.txt").read_text("utf-8"))
    assert {(entry["found"], entry["repaired"]) for entry in gold} <= found
