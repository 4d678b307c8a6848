"""Keys by which names, numbers and places are known again in another script."""

from __future__ import annotations

import pytest
from tests.derivation.conftest import Told

from bukti.derivation.keys import keys, sound
from bukti.derivation.prepare import prepare


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Peter", "Питер"),
        ("Jones", "جونز"),
        ("Spencer", "Спенсер"),
        ("Peters", "פיטרס"),
        ("Marlow", "マーロー"),
        ("Paltrow", "पाल्ट्रो"),
        ("Holland", "홀란드"),
        ("Schmidt", "Шмидт"),
    ],
)
def test_a_name_sounds_the_same_in_another_script(one: str, two: str) -> None:
    """Vowels and the voice of a consonant are lost in transcription and make no difference."""
    assert sound(one) == sound(two) != ""


@pytest.mark.parametrize(("one", "two"), [("Peter", "Meyer"), ("Sandmouth", "Tanner"), ("Марков", "Ларин")])
def test_other_names_sound_otherwise(one: str, two: str) -> None:
    """Names with other consonants have another key."""
    assert sound(one) != sound(two)


def test_words_in_lower_case_have_no_sound(told: Told) -> None:
    """Where a script has capitals only a capital makes a name; numbers and countries keep the keys that they have."""
    (one,) = prepare([told("Sandmouth sent 417 pumps to neighbours in France.")])
    found = {key for _, key in keys(one)}
    assert {"number:417", "country:fr", f"sound:{sound('Sandmouth')}"} <= found
    assert f"sound:{sound('neighbours')}" not in found
    assert not any(key.startswith(("name:", "word:")) for key in found)


def test_a_number_has_one_key(told: Told) -> None:
    """The thousands of a round number are no number that two reports might share; both ends of a range are."""
    (one,) = prepare([told("The crews filled 20,000 bags in 9 to 11 hours.")])
    assert {key for _, key in keys(one) if key.startswith("number:")} == {"number:20000", "number:9", "number:11"}


def test_a_number_is_known_with_its_unit_written_onto_it(told: Told) -> None:
    """Korean writes what it counts onto the digits, as English writes an ending."""
    (one,) = prepare([told("둑에서 375명이 일했다고 한다.", language="ko")])
    (two,) = prepare([told("The 375th worker left the dam.")])
    assert all("number:375" in {key for _, key in keys(report)} for report in (one, two))


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("وقع الحادث ببلاندفورد ليلا.", "ar", "Blandford"),
        ("댐은 홀란드에서 무너졌다고 한다.", "ko", "Holland"),
    ],
)
def test_small_words_written_onto_a_name_are_taken_off(told: Told, text: str, language: str, name: str) -> None:
    """A particle behind a Korean name does not hide it; scripts without capitals give every word a sound."""
    (one,) = prepare([told(text, language=language)])
    assert f"sound:{sound(name)}" in {key for _, key in keys(one)}


def test_keys_stand_where_their_words_stand(told: Told) -> None:
    """Each key has the token of its word, and furniture has none."""
    (one,) = prepare([told("Pumps failed in Sandmouth today.\n\nRead more about Blandford here")])
    places = {key: place for place, key in keys(one)}
    assert one.tokens.forms[places[f"sound:{sound('Sandmouth')}"]] == "sandmouth"
    assert f"sound:{sound('Blandford')}" not in places
