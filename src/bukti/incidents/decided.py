"""What people decided on which sentences tell of one attack, as bounds that the machine keeps to.

A decision names tellings, whose ids come from the bytes of their reports: it holds again whatever was added. A merge
keeps all tellings of two incidents together, a split keeps those that leave from those that stay; of two decisions on
one pair the later holds. What was added since is grouped by the machine, with the one or the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bukti.model import Decision, Incident, grouping
from bukti.model.grouping import MERGE, Pair, pair, ruled


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
        pairs = (apart.get(pair(a, b)) for a in left for b in right) if apart else iter(())
        made = next((one for one in pairs if one), None)
        return f"kept apart {by(made)}" if made else None


def bounds(decisions: Iterable[Decision], place: Mapping[str, int]) -> Bounds:
    """The bounds between places.

    Args:
        decisions: merges and splits in force, in the order in which they were made.
        place: of each telling by id; a telling that has none is passed over.
    """
    held = ruled(decisions, place)
    together = tuple((two, held[two]) for two in reversed(held) if held[two].what == MERGE)
    return Bounds(together, {two: made for two, made in held.items() if made.what != MERGE and two[0] != two[1]})


def by(made: Decision) -> str:
    """By whom, when and why something was decided."""
    return f"by {made.author} on {made.made[:10]}: {made.reason.rstrip('.') or 'no reason given yet'}"


def unfit(decisions: Iterable[Decision], found: Iterable[Incident]) -> tuple[str, ...]:
    """What could not be kept to, in sentences (`bukti.model.grouping.unfit`)."""
    home = {name: one.id for one in found for name in one.tellings}
    return grouping.unfit(decisions, home, ("sentences", "incident"))
