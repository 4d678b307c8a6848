"""Binomial subjective logic: opinions and operators (method.md sections 1.1 and 1.2).

An opinion is `model.Opinion(belief, disbelief, uncertainty, base_rate)`. Equations are those of Jøsang, *Subjective
Logic* (2016), and of van der Heijden, Kopp and Kargl, *Multi-Source Fusion Operations in Subjective Logic* (2018), as
method.md gives them; its vectors V1 to V15 are the conformance tests. Only cumulative fusion and discounting enter the
assessment; the other operators are there to compare with and to explain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import fsum, prod
from operator import add, mul

from bukti.errors import UsageError
from bukti.model import Opinion

PRIOR_WEIGHT = 2.0  # W of method.md 1.1: a uniform Beta when the base rate is .5


def opinion(belief: float, disbelief: float, uncertainty: float, base_rate: float = 0.5) -> Opinion:
    """A checked opinion.

    Raises:
        UsageError: a mass lies outside [0, 1], the masses do not add up to 1 (within 1e-9), or the base rate is not
            strictly between 0 and 1.
    """
    masses = (belief, disbelief, uncertainty)
    if not all(0.0 <= mass <= 1.0 for mass in masses) or abs(fsum(masses) - 1.0) > 1e-9:
        raise UsageError(f"Opinion {masses} is not one: give three masses in [0, 1] that add up to 1.")
    if not 0.0 < base_rate < 1.0:
        raise UsageError(f"Base rate {base_rate} is not strictly between 0 and 1.")
    return Opinion(belief, disbelief, uncertainty, base_rate)


def vacuous(base_rate: float = 0.5) -> Opinion:
    """The opinion that knows nothing: u = 1."""
    return Opinion(0.0, 0.0, 1.0, base_rate)


def from_evidence(support: float, against: float, base_rate: float = 0.5, weight: float = PRIOR_WEIGHT) -> Opinion:
    """Evidence r, s ≥ 0 as opinion: b = r/(r+s+W), d = s/(r+s+W), u = W/(r+s+W) (method.md 1.1)."""
    total = support + against + weight
    return Opinion(support / total, against / total, weight / total, base_rate)


def to_evidence(value: Opinion, weight: float = PRIOR_WEIGHT) -> tuple[float, float]:
    """Evidence (r, s) of an opinion: r = W·b/u, s = W·d/u (method.md 1.1).

    Raises:
        UsageError: the opinion is dogmatic (u = 0), its evidence has no finite amount.
    """
    if value.uncertainty == 0.0:
        raise UsageError("A dogmatic opinion (u = 0) has no finite evidence: use one with u above 0.")
    return weight * value.belief / value.uncertainty, weight * value.disbelief / value.uncertainty


def beta(value: Opinion, weight: float = PRIOR_WEIGHT) -> tuple[float, float]:
    """Parameters (α, β) of the opinion's Beta density: α = r + aW, β = s + (1−a)W; its mean is P (method.md 1.1)."""
    support, against = to_evidence(value, weight)
    return support + value.base_rate * weight, against + (1.0 - value.base_rate) * weight


def complement(value: Opinion) -> Opinion:
    """The opinion on the negation: (d, b, u, 1−a) (method.md 1.1)."""
    return Opinion(value.disbelief, value.belief, value.uncertainty, 1.0 - value.base_rate)


def discount(trust: Opinion | float, value: Opinion) -> Opinion:
    """Trust discounting ⊗, probability-sensitive: masses times P(t), the rest is uncertainty (method.md 1.2).

    Args:
        trust: the opinion on who passes on, or directly its projected probability in [0, 1].
        value: the opinion that is passed on.
    """
    factor = trust.projected if isinstance(trust, Opinion) else trust
    belief, disbelief = factor * value.belief, factor * value.disbelief
    return Opinion(belief, disbelief, 1.0 - belief - disbelief, value.base_rate)


def _others(values: Sequence[Opinion]) -> list[float]:
    """For each opinion the product of the uncertainties of all others; the weights of evidence-space fusion."""
    masses = [value.uncertainty for value in values]
    return [prod(masses[:place] + masses[place + 1 :]) for place in range(len(masses))]


def _dot(weights: Sequence[float], values: Sequence[float]) -> float:
    """Σ weight · value, without rounding error."""
    return fsum(map(mul, weights, values))


def _mean(values: Sequence[float]) -> float:
    return fsum(values) / len(values)


def _dogmatic(values: Sequence[Opinion]) -> Opinion | None:
    """The limit where some opinions are dogmatic: they alone count, with equal weights γ (by convention)."""
    certain = [value for value in values if value.uncertainty == 0.0]
    if not certain:
        return None
    belief = _mean([value.belief for value in certain])
    return Opinion(belief, 1.0 - belief, 0.0, _mean([value.base_rate for value in certain]))


