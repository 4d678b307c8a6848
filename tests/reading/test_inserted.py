"""Words inside one pair of quotation marks that tell who speaks."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Document
from bukti.reading.units import read_units


def _told(read_text: Any, text: str, language: str) -> list[tuple[str, str, str]]:
    return [
        (text[slice(*s.source[0])], " … ".join(text[slice(*c)] for c in s.content), s.form)
        for s in read_text(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("ru", "«Мост закрыт, — сказала Котова. — Его чинят».", "Котова", "Мост закрыт … Его чинят"),
        ("ru", "«Мост закрыт, — сказала Котова, — его чинят».", "Котова", "Мост закрыт … его чинят"),
        ("ru", "«Мост давно закрыт, — сказала Котова».", "Котова", "Мост давно закрыт"),
        ("uk", "«Міст закрито, — сказала Котова. — Його лагодять».", "Котова", "Міст закрито … Його лагодять"),
        (
            "pl",
            "„Most jest zamknięty – powiedziała Kotowa. – Trwa remont”.",
            "Kotowa",
            "Most jest zamknięty … Trwa remont",
        ),
    ],
)
def test_a_quotation_may_hold_the_words_that_tell_who_speaks(
    read_text: Any, language: str, text: str, source: str, content: str
) -> None:
    """A verb of speech behind a dash opens words of the reporter's, up to the next dash or the end of the quotation."""
    ((told, said, form),) = _told(read_text, text, language)
    assert (told, said.rstrip("”»"), form) == (source, content, "direct")


def test_a_dash_before_other_words_leaves_a_quotation_whole(prepare: Any) -> None:
    """What stands between dashes without a verb of speech at its front belongs to the quotation."""
    document: Document = prepare("«Мост — так решила мэрия — закрыт, а река — это не дорога», — сказала Котова.", "ru")
    units, speech = read_units(document)
    assert len(speech) == 1
    assert all(t.speech == 0 for t in units[0].tokens if t.start < speech[0].span.end)
