"""`weigh` puts all outputs together; each agrees with the part it comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.assessment import sketch

from bukti.assessment import load, weigh
from bukti.model import Polarity, SourceKind

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each
PAIR = each(origin("driver"), origin("welder", kind=SourceKind.NAMED_PERSON))


def test_two_witnesses() -> None:
    """The worked example of method.md 7.4, every field."""
    result = weigh(PAIR, PROFILE)
    assert result.claim == "it happened"
    assert result.opinion.belief == pytest.approx(0.8187, abs=5e-5)
    assert result.opinion_sl.belief == pytest.approx(0.8073, abs=5e-5)
    assert (result.standard_error, result.conflict) == (0.0, 0.0)
    assert (result.reports, result.origins_min, result.origins_max, result.uncounted) == (2, 2, 2, 0)
    assert (result.scheme, result.likelihood, result.likelihood_reason) == ("icd203", "very likely", "")
    assert (result.confidence, result.confidence_reason) == ("moderate", "It rests on 2 independent origins.")
    assert result.admiralty == "B1"
    assert (result.standard_met, result.standard_next) == ("clear and convincing evidence", "beyond reasonable doubt")
    assert result.missing == (
        "Belief must rise from 0.82 to 0.91.",
        "3 independent origins needed, 2 established.",
        "Every origin must be verified.",
    )
    assert (result.policy, result.actionable, result.actionable_why) == ("two-origins", True, ())


def test_one_witness_is_not_enough() -> None:
    """What the policy misses is said."""
    result = weigh(each(origin("driver", "F")), PROFILE)
    assert not result.actionable
    assert result.actionable_why == (
        "Fewer than two independent origins are established.",
        "The balance of probabilities is not met.",
    )


def test_shares_of_origins() -> None:
    """Every origin that a report can carry is shown, strongest effect first, with its own opinion and reports."""
    found = graph(
        [
            origin("weak", "D"), origin("strong", "A", kind=SourceKind.DOCUMENT),
            origin("denier", "E", Polarity.DENY, established=False), origin("unheard"),
        ],
        [relay("r", "B", "weak"), relay("s", "B", "strong"), relay("t", "B", "denier", "strong")],
    )  # fmt: skip
    shares = weigh(found, PROFILE).origins
    assert [share.id for share in shares] == ["strong", "denier", "weak"]
    strong, denier, weak = shares
    assert (strong.kind, weak.kind, denier.kind) == ("document", "unspecified", "unspecified")
    assert (strong.reliability, strong.polarity, denier.polarity) == ("A", "affirm", "deny")
    assert (strong.reports, weak.reports, denier.reports) == (("s", "t"), ("r",), ("t",))
    assert (strong.established, denier.established) == (True, False)
    assert strong.opinion.belief == pytest.approx(0.9025)
    assert strong.opinion.uncertainty == pytest.approx(0.0975)
    assert denier.opinion.belief == 0.0
    assert denier.opinion.disbelief == pytest.approx(0.0475)
    assert weak.name == "the weak"
    assert strong.without.belief < weak.without.belief


def test_equal_shares_are_in_the_order_of_names() -> None:
    """Names decide between equal effects, then ids."""
    twins = [replace(origin(key), name=name) for key, name in (("c", "z"), ("a", "y"), ("b", "y"))]
    assert [share.id for share in weigh(each(*twins), PROFILE).origins] == ["a", "b", "c"]


def test_base_rate_of_the_graph() -> None:
    """The graph's base rate moves P and the words, never the standard or the masses."""
    low = weigh(replace(PAIR, base_rate=0.01), PROFILE)
    base = weigh(PAIR, PROFILE)
    assert low.opinion.base_rate == low.origins[0].opinion.base_rate == 0.01
    assert (low.opinion.belief, low.standard_met) == (base.opinion.belief, base.standard_met)
    assert low.opinion.projected < base.opinion.projected


def test_reports_read_twice_are_one() -> None:
    """Reports are counted by id."""
    assert weigh(replace(PAIR, read=("r0", "r1", "r0")), PROFILE).reports == 2


def test_profiles_name_their_words_and_policies() -> None:
    """The scheme and the policy of a result are the profile's."""
    result = weigh(PAIR, load("sanctions-desk"))
    assert (result.scheme, result.likelihood, result.policy) == ("phia", "highly likely", "eu-listing-like")
