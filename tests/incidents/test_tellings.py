"""What sentences tell of attacks and harm."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from bukti import incidents, reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, Published, Report, Telling
from bukti.text import analyse

DAY = datetime(2024, 5, 15, tzinfo=UTC)


def document(text: str, language: str) -> Document:
    """A report of 15 May 2024 through the stages before."""
    published = Published(DAY, DAY, "day", "text")
    made = analyse(Report(report_id(text.encode()), "text/plain", text, language=language, published=published))
    return dataclasses.replace(made, mentions=mentions.find(made))


def told(text: str, language: str = "en") -> tuple[Telling, ...]:
    """What a text tells, with its statements."""
    made = document(text, language)
    return incidents.tellings(made, reading.read(made))


def harms(text: str, language: str = "en") -> list[tuple[str, float | None, float | None]]:
    """Harm with its bounds, in order of place."""
    return [(toll.harm, toll.low, toll.high) for one in told(text, language) for toll in one.tolls]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Killing six nurses, the rocket also wounded at least 11.", "en", [("killed", 6, 6), ("injured", 11, None)]),
        ("Die Rakete tötete am Montag, dem 13. Mai 2024, sechs Helfer.", "de", [("killed", 6, 6)]),
        ("Sechs Helfer starben, elf wurden verletzt.", "de", [("killed", 6, 6), ("injured", 11, 11)]),
        ("Шестеро рабочих погибли, ещё одиннадцать ранены.", "ru", [("killed", 6, 6), ("injured", 11, 11)]),
        ("قتل ستة عمال وأصيب 11 آخرون.", "ar", [("killed", 6, 6), ("injured", 11, 11)]),
        ("袭击造成6名工人死亡，11人受伤。", "zh", [("killed", 6, 6), ("injured", 11, 11)]),
        ("攻撃で6人が死亡し、11人がけがをした。", "ja", [("killed", 6, 6), ("injured", 11, 11)]),
        ("공습으로 6명이 숨지고 11명이 다쳤다.", "ko", [("killed", 6, 6), ("injured", 11, 11)]),
        ("हमले में छह मजदूर मारे गए और 11 घायल हुए।", "hi", [("killed", 6, 6), ("injured", 11, 11)]),
        ("Altı işçi öldü, 11 işçi yaralandı.", "tr", [("killed", 6, 6), ("injured", 11, 11)]),
    ],
)
def test_killed_and_injured_are_never_mixed(text: str, language: str, expected: list[object]) -> None:
    """Each number goes to its own word of harm, whichever stands first in the language."""
    assert harms(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A shell could kill the 40 people who live there.",
        "The drill assumed that 40 people had been killed.",
        "The convoy of 40 lorries drove 12 kilometres to the hospital.",
        "The firm paid 40 million dollars for the attack helicopters.",
    ],
)
def test_what_did_not_happen_to_people_has_no_toll(text: str) -> None:
    """Threats, exercises, distances, vehicles and sums of money enter no ledger."""
    assert harms(text) == []


def test_nobody_is_zero_and_only_of_the_harm_that_is_told() -> None:
    """That nobody was wounded says nothing of the dead; that there were no casualties says both."""
    assert harms("Nobody was wounded.") == [("injured", 0, 0)]
    assert sorted(harms("There were no casualties.")) == [("injured", 0, 0), ("killed", 0, 0)]


def test_sums_parts_and_wholes() -> None:
    """A sum over many attacks is marked, some of those told are a part, a denominator is no toll."""
    (total,) = told("Since the war began 900 people have been killed.")
    assert total.total
    (part,) = told("Nine people, among them two children, were killed.")
    assert [(toll.low, toll.who, toll.part) for toll in part.tolls] == [(9, "person", False), (2, "child", True)]
    assert harms("Seven of the 30 workers were killed.") == [("killed", 7, 7)]


def test_every_number_has_its_place_in_the_text() -> None:
    """The span of a toll holds the number and who is counted."""
    text = "On Monday a drone struck a school in Halen province. At least four pupils were killed."
    made = document(text, "en")
    (struck, killed) = incidents.tellings(made)
    assert [made.words(toll.span) for toll in killed.tolls] == ["At least four pupils"]
    assert (struck.kind, struck.weapons, struck.targets) == ("drone", ("drone",), ("school",))


def test_place_and_day_of_the_sentence_before_are_carried() -> None:
    """Where a sentence tells neither, the nearest before it does; the span says so."""
    _, killed = told("On Monday a drone struck a school in Halen province. Four pupils were killed.")
    assert [(place.name, place.precision) for place in killed.places] == [("Halen", "region")]
    assert killed.earliest == datetime(2024, 5, 13, tzinfo=UTC)
    assert killed.places[0].span < killed.sentence


def test_a_date_in_brackets_dates_the_report_only() -> None:
    """The dateline is no day of an attack."""
    (one,) = told("HALEN (15 May 2024) - Troops shelled the town yesterday, killing two men.")
    assert one.earliest == datetime(2024, 5, 14, tzinfo=UTC)


def test_whose_word_it_is() -> None:
    """The source of the statement is kept; the report's own word has none."""
    said, own = told("Eight people were killed, the mayor said. Two men were wounded.")
    assert (said.alleged_by, own.alleged_by) == ("the mayor", None)
    assert said.statement is not None


