"""Worlds: enumeration and drawing, evidence of bundles, and reuse under other letters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.assessment import sketch

from bukti.assessment import worlds as worlds_module
from bukti.assessment.network import build
from bukti.assessment.study import study
from bukti.assessment.worlds import (
    Bundle,
    Outcome,
    evidence,
    letter,
    open_worlds,
    outcome,
    revised,
    reweighted,
    strength,
    varied,
)
from bukti.model import Degree, EvidenceBasis, Opinion, Polarity

PROFILE = sketch.PROFILE
AFFIRM, DENY = Polarity.AFFIRM, Polarity.DENY
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each
TWO = each(origin("o"), origin("p", "A"))


def test_strength_of_an_origin() -> None:
    """Its b is τ·κ·β·ι, capped so that no opinion is dogmatic."""
    assert strength(origin("o"), PROFILE) == pytest.approx(0.7125)
    weak = origin("o", "C", degree=Degree.PR, basis=EvidenceBasis.HEARSAY, self_interest=True)
    assert strength(weak, PROFILE) == pytest.approx(0.5 * 0.5 * 0.4 * 0.5)
    sure = PROFILE.model_copy(update={"origin": {**PROFILE.origin, "A": 1.0}, "certainty": {"CT": 1.0}})
    assert strength(origin("o", "A"), sure) == 0.98
    assert [letter(one) for one in "ABCDEFGx"] == ["A", "B", "C", "D", "E", "F", "F", "F"]


def test_every_world_of_two_relays() -> None:
    """Four worlds with their probabilities, and who is attested in each."""
    opened = open_worlds(build(TWO), TWO, PROFILE)
    assert opened.exact
    assert opened.variables == ("r0", "r1")
    assert opened.chances == (0.95, 0.95)
    assert opened.states.tolist() == [[False, False], [True, False], [False, True], [True, True]]
    assert opened.attested.tolist() == opened.states.tolist()
    assert opened.weights.tolist() == pytest.approx([0.0025, 0.0475, 0.0475, 0.9025])
    assert opened.shares.tolist() == pytest.approx([0.95, 0.95])


def test_gates_are_variables() -> None:
    """An uncertain edge is a variable of its own; its stand-in speaks where it is missing."""
    found = graph([origin("o")], [relay("r", "B", ("o", 0.8))])
    opened = open_worlds(build(found), found, PROFILE)
    assert opened.variables == ("r", "r\n0")
    assert opened.chances == (0.95, 0.8)
    assert opened.attested.tolist() == [[False, False], [False, True], [False, False], [True, False]]
    assert opened.shares.tolist() == pytest.approx([0.76, 0.19])


def test_drawn_worlds() -> None:
    """Beyond the limit worlds are drawn, with equal weights and a fixed seed; another seed draws others."""
    limited = PROFILE.model_copy(update={"worlds": PROFILE.worlds.model_copy(update={"exact": 1, "draws": 500})})
    opened = open_worlds(build(TWO), TWO, limited)
    assert not opened.exact
    assert opened.weights.tolist() == [1 / 500] * 500
    assert np.array_equal(opened.states, open_worlds(build(TWO), TWO, limited).states)
    assert opened.states.mean() == pytest.approx(0.95, abs=0.03)
    at_limit = limited.model_copy(update={"worlds": limited.worlds.model_copy(update={"exact": 2})})
    assert open_worlds(build(TWO), TWO, at_limit).exact
    other = limited.model_copy(update={"worlds": limited.worlds.model_copy(update={"seed": 7})})
    assert not np.array_equal(opened.states, open_worlds(build(TWO), TWO, other).states)


def test_many_worlds_are_computed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many worlds are held at once does not change which are attested."""
    found = graph(
        [origin(f"o{n}") for n in range(4)],
        [relay("r", "B", "o0"), *[relay(f"s{n}", "C", "r", f"o{n}") for n in range(1, 4)]],
        [f"s{n}" for n in range(1, 4)],
    )
    deep = graph([origin(f"o{n}") for n in range(7)], [relay(f"r{n}", "C", f"o{n}") for n in range(7)])
    for one in (found, deep):
        whole = open_worlds(build(one), one, PROFILE)
        monkeypatch.setattr(worlds_module, "CELLS", 1)
        parts = open_worlds(build(one), one, PROFILE)
        monkeypatch.undo()
        assert np.array_equal(whole.attested, parts.attested)
        assert len(whole.attested) == 2 ** len(whole.variables)


