"""Independent origins as an interval, and how dependence bundles them."""

from __future__ import annotations

from typing import Any

import pytest
from tests.assessment import sketch

from bukti.assessment.counting import Count, attested, bundles, components, count, reach
from bukti.assessment.network import Leaf
from bukti.assessment.worlds import Bundle
from bukti.model import Degree, EvidenceGraph, Polarity

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each


def counted(found: EvidenceGraph, polarity: Polarity = Polarity.AFFIRM) -> tuple[int, int, int]:
    """n_min, n_max and how many are not established."""
    result = count(found, polarity, reach(found, PROFILE), PROFILE)
    return result.least, result.most, len(result.unknown)


def test_components() -> None:
    """Linked names are one component, in their order; links to strangers do not count."""
    assert components("abcde", [("a", "c"), ("c", "e"), ("b", "x"), ("y", "b")]) == [("a", "c", "e"), ("b",), ("d",)]
    assert components("abcd", [("d", "c"), ("b", "a"), ("d", "a")]) == [("a", "b", "c", "d")]
    assert components("", []) == []


def test_what_the_reader_reaches() -> None:
    """Reach follows edges of at least the probability, over cycles, from relays that were read."""
    found = graph(
        [origin("o"), origin("p"), origin("far")],
        [relay("r", "B", ("o", 0.5), "s"), relay("s", "B", "r", ("p", 0.49)), relay("t", "B", "far")],
        ["r"],
    )
    assert attested(found, 0.0) == {"r", "s", "o", "p"}
    assert attested(found, 0.5) == {"r", "s", "o"}
    assert attested(graph([origin("o")], [relay("r", "B", "o")], ["x"]), 0.0) == set()


def test_origins_are_counted_by_polarity() -> None:
    """Affirming and denying origins are counted apart; open ones and those of no weight not at all."""
    found = each(origin("o"), origin("p"), origin("q", polarity=Polarity.DENY), origin("asks", degree=Degree.UU))
    assert counted(found) == (2, 2, 0)
    assert counted(found, Polarity.DENY) == (1, 1, 0)
    assert count(found, Polarity.AFFIRM, reach(found, PROFILE), PROFILE) == Count(2, 2, (), ("o", "p"), ())


def test_descriptions_that_could_be_one_person() -> None:
    """Could-be links merge for the lower end only, over any number of steps and whichever of two states it."""
    assert counted(each(origin("o"), origin("p", could_be=("o",)))) == (1, 2, 0)
    assert counted(each(origin("o", could_be=("p",)), origin("p"))) == (1, 2, 0)
    chain = each(origin("o"), origin("p", could_be=("o",)), origin("q", could_be=("p",)), origin("r"))
    assert counted(chain) == (2, 4, 0)


@pytest.mark.parametrize(("rho", "most"), [(0.49, 2), (0.5, 1), (0.7, 1), (0.0, 2), (1.0, 1)])
def test_groups(rho: float, most: int) -> None:
    """From ρ of one half on, a group is one origin at both ends."""
    pair = [origin(name, group="g", group_rho=rho) for name in ("o", "p")]
    assert counted(each(*pair)) == (most, most, 0)
    others = [origin("o", group="g", group_rho=rho), origin("p", group="h", group_rho=rho)]
    assert counted(each(*others)) == (2, 2, 0)


def test_a_group_has_the_largest_rho_that_a_member_states() -> None:
    """The pipeline may build members with different ρ; the count takes the most careful."""
    mixed = each(origin("o", group="g", group_rho=0.2), origin("p", group="g", group_rho=0.7))
    assert counted(mixed) == (1, 1, 0)


def test_a_group_whose_first_member_is_unsure() -> None:
    """Members are one origin even where the member that names the group is hardly reached: n_min stays ≤ n_max."""
    trio = [origin(name, group="g", group_rho=0.7) for name in ("o", "p", "q")]
    relays = [relay("r", "B", ("o", 0.4)), relay("s", "B", "p"), relay("t", "B", "q")]
    assert counted(graph(trio, relays)) == (1, 1, 1)


def test_uncertain_edges() -> None:
    """An origin behind an edge of less than one half is in the upper end only."""
    for probability, least in ((0.5, 1), (0.49, 0)):
        found = graph([origin("o")], [relay("r", "B", ("o", probability))])
        assert counted(found)[:2] == (least, 1)


def test_unknown_lineage_is_no_origin() -> None:
    """What is not established is told apart, and never merges or counts."""
    found = each(origin("o"), origin("p", established=False), origin("q", established=False, could_be=("o",)))
    assert counted(found) == (1, 1, 2)
    assert counted(graph([origin("o", established=False)], [relay("r", "B")])) == (0, 0, 0)


