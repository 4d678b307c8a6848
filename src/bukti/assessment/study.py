"""One claim opened up: canonical graph, network, worlds; and the facts and the opinion drawn from them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from bukti.assessment.canonical import canonical
from bukti.assessment.counting import Count, Reach, attested, bundles, count, reach
from bukti.assessment.network import Leaf, Network, build
from bukti.assessment.profiles import Profile
from bukti.assessment.rules import Facts
from bukti.assessment.worlds import (
    Evidence,
    Numbers,
    Outcome,
    Worlds,
    evidence,
    letter,
    open_worlds,
    outcome,
    revised,
    strength,
    varied,
)
from bukti.model import EvidenceBasis, EvidenceGraph, Origin, Polarity, SourceKind

UNNAMED = (SourceKind.ANONYMOUS, SourceKind.PRONOUN, SourceKind.IMPERSONAL, SourceKind.RUNNING)
DIRECT = (EvidenceBasis.PERCEIVED, EvidenceBasis.DOCUMENTED)


@dataclass(frozen=True, slots=True)
class Study:
    """A claim's graph with everything that its variations share.

    Attributes:
        graph: in canonical form. found: evidence in each world. result: the opinion. facts: what the rules see.
        seen: what the reader reaches. counts: independent origins that affirm, and that deny.
    """

    graph: EvidenceGraph
    profile: Profile
    network: Network
    worlds: Worlds
    found: Evidence
    result: Outcome
    facts: Facts
    seen: Reach
    counts: tuple[Count, Count]


def study(graph: EvidenceGraph, profile: Profile) -> Study:
    """Open a graph: reduce it, compute its worlds, its opinion and its facts."""
    form = canonical(graph)
    network = build(form)
    worlds = open_worlds(network, form, profile)
    found = evidence(worlds, bundles(form, network.leaves), strengths(form, network, profile), profile)
    result = outcome(found, worlds, form.base_rate)
    seen = reach(form, profile)
    counts = counted(form, seen, profile)
    known = facts(form, (worlds, result, counts), profile)
    return Study(form, profile, network, worlds, found, result, known, seen, counts)


def counted(graph: EvidenceGraph, seen: Reach, profile: Profile) -> tuple[Count, Count]:
    """Independent origins that affirm, and that deny."""
    return count(graph, Polarity.AFFIRM, seen, profile), count(graph, Polarity.DENY, seen, profile)


def strengths(graph: EvidenceGraph, network: Network, profile: Profile) -> Numbers:
    """b_o of every leaf; a stand-in is rated F, of unspecified basis, and never stronger than what it stands for.

    Origins that the graph no longer has count as 0.
    """
    own = {origin.id: strength(origin, profile) for origin in graph.origins}
    unknown = profile.origin["F"] * profile.certainty["CT"] * profile.basis[EvidenceBasis.UNSPECIFIED.value]

    def of(leaf: Leaf) -> float:
        if leaf.origin is not None:
            return own.get(leaf.origin, 0.0)
        return min(unknown, max(own.get(name, 0.0) for name in leaf.covers))

    return np.array([of(leaf) for leaf in network.leaves], dtype=np.float64)


def named(origin: Origin) -> bool:
    """Whether somebody answers for it: by its kind, or, where no kind is given, by a letter other than F."""
    if origin.kind is None:
        return letter(origin.reliability) != "F"
    return origin.kind not in UNNAMED


def facts(graph: EvidenceGraph, computed: tuple[Worlds, Outcome, tuple[Count, Count]], profile: Profile) -> Facts:
    """What the rules look at, drawn from a canonical graph."""
    worlds, result, (affirming, denying) = computed
    by_id = {origin.id: origin for origin in graph.origins}
    behind = [by_id[name] for name in affirming.counted]
    against = [by_id[name] for name in denying.counted]
    direct = [origin for origin in behind if origin.basis in DIRECT]
    return Facts(
        opinion=result.opinion,
        conflict=result.conflict,
        origins=affirming.least,
        origins_max=affirming.most,
        denying=denying.least,
        direct=len(direct),
        documents=sum(origin.basis is EvidenceBasis.DOCUMENTED for origin in behind),
        denying_documents=sum(origin.basis is EvidenceBasis.DOCUMENTED for origin in against),
        named=sum(map(named, behind)),
        named_direct=sum(map(named, direct)),
        verified=sum(origin.verified for origin in behind),
        all_verified=bool(behind) and all(origin.verified for origin in behind),
        letter=_letter(graph, worlds, profile),
        denied=result.against > 0.0,
    )


def _letter(graph: EvidenceGraph, worlds: Worlds, profile: Profile) -> str:
    """Reliability of the origin that contributes most expected evidence: an affirming one where there is any."""
    by_id = {origin.id: origin for origin in graph.origins}
    best: tuple[bool, float] = (False, 0.0)
    found = "F"
    for place, leaf in enumerate(worlds.network.leaves):
        origin = by_id.get(leaf.origin or "")
        if origin is None:
            continue
        belief = strength(origin, profile)
        amount = belief / (1.0 - belief) * float(worlds.shares[place])
        rank = (origin.polarity is Polarity.AFFIRM, amount)
        if amount > 0.0 and rank > best:
            best, found = rank, letter(origin.reliability) if origin.kind not in UNNAMED else "F"
    return found


def without(base: Study, origin: str) -> Study:
    """The study as if an origin had never spoken; equal to weighing the graph without it (invariant 18).

    The worlds are reused unless the origin's absence makes another stand-in speak.
    """
    graph = replace(base.graph, origins=tuple(o for o in base.graph.origins if o.id != origin))
    if base.network.holds_without(origin):
        return restudied(base, graph)
    return study(drop(base.graph, origin), base.profile)


def restudied(base: Study, graph: EvidenceGraph) -> Study:
    """The same worlds with other origins: letters, groups or fewer of them."""
    leaves = base.network.leaves
    found = revised(base.found, base.worlds, bundles(graph, leaves), strengths(graph, base.network, base.profile))
    result = varied(found, base.worlds.weights, graph.base_rate)
    counts = counted(graph, base.seen, base.profile)
    known = facts(graph, (base.worlds, result, counts), base.profile)
    return replace(base, graph=graph, found=found, result=result, facts=known, counts=counts)


def drop(graph: EvidenceGraph, origin: str) -> EvidenceGraph:
    """The graph without an origin, its edges and the links to it."""
    return replace(
        graph,
        origins=tuple(
            replace(o, could_be=tuple(name for name in o.could_be if name != origin))
            for o in graph.origins
            if o.id != origin
        ),
        relays=tuple(replace(r, parents=tuple(e for e in r.parents if e.id != origin)) for r in graph.relays),
    )


def reports_of(graph: EvidenceGraph) -> dict[str, tuple[str, ...]]:
    """For each origin the ids of the read reports that can carry it, in the order of `graph.read`."""
    found: dict[str, list[str]] = {origin.id: [] for origin in graph.origins}
    for report in graph.read:
        for name in attested(replace(graph, read=(report,)), 0.0):
            if name in found:
                found[name].append(report)
    return {name: tuple(reports) for name, reports in found.items()}
