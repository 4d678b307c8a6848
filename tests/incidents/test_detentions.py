"""Detentions: who holds people, who denies it, and that a release is no detention of its own."""

from __future__ import annotations

import pytest
from tests.incidents.test_tellings import document, told

from bukti.entities.gazetteer import fold
from bukti.incidents.places import town
from bukti.model import MentionKind


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "One of the three journalists detained in Karsk on Friday was released on Sunday.", "10"),
        ("en", "Police released on Sunday three journalists whom they had detained on Friday.", "10"),
        ("fr", "L'un des trois journalistes arrêtés vendredi à Karsk a été libéré dimanche.", "10"),
        ("es", "Uno de los tres periodistas detenidos el viernes en Karsk fue liberado el domingo.", "10"),
        ("pt", "Um dos três jornalistas detidos em Karsk na sexta-feira foi libertado no domingo.", "10"),
        ("ru", "Одного из трёх журналистов, задержанных в пятницу в Карске, освободили в воскресенье.", "10"),
        ("uk", "Одного з трьох журналістів, затриманих у п'ятницю в Карську, звільнили в неділю.", "10"),
        ("pl", "Jeden z trzech dziennikarzy zatrzymanych w piątek w Karsku został zwolniony w niedzielę.", "10"),
        ("tr", "Cuma günü Karsk'ta gözaltına alınan üç gazeteciden biri pazar günü serbest bırakıldı.", "10"),
        ("fa", "یکی از سه روزنامه‌نگاری که جمعه در کارسک بازداشت شدند روز یکشنبه آزاد شد.", "10"),
        ("id", "Satu dari tiga wartawan yang ditahan di Karsk dibebaskan pada Minggu.", None),
        ("en", "The three detained journalists were freed on Sunday.", None),
    ],
)
def test_the_day_of_a_release_is_not_that_of_the_detention(language: str, text: str, day: str | None) -> None:
    """All three were detained, on the day that stands by that word; where none does, none is told."""
    (one,) = told(text, language)
    detained = [toll.low for toll in one.tolls if toll.harm == "detained"]
    assert (one.kind, set(detained) <= {3.0}) == ("detention", True)
    assert (f"{one.earliest:%d}" if one.earliest else None) == day


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police released two of the five students whom they had detained."),
        ("id", "Dua dari lima mahasiswa yang ditahan di Brelsk dibebaskan."),
        ("es", "Dos de los cinco estudiantes detenidos en Brelsk fueron liberados."),
        ("fr", "Deux des cinq étudiants arrêtés à Brelsk ont été libérés."),
    ],
)
def test_some_of_those_detained_are_released(language: str, text: str) -> None:
    """The whole was detained, a part was released; the two numbers are never mixed."""
    (one,) = told(text, language)
    assert sorted((toll.harm, toll.low) for toll in one.tolls) == [("detained", 5.0), ("released", 2.0)]


def test_a_release_without_a_detention_tells_nothing() -> None:
    """Statements, films and fish are released, too."""
    assert told("The ministry released a statement.") == ()
    assert told("Two of the journalists were released on Sunday.") == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Police detained three students in Brelsk. The interior ministry denied detaining any student."),
        ("en", "Police detained three students in Brelsk. The interior ministry said no students had been detained."),
        ("ru", "Полиция Брельска задержала трёх студентов. В МВД заявили, что задержанных студентов нет."),
        ("uk", "Поліція Брельська затримала трьох студентів. МВС заперечує затримання студента."),
        ("fr", "La police a arrêté trois étudiants. Le ministère de l'Intérieur a démenti toute arrestation."),
        (
            "de",
            "Die Polizei hat drei Studenten festgenommen. Das Innenministerium bestritt die Festnahme eines Studenten.",
        ),
        ("ar", "احتجزت شرطة بريلسك ثلاثة طلاب. ونفت وزارة الداخلية احتجاز أي طالب."),
        ("id", "Polisi menahan tiga mahasiswa. Kementerian dalam negeri membantah ada penahanan."),
    ],
)
def test_a_denied_detention_is_an_answer_and_no_number(language: str, text: str) -> None:
    """What a ministry denies is its answer to the detention; "any student" is not one student."""
    found = told(text, language)
    assert [answer.what for one in found for answer in one.responses] == ["denies"]
    assert {toll.low for one in found for toll in one.tolls if toll.harm == "detained"} - {0.0} == {3.0}


