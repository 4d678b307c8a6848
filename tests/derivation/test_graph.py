"""Choosing parents: the closest, then those that add something; no cycle; ties only where nothing else joins."""

from __future__ import annotations

from typing import Any

import pytest
from tests.derivation.conftest import Told

from bukti.derivation import weights
from bukti.derivation.align import Match
from bukti.derivation.citations import Citation
from bukti.derivation.graph import Bond, Forest, Tie, grow, tie
from bukti.derivation.pairs import Pair
from bukti.derivation.prepare import Prepared, prepare
from bukti.model import Span


@pytest.fixture
def four(told: Told) -> tuple[Prepared, ...]:
    """Four reports of forty words."""
    return prepare([told(" ".join(f"{letter}{n}" for n in range(40))) for letter in "abcd"])


def bond(parent: int, child: int, start: int, end: int, **facts: Any) -> Bond:
    """A bond on the tokens [start, end) of both reports, all of them equal."""
    match = Match(start, end, start, end, end - start, end - start)
    share = (end - start) / 40
    base: dict[str, Any] = {
        "matches": (match,) if end > start else (),
        "share": share,
        "score": 1.0,
        "probability": 0.95,
        "direction": 0.9,
        "citation": None,
        "translated": False,
        "quotes_only": False,
        "reasons": (),
        "retold": (share, share),
    }
    return Bond(parent, child, **(base | facts))


def citing(child: int, parent: int, how: str, span: Span | None = None) -> Citation:
    """A citation."""
    return Citation(child, parent, how, 0.9, "k", "Paper", span, "It says so.")


def chosen(forest: Forest) -> dict[int, list[int]]:
    """Parents by child."""
    return {child: [b.parent for b in bonds] for child, bonds in forest.chosen.items()}


def test_the_parent_that_explains_more_wins(four: tuple[Prepared, ...]) -> None:
    """Of two parents with the same words the one with more of them is kept alone."""
    assert chosen(grow(four, [bond(0, 2, 0, 20), bond(1, 2, 0, 38)], [], weights.load())) == {2: [1]}


def test_equally_close_parents_yield_to_the_first(four: tuple[Prepared, ...]) -> None:
    """Where two parents explain the same, the one above in the lineage is kept."""
    bonds = [bond(0, 1, 0, 40), bond(0, 2, 0, 40), bond(1, 2, 0, 40)]
    assert chosen(grow(four, bonds, [], weights.load())) == {1: [0], 2: [0]}


def test_a_second_parent_needs_words_of_its_own(four: tuple[Prepared, ...]) -> None:
    """A further parent is kept for words that no closer one has, and only where it is likely enough."""
    both = [bond(0, 2, 0, 20), bond(1, 2, 20, 36)]
    assert chosen(grow(four, both, [], weights.load())) == {2: [0, 1]}
    assert chosen(grow(four, [both[0], bond(1, 2, 20, 36, probability=0.6)], [], weights.load())) == {2: [0]}


def test_quoted_words_are_no_words_of_its_own(four: tuple[Prepared, ...]) -> None:
    """A further parent that shares quotations only is not kept."""
    assert chosen(grow(four, [bond(0, 2, 0, 20), bond(1, 2, 20, 36, quotes_only=True)], [], weights.load())) == {2: [0]}


def test_a_parent_that_hands_on_is_passed_over(four: tuple[Prepared, ...]) -> None:
    """A translation of a chosen parent gives nothing that it has from that parent."""
    bonds = [bond(0, 1, 0, 40), bond(0, 2, 0, 10, citation=citing(2, 0, "link")), bond(1, 2, 10, 40, translated=True)]
    assert chosen(grow(four, bonds, [], weights.load())) == {1: [0], 2: [0]}


def test_an_uncited_translation_comes_after_what_is_cited(four: tuple[Prepared, ...]) -> None:
    """A cited parent without shared words is taken before a translation that nobody cites."""
    bonds = [bond(0, 2, 0, 0, citation=citing(2, 0, "told")), bond(1, 2, 0, 36, translated=True)]
    assert chosen(grow(four, bonds, [], weights.load())) == {2: [0, 1]}


@pytest.mark.parametrize(
    ("how", "span", "kept"),
    [
        ("link", Span(0, 2), [1]),  # inside the copied words
        ("link", Span(190, 193), [1, 0]),  # a link that stands elsewhere was set by the child itself
        ("told", Span(190, 193), [1]),  # a name is handed on whatever its place
        ("credit", None, [1]),
    ],
)
def test_citations_come_along_with_the_text(
    four: tuple[Prepared, ...], how: str, span: Span | None, kept: list[int]
) -> None:
    """A citation of an ancestor that stands in copied text is inherited and makes no parent."""
    tokens = four[2].tokens
    place = None if span is None else tokens.span(0, 1) if span.start == 0 else tokens.span(39, 40)
    bonds = [bond(0, 1, 0, 40), bond(1, 2, 0, 30), bond(0, 2, 0, 0, citation=citing(2, 0, how, place))]
    assert chosen(grow(four, bonds, [], weights.load()))[2] == kept


def test_cycles_are_broken_at_their_weakest_bond(four: tuple[Prepared, ...]) -> None:
    """In a ring the least likely bond is left out."""
    ring = [bond(0, 1, 0, 30), bond(1, 2, 0, 30), bond(2, 0, 0, 30, probability=0.6)]
    assert chosen(grow(four, ring, [], weights.load())) == {1: [0], 2: [1], 0: []}


def test_ties_join_only_what_nothing_else_joins(four: tuple[Prepared, ...]) -> None:
    """A tie inside a family, or between reports that cite one absent outlet, is dropped."""
    forest = grow(four, [bond(0, 1, 0, 30)], [], weights.load())
    ties = [
        Tie(Pair(a, b, (Match(0, 9, 0, 9, 9, 9),), 0.3, 0.3, 0.8), a, b, 0.0, common=False, reasons=())
        for a, b in ((0, 1), (0, 2), (1, 2), (2, 3))
    ]
    assert [(t.one, t.two) for t in tie(forest, ties, [[2, 3]])] == [(0, 2)]
    assert [(t.one, t.two) for t in tie(forest, ties, [])] == [(0, 2), (2, 3)]
