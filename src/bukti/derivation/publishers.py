"""What is known of two outlets besides their texts: a common owner, a wire and its client. Context, never evidence.

Outlets of one owner often print different newsrooms, and a client of a wire writes much itself; so nothing here makes
or strengthens an edge. It is said where an edge stands, and where two outlets of one owner count as two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from bukti import lexicon
from bukti.derivation.addresses import host
from bukti.derivation.prepare import Prepared, normal_name
from bukti.ids import content_id
from bukti.lexicon import Outlet
from bukti.model import LatentOrigin


def context(parent: Prepared, child: Prepared) -> tuple[str, ...]:
    """Sentences on the outlets of two reports that an edge joins; none where the list says nothing of both."""
    first, second = outlet(parent), outlet(child)
    if first is None or second is None or first.key == second.key:
        return ()
    found = [f"Both outlets belong to {first.owner} (context, no evidence)."] if _one_owner(first, second) else []
    pairs = ((first, second), (second, first))
    found += [f"{b.name} is a client of {a.name} (context, no evidence)." for a, b in pairs if a.key in b.clients_of]
    return tuple(found)


def shared(prepared: Sequence[Prepared], families: Iterable[Sequence[str]]) -> list[LatentOrigin]:
    """A remark for each owner whose outlets have reports in several families."""
    owned: dict[str, dict[str, str]] = {}
    for one in prepared:
        known = outlet(one)
        if known is not None and known.owner:
            owned.setdefault(known.owner, {})[one.id] = known.name
    family = {member: place for place, members in enumerate(families) for member in members}
    remarks = []
    for owner, reports in sorted(owned.items()):
        names = sorted(set(reports.values()))
        if len(names) > 1 and len({family.get(report) for report in reports}) > 1:
            reason = (
                f"{', '.join(names)} belong to {owner}: that they are several outlets does not show that they are "
                "independent."
            )
            members = tuple(sorted(reports))
            remarks.append(LatentOrigin(content_id("la", "publisher", owner, *members), members, (reason,)))
    return remarks


def outlet(one: Prepared) -> Outlet | None:
    """The listed outlet that published a report, by its name, else by its domain."""
    report = one.document.report
    by_name, by_domain = _listed()
    return by_name.get(normal_name(report.outlet or "")) or by_domain.get(host(report.url or ""))


@cache
def _listed() -> tuple[dict[str, Outlet], dict[str, Outlet]]:
    outlets = lexicon.outlets()
    names = {normal_name(name): known for known in reversed(outlets) for name in known.names}
    return names, {domain: known for known in outlets for domain in known.domains}


def _one_owner(first: Outlet, second: Outlet) -> bool:
    return first.owner is not None and first.owner == second.owner