def _weighted_base_rate(values: Sequence[Opinion], weights: Sequence[float]) -> float:
    total = fsum(weights)
    if total == 0.0:
        return _mean([value.base_rate for value in values])
    return _dot(weights, [value.base_rate for value in values]) / total


def _required(values: Sequence[Opinion]) -> None:
    if not values:
        raise UsageError("Fusion needs at least one opinion.")


def cumulative(values: Sequence[Opinion]) -> Opinion:
    """Cumulative fusion ⊕ (CBF) of any number of opinions: evidence adds, so they must be independent.

    Commutative, associative in b, d and u, vacuous is neutral. One dogmatic input swallows all others (V9).

    Raises:
        UsageError: there is nothing to fuse.
    """
    _required(values)
    limit = _dogmatic(values)
    if limit is not None:
        return limit
    weights = _others(values)
    shared = prod(value.uncertainty for value in values)
    scale = fsum(weights) - (len(values) - 1) * shared
    belief = _dot(weights, [value.belief for value in values]) / scale
    disbelief = _dot(weights, [value.disbelief for value in values]) / scale
    confident = list(map(mul, weights, [1.0 - value.uncertainty for value in values]))
    return Opinion(belief, disbelief, shared / scale, _weighted_base_rate(values, confident))


def averaging(values: Sequence[Opinion]) -> Opinion:
    """Averaging fusion (ABF), N-ary form: the mean of the evidence. Idempotent, not associative.

    Not for copies: a vacuous input weakens the rest (V8).

    Raises:
        UsageError: there is nothing to fuse.
    """
    _required(values)
    limit = _dogmatic(values)
    if limit is not None:
        return limit
    weights = _others(values)
    scale = fsum(weights)
    belief = _dot(weights, [value.belief for value in values]) / scale
    disbelief = _dot(weights, [value.disbelief for value in values]) / scale
    shared = len(values) * prod(value.uncertainty for value in values)
    return Opinion(belief, disbelief, shared / scale, _mean([value.base_rate for value in values]))


def weighted(values: Sequence[Opinion]) -> Opinion:
    """Weighted fusion (WBF), N-ary form: evidence averaged with the confidences 1−u as weights; vacuous is neutral.

    Raises:
        UsageError: there is nothing to fuse.
    """
    _required(values)
    limit = _dogmatic(values)
    if limit is not None:
        return limit
    confidences = [1.0 - value.uncertainty for value in values]
    rate = _weighted_base_rate(values, confidences)
    others, shared = _others(values), prod(value.uncertainty for value in values)
    scale = fsum(others) - len(values) * shared
    if fsum(confidences) == 0.0:
        return vacuous(rate)
    weights = list(map(mul, confidences, others))
    belief = _dot(weights, [value.belief for value in values]) / scale
    disbelief = _dot(weights, [value.disbelief for value in values]) / scale
    return Opinion(belief, disbelief, fsum(confidences) * shared / scale, rate)


def compromise(values: Sequence[Opinion]) -> Opinion:
    """Consensus and compromise fusion (CCF): what all share stays, conflict becomes uncertainty (method.md 1.2).

    Residues times the others' uncertainty are belief or disbelief; residues that meet are uncertainty, because the
    least of each mass is consensus and so no residue is shared by all; η scales the compromise to the mass that the
    consensus leaves.

    Raises:
        UsageError: there is nothing to fuse.
    """
    _required(values)
    common_b = min(value.belief for value in values)
    common_d = min(value.disbelief for value in values)
    rest_b = [value.belief - common_b for value in values]
    rest_d = [value.disbelief - common_d for value in values]
    others, shared = _others(values), prod(value.uncertainty for value in values)
    belief, disbelief = _dot(rest_b, others), _dot(rest_d, others)
    mixed = prod(map(add, rest_b, rest_d))
    rate, mass = _mean([value.base_rate for value in values]), belief + disbelief + mixed
    if mass == 0.0:
        return Opinion(common_b, common_d, 1.0 - common_b - common_d, rate)
    eta = (1.0 - common_b - common_d - shared) / mass
    return Opinion(common_b + eta * belief, common_d + eta * disbelief, shared + eta * mixed, rate)


