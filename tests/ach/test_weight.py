"""What a row weighs: independent origins, each as far as it is believed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.ach.boards import PROFILE, entered
from tests.assessment.sketch import AFFIRM, DENY, each, graph, graphs, origin, relay

from bukti.ach.weight import Claimed, Entered
from bukti.assessment.study import study
from bukti.model import EvidenceGraph


def weight(found: EvidenceGraph, *gone: str) -> float:
    """Of a claim, without some origins."""
    return Claimed(found, PROFILE).weight(gone).least


def belief(found: EvidenceGraph) -> float:
    """In a claim."""
    return study(found, PROFILE).result.opinion.belief


def test_one_origin_weighs_the_belief_in_the_claim() -> None:
    """Denied or not: nothing else is behind it."""
    one, denied = each(origin("witness")), each(origin("witness"), origin("ministry", polarity=DENY))
    assert weight(one) == pytest.approx(belief(one), abs=1e-12)
    assert weight(denied) < weight(one)


def test_each_independent_origin_adds_its_own_belief() -> None:
    """A second one as good doubles the weight; a worthless one adds next to nothing."""
    single = weight(each(origin("a")))
    assert weight(each(origin("a"), origin("b"))) == pytest.approx(2 * single)
    worthless = weight(each(origin("a"), origin("b", "E")))
    assert single < worthless < 1.1 * single


def test_reprints_add_nothing() -> None:
    """Forty copies of one wire are one origin."""
    wire = [relay("wire", "B", "witness")]
    copies = [relay(f"copy{n}", "B", "wire") for n in range(40)]
    assert weight(graph([origin("witness")], [*wire, *copies])) == pytest.approx(
        weight(graph([origin("witness")], wire))
    )


def test_who_could_be_the_same_counts_once_and_at_the_upper_end_twice() -> None:
    """The strongest of them counts at the lower end."""
    found = Claimed(each(origin("a"), origin("b", "C", could_be=("a",))), PROFILE).weight()
    alone = weight(each(origin("a")))
    assert found.origins == (1, 2)
    assert found.least == pytest.approx(alone)
    assert found.most > found.least


def test_a_source_whose_independence_is_not_established_weighs_nothing() -> None:
    """It may be believed, and is still no origin."""
    found = Claimed(each(origin("blog", established=False)), PROFILE).weight()
    assert found.opinion.belief > 0.0
    assert (found.least, found.origins, found.parts) == (0.0, (0, 0), ())


def test_a_retracted_origin_weighs_nothing() -> None:
    """Nor can it be left out any more."""
    claimed = Claimed(each(replace(origin("a"), retracted=True), origin("b")), PROFILE)
    assert [o.id for o in claimed.origins] == ["b"]
    assert claimed.weight().least == pytest.approx(weight(each(origin("b"))))


@given(graphs())
@settings(max_examples=60)
def test_leaving_origins_out_is_weighing_the_rest(found: EvidenceGraph) -> None:
    """One or two origins less give what the graph gives where they are retracted."""
    claimed = Claimed(found, PROFILE)
    names = [o.id for o in claimed.origins][:2]
    for gone in (names[:1], names):
        rest = replace(found, origins=tuple(replace(o, retracted=o.id in gone or o.retracted) for o in found.origins))
        assert claimed.weight(gone).opinion == study(rest, PROFILE).result.opinion


@given(graphs())
@settings(max_examples=60)
def test_without_an_affirming_origin_a_row_never_weighs_more(found: EvidenceGraph) -> None:
    """Those whom it joined do not come apart."""
    claimed = Claimed(found, PROFILE)
    whole = claimed.weight().least
    for one in claimed.origins:
        if one.polarity is AFFIRM:
            assert claimed.weight([one.id]).least <= whole + 1e-9


def _letter(letter: str) -> float:
    return Entered(replace(entered(1), credibility=None, letter=letter), PROFILE).weight().least


def test_what_a_person_entered_weighs_its_credibility_for_each_origin() -> None:
    """As a number it is the belief itself, as a letter that of any source with this letter."""
    two = Entered(entered(1, 0.3, ("Anna", "Ben")), PROFILE)
    assert two.weight().least == pytest.approx(0.6)
    assert two.weight({"Anna"}).least == pytest.approx(0.3)
    assert two.weight({"Anna", "Ben"}).least == 0.0
    assert _letter("B") == pytest.approx(0.75 * 0.95 * 0.5)
    assert _letter("A") > _letter("B") > _letter("F") > _letter("E")


def test_the_names_of_origins_are_told() -> None:
    """Each independent origin as the ids of those that count as one."""
    parts = Claimed(each(origin("a"), origin("b", could_be=("a",)), origin("c")), PROFILE).weight().parts
    assert sorted(map(sorted, parts)) == [["a", "b"], ["c"]]
