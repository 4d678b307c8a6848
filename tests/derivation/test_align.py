"""Alignment: passages stand where they say, whatever was cut, moved or reworded."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.derivation.align import Match, Side, align

WORDS = st.lists(st.sampled_from("abcdefghijklmnop"), max_size=60)
FRESH = [f"x{n}" for n in range(40)]


def side(words: list[str], size: int = 10) -> Side:
    """A text whose sentences have `size` words and none of which is boilerplate."""
    sentences = [(start, min(start + size, len(words))) for start in range(0, len(words), size)]
    return Side(words, sentences, [False] * len(words))


def numbered(first: int, last: int) -> list[str]:
    """Words that occur once each."""
    return [f"w{n}" for n in range(first, last)]


def covered(matches: tuple[Match, ...]) -> int:
    """Words of side a in passages."""
    return len({place for m in matches for place in range(m.a0, m.a1)})


@given(WORDS, WORDS)
def test_spans_lie_in_both_texts(a: list[str], b: list[str]) -> None:
    """Every passage is a range of both texts, and its score is in (0, 1]."""
    for match in align(side(a), side(b), {}):
        assert 0 <= match.a0 < match.a1 <= len(a)
        assert 0 <= match.b0 < match.b1 <= len(b)
        assert 0 < match.score <= 1


@given(WORDS, WORDS)
def test_exact_passages_do_not_overlap(a: list[str], b: list[str]) -> None:
    """Exact passages overlap on neither side, and all stand in order."""
    matches = align(side(a), side(b), {})
    assert list(matches) == sorted(matches)
    exact = [m for m in matches if m.exact]
    for ranges in ([(m.a0, m.a1) for m in exact], [(m.b0, m.b1) for m in exact]):
        assert all(one[1] <= two[0] for one, two in pairwise(sorted(ranges)))


@given(WORDS, WORDS)
def test_sides_may_be_exchanged(a: list[str], b: list[str]) -> None:
    """Exchanging the texts exchanges the sides and changes nothing else."""
    there = align(side(b), side(a), {})
    assert align(side(a), side(b), {}) == tuple(sorted(match.turned() for match in there))


@given(st.integers(6, 60))
def test_equal_texts_align_wholly(size: int) -> None:
    """A text aligns with itself in one passage."""
    words = numbered(0, size)
    assert align(side(words), side(words), {}) == (Match(0, size, 0, size, size, size),)


@given(st.integers(0, 5), st.integers(0, 5))
def test_more_reuse_is_more_share(one: int, two: int) -> None:
    """A text that repeats more sentences of a source never has a smaller part of itself aligned."""
    source = numbered(0, 60)

    def part(sentences: int) -> int:
        return covered(align(side([*source[: sentences * 10], *FRESH]), side(source), {}))

    low, high = sorted((one, two))
    assert part(low) <= part(high)


@given(st.permutations(range(5)))
def test_order_of_blocks_does_not_matter(order: list[int]) -> None:
    """Blocks in any order are all found."""
    words = numbered(0, 60)
    moved = [word for block in order for word in words[block * 12 : block * 12 + 12]]
    assert covered(align(side(words), side(moved), {})) == 60


def test_few_edits_leave_one_passage() -> None:
    """Small gaps are bridged: an edited passage is one, with the matched words counted."""
    words = numbered(0, 30)
    edited = [*words[:10], "new", *words[12:30]]
    assert align(side(words), side(edited), {}) == (Match(0, 30, 0, 29, 28, 18),)


def test_short_chance_runs_are_no_passage() -> None:
    """Five equal words alone are no passage."""
    assert align(side([*numbered(0, 5), *FRESH], 45), side([*numbered(0, 5), *numbered(50, 90)], 45), {}) == ()


def test_boilerplate_is_never_aligned() -> None:
    """Flagged words match nothing."""
    words = numbered(0, 20)
    skipped = Side(words, [(0, 20)], [True] * 20)
    assert align(skipped, side(words), {}) == ()
    assert align(side(words), skipped, {}) == ()


def test_rewritten_sentences_are_paired_by_words() -> None:
    """A sentence with most of another's words in another order is found, and marked as not exact."""
    one = ["pumps", "under", "the", "old", "bridge", "failed", "twice", "last", "night"]
    two = ["last", "night", "twice", "failed", "bridge", "old", "the", "under", "pumps"]
    matches = align(side(one), side(two), {"the": 0.0})
    assert [(m.a0, m.a1, m.b0, m.b1, m.exact) for m in matches] == [(0, 9, 0, 9, False)]


