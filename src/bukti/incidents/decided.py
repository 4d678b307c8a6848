"""What people decided on which sentences tell of one attack, as bounds that the machine keeps to.

A decision names tellings, whose ids come from the bytes of their reports: it holds again whatever was added. A merge
keeps all tellings of two incidents together, a split keeps those that leave from those that stay; of two decisions on
one pair the later holds. What was added since is grouped by the machine, with the one or the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from bukti.model import Decision, Incident

MERGE = "merge"
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pairs of places, smaller first, each with the decision: which stand in one incident, and which must not.

    Attributes:
        together: the latest first.
    """

    together: tuple[tuple[Pair, Decision], ...] = ()
    apart: Mapping[Pair, Decision] | None = None

    def part(self, left: Iterable[int], right: Sequence[int]) -> str | None:
        """Why some place of the one was split from some place of the other; None where none was."""
        apart = self.apart or {}
        pairs = (apart.get((min(a, b), max(a, b))) for a in left for b in right) if apart else iter(())
        made = next((one for one in pairs if one), None)
        return f"kept apart {by(made)}" if made else None


def bounds(decisions: Iterable[Decision], place: Mapping[str, int]) -> Bounds:
    """The bounds between places.

    Args:
        decisions: merges and splits in force, in the order in which they were made.
        place: of each telling by id; a telling that has none is passed over.
    """
    ruled: dict[Pair, Decision] = {}
    for made in decisions:
        left, right = (sorted({place[name] for name in side if name in place}) for side in made.matter)
        pairs = combinations(sorted({*left, *right}), 2) if made.what == MERGE else product(left, right)
        for a, b in pairs:
            ruled.pop((min(a, b), max(a, b)), None)
            ruled[min(a, b), max(a, b)] = made
    together = tuple((pair, ruled[pair]) for pair in reversed(ruled) if ruled[pair].what == MERGE)
    return Bounds(together, {pair: made for pair, made in ruled.items() if made.what != MERGE and pair[0] != pair[1]})


def by(made: Decision) -> str:
    """By whom, when and why something was decided."""
    return f"by {made.author} on {made.made[:10]}: {made.reason.rstrip('.') or 'no reason given yet'}"


def concerning(decisions: Iterable[Decision], tellings: Iterable[str]) -> tuple[Decision, ...]:
    """The decisions that name some of these tellings."""
    named = set(tellings)
    return tuple(made for made in decisions if any(not named.isdisjoint(side) for side in made.matter))


def unfit(decisions: Iterable[Decision], found: Iterable[Incident]) -> tuple[str, ...]:
    """What could not be kept to, in sentences: a later decision goes before it, or its sentences are told no more."""
    home = {name: one.id for one in found for name in one.tellings}
    return tuple(sentence for made in decisions if (sentence := _unfit(made, home)))


def _unfit(made: Decision, home: Mapping[str, str]) -> str | None:
    called = f"The {made.what} of “{made.name}” ({made.author}, {made.made[:10]}, {made.id})"
    one, other = ({home[name] for name in side if name in home} for side in made.matter)
    if not one or not other:
        return f"{called} holds no longer: its sentences are in no incident any more."
    if len(one | other) > 1 if made.what == MERGE else one & other:
        return f"{called} is not kept in full: other decisions on the same sentences go against it."
    return None
