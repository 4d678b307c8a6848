"""Numbers, names, places, dates and acts that agree, differ or exclude each other."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from bukti.claims.anchors import Days, Verdict, agrees, judge, swapped
from bukti.claims.counts import Count
from bukti.claims.features import extract
from bukti.model import Span


def verdict(build: SimpleNamespace, left: str, right: str) -> Verdict:
    """The verdict on two sentences."""
    return judge(*build.features(left, right))


def count(low: float | None, high: float | None = None) -> Count:
    """A count of anything."""
    return Count(low, high, None, None, "", "exactly", Span(0, 1))


@pytest.mark.parametrize(
    ("x", "y", "same"),
    [
        (count(8, 8), count(8, 8), True),
        (count(8), count(9, 9), True),
        (count(8), count(80, 80), False),
        (count(100, 100), count(110, 110), True),
        (count(1200, 1200), count(1234, 1234), True),
        (count(12), count(9, 9), False),
        (count(12, 12), count(13, 13), False),
        (count(1.5, 1.5), count(1.54, 1.54), True),
        (count(None, 10), count(3, 3), False),
        (count(None, 10), count(6, 6), True),
        (count(None), count(6, 6), True),
    ],
)
def test_counts_agree_within_their_bounds(x: Count, y: Count, *, same: bool) -> None:
    """At least eight may be nine, not eighty; twelve is not nine, 1,200 may be 1,234; no bounds agree with all."""
    assert agrees(x, y) is same
    assert agrees(y, x) is same


def test_different_numbers_of_one_unit_exclude_each_other(build: SimpleNamespace) -> None:
    """Twelve dead and 120 dead are two propositions."""
    found = verdict(build, "The blast in Gorum killed 12 people.", "The blast in Gorum killed 120 people.")
    assert found.veto
    assert found.number is not None
    assert [c.words for c in found.number] == ["12 people", "120 people"]


def test_killed_and_injured_are_never_compared(build: SimpleNamespace) -> None:
    """Twelve dead and 120 injured can both be true: two propositions, and no conflict."""
    found = verdict(build, "The blast killed 12 people.", "The blast injured 120 people.")
    assert (found.veto, found.number) == (True, None)
    assert not verdict(build, "The blast killed 12 people.", "The blast injured 12 people.").veto


def test_numbers_of_unknown_units_only_look_strange(build: SimpleNamespace) -> None:
    """Where one unit is missing nothing is excluded."""
    found = verdict(build, "The firm in Gorum sold 40.", "The firm in Gorum sold 4 tanks.")
    assert (found.veto, found.strange_numbers) == (False, True)


def test_equal_numbers_count(build: SimpleNamespace) -> None:
    """Two equal numbers are stronger than one, more add nothing."""
    text = "The town bought 9 pumps, 12 lamps and 30 tents."
    assert verdict(build, text, text).equal_numbers == 2


def test_a_toll_is_not_an_attack(build: SimpleNamespace) -> None:
    """One says how many died, the other only that something was hit."""
    assert verdict(build, "Missiles killed eight people in Gorum.", "Missiles hit Gorum.").uncounted
    assert not verdict(build, "Missiles hit Gorum.", "Missiles hit Gorum.").uncounted


def test_the_same_words_about_another_place_are_swapped(build: SimpleNamespace) -> None:
    """A missile on a school in one town is not one in another."""
    a, b = build.features("A missile hit a school in Karsten.", "A missile hit a school in Lubeni.")
    assert swapped(a, b) == "place"
    assert judge(a, b).strange_names


def test_the_same_words_about_another_actor_are_swapped(build: SimpleNamespace) -> None:
    """Who sold the tanks is part of the proposition."""
    a, b = build.features("Mr Petar Vukov sold ten old tanks.", "Mr Ivo Lenz sold ten old tanks.")
    assert swapped(a, b) == "actor"


def test_other_words_or_languages_are_not_swapped(build: SimpleNamespace) -> None:
    """A swap needs nearly the same words in one language."""
    (a,) = build.features("A missile hit a school in Karsten.")
    (b,) = build.features("Sebuah rudal menghantam sekolah di Lubenia.", language="id")
    (c,) = build.features("A fishing boat sank near Lubeni.")
    assert swapped(a, b) is None
    assert swapped(a, c) is None


def test_names_without_a_common_key_are_not_compared_across_languages(build: SimpleNamespace) -> None:
    """A translated name is not a different name; a known country is."""
    (a,) = build.features("The Harbour Council met in Brazil.")
    (b,) = build.features("Dewan Pelabuhan bertemu di Cile.", language="id")
    (c,) = build.features("Dewan Pelabuhan bertemu pada hari Senin.", language="id")
    assert judge(a, b).strange_places
    assert not judge(a, c).strange_names


def test_dates_that_cannot_be_one_day_are_strange(build: SimpleNamespace) -> None:
    """Stated dates exclude each other, relative ones depend on clocks and wait."""
    found = verdict(build, "The dam broke on 3 May 2024.", "The dam broke on 9 June 2024.")
    assert found.strange_times
    assert found.time is not None
    assert not verdict(build, "The dam broke on 3 May 2024.", "The dam broke on 3 May 2024.").strange_times
    assert not verdict(build, "The dam broke on 3 May 2024.", "The dam broke yesterday.").strange_times


def test_acts_that_differ_are_two_propositions(build: SimpleNamespace) -> None:
    """Buying and closing are not one act, building and making are."""
    assert verdict(build, "Kaldor bought a mine.", "Kaldor arrested a thief.").strange_acts
    assert not verdict(build, "Kaldor builds engines.", "Kaldor makes engines.").strange_acts


@pytest.mark.parametrize(
    ("left", "right", "later", "found"),
    [
        ("Drones hit Gorum on Monday.", "Drones hit Gorum on Tuesday.", 24, Days.APART),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum on Monday.", 48, Days.MEET),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum on Monday.", 24 * 7, Days.CHANGED),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum yesterday.", 24, Days.MEET),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum yesterday.", 48, Days.NEAR),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum yesterday.", 72, Days.APART),
        ("Drones hit Gorum yesterday.", "Drones hit Gorum yesterday.", 24, Days.CHANGED),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum this week.", 24, Days.MEET),
        ("Drones hit Gorum on Monday.", "Drones hit Gorum.", 24, Days.MEET),
    ],
)
def test_days_are_told_apart(build: SimpleNamespace, left: str, right: str, later: int, found: Days) -> None:
    """By weekday or by their distance from a report of Monday, 2 December 2024, and some hours later."""
    first, second = build.document(left, hours=7 * 24), build.document(right, hours=7 * 24 + later)
    said = [build.statement(d, d.report.text[:-1]) for d in (first, second)]
    assert judge(*extract([first, second], said)).days is found
