"""Claims before and after a decision that changes what a claim is: which became which, and how strong each is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bukti import assessment
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.model import Change, Claim, EvidenceGraph, Finding


@dataclass(frozen=True)
class Side:
    """The claims of a run, and what they are weighed on."""

    claims: Sequence[Claim]
    context: Context
    profile: Profile

    def graph(self, claim: Claim) -> EvidenceGraph:
        """What a claim rests on."""
        return evidence(claim, self.context, self.profile)

    def without(self, claim: Claim) -> EvidenceGraph:
        """The same, were nothing of it evidence."""
        gone = {*claim.affirming, *claim.denying, *claim.implied, *claim.refuted}
        return evidence(claim, replace(self.context, retracted=self.context.retracted | gone), self.profile)


def compared(before: Side, after: Side, now: Mapping[str, str]) -> tuple[Change, ...]:
    """Every claim that is another or weighs otherwise, in the order of the result before; new ones last.

    A claim is what holds most of its statements afterwards. One of which nothing is left is weighed without evidence,
    and so is, before, one that is new.

    Args:
        before: the case as it is.
        after: as it is once decided.
        now: the id of a statement afterwards, where it is another.
    """
    homes = {name: claim for claim in after.claims for name in _held(claim)}
    by_id = {claim.id: claim for claim in after.claims}
    came: dict[str, tuple[Claim, EvidenceGraph]] = {}
    found = []
    for old in before.claims:
        common = Counter(homes[name].id for one in _held(old) if (name := now.get(one, one)) in homes)
        new = by_id[max(common, key=lambda one: (common[one], one))] if common else None
        was, is_now = before.graph(old), after.graph(new) if new else before.without(old)
        for one in common:
            came.setdefault(one, (old, was))
        if was != is_now and (was.relays or is_now.relays):
            found.append(_change(old, new or old, (was, is_now), before.profile))
    reached = {change.after.claim.id for change in found} | {claim.id for claim in before.claims}
    for new in after.claims:
        was, is_now = came[new.id][1] if new.id in came else after.without(new), after.graph(new)
        if new.id not in reached and was != is_now and is_now.relays:
            found.append(_change(new, new, (was, is_now), before.profile))
    return tuple(found)


def _change(old: Claim, new: Claim, graphs: tuple[EvidenceGraph, EvidenceGraph], profile: Profile) -> Change:
    was, is_now = (
        Finding(claim, graph, assessment.weigh(graph, profile)) for claim, graph in zip((old, new), graphs, strict=True)
    )
    return Change(was, is_now, reports=(), fallen=(), edges=())


def _held(claim: Claim) -> tuple[str, ...]:
    return (*claim.affirming, *claim.denying)
