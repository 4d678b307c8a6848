"""The sentences of method.md 7.6, word for word, and what no sentence may do."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from tests.assessment import sketch

from bukti.assessment import load, weigh
from bukti.assessment.explain import parts
from bukti.model import Degree, EvidenceBasis, EvidenceGraph, Opinion, Polarity

PROFILE = sketch.PROFILE
origin, relay, graph, each = sketch.origin, sketch.relay, sketch.graph, sketch.each


def explained(found: EvidenceGraph) -> tuple[str, ...]:
    """The explanations of a graph."""
    return weigh(found, PROFILE).explanations


def test_two_witnesses_and_a_denial() -> None:
    """Every template stands there, in reading order, with its numbers."""
    denial = origin("ministry", "D", Polarity.DENY, self_interest=True, word="denies")
    found = graph(
        [
            replace(origin("driver", word="saw"), name="a driver"),
            replace(origin("welder", degree=Degree.PR, basis=EvidenceBasis.INFERRED), name="a welder"),
            replace(denial, name="the ministry"),
        ],
        [
            relay("daily", "B", "driver"),
            relay("weekly", "C", "welder"),
            relay("wire", "A", "ministry"),
            relay("copy", "F", "daily"),
        ],
    )
    assert explained(found) == (
        (
            "Of every 100 parts of belief, 68 rest on reports that it happened, 4 on reports that it did not, and "
            "28 are simply unknown."
        ),
        "If we had to bet with a neutral starting point of 0.50, 0.82.",
        "3 reports go back to 2 independent origins: a driver, a welder; the other 1 repeats them.",
        "a driver is rated B, used as 0.75.",
        "a driver said 'saw', read as 0.97.",
        "What a driver says was seen or heard at first hand, counted at 1.00.",
        "a welder is rated B, used as 0.75.",
        "a welder said 'probable', read as 0.75.",
        "What a welder says was inferred, counted at 0.60.",
        "the ministry is rated D, used as 0.25.",
        "the ministry said 'denies', read as 0.03.",
        "What the ministry says was seen or heard at first hand, counted at 1.00.",
        "It serves the ministry to say so, so it counts 0.50.",
        "We read the daily, not a driver; we take it that it passes on faithfully 0.95 of the time.",
        "We read the weekly, not a welder; we take it that it passes on faithfully 0.85 of the time.",
        "We read the wire, not the ministry; we take it that it passes on faithfully 0.98 of the time.",
        "0.26 of 5.47 evidence units deny.",
        "B2: source usually reliable; information probably true because of 2 independent origins.",
        "In the words of ICD 203 it is: very likely.",
        "Confidence in this assessment is moderate. It rests on 2 independent origins.",
        (
            "Meets balance of probabilities (b 0.68 ≥ 0.51, 2 origins); clear and convincing evidence would need: "
            "Belief must rise from 0.68 to 0.71."
        ),
        "The thresholds are a convention of this profile, not legal advice.",
    )


def test_one_anonymous_source() -> None:
    """One report, one origin, too little known: each sentence is in the singular and says why no word is used."""
    assert explained(each(origin("diplomat", "F", basis=EvidenceBasis.UNSPECIFIED))) == (
        (
            "Of every 100 parts of belief, 17 rest on reports that it happened, 0 on reports that it did not, and "
            "83 are simply unknown."
        ),
        "If we had to bet with a neutral starting point of 0.50, 0.58.",
        "1 report goes back to 1 independent origin: the diplomat.",
        "the diplomat is rated F, used as 0.38.",
        "the diplomat said 'certain', read as 0.97.",
        "What the diplomat says was stated without saying how it is known, counted at 0.50.",
        "We read the r0, not the diplomat; we take it that it passes on faithfully 0.95 of the time.",
        "F6: source reliability cannot be judged; information truth cannot be judged because of 1 independent origin.",
        "Insufficient basis for a likelihood: 83 of 100 parts are unknown.",
        "Confidence in this assessment is low. It rests on 1 independent origin, and 83 of 100 parts are unknown.",
        (
            "Meets no standard of proof (b 0.17, 1 origin); reasonable suspicion would need: Belief must rise from "
            "0.17 to 0.30."
        ),
        "The thresholds are a convention of this profile, not legal advice.",
    )


def test_how_it_is_known_in_words() -> None:
    """Every basis and every certainty has its words."""
    told = " ".join(
        sentence
        for basis in EvidenceBasis
        for degree in (Degree.CT, Degree.PR, Degree.WPR, Degree.PS)
        for sentence in explained(each(origin("man", basis=basis, degree=degree)))
    )
    for words in (
        "was seen or heard at first hand, counted at 1.00.",
        "was documented and verified, counted at 0.90.",
        "was taken from a document that nobody verified, counted at 0.60.",
        "was inferred, counted at 0.60.",
        "was stated without saying how it is known, counted at 0.50.",
        "was heard from others, counted at 0.40.",
        "said 'certain', read as 0.97.",
        "said 'probable', read as 0.75.",
        "said 'weakly probable', read as 0.65.",
        "said 'possible', read as 0.55.",
    ):
        assert words in told


def test_who_denies_it_repeats_nobody() -> None:
    """A report with the denial alone is none of those that go back to the origin."""
    told = explained(each(origin("diver"), origin("owner", polarity=Polarity.DENY)))
    assert "1 report goes back to 1 independent origin: the diver." in told


def test_open_statements_are_not_explained() -> None:
    """A source that takes no position enters no result and no sentence."""
    told = explained(each(origin("asker", degree=Degree.UU), origin("witness")))
    assert not any("the asker is rated" in sentence for sentence in told)
    assert any("the witness is rated" in sentence for sentence in told)


def test_groups_in_words() -> None:
    """Origins that share something are told with what they share, once, and only where there are several."""
    shared: dict[str, Any] = {"group": "the ministry", "group_rho": 0.7}
    pair = [origin("one", **shared), origin("two", **shared), origin("three", group="the army", group_rho=0.3)]
    told = [sentence for sentence in explained(each(*pair)) if " share " in sentence]
    assert told == ["the one and the two share the ministry, so each after the first counts 0.30."]
    free = [origin("one", group="g"), origin("two", group="g")]
    assert not [sentence for sentence in explained(each(*free)) if " share " in sentence]
    three = [origin(name, group="g", group_rho=0.2) for name in ("a", "b", "c")]
    told = [sentence for sentence in explained(each(*three)) if " share " in sentence]
    assert told == ["the a and the b and the c share g, so each after the first counts 0.80."]


def test_intervals_and_unknown_lineage_in_words() -> None:
    """An interval is told as one; sources of unknown lineage are told apart, in their number."""
    pair = [origin("one"), origin("two", could_be=("one",)), origin("three")]
    assert "3 reports go back to 2 to 3 independent origins: the one, the three, the two." in explained(each(*pair))
    unknown = each(origin("one"), origin("two", established=False))
    assert "2 reports go back to 1 independent origin: the one; the other 1 repeats them." in explained(unknown)
    told = "Not counted, for independence is not established: the two. It passes on what somebody unknown told."
    assert told in explained(unknown)
    more = each(origin("two", established=False), origin("three", established=False))
    told = (
        "Not counted, for independence is not established: the three, the two. It passes on what somebody unknown told."
    )
    assert told in explained(more)
    assert "2 reports go back to 0 independent origins." in explained(more)


def test_relays_in_words() -> None:
    """A report without a source is told without one, with two with both, in the order of names; only what was read."""
    found = graph(
        [origin("one"), origin("two")],
        [relay("z", "B", "one", "two"), relay("a", "F"), relay("between", "B", "one")],
        ["z", "a"],
    )
    told = [sentence for sentence in explained(found) if sentence.startswith("We read")]
    assert told == [
        "We read the a; we take it that it passes on faithfully 0.75 of the time.",
        "We read the z, not the one or the two; we take it that it passes on faithfully 0.95 of the time.",
    ]


def test_words_that_are_held() -> None:
    """A word that is held below its band is followed by the reason, in a sentence of its own."""
    told = explained(each(origin("witness", "A")))
    place = told.index("In the words of ICD 203 it is: likely.")
    assert told[place + 1] == "Held at this word because fewer than two independent origins support it."


def test_the_ends_of_the_ladder() -> None:
    """The strictest standard has no next one; a belief just under a bound is never printed as the bound."""
    proven = each(*[origin(f"o{n}", "A", verified=True) for n in range(4)], letter="A")
    told = [sentence for sentence in explained(proven) if sentence.startswith("Meets")]
    assert told == ["Meets beyond reasonable doubt (b 0.97 ≥ 0.91, 4 origins)."]
    five = each(*[origin(f"o{n}", "F", basis=EvidenceBasis.UNSPECIFIED) for n in range(5)])
    told = [sentence for sentence in explained(five) if sentence.startswith("Meets")]
    assert told == [
        (
            "Meets reasonable grounds to believe (b 0.50 ≥ 0.45, 5 origins); balance of probabilities would need: "
            "Belief must rise from 0.50 to 0.51."
        )
    ]
    one = each(origin("o", "F", basis=EvidenceBasis.DOCUMENTED, degree=Degree.PR), origin("p", "F", Polarity.DENY))
    told = [sentence for sentence in explained(one) if sentence.startswith("Meets")]
    assert told == [
        (
            "Meets no standard of proof (b 0.11, 1 origin); reasonable suspicion would need: Belief must rise from "
            "0.11 to 0.30. Belief must exceed disbelief."
        )
    ]
    high = each(*[origin(f"o{n}", "A") for n in range(3)], letter="A")
    assert weigh(high, PROFILE).opinion.belief > 0.91
    told = [sentence for sentence in explained(high) if sentence.startswith("Meets")]
    assert told == [
        (
            "Meets clear and convincing evidence (b 0.96 ≥ 0.71, 3 origins); beyond reasonable doubt would need: Every "
            "origin must be verified."
        )
    ]


def test_drawn_worlds_are_told() -> None:
    """A result that was drawn says how many worlds and how far it may be off; an exact one does not."""
    drawn = PROFILE.model_copy(update={"worlds": PROFILE.worlds.model_copy(update={"exact": 0})})
    told = weigh(each(origin("witness")), drawn).explanations
    assert told[-1] == "Computed from 20000 drawn worlds; the standard error is at most 0.01."
    assert not any("drawn worlds" in sentence for sentence in explained(each(origin("witness"))))
    few = PROFILE.model_copy(update={"worlds": PROFILE.worlds.model_copy(update={"exact": 0, "draws": 800})})
    result = weigh(each(origin("witness"), letter="E"), few)
    assert 0.01 < result.standard_error < 0.015  # two decimals would round it down
    assert result.explanations[-1] == "Computed from 800 drawn worlds; the standard error is at most 0.02."


def test_the_other_way_of_computing_is_told_where_it_differs() -> None:
    """A difference of more than .1 to plain subjective logic is told with both numbers, after everything else."""
    nine = [relay(f"r{n}", "E", "o") for n in range(9)]
    result = weigh(graph([origin("o", "A")], nine), PROFILE)
    assert result.opinion.belief - result.opinion_sl.belief > 0.1
    assert result.explanations[-1] == ("Plain subjective logic gives a belief of 0.27 where the worlds give 0.87.")
    assert not any("Plain subjective" in sentence for sentence in explained(each(origin("o"), origin("p"))))


@pytest.mark.parametrize(
    ("masses", "whole"),
    [
        ((1 / 3, 1 / 3, 1 / 3), (34, 33, 33)),
        ((0.005, 0.005, 0.99), (1, 0, 99)),
        ((0.0, 0.0, 1.0), (0, 0, 100)),
        ((0.677, 0.0, 0.323), (68, 0, 32)),
        ((0.285, 0.285, 0.43), (29, 28, 43)),
        ((0.29, 0.57, 0.14), (29, 57, 14)),
    ],
)
def test_parts_add_up(masses: tuple[float, float, float], whole: tuple[int, int, int]) -> None:
    """Three shares become whole parts that add up to 100."""
    assert parts(Opinion(*masses)) == whole


CERTAIN = re.compile(r"almost certain|almost no chance|remote chance")
LIKELY = re.compile(r"\b(likely|unlikely|even chance|realistic possibility|chance)\b")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sketch.graphs())
def test_what_no_sentence_does(found: EvidenceGraph) -> None:
    """No sentence has three decimals, a likelihood beside a confidence, or certainty; 1 is never said of one origin."""
    for profile in (PROFILE, load("sanctions-desk")):
        result = weigh(found, profile)
        for sentence in sketch.told(result):
            assert not re.search(r"\d\.\d{3}", sentence)
            assert not ("onfidence" in sentence and LIKELY.search(sentence))
            assert not CERTAIN.search(sentence)
        if result.origins_min < 2:
            assert result.admiralty[1] != "1"
            assert result.likelihood not in ("very likely", "highly likely", "almost certain")