def test_reports_that_may_have_their_own_origin() -> None:
    """A report is of unknown lineage when it more likely than not has none of its parents."""
    two = [origin("o"), origin("p")]
    assert counted(graph(two, [relay("r", "B", ("o", 0.4))]))[2] == 1
    assert counted(graph(two, [relay("r", "B", ("o", 0.5))]))[2] == 0
    assert counted(graph(two, [relay("r", "B", ("o", 0.3), ("p", 0.3))]))[2] == 0  # .7 x .7 = .49
    assert counted(graph(two, [relay("r", "B", ("o", 0.2), ("p", 0.3))]))[2] == 1
    assert counted(graph(two, [relay("r", "B", ("o", 0.2), "p")]))[2] == 0
    deny = [origin("o", polarity=Polarity.DENY)]
    assert counted(graph(deny, [relay("r", "B", ("o", 0.4))]))[2] == 0
    assert counted(graph(deny, [relay("r", "B", ("o", 0.4))]), Polarity.DENY)[2] == 1
    denied = graph(
        [origin("o"), origin("d", polarity=Polarity.DENY)], [relay("m", "B", "d"), relay("s", "B", ("m", 0.4))]
    )
    assert counted(denied)[2] == 0
    asks = graph([origin("asks", degree=Degree.UU)], [relay("r", "B", ("asks", 0.4))])
    assert counted(asks) == (0, 0, 0)
    unread = graph([origin("o")], [relay("r", "B", "o"), relay("s", "B", ("o", 0.4))], ["r"])
    assert counted(unread)[2] == 0
    behind = graph([origin("o")], [relay("s", "B", "r"), relay("r", "B", "q"), relay("q", "B", ("o", 0.4))], ["s"])
    assert counted(behind)[2] == 1
    carried = graph([origin("o")], [relay("s", "B", ("r", 0.4)), relay("r", "B", "q"), relay("q", "B", "o")], ["s"])
    assert counted(carried)[2] == 1


def bundled(found: EvidenceGraph, *leaves: Leaf) -> tuple[Bundle, ...]:
    """Bundles of a graph with all its origins as leaves, then these."""
    return bundles(found, (*(Leaf(o.polarity, o.id) for o in found.origins), *leaves))


def test_bundles() -> None:
    """Alone, in a group, alike and both: units are one person, bundles are dependent units, by polarity."""
    affirm, deny = Polarity.AFFIRM, Polarity.DENY
    assert bundled(each(origin("o"), origin("p", polarity=deny), origin("q"))) == (
        Bundle(affirm, ((0,),), 0.0), Bundle(affirm, ((2,),), 0.0), Bundle(deny, ((1,),), 0.0),
    )  # fmt: skip
    group: dict[str, Any] = {"group": "g", "group_rho": 0.7}
    assert bundled(each(origin("o", **group), origin("p", **group), origin("q", polarity=deny, **group))) == (
        Bundle(affirm, ((0,), (1,)), 0.7), Bundle(deny, ((2,),), 0.7),
    )  # fmt: skip
    assert bundled(each(origin("o"), origin("p", could_be=("o",)))) == (Bundle(affirm, ((0, 1),), 0.0),)
    other: dict[str, Any] = {"group": "h", "group_rho": 0.2}
    joined = each(origin("o", **other), origin("p", **group), origin("q", could_be=("o",), **group))
    assert bundled(joined) == (Bundle(affirm, ((0, 2), (1,)), 0.7),)
    assert bundled(each(origin("o", group_rho=0.7), origin("p", could_be=("o",)))) == (Bundle(affirm, ((0, 1),), 0.0),)


def test_unknown_lineage_is_one_unit() -> None:
    """Stand-ins and origins that are not established are one unit a polarity, whatever their number."""
    affirm, deny = Polarity.AFFIRM, Polarity.DENY
    loose = each(origin("o"), origin("p", established=False), origin("q", established=False))
    stand_ins = (Leaf(affirm, None, "r"), Leaf(deny, None, "r"), Leaf(affirm, None, "s"))
    assert bundled(loose, *stand_ins) == (
        Bundle(affirm, ((0,),), 0.0), Bundle(affirm, ((3, 5, 1, 2),), 0.0), Bundle(deny, ((4,),), 0.0),
    )  # fmt: skip
    held = each(origin("o"), origin("p", established=False, could_be=("o",)))
    assert bundled(held) == (Bundle(affirm, ((0, 1),), 0.0),)


def test_many_sources_of_unknown_lineage_do_not_add_up() -> None:
    """Forty reports in their own words are believed as much as one: nobody knows that they are different."""
    one = sketch.opinion(each(origin("o", "F", established=False)))
    many = sketch.opinion(each(*[origin(f"o{n}", "F", established=False) for n in range(12)]))
    assert one.belief < many.belief <= 0.375 * 0.95 + 1e-9


def test_origins_that_the_graph_lacks_are_left_out() -> None:
    """Bundles of a graph without an origin keep the places of the leaves."""
    found = each(origin("o"), origin("p"))
    leaves = tuple(Leaf(Polarity.AFFIRM, name) for name in ("gone", "o", "p"))
    assert bundles(found, leaves) == (Bundle(Polarity.AFFIRM, ((1,),), 0.0), Bundle(Polarity.AFFIRM, ((2,),), 0.0))
