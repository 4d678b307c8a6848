"""Sources that people tied: which origins they mean in a run, and what that makes of the count (docs/sources.md).

A tie names keys, as a retraction does, and each run finds the origins that they mean now. Sources that are one share
one origin (building.py asks `Context.one`); what stays apart all the same, as an outlet's own words do, is counted as
one. Sources that depend on each other stay apart and share a dependence group (method.md 7.2 (4) and (7)).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bukti.assessment.counting import components
from bukti.assessment.profiles import Profile
from bukti.assessment.retracted import nodes
from bukti.assessment.sources import OWN_WORDS, Context, Tie
from bukti.ids import content_id
from bukti.model import Decision, Matter, Origin, Polarity

CALLED, SHARED = "called", "shared"  # first parts of keys that are no nodes: a name, and what sources share
HOW = ("organisation", "event", "interest")  # what sources that depend on each other share


def bind(context: Context, decided: Iterable[Decision]) -> Context:
    """The same run, in which these decisions tie sources: each says what they share, or that they are one."""
    return replace(context, tied=tuple(_tie(context, decision) for decision in decided))


def how(matter: Iterable[Matter]) -> str:
    """What a decision says that its sources share; empty where it says that they are one."""
    return next((key[1] for key in matter if key[0] == SHARED), "")


def _tie(context: Context, decision: Decision) -> Tie:
    keys = [key for key in decision.matter if key[0] not in (CALLED, SHARED)]
    found = nodes(context, keys)
    own = {
        (context.family.get(report, report), context.outlet(report) + OWN_WORDS) for report in _reports(found, context)
    }
    names = [key[1] for key in decision.matter if key[0] == CALLED]
    why = " ".join(decision.reason.split()).rstrip(".") or "no reason given yet"
    told = f"decided by {decision.author} on {decision.made[:10]}: {why}"
    return Tie(decision.id, frozenset(found), frozenset(own), how(decision.matter), tuple(names), told)


def _reports(found: Iterable[str], context: Context) -> list[str]:
    return [name for name in found if name in context.documents]


def depend(origins: Sequence[Origin], context: Context, profile: Profile) -> tuple[Origin, ...]:
    """The origins of a claim with the dependence that people decided on: joined groups have the largest ρ.

    Args:
        origins: of one claim, in order.
        context: the run with its ties.
        profile: ρ by what sources share.
    """
    found = list(origins)
    for polarity in Polarity:
        own = [origin for origin in found if origin.polarity is polarity]
        joined = {origin.id: origin for origin in _joined(own, context, profile)}
        found = [joined.get(origin.id, origin) for origin in found]
    return tuple(found)


def _joined(origins: Sequence[Origin], context: Context, profile: Profile) -> Iterator[Origin]:
    """The origins of one side that ties change."""
    meant = [(tie, [origin for origin in origins if _means(tie, origin)]) for tie in context.tied]
    groups: dict[str, str] = {}
    links = [(members[0].id, other.id) for _, members in meant for other in members[1:]]
    links += [(groups.setdefault(o.group, o.id), o.id) for o in origins if o.group is not None]
    by_id = {origin.id: origin for origin in origins}
    for part in components(by_id, links):
        ties = [(tie, members) for tie, members in meant if any(member.id in part for member in members)]
        if ties:
            yield from _bound([by_id[name] for name in part], ties, profile)


def _bound(
    members: Sequence[Origin], ties: Sequence[tuple[Tie, Sequence[Origin]]], profile: Profile
) -> Iterator[Origin]:
    """Members of one group as the ties between them make them."""
    between = [tie for tie, meant in ties if len(meant) > 1]
    reasons = [*sorted({member.group for member in members if member.group}), *map(_reason, between)]
    rho = max([*(member.group_rho for member in members), *(_rho(tie, profile) for tie in between)])
    for member in members:
        own = [tie for tie, meant in ties if any(member.id == one.id for one in meant)]
        made = replace(member, group=" and ".join(reasons), group_rho=rho) if between else member
        one = (f"{' and '.join(tie.names)} are one source ({tie.told})" for tie in own if not tie.shared)
        told = [tie.id for tie in own if tie in between or not tie.shared]
        yield replace(made, merged=(*member.merged, *one), decisions=tuple(told))


def _means(tie: Tie, origin: Origin) -> bool:
    ids = {origin.id, *(content_id("or", *key) for key in origin.keys)}
    own = {(key[1], name) for key in origin.keys if key[0] == "narrator" for name in origin.names}
    return not tie.nodes.isdisjoint(ids) or not tie.own.isdisjoint(own)


def _reason(tie: Tie) -> str:
    return f"one {tie.shared or 'identity'} ({tie.told})"


def _rho(tie: Tie, profile: Profile) -> float:
    """How much a second origin repeats the first: wholly where both are one."""
    shares = profile.dependence
    by_name = {"organisation": shares.same_organisation, "event": shares.same_event, "interest": shares.same_interest}
    return by_name[tie.shared] if tie.shared else 1.0
