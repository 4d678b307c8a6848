"""Incidents: which sentences tell of one attack, what each origin says, ranges, grades, sums."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bukti import assess, incidents, reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.incidents.grading import grade
from bukti.incidents.likeness import alike, skeleton
from bukti.incidents.ranges import ranges
from bukti.incidents.totals import totals
from bukti.model import Answer, Document, Incidents, Lineage, Published, Report, Voice
from bukti.report.incidents import WRITERS
from bukti.report.withheld import Release
from bukti.text import analyse

ENGLISH = "A missile hit Harta on 14 May 2024, killing eight people, Olek Marun said."
LATER = "The number of dead in Harta rose to 11 after the attack of 14 May 2024, Olek Marun said."
RUSSIAN = "14 мая 2024 года при ракетном ударе по городу Харта погибли 9 человек, сообщила Нина Петрова."
ELSEWHERE = "A missile hit Lagosa on 14 May 2024, killing eight people, Dario Santel said."


def document(text: str, language: str, hour: int) -> Document:
    """A report of 15 May 2024 through the stages before."""
    moment = datetime(2024, 5, 15, hour, tzinfo=UTC)
    published = Published(moment, moment, "hour", "text")
    made = analyse(Report(report_id(text.encode()), "text/plain", text, language=language, published=published))
    return replace(made, mentions=mentions.find(made))


def found(*texts: tuple[str, str], families: Sequence[Sequence[str]] = ()) -> Incidents:
    """What texts with their languages tell, one report an hour."""
    documents = tuple(document(text, language, hour) for hour, (text, language) in enumerate(texts))
    said = [statement for one in documents for statement in reading.read(one)]
    told = tuple(t for d in documents for t in incidents.tellings(d, [s for s in said if s.report == d.report.id]))
    lineage = Lineage((), families=tuple(tuple(family) for family in families))
    return Incidents(documents, told, incidents.incidents(documents, told, said, lineage))


def test_one_attack_in_two_languages_with_a_later_total() -> None:
    """Reports of one town and day are one incident; the same source's later number supersedes its earlier one."""
    (one,) = found((ENGLISH, "en"), (LATER, "en"), (RUSSIAN, "ru")).incidents
    (killed,) = (span for span in one.ranges if span.harm == "killed")
    assert (killed.low, killed.high, killed.origins) == (9, 11, 2)
    assert one.grade.name == "Fair"
    assert any("same place" in reason for reason in one.reasons)
    assert [voice.superseded != () for voice in one.voices if voice.origin == "Olek Marun"] == [True]


RED_CROSS = (
    ("A missile hit Harta on 14 May 2024, killing eight people, the Red Cross said.", "en"),
    ("Un missile a frappé Harta le 14 mai 2024, tuant huit personnes, selon la Croix-Rouge.", "fr"),
    ("14 травня 2024 року ракета влучила в Харту, загинули вісім людей, повідомив Червоний Хрест.", "uk"),
)
MEMBER = ("14 травня 2024 року ракета влучила в Харту, загинули 8 людей, повідомив Український Червоний Хрест.", "uk")


def test_a_body_is_one_origin_in_every_language_and_its_member_another() -> None:
    """One word of the Red Cross, told in three languages, establishes nothing; that of a member of it does."""
    (one,) = found(*RED_CROSS).incidents
    assert (one.origins, [(span.low, span.high) for span in one.ranges]) == (("Red Cross",), [(None, 8)])
    (both,) = found(*RED_CROSS, MEMBER).incidents
    assert both.origins == ("Red Cross", "Український Червоний Хрест")
    assert [(span.low, span.high) for span in both.ranges] == [(8, 8)]


def test_another_town_on_the_same_day_is_another_attack_and_a_near_miss_says_why() -> None:
    """Equal numbers and days do not make one attack of two towns."""
    both = found((ENGLISH + " " + ELSEWHERE, "en")).incidents
    assert len(both) == 2
    assert any(one.near_miss and "other places" in one.near_miss.reason for one in both)


def test_a_copy_is_no_second_origin() -> None:
    """Reports of one family that name no source count once, and one origin establishes no lower end."""
    text = "A missile hit Harta on 14 May 2024, killing eight people."
    copy = text + " The town is cut off."
    family = sorted(report_id(one.encode()) for one in (text, copy))
    (one,) = found((text, "en"), (copy, "en"), families=[family]).incidents
    assert [(span.low, span.high, span.origins) for span in one.ranges] == [(None, 8, 1)]
    assert one.grade.name == "Weak"


