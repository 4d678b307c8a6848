"""Closed classes of languages that inflect."""

from __future__ import annotations

from bukti.reading.vocabulary import compile_words
from bukti.reading.words import ReadingWords


def test_a_closed_class_may_hold_beginnings_of_words() -> None:
    """A form that ends in `*` stands for every word that begins so; others stand for themselves."""
    words = compile_words(ReadingWords.model_validate({"people": {"persons": ["чиновник*", "мэр"]}}))
    found = [w for w in ("чиновник", "чиновника", "чин", "мэр", "мэрия") if words.has("persons", w)]
    assert found == ["чиновник", "чиновника", "мэр"]
    assert not words.has("media", "чиновник")
