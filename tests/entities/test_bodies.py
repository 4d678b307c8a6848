"""Which names of bodies are one body's across scripts, and which stay apart."""

from __future__ import annotations

import pytest
from eval.bodies import ours, told

from bukti import pipeline
from bukti.entities import bodies, occurrences
from bukti.entities.trades import Body, body
from bukti.ids import report_id
from bukti.model import Report

FIRMS = (
    ("en", "The harbour was closed, Velkora Shipping said on Monday."),
    ("es", "El puerto cerró, dijo la naviera Velkora."),
    ("tr", "Velkora Denizcilik açıklama yaptı."),
    ("ja", "ベルコラ海運は発表した。"),
    ("en", "Velkora Bank said on Monday that it would wait."),
)


def taken(phrase: str, code: str) -> Body:
    """A name taken apart."""
    found = body(phrase, code)
    assert found is not None
    return found


def test_a_join_says_why() -> None:
    """The sound of the own names, and what the words of the trade mean."""
    reason = bodies.same(taken("Velkora Bank", "en"), taken("ベルコラ銀行", "ja"))
    assert reason == "ベルコラ sounds like Velkora: brkr and vlkr; Bank and 銀行 mean the same: bank."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Velkora Bank", "en"), ("Velkora Shipping", "en")),
        (("Velkora Bank", "en"), ("شركة فيلكورا للشحن", "ar")),
        (("Velkora Shipping", "en"), ("Velkora Maritime", "en")),
        (("Kama Bank", "en"), ("банк «Гамма»", "ru")),
        (("Velkora Bank", "en"), ("בנק ויקטוריה", "he")),
    ],
)
def test_bodies_that_stay_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    """Another trade, other words of one language, a short name that is not spelled alike, another sound."""
    left, right = taken(*one), taken(*other)
    assert bodies.same(left, right) == bodies.same(right, left) == ""


@pytest.mark.parametrize(
    ("phrase", "parted"),
    [("транспортная компания «Велкора»", False), ("группа «Велкора»", False), ("банк «Велкора»", True)],
)
def test_near_trades_neither_join_nor_part(phrase: str, parted: bool) -> None:
    """One report's shipping firm may be another's group or carrier; a bank is neither."""
    firm, other = taken("Velkora Shipping", "en"), taken(phrase, "ru")
    assert bodies.same(firm, other) == ""
    assert bodies.differ(firm, other) is parted


def test_a_name_without_a_trade_has_that_of_all_others() -> None:
    """Where these have two, it has none."""
    ship, bank, near = taken("Velkora Shipping", "en"), taken("Velkora Bank", "en"), taken("armateur Velkora", "fr")
    assert bodies.agreed([ship, near]) == ship
    assert bodies.agreed([ship, bank]) is None
    assert bodies.agreed([]) is None


@pytest.mark.parametrize(("half", "least"), [("fit", 24), ("more", 20)])
def test_the_sample_is_joined_and_kept_apart(half: str, least: int) -> None:
    """At most one of the 24 pairs that are not one is joined (eval/bodies.py)."""
    right, _, wrong, _ = told(half, ours)
    assert right >= least
    assert wrong <= 1


def linked(*texts: tuple[str, str]) -> list[tuple[str, str, str]]:
    """What is joined in reports, each a language and a text: both names and the reason."""
    reports = [Report(report_id(text.encode()), "text/plain", text, language=code) for code, text in texts]
    documents = pipeline.prepare(reports)
    seen = [one for document in documents for one in occurrences.find(document)[0]]
    return [(join.left, join.right, join.reason) for _, join, _ in bodies.links(documents, seen)]


def test_names_of_a_collection_are_joined_with_as_few_reasons_as_join_them() -> None:
    """Four names of one firm are three joins, of which each says why; the bank is in none."""
    found = linked(*FIRMS)
    assert {name for left, right, _ in found for name in (left, right)} == {
        "Velkora Shipping",
        "Velkora",
        "Velkora Denizcilik",
        "ベルコラ海運",
    }
    assert len(found) == 3
    assert all(reason.endswith("mean the same: shipping.") for _, _, reason in found)


def test_a_name_of_two_trades_in_one_collection_joins_nothing() -> None:
    """Nobody knows which of the two is meant."""
    assert linked(FIRMS[0], FIRMS[1], ("es", "El banco Velkora cerró sus puertas, dijo el alcalde.")) == []
