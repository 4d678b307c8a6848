"""Names of outlets: how they may be written, and what only looks like one."""

from __future__ import annotations

import time

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import names as stage
from bukti.derivation.names import Inventory, hosted, initials, inventory, named
from bukti.derivation.prepare import prepare
from bukti.model import Document


def seen(child: Document, *outlets: Document) -> list[str]:
    """Names of outlets that a document names, in order of place."""
    prepared = prepare([child, *outlets])
    one = next(p for p in prepared if p.document is child)
    return [item.name for item in named(one, inventory(prepared))]


@pytest.mark.parametrize(
    ("outlet", "text", "language", "found"),
    [
        ("Estuary News Agency", "So said Estuary News Agency today.", "en", True),
        ("Estuary News Agency", "So said Estuary today.", "en", True),
        ("Estuary News Agency", "So said ENA today.", "en", True),
        ("Estuary News Agency", "The estuary is calm today.", "en", False),
        ("Press Desk, Ministry of Canals, Sandmouth", "So said the Ministry of Canals today.", "en", True),
        ("Степной вестник", "Об этом пишет «Степной вестник».", "ru", True),
        ("Степной вестник", "Об этом сообщили Степному вестнику.", "ru", True),
        ("Степной вестник", "Степь спит.", "ru", False),
        ("The Sun", "The sun was out.", "en", False),
        ("The Sun", "So said The Sun today.", "en", True),
    ],
)
def test_ways_to_write_an_outlet(told: Told, outlet: str, text: str, language: str, found: bool) -> None:
    """Full, short, abbreviated and inflected names are found; the same words as common words are not."""
    names = seen(told(text, "Inland Echo", language=language), told("Other text.", outlet))
    assert (outlet in names) is found


@pytest.mark.parametrize(
    ("text", "language", "before", "after"),
    [
        ("Selon l’AFP, les pompes ont lâché.", "fr", "l", ""),
        ("AFP'ye göre pompalar durdu.", "tr", "", "ye"),
        ("로이터에 따르면 펌프가 멈췄다.", "ko", "", "에"),
        ("قال المهندس لرويترز إن المضخات تعطلت.", "ar", "ل", ""),
    ],
)
def test_letters_written_onto_a_name(told: Told, text: str, language: str, before: str, after: str) -> None:
    """An article, a preposition or a particle is no part of the name and stays to be read."""
    (one,) = prepare([told(text, "Echo", language=language)])
    assert [(item.before, item.after) for item in named(one, inventory([one]))] == [(before, after)]


@pytest.mark.parametrize(
    ("text", "found"),
    [("So said NOS today.", ["NOS"]), ("Nos said so today.", []), ("So said Ansa today.", ["ANSA"])],
)
def test_a_short_abbreviation_stands_in_capitals(told: Told, text: str, found: list[str]) -> None:
    """Three letters with one capital are a word; a longer abbreviation may be written like one."""
    assert seen(told(text, "Echo")) == found


def test_a_listed_outlet_is_one_in_every_script(told: Told) -> None:
    """The report of a listed outlet is found under any of the outlet's names, and under its domain."""
    reports = (told("Text one.", "Reuters"), told("Text two.", "The Wire Desk", url="https://www.afp.com/en/1"))
    prepared = prepare(reports)
    found = inventory(prepared).outlets
    assert {key: [prepared[p].document.report.outlet for p in places] for key, places in found.items()} == {
        "media:reuters": ["Reuters"],
        "media:afp": ["The Wire Desk"],
    }


def test_a_name_repeated_five_thousand_times_costs_as_much_as_its_words(told: Told) -> None:
    """Looking names up is linear in the text."""

    def seconds(times: int) -> float:
        (one,) = prepare([told("Coast Mirror said no. " * times, "Echo")])
        names = inventory([one, *prepare([told("Text.", "Coast Mirror")])])
        start = time.process_time()
        assert len(named(one, names)) == times
        return time.process_time() - start

    assert seconds(5000) < 30 * seconds(500) + 0.1


