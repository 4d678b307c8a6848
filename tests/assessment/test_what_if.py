"""What would change the result: sentences and ranges, against weighing the changed graph anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from tests.assessment import sketch

from bukti.assessment import weigh
from bukti.assessment.study import study
from bukti.assessment.what_if import distance, neighbours
from bukti.model import Degree, EvidenceBasis, EvidenceGraph, Opinion, Polarity

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each


def test_letters_next_to_each_other() -> None:
    """F, not judged, lies between C and D; the ends have one neighbour; an unknown letter is F."""
    assert [neighbours(letter) for letter in "ABCDEF?"] == [
        ("B",), ("A", "C"), ("B", "D"), ("C", "E"), ("D",), ("C", "D"), ("C", "D"),
    ]  # fmt: skip


def test_distance() -> None:
    """The larger change of belief and disbelief."""
    assert distance(Opinion(0.5, 0.1, 0.4), Opinion(0.3, 0.4, 0.3)) == pytest.approx(0.3)
    assert distance(Opinion(0.5, 0.1, 0.4), Opinion(0.1, 0.2, 0.7)) == pytest.approx(0.4)


def test_without_an_origin_in_words() -> None:
    """Each origin that matters has its sentence, strongest first, with the standard where it changes."""
    found = each(
        origin("driver"), origin("rumour", "F", basis=EvidenceBasis.HEARSAY), origin("ministry", polarity=Polarity.DENY)
    )
    assert weigh(found, PROFILE).would_change == (
        (
            "Without the ministry, belief rises from 0.43 to 0.70, disbelief falls from 0.40 to 0.00 and the "
            "standard met changes from reasonable suspicion to balance of probabilities."
        ),
        (
            "Without the driver, belief falls from 0.43 to 0.05, disbelief rises from 0.40 to 0.65 and the "
            "standard met changes from reasonable suspicion to none."
        ),
        (
            "Without the rumour, belief falls from 0.43 to 0.41, disbelief rises from 0.40 to 0.41 and the "
            "standard met changes from reasonable suspicion to none."
        ),
    )


def test_what_does_not_matter_is_not_told() -> None:
    """An origin whose absence moves nothing by half a hundredth has no sentence; equal sentences are told once."""
    weak = origin("rumour", "E", basis=EvidenceBasis.HEARSAY, degree=Degree.PS)
    assert len(weigh(each(origin("driver"), weak), PROFILE).would_change) == 1
    twins = [replace(origin(name), name="an eyewitness") for name in ("one", "two")]
    assert weigh(each(*twins), PROFILE).would_change == (
        (
            "Without an eyewitness, belief falls from 0.82 to 0.68 and the standard met changes from clear and "
            "convincing evidence to balance of probabilities."
        ),
    )


def test_standards_that_fall_to_nothing_are_told() -> None:
    """Without the only origin no standard is met; that is said as none, and so is a denial's part."""
    (told,) = weigh(each(origin("driver")), PROFILE).would_change
    assert told == (
        "Without the driver, belief falls from 0.68 to 0.00 and the standard met changes from balance of probabilities"
        " to none."
    )
    (told,) = weigh(each(origin("ministry", polarity=Polarity.DENY)), PROFILE).would_change
    assert told == "Without the ministry, disbelief falls from 0.68 to 0.00."
    both = each(origin("ministry", polarity=Polarity.DENY), origin("driver"))
    assert sorted(weigh(both, PROFILE).would_change) == [
        "Without the driver, belief falls from 0.41 to 0.00 and disbelief rises from 0.41 to 0.68.",
        (
            "Without the ministry, belief rises from 0.41 to 0.68, disbelief falls from 0.41 to 0.00 and the "
            "standard met changes from none to balance of probabilities."
        ),
    ]


def test_ranges_in_words() -> None:
    """Four sentences for letters, each about one thing; four more where there are groups."""
    assert weigh(each(origin("driver")), PROFILE).sensitivity == (
        "If any single reliability letter moves by one step, belief stays between 0.45 and 0.86.",
        (
            "If any single reliability letter moves by one step, the standard met ranges from reasonable grounds to "
            "believe to balance of probabilities."
        ),
        "If any single reliability letter moves by one step, the credibility digit ranges from 2 to 3.",
        "If any single reliability letter moves by one step, the likelihood ranges from none to likely.",
    )
    pair = each(*[origin(name, group="g", group_rho=0.7) for name in ("one", "two")])
    assert weigh(pair, PROFILE).sensitivity[4:] == (
        "If the dependence within groups moves by 0.2, belief stays between 0.73 and 0.78.",
        "If the dependence within groups moves by 0.2, the standard met stays: balance of probabilities.",
        "If the dependence within groups moves by 0.2, the credibility digit stays: 2.",
        "If the dependence within groups moves by 0.2, the likelihood stays: likely.",
    )
    assert weigh(graph([], [relay("r", "B")]), PROFILE).sensitivity == ()


def test_dependence_stays_between_its_ends() -> None:
    """ρ is not moved below 0 or above 1."""
    for rho, low, high in ((0.1, 0.3, 0.0), (0.9, 1.0, 0.7), (1.0, 1.0, 0.8), (0.0, 0.2, 0.0)):
        pair = each(*[origin(name, group="g", group_rho=rho) for name in ("one", "two")])
        ends = [
            study(replace(pair, origins=tuple(replace(o, group_rho=end) for o in pair.origins)), PROFILE)
            for end in (low, high)
        ]
        told = weigh(pair, PROFILE).sensitivity[4]
        expected = [f"{end.result.opinion.belief:.2f}" for end in ends]
        assert (
            told
            == f"If the dependence within groups moves by 0.2, belief stays between {expected[0]} and {expected[1]}."
        )


def moved(found: EvidenceGraph) -> list[float]:
    """Belief with each letter of a live node moved, by weighing the whole graph anew."""
    beliefs = [study(found, PROFILE).result.opinion.belief]
    for place, one in enumerate(found.origins):
        for other in neighbours(one.reliability):
            origins = (*found.origins[:place], replace(one, reliability=other), *found.origins[place + 1 :])
            beliefs.append(study(replace(found, origins=origins), PROFILE).result.opinion.belief)
    for place, node in enumerate(found.relays):
        for other in neighbours(node.reliability):
            relays = (*found.relays[:place], replace(node, reliability=other), *found.relays[place + 1 :])
            beliefs.append(study(replace(found, relays=relays), PROFILE).result.opinion.belief)
    return beliefs


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sketch.graphs())
def test_ranges_equal_weighing_anew(found: EvidenceGraph) -> None:
    """The range under moved letters, computed from one set of worlds, is that of weighing every changed graph."""
    told = weigh(found, PROFILE).sensitivity
    beliefs = moved(found)
    if told:
        low, high = told[0].removesuffix(".").split("between ")[1].split(" and ")
        assert float(low) == pytest.approx(min(beliefs), abs=0.00501)
        assert float(high) == pytest.approx(max(beliefs), abs=0.00501)


def test_letters_of_certain_nodes() -> None:
    """A relay that is certain under its letter is weighed anew when the letter moves."""
    sure = PROFILE.model_copy(update={"relay": {**PROFILE.relay, "A": 1.0}})
    told = weigh(each(origin("driver"), letter="A"), sure).sensitivity[0]
    assert told == "If any single reliability letter moves by one step, belief stays between 0.47 and 0.90."
    only = weigh(each(origin("driver", "E"), letter="A"), sure).sensitivity[0]
    assert only == "If any single reliability letter moves by one step, belief stays between 0.05 and 0.24."
