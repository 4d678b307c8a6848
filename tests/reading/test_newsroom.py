"""Ordinary newsroom sentences of many languages: who speaks, of whom one only speaks, and what is neither."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.model import Stance


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        ("de", '"Nordlys" wies den Vorwurf zurück.', "Nordlys", "den Vorwurf"),
        ("en", '"Nordlys" denied the allegation.', "Nordlys", "the allegation"),
        ("en", '"Nordlys" said the crew survived.', "Nordlys", "the crew survived"),
        ("en", 'The "Nordlys" said the crew survived.', "Nordlys", "the crew survived"),
        ("pt", 'A "Nordlys" rejeitou as acusações.', "Nordlys", "as acusações"),
        ("ru", "«Синий меридиан» отверг обвинения.", "Синий меридиан", "обвинения"),
        ("uk", "«Синій меридіан» відкинув звинувачення.", "Синій меридіан", "звинувачення"),
    ],
)
def test_a_bare_name_in_quotation_marks_speaks(
    who_says: Any, language: str, text: str, source: str, content: str
) -> None:
    """Quoted words that open a sentence are its subject where what the verb says stands behind it."""
    assert who_says(text, language) == [(source, content)]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("de", '"Unfug", sagte der Minister.', "der Minister"),
        ("en", '"Lies" said the minister.', "the minister"),
        ("pt", '"Mentiras", respondeu a porta-voz.', "a porta-voz"),
        ("ru", "«Ложь», — ответил министр.", "министр"),
    ],
)
def test_one_quoted_word_is_still_said(who_says: Any, language: str, text: str, source: str) -> None:
    """Where nothing stands behind the verb and its subject, the quoted word is what they say."""
    assert [found for found, _ in who_says(text, language)] == [source]


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("es", '"No hay barcos allí", dijo a Reuters Ana Colman, portavoz del grupo.', "Ana Colman"),
        ("cs", "„Nemáme tam lodě,“ řekla agentuře Reuters mluvčí skupiny Anna Kolbová.", "Anna Kolbová"),
        ("fr", "« Il n'y a aucun navire là-bas », a déclaré à l'AFP Anne Colbert.", "Anne Colbert"),
        (
            "ru",
            "«У нас там нет судов», — сказала агентству Reuters представитель группы Анна Кольцова.",
            "Анна Кольцова",
        ),
        ("uk", "«Там немає суден», — сказала агентству Reuters речниця групи Анна Кольцова.", "Анна Кольцова"),
    ],
)
def test_whom_one_speaks_to_is_not_who_speaks(who_says: Any, language: str, text: str, source: str) -> None:
    """A medium between a verb and the name of its subject is no part of that subject."""
    assert [found for found, _ in who_says(text, language)] == [source]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Источник в полиции сообщил ТАСС, что дроны летели с севера."),
        ("uk", "Джерело в поліції повідомило Укрінформу, що дрони летіли з півночі."),
    ],
)
def test_a_statement_to_an_agency_is_read(read_text: Any, language: str, text: str) -> None:
    """The agency that a source tells something hands it on."""
    (made,) = read_text(text, language)
    assert len(made.via) == 1


def test_a_relative_clause_keeps_its_noun_the_subject(who_says: Any) -> None:
    """A verb behind the relative clause of the noun that opens a sentence is that noun's own."""
    text = "Der Sprecher, der die Anlage kannte, widersprach der Behauptung der Arbeiter."
    assert who_says(text, "de") == [("Der Sprecher", "der Behauptung der Arbeiter")]


