"""Fit who came first and who stands next ([direction], [stemma] of resources/derivation.toml) by simulated lineages.

    python eval/fit_lineages.py [COLLECTIONS]

Open data only: NTREX, passed on by `benchmarks.transmission`, `fit` half of the documents, with sentence vectors where
the extra is installed. [direction] is a logistic regression over pairs of which one comes from the other at any
distance, drawn to the starting weights of method.md section 3. [stemma] has the greatest likelihood of the true parents
of all reports together (stemma.py), drawn to those of an earlier fit. `HELD` weights stay. The log-likelihood in folds
is that of collections which the weights were not fitted on.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import networkx as nx
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fit_lineages.py` finds its neighbours

from benchmarks.transmission import Collection, Plan, load, simulate
from benchmarks.transmission.texts import NTREX
from eval.gate import data_folder
from eval.logistic import Model, Table, drawn

from bukti import settings
from bukti.derivation import kinship, stemma, weights
from bukti.derivation.judge import court, verdicts_of
from bukti.derivation.kinship import Node, Verdict
from bukti.derivation.prepare import Prepared
from bukti.derivation.trace import observe
from bukti.text import embedding
from bukti.text.embedding import Embedder

COLLECTIONS, FIRST = 24, 100
FOLDS = 4
LEAST = 1e-6  # probability below which one report tells no more
# of method.md section 3; it has no word for a machine's translation, and joins slips with shared errors
SIGNS = {
    "cited": 4.0,
    "earlier": 1.5,
    "first_hand": 0.5,
    "machine": 2.0,
    "agency": 1.0,
    "slips": 1.5,
    "containment": 2.0,
    "compressed": 1.0,
    "template": 0.5,
}
# a fit on twelve of these collections, before there were `changed` and `moved`
FEATURES = {
    "constant": -4.0,
    "exists": 0.12,
    "shared": 6.8,
    "across": 3.5,
    "changed": 0.0,
    "moved": 0.0,
    "translated": -1.3,
    "direction": 1.0,
    "cited": 4.5,
    "gap": 0.05,
    "crowd": -1.0,
}
# what the simulator cannot tell: none of its reports is from first hand (half of the method's weight, since such words
# are copied too), and how probabilities enter is theory
HELD = ("first_hand", "direction", "crowd")
Chosen = dict[str, float]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Seen:
    """A collection and what derivation sees of each two of its reports."""

    collection: Collection
    prepared: Sequence[Prepared]
    verdicts: Sequence[Verdict]


@dataclass(frozen=True, slots=True)
class Family:
    """The possible lineages of reports that hang together.

    Attributes:
        features: of parent (row) and child (column), by the names of `StemmaWeights`, shape (n, n, k).
        possible: where there are any. true: the true parents.
    """

    features: Table
    possible: Flags
    true: Flags

    def chances(self, chosen: Table) -> tuple[Table, Table]:
        """Probabilities of edges and roots over all lineages."""
        logs = np.where(self.possible, self.features @ chosen, -np.inf)
        return stemma.posterior(logs, np.zeros(len(logs)))

    def slope(self, chosen: Table) -> Table:
        """Gradient of the log-likelihood of the true parents: their expected features less those of all lineages."""
        weight = np.exp(np.where(self.true, self.features @ chosen, -np.inf))
        known = weight / np.maximum(weight.sum(axis=0), np.finfo(float).tiny)
        return np.asarray(np.einsum("pc,pck->k", known - self.chances(chosen)[0], self.features))

    def told(self, chosen: Table) -> list[float]:
        """Of each report the probability of its true parents, or of having none."""
        chance, root = self.chances(chosen)
        right = np.where(self.true, chance, 0.0).sum(axis=0)
        return [float(value) for value in np.where(self.true.any(axis=0), right, root)]


def seen(collection: Collection, embedder: Embedder | None = None) -> Seen:
    """Every two reports by themselves."""
    found = observe(collection.documents, (), embedder)
    prepared = found.collection.prepared
    return Seen(
        collection,
        prepared,
        verdicts_of(court(prepared, found.collection.weights, found.cited, found.pairs), found.pairs),
    )


def signs(rows: Iterable[Seen]) -> tuple[Table, Table]:
    """Signs of each two reports of which one comes from the other, and whether it is the second."""
    values, truth = [], []
    for row in rows:
        above = nx.transitive_closure_dag(nx.DiGraph(list(row.collection.edges)))
        for verdict in row.verdicts:
            a, b = (row.prepared[place].id for place in verdict.places)
            if above.has_edge(a, b) or above.has_edge(b, a):
                values.append([verdict.way.signs.get(name, 0.0) for name in SIGNS])
                truth.append(float(above.has_edge(a, b)))
    return np.array(values), np.array(truth)


def direction(rows: Iterable[Seen]) -> Chosen:
    """Weights of the signs of direction, without a constant: no side is the parent by itself."""
    values, truth = signs(rows)
    return _fitted(SIGNS, lambda chosen: values.T @ (truth - Model(0.0, chosen).chances(values)))


def lineages(rows: Iterable[Seen], start: Chosen = FEATURES) -> Chosen:
    """Weights of the features of parents, of greatest likelihood of the true ones; drawn to where they start."""
    known = [family for row in rows for family in families(row, list(start))]
    return _fitted(start, lambda chosen: np.sum([family.slope(chosen) for family in known], axis=0))


def _fitted(start: Chosen, slope: Callable[[Table], Table]) -> Chosen:
    free = np.array([float(name not in HELD) for name in start])
    found = drawn(lambda chosen: free * slope(chosen), np.array(list(start.values())))
    return dict(zip(start, map(float, found), strict=True))


def turned(row: Seen, chosen: Chosen) -> Seen:
    """The same with directions by other weights."""
    verdicts = [
        replace(v, way=replace(v.way, odds=sum(chosen[name] * value for name, value in v.way.signs.items())))
        for v in row.verdicts
    ]
    return replace(row, verdicts=verdicts)


def families(row: Seen, names: Sequence[str]) -> list[Family]:
    """Families of parts of reports, as `kinship` weighs them, with their truth."""
    texts = [v for v in row.verdicts if v.pair.matches and not v.pair.quotes_only]
    split = kinship.parts(texts)
    edges: dict[tuple[Node, Node], list[float]] = {}
    for way, values in zip(kinship.ways(texts), kinship.features(row.prepared, texts), strict=True):
        if way.odds > -kinship.DECIDED:
            numbers = [values.get(name, 0.0) for name in names]
            edges |= dict.fromkeys(kinship.linked(way, split), numbers)
    return [_family(row, edges, sorted(members)) for members in nx.connected_components(nx.Graph(list(edges)))]


def _family(row: Seen, edges: Mapping[tuple[Node, Node], list[float]], members: Sequence[Node]) -> Family:
    rank = {node: number for number, node in enumerate(members)}
    own = {edge: values for edge, values in edges.items() if edge[0] in rank}
    features = np.zeros((len(rank), len(rank), len(next(iter(own.values())))))
    possible, true = np.zeros((2, len(rank), len(rank)), bool)
    for (parent, child), values in own.items():
        place = rank[parent], rank[child]
        features[place], possible[place] = values, True
        true[place] = (row.prepared[parent[0]].id, row.prepared[child[0]].id) in row.collection.edges
    return Family(features, possible, true)


def way_quality(rows: Sequence[Seen], chosen: Chosen) -> list[float]:
    """Log-likelihood of each pair's direction."""
    values, truth = signs(rows)
    chances = Model(0.0, np.array([chosen[name] for name in SIGNS])).chances(values)
    return [float(x) for x in np.log(np.where(truth == 1.0, chances, 1.0 - chances))]


