"""Common nouns are no names."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims.nouns import without_nouns


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("de", "Gestern hat Norland die Besatzung gewarnt.", ["Norland"]),
        ("de", "Gestern sprach das Ozerka Institut mit Norland.", ["Ozerka Institut", "Norland"]),
        ("en", "Yesterday the Besatzung warned Norland.", ["Besatzung", "Norland"]),
    ],
)
def test_a_noun_behind_an_article_is_no_name_where_every_noun_has_a_capital(
    build: SimpleNamespace, language: str, text: str, names: list[str]
) -> None:
    """Names of several words stay, and so do capitals in languages that give nouns none."""
    assert [m.name for m in without_nouns(build.document(text, language)).mentions] == names
