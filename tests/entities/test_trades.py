"""Names of bodies taken apart: their own name, and what the words of their trade mean."""

from __future__ import annotations

import pytest

from bukti import lexicon
from bukti.entities.trades import TradeWords, around, body
from bukti.model import Span


@pytest.mark.parametrize(
    ("code", "phrase", "core", "trades"),
    [
        ("en", "Velkora Shipping Ltd", "Velkora", [{"shipping"}]),
        ("en", "the Velkora Oil and Gas Company", "Velkora", [{"oil"}, {"gas"}]),
        ("ru", "судоходной компании «Велкора»", "Велкора", [{"shipping"}]),
        ("uk", "страхова компанія «Велкора»", "Велкора", [{"insurance"}]),
        ("ar", "شركة فيلكورا للشحن", "فيلكورا", [{"shipping", "transport"}]),
        ("ar", "والمصرف فيلكورا", "فيلكورا", [{"bank"}]),
        ("he", "חברת הביטוח ולקורה", "ולקורה", [{"insurance"}]),
        ("fa", "شرکت کشتی\u200cرانی ولکورا", "ولکورا", [{"shipping"}]),
        ("hi", "वेल्कोरा बैंक", "वेल्कोरा", [{"bank"}]),
        ("zh", "北泽航运公司", "北泽", [{"shipping"}]),
        ("zh", "航运公司韦尔科拉", "韦尔科拉", [{"shipping"}]),
        ("ja", "ベルコラ製鉄株式会社", "ベルコラ", [{"steel"}]),
        ("ko", "벨코라 은행", "벨코라", [{"bank"}]),
        ("tr", "Velkora İnşaat'ın", "Velkora", [{"construction"}]),
        ("de", "die Velkora-Baugesellschaft", "Velkora", [{"construction"}]),
        ("sv", "flygbolaget Velkora", "Velkora", [{"airline"}]),
        ("fr", "l'armateur Velkora", "Velkora", [{"shipping"}]),
        ("vi", "hãng tàu Velkora", "Velkora", [{"shipping"}]),
        ("xx", "Velkora Bank", "Velkora", [{"bank"}]),
    ],
)
def test_the_words_of_a_trade_are_taken_off(code: str, phrase: str, core: str, trades: list[set[str]]) -> None:
    """At both ends, inflected, with what a script writes onto them; legal forms and articles go too."""
    found = body(phrase, code)
    assert found is not None
    assert (found.core, list(map(set, found.trades))) == (core, trades)


@pytest.mark.parametrize(
    ("code", "phrase"),
    [
        ("en", "the shipping company"),
        ("en", "First National Bank"),
        ("en", "Chinese shipping company"),
        ("en", "Kyiv Bank"),
        ("ru", "Северная судоходная компания"),
        ("zh", "中国航运公司"),
        ("zh", "国家保险公司"),
        ("ar", "الشركة الوطنية للشحن"),
        ("tr", "Türk denizcilik şirketi"),
        ("ja", "国際銀行"),
        ("en", ""),
    ],
)
def test_generic_names_have_no_own_name(code: str, phrase: str) -> None:
    """What is translated, a nation's or a place's name tells no body by its sound."""
    assert body(phrase, code) is None


def test_every_language_has_words_for_every_trade() -> None:
    """A concept without words in one language would never join there."""
    for code in lexicon.supported():
        language = lexicon.load(code)
        assert language is not None
        words = language.section("trades", TradeWords).model_dump(exclude={"compounding"})
        assert not [concept for concept, entries in words.items() if not entries], code


def test_words_beside_a_name_belong_to_it() -> None:
    """Only what touches the name in its line: not behind a comma or another word."""
    text = "Después la naviera Velkora, un banco."
    start = text.index("Velkora")
    found = around(text, Span(start, start + len("Velkora")), "es")
    assert text[found.start : found.end] == "la naviera Velkora"
