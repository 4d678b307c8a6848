"""The pure subjective-logic value: fuse below a shared relay, discount once."""

from __future__ import annotations

from typing import Any

import pytest
from tests.assessment import sketch

from bukti.assessment.canonical import canonical
from bukti.assessment.chains import opinion_sl
from bukti.model import EvidenceGraph, Opinion, Polarity

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each
ONE = 0.7125  # b of a B witness at first hand
E = 2 * ONE / (1 - ONE)


def pure(found: EvidenceGraph) -> Opinion:
    """The value of a graph."""
    return opinion_sl(canonical(found), PROFILE)


def fused(*beliefs: float) -> float:
    """Cumulative fusion of affirming opinions with these beliefs."""
    total = sum(2 * b / (1 - b) for b in beliefs)
    return total / (total + 2)


def test_a_chain_multiplies() -> None:
    """On a single chain the value is that of the worlds; an uncertain edge discounts by its probability."""
    chain = graph([origin("o")], [relay("r", "C", "o"), relay("s", "B", ("r", 0.8))], ["s"])
    assert pure(chain).belief == pytest.approx(0.95 * 0.8 * 0.85 * ONE)


def test_origins_fuse_below_a_shared_relay() -> None:
    """Two origins behind one relay are fused, then discounted once; behind two they are discounted, then fused."""
    shared = graph([origin("o"), origin("p")], [relay("r", "C", "o", "p")])
    assert pure(shared).belief == pytest.approx(0.85 * fused(ONE, ONE))
    apart = each(origin("o"), origin("p"), letter="C")
    assert pure(apart).belief == pytest.approx(fused(0.85 * ONE, 0.85 * ONE))


def test_nothing_is_counted_twice() -> None:
    """An origin with two ways to the reader hangs below the more faithful one, even where that is longer."""
    two = graph([origin("o")], [relay("r", "C", "o"), relay("s", "B", "o")])
    assert pure(two).belief == pytest.approx(0.95 * ONE)
    longer = graph([origin("o")], [relay("d", "D", "o"), relay("r", "B", "o"), relay("s", "B", "r")], ["d", "s"])
    assert pure(longer).belief == pytest.approx(0.95 * 0.95 * ONE)
    surer = graph([origin("o")], [relay("r", "B", ("o", 0.5)), relay("s", "C", "o")])
    assert pure(surer).belief == pytest.approx(0.85 * ONE)


def test_cycles_end() -> None:
    """Every node hangs once, so a cycle ends."""
    cycle = graph([origin("o")], [relay("r", "B", "o", "s"), relay("s", "C", "r")])
    assert pure(cycle).belief == pytest.approx(0.95 * ONE)


def test_denials_and_the_base_rate() -> None:
    """A denial gives disbelief; the base rate is the graph's; without anything nothing is known."""
    found = each(origin("o"), origin("p", polarity=Polarity.DENY))
    half = pure(found)
    assert half.belief == half.disbelief == pytest.approx(0.4037, abs=5e-4)
    silent = EvidenceGraph("it", (), (), (), 0.2)
    assert opinion_sl(silent, PROFILE) == Opinion(0.0, 0.0, 1.0, 0.2)
    deaf = graph([origin("o")], [relay("r", "B")])
    assert pure(deaf).uncertainty == 1.0


def test_dependence_weakens_all_but_the_strongest() -> None:
    """Of a group the strongest counts whole and the others by 1 - ρ; of one person only the strongest counts."""
    group: dict[str, Any] = {"group": "g", "group_rho": 0.7}
    pair = graph([origin("o", "A", **group), origin("p", **group)], [relay("r", "B", "o", "p")])
    strong = 0.95 * 0.95
    total = 2 * strong / (1 - strong) + 0.3 * E
    assert pure(pair).belief == pytest.approx(0.95 * total / (total + 2))
    alike = graph([origin("o"), origin("p", "A", could_be=("o",))], [relay("r", "B", "o", "p")])
    assert pure(alike).belief == pytest.approx(0.95 * strong)


def test_unread_relays_carry_nothing() -> None:
    """Only what the reader reaches counts."""
    assert pure(graph([origin("o")], [relay("r", "B", "o"), relay("s", "B")], ["s"])).belief == 0.0
