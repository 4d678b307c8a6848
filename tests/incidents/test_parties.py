"""Who is said to have done it, by whom, and who denies it."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from tests.incidents.test_incidents import found
from tests.incidents.test_tellings import told

from bukti.report.harm import alleged
from bukti.report.harm_map import map_of
from bukti.report.incidents import rows, table
from bukti.report.withheld import Names, Release


@pytest.mark.parametrize(
    ("language", "text", "key"),
    [
        ("ru", "Российская артиллерия в понедельник обстреляла рынок в Халене.", "country:ru"),
        ("uk", "Російська авіація в неділю завдала удару по ринку в Халені.", "country:ru"),
        ("ru", "Российская авиация нанесла в воскресенье удар по рынку в Халене.", "country:ru"),
        ("id", "Lima orang tewas setelah pasar diserang Rusia pada Senin.", "country:ru"),
        ("id", "Tiga wartawan ditahan polisi di Halen pada Jumat.", "police:"),
        ("ms", "Tiga wartawan ditahan polis di Halen pada Jumaat.", "police:"),
        ("ru", "В понедельник удар российского беспилотника по рынку в Халене убил пять человек.", "country:ru"),
        ("ru", "В понедельник украинская артиллерия обстреляла рынок в Халене.", "country:ua"),
        ("de", "Am Montag griffen ukrainische Drohnen den Markt in Halen an.", "country:ua"),
        ("de", "Eine russische Rakete schlug am Montag in einen Markt in Halen ein.", "country:ru"),
        ("fr", "L'artillerie russe a bombardé lundi le marché de Halen, tuant cinq personnes.", "country:ru"),
        ("fr", "Des frappes russes ont tué cinq personnes lundi à Halen.", "country:ru"),
        ("es", "Un ataque ruso contra Halen mató el lunes a cinco personas.", "country:ru"),
        ("pl", "Rosyjska artyleria ostrzelała w poniedziałek Halen, zginęło pięć osób.", "country:ru"),
        ("it", "L'artiglieria russa ha colpito lunedì Halen, uccidendo cinque persone.", "country:ru"),
        ("nl", "Russische artillerie beschoot maandag Halen, vijf mensen kwamen om.", "country:ru"),
        ("uk", "Російська артилерія в понеділок обстріляла ринок у Халені.", "country:ru"),
        ("sv", "Ryskt artilleri besköt Halen i måndags, fem människor dödades.", "country:ru"),
        ("ar", "قصفت المدفعية الإسرائيلية يوم الاثنين سوقا في هالن فقتلت خمسة أشخاص.", "country:il"),
        ("fr", "L'artillerie sud-soudanaise a bombardé lundi Halen, tuant cinq personnes.", "country:ss"),
        ("fr", "Cinq personnes ont été tuées lundi à Halen dans une frappe de l'armée malienne.", "country:ml"),
        ("de", "Die malische Armee beschoss am Montag Halen, fünf Menschen starben.", "country:ml"),
        ("en", "Five people were killed on Monday in an air strike by the Burmese army in Halen.", "country:mm"),
        ("hi", "सोमवार को सूडानी सेना ने हालेन में बाज़ार पर गोलाबारी की, पाँच लोग मारे गए।", "country:sd"),
        ("fa", "ارتش سودانی روز دوشنبه بازار هالن را گلوله‌باران کرد و پنج نفر کشته شدند.", "country:sd"),
        ("en", "The strikes on Ukrainian power stations on Monday killed at least 80 people.", None),
        ("en", "A missile hit Ukrainian troops in Halen on Monday, killing five.", None),
        ("en", "On Monday a missile struck Ukrainian hospitals in Halen, killing five people.", None),
        ("en", "Five people were killed on Monday in an attack against Malian forces in Halen.", None),
        ("en", "Three Palestinian fighters were killed on Monday in a strike on Halen.", None),
        ("es", "Tres soldados colombianos murieron el lunes en un ataque en Halen.", None),
        ("ru", "Трое палестинских бойцов погибли в понедельник при ударе по Халену.", None),
        ("fr", "L'armée congolaise a tué cinq personnes lundi à Halen.", None),
        ("ru", "Удар по позициям украинской армии в Халене в понедельник: погибли пять человек.", None),
        ("fr", "Une frappe contre l'artillerie russe a tué cinq personnes lundi à Halen.", None),
    ],
)
def test_an_adjective_tells_whose_weapons_they_are(language: str, text: str, key: str | None) -> None:
    """Troops that were hit or are counted are no perpetrator; what two countries share tells neither."""
    (one,) = told(text, language)
    assert (one.perpetrator.key if one.perpetrator else None) == key


def test_a_country_told_by_its_adjective_may_be_where_it_happened() -> None:
    """Only its name, where that tells who did it, is no place."""
    (one,) = told("Afghan forces shot dead five people on Monday in Kabul, Afghanistan.")
    assert one.perpetrator is not None
    assert one.perpetrator.key == "country:af"
    assert "country:af" in {place.key for place in one.places}


ATTACK = "Russian warplanes struck Harta on 14 May 2024, killing eight people, the Red Cross said. "


def test_who_alleges_and_who_denies_stand_side_by_side() -> None:
    """In the table, in CSV and for the dossier; the party's denial is no word on the number."""
    made = found((ATTACK + "Russia denied the strike.", "en"))
    (one,) = made.incidents
    (said,) = one.alleged
    assert (said.party, [how for _, how in said.by], said.denied_by) == ("Russian", ["named"], ("Russia",))
    (line,) = alleged(one, Names(made.documents, made.tellings))
    assert line == "alleged perpetrator: Russian, by Red Cross; denied by Russia"
    assert "Alleged perpetrator: Russian, by" in table(made)
    (row,) = csv.DictReader(StringIO(rows(made)))
    assert (row["alleged_by"], row["denied_by"]) == ("Red Cross", "Russia")


