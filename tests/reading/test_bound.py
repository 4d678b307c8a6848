"""Descriptions bound to the one name of their text that they fit (tests/cases/bound.yml)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bukti import lexicon
from bukti.model import Document, Span
from bukti.reading.bound import Name, bind, bound
from bukti.reading.describing import DescribingWords, describing

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "bound.yml").read_text("utf-8")
)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [(code, row["text"], row["bound"]) for code, rows in CASES.items() for row in rows],
)
def test_a_description_stands_for_the_one_name_that_fits(
    prepare: Any, language: str, text: str, expected: list[list[str]]
) -> None:
    """It has the class and the country that the description says; where two fit, or one may, none is bound."""
    document = prepare(text, language)
    found = [[document.words(one.span), document.words(_first(document, one.key))] for one in bound(document)]
    assert found == expected


def _first(document: Document, key: str) -> Span:
    return next(one.span for one in document.mentions if one.key == key)


def test_every_language_has_words_and_cases() -> None:
    """Twenty-four languages describe the same classes, and each has a description that is bound and one that is not."""
    classes = set(describing("en").words.classes)  # type: ignore[union-attr]
    for code in lexicon.supported():
        table = describing(code)
        assert table is not None
        assert set(table.words.classes) == classes, code
        assert {bool(row["bound"]) for row in CASES[code]} == {True, False}, code


def test_words_of_a_class_are_given_as_stems_with_endings() -> None:
    """`stem|a,-` is the stem with `a` and without ending; nothing else is a form of it."""
    forms = describing("ru").forms  # type: ignore[union-attr]
    assert "агентством" in forms
    assert "концерн" in forms
    assert "агентств" not in forms
    assert DescribingWords().classes == {}


def test_nothing_is_bound_without_names_or_words_of_the_language(prepare: Any) -> None:
    """A text without names, and one of a language without words for descriptions, has no bound description."""
    english = prepare("The French agency said that it was old.", "en")
    assert bound(english) == ()
    assert bind(prepare("AFP. Το γαλλικό πρακτορείο.", "el"), [Name(english.sentences[0], "media:afp", "AFP")]) == ()
