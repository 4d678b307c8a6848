"""Collation: equal words, slips, and lost spaces in the passages of two reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.derivation.conftest import Told

from bukti.derivation.align import align
from bukti.derivation.collate import Collation, collate
from bukti.derivation.pairs import side
from bukti.derivation.prepare import prepare

PLAIN = "Water rose over the lower bridge in Sandmouth shortly after four in the morning on Monday."


def compared(told: Told, one: str, two: str, known: Callable[[str], int] = lambda _: 0) -> Collation:
    """The collation of two texts, the first as side a."""
    documents = [told(one), told(two)]
    a, b = (next(p for p in prepare(documents) if p.id == document.report.id) for document in documents)
    return collate(a, b, align(side(a), side(b), {}), known)


def test_equal_texts_agree_in_every_word(told: Told) -> None:
    """Every word of a verbatim copy agrees, and nothing is a slip."""
    found = compared(told, PLAIN, PLAIN + " ")
    assert set(found.agreed_a) == {1} == set(found.agreed_b)
    assert (found.slips_a, found.slips_b) == ((), ())


def test_a_word_that_others_spell_otherwise_is_a_slip(told: Told) -> None:
    """Of two alike words the one that no other report has is the slip; either side may be first."""
    typo = PLAIN.replace("bridge", "brigde")
    found = compared(told, PLAIN, typo, lambda form: 3 * (form == "bridge"))
    assert (found.slips_a, found.slips_b) == ((), ("brigde",))
    assert compared(told, typo, PLAIN, lambda form: 3 * (form == "bridge")).slips_a == ("brigde",)
    assert len(found.agreed_a) - sum(found.agreed_a) == 1


def test_what_nobody_else_has_decides_nothing(told: Told) -> None:
    """Where no third report knows either word, neither is the slip."""
    found = compared(told, PLAIN, PLAIN.replace("bridge", "brigde"))
    assert (found.slips_a, found.slips_b) == ((), ())


def test_a_lost_space_is_a_slip(told: Told) -> None:
    """Two words written as one are a slip without any witness."""
    assert compared(told, PLAIN, PLAIN.replace("lower bridge", "lowerbridge")).slips_b == ("lowerbridge",)
    assert compared(told, PLAIN.replace("lower bridge", "lowerbridge"), PLAIN).slips_a == ("lowerbridge",)


@pytest.mark.parametrize("other", ["castle", "bridges"])
def test_another_word_is_no_slip_by_likeness_alone(told: Told, other: str) -> None:
    """A replaced word, or one as well known, is no slip."""
    found = compared(told, PLAIN, PLAIN.replace("bridge", other), lambda _: 2)
    assert (found.slips_a, found.slips_b) == ((), ())