def test_csv_names_no_witness() -> None:
    """A person who says who did it is "a named source", and a person's name stands nowhere."""
    made = found((ATTACK.replace("the Red Cross", "Olek Marun"), "en"))
    assert "Marun" not in rows(made, Release())
    (row,) = csv.DictReader(StringIO(rows(made)))
    assert row["alleged_by"] == "a named source"


def test_the_map_is_as_coarse_as_is_asked() -> None:
    """A point is drawn where its rounded coordinates are."""
    made = found(("A shell hit a school in Harta, 46.636, 32.615, on 14 May 2024, killing two people.", "en"))
    (one,) = made.incidents
    assert one.places[0].precision == "exact"
    fine, coarse = map_of([one], 3), map_of([one], 0)
    same = replace(one, places=(replace(one.places[0], key="point:47.00000,33.00000"),))
    assert fine != coarse
    assert str(coarse) == str(map_of([same], 3))


def test_south_and_west_are_numbers_in_csv() -> None:
    """What begins with a minus is no formula where it is a number: programs read it as one."""
    made = found(("A shell hit a school in Lima on 14 May 2024, killing two people.", "en"))
    (row,) = csv.DictReader(StringIO(rows(made)))
    assert (float(row["latitude"]) < 0, float(row["longitude"]) < 0) == (True, True)


def test_one_denial_in_several_languages_is_listed_once() -> None:
    """Two bodies of one language are two; what other languages call them adds none."""
    (one,) = found(
        ("The Velnian army hit Halen on 14 May 2024, killing five people. The interior ministry denied it.", "en"),
        ("14 мая 2024 года в Халене при ударе погибли 5 человек. Минобороны отрицает это. Военные отрицают это.", "ru"),
        ("Bei einem Angriff auf Halen starben am 14. Mai 2024 fünf Menschen. Die Armee dementierte.", "de"),
    ).incidents
    assert [what for _, what in one.answer.bodies] == ["denies", "denies"]
    assert len(one.answer.told) == 3