def test_inflected_words_are_compared_by_their_pieces() -> None:
    """Words with other endings share most of their pieces, so a reworded sentence is found in inflecting languages."""
    one = ["engineers", "opened", "gates", "after", "flooding", "bridges"]
    two = ["flooding", "bridge", "made", "engineers", "open", "gate"]
    assert [(m.a0, m.b0, m.exact) for m in align(side(one), side(two), {})] == [(0, 0, False)]
    assert align(side(one), side(["voters", "queued", "before", "dawn", "choosing", "assembly"]), {}) == ()


@pytest.mark.parametrize("turn", [False, True])
def test_a_sentence_split_in_two_is_found_whole(turn: bool) -> None:
    """Both halves are paired with the sentence that they were made from, whichever text has it."""
    whole = ["gates", "failed", "twice", "under", "bridges", "where", "rivers", "carry", "timber", "northwards"]
    halves = [*reversed(whole[:5]), *reversed(whole[5:])]
    one, two = Side(whole, [(0, 10)], [False] * 10), Side(halves, [(0, 5), (5, 10)], [False] * 10)
    matches = align(two, one, {}) if turn else tuple(match.turned() for match in align(one, two, {}))
    assert [(m.a0, m.a1, m.b0, m.b1) for m in matches] == [(0, 5, 0, 10), (5, 10, 0, 10)]


def test_unspaced_scripts_are_compared_by_two_characters() -> None:
    """Characters in another order are no rewritten sentence; pairs of characters in another order are."""
    one = list("昨夜洪水橋梁損壊住民避難")
    moved = [*one[6:], *one[:6]]
    assert align(side(one, 12), side(list(reversed(one)), 12), {}) == ()
    assert covered(align(side(one, 12), side(moved, 12), {})) == 12


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (["a"] * 20_000, ["a"] * 20_000),
        ([f"w{n % 1000}" for n in range(20_000)], [f"w{n % 1000}" for n in range(20_000)]),
        ([f"w{n % 7}" for n in range(20_000)], [f"w{n % 11}" for n in range(20_000)]),
        ([f"w{n}" for n in range(20_000)], [f"w{n - n % 9 // 8 * 50_000}" for n in range(20_000)]),
    ],
    ids=["one word", "a long refrain", "two short refrains", "edited throughout"],
)
def test_hostile_texts_cost_little(one: list[str], two: list[str]) -> None:
    """Twenty thousand words a side are aligned in seconds, however they repeat."""
    begun = time.process_time()
    align(side(one, 20), side(two, 20), {})
    assert time.process_time() - begun < 8


def test_common_words_pair_nothing() -> None:
    """Sentences that share only weightless words are not paired."""
    one = ["of", "the", "and", "a", "one", "cat", "sat", "down"]
    two = ["a", "the", "of", "and", "two", "dogs", "ran", "off"]
    assert align(side(one), side(two), dict.fromkeys(("of", "the", "and", "a"), 0.0)) == ()


def test_turned_is_the_other_way_round() -> None:
    """Turning twice gives the same match."""
    match = Match(1, 5, 2, 7, 4, 3)
    assert (match.turned().a0, match.turned().turned()) == (2, match)
    assert match.score == 4 / 5


def test_a_seed_everywhere_is_no_seed() -> None:
    """A run that occurs more often than can be told apart starts no passage."""
    assert align(side(["a", "b", "c"]), side(["a", "b", "c"] * 40), {}) == ()