def test_a_cycle_reaches_through_both_ways() -> None:
    """In every world a cycle passes on what any faithful way brings, and no more."""
    found = graph(
        [origin("o"), origin("p")],
        [relay("r", "B", "o", "s"), relay("s", "C", "p", "r"), relay("t", "A", "r", "s")],
        ["t"],
    )
    opened = open_worlds(build(found), found, PROFILE)
    r, s, t = (opened.states[:, opened.variables.index(name)] for name in "rst")
    places = {leaf.origin: n for n, leaf in enumerate(opened.network.leaves)}
    assert np.array_equal(opened.attested[:, places["o"]], t & r)
    assert np.array_equal(opened.attested[:, places["p"]], t & s)


def test_a_cycle_is_followed_until_nothing_changes() -> None:
    """Each of two relays that hear each other passes on what the other has, in both directions."""
    names = ("o", "p", "q1", "q2")
    found = graph(
        [origin(name) for name in names],
        [
            relay("r", "B", "o", "s"), relay("s", "C", "p", "r"),
            relay("t1", "A", "r", "q1"), relay("t2", "A", "s", "q2"),
        ],
        ["t1", "t2"],
    )  # fmt: skip
    opened = open_worlds(build(found), found, PROFILE)
    r, s, t1, t2 = (opened.states[:, opened.variables.index(name)] for name in ("r", "s", "t1", "t2"))
    places = {leaf.origin: n for n, leaf in enumerate(opened.network.leaves)}
    assert np.array_equal(opened.attested[:, places["o"]], (t1 & r) | (t2 & s & r))
    assert np.array_equal(opened.attested[:, places["p"]], (t2 & s) | (t1 & r & s))


@pytest.mark.parametrize(
    ("bundles", "support", "against"),
    [
        ((Bundle(AFFIRM, ((0,),), 0.0), Bundle(AFFIRM, ((1,),), 0.0)), 8.0, 0.0),
        ((Bundle(AFFIRM, ((0,), (1,)), 0.7),), 6.6, 0.0),
        ((Bundle(AFFIRM, ((0,), (1,)), 1.0),), 6.0, 0.0),
        ((Bundle(AFFIRM, ((0, 1),), 0.0),), 6.0, 0.0),
        ((Bundle(AFFIRM, ((0,),), 0.0), Bundle(DENY, ((1,),), 0.0)), 2.0, 6.0),
    ],
)
def test_evidence_of_bundles(bundles: tuple[Bundle, ...], support: float, against: float) -> None:
    """Evidence adds between bundles, by 1 - rho inside one, and not at all inside a unit; by polarity."""
    opened = open_worlds(build(TWO), TWO, PROFILE)
    found = evidence(opened, bundles, np.array([0.5, 0.75]), PROFILE)
    assert (found.support[-1], found.against[-1]) == pytest.approx((support, against))
    assert (found.support[0], found.against[0]) == (0.0, 0.0)
    belief, disbelief, uncertainty = (mass[-1] for mass in found.masses())
    total = support + against + 2.0
    assert (belief, disbelief, uncertainty) == pytest.approx((support / total, against / total, 2.0 / total))


