"""Constructions of French that other languages share: compound verbs, inversion, bare infinitives, hearsay."""

from __future__ import annotations

from typing import Any

import pytest


def _told(read_text: Any, text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of every statement of a French text."""

    def words(spans: Any) -> str:
        return " … ".join(text[s.start : s.end] for s in spans)

    return [(words(s.source), words(s.cue), words(s.content)) for s in read_text(text, "fr")]


def test_a_participle_reports_behind_its_auxiliary_only(read_text: Any) -> None:
    """The compound tense is one cue; the same participle beside a noun is none."""
    assert _told(read_text, "Marie Dupont a ensuite affirmé que le pont tenait.") == [
        ("Marie Dupont", "a ensuite affirmé", "le pont tenait")
    ]
    assert _told(read_text, "Marie Dupont garde un calme affirmé que tous admirent.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Le pont tient », a assuré Marie Dupont.", ("Marie Dupont", "a assuré", "« Le pont tient »")),
        ("« Le pont tient », a-t-elle assuré.", ("elle", "a-t … assuré", "« Le pont tient »")),
        ("« Le pont tient bien », assure-t-elle.", ("elle", "assure", "« Le pont tient bien »")),
    ],
)
def test_compound_and_pronoun_turn_round(read_text: Any, text: str, expected: tuple[str, str, str]) -> None:
    """Behind a quotation the source follows the verb, or stands inside it."""
    assert _told(read_text, text) == [expected]


def test_a_reflexive_verb_is_no_passive(read_text: Any) -> None:
    """The auxiliary of a reflexive is that of the passive, and yet its subject speaks."""
    assert _told(read_text, "« Le pont tient bien », s'est exclamée Marie Dupont.") == [
        ("Marie Dupont", "s'est exclamée", "« Le pont tient bien »")
    ]
    assert _told(read_text, "La fermeture du pont est annoncée par la ville.") == []


def test_an_infinitive_needs_no_mark(read_text: Any) -> None:
    """What someone affirms of himself stands in the infinitive."""
    assert _told(read_text, "Marie Dupont affirme avoir vu le pont.") == [
        ("Marie Dupont", "affirme", "avoir vu le pont")
    ]


def test_the_conditional_of_hearsay_has_no_source(read_text: Any) -> None:
    """It counts in the narrator's own words, not under a condition or in another's words."""
    assert _told(read_text, "Le pont serait fermé depuis lundi.") == [("", "serait", "Le pont … fermé depuis lundi")]
    assert _told(read_text, "Si le fleuve montait, le pont serait fermé.") == []
    assert len(_told(read_text, "Selon le ministère, le pont serait fermé.")) == 1


def test_an_impersonal_form_brings_its_own_subject(read_text: Any) -> None:
    """What "on dit que" introduces is the whole content."""
    assert _told(read_text, "Depuis lundi, on dit que le pont est fermé.") == [("", "on dit", "le pont est fermé")]


def test_an_infinitive_behind_a_link_word_is_a_content(read_text: Any) -> None:
    """What someone promises stands behind the verb's own link word."""
    assert _told(read_text, "Marie Dupont a promis de réparer le pont.") == [
        ("Marie Dupont", "a promis de", "réparer le pont")
    ]


def test_a_word_for_according_behind_an_article_is_another_word(read_text: Any) -> None:
    """In Italian "secondo" is "second" as well."""
    assert read_text("Anna Bianchi ha aperto un secondo mercato a Torino.", "it") == ()
    assert len(read_text("Secondo Anna Bianchi, il mercato di Torino è chiuso.", "it")) == 1


def test_an_auxiliary_that_is_an_article_elsewhere_still_makes_the_tense(read_text: Any) -> None:
    """In Romanian "a" joins a noun to its owner as well."""
    assert len(read_text("Ana Popescu a declarat că podul este închis.", "ro")) == 1


def test_a_sentence_in_marks_is_speech_when_its_full_stop_stands_behind_them(read_text: Any) -> None:
    """Italian sets the full stop after the closing mark."""
    text = "«Il ponte è chiuso», ha detto Anna Bianchi. «I lavori durano un mese»."
    assert len(read_text(text, "it")[0].content) == 2


def test_but_that_goes_on_with_the_content(read_text: Any) -> None:
    """A contrast that brings its own complementiser ends no content."""
    assert _told(read_text, "Marie Dupont a dit que le pont tenait, mais que la route cédait.") == [
        ("Marie Dupont", "a dit", "le pont tenait, mais que la route cédait")
    ]


def test_a_description_that_ends_in_a_name_is_that_person(read_text: Any) -> None:
    """The name stands last where the role stands first; the owner of a role is someone else."""
    named = read_text("Le capitaine de police Paul Vernet a dit que le pont tenait.", "fr")
    owned = read_text("Le chauffeur de Paul Vernet a dit que le pont tenait.", "fr")
    assert [str(s.source_kind) for s in (*named, *owned)] == ["named_person", "anonymous"]


def test_a_name_before_two_asides_is_the_source(read_text: Any) -> None:
    """A bare role between commas is no source of its own."""
    text = "Paul Vernet, mécanicien à Lyon, qui filme le pont, dit que le pont tient."
    assert _told(read_text, text) == [("Paul Vernet", "dit", "le pont tient")]


def test_a_question_put_with_a_verb_of_demand_is_a_question(read_text: Any) -> None:
    """Some languages ask and demand with one verb."""
    asked = read_text("«Perché il ponte è chiuso?», ha chiesto Anna Bianchi.", "it")
    assert [str(s.stance) for s in asked] == ["questions"]


def test_a_short_word_at_the_end_of_a_form_stays_whole(read_text: Any) -> None:
    """A form may end in a word that is written onto what follows, and an infinitive is content."""
    assert _told(read_text, "Paul Vernet est accusé d'avoir volé la pompe.") == [
        ("", "est accusé d'", "Paul Vernet … avoir volé la pompe")
    ]


def test_a_phrase_may_stand_inside_a_verb_group(read_text: Any) -> None:
    """An adverbial of several words parts no auxiliary from its participle."""
    assert _told(read_text, "Marie Dupont a par ailleurs affirmé que le pont tenait.") == [
        ("Marie Dupont", "a par ailleurs affirmé", "le pont tenait")
    ]


def test_a_second_participle_shares_the_auxiliary(read_text: Any) -> None:
    """Behind a conjunction the auxiliary is not said again."""
    text = "Marie Dupont a dit que le pont tenait et affirmé que la route cédait."
    assert [told[1] for told in _told(read_text, text)] == ["a dit", "affirmé"]


def test_the_fact_that_is_no_more_than_that(read_text: Any) -> None:
    """A noun that only carries the complementiser belongs to the cue's own words."""
    assert _told(read_text, "Marie Dupont a insisté sur le fait que le pont tenait.")[0][2] == "le pont tenait"
