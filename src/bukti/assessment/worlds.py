"""Possible worlds: how often which origins reach the reader, and the opinion over all worlds (method.md 7.2 (3)-(5)).

All worlds are enumerated up to `profile.worlds.exact` uncertain nodes; beyond, a fixed-seed Monte Carlo draws them.
Worlds are rows, vectorised with numpy. Only the evidence depends on the origins' letters and on ρ, and the opinion is
linear in each relay's φ, so sensitivity and counterfactuals reuse one set of worlds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, sqrt

import numpy as np
from numpy.typing import NDArray

from bukti.assessment.network import Leaf, Network, Node, probability
from bukti.assessment.profiles import Profile
from bukti.model import EvidenceGraph, Opinion, Origin, Polarity

Flags = NDArray[np.bool_]
Numbers = NDArray[np.float64]
CELLS = 20_000_000  # worlds x nodes x leaves held at once


@dataclass(frozen=True, slots=True)
class Worlds:
    """A set of worlds.

    Attributes:
        network: what they are worlds of.
        attested: (worlds, leaves), True where the leaf reaches the reader.
        weights: (worlds,), probabilities that add up to 1.
        states: (worlds, variables), True where the relay node is faithful or the edge exists.
        variables: names of the columns of `states`: nodes, then gates.
        chances: probability of each variable.
        shares: (leaves,), how often each leaf reaches the reader.
        exact: False when the worlds were drawn.
    """

    network: Network
    attested: Flags
    weights: Numbers
    states: Flags
    variables: tuple[str, ...]
    chances: tuple[float, ...]
    shares: Numbers
    exact: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """The opinion over all worlds and what the reader is told beside it.

    Attributes:
        support, against: expected evidence R and S. error: largest standard error of b, d, u; 0.0 when exact.
    """

    opinion: Opinion
    support: float
    against: float
    error: float

    @property
    def conflict(self) -> float:
        """2·min(R, S)/(R+S) on expected evidence, in [0, 1] (method.md 7.2 (6))."""
        total = self.support + self.against
        return 2.0 * min(self.support, self.against) / total if total > 0.0 else 0.0


def strength(origin: Origin, profile: Profile) -> float:
    """b_o = min(τ·κ·β·ι, 1 − u_min) of method.md 7.2 (1); 0 for an origin that was retracted."""
    if origin.retracted:
        return 0.0
    interest = profile.opinion.self_interest if origin.self_interest else 1.0
    product = profile.origin[letter(origin.reliability)] * profile.certainty[origin.degree.value]
    return min(product * profile.basis[origin.basis.value] * interest, 1.0 - profile.opinion.least_uncertainty)


def letter(reliability: str) -> str:
    """The reliability letter itself; F for anything that is not A to E."""
    return reliability if reliability in ("A", "B", "C", "D", "E") else "F"


def open_worlds(network: Network, graph: EvidenceGraph, profile: Profile) -> Worlds:
    """The worlds of a network, enumerated or drawn."""
    letters = {relay.id: profile.relay[letter(relay.reliability)] for relay in graph.relays}
    chances = [probability(node.faithful, letters.__getitem__) for node in network.nodes.values()]
    chances += network.gates.values()
    variables = (*network.nodes, *network.gates)
    exact = len(variables) <= profile.worlds.exact
    if exact:
        states, weights = _every_state(chances)
    else:
        rng = np.random.Generator(np.random.PCG64(profile.worlds.seed))
        states = rng.random((profile.worlds.draws, len(variables))) < np.array(chances)
        weights = np.full(profile.worlds.draws, 1.0 / profile.worlds.draws)
    attested = _attested(network, states, variables)
    shares = weights @ attested if network.leaves else np.zeros(0)
    return Worlds(network, attested, weights, states, variables, tuple(chances), shares, exact)


def _every_state(chances: list[float]) -> tuple[Flags, Numbers]:
    """All 2^n states of n variables and their probabilities."""
    numbers = np.arange(2 ** len(chances))
    states = (numbers[:, None] >> np.arange(len(chances))[None, :] & 1).astype(np.bool_)
    weights = np.ones(len(numbers))
    for place, chance in enumerate(chances):
        weights *= np.where(states[:, place], chance, 1.0 - chance)
    return states, weights


def _attested(network: Network, states: Flags, variables: tuple[str, ...]) -> Flags:
    """(worlds, leaves): which leaves reach the reader in which world."""
    rows = max(64, CELLS // max(1, len(network.nodes) * len(network.leaves)))
    parts = [
        _reached(
            network,
            dict(zip(variables, states[start : start + rows].T, strict=True)),
            len(states[start : start + rows]),
        )
        for start in range(0, len(states), rows)
    ]
    return np.concatenate(parts)


def _reached(network: Network, state: Mapping[str, Flags], count: int) -> Flags:
    """Least fixed point of reachability through faithful nodes: cycles end when a pass changes nothing."""
    column = {leaf: place for place, leaf in enumerate(network.leaves)}
    reach = {name: np.zeros((count, len(column)), dtype=np.bool_) for name in network.nodes}
    order = _inward_first(network)
    while True:
        changed = False
        for name in order:
            grown = _through(network.nodes[name], state, reach, column) & state[name][:, None]
            if not np.array_equal(grown, reach[name]):
                reach[name], changed = grown, True
        if not changed or _is_acyclic(network, order):
            break
    out = np.zeros((count, len(column)), dtype=np.bool_)
    for name in network.read:
        out |= reach[name]
    return out


def _through(node: Node, state: Mapping[str, Flags], reach: Mapping[str, Flags], column: Mapping[Leaf, int]) -> Flags:
    """What a node hears in each world."""
    heard: Flags = np.zeros_like(next(iter(reach.values())))
    for way in node.inputs:
        if isinstance(way.source, str):
            heard |= reach[way.source] if way.gate is None else reach[way.source] & state[way.gate][:, None]
            continue
        there: Flags | bool = True if way.gate is None else state[way.gate]
        for gate in way.unless:
            there = there & ~state[gate]
        heard[:, column[way.source]] |= there
    return heard


def _inward_first(network: Network) -> tuple[str, ...]:
    """Nodes after what they draw from, wherever there is no cycle."""
    order: dict[str, None] = {}
    for start in network.nodes:
        stack, open_ = [(start, False)], set[str]()
        while stack:
            name, done = stack.pop()
            if done:
                order.setdefault(name)
            elif name not in order and name not in open_:
                open_.add(name)
                stack.append((name, True))
                stack.extend((w.source, False) for w in network.nodes[name].inputs if isinstance(w.source, str))
    return tuple(order)


def _is_acyclic(network: Network, order: tuple[str, ...]) -> bool:
    place = {name: number for number, name in enumerate(order)}
    return all(
        place[way.source] < place[name]
        for name, node in network.nodes.items()
        for way in node.inputs
        if isinstance(way.source, str)
    )


@dataclass(frozen=True, slots=True)
class Bundle:
    """Leaves of one polarity that depend on each other.

    Attributes:
        units: tuples of leaf places; a unit is one origin, or several that could be one and count as their strongest.
        rho: dependence ρ between the units.
    """

    polarity: Polarity
    units: tuple[tuple[int, ...], ...]
    rho: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """R and S in each world, and W (method.md 7.2 (4)); with the bundles and the amounts they come from."""

    support: Numbers
    against: Numbers
    weight: float
    bundles: tuple[Bundle, ...]
    amounts: Numbers

    def masses(self) -> tuple[Numbers, Numbers, Numbers]:
        """(b, d, u) in each world: (R, S, W)/(R+S+W)."""
        total = self.support + self.against + self.weight
        return self.support / total, self.against / total, self.weight / total


def outcome(found: Evidence, worlds: Worlds, rate: float) -> Outcome:
    """Opinion(c) = Σ_w Pr(w)·(b, d, u)_w (method.md 7.2 (5)), summed without rounding error."""
    masses = found.masses()
    belief, disbelief, uncertainty = (fsum((worlds.weights * mass).tolist()) for mass in masses)
    error = 0.0
    if not worlds.exact:
        error = max(float(np.std(mass)) for mass in masses) / sqrt(len(worlds.weights))
    support, against = (fsum((worlds.weights * amount).tolist()) for amount in (found.support, found.against))
    return Outcome(Opinion(belief, disbelief, uncertainty, rate), support, against, error)


def varied(found: Evidence, weights: Numbers, rate: float) -> Outcome:
    """The same with other probabilities of the worlds; for variations, where the last digits do not matter."""
    total = float(weights.sum())
    belief, disbelief, uncertainty = (float((weights * mass).sum()) / total for mass in found.masses())
    support, against = (float((weights * amount).sum()) / total for amount in (found.support, found.against))
    return Outcome(Opinion(belief, disbelief, uncertainty, rate), support, against, 0.0)


def reweighted(worlds: Worlds, node: str, chance: float) -> Numbers | None:
    """Probabilities of the worlds when a node's faithfulness becomes `chance`; None when it was certain before."""
    place = worlds.variables.index(node)
    before = worlds.chances[place]
    if before in (0.0, 1.0):
        return None
    factors = np.where(worlds.states[:, place], chance / before, (1.0 - chance) / (1.0 - before))
    return np.asarray(worlds.weights * factors, dtype=np.float64)


