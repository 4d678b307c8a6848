"""What people decided on the grouping, as bounds that the machine keeps to; later decisions go before earlier ones.

A decision names statements, whose ids come from the bytes of their reports: it holds again whenever the case is
assessed, whatever was added. A merge keeps all statements of two claims together, a split keeps those that leave from
those that stay. What was added since is grouped by the machine, with the one or the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bukti.claims.features import Features, Sign
from bukti.model import Claim, Decision, grouping
from bukti.model.grouping import MERGE, Pair, pair, ruled


@dataclass(frozen=True, slots=True)
class Bounds:
    """Pairs of places, smaller first: which must stand in one claim, the latest first, and which must not."""

    together: tuple[Pair, ...] = ()
    apart: frozenset[Pair] = frozenset()

    def part(self, left: Iterable[int], right: Sequence[int]) -> bool:
        """Whether some place of the one was split from some place of the other."""
        return bool(self.apart) and any(pair(a, b) in self.apart for a in left for b in right)

    def sets(self, features: Sequence[Features]) -> list[list[int]]:
        """Places that must be in one group, two or more each, sorted; denials are joined to what they deny later."""
        held = [two for two in self.together if all(features[place].takes_position for place in two)]
        home = {place: [place] for two in held for place in two}
        for a, b in held:
            if home[a] is not home[b] and not opposed(features[a], features[b]) and not self.part(home[a], home[b]):
                joined = home[a] + home[b]
                home |= dict.fromkeys(joined, joined)
        return [list(found) for found in sorted({tuple(sorted(found)) for found in home.values() if len(found) > 1})]

    def answers(
        self, groups: Sequence[tuple[int, ...]], denies: Mapping[int, int], features: Sequence[Features]
    ) -> dict[int, int]:
        """Which group denies which, after what was decided.

        Args:
            groups: places by group.
            denies: negative group -> the group that it denies, as the machine has it.
            features: of each place.
        """
        found = {n: target for n, target in denies.items() if not self.part(groups[n], groups[target])}
        home = {place: n for n, group in enumerate(groups) for place in group}
        for two in reversed(self.together):
            no, yes = two if features[two[0]].sign is Sign.NEGATES else two[::-1]
            if no in home and yes in home and opposed(features[no], features[yes]):
                target = found.get(home[yes], home[yes])
                if target != home[no]:
                    found = {n: target if other == home[no] else other for n, other in found.items()}
                    found[home[no]] = target
        return found


def opposed(a: Features, b: Features) -> bool:
    """Whether one affirms what the other negates."""
    return a.sign is not b.sign and a.sign is not Sign.UNKNOWN and b.sign is not Sign.UNKNOWN


def marks(decisions: Iterable[Decision]) -> dict[str, tuple[str, ...]]:
    """The splits by which each statement left a claim: it is no copy of what stayed, though the words be the same."""
    found: dict[str, tuple[str, ...]] = {}
    for made in decisions:
        for name in made.matter[0] if made.what != MERGE else ():
            found[name] = (*found.get(name, ()), made.id)
    return found


def bounds(decisions: Iterable[Decision], place: Mapping[str, int]) -> Bounds:
    """The bounds between places; of two decisions on one pair the later holds.

    Args:
        decisions: merges and splits in force, in the order in which they were made.
        place: of each statement by id; a statement that has none is passed over.
    """
    held = ruled(decisions, place)
    apart = frozenset(two for two, made in held.items() if made.what != MERGE and two[0] != two[1])
    return Bounds(tuple(two for two in reversed(held) if held[two].what == MERGE), apart)


def unfit(decisions: Iterable[Decision], claims: Iterable[Claim]) -> tuple[str, ...]:
    """What could not be kept to, in sentences (`bukti.model.grouping.unfit`)."""
    home = {name: claim.id for claim in claims for name in (*claim.affirming, *claim.denying)}
    return grouping.unfit(decisions, home, ("statements", "claim"))
