"""Names in quotation marks beside what bears them belong to the source; they are no speech and end no phrase."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("language", "text", "source", "content"),
    [
        (
            "ar",
            "نفت شركة «بلو ميريديان» للشحن أن تكون ناقلتها قد حمّلت نفطاً.",
            "شركة «بلو ميريديان» للشحن",
            "تكون ناقلتها قد حمّلت نفطاً",
        ),
        ("ar", "وأكدت منظمة «أطباء بلا حدود» أن المستشفى تعرض للقصف.", "منظمة «أطباء بلا حدود»", "المستشفى تعرض للقصف"),
        (
            "de",
            "Nach Angaben der Organisation „Ärzte ohne Grenzen“ starben neun Menschen.",
            None,
            "starben neun Menschen",
        ),
        (
            "en",
            'The group "Friends of Larvik" said nine people died.',
            'The group "Friends of Larvik"',
            "nine people died",
        ),
        (
            "en",
            '"We saw it all", said the captain of the "Lady Ann".',
            'the captain of the "Lady Ann"',
            '"We saw it all"',
        ),
        ("fa", "شرکت «بلو مریدین» اعلام کرد که کشتی در تعمیر بوده است.", "شرکت «بلو مریدین»", "کشتی در تعمیر بوده است"),
        (
            "fr",
            "Selon l'association « Les Amis du Port », le navire a coulé.",
            "l'association « Les Amis du Port »",
            "le navire a coulé",
        ),
        ("he", 'חברת "בלו מרידיאן" הכחישה שהאונייה טעונה נפט.', 'חברת "בלו מרידיאן"', "האונייה טעונה נפט"),
        (
            "id",
            'Menurut perusahaan "Blue Meridian", kapal itu sedang diperbaiki.',
            'perusahaan "Blue Meridian"',
            "kapal itu sedang diperbaiki",
        ),
        ("pl", "Według organizacji „Lekarze bez Granic” zginęło dziewięć osób.", None, "zginęło dziewięć osób"),
        ("ru", "По данным организации «Врачи без границ», погибли девять человек.", None, "погибли девять человек"),
        ("uk", "За даними організації «Лікарі без кордонів», загинули дев'ять людей.", None, "загинули дев'ять людей"),
    ],
)
def test_a_quoted_name_belongs_to_its_source(
    who_says: Any, language: str, text: str, source: str | None, content: str
) -> None:
    """The source has the name with its marks, the content nothing of it."""
    found, said = who_says(text, language)[0]
    assert said == content
    assert found == source if source else any(mark in found for mark in "«„")


def test_speech_beside_a_body_stays_speech(who_says: Any) -> None:
    """What a colon announces is said, and so is what is too long for a name."""
    said = '"We will not leave this port before the ship is free."'
    assert who_says(f"The group said: {said}")[0] == ("The group", said)


@pytest.mark.parametrize("verb", ["died", "fled", "withdrew"])
def test_short_and_irregular_verbs_make_a_clause(who_says: Any, verb: str) -> None:
    """What is said needs no "that"."""
    assert who_says(f"A ferry sank on Monday. The police said nine people {verb}.")[0] == (
        "The police",
        f"nine people {verb}",
    )