def evidence(worlds: Worlds, bundles: tuple[Bundle, ...], strengths: Numbers, profile: Profile) -> Evidence:
    """R and S in each world from the bundles' evidence (method.md 7.2 (2) and (4))."""
    amounts = profile.opinion.prior_weight * strengths / (1.0 - strengths)
    totals = {polarity: np.zeros(len(worlds.weights)) for polarity in Polarity}
    for bundle in bundles:
        totals[bundle.polarity] += _bundled(worlds, bundle, amounts)
    support, against = totals[Polarity.AFFIRM], totals[Polarity.DENY]
    return Evidence(support, against, profile.opinion.prior_weight, bundles, amounts)


def revised(found: Evidence, worlds: Worlds, bundles: tuple[Bundle, ...], strengths: Numbers) -> Evidence:
    """The same as `evidence`, computing only the bundles that differ from those of `found`; for variations."""
    amounts = found.weight * strengths / (1.0 - strengths)
    before, after = (
        {(bundle, *_prices(bundle, prices)): bundle for bundle in some}
        for some, prices in ((found.bundles, found.amounts), (bundles, amounts))
    )
    totals = {Polarity.AFFIRM: found.support.copy(), Polarity.DENY: found.against.copy()}
    for key, bundle in before.items():
        if key not in after:
            totals[bundle.polarity] -= _bundled(worlds, bundle, found.amounts)
    for key, bundle in after.items():
        if key not in before:
            totals[bundle.polarity] += _bundled(worlds, bundle, amounts)
    # taking away what was added leaves rounding errors, which may be negative
    support, against = (np.maximum(totals[polarity], 0.0) for polarity in (Polarity.AFFIRM, Polarity.DENY))
    return Evidence(support, against, found.weight, bundles, amounts)


def _prices(bundle: Bundle, amounts: Numbers) -> list[float]:
    return [float(amounts[place]) for unit in bundle.units for place in unit]


def _bundled(worlds: Worlds, bundle: Bundle, amounts: Numbers) -> Numbers:
    """Evidence of a bundle in each world: max e + (1−ρ)(Σe − max e)."""
    best, whole = np.zeros(len(worlds.weights)), np.zeros(len(worlds.weights))
    for unit in bundle.units:
        amount = np.zeros(len(worlds.weights))
        for place in unit:
            np.maximum(amount, worlds.attested[:, place] * amounts[place], out=amount)
        np.maximum(best, amount, out=best)
        whole += amount
    return best + (1.0 - bundle.rho) * (whole - best)
