"""Truth, accuracy and dependence from a table of claims, each from the others in turn.

ACCUCOPY of Dong, Berti-Équille and Srivastava (VLDB 2009), with the implication between values of TruthFinder (Yin, Han
and Yu, KDD 2007); ACCU where `Options.copying` is off.

1. A source of accuracy A votes with ln(n·A/(1−A)), counted once among those that depend on each other: in order of
   accuracy, each is multiplied by 1 − c·Pr(dependent) for every earlier one. However many copy, together they never
   weigh more than 1/c of one.
2. A value's support C is the sum of its votes; C* adds ρ·implication·C of every other value.
3. A value is true with probability exp C* over the sum of exp C* of all n+1 possible values, exp 0 for those unsaid.
4. A source's accuracy is the mean probability of its values, with the prior as `weight` further claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from bukti.truth import values
from bukti.truth.beta import jeffreys
from bukti.truth.copying import Floats, Pairs, candidates, dependent
from bukti.truth.grid import Grid, build
from bukti.truth.records import Accuracy, Dependence, Fact, Fusion, Options, Row, Shared, Value

SURE = 0.99  # bound of accuracies: nobody is always right or always wrong
SHOWN = 0.5  # probability from which a dependence is told
FAINT = 0.01  # below which it is left out of the votes
Implied = tuple[tuple[int, int, float], ...]  # from cell, to cell, how much
Near = tuple[Mapping[int, float], ...]  # by source: probability of dependence on others


@dataclass(frozen=True, slots=True)
class _State:
    accuracy: Floats
    truth: Floats
    votes: Floats
    likely: Floats


def fuse(rows: Iterable[Row], values_of: str = "text", options: Options | None = None) -> Fusion:
    """What is probably true in a table, how accurate its sources are, and which of them depend on each other.

    Args:
        rows: the claims, in any order.
        values_of: kind of the values, `text` or `names`.
        options: parameters; none is fitted to the table.

    Raises:
        UsageError: no such kind of values.
    """
    kind, chosen = values.kind(values_of), options or Options()
    grid = build(rows, kind)
    pairs = candidates(grid) if chosen.copying else candidates(build((), kind))
    implied = _implied(grid, kind)
    state = _start(grid, pairs, chosen)
    rounds, settled = 0, not grid.cells
    while not settled and rounds < chosen.rounds:
        before, state = state, _round(grid, pairs, implied, (state, chosen))
        rounds += 1
        settled = bool(np.abs(state.accuracy - before.accuracy).max() < chosen.change)
    return Fusion(
        facts=_facts(grid, state),
        sources=_sources(grid, state),
        dependences=_dependences(grid, pairs, state),
        rounds=rounds,
        settled=settled,
        claims=sum(len(cell.sources) for cell in grid.cells),
        repeated=grid.repeated,
        empty=grid.empty,
    )


def _implied(grid: Grid, kind: values.Kind) -> Implied:
    """What the cells of an object say of each other."""
    if kind.implies is None:
        return ()
    pairs = ((a, b) for cells in grid.of_object for a in cells for b in cells if a != b)
    weighed = ((a, b, kind.implies(grid.cells[a].key, grid.cells[b].key)) for a, b in pairs)
    return tuple((a, b, weight) for a, b, weight in weighed if weight)


def _start(grid: Grid, pairs: Pairs, options: Options) -> _State:
    """Before the first round: equal sources, each value as probable as its share of them."""
    truth = np.zeros(len(grid.cells))
    for cells in grid.of_object:
        total = sum(len(grid.cells[cell].sources) for cell in cells)
        for cell in cells:
            truth[cell] = len(grid.cells[cell].sources) / total
    accuracy = np.full(len(grid.sources), options.accuracy)
    return _State(accuracy, truth, np.zeros(len(grid.cells)), np.zeros(len(pairs.left)))


def _round(grid: Grid, pairs: Pairs, implied: Implied, now: tuple[_State, Options]) -> _State:
    state, options = now
    likely = dependent(grid, pairs, (state.accuracy, state.truth), options)
    near = _near(grid, pairs, likely)
    counted = [_votes(cell.sources, state.accuracy, near, options) for cell in grid.cells]
    support = np.array([sum(weight for _, weight in votes) for votes in counted])
    full = support.copy()
    for a, b, weight in implied:
        full[b] += options.similarity * weight * support[a]
    truth = _probabilities(grid, full, options)
    independent = np.array([sum(share for share, _ in votes) for votes in counted])
    accuracy = (state.accuracy + _accuracies(grid, truth, options)) / 2  # halved steps: full ones go round in circles
    return _State(accuracy, truth, independent, likely)


def _near(grid: Grid, pairs: Pairs, likely: Floats) -> Near:
    near: list[dict[int, float]] = [{} for _ in grid.sources]
    for left, right, chance in zip(pairs.left.tolist(), pairs.right.tolist(), likely.tolist(), strict=True):
        if chance > FAINT:
            near[left][right] = near[right][left] = chance
    return tuple(near)


def _votes(sources: tuple[int, ...], accuracy: Floats, near: Near, options: Options) -> list[tuple[float, float]]:
    """Of each source of a value: the share of it that is independent of those before it, and its vote."""
    votes, before = [], set[int]()
    for source in sorted(sources, key=lambda s: (-accuracy[s], s)):
        share, own = 1.0, near[source]
        for other in sorted(own.keys() & before if len(own) < len(before) else before & own.keys()):
            share *= 1 - options.copied * own[other]
        chance = float(accuracy[source])
        votes.append((share, share * float(np.log(options.false_values * chance / (1 - chance)))))
        before.add(source)
    return votes


def _probabilities(grid: Grid, support: Floats, options: Options) -> Floats:
    truth = np.zeros(len(grid.cells))
    for cells in grid.of_object:
        own = support[list(cells)]
        top = max(float(own.max(initial=0.0)), 0.0)
        odds = np.exp(own - top)
        unsaid = max(options.false_values + 1 - len(cells), 0) * np.exp(-top)
        truth[list(cells)] = odds / (odds.sum() + unsaid)
    return truth


def _accuracies(grid: Grid, truth: Floats, options: Options) -> Floats:
    right = [float(sum(truth[cell] for _, cell in sorted(said.items()))) for said in grid.said]
    claims = np.array([len(said) for said in grid.said])
    mean = (np.array(right) + options.weight * options.accuracy) / (claims + options.weight)
    return np.asarray(np.clip(mean, 1 - SURE, SURE), dtype=np.float64)


def _facts(grid: Grid, state: _State) -> tuple[Fact, ...]:
    facts = []
    for place, cells in enumerate(grid.of_object):
        found = [_value(grid, state, cell) for cell in cells]
        if found:
            most = min(found, key=lambda value: (-value.votes, value.text))
            ordered = sorted(found, key=lambda value: (-value.probability, -value.independent, value.text))
            facts.append(Fact(grid.objects[place], tuple(ordered), most.text))
    return tuple(facts)


def _value(grid: Grid, state: _State, cell: int) -> Value:
    names = tuple(grid.sources[source] for source in grid.cells[cell].sources)
    return Value(grid.cells[cell].text, float(state.truth[cell]), names, float(state.votes[cell]))


def _sources(grid: Grid, state: _State) -> tuple[Accuracy, ...]:
    found = []
    for place, (name, said) in enumerate(zip(grid.sources, grid.said, strict=True)):
        if said:
            right = float(sum(state.truth[cell] for _, cell in sorted(said.items())))
            low, high = jeffreys(right, len(said) - right)
            found.append(Accuracy(name, float(state.accuracy[place]), low, high, right, len(said)))
    return tuple(found)


def _dependences(grid: Grid, pairs: Pairs, state: _State) -> tuple[Dependence, ...]:
    told = {int(pair): list[int]() for pair in np.flatnonzero(state.likely >= SHOWN)}
    for pair, cell in zip(pairs.pair.tolist(), pairs.cell.tolist(), strict=True):
        if pair in told:
            told[pair].append(cell)
    found = []
    for pair, cells in told.items():
        errors = [cell for cell in cells if state.truth[cell] < SHOWN]
        shared = [
            Shared(grid.objects[own.object], own.text, len(own.sources), float(state.truth[cell]))
            for cell in errors
            for own in (grid.cells[cell],)
        ]
        found.append(
            Dependence(
                left=grid.sources[pairs.left[pair]],
                right=grid.sources[pairs.right[pair]],
                probability=float(state.likely[pair]),
                errors=tuple(sorted(shared, key=lambda one: (one.sources, one.probability, one.object))),
                agreed=len(cells) - len(errors),
                different=int(pairs.different[pair]),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.probability, -len(one.errors), one.left, one.right)))