def test_what_somebody_did_before_is_background() -> None:
    """An attack that a person is only connected with is not the one reported."""
    (one,) = told("The man is responsible for a bombing that killed four soldiers.")
    assert one.background


def test_a_language_without_a_file_invents_nothing() -> None:
    """No words, no tellings."""
    assert told("Watu wanane waliuawa katika shambulio.", "sw") == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Velnia builds missiles in Harta, and ministers will speak of drones there today.", "en"),
        ("The drones could hit the power plant in Harta on Monday.", "en"),
        ("New drones were brought to Harta to attack the school.", "en"),
        ("Troops joined the fighting in Halen province.", "en"),
        ("Critics attacked the plan.", "en"),
        ("Velnia membuat drone di kota Harta untuk menyerang Gorum.", "id"),
        ("In Harta werden Drohnen gebaut.", "de"),
        ("В городе Харта собирают беспилотники.", "ru"),
    ],
)
def test_weapons_plans_and_words_of_war_are_no_attack(text: str, language: str) -> None:
    """Without harm an attack needs an act that happened and a day, place or target that it is known by."""
    assert told(text, language) == ()


def test_attacks_counted_and_a_whole_war_are_sums() -> None:
    """Many attacks and their count stand apart; words of a war say nothing where a day or town is told."""
    (counted,) = told("Guardlight verified 17 attacks in 2023.")
    assert (counted.total, counted.attacks, counted.earliest) == (True, 17, datetime(2023, 1, 1, tzinfo=UTC))
    (war,) = told("Velnia has used drones on a large scale, killing hundreds of people.")
    (day,) = told("Velnia used drones on a large scale in Harta on Monday, killing 12 people.")
    assert (war.total, day.total) == (True, False)


def test_troops_of_a_country_are_no_place() -> None:
    """Whose forces they are says who, not where."""
    (one,) = told("Polish forces shelled Harta on Monday, killing two men.")
    assert [place.name for place in one.places] == ["Harta"]
    assert one.perpetrator is not None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Soldiers killed two men in Harta on Friday, the mayor said on Tuesday.", 10),
        ("The army today said that it had detained two men in Harta on Friday.", 10),
        ("Four men responsible for a bombing on 2 May were detained in Harta on Friday.", 10),
        ("Two men were killed in Harta, the mayor said on Monday.", 13),
        ("Overnight shelling killed two men in Harta.", 14),
    ],
)
def test_the_day_is_that_of_the_attack(text: str, day: int) -> None:
    """Not when somebody spoke of it, unless nothing else is told, nor of what the harmed did before."""
    (one,) = told(text)
    assert one.earliest == datetime(2024, 5, day, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "No fueron siete los muertos en el mercado de Harta, sino once, dijo Nina Petrova.",
            "es",
            [("killed", 11, 11)],
        ),
        ("No murieron siete personas en Harta, sino once personas.", "es", [("killed", 11, 11)]),
        ("No eran siete los heridos, sino once los muertos de Harta.", "es", [("killed", 11, 11)]),
    ],
)
def test_a_number_that_stands_for_a_corrected_one_takes_its_place(
    text: str, language: str, expected: list[object]
) -> None:
    """What is said not to be so is left out; the number instead counts the same, where it repeats nothing of it."""
    assert harms(text, language) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Harta, 14 May 2024 — Seven people were killed in Harta on Monday, 13 May 2024, by a missile.", 13),
        (
            "Correction, 14 May 2024: It was said that seven people were killed by a missile in Harta on 13 May 2024.",
            13,
        ),
        ("Harta, 14 May 2024 — Seven people were killed in Harta by a missile.", 14),
        ("Harta, 14 May 2024. Seven people were killed in Harta by the missile that struck on 13 May 2024.", 13),
    ],
)
def test_the_date_of_a_dateline_dates_an_attack_only_where_nothing_else_does(text: str, day: int) -> None:
    """A date before the dash or colon of the first words is that of the report first of all."""
    (one,) = told(text)
    assert one.earliest == datetime(2024, 5, day, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers in Harta practised on 13 May 2024 how to help 50 wounded after an imaginary missile strike.",
        "Helfer in Harta übten am 13. Mai 2024, wie man 50 Verletzte nach einem fiktiven Angriff versorgt.",
    ],
)
def test_what_is_practised_harms_nobody(text: str) -> None:
    """Exercises and what is imagined tell of no number of people."""
    assert harms(text, "de" if "übten" in text else "en") == []


