"""Sentences that say the same, each and all together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.derivation.parallel import ALIKE, SURE, UNLIKE, Side, likelihood, odds, order, paired, terms
from bukti.derivation.space import Array
from bukti.derivation.weights import SentenceWeights

KEYS = SentenceWeights(constant=-2.0, length=0.0, mass=1.0, cosine=4.0)
MEANT = SentenceWeights(constant=-2.0, length=0.0, meaning=100.0, level=-50.0)
WEIGHT = dict.fromkeys("abcdefgh", 1.5)


def side(*rows: str, vectors: Array | None = None, lengths: Sequence[float] = ()) -> Side:
    """Sentences of ten tokens with these keys, one letter each; of one length if none is given."""
    ranges = tuple((n * 10, n * 10 + 10) for n in range(len(rows)))
    sizes = np.array(lengths or [0.0] * len(rows), dtype=np.float32)
    return Side(ranges, tuple(frozenset(row) for row in rows), WEIGHT, sizes, vectors)


def by_keys(a: Side, b: Side) -> Array:
    """Odds without vectors."""
    return odds(terms(a, b), KEYS)


def test_shared_keys_raise_the_odds() -> None:
    """The more rare keys two sentences share, and the fewer they do not, the likelier they say the same."""
    found = [by_keys(side("abc"), side(row))[0, 0] for row in ("abc", "ab", "abdef", "gh")]
    assert found[0] > found[1] > found[2] > found[3]
    assert found[3] == KEYS.constant


def test_what_stands_in_many_sentences_tells_none_of_them() -> None:
    """The name of whom a report is about pairs each of its sentences with each of another's: it counts for little."""
    once, often = by_keys(side("a"), side("a", "b", "c")), by_keys(side("a"), side("a", "ab", "ac"))
    assert once[0, 0] > often[0, 0] > KEYS.constant


def test_a_long_sentence_is_no_short_one() -> None:
    """Two sentences of one length are likelier to say the same, in whichever script; beyond `UNLIKE` it is all one."""
    said = SentenceWeights(constant=0.0, length=-2.0)
    found = odds(terms(side("a", lengths=[0.5]), side(*"bcde", lengths=[0.5, 0.0, 4.0, 9.0])), said)[0]
    assert found.tolist() == pytest.approx([0.0, -1.0, -2.0 * UNLIKE, -2.0 * UNLIKE])


def test_vectors_decide_where_they_are() -> None:
    """Closeness above the other sentences counts, not the keys; no two sentences count for more than `SURE`."""
    rows = np.eye(2, dtype=np.float32)
    found = odds(terms(side("abc", "d", vectors=rows), side("gh", "abc", vectors=rows)), MEANT)
    assert found[0, 0] == found[1, 1] == SURE
    assert found[0, 1] == pytest.approx(-2.0 - 50.0 * ALIKE / 2)


def test_what_is_close_to_every_sentence_stands_out_in_none() -> None:
    """Two independent reports of one event are close throughout; a translation is closer in one sentence only."""
    near = np.array([[0.6, 0.8, 0.0], [0.8, 0.6, 0.0]], dtype=np.float32)
    one, alike = side("", vectors=near[:1]), side("", "", vectors=near)
    apart = side("", "", vectors=np.array([[0.6, 0.8, 0.0], [0.0, 0.0, 1.0]], dtype=np.float32))
    assert terms(one, alike)[4, 0, 0] > terms(one, apart)[4, 0, 0]


def test_what_stands_word_for_word_in_both_takes_no_part() -> None:
    """A page's cookie notice in English, or a quotation left as it was, is in both; the rest keeps its places."""
    furniture = ("we", "store", "small", "files")
    one = replace(side("a", "b"), forms=(furniture, ("so",)))
    two = replace(side("a"), forms=(furniture,))
    assert one.apart(two).ranges == one.ranges[1:]
    assert two.apart(one).ranges == ()
    assert one.apart(side("a")) is one