OWN = "A missile hit Harta on 14 May 2024, killing eight people."
OTHERWISE = "Eight people were killed on 14 May 2024 when a missile struck the town of Harta."
PETROVA = "A missile hit Harta on 14 May 2024, killing eight people, Nina Petrova said."
DOCTOR = "A missile hit Harta on 14 May 2024, killing eight people, a doctor said."
WITNESS = "A witness said that eight people were killed in Harta on 14 May 2024."


@pytest.mark.parametrize(
    ("texts", "grade_", "origins"),
    [
        ([f"{ENGLISH} Dozens were injured."], "Weak", 1),
        ([ENGLISH, OWN], "Weak", 1),
        ([f"{DOCTOR} {WITNESS}"], "Weak", 1),
        ([OWN, OTHERWISE], "Fair", 2),
        ([ENGLISH, PETROVA], "Fair", 2),
    ],
)
def test_what_may_be_a_repetition_is_no_second_origin(texts: list[str], grade_: str, origins: int) -> None:
    """A report's own voice beside a source, and a second unnamed source, raise no grade and no lower end."""
    (one,) = found(*((text, "en") for text in texts)).incidents
    assert (one.grade.name, len(one.origins)) == (grade_, origins)
    low = next(span.low for span in one.ranges if span.harm == "killed")
    assert (low is None) == (origins == 1)


def test_ranges_are_supported_by_as_many_origins_as_needed() -> None:
    """The lower end is the largest number that enough origins support; an open upper end is told."""
    said = [Voice(name, "killed", low, high, name) for name, low, high in (("a", 4, 4), ("b", 6, None), ("c", 5, 7))]
    assert [(span.low, span.high) for span in ranges(said, 1)] == [(6, 7)]
    assert [(span.low, span.high) for span in ranges(said, 2)] == [(5, 7)]
    assert [(span.low, span.high) for span in ranges(said, 4)] == [(None, 7)]


def test_the_word_of_a_party_supports_no_range_and_a_concession_confirms() -> None:
    """What those say who are said to have done it stands apart."""
    response = Voice("Gorum army", "killed", 2, 2, "t", response=True)
    other = Voice("a nurse", "killed", 3, 3, "u")
    assert [(span.high, span.origins) for span in ranges([response, other], 1)] == [(3, 1)]
    assert grade([response, other], ["Gorum army"], Answer(), "airstrike").name == "Confirmed"
    assert grade([other], ["Gorum", "Velnia"], Answer(), "airstrike").name == "Contested"
    assert grade([], [], Answer(), "airstrike").name == "No harm told"


def test_being_detained_is_the_harm_of_a_detention_only() -> None:
    """Who is detained after an attack came to no harm by it."""
    said = [Voice(name, "detained", 3, 3, name) for name in ("an editor", "a lawyer")]
    assert grade(said, [], Answer(), "detention").name == "Fair"
    assert grade(said[:1], [], Answer(), "detention").name == "Weak"
    assert grade(said, [], Answer(), "airstrike").name == "No harm told"


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [("Харте", "Harta", True), ("Stadt Ortabad", "Ortabad", True), ("Harta", "Lagosa", False), ("Moro", "Miri", False)],
)
def test_names_of_places_meet_across_scripts_and_cases(left: str, right: str, same: bool) -> None:
    """Consonants in Latin letters decide."""
    assert alike(skeleton(left), skeleton(right)) is same


def test_what_leaves_the_desk_quotes_nobody() -> None:
    """CSV and GeoJSON hold numbers, places and grades, but neither sentences nor the names of victims or witnesses."""
    text = "A missile hit Harta on 14 May 2024 and killed eight people, among them Tara Vell, Nina Petrova said."
    told = found((text, "en"))
    table, features = WRITERS["csv"](told, Release(3)), WRITERS["geojson"](told, Release(3))
    assert not [name for name in ("Tara Vell", "Nina Petrova") if name in table + features]
    (row,) = csv.DictReader(table.splitlines())
    assert (row["place"], row["killed_high"], row["killed_low"]) == ("Harta", "8", "")
    assert json.loads(features)["features"][0]["geometry"] is None
    assert "not done" in features


def test_filters_and_sums() -> None:
    """What has no day or place is left out where that is asked; sums keep both ends."""
    told = found((ENGLISH, "en"), (ELSEWHERE, "en"), ("A blast killed two men.", "en")).incidents
    assert len(told) == 3
    assert len(incidents.chosen(told, since=date(2024, 5, 14), until=date(2024, 5, 14))) == 2
    assert len(incidents.chosen(told, place="Харта")) == 1
    (month,) = (one for one in incidents.totals(told) if one.value == "2024-05")
    assert (month.incidents, month.harms["killed"]) == (2, (0, 16))