def parent_quality(rows: Sequence[Seen], chosen: Chosen) -> list[float]:
    """Log-likelihood of each report's true parents."""
    weighed = np.array(list(chosen.values()))
    told = [chance for row in rows for family in families(row, list(chosen)) for chance in family.told(weighed)]
    return [float(x) for x in np.log(np.maximum(told, LEAST))]


def in_folds(
    rows: Sequence[Seen],
    fit: Callable[[Sequence[Seen]], Chosen],
    quality: Callable[[Sequence[Seen], Chosen], list[float]],
) -> float:
    """Mean log-likelihood on collections that the weights were not fitted on."""
    found: list[float] = []
    for fold in range(FOLDS):
        rest = [row for place, row in enumerate(rows) if place % FOLDS != fold]
        found += quality(rows[fold::FOLDS], fit(rest))
    return float(np.mean(found))


def _printed(name: str, chosen: Chosen, qualities: Sequence[float]) -> None:
    committed, fitted, folds = qualities
    print(f"[{name}]  log-likelihood: committed {committed:.4f}, fitted {fitted:.4f}, in {FOLDS} folds {folds:.4f}")
    print("  ".join(f"{key} {value:.2f}{' (held)' * (key in HELD)}" for key, value in chosen.items()))


def main() -> None:
    """Fit both, print the weights, and what they are worth on collections that they were not fitted on."""
    count = int(sys.argv[1]) if sys.argv[1:] else COLLECTIONS
    data, embedder, now = data_folder(), embedding.load(settings.from_environment()), weights.load()
    texts, seeds = load(data), range(FIRST, FIRST + count)
    rows = [seen(simulate(Plan(seed=seed, part="fit"), texts), embedder) for seed in seeds]
    print(f"NTREX {sha256((data / NTREX).read_bytes()).hexdigest()[:12]}, {datetime.now(UTC).date()}, fit half")
    print(f"seeds {seeds[0]} to {seeds[-1]}, {'with' if embedder else 'without'} sentence vectors")
    ways = direction(rows)
    before = {name: getattr(now.direction, name) for name in SIGNS}
    scores = [float(np.mean(way_quality(rows, chosen))) for chosen in (before, ways)]
    _printed("direction", ways, [*scores, in_folds(rows, direction, way_quality)])
    known, before = [turned(row, ways) for row in rows], {name: getattr(now.stemma, name) for name in FEATURES}
    found = lineages(known)
    scores = [float(np.mean(parent_quality(known, chosen))) for chosen in (before, found)]
    _printed("stemma", found, [*scores, in_folds(known, lineages, parent_quality)])


if __name__ == "__main__":
    main()
