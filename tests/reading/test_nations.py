"""Adjectives of countries: hand-written, and compared with the names of currencies in Unicode CLDR."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from babel.numbers import get_territory_currencies

from bukti import lexicon
from bukti.reading.nations import adjectives

SHARED = {"EUR", "USD", "XOF", "XAF", "XCD", "AUD", "ZAR"}  # of many countries: no adjective of each
OWN = {"us", "au", "za"}
BORROWED = {"bt", "li", "ps"}  # with the money of a neighbour beside or in place of their own


def currencies(code: str) -> list[tuple[str, str]]:
    """Country and what the language calls its money, where the name of the country itself is not in that."""
    locale, found = Locale.parse(code), []
    for country in sorted(set(adjectives(code).values()) - {"", "xk"} - BORROWED):
        for money in get_territory_currencies(country.upper()):
            name, plain = locale.currencies.get(money, ""), re.escape(locale.territories.get(country.upper(), "-"))
            if name and (money not in SHARED or country in OWN) and not re.search(rf"(?i)\b{plain}\b", name):
                found.append((country, name.casefold()))
    return found


@pytest.mark.parametrize("code", sorted(set(lexicon.resource("nations")) - {"fa", "hi", "tr"}))
def test_what_money_is_called_after_is_known(code: str) -> None:
    """Of the names of money that an independent source gives, six in seven and more have an adjective of the list.

    The rest is called after no country ("leva", "forint") or by the genitive of its name. Persian, Turkish
    and often Hindi name money by the country itself.
    """
    named = currencies(code)
    whole: dict[str, list[str]] = {country: [] for country, _ in named}
    for form, country in adjectives(code).items():
        whole.setdefault(country, []).append(re.escape(form.casefold()))
    fits = [re.search(rf"(?<!\w)(?:{'|'.join(whole[country])})(?!\w)", name) for country, name in named]
    assert len(named) > 60
    assert sum(map(bool, fits)) >= 6 / 7 * len(fits), [pair for pair, fit in zip(named, fits, strict=True) if not fit]


def test_no_money_is_another_countrys() -> None:
    """No form of one country stands alone for the money of another."""
    for code in sorted(set(lexicon.resource("nations")) - {"tr"}):
        forms = {form.casefold(): country for form, country in adjectives(code).items()}
        for country, name in currencies(code):
            rest = name
            for form in (one for one in forms if " " in one):
                rest = rest.replace(form, "")
            told = {forms[word] for word in re.findall(r"[\w'’׳ʼ-]+", rest) if word in forms} - {"", country}
            assert not told, (code, country, name, told)


def test_a_form_of_two_countries_tells_neither() -> None:
    """Congo has two states, and Dominica is not the Dominican Republic in every language."""
    assert adjectives("fr")["congolaise"] == adjectives("en")["Dominican"] == ""
    assert (adjectives("fr")["dominicaine"], adjectives("fr")["dominiquaise"]) == ("do", "dm")


def test_endings_and_prefixes_are_those_of_the_language() -> None:
    """With every apostrophe; a language without adjectives of countries has none."""
    assert {adjectives("ru")[form] for form in ("малийская", "малийскими")} == {"ml"}
    assert {adjectives("ar")[form] for form in ("مالي", "المالية", "الكوري الجنوبي", "الكورية الجنوبية")} == {
        "ml",
        "kr",
    }
    assert adjectives("he")["הצ'אדית"] == adjectives("he")["צ׳אדי"] == "td"
    assert not adjectives("zh")
    assert not adjectives(None)
