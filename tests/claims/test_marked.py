"""Who does it to whom, told by cases, particles and small words: the table of cases."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from bukti import lexicon
from bukti.claims import words
from bukti.claims.features import Features
from bukti.claims.parties import exchanged
from bukti.reading.vocabulary import vocabulary

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "claims" / "roles.yml").read_text("utf-8"))
ENGLISH = {"first": "Norway shelled {} on Monday.", "second": "{} shelled Norway on Monday."}


def read(build: SimpleNamespace, language: str, kind: str) -> list[Features]:
    """The cases of one kind in one language."""
    return [build.features(text, language=language)[0] for text in CASES[language][kind]]


def test_every_language_has_order_or_marks_and_cases() -> None:
    """Each language tells who does it to whom by order or by marks, and those with marks have cases here."""
    for code in lexicon.supported():
        grammar = vocabulary(code)
        assert grammar is not None
        assert grammar.words.grammar.subject_first != words.load(code).parties.tells, code
        assert words.load(code).parties.tells == (code in CASES), code


@pytest.mark.parametrize("language", sorted(CASES))
def test_the_exchange_is_told_and_another_wording_is_none(build: SimpleNamespace, language: str) -> None:
    """What is told in one direction is exchanged with the other, in its language and in English, never with its own."""
    whom = "Ukraine" if language == "cs" else "Portugal"
    told = {kind: read(build, language, kind) for kind in ("first", "second")}
    for kind, text in ENGLISH.items():
        told[kind] += build.features(text.format(whom))
    assert all(f.roles for side in told.values() for f in side)
    for kind, other in (("first", "second"), ("second", "first")):
        for f in told[kind]:
            assert {exchanged(f.roles, g.roles) for g in told[kind]} == {0}, f.text
            assert {exchanged(f.roles, g.roles) for g in told[other]} == {2}, f.text


@pytest.mark.parametrize("language", sorted(CASES))
def test_what_cannot_be_told_is_left_open(build: SimpleNamespace, language: str) -> None:
    """Names that keep their form, lists of names, and a deed that is condemned or repelled have no direction."""
    for f in read(build, language, "open"):
        assert not f.roles, f.text


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("ru", "Ясно, что вчера Норланд обстрелял Тарвию.", "Ясно, что вчера Тарвия обстреляла Норланд."),
        ("pl", "Wiadomo, że rano Norlandia ostrzelała Tarwię.", "Wiadomo, że rano Tarwia ostrzelała Norlandię."),
    ],
)
def test_names_that_no_list_has_are_known_in_every_case(
    build: SimpleNamespace, language: str, text: str, other: str
) -> None:
    """A name is one name in its cases and in another script."""
    (left,), (right,) = (build.features(one, language=language) for one in (text, other))
    assert exchanged(left.roles, right.roles) == 2
    (english,) = build.features("It is known that Norland shelled Tarvia.")
    assert (exchanged(left.roles, english.roles), exchanged(right.roles, english.roles)) == (0, 2)
