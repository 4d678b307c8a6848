"""Retractions: what a person means, the decision, and which claims it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from bukti import assessment
from bukti.assessment import targets
from bukti.assessment.counting import attested
from bukti.assessment.evidence import Context, evidence
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import nodes
from bukti.assessment.targets import Target
from bukti.casework.decisions import decision
from bukti.errors import UsageError
from bukti.model import Change, Claim, Decision, EvidenceGraph, Finding
from bukti.store.decisions import NOTE, RESTORE, RETRACT, in_force

RETRACTED = frozenset({"report", "origin", "statement"})  # kinds of decisions on what carries evidence


def target(name: str, claims: Sequence[Claim], context: Context, profile: Profile) -> Target:
    """The report, source or medium that a person means, or the statement, by its id.

    Raises:
        UsageError: nothing is called so, or several are; the message lists the nearest.
    """
    reports = targets.reports(d for _, d in sorted(context.documents.items()))
    everything = (*reports, *targets.origins([evidence(c, context, profile) for c in claims], context))
    meant = targets.statements(name, context) or [one for one in everything if one.called(name)]
    if len(meant) == 1:
        return meant[0].shown_as(name)
    if meant:
        raise UsageError(f"{name!r} is {len(meant)} things, name one by its id:{_listed(meant)}")
    close = targets.nearest(name, everything)
    hint = f"the nearest are:{_listed(close)}" if close else "`bukti assess --case FILE` shows what is there."
    raise UsageError(f"No report and no source behind a claim is called {name!r}: {hint}")


def _listed(found: Sequence[Target]) -> str:
    return "".join(f"\n  {one.id.removeprefix('sha256:')[:19]}  {one.kind}  {one.names[0]}" for one in found)


def retraction(meant: Target, made: Sequence[Decision], context: Context, why: tuple[str, str]) -> Decision:
    """The decision that a target carries no evidence, superseding an earlier one on it.

    Args:
        meant: the target.
        made: every decision of the case.
        context: the run.
        why: reason and author.

    Raises:
        UsageError: it is retracted already.
    """
    own = (d for d in reversed(made) if d.kind in RETRACTED and d.what != NOTE and set(meant.matter) & set(d.matter))
    last = next(own, None)
    if last and last in in_force(made) and nodes(context, meant.matter) <= nodes(context, last.matter):
        raise UsageError(
            f"{last.name} is retracted already ({last.reason}, {last.author}, {last.made[:10]}): --undo takes it back."
        )
    keys = tuple(sorted({*meant.matter, *(last.matter if last else ())}))
    name = last.name if last else meant.names[0]
    return decision(RETRACT, (meant.kind, last.target if last else meant.id, name), keys, why, last)


def restoration(name: str, made: Sequence[Decision], meant: Callable[[], Target], why: tuple[str, str]) -> Decision:
    """The decision that takes a retraction back.

    Args:
        name: beginning of the decision's id, or what it shows as its target.
        made: every decision of the case.
        meant: gives the target of that name, where no decision shows it.
        why: reason and author.

    Raises:
        UsageError: not exactly one retraction in force is meant.
    """
    force = in_force(made)
    found = [d for d in force if Target(d.kind, d.target, (d.name,), (d.id, d.target), ()).called(name)]
    if not found and force:
        keys = set(meant().matter)
        found = [one for one in force if keys & set(one.matter)]
    if len(found) != 1:
        listed = "".join(f"\n  {d.id}  {d.kind}  {d.name}" for d in found or force)
        raise UsageError(f"{name!r} is no single retraction in force. In force: {listed or 'none.'}")
    (last,) = found
    return decision(RESTORE, (last.kind, last.target, last.name), last.matter, why, last)


def changed(
    claims: Iterable[Claim], sides: tuple[Context, Context], decision: Decision, profile: Profile
) -> tuple[Change, ...]:
    """The claims whose evidence the decision touches, before and after.

    Args:
        claims: of the run.
        sides: the run before and after the decision.
        decision: what is decided.
        profile: how to weigh.
    """
    found = []
    for claim in claims:
        before, after = (evidence(claim, context, profile) for context in sides)
        if before != after:
            graphs = (before, after) if decision.what == RETRACT else (after, before)
            through = _through(*graphs)
            read = tuple(report for report in sides[0].documents if report in through)
            found.append(
                Change(
                    before=Finding(claim, before, assessment.weigh(before, profile)),
                    after=Finding(claim, after, assessment.weigh(after, profile)),
                    reports=read,
                    fallen=tuple(report for report in read if not _carries(graphs[1], report)),
                    edges=tuple(e for e in sides[0].lineage.edges if {e.parent, e.child} <= through),
                )
            )
    return tuple(found)


def _through(standing: EvidenceGraph, withdrawn: EvidenceGraph) -> set[str]:
    """Relays and origins that the retracted matter reaches: what changes itself, and all that takes over from it."""
    before = {relay.id: relay.parents for relay in standing.relays}
    silent = {origin.id for origin in standing.origins if origin.retracted}
    reached = {o.id for o in withdrawn.origins if o.retracted} - silent
    reached |= {relay.id for relay in withdrawn.relays if relay.parents != before.get(relay.id)}
    while more := {r.id for r in withdrawn.relays if {edge.id for edge in r.parents} & reached} - reached:
        reached |= more
    return reached


def _carries(graph: EvidenceGraph, report: str) -> bool:
    """Whether a report, were it read, would still carry an origin's word."""
    seen = attested(replace(graph, read=(report,)), 0.0)
    return any(origin.id in seen for origin in graph.origins if not origin.retracted)
