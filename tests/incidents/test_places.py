"""Where an attack was: towns and regions by any name, how precisely, and coordinates as coarse as is asked."""

from __future__ import annotations

import json

import pytest
from tests.incidents.test_incidents import found

from bukti.incidents.places import region, site, town
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release


@pytest.mark.parametrize("name", ["Kherson", "Херсон", "赫尔松", "خيرسون"])
def test_a_town_by_its_names(name: str) -> None:
    """Any script leads to one key, with country and first-level region."""
    key = town(name, {"ua"})
    assert key is not None
    known = site(key)
    assert known is not None
    assert (known.country, known.region, round(known.latitude or 0)) == ("ua", "Kherson", 47)


def test_other_names_need_their_country() -> None:
    """What a town of one country is also called places nothing in a report on others."""
    assert town("Cherson", {"ua"}) == town("Kherson", ())
    assert town("Cherson", {"fr"}) is None
    assert town("Херсоне", (), inflected=True) == town("Kherson", ())
    assert town("Tripoli", {"lb"}) != town("Tripoli", {"ly"})
    assert region("Helmand", ()) == "region:AF.10"


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("A shell killed two men at 46.636, 32.615 in Kherson on Monday.", "exact"),
        ("A shell killed two men in Kherson on Monday.", "locality"),
        ("A shell killed two men near Kherson on Monday.", "vicinity"),
        ("A shell killed two men in Kherson region on Monday.", "region"),
        ("A shell killed two men in Ukraine on Monday.", "country"),
    ],
)
def test_how_precisely(text: str, precision: str) -> None:
    """The most precise place stands first; only towns and points have coordinates."""
    told = found((text, "en"))
    (feature,) = json.loads(WRITERS["geojson"](told, Release(1)))["features"]
    place = feature["properties"]["places"][0]
    assert (place["precision"], place["country"] or "ua") == (precision, "ua")
    expected = [32.6, 46.6] if precision in {"exact", "locality", "vicinity"} else None
    assert (feature["geometry"] and feature["geometry"]["coordinates"]) == expected


def test_one_town_in_two_languages_is_one_place() -> None:
    """Names of one town in two scripts have one key."""
    english = "A missile killed four people in Kharkiv, Ukraine, on 14 May 2024, Nina Petrova said."
    german = "Eine Rakete traf am 14. Mai 2024 Charkiw in der Ukraine und tötete vier Menschen, sagte Olek Marun."
    (one,) = found((english, "en"), (german, "de")).incidents
    assert [place.precision for place in one.places] == ["locality", "country"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Une frappe a touché le 14 mai 2024 le marché d’Oshvar, tuant 17 personnes.", "fr"),
        ("El ataque del 14 de mayo de 2024 contra el mercado de Oshvar dejó 17 muertos.", "es"),
        ("Am 14. Mai 2024 trafen Raketen den Markt von Oshvar, 17 Menschen starben.", "de"),
        ("Un raid ha colpito il 14 maggio 2024 il mercato di Oshvar, uccidendo 17 persone.", "it"),
    ],
)
def test_a_market_is_called_by_its_town(text: str, language: str) -> None:
    """A name of which nothing is known, behind "of" and a market, is where it was."""
    (one,) = found((text, language)).incidents
    assert [(place.name, place.precision) for place in one.places] == [("Oshvar", "locality")]


def test_whose_house_it_is_is_no_place() -> None:
    """Whom a house belongs to may be a person."""
    (one,) = found(("Une frappe a touché le 14 mai 2024 la maison de Karim, tuant 17 personnes.", "fr")).incidents
    assert one.places == ()
