"""Who wrote a document that is a source, against who has it, sees it or is shown in it."""

from __future__ import annotations

from typing import Any

import pytest

from bukti import reading
from bukti.reading.authors import author

NAME = "Trade Watch Initiative"
WRITTEN = {
    "en": ["a report by the {}", "the report of the {}", "the {}'s report"],
    "de": ["dem Bericht der {}"],
    "fr": ["un rapport de la {}"],
    "id": ["laporan {}"],
    "uk": ["звітом {}"],
}
HELD = {
    "en": ["customs records seen by the {}", "satellite images of the {}", "a report on the {}"],
    "fr": ["des documents obtenus par la {}"],
    "id": ["dokumen yang dilihat {}"],
}
FRAMES = {
    "en": "The bridge is closed, according to {}.",
    "de": "Laut {} ist die Brücke gesperrt.",
    "fr": "Le pont est fermé, selon {}.",
    "id": "Jembatan itu ditutup, menurut {}.",
    "uk": "Міст закрито, згідно зі {}.",
}


def _authors(prepare: Any, language: str, phrase: str) -> list[str | None]:
    document = prepare(FRAMES[language].format(phrase.format(NAME)), language)
    found = [author(document, one) for one in reading.read(document)]
    return [one.name if one else None for one in found]


@pytest.mark.parametrize(("language", "phrase"), [(code, p) for code, phrases in WRITTEN.items() for p in phrases])
def test_a_body_wrote_its_report(prepare: Any, language: str, phrase: str) -> None:
    """A body right beside what it wrote is its author."""
    assert _authors(prepare, language, phrase) == [NAME]


@pytest.mark.parametrize(("language", "phrase"), [(code, p) for code, phrases in HELD.items() for p in phrases])
def test_who_has_or_shows_a_document_did_not_write_it(prepare: Any, language: str, phrase: str) -> None:
    """Whoever saw or obtained it, or is in it, is not its author."""
    assert NAME not in _authors(prepare, language, phrase)
