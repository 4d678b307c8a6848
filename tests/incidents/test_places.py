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


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("周一，叙利亚阿勒颇省一所学校遭空袭，造成五人死亡。", "zh", ("region:SY.09", "阿勒颇省")),
        ("月曜日、ウクライナのスムイ州で市場が空爆され、5人が死亡した。", "ja", ("region:UA.21", "スムイ州")),
        ("قتل خمسة أشخاص يوم الاثنين في قصف على سوق في محافظة حلب في سوريا.", "ar", ("region:SY.09", "حلب")),
        ("قتل خمسة أشخاص يوم الاثنين في قصف على سوق بشمال دارفور في السودان.", "ar", ("region:SD.55", "شمال دارفور")),
        ("חמישה בני אדם נהרגו ביום שני בהפצצה על שוק במחוז סומי באוקראינה.", "he", ("region:UA.21", "סומי")),
        ("חמישה בני אדם נהרגו ביום שני בהפצצה על שוק בחרסון שבאוקראינה.", "he", ("geonames:706448", "חרסון")),
        ("روز دوشنبه پنج نفر در حمله هوایی به بازاری در استان حلب سوریه کشته شدند.", "fa", ("region:SY.09", "حلب")),
        ("सोमवार को यूक्रेन के सूमी प्रांत में बाज़ार पर हवाई हमले में पाँच लोग मारे गए।", "hi", ("region:UA.21", "सूमी")),
        (
            "В понедельник при обстреле рынка в Северном Дарфуре (Судан) погибли пять человек.",
            "ru",
            ("region:SD.55", "Северном Дарфуре"),
        ),
        (
            "Cinq personnes ont été tuées lundi dans une frappe sur un marché dans le Darfour du Nord, au Soudan.",
            "fr",
            ("region:SD.55", "Darfour du Nord"),
        ),
        (
            "Lima orang tewas pada Senin akibat serangan udara di Negara Bagian Rakhine, Myanmar.",
            "id",
            ("region:MM.01", "Negara Bagian Rakhine"),
        ),
    ],
)
def test_a_province_as_each_language_calls_it(text: str, language: str, told: tuple[str, str]) -> None:
    """In text without spaces or behind a small word written onto it; words such as "in" or "Monday" are none."""
    (one,) = found((text, language)).incidents
    places = [place for place in one.places if place.precision != "country"]
    assert [(place.key, text[place.span.start : place.span.end]) for place in places] == [told]


def test_provinces_of_other_countries_are_none() -> None:
    """What a province elsewhere is called tells nothing; what two regions of one country share tells neither."""
    assert region("Северный Дарфур", {"sd"}) == region("北达尔富尔", {"sd"}) == region("North Darfur", {"sd"})
    assert region("Darfour du Nord", {"fr"}) is None
    assert region("Darfour du", {"sd"}) is None
    assert region("Северном Дарфуре", {"sd"}, inflected=True) == region("North Darfur", {"sd"})
    assert region("Mandalay", {"mm"}) == "region:MM.18"


def test_a_hebrew_weekday_is_a_day_and_no_number() -> None:
    """The words for "on Monday" are those for "on day two": they date the attack, and count none."""
    (one,) = found(("חמישה בני אדם נהרגו ביום שני בתקיפה על שוק במחוז סומי באוקראינה.", "he")).incidents
    (told,) = one.ranges
    assert (told.high, one.earliest and one.earliest.date().isoformat()) == (5, "2024-05-13")
