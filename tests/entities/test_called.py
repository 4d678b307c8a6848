"""Descriptions as links to the entity of the name that they stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bukti import pipeline
from bukti.acts.entities import entities
from bukti.entities import called, occurrences
from bukti.model import Report
from bukti.report.named import entity


def described(code: str, text: str) -> list[tuple[str, str]]:
    """The descriptions of a text with the key that each stands for."""
    (document,) = pipeline.prepare([Report("x", "text/plain", text, language=code)], code)
    found = called.find(document, occurrences.find(document)[0])
    return [(document.words(one.one.span), one.key) for one in found]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        (
            "en",
            "The tanker Norda Star left. Lind Shipping Ltd owned it. The tanker sank at night.",
            [("The tanker", "name:norda star")],
        ),
        ("en", "The tankers Norda Star and Vela Star left. The tanker sank at night.", []),
        (
            "ru",
            "ТАСС сообщил о пожаре. Российское агентство сообщило о жертвах.",
            [("Российское агентство", "media:tass")],
        ),
        ("id", "AFP dan Reuters melaporkan hal itu. Kantor berita itu mengatakan tidak ada korban.", []),
    ],
)
def test_a_description_is_linked_to_the_only_name_that_fits(code: str, text: str, found: list[tuple[str, str]]) -> None:
    """The types of names tell more than their words: a tanker's name is no person's."""
    assert described(code, text) == found


def test_what_a_description_says_is_said_by_the_name(tmp_path: Path) -> None:
    """The link stands with rule, reason and place; the statement is among those by the entity; JSON has all of it."""
    text = "Agence France-Presse reported on Monday that it was shut. The French agency said that nobody was hurt."
    (tmp_path / "a.txt").write_text(text)
    found = entities([tmp_path / "a.txt"])
    (agency,) = [one for one in found.entities if one.key == "media:afp"]
    (link,) = agency.called
    assert (link.words, link.rule) == ("The French agency", "class and country")
    assert "only name of its text" in link.reason
    said = {one.id: one for one in found.statements if one.id in agency.by}
    assert [one.resolves_to for one in said.values()] == [None, "Agence France-Presse"]
    (shown,) = entity(agency)["descriptions"]
    assert text[slice(*shown["span"])] == "The French agency"
    assert shown["reason"] == link.reason
