"""Where a report calls untrue what it tells: "The story is a hoax", in a headline or in another sentence.

Such a sentence has few words of its own and answers what its report is about, or what stands right before it. Where
it speaks of somebody or something else by name ("the claim that Norland paid is a hoax") its own words tell what it
denies.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from bukti.claims import falsity
from bukti.claims.features import Features

LEAD = 4  # first statements of a report, which tell what it is about
FEW = 2  # words beside those of falsity that make no subject of their own
BEFORE = 3  # statements right before, which "the story" can stand for


def answers(told: Sequence[Features], speaking: Collection[str], keys: Collection[str]) -> tuple[Features, ...]:
    """The statements of a report that call untrue what it tells of one subject.

    Args:
        told: everything that the report tells, in order of place.
        speaking: ids of those that speak of the subject.
        keys: names of the subject.
    """
    spoken = [n for n, f in enumerate(told) if f.statement.id in speaking]
    if not spoken:
        return ()
    words = frozenset().union(*(told[n].terms for n in spoken))
    return tuple(
        f
        for n, f in enumerate(told)
        if f.debunks
        and f.takes_position
        and (spoken[0] < LEAD or any(n - BEFORE <= place < n for place in spoken))
        and _of_these(f, words, keys)
    )


def _of_these(f: Features, words: Collection[str], keys: Collection[str]) -> bool:
    """Whether what is called untrue has no name of its own, and few words or some of the subject's."""
    untrue = falsity.load(f.language)
    own = {key for key in f.keys if not untrue.tells(key.partition(":")[2])}  # where every noun has a capital
    return own.issubset(keys) and (untrue.beside(f.tokens) <= FEW or not f.terms.isdisjoint(words))


def by_report(every: Sequence[Features]) -> Mapping[str, Sequence[Features]]:
    """Features by report, in order of place."""
    found: dict[str, list[Features]] = {}
    for f in sorted(every, key=lambda f: f.order):
        found.setdefault(f.statement.report, []).append(f)
    return found
