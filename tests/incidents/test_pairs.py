"""Pairs that incidents are made of: leaving most of other days out changes nothing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations, product
from pathlib import Path

import pytest

from bukti.incidents import merge as merging
from bukti.incidents.decided import Bounds
from bukti.incidents.likeness import NEXT, Fact, days_apart, score
from bukti.incidents.merge import merge
from bukti.incidents.pairs import _far, pairs
from bukti.model import Decision, Named, Span, Telling, Toll

TOWNS = ("hrt", "hrta", "lgs", "mrbd", "strhrt", "khrkv", "hrkv", "dnpr", "dnprk")
REGIONS = ("nrdn", "sdrn", "")
Scored = tuple[float, int, int, tuple[str, ...]]


def fact(chance: random.Random, number: int, share: float) -> Fact:
    """One telling of a small world, where much is left out; a share of them tells a day."""
    first = datetime(2024, 5, chance.randint(1, 28), tzinfo=UTC)
    dated = chance.random() < share
    towns = frozenset(chance.sample(TOWNS, chance.choice((0, 1, 1, 1, 2))))
    regions = frozenset(chance.sample(REGIONS, chance.choice((0, 0, 1)))) - {""}
    harms = chance.sample(("killed", "injured", "detained"), chance.choice((0, 1, 1, 2)))
    tolls = [
        Toll(harm, chance.choice((None, 1, 2, 8)), None, "exact", "person", Span(0, 1), "", part=chance.random() < 0.2)
        for harm in harms
    ]
    telling = Telling(
        f"tl-{number}",
        f"report-{chance.randint(0, 40)}",
        Span(number, number + 1),
        chance.choice(("missile", "shelling", "explosion", "detention", "attack", "unknown")),
        None,
        (),
        (),
        tuple(tolls),
        (Named("", chance.choice((*TOWNS, "x")), Span(0, 1), "locality"),),
        first if dated else None,
        first + timedelta(days=chance.choice((1, 1, 1, 3, 30))) if dated and chance.random() < share + 0.1 else None,
    )
    names = frozenset(chance.sample(TOWNS, chance.choice((0, 0, 1))))
    return Fact(telling, chance.randint(0, 12), towns, regions, towns | names, frozenset(chance.choice(((), ("va",)))))


def world(seed: int, size: int = 160) -> tuple[list[Fact], set[tuple[int, int]]]:
    """Facts, and pairs of them that are copied."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    copied = [sorted(chance.sample(range(size), 2)) for _ in range(size // 20)]
    return [fact(chance, number, 0.8 + seed % 2) for number in range(size)], {(a, b) for a, b in copied}


def slow(
    facts: Sequence[Fact], copied: Collection[tuple[int, int]], _: Collection[tuple[int, int]] = ()
) -> Iterable[Scored]:
    """Every pair that has something in common, as the documentation tells it, whatever people decided."""
    for (a, left), (b, right) in combinations(enumerate(facts), 2):
        beside = left.telling.report == right.telling.report and abs(left.place - right.place) <= NEXT
        ends = [
            {(n[0], 0) for n in f.names | f.regions} | {(n[-1], 1) for n in f.names | f.regions} for f in (left, right)
        ]
        if beside or (a, b) in copied or ends[0] & ends[1] or left.countries & right.countries:
            worth, why = score(left, right, copied=(a, b) in copied)
            if worth > 0:
                yield worth, a, b, why


def ruling(seed: int, size: int, together: int) -> Bounds:
    """What somebody decided on random pairs."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    made = Decision("dc-1", "merge", "incident", "ic-1", "", (), "seen", "Mira Koss", "2026-01-01T00:00:00+00:00")
    drawn = [tuple(sorted(chance.sample(range(size), 2))) for _ in range(together + 6)]
    chosen = [((a, b), made) for a, b in drawn]
    return Bounds(tuple(chosen[:together]), dict(chosen[together:]))


def told(seed: int, ruled: Bounds = merging.NO_BOUNDS) -> list[tuple[tuple[str, ...], tuple[str, ...], object]]:
    """Groups as they can be compared."""
    return [
        (tuple(one.telling.id for one in group.facts), group.reasons, group.near)
        for group in merge(*world(seed), ruled)
    ]


@pytest.mark.parametrize(("seed", "together"), list(product(range(4), (0, 5))))
def test_groups_reasons_and_near_misses_are_those_of_all_pairs(
    seed: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is told, decided by people or copied, what is left out makes no difference."""
    for ruled in (merging.NO_BOUNDS, ruling(seed, 160, together)):
        quick = told(seed, ruled)
        with monkeypatch.context() as patch:
            patch.setattr(merging, "pairs", slow)
            assert told(seed, ruled) == quick
        assert any(near for _, _, near in quick)


def test_what_is_compared_of_other_days_does_not_grow_with_the_square() -> None:
    """Of each telling at most one pair on other days is kept, those that are copied or beside each other apart."""
    facts, copied = world(3, 400)
    apart = [
        (a, b)
        for _, a, b, _ in pairs(facts, copied)
        if days_apart(facts[a], facts[b])
        and (a, b) not in copied
        and facts[a].telling.report != facts[b].telling.report
    ]
    of_all = sum(days_apart(facts[a], facts[b]) for _, a, b, _ in slow(facts, copied))
    assert 0 < len(apart) <= len(facts) < of_all


def test_groups_are_the_same_in_every_process() -> None:
    """Sets of names have another order under another salt; nothing shows it."""
    code = "import sys; sys.path.insert(0, sys.argv[1]); import test_pairs; print(test_pairs.told(5))"
    command = [sys.executable, "-c", code, str(Path(__file__).parent)]
    made = [
        subprocess.check_output(command, text=True, env={**os.environ, "PYTHONHASHSEED": salt})  # noqa: S603 - our own
        for salt in ("0", "1")
    ]
    assert made == [f"{told(5)}\n"] * 2


def _dated(day: int) -> Fact:
    """A telling of a town on a day of May."""
    start = datetime(2024, 5, day, tzinfo=UTC)
    told = Telling(f"tl-{day}", f"report-{day}", Span(0, 1), "missile", None, (), (), (), (), start, start)
    return Fact(told, 0, frozenset({"hrt"}), frozenset(), frozenset({"hrt"}), frozenset())


@pytest.mark.parametrize(
    ("others", "held", "far"),
    [
        ([(4.0, [1, 3])], {}, 3),  # 1 is of the next day and may be the same attack
        ([(4.0, [1]), (3.0, [3, 4])], {}, 3),  # what no day parts is no other attack, whatever it is worth
        ([(4.0, [4]), (4.0, [3])], {}, 3),  # of equals the first in the order of the reports
        ([(4.0, [4]), (3.0, [3])], {}, 4),  # more worth comes before the order
        ([(4.0, [3, 4])], {0: 7, 3: 7}, 4),  # those that people put together are one attack
        ([(4.0, [3, 4])], {0: 7, 3: 8}, 3),  # … with others than these
        ([(4.0, [3, 4])], {3: 7}, 3),  # … and not with this one
        ([(4.0, [1])], {}, None),
        ([], {}, None),
    ],
)
def test_the_nearest_on_other_days(
    others: list[tuple[float, list[int]]], held: dict[int, int], far: int | None
) -> None:
    """Of the telling of 10 May: which of those worth most lies on days that it can never join."""
    facts = [_dated(10), _dated(11), _dated(10), _dated(15), _dated(20)]
    assert _far(facts, 0, others, held) == far