def test_order_of_input_changes_nothing() -> None:
    """Reports have their own order."""
    texts = [(ENGLISH, "en"), (RUSSIAN, "ru"), (ELSEWHERE, "en")]
    documents = [document(text, language, 1) for text, language in texts]
    said = [s for one in documents for s in reading.read(one)]
    told = [t for d in documents for t in incidents.tellings(d, [s for s in said if s.report == d.report.id])]
    one = incidents.incidents(documents, told, said, Lineage((), ()))
    assert incidents.incidents(documents[::-1], told, said[::-1], Lineage((), ())) == one


def test_one_town_by_its_names_in_two_languages() -> None:
    """A letter of another script that is written "h" or "kh" here and "ch" there does not part a town."""
    german = "Bei einem Raketenangriff auf Chartiw wurden am 14. Mai 2024 acht Menschen getötet, sagte Olek Marun."
    english = "A missile hit Khartiv on 14 May 2024, killing eight people, Nina Petrova said."
    (one,) = found((german, "de"), (english, "en")).incidents
    assert [(span.low, span.high) for span in one.ranges] == [(8, 8)]


def test_the_example_tells_of_one_attack_of_one_origin() -> None:
    """Drones that are made attack nobody; the same toll in five languages, in copies and translations, is one."""
    result = assess([Path(__file__).parents[2] / "examples" / "xinjiang"])
    (only,) = result.incidents
    assert (only.targets, len(only.origins)) == (("energy",), 1)
    assert only.grade.name == "Weak"


def test_a_corrected_number_and_the_place_of_work_of_who_speaks_are_no_harm_and_no_target() -> None:
    """Who says "not 40 people but 9" tells of nine, and the words of a hospital's director hit no hospital."""
    text = "Not 40 people but 9 were killed in Harta on Monday, hospital director Nina Petrov said."
    (one,) = found((text, "en")).incidents
    assert [(span.harm, span.high) for span in one.ranges] == [("killed", 9)]
    assert one.targets == ()


def test_a_sentence_goes_on_with_the_attack_before_it() -> None:
    """It has the weekend and the country told there, not the day and the region of the top of the report."""
    text = (
        "A factory opened in Lagosa on Monday, 13 May 2024. Missiles struck power stations across Ukraine over the "
        "weekend. The rescue service said that at least eight people were killed."
    )
    (one,) = found((text, "en")).incidents
    assert (f"{one.earliest:%d}", f"{one.latest:%d}") == ("11", "12")
    assert [place.name for place in one.places] == ["Ukraine"]


def test_a_market_strike_in_two_languages_is_one_incident_whatever_the_dateline_says() -> None:
    """A town goes by one key in both; the dateline of the one does not part them, and sums call the town once."""
    english = "Kharkiv, 12 June 2024 — Seven people were killed when missiles struck a market in Kharkiv, "
    english += "Ukraine, on 11 June 2024."
    german = "Bei einem Raketenangriff auf einen Markt in Charkiw in der Ukraine sind am 11. Juni 2024 sieben "
    german += "Menschen getötet worden."
    told = found((english, "en"), (german, "de"))
    (one,) = told.incidents
    assert len(one.tellings) == 2
    assert [sum_.value for sum_ in totals(told.incidents) if sum_.by == "place"] == ["Kharkiv"]


def test_the_country_of_what_is_fired_is_no_place_of_the_attack() -> None:
    """A country beside a weapon, or of a party where another place is told, was not hit."""
    fired = "Russian missiles struck power stations across Ukraine on 13 May 2024, killing eight people."
    sent = "Missiles from Russia hit Kharkiv, Ukraine, on 13 May 2024. The attack by Russia killed eight people."
    for text in (fired, sent):
        (one,) = found((text, "en")).incidents
        assert {"country:ru", "country:ua"} & {place.key for place in one.places} == {"country:ua"}


def test_that_nobody_was_hurt_alone_is_no_incident() -> None:
    """Where nothing is told that could have hurt anybody, nothing happened."""
    assert found(("The mayor of Harta opened a fair on 14 May 2024. Nobody was hurt.", "en")).incidents == ()
    assert len(found(("A missile hit Harta on 14 May 2024. Nobody was hurt.", "en")).incidents) == 1


def test_what_most_origins_say() -> None:
    """The number that more counted origins tell than any other; none where two are told as often or one speaks."""
    said = [Voice(name, "killed", n, n, name, sourcing="named") for name, n in (("a", 4), ("b", 6), ("c", 6))]
    assert [span.most for span in ranges(said, 2)] == [(6, 6, 2)]
    assert [span.most for span in ranges(said[:2], 2)] == [None]
    assert [span.most for span in ranges(said[:1], 1)] == [None]