def test_a_day_before_a_comma_is_not_that_of_speaking() -> None:
    """What stands in the sentence itself is when it happened, where a comma parts it from who says so."""
    text = "Un ataque aéreo en Jersón dejó 24 muertos el 12 de mayo de 2024, dijo el gobernador."
    (one,) = told(text, "es")
    assert one.earliest is not None
    assert one.earliest.date().isoformat() == "2024-05-12"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Warplanes dropped two bombs on the market in Halen on Monday, killing eight people."),
        ("en", "Three explosions shook Halen on Monday and killed eight people."),
        ("de", "Am Montag warfen Flugzeuge zwei Bomben auf den Markt in Halen ab, acht Menschen starben."),
        ("ru", "В понедельник самолёты сбросили две бомбы на рынок в Халене, погибли восемь человек."),
        ("fr", "Lundi, des avions ont largué deux bombes sur le marché de Halen, tuant huit personnes."),
        ("ar", "سقطت ثلاث قذائف على السوق يوم الاثنين فقتلت ثمانية أشخاص."),
        ("id", "Dua bom dijatuhkan di pasar Halen pada Senin dan menewaskan delapan orang."),
        ("tr", "Pazartesi günü Halen'deki pazara iki bomba atıldı, sekiz kişi öldü."),
        ("zh", "周一两枚炸弹落在哈伦的市场上，造成8人死亡。"),
        ("fa", "روز دوشنبه دو بمب به بازار هالن اصابت کرد و هشت نفر کشته شدند."),
    ],
)
def test_many_bombs_are_one_attack(language: str, text: str) -> None:
    """What is dropped or goes off is counted as no attack, and those it killed belong to the incident."""
    (one,) = told(text, language)
    assert (one.total, one.attacks) == (False, None)
    assert [(toll.harm, toll.low) for toll in one.tolls] == [("killed", 8.0)]


def test_many_attacks_are_a_sum() -> None:
    """Seventeen attacks are no incident."""
    (one,) = told("There were 17 attacks on markets this year, in which 200 people were killed.")
    assert (one.total, one.attacks) == (True, 17.0)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A wounded woman died in hospital on Tuesday."),
        ("uk", "Поранена жінка померла у вівторок у лікарні."),
        ("ru", "Раненая женщина скончалась во вторник в больнице."),
        ("de", "Eine verletzte Frau starb am Dienstag im Krankenhaus."),
        ("fr", "Une femme blessée est morte mardi à l'hôpital."),
        ("es", "Una mujer herida murió el martes en el hospital."),
        ("it", "Una donna ferita è morta martedì in ospedale."),
        ("ar", "توفيت امرأة جريحة في المستشفى يوم الثلاثاء."),
        ("pl", "Ranna kobieta zmarła we wtorek w szpitalu."),
        ("tr", "Yaralı bir kadın salı günü hastanede öldü."),
        ("id", "Seorang perempuan yang terluka meninggal di rumah sakit pada Selasa."),
        ("nl", "Een gewonde vrouw overleed dinsdag in het ziekenhuis."),
    ],
)
def test_who_was_wounded_and_died_is_dead_and_the_hospital_no_target(language: str, text: str) -> None:
    """The last word of harm holds, and where somebody died was not hit."""
    (one,) = told(text, language)
    assert [(toll.harm, toll.low, toll.who) for toll in one.tolls] == [("killed", 1, "woman")]
    assert one.targets == ()


