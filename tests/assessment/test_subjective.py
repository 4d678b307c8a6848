"""Operators of subjective logic against the vectors V1 to V15 of method.md 1.3 and their laws."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bukti.assessment import subjective as sl
from bukti.errors import UsageError
from bukti.model import Opinion

A, B, C = Opinion(0.1, 0.3, 0.6), Opinion(0.4, 0.2, 0.4), Opinion(0.7, 0.1, 0.2)
NOTHING = sl.vacuous()
EASY = settings(max_examples=60, deadline=None)


def _masses(value: Opinion) -> tuple[float, float, float]:
    return value.belief, value.disbelief, value.uncertainty


def _evaluate(value: Any) -> Opinion:
    """An opinion of the table: masses with an optional base rate, or an operator with its inputs."""
    if isinstance(value, list):
        return Opinion(*value)
    inputs = [_evaluate(one) for one in value["inputs"]]
    if value["operator"] in ("discount", "deduce", "fission", "multiply"):
        found: Opinion = getattr(sl, value["operator"])(*inputs)
        return found
    fused: Opinion = getattr(sl, value["operator"])(inputs)
    return fused


TABLE = Path(__file__).parents[1] / "cases" / "assessment" / "vectors.json"
VECTORS = json.loads(TABLE.read_text("utf-8"))


@pytest.mark.parametrize("row", VECTORS, ids=[row["id"] for row in VECTORS])
def test_vectors(row: dict[str, Any]) -> None:
    """Every vector of method.md is met to six decimals, with its projection and base rate where it states them."""
    found = _evaluate(row)
    assert _masses(found) == pytest.approx(row["expected"], abs=row.get("tolerance", 1e-6))
    assert found.projected == pytest.approx(row.get("projected", found.projected), abs=1e-6)
    assert found.base_rate == pytest.approx(row.get("base_rate", found.base_rate), abs=1e-6)


def test_the_vectors_are_complete() -> None:
    """V1 to V15 are there; V10 is about evidence and has a test of its own."""
    assert {row["id"].split()[0] for row in VECTORS} == {f"V{n}" for n in range(1, 16) if n != 10}


LIMITS = [
    ("V14 with our own V1", lambda: sl.fission(sl.cumulative([A, B, C]), C), (0.368421, 0.315789, 0.315789)),
    ("WBF, vacuous neutral", lambda: sl.weighted([NOTHING, C]), (0.7, 0.1, 0.2)),
    ("WBF of nothing known", lambda: sl.weighted([NOTHING, NOTHING]), (0.0, 0.0, 1.0)),
    ("WBF, dogmatic alone counts", lambda: sl.weighted([Opinion(0.2, 0.8, 0), C]), (0.2, 0.8, 0.0)),
    ("ABF, dogmatic alone counts", lambda: sl.averaging([Opinion(0.2, 0.8, 0), C]), (0.2, 0.8, 0.0)),
    ("CCF of dogmatic opposites", lambda: sl.compromise([Opinion(1, 0, 0), Opinion(0, 1, 0)]), (0.0, 0.0, 1.0)),
    ("CCF of one", lambda: sl.compromise([A]), (0.1, 0.3, 0.6)),
    # nothing to compromise: the residues meet no uncertainty and no other residue
    ("CCF without compromise", lambda: sl.compromise([Opinion(0.6, 0.4, 0), Opinion(0.6, 0.4, 0)]), (0.6, 0.4, 0.0)),
    ("BCF of opposites that are not sure", lambda: sl.constraint([Opinion(0.9, 0, 0.1), Opinion(0, 0.9, 0.1)]),
     (9 / 19, 9 / 19, 1 / 19)),
    ("evidence of weight 10", lambda: sl.from_evidence(8, 2, weight=10), (0.4, 0.1, 0.5)),
    ("CBF of two dogmatic", lambda: sl.cumulative([Opinion(1, 0, 0), C, Opinion(0.5, 0.5, 0)]), (0.75, 0.25, 0)),
    ("ABF of two dogmatic", lambda: sl.averaging([Opinion(1, 0, 0), C, Opinion(0.5, 0.5, 0)]), (0.75, 0.25, 0)),
    ("WBF of two dogmatic", lambda: sl.weighted([Opinion(1, 0, 0), C, Opinion(0.5, 0.5, 0)]), (0.75, 0.25, 0)),
    ("CBF of one", lambda: sl.cumulative([A]), (0.1, 0.3, 0.6)),
    ("ABF of one", lambda: sl.averaging([A]), (0.1, 0.3, 0.6)),
    ("WBF of one", lambda: sl.weighted([A]), (0.1, 0.3, 0.6)),
    ("BCF of one", lambda: sl.constraint([A]), (0.1, 0.3, 0.6)),
    ("CCF, one agrees with itself", lambda: sl.compromise([C, C, C]), (0.7, 0.1, 0.2)),
    ("fission of everything", lambda: sl.fission(C, C), (0.0, 0.0, 1.0)),
    ("fission up to rounding", lambda: sl.fission(A, Opinion(0.1, 0.3 + 1e-11, 0.6 - 1e-11)), (0.0, 0.0, 1.0)),
]  # fmt: skip


@pytest.mark.parametrize(("name", "found", "expected"), LIMITS, ids=[row[0] for row in LIMITS])
def test_limits(name: str, found: Callable[[], Opinion], expected: tuple[float, float, float]) -> None:
    """Where a formula has no value its limit is taken."""
    assert _masses(found()) == pytest.approx(expected, abs=1e-6), name


RATES = [
    (
        "CBF weighs by confidence",
        lambda: sl.cumulative([Opinion(0.1, 0.3, 0.6, 0.2), Opinion(0.4, 0.2, 0.4, 0.7)]),
        0.546154,
    ),
    ("CBF of vacuous is the mean", lambda: sl.cumulative([sl.vacuous(0.2), sl.vacuous(0.6)]), 0.4),
    ("CBF of dogmatic is the mean", lambda: sl.cumulative([Opinion(1, 0, 0, 0.2), Opinion(0, 1, 0, 0.6)]), 0.4),
    ("ABF is the mean", lambda: sl.averaging([Opinion(0.1, 0.3, 0.6, 0.2), Opinion(0.4, 0.2, 0.4, 0.7)]), 0.45),
    ("WBF weighs by 1 - u", lambda: sl.weighted([Opinion(0.1, 0.3, 0.6, 0.2), Opinion(0.4, 0.2, 0.4, 0.7)]), 0.5),
    ("CCF is the mean", lambda: sl.compromise([Opinion(0.1, 0.3, 0.6, 0.2), Opinion(0.4, 0.2, 0.4, 0.7)]), 0.45),
    ("BCF weighs by 1 - u", lambda: sl.constraint([Opinion(0.1, 0.3, 0.6, 0.2), Opinion(0.4, 0.2, 0.4, 0.7)]), 0.5),
    ("multiplication", lambda: sl.multiply(Opinion(0.75, 0.15, 0.1, 0.5), Opinion(0.1, 0, 0.9, 0.2)), 0.1),
    ("WBF of vacuous is the mean", lambda: sl.weighted([sl.vacuous(0.2), sl.vacuous(0.6)]), 0.4),
    ("ABF of dogmatic is the mean", lambda: sl.averaging([Opinion(1, 0, 0, 0.2), Opinion(0, 1, 0, 0.6)]), 0.4),
    ("WBF of dogmatic is the mean", lambda: sl.weighted([Opinion(1, 0, 0, 0.2), Opinion(0, 1, 0, 0.6)]), 0.4),
    ("BCF of three", lambda: sl.constraint([Opinion(0.5, 0, 0.5, r) for r in (0.2, 0.4, 0.6)]), 0.42),
    ("CCF without compromise", lambda: sl.compromise([Opinion(1, 0, 0, 0.2), Opinion(0, 1, 0, 0.6)]), 0.4),
    ("CCF of one", lambda: sl.compromise([Opinion(0.1, 0.3, 0.6, 0.2)]), 0.2),
    ("evidence", lambda: sl.from_evidence(1, 1, 0.3), 0.3),
    ("a checked opinion", lambda: sl.opinion(0.1, 0.3, 0.6, 0.2), 0.2),
    ("a checked opinion without one", lambda: sl.opinion(0.1, 0.3, 0.6), 0.5),
    ("vacuous without one", sl.vacuous, 0.5),
    ("evidence without one", lambda: sl.from_evidence(1, 1), 0.5),
    ("complement", lambda: sl.complement(Opinion(0.1, 0.3, 0.6, 0.2)), 0.8),
    ("discount keeps it", lambda: sl.discount(0.5, Opinion(0.1, 0.3, 0.6, 0.2)), 0.2),
    ("fission keeps it", lambda: sl.fission(Opinion(0.7, 0.1, 0.2, 0.3), NOTHING), 0.3),
    (
        "deduction",
        lambda: sl.deduce(Opinion(0, 0, 1, 0.3), Opinion(0.72, 0.18, 0.1), Opinion(0.13, 0.57, 0.3)),
        0.403947,
    ),
    ("deduction from vacuous conditionals", lambda: sl.deduce(A, sl.vacuous(0.2), sl.vacuous(0.6)), 0.4),
]


@pytest.mark.parametrize(("name", "found", "expected"), RATES, ids=[row[0] for row in RATES])
def test_base_rates(name: str, found: Callable[[], Opinion], expected: float) -> None:
    """Each operator gives the base rate that its formula says."""
    assert found().base_rate == pytest.approx(expected, abs=1e-6), name


def test_projected_values() -> None:
    """V7, V10, V11 and V15 state P too, and V10 its Beta density."""
    assert sl.discount(Opinion(0.8, 0.1, 0.1), C).projected == pytest.approx(0.755)
    assert sl.from_evidence(8, 1).projected == pytest.approx(9 / 11)
    assert sl.beta(sl.from_evidence(8, 1)) == pytest.approx((9.0, 2.0))
    assert sl.beta(Opinion(0.7, 0.1, 0.2, 0.25)) == pytest.approx((7.5, 2.5))
    deduced = sl.deduce(Opinion(0, 0, 1, 0.3), Opinion(0.72, 0.18, 0.10), Opinion(0.13, 0.57, 0.30))
    assert deduced.projected == pytest.approx(0.403947, abs=1e-6)
    assert sl.multiply(Opinion(0.75, 0.15, 0.1, 0.5), Opinion(0.1, 0, 0.9, 0.2)).projected == pytest.approx(0.224)


# x, y given x, y given not x -> y, from eslimpp 0.1.1 (single precision): conditionals in every position to each other.
DEDUCED = [
    ((0.076974, 0.485476, 0.437550, 0.075513), (0.212558, 0.412864, 0.374577), (0.424719, 0.514102, 0.061179),
     (0.368331, 0.462013, 0.169656)),
    ((0.411542, 0.213100, 0.375357, 0.077531), (0.001802, 0.380988, 0.617211), (0.110222, 0.455451, 0.434327),
     (0.056609, 0.396856, 0.546535)),
]  # fmt: skip


@pytest.mark.parametrize(("given_x", "true", "false", "expected"), DEDUCED)
def test_deduction_against_the_oracle(
    given_x: tuple[float, ...], true: tuple[float, ...], false: tuple[float, ...], expected: tuple[float, ...]
) -> None:
    """Deduction agrees with an independent implementation."""
    found = sl.deduce(Opinion(*given_x), Opinion(*true), Opinion(*false))
    assert _masses(found) == pytest.approx(expected, abs=1e-4)


def test_deduction_with_a_certain_base_rate() -> None:
    """Where y is certain either way the apex is bounded from one side only."""
    yes = sl.deduce(Opinion(0.2, 0.3, 0.5), Opinion(1, 0, 0), Opinion(1, 0, 0))
    no = sl.deduce(Opinion(0.2, 0.3, 0.5), Opinion(0, 1, 0), Opinion(0, 1, 0))
    assert _masses(yes) == pytest.approx((1, 0, 0))
    assert _masses(no) == pytest.approx((0, 1, 0))


@pytest.mark.parametrize("order", list(permutations((A, B, C))))
def test_cumulative_fusion_in_any_order_or_batch(order: tuple[Opinion, ...]) -> None:
    """V1 holds in every order, and when two are fused before the third."""
    assert _masses(sl.cumulative(order)) == pytest.approx((0.651163, 0.209302, 0.139535), abs=1e-6)
    paired = sl.cumulative([sl.cumulative(order[:2]), order[2]])
    assert _masses(paired) == pytest.approx((0.651163, 0.209302, 0.139535), abs=1e-6)


def test_conflict() -> None:
    """The published degree of conflict, its symmetry, and none with the vacuous opinion."""
    assert sl.conflict(A, C) == pytest.approx(0.128)
    assert sl.conflict(C, A) == sl.conflict(A, C)
    assert sl.conflict(NOTHING, C) == 0.0


def test_shared_relay_needs_fusion_below() -> None:
    """Section 0: discounting fifty chains before fusing gives .943 where one shared relay of .5 caps at .490."""
    half = sl.opinion(0.5, 0.0, 0.5)
    naive = sl.cumulative([sl.discount(0.5, half)] * 50)
    capped = sl.discount(0.5, sl.cumulative([half] * 50))
    assert naive.belief == pytest.approx(0.943, abs=5e-4)
    assert capped.belief == pytest.approx(0.490, abs=5e-4)


OPINIONS = st.tuples(*[st.floats(0.01, 1.0)] * 3, st.floats(0.05, 0.95)).map(
    lambda v: Opinion(v[0] / sum(v[:3]), v[1] / sum(v[:3]), v[2] / sum(v[:3]), v[3])
)


@EASY
@given(OPINIONS, OPINIONS, OPINIONS)
def test_every_operator_gives_an_opinion(one: Opinion, two: Opinion, three: Opinion) -> None:
    """Masses stay in [0, 1] and add up to 1, base rates stay in (0, 1)."""
    fused = [
        fuse([one, two, three]) for fuse in (sl.cumulative, sl.averaging, sl.weighted, sl.compromise, sl.constraint)
    ]
    for found in (*fused, sl.deduce(one, two, three), sl.multiply(one, two), sl.discount(one, two), sl.complement(one)):
        assert sum(_masses(found)) == pytest.approx(1.0)
        assert all(-1e-9 <= mass <= 1 + 1e-9 for mass in _masses(found))
        assert 0.0 < found.base_rate < 1.0


@EASY
@given(OPINIONS, OPINIONS)
def test_fission_undoes_fusion(one: Opinion, two: Opinion) -> None:
    """What was fused can be taken away again, and evidence maps back to its opinion."""
    assert _masses(sl.fission(sl.cumulative([one, two]), two)) == pytest.approx(_masses(one), abs=1e-6)
    assert _masses(sl.from_evidence(*sl.to_evidence(one))) == pytest.approx(_masses(one))


@EASY
@given(OPINIONS, OPINIONS, OPINIONS)
def test_deduction_is_total_probability(given_x: Opinion, true: Opinion, false: Opinion) -> None:
    """P(y‖x) = P(x)P(y|x) + P(x̄)P(y|x̄), the conditionals at the deduced base rate."""
    found = sl.deduce(given_x, true, false)
    one, two = (part.belief + found.base_rate * part.uncertainty for part in (true, false))
    assert found.projected == pytest.approx(given_x.projected * one + (1 - given_x.projected) * two)


SUM = "is not one: give three masses in [0, 1] that add up to 1."


@pytest.mark.parametrize(
    ("masses", "message"),
    [
        ((0.5, 0.5, 0.5), f"Opinion (0.5, 0.5, 0.5) {SUM}"),
        ((0.1, 0.1, 0.1), f"Opinion (0.1, 0.1, 0.1) {SUM}"),
        ((-0.1, 0.6, 0.5), f"Opinion (-0.1, 0.6, 0.5) {SUM}"),
        ((1.1, 0.0, -0.1), f"Opinion (1.1, 0.0, -0.1) {SUM}"),
        ((0.5, 0.5, 1e-8), f"Opinion (0.5, 0.5, 1e-08) {SUM}"),
        ((0.5, 0.5, 0.0, 1.0), "Base rate 1.0 is not strictly between 0 and 1."),
        ((1, 0, 0, 0), "Base rate 0 is not strictly between 0 and 1."),
    ],
)
def test_no_opinion(masses: tuple[float, ...], message: str) -> None:
    """What is no opinion is refused with the numbers."""
    with pytest.raises(UsageError) as caught:
        sl.opinion(*masses)
    assert str(caught.value) == message


def test_opinions_at_the_borders() -> None:
    """Dogmatic and absolute opinions are opinions, and so is one that misses 1 by rounding only."""
    assert sl.opinion(1, 0, 0) == Opinion(1, 0, 0, 0.5)
    assert sl.opinion(0, 1, 0).disbelief == 1
    assert sl.opinion(0.5, 0.5, 1e-10, 0.001).base_rate == 0.001


REFUSED: list[tuple[Callable[[], object], str]] = [
    (lambda: sl.to_evidence(Opinion(1, 0, 0)),
     "A dogmatic opinion (u = 0) has no finite evidence: use one with u above 0."),
    (lambda: sl.constraint([Opinion(1, 0, 0), Opinion(0, 1, 0)]),
     "Opinions contradict each other wholly: belief constraint fusion is not defined."),
    (lambda: sl.fission(A, C),
     "Fission takes away more evidence than there is: the part was not fused into the whole."),
    (lambda: sl.fission(Opinion(0.5, 0, 0.5), Opinion(0, 0.1, 0.9)),
     "Fission takes away more evidence than there is: the part was not fused into the whole."),
    (lambda: sl.fission(Opinion(0, 0.5, 0.5), Opinion(0.1, 0, 0.9)),
     "Fission takes away more evidence than there is: the part was not fused into the whole."),
    (lambda: sl.cumulative([]), "Fusion needs at least one opinion."),
    (lambda: sl.averaging([]), "Fusion needs at least one opinion."),
    (lambda: sl.weighted([]), "Fusion needs at least one opinion."),
    (lambda: sl.compromise([]), "Fusion needs at least one opinion."),
    (lambda: sl.constraint([]), "Fusion needs at least one opinion."),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_what_is_not_defined_is_refused(wrong: Callable[[], object], message: str) -> None:
    """Dogmatic evidence, wholly contradicting preferences, impossible fission and empty fusion are refused."""
    with pytest.raises(UsageError) as caught:
        wrong()
    assert str(caught.value) == message