def test_a_government_does_not_answer_for_an_attack_of_others() -> None:
    """Of an attack only an army or a named body answers: the government may be that of those who were hit."""
    (one,) = told("A missile hit a market in Halen on Monday, killing six people. The government denied a shortage.")
    assert one.responses == ()


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Police in Brelsk detained three students on Friday.", "Police"),
        ("en", "Three students were detained by police in Brelsk on Friday.", "police"),
        ("ru", "Полиция Брельска задержала в пятницу трёх студентов.", "Полиция"),
        ("de", "Drei Studenten wurden am Freitag durch die Polizei festgenommen.", "Polizei"),
        ("ar", "قال شاهد إن شرطة بريلسك احتجزت ثلاثة طلاب يوم الجمعة.", "شرطة"),
        ("zh", "警方周五拘留了三名学生。", "警方"),
    ],
)
def test_the_police_are_one_party_in_any_language(language: str, text: str, name: str) -> None:
    """Whatever town they are from: two names of one police force would be two parties, and contested."""
    (one,) = told(text, language)
    assert one.perpetrator is not None
    assert (one.perpetrator.key, one.perpetrator.name) == ("police:", name)


def test_detained_police_are_no_party() -> None:
    """Those who are counted came to harm."""
    (one,) = told("Rebels detained 12 police in Brelsk on Friday.")
    assert one.perpetrator is None
    assert [(toll.harm, toll.low) for toll in one.tolls] == [("detained", 12.0)]


@pytest.mark.parametrize(
    ("name", "found"), [("Карске", False), ("Карса", True), ("Одессе", True), ("Киевом", True), ("Харькове", True)]
)
def test_only_the_ending_of_a_case_is_cut(name: str, found: bool) -> None:
    """An ending begins with a vowel: a town of another stem is another town."""
    assert (town(name, (), inflected=True) is not None) == found


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", 'Police detained three journalists of the weekly "Open Shore" on Friday.', "Open Shore"),
        ("ru", "Задержаны журналисты еженедельника «Открытый берег».", "Открытый берег"),
        ("id", 'Tiga wartawan mingguan "Open Shore" ditahan.', "Open Shore"),
        ("ar", "احتجز ثلاثة صحفيين من صحيفة «الشاطئ المفتوح».", "الشاطئ المفتوح"),
        ("fr", "Trois journalistes du quotidien « Rive ouverte » ont été arrêtés.", "Rive ouverte"),
        ("de", "Drei Journalisten der Zeitung „Offenes Ufer“ wurden festgenommen.", "Offenes Ufer"),
        ("tr", "“Açık Kıyı” gazetesinin üç muhabiri gözaltına alındı.", None),
    ],
)
def test_a_quoted_name_behind_a_word_for_a_medium_is_its_name(language: str, text: str, name: str | None) -> None:
    """It is no person's, and so it is not withheld; in Turkish the word stands behind."""
    found = [m.name for m in document(text, language).mentions if m.kind is MentionKind.MEDIA]
    assert found == ([name] if name else [])


def test_who_speaks_behind_a_role_and_a_quoted_medium_has_a_name() -> None:
    """In Arabic letters: "the editor of the weekly «…» Mira Dolan said" is Mira Dolan's word."""
    text = "قالت رئيسة تحرير أسبوعية «الشاطئ المفتوح» ميرا دولان إن الشرطة احتجزت ثلاثة صحفيين."
    (one,) = told(text, "ar")
    assert fold(one.alleged_by or "") == fold("ميرا دولان")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "According to police, four workers were abducted in Brelsk on Friday."),
        ("en", "Police said four workers were kidnapped in Brelsk on Friday."),
        ("ru", "По данным полиции, в Брельске похищены были четверо рабочих."),
        ("ru", "По данным полиции, похищены были четверо рабочих."),
        ("ru", "Полиция сообщила о похищении четверых рабочих."),
        ("es", "La policía informó del secuestro de cuatro trabajadores en Brelsk."),
        ("de", "Die Polizei meldete am Freitag die Entführung von vier Arbeitern."),
    ],
)
def test_the_police_who_tell_of_an_abduction_did_not_do_it(language: str, text: str) -> None:
    """They are its source; as a party in their own word they would confirm it."""
    assert not any(one.perpetrator for one in told(text, language))
