"""How a claim changes along the chain of derivation: surer words, another number, a source that gets lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bukti.claims.drift.attribution import attribution
from bukti.claims.drift.certainty import certainty
from bukti.claims.drift.chain import Chains, Change, Hop, Known, Said, hops
from bukti.claims.drift.context import denials, details, left_out
from bukti.claims.drift.quantity import quantity
from bukti.claims.drift.sentence import sentence
from bukti.claims.features import Features
from bukti.model import Drift

__all__ = ["Sides", "Trail"]

SEVERITIES = ("strengthens", "weakens", "changes")
KINDS = ("certainty", "quantity", "attribution", "dropped", "added")


class Sides(NamedTuple):
    """Nodes of one claim.

    Attributes:
        own: affirm it. rivals: give another number for the same event. against: deny it.
        about: take no position; what is only passed on ("reportedly") is among them.
    """

    own: Sequence[int]
    rivals: Sequence[int] = ()
    against: Sequence[int] = ()
    about: Sequence[int] = ()


class Trail:
    """Follows claims through a collection; what all claims share is made once."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._chains = Chains(known.lineage, known.documents)
        self._denying: dict[str, list[Features]] = {}
        for f in (f for copies in known.copies for f in copies if f.denies):
            self._denying.setdefault(f.statement.report, []).append(f)

    def drifts(self, sides: Sides) -> tuple[Drift, ...]:
        """Changes of one claim at each hop of its chains, the grave ones first.

        A change stands where it happened, not at every report that inherits it; one that is taken back is a change of
        its own. Edges whose direction is not known show none, and what any of several parents gives is none.
        """
        passed = [node for node in sides.about if self._known.copies[node][0].statement.hearsay]
        carriers = self._by_report([*sides.own, *sides.rivals, *passed])
        denied = self._by_report(sides.against)
        rivals = {f.statement.id for node in sides.rivals for f in self._known.copies[node]}
        found = [
            self._drift(hop, change, carriers.keys())
            for hop in hops(carriers, self._chains, self._known)
            for change in (*_changes(hop), *denials(hop, denied, self._denying), *left_out(hop))
            if not {change.before.statement, change.after.statement} <= rivals
        ]
        once = {
            (d.kind, d.change, d.before.report, d.after.report, d.before.value, d.after.value): d for d in found[::-1]
        }
        return tuple(sorted(once.values(), key=_rank))

    def _by_report(self, nodes: Iterable[int]) -> dict[str, list[Said]]:
        found: dict[str, list[Said]] = {}
        for said in sorted((Said(n, f) for n in nodes for f in self._known.copies[n]), key=lambda s: s.features.order):
            found.setdefault(said.features.statement.report, []).append(said)
        return found

    def _drift(self, hop: Hop, change: Change, carriers: Iterable[str]) -> Drift:
        chain = self._chains.chain(change.before.report, change.after.report, frozenset(carriers))
        return Drift(*change, chain, sentence(change, self._known.documents, hop.unread))


def _changes(hop: Hop) -> Iterable[Change]:
    for changes in (certainty, quantity, attribution, details):
        yield from changes(hop)


def _rank(drift: Drift) -> tuple[object, ...]:
    before, after = drift.before, drift.after
    place = (len(drift.chain), drift.chain, before.span or (), after.span or ())
    return (SEVERITIES.index(drift.severity), KINDS.index(drift.kind), *place, drift.change, before.value, after.value)
