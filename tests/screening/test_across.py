"""Owners in other lists than the entity's own: joined with reasons, never merged, counted as what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bukti.acts.screening import screen
from bukti.model import Candidate, Chain, Feature, Joined, Share
from bukti.screening.chains import holdings, roots

LISTS = Path(__file__).parents[2] / "examples" / "lists"
GLEIF, EU, REGISTER = LISTS / "gleif" / "20241120-sample-lei2.csv", LISTS / "eu.xml", LISTS / "register.ftm.json"


def found(name: str, *lists: Path) -> Candidate:
    """The candidate of the first list."""
    (one,) = screen([name], list(lists)).screened
    return next(candidate for candidate in one.candidates if candidate.path == str(lists[0]))


def chain(name: str, *lists: Path) -> Chain:
    """Its owners."""
    made = found(name, *lists).chain
    assert made is not None
    return made


def written(path: Path, *entities: dict[str, Any]) -> Path:
    """A list of FollowTheMoney."""
    path.write_text("".join(json.dumps(one) + "\n" for one in entities))
    return path


def company(id_: str, name: str, **properties: list[str]) -> dict[str, Any]:
    """A firm."""
    return {"id": id_, "schema": "Company", "properties": {"name": [name], **properties}}


def owns(owner: str, asset: str, percentage: str) -> dict[str, Any]:
    """A link."""
    properties = {"owner": [owner], "asset": [asset], "percentage": [percentage]}
    return {"id": f"{owner}-{asset}", "schema": "Ownership", "properties": properties}


def test_a_parent_of_a_register_is_found_in_a_list_of_sanctions_by_its_number() -> None:
    """The child stands in GLEIF alone; its parent's registration number is that of a listed firm."""
    made = chain("Studenka Avia", GLEIF, REGISTER)
    (join,) = made.joins
    assert (made.names[join.left], made.names[join.right]) == ("Озерка Концерн", "Ozerka Concern")
    assert (join.sure, join.path, join.score) == (True, str(REGISTER), 1.0)
    assert join.features[0].detail == "the same ogrnCode"
    assert made.listed == (join.right,)
    held = made.holdings[0]
    assert (held.low, held.high, held.reached) == (70, 70, True)
    assert all(share.source for share in made.shares)


def test_without_the_other_list_nothing_is_known_of_its_owners() -> None:
    """One list alone gives what it gave before: the parent, and that nobody of it is listed."""
    made = chain("Studenka Avia", GLEIF)
    assert (made.joins, made.listed) == ((), ())
    assert not any(one.high for one in made.holdings)


def test_a_parent_that_is_joined_by_name_counts_for_the_upper_bound_alone() -> None:
    """A name and a country in common are no proof: at least nothing, at most all of the share."""
    made = chain("Studenka Avia", GLEIF, EU)
    (join,) = made.joins
    assert not join.sure
    assert "country in common: ru" in join.features[0].detail
    assert [(one.low, one.high, one.reached) for one in made.holdings] == [(0, 70, None)]


@pytest.mark.parametrize(
    "parent",
    [
        {"name": ["Ozerka Concern"], "country": ["cy"]},  # another country
        {"name": ["Ozerka Concern"]},  # no country told
        {"name": ["Ozerka Control"], "country": ["ru"]},  # another name
    ],
)
def test_what_is_merely_alike_is_not_joined(tmp_path: Path, parent: dict[str, list[str]]) -> None:
    """Without a number, name and country must agree."""
    one = written(
        tmp_path / "firms.ftm.json",
        company("f", "Larvik Trading"),
        {"id": "p", "schema": "Company", "properties": parent},
        owns("p", "f", "60"),
    )
    assert chain("Larvik Trading", one, EU).joins == ()


def test_persons_are_joined_with_the_same_day_of_birth_only(tmp_path: Path) -> None:
    """The same name is not yet the same person."""
    for born, joined in ((["1961-04-12"], 1), (["1962-04-12"], 0), ([], 0)):
        person = {"name": ["Selim Aydar Kuzgun"], "nationality": ["kz"], "birthDate": born}
        one = written(
            tmp_path / f"{len(born)}{joined}.ftm.json",
            company("f", "Larvik Trading"),
            {"id": "p", "schema": "Person", "properties": person},
            owns("p", "f", "60"),
        )
        assert len(chain("Larvik Trading", one, REGISTER).joins) == joined


def test_a_register_may_be_split_over_files(tmp_path: Path) -> None:
    """A link of one file whose owner, with a measure against it, stands in another; ids are those of one dataset."""
    firms = written(tmp_path / "firms.ftm.json", company("f", "Larvik Trading"), owns("p", "f", "50.5"))
    owners = written(tmp_path / "owners.ftm.json", company("p", "Orlan Holding", topics=["sanction"]))
    made = chain("Larvik Trading", firms, owners)
    (join,) = made.joins
    assert (join.sure, join.features[0].name, made.names[join.right]) == (True, "id", "Orlan Holding")
    assert (made.holdings[0].low, made.holdings[0].reached) == (50.5, True)


def test_links_may_stand_in_a_file_of_their_own(tmp_path: Path) -> None:
    """The firm in one file, its owner in a second, the link between them in a third."""
    firms = written(tmp_path / "firms.ftm.json", company("f", "Larvik Trading"))
    owners = written(tmp_path / "owners.ftm.json", company("p", "Orlan Holding", topics=["sanction"]))
    links = written(tmp_path / "links.ftm.json", owns("p", "f", "75"), company("x", "Vesna Mills"))
    made = chain("Larvik Trading", firms, owners, links)
    assert (made.holdings[0].low, made.holdings[0].reached) == (75, True)


def test_shares_of_one_owner_in_two_lists_are_not_added() -> None:
    """30 per cent told by two registers are 30; were they two owners, at least 30 and at most 60."""
    shares = [Share("a", "x", "Ownership", 30, 30), Share("2:a", "x", "Ownership", 30, 30)]
    same = Feature("identifier", 1.0, "1", "1", "the same leiCode")
    for sure, low, high in ((True, 30, 30), (False, 30, 30)):
        joins = [Joined("a", "2:a", "b.json", 1.0, (same,), sure)]
        (held,) = holdings(shares, ["a", "2:a"], joins)
        assert (held.low, held.high) == (low, high)
    (apart,) = holdings(shares, ["a", "2:a"])
    assert (apart.low, apart.high) == (60, 60)


def test_roots_hold_through_chains_and_circles() -> None:
    """A = b, b = c and c = a are one, under the id met first."""
    pairs = (("a", "b"), ("b", "c"), ("c", "a"), ("x", "y"))
    found = roots([Joined(left, right, "", 1.0, (), True) for left, right in pairs])
    assert {id_: found.get(id_, id_) for id_ in "abcxyz"} == dict(zip("abcxyz", "aaaxxz", strict=True))


def test_chains_do_not_depend_on_what_was_asked_before() -> None:
    """The same candidate has the same chain, alone and behind another."""
    alone = chain("Studenka Avia", GLEIF, REGISTER, EU)
    both = screen(["Ozerka Concern", "Studenka Avia"], [GLEIF, REGISTER, EU]).screened[1]
    again = next(one for one in both.candidates if one.path == str(GLEIF))
    assert again.chain == alone
