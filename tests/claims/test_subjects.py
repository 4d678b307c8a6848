"""Whoever speaks is the subject of what they say of themselves, where that is sure."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from bukti import check
from bukti.claims.subjects import strangers
from bukti.model import Side

CASE = Path(__file__).parents[1] / "cases" / "flows" / "gyroscopes"


def subjects(build: SimpleNamespace, language: str, text: str) -> set[str]:
    """The keys of whoever speaks of themselves in a text."""
    document = build.document(text, language)
    return {key for f in build.extract([document], build.said([document])) for key in f.subject}


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Mara Quist denied that she had sold the boats.", "mara quist"),
        ("en", "Mara Quist denied having sold the boats.", "mara quist"),
        ("en", "Mara Quist said she had sold the boats.", "mara quist"),
        ("en", "Velmark denied that it had sold the boats.", "velmark"),
        ("en", "“I sold the boats,” Mara Quist said.", "mara quist"),
        ("de", "Mara Quist bestritt, die Boote verkauft zu haben.", "mara quist"),
        ("fr", "Mara Quist a nié avoir vendu les bateaux.", "mara quist"),
        ("es", "Velmark negó haber vendido los barcos.", "velmark"),
        ("id", "Velmark membantah bahwa mereka menjual kapal itu.", "velmark"),
        ("ru", "Компания «Велмарк» опровергла, что она продала лодки.", "velmark"),
    ],
)
def test_who_speaks_is_the_subject(build: SimpleNamespace, language: str, text: str, name: str) -> None:
    """A pronoun, a first person in a quotation, or a clause without a subject of its own."""
    assert subjects(build, language, text) == {f"name:{name}"}


@pytest.mark.parametrize(
    "text",
    [
        "Mara Quist denied that it had rained.",  # no person is "it" …
        "Mara Quist denied that they had sold the boats.",  # … nor "they"
        "“We sold the boats,” Mara Quist said.",
        "Ragnar Holt left early. Mara Quist said he had sold the boats.",  # somebody else may be meant
        "Mara Quist denied that the crew had sold the boats.",
        "Mara Quist said that it is false.",
    ],
)
def test_whom_a_pronoun_means_is_left_open(build: SimpleNamespace, text: str) -> None:
    """Where the words could mean another, nobody is put in."""
    assert subjects(build, "en", text) == set()


def test_what_two_say_of_themselves_is_not_one_thing() -> None:
    """Names that share a word, in any of its cases, may be one; nobody is a stranger to nobody."""
    assert strangers(frozenset({"name:solvanta"}), frozenset({"name:dario penn"}))
    assert not strangers(frozenset({"name:dario penn"}), frozenset({"name:posrednik dario pennu"}))
    assert not strangers(frozenset(), frozenset({"name:solvanta"}))


def test_a_question_names_who_denies_in_a_pronoun() -> None:
    """Solvanta denied that “it had ordered gyroscopes”: that stands against the question, in any language.

    What the broker says of himself is no answer.
    """
    question = check("Solvanta ordered gyroscopes", [CASE]).question
    assert question is not None
    assert len(question.on(Side.AGAINST)) >= 5
    assert question.on(Side.FOR) == ()
