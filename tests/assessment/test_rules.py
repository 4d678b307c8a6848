"""The rules of method.md 7.4 at their borders, with their sentences."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.assessment import Profile, load, rules
from bukti.assessment.profiles import Condition, Policy
from bukti.assessment.rules import Facts
from bukti.model import Opinion

PROFILE = load()
SMALL = 1e-6


def facts(belief: float = 0.0, disbelief: float = 0.0, **changes: Any) -> Facts:
    """Facts with these masses, the rest unknown, no conflict and no origin."""
    return Facts(Opinion(belief, disbelief, 1.0 - belief - disbelief), **({"conflict": 0.0} | changes))


LIKELIHOODS = [
    # belief, disbelief, origins: term and why it is held
    (0.5 - SMALL, 0.0, 2, None, "Insufficient basis for a likelihood: 50 of 100 parts are unknown."),
    (0.5, 0.0, 2, "likely", ""),
    (0.0, 0.3, 2, None, "Insufficient basis for a likelihood: 70 of 100 parts are unknown."),
    (0.60, 0.0, 2, "likely", ""),  # P = .80: the shared end belongs to the weaker word
    (0.61, 0.0, 2, "very likely", ""),
    (0.61, 0.0, 1, "likely", "Held at this word because fewer than two independent origins support it."),
    (0.61, 0.0, 0, "likely", "Held at this word because fewer than two independent origins support it."),
    (0.60, 0.0, 1, "likely", ""),
    (0.95, 0.0, 3, "very likely", "Held at this word because no machine alone is surer."),
    (0.95, 0.0, 1, "likely", "Held at this word because fewer than two independent origins support it."),
    (0.0, 0.95, 0, "very unlikely", "Held at this word because no machine alone is surer."),
    (0.0, 0.61, 0, "very unlikely", ""),
    (0.0, 0.60, 0, "unlikely", ""),
    (0.4, 0.4, 2, "roughly even chance", ""),
    (0.4, 0.4, 0, "roughly even chance", ""),
]


@pytest.mark.parametrize(("belief", "disbelief", "origins", "term", "reason"), LIKELIHOODS)
def test_likelihood(belief: float, disbelief: float, origins: int, term: str | None, reason: str) -> None:
    """A word is said only where enough is known, is held at "likely" with one origin, and never reaches an end."""
    assert rules.likelihood(facts(belief, disbelief, origins=origins), PROFILE) == (term, reason)


def test_likelihood_in_the_words_of_the_scheme() -> None:
    """Caps are levels, so another scheme says them in its own words."""
    desk = load("sanctions-desk")
    assert rules.likelihood(facts(0.95, origins=1), desk)[0] == "likely or probable"
    assert rules.likelihood(facts(0.95, origins=2), desk)[0] == "highly likely"
    assert rules.likelihood(facts(0.0, 0.95), desk)[0] == "highly unlikely"


CONFIDENCES = [
    (facts(0.80, origins=3), "high", "It rests on 3 independent origins."),
    (facts(0.80 - SMALL, origins=3), "moderate", "It rests on 3 independent origins."),
    (facts(0.80, origins=2), "moderate", "It rests on 2 independent origins."),
    (facts(0.80, origins=2, documents=1), "high", "It rests on 2 independent origins, with a verified document."),
    (facts(0.80, origins=1, documents=1), "moderate", "It rests on 1 independent origin, with a verified document."),
    (facts(0.80, origins=3, conflict=0.2), "high", "It rests on 3 independent origins."),
    (facts(0.80, origins=3, conflict=0.21), "moderate", "It rests on 3 independent origins."),
    (facts(0.55, origins=2, conflict=1.0), "moderate", "It rests on 2 independent origins."),
    (facts(0.55 - SMALL, origins=2), "low", "It rests on 2 independent origins, and 45 of 100 parts are unknown."),
    (facts(0.55, origins=1), "low", "It rests on 1 independent origin, and 45 of 100 parts are unknown."),
    (facts(0.9, origins=0, documents=1), "low",
     "It rests on 0 independent origins, and 10 of 100 parts are unknown."),
    (facts(0.0, 0.80, origins=3, denying=1), "low",
     "The denial rests on 1 independent origin, and 20 of 100 parts are unknown."),
    (facts(0.0, 0.80, denying=3), "high", "The denial rests on 3 independent origins."),
    (facts(0.0, 0.80, denying=2, denying_documents=1), "high",
     "The denial rests on 2 independent origins, with a verified document."),
    (facts(0.4, 0.4, origins=2, denying=0), "moderate", "It rests on 2 independent origins."),
    (facts(0.4, 0.4, origins=2, documents=0, denying_documents=1), "moderate", "It rests on 2 independent origins."),
]  # fmt: skip


@pytest.mark.parametrize(("known", "level", "reason"), CONFIDENCES)
def test_confidence(known: Facts, level: str, reason: str) -> None:
    """Each level has its borders, and looks at the side that the evidence favours."""
    assert rules.confidence(known, PROFILE) == (level, reason)


DIGITS = [
    (facts(0.19, origins=2), "6"),  # u = .81
    (facts(0.20, origins=2), "3"),  # u = .80, P = .60
    (facts(0.70, 0.10, origins=2), "1"),
    (facts(0.70, 0.11, origins=2), "2"),
    (facts(0.69, 0.0, origins=2), "2"),
    (facts(0.95, 0.0, origins=1), "2"),
    (facts(0.50, 0.30, origins=2), "2"),  # P = .60
    (facts(0.49, 0.31, origins=2), "3"),
    (facts(0.50, 0.0, origins=1), "2"),  # u = .50
    (facts(0.49, 0.0, origins=1), "3"),
    (facts(0.30, 0.50, origins=2), "3"),  # P = .40
    (facts(0.29, 0.51, origins=2, denied=True), "4"),
    (facts(0.10, 0.70, denied=True), "4"),  # P = .20
    (facts(0.09, 0.71, denied=True), "5"),
    (facts(0.09, 0.71, denied=False), "4"),  # 5 needs a contradiction
]


@pytest.mark.parametrize(("known", "digit"), DIGITS)
def test_credibility(known: Facts, digit: str) -> None:
    """Every digit has its borders; 1 needs two origins and 5 a denial."""
    assert rules.digit(known, PROFILE) == digit


def test_admiralty() -> None:
    """The grade is the letter of the strongest origin and the digit."""
    assert rules.admiralty(facts(0.8, origins=2, letter="B"), PROFILE) == "B1"


def test_measures() -> None:
    """Every measure that a policy may name has its value from the facts."""
    known = facts(
        0.5, 0.2, conflict=0.3, origins=4, origins_max=5, direct=6, documents=7, named=8, named_direct=9, verified=10
    )
    assert rules.measures(known, 3) == {
        "origins": 4, "origins_max": 5, "belief": 0.5, "disbelief": 0.2, "uncertainty": pytest.approx(0.3),
        "conflict": 0.3, "direct": 6, "documents": 7, "named": 8, "named_direct": 9, "verified": 10, "standard": 3,
    }  # fmt: skip


def policy(*conditions: Condition) -> Profile:
    """The default profile with one policy of these conditions."""
    return PROFILE.model_copy(
        update={"policy": "own", "policies": {"own": Policy(description="", conditions=conditions)}}
    )


def test_a_condition_with_a_bound() -> None:
    """Bounds are inclusive, and a condition that fails gives its sentence with a capital and one full stop."""
    least = policy(Condition(measure="origins", at_least=2, why="too few origins."))
    assert rules.actionable(facts(origins=2), 0, least) == (True, ())
    assert rules.actionable(facts(origins=1), 0, least) == (False, ("Too few origins.",))
    most = policy(Condition(measure="conflict", at_most=0.2, why="too much conflict"))
    assert rules.actionable(facts(conflict=0.2), 0, most) == (True, ())
    assert rules.actionable(facts(conflict=0.21), 0, most) == (False, ("Too much conflict.",))
    never = policy(Condition(measure="origins", at_least=0.0, why="none"))
    assert rules.actionable(facts(), 0, never) == (True, ())


def test_a_condition_on_the_standard() -> None:
    """A standard is met by its own rank and every stricter one."""
    asks = policy(Condition(measure="standard", at_least="balance of probabilities", why="not met"))
    assert [rules.actionable(facts(), rank, asks)[0] for rank in range(6)] == [False, False, False, True, True, True]


def test_a_condition_with_alternatives() -> None:
    """One of the alternatives is enough, and only the whole is explained."""
    two = (Condition(measure="origins", at_least=2), Condition(measure="named_direct", at_least=1))
    asks = policy(Condition(any=two, why="neither"), Condition(measure="named", at_least=1, why="nobody named"))
    assert rules.actionable(facts(origins=2, named=1), 0, asks) == (True, ())
    assert rules.actionable(facts(named_direct=1, named=1), 0, asks) == (True, ())
    assert rules.actionable(facts(), 0, asks) == (False, ("Neither.", "Nobody named."))


def test_the_policies_of_the_profiles() -> None:
    """Each shipped policy says yes to what it describes and names what it misses."""
    strong = facts(0.8, origins=2, direct=1, named=1, named_direct=1)
    weak = facts(0.2, 0.4, conflict=0.9)
    for name, failing in (("default", 2), ("newsroom", 3), ("sanctions-desk", 5)):
        assert rules.actionable(strong, 4, load(name)) == (True, ())
        enough, why = rules.actionable(weak, 0, load(name))
        assert not enough
        assert len(why) == failing


def test_small_helpers() -> None:
    """Thresholds forgive rounding only; amounts have their nouns; numbers are never rounded past a bound."""
    assert rules.reaches(0.3 - 1e-10, 0.3)
    assert not rules.reaches(0.3 - 1e-8, 0.3)
    assert rules.hundred(0.125) == 12
    assert rules.hundred(0.995) == 100
    assert (rules.number(0, "origin"), rules.number(1, "origin"), rules.number(2, "origin")) == (
        "0 origins",
        "1 origin",
        "2 origins",
    )
    assert rules.under(0.504, 0.51) == "0.50"
    assert rules.under(0.5058, 0.51) == "0.50"
    assert rules.under(0.508, 0.60) == "0.51"
    assert rules.over(0.1042, 0.10) == "0.11"
    assert rules.over(0.108, 0.10) == "0.11"
    assert rules.over(0.149, 0.10) == "0.15"