def test_evidence_that_is_revised() -> None:
    """Computing only what changed gives what computing everything gives, and never less than nothing."""
    opened = open_worlds(build(TWO), TWO, PROFILE)
    one, other = Bundle(AFFIRM, ((0,),), 0.0), Bundle(AFFIRM, ((1,),), 0.0)
    variants = [
        ((one, other), np.array([0.5, 0.75])),
        ((one, other), np.array([0.5, 0.1])),
        ((one,), np.array([0.5, 0.0])),
        ((), np.array([0.0, 0.0])),
        ((Bundle(AFFIRM, ((0,), (1,)), 0.3),), np.array([0.5, 0.75])),
        ((Bundle(DENY, ((0,),), 0.0), other), np.array([0.5, 0.75])),
    ]
    for start, amounts in variants:
        base = evidence(opened, start, amounts, PROFILE)
        for bundles, strengths in variants:
            found, whole = revised(base, opened, bundles, strengths), evidence(opened, bundles, strengths, PROFILE)
            assert np.allclose(found.support, whole.support, atol=1e-12)
            assert np.allclose(found.against, whole.against, atol=1e-12)
            assert (found.support.min() >= 0.0, found.against.min() >= 0.0) == (True, True)
            assert (found.bundles, found.weight) == (whole.bundles, whole.weight)
            assert np.array_equal(found.amounts, whole.amounts)


def test_outcome_over_worlds() -> None:
    """The opinion is the mean over worlds; expected evidence beside it; no error where worlds are exact."""
    opened = open_worlds(build(TWO), TWO, PROFILE)
    found = evidence(opened, (Bundle(AFFIRM, ((0,),), 0.0), Bundle(DENY, ((1,),), 0.0)), np.array([0.5, 0.75]), PROFILE)
    result = outcome(found, opened, 0.3)
    belief = 0.9025 * 0.2 + 0.0475 * 0.5
    disbelief = 0.9025 * 0.6 + 0.0475 * 0.75
    assert result.opinion.belief == pytest.approx(belief)
    assert result.opinion.disbelief == pytest.approx(disbelief)
    assert result.opinion.uncertainty == pytest.approx(1 - belief - disbelief)
    assert result.opinion.base_rate == 0.3
    assert (result.support, result.against, result.error) == pytest.approx((1.9, 5.7, 0.0))
    assert result.conflict == pytest.approx(0.5)
    other = varied(found, opened.weights, 0.3)
    assert (other.opinion.belief, other.opinion.disbelief) == pytest.approx((belief, disbelief))
    assert (other.support, other.against, other.error) == pytest.approx((1.9, 5.7, 0.0))
    halves = varied(found, opened.weights * 0.5, 0.3)  # weights need not add up to one
    assert halves.opinion.belief == pytest.approx(belief)
    assert halves.opinion.uncertainty == pytest.approx(1 - belief - disbelief)
    assert (halves.support, halves.against) == pytest.approx((1.9, 5.7))


def test_standard_error() -> None:
    """The error of drawn worlds is the largest standard deviation over the root of their number."""
    drawn = PROFILE.model_copy(update={"worlds": PROFILE.worlds.model_copy(update={"exact": 0, "draws": 400})})
    found = study(each(origin("o"), letter="E"), drawn)
    masses = np.where(found.worlds.attested[:, 0], 0.7125, 0.0)
    assert found.result.error == pytest.approx(float(np.std(masses)) / 20.0)


@pytest.mark.parametrize(("support", "against", "conflict"), [(0, 0, 0), (1, 0, 0), (0, 2, 0), (2, 2, 1), (3, 1, 0.5)])
def test_conflict(support: float, against: float, conflict: float) -> None:
    """Conflict is 0 where one side has nothing and 1 where both have the same."""
    assert Outcome(Opinion(0, 0, 1), support, against, 0.0).conflict == conflict


def test_other_letters_of_a_relay() -> None:
    """New probabilities of the same worlds give what opening them anew gives; certain nodes cannot be reweighed."""
    base = study(TWO, PROFILE)
    weights = reweighted(base.worlds, "r0", 0.3)
    assert weights is not None
    lower = replace(TWO, relays=(replace(TWO.relays[0], reliability="E"), TWO.relays[1]))
    chances = dict(zip(base.worlds.variables, base.worlds.chances, strict=True))
    assert set(chances) == {"r0", "r1"}
    assert varied(base.found, weights, 0.5).opinion.belief == pytest.approx(study(lower, PROFILE).result.opinion.belief)
    for end in (0.0, 1.0):
        sure = PROFILE.model_copy(update={"relay": {**PROFILE.relay, "B": end}})
        assert reweighted(study(TWO, sure).worlds, "r0", 0.3) is None