def test_a_hospital_is_a_target_where_it_was_hit() -> None:
    """And where people are taken from a market that was hit, only the market is."""
    (hit,) = told("A missile hit a hospital in Halen on Monday, killing six people.")
    assert hit.targets == ("hospital",)
    (market,) = told("A missile hit a market in Halen on Monday, and 12 wounded people were taken to hospital.")
    assert market.targets == ("market",)


def test_of_the_wounded_some_died_later() -> None:
    """They are added to no toll: which one they belong to is not told."""
    (one,) = told("Two of the wounded died in hospital overnight.")
    assert [(toll.harm, toll.low, toll.part) for toll in one.tolls] == [("killed", 2.0, True)]
    (both,) = told("Three people were wounded and two were killed in Halen on Monday.")
    assert sorted((toll.harm, toll.low) for toll in both.tolls) == [("injured", 3.0), ("killed", 2.0)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army held an exercise on Sunday; on Monday a missile hit Halen and killed five people."),
        ("en", "The film shows an attack on Halen. On Monday a missile hit Halen and killed five people."),
        ("ru", "В Халене прошли учения. В понедельник ракета попала в рынок, погибли пять человек."),
        ("zh", "演习在周一举行。导弹击中市场，造成五人死亡。"),
    ],
)
def test_a_drill_frames_no_sentence_behind_it(language: str, text: str) -> None:
    """What a semicolon or a stop parts from a drill or a film happened."""
    assert [toll.low for one in told(text, language) for toll in one.tolls] == [5.0]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("قتلت غارة جوية على السوق في أوشفار يوم الأحد 17 شخصا، بحسب المستشفى.", "ar", [("killed", 17, "person")]),
        ("قتل الجيش في مدينة كارسك أمس 12 مدنيا.", "ar", [("killed", 12, "civilian")]),
        ("Drei am Freitag in Karsk festgenommene Journalisten sind frei.", "de", [("detained", 3, "person")]),
        ("Die Familien der drei am 5. Mai in Karsk festgenommenen Journalisten.", "de", [("detained", 3, "person")]),
        ("Twelve wounded civilians were taken away after the strike.", "en", [("injured", 12, "civilian")]),
        ("空袭造成12名受伤平民被送往医院。", "zh", [("injured", 12, "civilian")]),
        ("一名受伤妇女被送往医院。", "zh", [("injured", 1, "woman")]),
        ("一名受伤妇女在医院死亡。", "zh", [("killed", 1, "woman")]),
        ("Авиаудар, унёсший жизни двенадцати человек, произошёл в воскресенье.", "ru", [("killed", 12, "person")]),
        ("Авіаудар, що забрав життя дванадцяти людей, стався в неділю.", "uk", [("killed", 12, "person")]),
    ],
)
def test_a_number_far_from_its_word_of_harm(text: str, language: str, expected: list[object]) -> None:
    """The subject of a verb, a time and a place may stand between; a noun behind a word of harm tells who."""
    assert [(toll.harm, toll.low, toll.who) for one in told(text, language) for toll in one.tolls] == expected


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("За минулий рік таких ударів було 17.", "uk"),
        ("За прошлый год таких ударов было 17.", "ru"),
        ("W ubiegłym roku takich ataków było 17.", "pl"),
    ],
)
def test_such_attacks_with_their_number_behind_are_a_sum(text: str, language: str) -> None:
    """A number behind attacks counts them and nobody harmed."""
    (one,) = told(text, language)
    assert (one.total, one.attacks, one.tolls) == (True, 17, ())


@pytest.mark.parametrize(
    "end", ["* * *", "\u201c \u201d \u00ab \u00bb", "\u2022 \u2022", "\u2026", "\u0301", "\U0001f680 \U0001f680"]
)
def test_a_sentence_of_marks_tells_nothing(end: str) -> None:
    """A text may end in a row of stars: such a sentence has no word, and once ended the whole run."""
    assert harms(f"Six workers were killed in the attack.\n\n{end}") == [("killed", 6, 6)]
    assert harms(f"{end}\n\nSix workers were killed in the attack.") == [("killed", 6, 6)]