def test_an_owner_is_not_who_speaks(read_text: Any) -> None:
    """The lawyer of whom spoke before is someone new."""
    text = "Губернатор сказал, что мост закрыт. Его адвокат заявил, что колонна была гражданской."
    assert read_text(text, "ru")[1].resolves_to is None


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("cs", "Armáda nepotvrdila ani nevyvrátila úder.", "úder"),
        ("de", "Die Armee wollte den Angriff weder bestätigen noch dementieren.", "den Angriff"),
        ("en", "The army neither confirmed nor denied the strike.", "the strike"),
        ("es", "El ejército no confirmó ni desmintió el ataque.", "el ataque"),
        ("fr", "L'armée n'a ni confirmé ni démenti la frappe.", "la frappe"),
        ("id", "Militer tidak membenarkan maupun membantah serangan itu.", "serangan itu"),
        ("it", "L'esercito non ha né confermato né smentito l'attacco.", "l'attacco"),
        ("ms", "Tentera tidak mengesahkan mahupun menafikan serangan itu.", "serangan itu"),
        ("nl", "Het leger bevestigde noch ontkende de aanval.", "de aanval"),
        ("pl", "Armia nie potwierdziła ani nie zaprzeczyła atakowi.", "atakowi"),
        ("pt", "O exército não confirmou nem desmentiu o ataque.", "o ataque"),
        ("ro", "Armata nu a confirmat și nici nu a infirmat atacul.", "atacul"),
        ("ru", "Армия не подтвердила и не опровергла удар.", "удар"),
        ("sv", "Armén ville varken bekräfta eller dementera attacken.", "attacken"),
        ("uk", "Армія не підтвердила і не спростувала удар.", "удар"),
    ],
)
def test_neither_confirmed_nor_denied_takes_no_position(read_text: Any, language: str, text: str, content: str) -> None:
    """One statement, without a position, of the army."""
    (made,) = read_text(text, language)
    assert made.stance is Stance.QUESTIONS
    assert "no-comment" in made.flags
    assert " … ".join(text[s.start : s.end] for s in made.content) == content


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("en", "The company called the report false.", "the report false"),
        ("fr", "Le Kremlin a qualifié le rapport de faux.", "le rapport de faux"),
        ("ru", "В Кремле назвали доклад фальшивкой.", "доклад фальшивкой"),
        ("uk", "У Кремлі назвали доповідь фальшивкою.", "доповідь фальшивкою"),
    ],
)
def test_what_is_called_false_is_denied(read_text: Any, language: str, text: str, content: str) -> None:
    """A verb of naming denies its object by what it calls it, without quotation marks."""
    (made,) = read_text(text, language)
    assert made.stance is Stance.DENIES
    assert text[made.content[0].start : made.content[-1].end] == content


@pytest.mark.parametrize(
    ("language", "text", "content"),
    [
        ("de", "Die Gewerkschaft sprach von 40 Entlassungen.", "40 Entlassungen"),
        ("fr", "Le syndicat évoque 40 morts, tandis que la mairie parle de douze.", "40 morts"),
    ],
)
def test_a_figure_belongs_to_the_content_and_a_contrast_does_not(
    who_says: Any, language: str, text: str, content: str
) -> None:
    """Numbers are no time, and what is set against a statement is another's."""
    assert who_says(text, language)[0][1] == content


def test_a_contrast_is_no_content_of_a_bare_object(who_says: Any) -> None:
    """The verb of a clause behind "while" makes no clause of a bare object before it."""
    text = "The governor claimed victory while the opposition said the vote was rigged."
    assert who_says(text) == [("the opposition", "the vote was rigged")]


@pytest.mark.parametrize(
    ("language", "text", "document"),
    [
        (
            "cs",
            "Ministr Karel Brenda byl zraněn. Z celních dokumentů vyplývá, že náklad opustil Varnu v květnu.",
            "celních dokumentů",
        ),
        (
            "pl",
            "Minister Karol Brenda był ranny. Z dokumentów celnych wynika, że ładunek opuścił Warnę w maju.",
            "dokumentów celnych",
        ),
    ],
)
def test_what_documents_show_nobody_before_them_says(read_text: Any, language: str, text: str, document: str) -> None:
    """A verb of showing has the document at the front of its clause as its source, no person before it."""
    made = read_text(text, language)[-1]
    assert made.resolves_to is None
    assert [text[slice(*span)] for span in made.source] == [document]


def test_a_role_of_the_next_sentence_names_nobody_before_it(read_text: Any) -> None:
    """The accused is not the director who spoke, near as the two stand."""
    text = '"Tiada siapa cedera," ujar pengarah Kestrel, Paul Adri. Tertuduh mengaku menjual enjin.'
    assert read_text(text, "ms")[-1].resolves_to is None


def test_an_owner_that_is_also_a_verb_opens_no_bracket(who_says: Any) -> None:
    """The "zijn" before a noun that opens a sentence is "his"."""
    assert who_says("Zijn advocaat zei dat het konvooi leeg was.", "nl") == [("Zijn advocaat", "het konvooi leeg was")]
