"""A body is one in every language, and the member that it has in a country is a body of its own."""

from __future__ import annotations

import pytest
from tests.incidents.test_tellings import document


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Seventeen people died, the Red Cross in Ukraine said.", "en"),
        ("Dix-sept personnes ont été tuées, selon la Croix-Rouge.", "fr"),
        ("Según la Cruz Roja indicó, murieron 17.", "es"),
        ("За даними Червоного Хреста, загинули 17 людей.", "uk"),
        ("Wie das Rote Kreuz mitteilte, starben 17 Menschen.", "de"),
        ("Palang Merah mengatakan 17 orang tewas.", "id"),
        ("وقال الصليب الأحمر إن 17 شخصا قتلوا.", "ar"),
        ("红十字会说，17人死亡。", "zh"),
        ("적십자는 17명이 숨졌다고 밝혔다.", "ko"),
        ("Hội Chữ thập đỏ cho biết 17 người thiệt mạng.", "vi"),
    ],
)
def test_one_body_in_every_language(text: str, language: str) -> None:
    """Whatever a language calls it, and whichever case it stands in."""
    assert [one.key for one in document(text, language).mentions if one.key.startswith("org:")] == ["org:icrc"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Seventeen people were killed, the Ukrainian Red Cross said.", "en", "Ukrainian Red Cross"),
        ("Selon la Croix-Rouge ukrainienne, 17 personnes sont mortes.", "fr", "Croix-Rouge ukrainienne"),
        ("Selon la Croix-Rouge de l'Ukraine, 17 personnes sont mortes.", "fr", "Croix-Rouge de l'Ukraine"),
        ("Загинули 17 людей, повідомив Український Червоний Хрест.", "uk", "Український Червоний Хрест"),
        ("Das Ukrainische Rote Kreuz meldete 17 Tote.", "de", "Ukrainische Rote Kreuz"),
        ("Palang Merah Ukraina mengatakan 17 orang tewas.", "id", "Palang Merah Ukraina"),
        ("وقال الصليب الأحمر الأوكراني إن 17 شخصا قتلوا.", "ar", "الصليب الأحمر الأوكراني"),
        ("乌克兰红十字会说，17人死亡。", "zh", "乌克兰红十字会"),
    ],
)
def test_a_country_beside_it_makes_it_another(text: str, language: str, name: str) -> None:
    """By its name or its adjective, before or behind; the country is part of the name."""
    assert [(one.key, one.name) for one in document(text, language).mentions] == [("org:icrc/ua", name)]


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("Selon la Croix-Rouge malienne, 17 personnes sont mortes.", "fr", "org:icrc/ml"),
        ("Selon la Croix-Rouge sud-soudanaise, 17 personnes sont mortes.", "fr", "org:icrc/ss"),
        ("Volgens het Sudanese Rode Kruis vielen er 17 doden.", "nl", "org:icrc/sd"),
        ("The South Sudanese Red Cross said 17 died.", "en", "org:icrc/ss"),
        ("Малийский Красный Крест сообщил о 17 погибших.", "ru", "org:icrc/ml"),
        ("Según la Cruz Roja burkinesa, murieron 17.", "es", "org:icrc/bf"),
        ("17 הרוגים, לפי הצלב האדום הסודני.", "he", "org:icrc/sd"),
        ("सूडानी रेड क्रॉस ने कहा कि 17 लोग मारे गए।", "hi", "org:icrc/sd"),
        ("وقال الصليب الأحمر المالي إن 17 شخصا قتلوا.", "ar", "org:icrc/ml"),
        ("Das Malische Rote Kreuz meldete 17 Tote.", "de", "org:icrc/ml"),
        ("Selon la Croix-Rouge congolaise, 17 personnes sont mortes.", "fr", "name:croix rouge congolaise"),
    ],
)
def test_the_adjective_of_any_country_makes_it_another(text: str, language: str, key: str) -> None:
    """The longest one beside it; one that two countries share makes a body of its own."""
    assert [one.key for one in document(text, language).mentions] == [key]


def test_an_unknown_adjective_makes_it_another() -> None:
    """A capitalised word of which nothing is known is part of a name that no list has."""
    (found,) = document("Según la Cruz Roja Halena, murieron 17.", "es").mentions
    assert (found.key, found.name) == ("name:cruz roja halena", "Cruz Roja Halena")


def test_a_body_without_members_keeps_its_name() -> None:
    """A mission is called by the country it works in, and speaks for the whole body."""
    assert "org:un" in {one.key for one in document("The Ukraine UN mission said so.", "en").mentions}
