"""Names are compared across scripts."""

from __future__ import annotations

import pytest

from bukti.entities.names import SAME, similar


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Vladimir Putin", "Владимир Путин"),
        ("Vladimir Putin", "Володимир Путін"),
        ("Putin Vladimir", "Vladimir Putin"),
        ("Olaf Scholze", "Olaf Scholz"),
        ("Sergei Lavrov", "Сергей Лавров"),
        ("Mohammed Hassan", "Muhammad Hasan"),
    ],
)
def test_spellings_of_one_name_are_candidates(a: str, b: str) -> None:
    """Transliteration, order and a letter do not part two names."""
    assert similar(a, b)[0] >= SAME


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Angelo Cruz", "Angela Merkel"),
        ("Octavian Scholz", "Olaf Scholz"),
        ("Maria Zakharova", "Dmitry Peskov"),
        ("Joe Biden", "Hunter Biden"),
        ("", "Olaf Scholz"),
    ],
)
def test_different_names_are_apart(a: str, b: str) -> None:
    """A shared part is not a shared name."""
    assert similar(a, b)[0] < SAME


@pytest.mark.parametrize(("a", "b"), [("Ana Diaz", "Anna Días"), ("Путин", "Vladimir Putin")])
def test_the_score_is_symmetric_and_bounded(a: str, b: str) -> None:
    """Order of the arguments does not matter."""
    score = similar(a, b)[0]
    assert score == pytest.approx(similar(b, a)[0])
    assert 0 <= score <= 1
