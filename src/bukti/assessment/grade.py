"""The assessment of one claim: every output of method.md 7.4 from one evidence graph."""

from __future__ import annotations

from bukti.assessment import explain, rules, what_if
from bukti.assessment.chains import opinion_sl
from bukti.assessment.counting import count
from bukti.assessment.established import unestablished
from bukti.assessment.profiles import Profile
from bukti.assessment.standards import ladder
from bukti.assessment.study import Study, reports_of, study
from bukti.assessment.worlds import strength
from bukti.model import Assessment, EvidenceGraph, Opinion, OriginShare, Polarity


def weigh(graph: EvidenceGraph, profile: Profile) -> Assessment:
    """What is known about the claim, from how many independent origins, and whether it is enough.

    Args:
        graph: origins, relays and what was read; ids must be known (as `graphs.parse` or the pipeline ensures).
        profile: parameters and thresholds; the result names nothing that is not in it.
    """
    base = study(graph, profile)
    gone = {o.id: base if o.retracted else what_if.without(base, o.id) for o in base.graph.origins}
    changes = what_if.counterfactuals(base, gone)
    step = ladder(base.facts, profile)
    likely, likely_reason = rules.likelihood(base.facts, profile)
    sure, sure_reason = rules.confidence(base.facts, profile)
    enough, why = rules.actionable(base.facts, step.rank, profile)
    counted = count(base.graph, Polarity.AFFIRM, base.seen, profile)
    pure = opinion_sl(base.graph, profile)
    return Assessment(
        claim=graph.claim,
        opinion=base.result.opinion,
        opinion_sl=pure,
        standard_error=base.result.error,
        conflict=base.result.conflict,
        reports=len(set(graph.read)),
        origins_min=counted.least,
        origins_max=counted.most,
        not_established=unestablished(base.graph, counted),
        origins=_shares(graph, base, gone),
        scheme=profile.scheme,
        likelihood=likely,
        likelihood_reason=likely_reason,
        confidence=sure,
        confidence_reason=sure_reason,
        admiralty=rules.admiralty(base.facts, profile),
        standard_met=step.met,
        standard_next=step.next,
        missing=step.missing,
        policy=profile.policy,
        actionable=enough,
        actionable_why=why,
        would_change=changes,
        sensitivity=what_if.sensitivity(base),
        explanations=explain.sentences(graph, base, step, pure),
    )


def _shares(graph: EvidenceGraph, base: Study, gone: dict[str, Study]) -> tuple[OriginShare, ...]:
    """Every origin that a read report can carry, strongest effect first, then by name and id."""
    reports = reports_of(graph)
    shares = []
    for origin in graph.origins:
        if not reports[origin.id]:
            continue
        belief = strength(origin, base.profile)
        masses = (belief, 0.0) if origin.polarity is Polarity.AFFIRM else (0.0, belief)
        shares.append(
            OriginShare(
                id=origin.id,
                name=origin.name,
                kind="unspecified" if origin.kind is None else origin.kind.value,
                reliability=origin.reliability,
                polarity=origin.polarity.value,
                reports=reports[origin.id],
                opinion=Opinion(*masses, 1.0 - belief, graph.base_rate),
                without=gone[origin.id].result.opinion,
                established=origin.established,
                retracted=origin.retracted,
            )
        )
    whole = base.result.opinion
    return tuple(sorted(shares, key=lambda share: (-what_if.distance(whole, share.without), share.name, share.id)))
