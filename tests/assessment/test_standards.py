"""The ladder of proof: what each standard needs, at its border, and what is missing, in words."""

from __future__ import annotations

from typing import Any

import pytest

from bukti.assessment import load
from bukti.assessment.rules import Facts
from bukti.assessment.standards import CONVENTION, ladder, missing
from bukti.model import Opinion

PROFILE = load()
SUSPICION, GROUNDS, BALANCE, CLEAR, DOUBT = PROFILE.standards


def facts(belief: float, disbelief: float = 0.0, **changes: Any) -> Facts:
    """Facts with these masses and no conflict."""
    return Facts(Opinion(belief, disbelief, 1.0 - belief - disbelief), **({"conflict": 0.0} | changes))


LADDER = [
    (facts(0.29, origins=9), 0),
    (facts(0.30), 1),
    (facts(0.30, 0.30), 0),  # belief must exceed disbelief
    (facts(0.31, 0.30), 1),
    (facts(0.45, origins=2), 2),
    (facts(0.45, origins=1), 1),
    (facts(0.45, origins=1, direct=1), 2),
    (facts(0.45, 0.225, origins=2), 2),  # twice the disbelief
    (facts(0.45, 0.23, origins=2), 1),
    (facts(0.51, origins=2), 3),
    (facts(0.5099, origins=2), 2),
    (facts(0.51, direct=1), 3),
    (facts(0.71, origins=2), 4),
    (facts(0.71, origins=1, direct=1), 3),  # no single origin is clear and convincing
    (facts(0.71, 0.10, origins=2), 4),
    (facts(0.71, 0.11, origins=2), 3),
    (facts(0.91, origins=3, all_verified=True), 5),
    (facts(0.91, origins=3), 4),
    (facts(0.91, origins=2, all_verified=True), 4),
    (facts(0.91, 0.03, origins=3, all_verified=True), 5),
    (facts(0.91, 0.04, origins=3, all_verified=True), 4),
]


@pytest.mark.parametrize(("known", "rank"), LADDER)
def test_ladder(known: Facts, rank: int) -> None:
    """The strictest standard met is found at every border, with the next one and what it needs."""
    step = ladder(known, PROFILE)
    names = [None, *(standard.name for standard in PROFILE.standards), None]
    assert (step.rank, step.met, step.next) == (rank, names[rank], names[rank + 1])
    assert step.missing == (missing(known, PROFILE.standards[rank]) if rank < 5 else ())


def test_what_is_missing_in_words() -> None:
    """Each demand that fails has its sentence, and a value below a bound is never printed as the bound."""
    assert missing(facts(0.2), SUSPICION) == ("Belief must rise from 0.20 to 0.30.",)
    assert missing(facts(0.4, 0.4), SUSPICION) == ("Belief must exceed disbelief.",)
    assert missing(facts(0.5058, origins=5), BALANCE) == ("Belief must rise from 0.50 to 0.51.",)
    assert missing(facts(0.5, 0.3, origins=1), GROUNDS) == (
        "Belief must be at least 2 times the disbelief, which is 0.30.",
        "2 independent origins needed, 1 established, or one that perceived it or holds a verified document.",
    )
    assert missing(facts(0.5, 0.101, origins=1, direct=1), CLEAR) == (
        "Belief must rise from 0.50 to 0.71.",
        "Disbelief must fall from 0.11 to 0.10.",
        "2 independent origins needed, 1 established.",
    )
    assert missing(facts(0.95, origins=0), DOUBT) == (
        "3 independent origins needed, 0 established.",
        "Every origin must be verified.",
    )
    one = GROUNDS.model_copy(update={"origins": 1, "direct_instead": False})
    assert missing(facts(0.5), one) == ("1 independent origin needed, 0 established.",)


def test_the_line_that_always_stands_there() -> None:
    """Thresholds are a convention, and that is said."""
    assert CONVENTION == "The thresholds are a convention of this profile, not legal advice."
