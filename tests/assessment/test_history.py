"""Records over resolved claims: what counts for whom, and the letter that a record supports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bukti.assessment.history import LEAST, counted_once, joined, judged, letter
from bukti.assessment.profiles import load
from bukti.model import Account, Record

PROFILE = load("default")
ORDER = "EDCBA"


def outcome(number: int, right: bool = True, **other: object) -> Account:
    """What a source said of claim `number`."""
    made = {"claim": f"cl-{number}", "text": f"claim {number}", "true": True, "affirmed": right}
    return Account(**{"statements": frozenset({f"st-{number}"}), **made, **other})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("right", "wrong", "expected"),
    [
        (0, 0, "F"),
        (4, 0, "F"),
        (0, 4, "F"),
        (5, 0, "B"),
        (9, 0, "A"),
        (0, 5, "D"),
        (0, 9, "E"),
        (3, 3, "C"),
        (60, 40, "B"),
    ],
)
def test_letters_need_counts(right: int, wrong: int, expected: str) -> None:
    """Five claims for any letter, nine without a fault for the best and the worst."""
    assert letter(right, wrong, PROFILE)[0] == expected


@given(st.integers(0, 80), st.integers(0, 80))
def test_one_more_right_never_lowers_a_letter(right: int, wrong: int) -> None:
    """Where a letter can be given, a further right claim gives none that is worse; a wrong one none that is better."""
    if right + wrong >= LEAST:
        now = ORDER.index(letter(right, wrong, PROFILE)[0])
        assert ORDER.index(letter(right + 1, wrong, PROFILE)[0]) >= now
        assert ORDER.index(letter(right, wrong + 1, PROFILE)[0]) <= now


@given(st.integers(0, 80), st.integers(0, 80))
def test_the_interval_holds_the_share(right: int, wrong: int) -> None:
    """And is all of [0, 1] where nothing is known."""
    _, low, high = letter(right, wrong, PROFILE)
    assert 0 <= low <= (right / (right + wrong) if right + wrong else 0.5) <= high <= 1


def test_a_claim_counts_once() -> None:
    """The same statements in two cases are one claim; a general claim adds nothing to the specific one."""
    general = outcome(3, specific=("cl-1",))
    same = outcome(4, statements=frozenset({"st-1", "st-9"}))
    assert [one.claim for one in counted_once([outcome(1), outcome(2), general, same])] == ["cl-1", "cl-2"]


def test_records_of_one_name_are_one() -> None:
    """Case does not matter; an outlet and a source of one name stay apart, for one passes on and one speaks."""
    parts = [
        Record("source", ("Anna Berg", "Harrow Fire Service"), (("name", "a"),), (outcome(1),)),
        Record("source", ("HARROW FIRE SERVICE",), (("name", "b"),), (outcome(1), outcome(2, right=False)), copied=1),
        Record("outlet", ("Anna Berg",), (("outlet", "r"),), (outcome(3),)),
    ]
    source, outlet = joined(parts)
    assert [one.claim for one in source.outcomes] == ["cl-1", "cl-2"]
    assert (source.right, source.copied, source.matter) == (1, 1, (("name", "a"), ("name", "b")))
    assert outlet == parts[2]


def test_a_record_shows_the_letter_in_force_beside_the_proposed_one() -> None:
    """Nothing is applied by being learnt."""
    rated = PROFILE.model_copy(update={"ratings": {"anna berg": "E"}})
    record = judged(Record("source", ("Anna Berg",), (), tuple(map(outcome, range(10)))), rated)
    assert (record.letter, record.now, record.right) == ("A", "E", 10)
