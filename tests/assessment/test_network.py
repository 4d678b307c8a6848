"""The reliability network: stand-ins, what is left out, and reduction that changes no probability."""

from __future__ import annotations

import pytest
from tests.assessment import sketch

from bukti.assessment.network import Input, Join, Leaf, Network, Node, build, members, probability
from bukti.model import Degree, Polarity

origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each
A = Leaf(Polarity.AFFIRM, "o")
PHI = {"r": 0.5, "s": 0.8, "t": 0.9}


def test_expressions() -> None:
    """Series multiplies, parallel is one minus the product of the rests, in any nesting."""
    series, parallel = Join.SERIES, Join.PARALLEL
    assert probability(("r",), PHI.__getitem__) == 0.5
    assert probability(("r", "s", series), PHI.__getitem__) == pytest.approx(0.4)
    assert probability(("r", "s", parallel), PHI.__getitem__) == pytest.approx(0.9)
    assert probability(("t", "r", "s", parallel, series), PHI.__getitem__) == pytest.approx(0.81)
    assert probability(("r", "s", series, "t", parallel), PHI.__getitem__) == pytest.approx(0.94)
    assert members(("t", "r", "s", parallel, series)) == ("t", "r", "s")


def test_a_chain_is_one_node() -> None:
    """Relays in series become one node, farthest last, however many there are."""
    chain = graph([origin("o")], [relay("r", "B", "o"), relay("s", "B", "r"), relay("t", "B", "s")], ["t"])
    network = build(chain)
    (node,) = network.nodes.values()
    assert (network.leaves, network.read, node.inputs) == ((A,), ("t",), (Input(A),))
    assert members(node.faithful) == ("t", "s", "r")
    assert probability(node.faithful, PHI.__getitem__) == pytest.approx(0.36)
    assert len(build(graph(
        [origin("o")], [relay("r0", "B", "o"), *[relay(f"r{n}", "B", f"r{n - 1}") for n in range(1, 90)]], ["r89"]
    )).nodes) == 1  # fmt: skip


def test_a_diamond_is_one_node() -> None:
    """Two ways between the same ends are in parallel, and then in series with their ends."""
    diamond = graph(
        [origin("o")],
        [relay("r", "B", "o"), relay("s", "B", "r"), relay("t", "B", "r"), relay("u", "B", "s", "t")],
        ["u"],
    )
    (node,) = build(diamond).nodes.values()
    assert node.inputs == (Input(A),)
    assert probability(node.faithful, {"r": 0.5, "s": 0.8, "t": 0.8, "u": 0.5}.__getitem__) == pytest.approx(0.24)


def test_reports_that_were_read_in_parallel() -> None:
    """Three outlets of one origin are one node; an unread relay between is merged into its only consumer."""
    found = graph([origin("o")], [relay("r", "B", "o"), relay("s", "B", "o"), relay("t", "B", "o")])
    network = build(found)
    assert network.read == ("r",)
    assert members(network.nodes["r"].faithful) == ("r", "s", "t")


def test_what_does_not_merge() -> None:
    """Two origins, two consumers, an uncertain edge, or being read keep a node apart."""
    two = graph([origin("o"), origin("p")], [relay("r", "B", "o"), relay("s", "B", "r", "p")], ["s"])
    assert set(build(two).nodes) == {"r", "s"}
    shared = graph(
        [origin("o"), origin("p"), origin("q")],
        [relay("r", "B", "o"), relay("s", "B", "r", "p"), relay("t", "B", "r", "q")],
        ["s", "t"],
    )
    assert set(build(shared).nodes) == {"r", "s", "t"}
    unsure = graph([origin("o")], [relay("r", "B", "o"), relay("s", "B", ("r", 0.9))], ["s"])
    assert set(build(unsure).nodes) == {"r", "s"}
    read = graph([origin("o"), origin("p")], [relay("r", "B", "o"), relay("s", "B", "p")])
    assert set(build(read).nodes) == {"r", "s"}


def test_twins_over_uncertain_edges_do_not_merge() -> None:
    """Two relays that a third hears over uncertain edges are two ways, each with its own gate."""
    found = graph(
        [origin("o")], [relay("r", "B", "o"), relay("s", "B", "o"), relay("t", "B", ("r", 0.5), ("s", 0.5))], ["t"]
    )
    assert set(build(found).nodes) == {"r", "s", "t"}