def test_initials_of_two_outlets_name_neither(told: Told) -> None:
    """An abbreviation that fits two outlets is no name."""
    outlets = (told("Text one.", "Estuary News Agency"), told("Text two.", "Eastern Noon Almanac"))
    assert seen(told("So said ENA today.", "Echo"), *outlets) == []


def test_longest_name_wins(told: Told) -> None:
    """Where two names overlap the longer one is meant."""
    outlets = (told("Text one.", "Coast Mirror"), told("Text two.", "Coast Mirror Weekend"))
    assert seen(told("So said Coast Mirror Weekend today.", "Echo"), *outlets) == ["Coast Mirror Weekend"]


def test_a_damaged_name_is_found_where_it_stands(told: Told) -> None:
    """A name that lost its space to the next word is read as repaired."""
    child = told("Pompa itu rusak, menurut Harian Telukdan warga.", "Echo", language="id")
    assert "Harian Teluk" in seen(child, told("Teks lain.", "Harian Teluk", language="id"))


@pytest.mark.parametrize(
    ("words", "url", "name"),
    [
        ("Meadow Post reported", "https://www.meadowpost.test/a", "Meadow Post"),
        ("as Meadow Post reported", "https://meadowpost.test/a", "Meadow Post"),
        ("Estuary Press Agency", "https://estuary.test/a", "Estuary Press Agency"),
        ("a flood diary", "https://meadowpost.test/a", ""),
        ("meadow post", "https://meadowpost.test/a", ""),
        ("Meadow Post", "https://other.test/a", ""),
        ("Meadow Post", "https://[broken", ""),
    ],
)
def test_a_link_may_spell_its_host(words: str, url: str, name: str) -> None:
    """The words of a link are a name where its host is made of their letters."""
    assert hosted(words, url) == name


def test_a_host_of_the_collection_is_no_stranger(told: Told) -> None:
    """A link to an outlet that is here registers no second outlet under its short name."""
    here = told("Other text.", "Meadow Post Weekly", url="https://meadowpost.test/b")
    child = told("So wrote Meadow Post.", "Echo", links=(("Meadow Post", "https://meadowpost.test/a"),))
    keys = {key for keys in inventory(prepare([here, child])).keys.values() for key in keys}
    assert {key for key in keys if not key.startswith("media:")} == {
        "outlet:meadow post weekly",
        "outlet:echo",
    }


def test_initials() -> None:
    """Initials take capitals and need three."""
    assert (initials("Estuary News Agency"), initials("Ministry of Foreign Affairs"), initials("Echo")) == (
        "ENA",
        "MFA",
        "",
    )


def test_what_is_looked_at_does_not_grow_with_the_list() -> None:
    """Of five hundred outlets only those are tried whose first two words a text may begin."""
    found = Inventory()
    for number in range(500):
        stage._alias(found, ("harbour", f"{chr(97 + number % 26)}{number}voice"), f"k{number}", f"Harbour {number}")
    stage._alias(found, ("harbour",), "alone", "Harbour")
    assert len(list(found.beginning("harbour", "b1voice"))) < 50
    assert [key for _, key, _ in found.beginning("harbour", "")] == ["alone"]
    assert list(found.beginning("quay", "b1voice")) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Harbour Voice", "Told Harbour Voices, Harbour Voice's and the Harbour Voice."),
        ("Kıyı AB", "Kıyı AB'nin haberi, Kıyı AB ve Kıyı."),
        ("해안 소리", "해안 소리가 해안 소리와 해안 소리 보도했다."),
        ("Голос Причала", "В Голосе Причала и Голосу Причала, как пишет Голос Причала."),
    ],
)
def test_the_way_of_looking_up_leaves_no_name_out(told: Told, name: str, text: str) -> None:
    """Every place where some name of the inventory can be written is found, as if each were tried there."""
    prepared = prepare([told(text, "Inland Echo"), told("Pumps.", name)])
    one = next(p for p in prepared if p.document.report.text == text)
    known = inventory(prepared)
    tried = {
        stage._written(one, place, skip, alias)
        for place, form in enumerate(one.tokens.forms)
        for skip in stage._heads(form)
        for group in known.aliases.values()
        for alias in group
        if alias[2] == name
    } - {None}
    assert len(tried) >= 2
    assert tried <= set(stage._aliased(one, known))
