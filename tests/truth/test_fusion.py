"""Truth, accuracy and dependence out of tables whose truth is known."""

from __future__ import annotations

import random

import pytest
from eval import copying
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.truth.sketch import TRUE, copied, share_majority, share_true, table

from bukti.errors import UsageError
from bukti.truth import Options, Row, fuse

FIVE = {"a": 0.75, "b": 0.75, "c": 0.75, "d": 0.75, "bad": 0.6}
SMALL = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["o1", "o2", "o3"]), st.sampled_from("xyz")).map(
        lambda t: Row(*t)
    ),
    min_size=1,
    max_size=25,
)


@pytest.mark.parametrize("seed", range(5))
def test_copies_of_a_bad_source_outvote_nobody(seed: int) -> None:
    """Five verbatim copiers of the worst source break the majority and hardly touch the fusion."""
    rows = table(FIVE, seed=seed)
    alone, crowd = fuse(rows), fuse(copied(rows, "bad", 5))
    assert share_majority(crowd) < 0.7
    assert share_true(crowd) > share_true(alone) - 0.02 > 0.85


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 8))
def test_one_more_copier_changes_no_truth(seed: int, copiers: int) -> None:
    """However many copy a source, what was clear before stays true: a clique weighs no more than 1/c of one."""
    rows = table(FIVE, objects=60, seed=seed)
    before = {fact.object: fact.values[0] for fact in fuse(copied(rows, "bad", 1)).facts}
    after = {fact.object: fact.values[0] for fact in fuse(copied(rows, "bad", 1 + copiers)).facts}
    clear = [name for name, value in before.items() if value.probability > 0.99 and value.independent > 2]
    assert [name for name in clear if after[name].text != before[name].text] == []
    assert all(value.independent <= len(FIVE) + 0.25 for value in after.values())


@settings(max_examples=60, deadline=None)
@given(SMALL, st.randoms(use_true_random=False))
def test_the_order_of_rows_is_irrelevant(rows: list[Row], chance: random.Random) -> None:
    """The same claims in any order give the same bits."""
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert fuse(shuffled) == fuse(rows)


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_an_independent_confirmation_never_lowers(rows: list[Row]) -> None:
    """One more source for the most probable value, taken as independent, makes it no less probable."""
    options = Options(copying=False)
    fact = fuse(rows, options=options).facts[0]
    more = [*rows, Row("another", fact.object, fact.values[0].text)]
    after = next(f for f in fuse(more, options=options).facts if f.object == fact.object)
    confirmed = next(v for v in after.values if v.text == fact.values[0].text)
    assert confirmed.probability >= fact.values[0].probability - 1e-9


@settings(max_examples=60, deadline=None)
@given(SMALL)
def test_everything_is_a_probability(rows: list[Row]) -> None:
    """Probabilities of an object sum to at most 1; intervals hold the estimates' counts; votes are counted once."""
    found = fuse(rows)
    for fact in found.facts:
        assert 0 < sum(value.probability for value in fact.values) <= 1 + 1e-9
        assert all(0 < value.independent <= value.votes for value in fact.values)
    for source in found.sources:
        assert 0 <= source.low <= source.right / source.claims <= source.high <= 1
    assert found.claims == len({(row.source, row.object) for row in rows})


def test_a_dependence_shows_the_rare_errors_that_prove_it() -> None:
    """Of two sources that share errors the false values are listed, the rarest first; honest sources are apart."""
    found = fuse(copied(table(FIVE), "bad", 1))
    (one,) = found.dependences
    assert (one.left, one.right) == ("bad", "bad copy 0")
    assert one.probability > 0.999
    assert one.different == 0
    assert [error.sources for error in one.errors] == sorted(error.sources for error in one.errors)
    assert all(error.text != TRUE and error.probability < 0.5 for error in one.errors)
    assert one.agreed + len(one.errors) == 200


def test_shared_truth_proves_nothing() -> None:
    """Two sources that are nearly always right agree nearly always, and depend on nobody."""
    assert fuse(table({"a": 0.98, "b": 0.98, "c": 0.9, "d": 0.7})).dependences == ()


def test_among_many_sources_chance_makes_no_copies() -> None:
    """Sixty sources of which twenty copy: nearly all of their pairs are told, and hardly another."""
    rows, true = copying.table(copying.SHAPES[2], seed=100)
    found = {(one.left, one.right) for one in fuse(rows).dependences}
    assert len(found & true) >= 0.95 * max(len(found), len(true))


def test_accuracies_are_found() -> None:
    """Estimates lie near the true accuracies, and the intervals hold most of them."""
    found = {one.source: one for one in fuse(table({**FIVE, "e": 0.9}, objects=400)).sources}
    for name, true in {**FIVE, "e": 0.9}.items():
        assert abs(found[name].value - true) < 0.05


def test_a_list_that_leaves_somebody_out_supports_the_whole() -> None:
    """Three shops name the first author only, in three notations; two name both, and both is true."""
    rows = [
        *(Row(shop, "book", text) for shop, text in (("s1", "Hale, Ruth"), ("s2", "HALE"), ("s3", "R. Hale"))),
        *(
            Row(shop, "book", text)
            for shop, text in (("s4", "Hale, Ruth; Tan, Wei"), ("s5", "Wei Tan and Ruth B. Hale"))
        ),
    ]
    other = {1: "Ada Odd", 2: "Bo Odd", 3: "Cy Odd", 4: "Di Real", 5: "Di Real"}
    rows += [Row(f"s{n}", f"other {k}", name) for n, name in other.items() for k in range(9)]
    fact = next(f for f in fuse(rows, "names", Options(copying=False)).facts if f.object == "book")
    assert [value.votes for value in fact.values] == [2, 3]
    assert "Tan" in fact.values[0].text


def test_a_source_that_says_two_things_is_counted_once() -> None:
    """What it says most often stands; the rest, and rows without a value, are told of."""
    rows = [Row("a", "o", "x"), Row("a", "o", "X"), Row("a", "o", "y"), Row("b", "o", "")]
    found = fuse(rows)
    assert [(value.text, value.votes) for value in found.facts[0].values] == [("X", 1)]
    assert (found.claims, found.repeated, found.empty) == (1, 1, 1)


def test_an_unknown_kind_is_refused() -> None:
    """The message names those there are."""
    with pytest.raises(UsageError, match="use text or names"):
        fuse([Row("a", "o", "x")], "numbers")


def test_an_empty_table_has_no_facts() -> None:
    """Nothing in, nothing out."""
    found = fuse([])
    assert (found.facts, found.sources, found.dependences, found.rounds) == ((), (), (), 0)