def constraint(values: Sequence[Opinion]) -> Opinion:
    """Belief constraint fusion (BCF), Dempster's rule: for preferences, never for reports that conflict.

    Raises:
        UsageError: there is nothing to fuse, or two opinions contradict each other wholly.
    """
    _required(values)
    fused = values[0]
    for value in values[1:]:
        clash = fused.belief * value.disbelief + fused.disbelief * value.belief
        if clash >= 1.0:
            raise UsageError("Opinions contradict each other wholly: belief constraint fusion is not defined.")
        left = 1.0 - clash
        belief = fused.belief * (value.belief + value.uncertainty) + fused.uncertainty * value.belief
        disbelief = fused.disbelief * (value.disbelief + value.uncertainty) + fused.uncertainty * value.disbelief
        rate = _weighted_base_rate((fused, value), (1.0 - fused.uncertainty, 1.0 - value.uncertainty))
        fused = Opinion(belief / left, disbelief / left, fused.uncertainty * value.uncertainty / left, rate)
    return fused


def fission(fused: Opinion, part: Opinion) -> Opinion:
    """Cumulative fission ⊖: the opinion that, fused with `part`, gives `fused`; evidence is subtracted.

    Raises:
        UsageError: an input is dogmatic, or `part` holds evidence that `fused` does not.
    """
    support, against = to_evidence(fused)
    part_support, part_against = to_evidence(part)
    left, left_against = support - part_support, against - part_against
    if left < -1e-9 or left_against < -1e-9:
        raise UsageError("Fission takes away more evidence than there is: the part was not fused into the whole.")
    return from_evidence(max(left, 0.0), max(left_against, 0.0), fused.base_rate)


def conflict(first: Opinion, second: Opinion) -> float:
    """Degree of conflict |P_A − P_B|·(1−u_A)(1−u_B), in [0, 1] (method.md 1.2)."""
    gap = abs(first.projected - second.projected)
    return gap * (1.0 - first.uncertainty) * (1.0 - second.uncertainty)


def multiply(first: Opinion, second: Opinion) -> Opinion:
    """Binomial multiplication: the opinion that both propositions hold, when they are independent (V15)."""
    rate = first.base_rate * second.base_rate
    lone, other = 1.0 - first.base_rate, 1.0 - second.base_rate
    one, two = first.belief * second.uncertainty, first.uncertainty * second.belief
    belief = first.belief * second.belief + (lone * second.base_rate * one + first.base_rate * other * two) / (1 - rate)
    disbelief = first.disbelief + second.disbelief - first.disbelief * second.disbelief
    uncertainty = first.uncertainty * second.uncertainty + (other * one + lone * two) / (1.0 - rate)
    return Opinion(belief, disbelief, uncertainty, rate)


def deduce(given: Opinion, if_true: Opinion, if_false: Opinion) -> Opinion:
    """Deduction y‖x: the opinion on y from that on x and the two conditionals (method.md 1.2, V11 and V12).

    The projected probability is that of total probability. The uncertainty lies on the plane through those of the two
    conditionals and the apex û, the greatest uncertainty that the prior of x leaves: Jøsang (2016), section 9.5, for
    two values; it holds in every position of the conditionals to each other.

    Args:
        given: the opinion on x.
        if_true: the opinion on y given x.
        if_false: the opinion on y given not x.
    """
    rate = _deduced_base_rate(given, if_true, if_false)
    true, false = (replace(part, base_rate=rate).projected for part in (if_true, if_false))
    projected = given.projected * true + (1.0 - given.projected) * false
    apex = _apex(given.base_rate * true + (1.0 - given.base_rate) * false, rate, (if_true, if_false))
    known_true = given.belief * (apex - if_true.uncertainty)
    uncertainty = apex - known_true - given.disbelief * (apex - if_false.uncertainty)
    uncertainty = max(0.0, uncertainty)  # rounding may leave it just below
    belief = projected - rate * uncertainty
    return Opinion(belief, 1.0 - belief - uncertainty, uncertainty, rate)


def _apex(prior: float, rate: float, pair: tuple[Opinion, Opinion]) -> float:
    """û: the greatest uncertainty with projection `prior` that keeps the belief common to both conditionals."""
    bounds = []
    if rate > 0.0:
        bounds.append((prior - min(part.belief for part in pair)) / rate)
    if rate < 1.0:
        bounds.append((1.0 - prior - min(part.disbelief for part in pair)) / (1.0 - rate))
    return min(bounds)


def _deduced_base_rate(given: Opinion, if_true: Opinion, if_false: Opinion) -> float:
    rate = given.base_rate
    known = 1.0 - rate * if_true.uncertainty - (1.0 - rate) * if_false.uncertainty
    if known <= 0.0:
        return rate * if_true.base_rate + (1.0 - rate) * if_false.base_rate
    return (rate * if_true.belief + (1.0 - rate) * if_false.belief) / known
