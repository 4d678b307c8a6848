"""Merges and splits by people, whatever is grouped: of two decisions on one pair the later holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations, product

from bukti.model.decision import Decision

MERGE = "merge"
Pair = tuple[int, int]


def pair(a: int, b: int) -> Pair:
    """Two places, the smaller first."""
    return (a, b) if a < b else (b, a)


def ruled(decisions: Iterable[Decision], place: Mapping[str, int]) -> dict[Pair, Decision]:
    """The decision that holds on each pair of places, in the order in which they were made.

    Args:
        decisions: merges and splits in force, in the order in which they were made.
        place: of each member of a group by id; one that has none is passed over.
    """
    found: dict[Pair, Decision] = {}
    for made in decisions:
        left, right = (sorted({place[name] for name in side if name in place}) for side in made.matter)
        for a, b in combinations(sorted({*left, *right}), 2) if made.what == MERGE else product(left, right):
            found.pop(pair(a, b), None)
            found[pair(a, b)] = made
    return found


def concerning(decisions: Iterable[Decision], members: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions that name some of these members."""
    named = set(members)
    return tuple(made for made in decisions if any(not named.isdisjoint(side) for side in made.matter))


def unfit(decisions: Iterable[Decision], home: Mapping[str, str], words: tuple[str, str]) -> tuple[str, ...]:
    """What could not be kept to, in sentences: a later decision goes before it, or its members are told no more.

    Args:
        decisions: merges and splits in force.
        home: the group of each member, by id.
        words: what members and a group are called ("statements", "claim").
    """
    return tuple(sentence for made in decisions if (sentence := _unfit(made, home, words)))


def _unfit(made: Decision, home: Mapping[str, str], words: tuple[str, str]) -> str | None:
    called = f"The {made.what} of “{made.name}” ({made.author}, {made.made[:10]}, {made.id})"
    members, group = words
    left, right = ([name for name in side if name in home] for side in made.matter)
    lost = sum(map(len, made.matter)) - len(left) - len(right)
    if not left or not right:
        return f"{called} holds no longer: its {members} are in no {group} any more."
    one, other = ({home[name] for name in side} for side in (left, right))
    if len(one | other) > 1 if made.what == MERGE else one & other:
        return f"{called} is not kept in full: other decisions on the same {members} go against it."
    return f"{called} holds, but {lost} of its {members} are in no {group} any more." if lost else None
