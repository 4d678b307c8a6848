"""The containment join finds reuse of passages, not only near-duplicates."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
import pytest

from bukti.derivation.candidates import JoinOptions, join
from bukti.derivation.fingerprints import Shingles, shingles
from bukti.derivation.tokens import tokenise

WORDS = 253  # words of a text, as in the study that chose this join (spikes.md section 5)
PLANTED = 60
COMMON, RARE = ([f"{kind}{n}" for n in range(size)] for kind, size in (("c", 50), ("r", 4000)))


def _features(*rows: Iterable[int]) -> list[Shingles]:
    return [np.array(sorted(row), dtype=np.int64) for row in rows]


def _text(chance: random.Random) -> list[str]:
    """Words of which two in five are common."""
    return [chance.choice(COMMON if chance.random() < 0.4 else RARE) for _ in range(WORDS)]


def _edited(text: list[str], rate: float, chance: random.Random) -> list[str]:
    made: list[str] = []
    for word in text:
        act = chance.randrange(3) if chance.random() < rate else None
        made += [word] if act is None else [] if act == 0 else [chance.choice(RARE)]
        made += [word] if act == 2 else []
    return made


def _excerpt(text: list[str], twelfths: int, chance: random.Random) -> list[str]:
    size = WORDS * twelfths // 12
    start = chance.randrange(WORDS - size)
    return [*_text(chance)[: WORDS - size], *text[start : start + size]]


@pytest.mark.parametrize(
    ("plan", "least"),
    [
        (("edit", 0.02), 1.0),
        (("edit", 0.05), 1.0),
        (("edit", 0.1), 1.0),
        (("edit", 0.2), 1.0),
        (("edit", 0.3), 0.97),
        (("excerpt", 3), 0.92),
        (("excerpt", 6), 1.0),
    ],
    ids=str,
)
def test_planted_reuse_is_recalled(plan: tuple[str, float], least: float) -> None:
    """Of planted copies at least this part are candidates, and no two strangers are."""
    chance = random.Random(11)  # noqa: S311 - a fixed plan, no secret
    kind, amount = plan
    parents = [_text(chance) for _ in range(PLANTED)]
    make = _edited if kind == "edit" else lambda text, size, rng: _excerpt(text, int(size), rng)
    children = [make(text, amount, chance) for text in parents]
    rows = [shingles(tokenise(" ".join(text))) for text in (*parents, *children)]
    found = {(a, b) for a, b, _ in join(rows, JoinOptions(cap=50, floor=5))}
    gold = {(place, place + PLANTED) for place in range(PLANTED)}
    assert len(found & gold) / PLANTED >= least
    assert found - gold == set()


def test_common_features_join_only_their_leaders() -> None:
    """A feature that stands in more reports than the cap pairs each of them with the first ones alone."""
    found = join(_features(*[(1, 2, 3)] * 6), JoinOptions(cap=5, leaders=1, floor=1))
    assert found == [(0, other, 3) for other in range(1, 6)]
    assert join(_features(*[(1, 2, 3)] * 6), JoinOptions(cap=5, leaders=0, floor=1)) == []


@pytest.mark.parametrize(("frame", "pairs"), [(10, 0), (20, 7)])
def test_common_features_must_be_much_of_a_report(frame: int, pairs: int) -> None:
    """What stands in more reports than the cap makes pairs only where it is three tenths of the shorter report."""
    rows = _features(*[{*range(frame), *range(1000 * n, 1000 * n + 30)} for n in range(1, 9)])
    assert len(join(rows, JoinOptions(cap=5, leaders=1))) == pairs


def test_pairs_need_the_floor() -> None:
    """Pairs that share fewer features than the floor are no candidates; the count is that of shared features."""
    rows = _features((1, 2, 3, 4), (2, 3, 4, 5), (4, 5))
    assert join(rows, JoinOptions(floor=2)) == [(0, 1, 3), (1, 2, 2)]


@pytest.mark.parametrize("rows", [[], [()], [(), ()]])
def test_nothing_joins_nothing(rows: list[tuple[int, ...]]) -> None:
    """Reports without features have no candidates."""
    assert join(_features(*rows), JoinOptions()) == []


def test_a_large_collection_is_sampled_alike() -> None:
    """Above the limit of rows the same features are kept for every report, so that shared ones stay shared."""
    rows = _features(range(400), range(400), range(1000, 1400))
    found = join(rows, JoinOptions(floor=8, rows=300))
    assert [(a, b) for a, b, _ in found] == [(0, 1)]
    assert found[0][2] < 400