def test_likelihood_rises_with_the_sentences_that_have_a_partner() -> None:
    """Three of four partners say more than one, none says less than nothing, and the order is no matter."""
    cells = np.full((4, 4), -6.0, dtype=np.float32)
    none = likelihood(cells)
    cells[0, 3] = 8.0
    one = likelihood(cells)
    cells[1, 1] = cells[2, 0] = 8.0
    assert none < 0 < one < likelihood(cells)
    assert likelihood(cells[::-1]) == pytest.approx(likelihood(cells))


def test_a_translated_part_is_found_inside_other_text() -> None:
    """Three sentences inside thirty of another text outweigh the strange ones around them."""
    cells = np.full((6, 30), -6.0, dtype=np.float32)
    for number in range(3):
        cells[number, 20 - number] = 9.0
    assert likelihood(cells) > 2.5


def test_only_mutual_partners_speak_for_a_translation() -> None:
    """Many sentences a little like many others are a common subject; each with a partner of its own, a common text."""
    place = np.arange(6, dtype=np.float32)
    vague: Array = (2.0 + (place[:, None] + place) / 100).astype(np.float32)
    own = np.where(np.eye(6) > 0, vague, -2.0).astype(np.float32)
    assert likelihood(vague) < likelihood(own)


def test_one_sentence_for_all_is_no_translation() -> None:
    """A sentence that is near to everything gives every other a partner, but has only one itself."""
    cells = np.full((6, 6), -6.0, dtype=np.float32)
    cells[:, 2] = 8.0
    assert likelihood(cells) < 8.0


def test_pairs_outweigh_the_number_of_other_sentences() -> None:
    """What is likely between two sentences may be chance among thirty; a sentence translated as two stands in two."""
    small = np.array([[3.0, 3.0]], dtype=np.float32)
    assert [(m.a0, m.b0) for m in paired(side("a"), side("a", "a"), small)] == [(0, 0), (0, 10)]
    large = np.full((1, 30), -6.0, dtype=np.float32)
    large[0, 4] = 3.0
    assert paired(side("a"), side(*["a"] * 30), large) == ()


def test_nothing_pairs_with_nothing() -> None:
    """A report without sentences has no partner and no evidence."""
    cells = by_keys(side(), side("abc"))
    assert paired(side(), side("abc"), cells) == ()
    assert likelihood(cells) == 0.0


@given(st.lists(st.text("abcdefgh", max_size=4), max_size=5), st.lists(st.text("abcdefgh", max_size=4), max_size=5))
def test_both_sides_see_the_same(one: Sequence[str], two: Sequence[str]) -> None:
    """Exchanging the reports turns the table and changes nothing else."""
    a, b = side(*one), side(*two)
    there, back = by_keys(a, b), by_keys(b, a)
    assert np.allclose(there, back.T)
    assert likelihood(there) == pytest.approx(likelihood(back))


def _cells(places: list[int]) -> Array:
    """Sentences of which each says the same as the one at its place in the other report."""
    cells = np.full((len(places), len(places)), -4.0, dtype=np.float32)
    cells[range(len(places)), places] = 3.0
    return cells


def test_partners_in_one_order_speak_for_a_translation() -> None:
    """Seven in one order are one of 5,040; independent reports of one event have an order each."""
    assert order(_cells([0, 1, 2, 3, 4, 5, 6])) == pytest.approx(log(5040))
    assert order(_cells([0, 1, 4, 3, 2])) < 0.1 < order(_cells([0, 1, 3, 2, 4]))
    assert order(_cells([2, 1, 0])) == order(np.zeros((0, 3), dtype=np.float32)) == 0.0


def test_sentences_without_a_partner_have_no_order() -> None:
    """What is unlikely to be the same is no partner, and one sentence alone says nothing."""
    assert order(_cells([0, 1, 2]) - 5.0) == 0.0
    assert order(_cells([0])) == 0.0
