"""Independence that is not established: of whom, and why, each in one plain sentence."""

from __future__ import annotations

from bukti.assessment.canonical import nodes
from bukti.assessment.counting import UNNAMED, Count
from bukti.model import EvidenceGraph, Origin, Relay, SourceKind, Unestablished


def unestablished(graph: EvidenceGraph, counted: Count) -> tuple[Unestablished, ...]:
    """Sources that are not known to be independent: first those that count at the upper end, then the others."""
    origins = {origin.id: origin for origin in graph.origins}
    known = {node.id: node for node in nodes(graph)}
    upper = [_upper(origins[name], origins[other] if other else None) for name, other in counted.doubted]
    none = [Unestablished(name, known[name].name, _unknown(known[name]), False) for name in counted.unknown]
    return tuple(sorted(upper, key=_order) + sorted(none, key=_order))


def sentences(graph: EvidenceGraph, counted: Count) -> list[str]:
    """The same for the explanations: what does not count is told together where the reason is the same."""
    found = unestablished(graph, counted)
    upper = "Independence is not established, so it counts at the upper end only."
    told = [f"{one.reason} {upper}" for one in found if one.counted]
    names: dict[str, list[str]] = {}
    for one in found:
        if not one.counted:
            names.setdefault(one.reason, []).append(one.name)
    lower = "Not counted, for independence is not established"
    return [*told, *(f"{lower}: {', '.join(listed)}. {reason}" for reason, listed in names.items())]


def _order(one: Unestablished) -> tuple[str, str]:
    return one.name, one.id


def _upper(one: Origin, twin: Origin | None) -> Unestablished:
    """An origin that counts at the upper end only, with the one that it may be."""
    if twin is None:
        return Unestablished(one.id, one.name, f"It is not sure that what was read goes back to {one.name}.", True)
    if one.kind in UNNAMED:
        why = "neither is" if twin.kind in UNNAMED else f"{one.name} is not"
        reason = f"{one.name} could be {twin.name}: {why} named."
    elif one.kind is twin.kind is SourceKind.DOCUMENT:
        reason = f"{one.name} could be {twin.name}: neither document was seen."
    else:
        reason = f"Nothing shows that {one.name} and {twin.name} know it independently of each other."
    return Unestablished(one.id, one.name, reason, True)


def _unknown(node: Origin | Relay) -> str:
    """Why nobody knows where a source has it from."""
    if isinstance(node, Relay):
        return "It is not known where this report has it from."
    if node.kind is SourceKind.NARRATOR:
        return "A report in its own voice does not say who told it."
    if node.kind is SourceKind.IMPERSONAL:
        return "Nobody is named who holds it."
    return "It passes on what somebody unknown told."
