"""Candidates with the reasons of their scores: which two values, and how they agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from rigour.names import NameTypeTag

from bukti.model import Subject
from bukti.screening import build, keys
from bukti.screening.compare import compare
from bukti.screening.index import Index
from bukti.screening.search import THRESHOLD, search

LISTS = Path(__file__).parents[2] / "examples" / "lists"


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The index of the sample register."""
    with build.index(LISTS / "register.ftm.json", tmp_path_factory.mktemp("indexes")) as index:
        yield index


@pytest.mark.parametrize(
    ("one", "other", "kind", "same"),
    [
        ("Ozerka Concern", "ОЗЕРКА КОНЦЕРН", NameTypeTag.ORG, True),
        ("Ozerka Concern", "Ozerka Concern LLC", NameTypeTag.ORG, True),
        ("Ozerka Concern", "Ozerka Bakery", NameTypeTag.ORG, False),
        ("Lady of Ozerka 2", "M/V LADY OF OZERKA 2", NameTypeTag.OBJ, True),
        ("Lady of Ozerka 2", "Lady of Ozerka 3", NameTypeTag.OBJ, False),
        ("", "Ozerka", NameTypeTag.ORG, False),
    ],
)
def test_names_of_firms_and_vessels(one: str, other: str, kind: NameTypeTag, same: bool) -> None:
    """Legal forms and scripts do not matter, numbers do."""
    assert (compare(one, other, kind).score >= THRESHOLD) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Selim Aydar Kuzgun", "KUZGUN, Selim", True),
        ("Selim Kuzgun", "Селим Кузгун", True),
        ("Selim Kuzgun", "Selma Kozlova", False),
        ("Mohamed Al Ahmadi", "محمد الأحمدي", True),
    ],
)
def test_names_of_persons(one: str, other: str, same: bool) -> None:
    """Order and script of the parts do not matter."""
    assert (compare(one, other, NameTypeTag.PER).score >= THRESHOLD) is same


def test_names_share_keys_across_scripts_and_orders() -> None:
    """Else they are never compared."""
    for one, other in (("Selim Kuzgun", "Кузгун Селим"), ("Xi Jinping", "习近平"), ("Al Ahmadi", "الأحمدي")):
        assert set(keys.of(one)[0]) & set(keys.of(other)[0]), (one, other)


def test_a_score_tells_the_two_values_and_how_they_agree(register: Index) -> None:
    """The alias that matched is named, not the entity's first name."""
    (found,) = search(register, Subject("Ozyorka Kontsern"), "")
    (feature,) = found.features
    assert (feature.name, feature.query, feature.candidate) == ("name", "Ozyorka Kontsern", "Ozyorka Kontsern JSC")
    assert "ozyorka in both" in feature.detail
    assert [one.state for one in found.listings] == ["listed", "listed"]


def test_a_delisted_person_is_shown_as_such(register: Index) -> None:
    """Never hidden; what holds depends on the day."""
    states = {day: search(register, Subject("Selim Aydar Kuzgun"), day)[0].listings[0].state for day in DAYS}
    assert states == DAYS


DAYS = {"2021-01-01": "not yet listed", "2023-01-01": "listed", "2024-10-01": "delisted", "": "delisted"}


def test_another_birth_date_speaks_against_a_name(register: Index) -> None:
    """By year more than by day; what agrees or is not told takes nothing off."""
    born = {"1961": 1.0, "1961-04-12": 1.0, "1961-05-01": 0.85, "1975": 0.75}
    for date, score in born.items():
        (found,) = search(register, Subject("Selim Aydar Kuzgun", born=date), "")
        assert found.score == score, date
    (found,) = search(register, Subject("Selim Aydar Kuzgun", countries=("fr",)), "")
    assert found.score == 0.9
    assert found.features[-1].detail == "none in common"


def test_an_identifier_finds_another_name(register: Index) -> None:
    """Written with or without separators."""
    (found,) = search(register, Subject("Something Else", identifiers=("1 000000 000017",)), "")
    assert (found.entity.id, found.features[0].name, found.score) == ("ozerka", "identifier", 1.0)


def test_a_frequent_name_is_still_found_by_its_pair(tmp_path: Path) -> None:
    """Where each word alone finds far too many, both together find the one."""
    rows = [f"Ana Ruiz{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(600)] + ["Ana Marek"]
    rows += [f"Marek {chr(97 + n % 26)}{chr(97 + n // 26)}ko" for n in range(600)]
    path = tmp_path / "list.json"
    entity = [{"id": str(n), "schema": "Company", "properties": {"name": [name]}} for n, name in enumerate(rows)]
    path.write_text("\n".join(map(json.dumps, entity)))
    with build.index(path, tmp_path / "indexes") as index:
        assert search(index, Subject("Marek Ana"), "")[0].entity.caption == "Ana Marek"