def test_what_carries_nothing_is_gone() -> None:
    """Open statements, relays without origins, and what the reader does not reach are left out."""
    found = graph(
        [origin("o"), origin("asks", degree=Degree.UU), origin("far")],
        [relay("r", "B", "o", "asks"), relay("empty", "B"), relay("s", "B", "empty"), relay("away", "B", "far")],
        ["r", "s"],
    )
    assert build(found) == Network((A,), {"r": Node(("r",), (Input(A),))}, ("r",))


def test_a_parent_that_was_read_is_no_second_way() -> None:
    """What a report passes on from one that was read reaches the reader there."""
    found = graph([origin("o"), origin("p")], [relay("r", "B", "o"), relay("s", "B", "r", "p")])
    assert build(found).nodes["s"].inputs == (Input(Leaf(Polarity.AFFIRM, "p")),)


def test_a_stand_in_speaks_where_all_edges_are_missing() -> None:
    """One stand-in a relay and polarity, unless one of the edges of that polarity is sure."""
    deny = Polarity.DENY
    found = graph(
        [origin("o"), origin("p"), origin("q", polarity=deny), origin("asks", degree=Degree.UU)],
        [relay("r", "B", ("o", 0.5), ("p", 0.6), ("q", 0.7), ("asks", 0.8))],
    )
    network = build(found)
    assert network.leaves == (
        Leaf(Polarity.AFFIRM, "o"),
        Leaf(Polarity.AFFIRM, "p"),
        Leaf(deny, "q"),
        Leaf(Polarity.AFFIRM, None, "r", ("o", "p")),
        Leaf(deny, None, "r", ("q",)),
    )
    assert network.nodes["r"].inputs[-2:] == (
        Input(network.leaves[3], None, ("r\n0", "r\n1")), Input(network.leaves[4], None, ("r\n2",)),
    )  # fmt: skip
    assert network.gates == {"r\n0": 0.5, "r\n1": 0.6, "r\n2": 0.7}
    sure = build(graph([origin("o"), origin("p")], [relay("r", "B", ("o", 0.5), "p")]))
    assert [leaf.origin for leaf in sure.leaves] == ["o", "p"]


def test_a_stand_in_covers_what_lies_behind_relays() -> None:
    """The origins behind a missing edge are those that the parent may carry, each once, in the graph's order."""
    found = graph(
        [origin("o"), origin("p")],
        [relay("r", "B", "p", "o"), relay("s", "B", "o"), relay("t", "B", ("r", 0.5), ("s", 0.5))],
        ["t"],
    )
    (stand_in,) = [leaf for leaf in build(found).leaves if leaf.origin is None]
    assert stand_in == Leaf(Polarity.AFFIRM, None, "t", ("o", "p"))


def test_what_a_relay_carries_is_found_in_any_order() -> None:
    """Origins are found behind any number of relays, also when the nearest relay is listed first."""
    found = graph([origin("o")], [relay("t", "B", ("s", 0.5)), relay("s", "B", "r"), relay("r", "B", "o")], ["t"])
    assert build(found).leaves == (A, Leaf(Polarity.AFFIRM, None, "t", ("o",)))


def test_whether_a_network_holds_without_an_origin() -> None:
    """It does unless a relay with an uncertain edge loses one of several ways of a polarity."""
    found = graph(
        [origin("o"), origin("p"), origin("q", polarity=Polarity.DENY)],
        [relay("r", "B", ("o", 0.5), ("p", 0.5), ("q", 0.5)), relay("s", "B", "o", "p")],
    )
    network = build(found)
    assert [network.holds_without(name) for name in ("o", "p", "q", "x")] == [False, False, True, True]
    assert build(each(origin("o"), origin("p"))).holds_without("o")
    both = graph(
        [origin("o"), origin("p")], [relay("m", "B", "o", "p"), relay("r", "B", ("m", 0.5), ("p", 0.5))], ["r"]
    )
    assert build(both).holds_without("o")
    assert not build(both).holds_without("p") or build(both).carriers == ((frozenset({"o", "p"}), frozenset({"p"})),)


def test_cycles_are_kept() -> None:
    """Relays that hear each other stay a cycle where both have an origin, and close on themselves where not."""
    both = graph([origin("o"), origin("p")], [relay("r", "B", "o", "s"), relay("s", "B", "p", "r")], ["r"])
    assert set(build(both).nodes) == {"r", "s"}
    one = graph([origin("o")], [relay("r", "B", "o", "s"), relay("s", "B", "r")], ["s"])
    assert set(build(one).nodes) == {"s"}
