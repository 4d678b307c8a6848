"""Particles written behind a word: what is cut off, and what of a clause they tell."""

from __future__ import annotations

import pytest
from tests.reading.conftest import Prepare, Read

from bukti.reading.particles import closed
from bukti.reading.units import read_units

CUT = [
    ("대변인은 다리가 안전하다고 말했다.", ["대변인", "은", "다리", "가", "안전하다", "다고", "말했다", "."]),
    ("많은 사람이 있는 다리.", ["많은", "사람", "이", "있는", "다리", "."]),
    ("경찰에 따르면 끝났다.", ["경찰", "에", "따르면", "끝났다", "."]),
]


@pytest.mark.parametrize(("text", "words"), CUT)
def test_particles_are_words_of_their_own(prepare: Prepare, text: str, words: list[str]) -> None:
    """A particle is cut from a noun that its form agrees with, and never from a verb that only looks so."""
    (unit,) = read_units(prepare(text, "ko"))[0]
    assert unit.lows == words


def test_a_syllable_tells_whether_it_ends_in_a_consonant() -> None:
    """The last letter of a Hangul block decides; other characters tell nothing."""
    assert (closed("한"), closed("하"), closed("a")) == (True, False, None)


@pytest.mark.parametrize("adjunct", ["", "기자들에게 ", "20일 전화로 "])
def test_an_adjunct_may_part_a_content_from_its_verb(read_text: Read, adjunct: str) -> None:
    """A quotative that leaves no doubt ends the content, whatever stands before the verb."""
    text = f"외교부 대변인은 다리가 안전하다고 {adjunct}말했다."
    (statement,) = read_text(text, "ko")
    assert [text[slice(*s)] for s in statement.content] == ["다리가 안전하다"]


@pytest.mark.parametrize("quoted", ["“다리는 안전하다”", '"다리는 안전하다,"', "‘다리는 안전하다’"])
def test_a_particle_is_written_onto_a_closing_mark(read_text: Read, quoted: str) -> None:
    """A quotation ends though a letter follows its mark."""
    (statement,) = read_text(f"김민호 시장은 {quoted}라고 말했다.", "ko")
    assert statement.form == "direct"


def test_a_name_stands_before_its_title(read_text: Read) -> None:
    """A family name with two syllables right before a title is a person's name; a noun that ends alike is none."""
    kinds = [
        read_text(f"{who} 섬이 가라앉고 있다고 말했다.", "ko")[0].source_kind for who in ("박지훈 교수는", "기자는")
    ]
    assert kinds == ["named_person", "anonymous"]
