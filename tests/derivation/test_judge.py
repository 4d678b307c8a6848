"""One pair under all its evidence: bond, tie or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import weights
from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.graph import Bond, Tie
from bukti.derivation.judge import court, judge, siblings
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared, prepare

PASSAGE = (Match(0, 8, 0, 8, 8, 8),)


@pytest.fixture
def two(told: Told) -> tuple[Prepared, ...]:
    """Two undated reports."""
    texts = (
        "Water rose over the lower bridge at four in the morning.",
        "Water rose over the lower bridge at four today.",
    )
    return prepare([told(text, hours=None) for text in texts])


def pair(share_a: float = 0.9, share_b: float = 0.9, probability: float = 0.9, **facts: Any) -> Pair:
    """Two reports that share a passage."""
    return Pair(0, 1, PASSAGE, share_a, share_b, probability, **facts)


def cites(child: int, parent: int | None, how: str = "told", probability: float = 0.9, key: str = "k") -> Citation:
    """A citation."""
    return Citation(child, parent, how, probability, key, "Paper", None, "It says so.")


def judged(two: tuple[Prepared, ...], found: list[Pair], cited: list[Citation]) -> list[tuple[str, int, int]]:
    """What becomes of the pairs: kind of result and places."""
    bonds, ties = judge(court(two, weights.load(), cited, found), found)
    return [("bond", b.parent, b.child) for b in bonds] + [("tie", t.one, t.two) for t in ties]


def test_without_evidence_of_direction_there_is_a_tie(two: tuple[Prepared, ...]) -> None:
    """Shared text alone joins without an arrow."""
    assert judged(two, [pair()], []) == [("tie", 0, 1)]


@pytest.mark.parametrize(("child", "parent"), [(1, 0), (0, 1)])
def test_a_citation_makes_a_bond(two: tuple[Prepared, ...], child: int, parent: int) -> None:
    """A citing report is the child, with and without shared text."""
    assert judged(two, [], [cites(child, parent)]) == [("bond", parent, child)]
    assert judged(two, [pair()], [cites(child, parent)]) == [("bond", parent, child)]


def test_a_bare_name_is_no_edge(two: tuple[Prepared, ...]) -> None:
    """A name without a citing word joins nothing by itself."""
    assert judged(two, [], [cites(1, 0, "named", 0.45)]) == []


def test_weak_text_is_nothing(two: tuple[Prepared, ...]) -> None:
    """Below the merge threshold there is no edge, and quotations never reach it."""
    assert judged(two, [pair(probability=0.4)], []) == []
    assert judged(two, [pair(quotes_only=True)], []) == []


def test_uncited_translations_must_be_sure(two: tuple[Prepared, ...]) -> None:
    """A translation that nobody cites needs more than the merge threshold; a citation lowers the bar."""
    assert judged(two, [pair(probability=0.55, translated=True)], []) == []
    assert judged(two, [pair(probability=0.55, translated=True)], [cites(1, 0)]) == [("bond", 0, 1)]
    assert judged(two, [pair(probability=0.85, translated=True)], []) == [("tie", 0, 1)]


def test_text_and_citation_add_up(two: tuple[Prepared, ...]) -> None:
    """Evidence of both kinds is likelier than either."""
    bonds, _ = judge(court(two, weights.load(), [cites(1, 0)], []), [pair(probability=0.8)])
    assert bonds[0].probability == pytest.approx(1 - 0.1 * 0.2)


def test_the_passages_of_a_bond_have_the_parent_first(two: tuple[Prepared, ...]) -> None:
    """A bond against the order of places turns its passages, shares and retold parts."""
    found = Pair(0, 1, (Match(0, 4, 2, 8, 4, 4),), 0.2, 0.6, 0.9)
    (bond,), _ = judge(court(two, weights.load(), [cites(0, 1)], []), [found])
    assert isinstance(bond, Bond)
    assert (bond.matches[0].a0, bond.share) == (2, 0.2)
    assert bond.retold[0] > bond.retold[1]


@pytest.mark.parametrize(
    ("found", "common"),
    [
        (pair(0.5, 0.5), True),
        (pair(0.95, 0.3), False),
        (pair(0.5, 0.5, 0.9, translated=True), False),
    ],
)
def test_matter_of_their_own_on_both_sides_is_a_common_origin(
    two: tuple[Prepared, ...], found: Pair, common: bool
) -> None:
    """Where each report has much that the other lacks, both come from a third; across languages this is not told."""
    _, (tied,) = judge(court(two, weights.load(), [], []), [found])
    assert isinstance(tied, Tie)
    assert tied.common is common


@pytest.mark.parametrize(
    ("hows", "found", "same"),
    [
        (("credit", "credit"), pair(), True),
        (("told", "told"), pair(), False),  # the citation may have been copied with the text
        (("told", "link"), pair(0.2, 0.3), True),
        (("told", "told"), pair(translated=True), True),
    ],
)
def test_siblings_share_what_their_absent_source_has(
    two: tuple[Prepared, ...], hows: tuple[str, str], found: Pair, same: bool
) -> None:
    """Two reports that cite one absent outlet are siblings, unless one may be a copy of the other."""
    cited = [cites(0, None, hows[0]), cites(1, None, hows[1])]
    assert siblings(court(two, weights.load(), cited, []), found) is same
    assert not siblings(court(two, weights.load(), [*cited, cites(1, 0)], []), found)
    assert not siblings(court(two, weights.load(), [cited[0], cites(1, None, hows[1], key="other")], []), found)
