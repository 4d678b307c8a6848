"""Who is said to belong to whom, and to be under whose sanctions, in the packaged languages."""

from __future__ import annotations

import pytest

from bukti import lexicon, pipeline
from bukti.entities import occurrences, ties
from bukti.entities.ties import Stated
from bukti.entities.types import Occurrence
from bukti.entities.words import of
from bukti.model import Report

OZERKA, HOLDING = "name:ozerka", "name:ozerka holding"


def stated(code: str, text: str) -> tuple[list[Stated], list[Occurrence]]:
    """The links of a text and who is only described in it."""
    (document,) = pipeline.prepare([Report("x", "text/plain", text, language=code)], code)
    return ties.find(document, occurrences.find(document)[0], "x")


@pytest.mark.parametrize(
    ("code", "text", "owner", "words"),
    [
        ("en", "A subsidiary of the sanctioned Ozerka Holding built it.", HOLDING, "subsidiary of"),
        ("id", "Anak perusahaan Ozerka menguji drone itu.", OZERKA, "Anak perusahaan Ozerka"),
        ("ru", "Дочерняя компания концерна Озерка испытала дрон.", OZERKA, "Дочерняя компания концерна"),
        ("es", "Una filial de Ozerka probó el dron.", OZERKA, "filial de"),
        ("tr", "Ozerka Holding'in iştiraki dronu test etti.", HOLDING, "iştiraki"),
        ("hi", "रॉयटर्स की सहायक कंपनी ने ड्रोन का परीक्षण किया।", "media:reuters", "सहायक कंपनी"),
        ("zh", "英国广播公司的子公司试飞了无人机。", "media:bbc", "子公司"),
    ],
)
def test_a_subsidiary_without_a_name_is_an_entity_of_its_own(code: str, text: str, owner: str, words: str) -> None:
    """With a link to its owner; the owner stands behind it or before it, as the language has it."""
    ((link,), (unnamed,)) = stated(code, text)
    assert (link.kind, link.left, link.right) == ("Ownership", owner, unnamed.key)
    assert words in unnamed.text


def test_every_language_has_words_for_subsidiaries_and_sanctions() -> None:
    """And says how a subsidiary is joined to its owner, unless the owner stands right before it."""
    for code in lexicon.supported():
        words = of(code)
        assert words.subsidiaries, code
        assert words.sanctions, code
        assert words.belonging or words.owner_first, code


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Studenka Avia, a unit of the Ozerka Holding, built it.", {("Ownership", HOLDING, "name:studenka avia")}),
        ("Ozerka Holding's subsidiary Studenka Avia grew.", {("Ownership", HOLDING, "name:studenka avia")}),
        ("A military unit of Amsel Agency fired.", set()),
        ("A subsidiary was founded. Ozerka Holding denied it.", set()),
        (
            "The Ozerka Holding was sanctioned by the EU and the United States.",
            {("Sanction", "org:eu", HOLDING), ("Sanction", "country:us", HOLDING)},
        ),
        ("The Ozerka Holding, a maker of arms, is under European Union sanctions.", {("Sanction", "org:eu", HOLDING)}),
        ("The Ozerka Holding is not under US sanctions.", set()),
    ],
)
def test_named_subsidiaries_and_sanctions(text: str, links: set[tuple[str, str, str]]) -> None:
    """Only what the sentence says; a unit is a firm's only where its owner is one."""
    found, unnamed = stated("en", text)
    assert {(one.kind, one.left, one.right) for one in found} == links
    assert not unnamed
