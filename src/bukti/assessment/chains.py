"""The pure subjective-logic value beside the worlds: fuse below a shared relay, discount once (method.md 7.2 (5))."""

from __future__ import annotations

from bukti.assessment.canonical import nodes
from bukti.assessment.counting import bundles
from bukti.assessment.network import Leaf
from bukti.assessment.profiles import Profile
from bukti.assessment.subjective import cumulative, discount, from_evidence, vacuous
from bukti.assessment.worlds import letter, strength
from bukti.model import EvidenceGraph, Opinion, Polarity


def opinion_sl(graph: EvidenceGraph, profile: Profile) -> Opinion:
    """Cumulative fusion of what the best paths carry, each relay discounting once all that it passes on.

    Every origin and relay hangs below one consumer, that of its most faithful path to the reader: so nothing is
    counted twice and a cycle cannot occur. Stand-ins are left out, an uncertain edge discounts by π.

    Args:
        graph: in canonical form.
        profile: letters and constants.
    """
    below = _tree(graph, profile)
    amounts = _amounts(graph, profile)
    rate, weight = graph.base_rate, profile.opinion.prior_weight
    sides = {origin.id: origin.polarity is Polarity.AFFIRM for origin in graph.origins}
    faithful = {relay.id: profile.relay[letter(relay.reliability)] for relay in graph.relays}

    heard: dict[str, Opinion] = {}
    # a consumer stands before all that hangs below it
    for name in reversed(below):
        if name in sides:
            support, against = (amounts[name], 0.0) if sides[name] else (0.0, amounts[name])
            heard[name] = from_evidence(support, against, rate, weight)
            continue
        inside = [discount(chance, heard[other]) for other, chance in below[name]]
        heard[name] = discount(faithful.get(name, 1.0), cumulative(inside) if inside else vacuous(rate))
    return heard[""]


def _tree(graph: EvidenceGraph, profile: Profile) -> dict[str, list[tuple[str, float]]]:
    """Consumer (the reader is "") to what hangs below it with the edge's probability: the tree of best paths."""
    relays = {relay.id: relay for relay in graph.relays}
    place = {node.id: number for number, node in enumerate(nodes(graph))}
    below: dict[str, list[tuple[str, float]]] = {"": []}
    waiting = {name: (1.0, "", 1.0) for name in graph.read if name in relays}
    done: set[str] = set()
    while waiting:
        name = min(waiting, key=lambda n: (-waiting[n][0], place[n]))
        best, consumer, chance = waiting.pop(name)
        done.add(name)
        below[name] = []
        below[consumer].append((name, chance))
        if name not in relays:
            continue
        best *= profile.relay[letter(relays[name].reliability)]
        for edge in relays[name].parents:
            if edge.id not in done and best * edge.probability > waiting.get(edge.id, (-1.0,))[0]:
                waiting[edge.id] = (best * edge.probability, name, edge.probability)
    return below


def _amounts(graph: EvidenceGraph, profile: Profile) -> dict[str, float]:
    """Evidence of each origin after dependence: the strongest of a bundle whole, the others times 1 − ρ.

    Of a unit that could be one person only the strongest counts.
    """
    leaves = tuple(Leaf(origin.polarity, origin.id) for origin in graph.origins)
    own = [strength(origin, profile) for origin in graph.origins]
    amounts = [profile.opinion.prior_weight * belief / (1.0 - belief) for belief in own]
    found = {origin.id: 0.0 for origin in graph.origins}
    for bundle in bundles(graph, leaves):
        strongest = sorted(
            (max(unit, key=lambda n: (amounts[n], -n)) for unit in bundle.units), key=lambda n: (-amounts[n], n)
        )
        for rank, number in enumerate(strongest):
            found[leaves[number].origin or ""] = amounts[number] * (1.0 if rank == 0 else 1.0 - bundle.rho)
    return found
