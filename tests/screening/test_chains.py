"""Ownership: links with their sources, what listed owners hold, circles."""

from __future__ import annotations

from pathlib import Path

import pytest

from bukti.model import Share
from bukti.screening import build
from bukti.screening.chains import chain, circles, holdings, percent

LISTS = Path(__file__).parents[2] / "examples" / "lists"


def share(owner: str, owned: str, low: float | None, high: float | None = None) -> Share:
    """A share of one figure, or of a range."""
    return Share(owner, owned, "Ownership", low, low if high is None else high)


@pytest.mark.parametrize(
    ("shares", "low", "high", "reached"),
    [
        ([share("L", "x", 50)], 50, 50, True),
        ([share("L", "x", 49)], 49, 49, False),
        ([share("L", "x", 30), share("M", "x", 25)], 55, 55, True),  # those of several listed owners are added
        ([share("L", "m", 60), share("m", "x", 50)], 50, 50, True),  # not multiplied: 60 % of 50 % counts as 50
        ([share("L", "m", 49), share("m", "x", 100)], 0, 0, False),
        ([share("L", "x", 25, 50), share("M", "x", 10)], 35, 60, None),
        ([share("L", "x", None), share("other", "x", 60)], 0, 40, False),  # untold, but most is somebody else's
        ([share("L", "x", None)], 0, 100, None),
        ([share("L", "x", 40), share("L", "x", 60)], 40, 60, None),  # two sources on one owner are not added
    ],
)
def test_what_listed_owners_hold(shares: list[Share], low: float, high: float, reached: bool | None) -> None:
    """The rule of 50 per cent as a computation."""
    found = next(one for one in holdings(shares, ["L", "M"]) if one.entity == "x")
    assert (found.low, found.high, found.reached) == (low, high, reached)


def test_circles_end() -> None:
    """Firms that own each other are named, and what is held is still computed."""
    shares = [share("a", "b", 60), share("b", "a", 60), share("L", "a", 40)]
    assert circles(shares) == ("a", "b")
    assert [one.reached for one in holdings(shares, ["L"])] == [False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("51 %", (51, 51)),
        ("25-50", (25, 50)),
        (">75", (75, 100)),
        ("less than 5%", (0, 5)),
        ("12,5", (12.5, 12.5)),
        ("", (None, None)),
        ("1200 shares", (None, None)),
    ],
)
def test_shares_as_lists_write_them(text: str, expected: tuple[float | None, float | None]) -> None:
    """Ranges stay ranges."""
    assert percent(text) == expected


def test_a_subsidiary_of_a_listed_firm_is_found_with_the_source_of_each_link(tmp_path: Path) -> None:
    """The listed owner of an unlisted firm, its share, and where that stands."""
    with build.index(LISTS / "register.ftm.json", tmp_path) as index:
        entity = index.get("studenka")
        assert entity is not None
        now, before = chain(index, entity, ""), chain(index, entity, "2014-07-20")
    assert now is not None
    assert now.listed == ("ozerka",)
    (own,) = [one for one in now.shares if one.owner == "ozerka"]
    assert (own.low, own.source) == (70, "https://register.example/studenka/2023")
    assert now.holdings[0].reached
    assert before is None  # nobody owned it then
