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
        ("« Le pont tient », a-t-elle assuré.", ("elle", "a-t-elle assuré", "« Le pont tient »")),
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
