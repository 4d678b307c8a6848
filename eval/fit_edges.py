"""Fit the weights of same-language derivation ([edge] in resources/derivation.toml) on simulated transmission.

    python eval/fit_edges.py [COLLECTIONS]

Open data only: NTREX, passed on by `benchmarks.transmission`, real second translations (French, Spanish, Portuguese)
among it. Fitted on the `fit` half of the documents; what is printed of quality is measured on the `test` half. Pairs of
one family that are no edge are left out: whether a cousin's likeness counts as derivation is the graph's question.

The ratio of the weights is fitted with the report that stands more in the other as the child, where independent reports
look most like derived ones; constant and scale on the terms that `pairs.compare` uses. Last the constant is lowered by
`FEWER`: reports on one event that say the same in other words are in no open corpus, so the threshold alone was set
with a view to COUNTER (at most one in twenty of its independent pairs joined); no weight was fitted there.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fit_edges.py` finds its neighbours

from benchmarks.transmission import Collection, Plan, Texts, load, simulate
from benchmarks.transmission.plan import Part
from benchmarks.transmission.texts import NTREX
from eval.gate import data_folder
from eval.logistic import Model, Table, fit

from bukti.derivation import likeness, pairs
from bukti.derivation.prepare import Prepared, prepare

COLLECTIONS = 14
FEWER = 0.5  # log-odds by which derived pairs are rarer than here
OPERATIONS = (
    *(("copy", 2.0), ("cut", 2.0), ("lexical", 2.0), ("variant", 4.0), ("order", 1.0), ("summary", 1.5)),
    *(("added", 1.5), ("merge", 1.5)),
)
USED = [0, 2]  # of `PairFeatures.terms`: rare and numbers. The others are worth less on COUNTER, fitted here
BINS = 10


@dataclass(frozen=True, slots=True)
class Sample:
    """Two reports of one language.

    Attributes:
        kind: what was done between them: an operation, `story` (two reports of one event) or `other`.
        terms: as `pairs.compare` uses them. greater: with the report that stands more in the other as the child.
    """

    kind: str
    terms: tuple[float, ...]
    greater: tuple[float, ...]

    @property
    def derived(self) -> bool:
        """Whether one was made from the other."""
        return self.kind not in {"story", "other"}


def samples(part: Part, texts: Texts, count: int) -> list[Sample]:
    """Pairs of `count` collections over one part of the documents."""
    found = []
    for seed in range(count):
        plan = Plan(
            seed=1000 + seed, part=part, stories=5, roots=3, reports=4, singles=6, operations=OPERATIONS, english=0.35
        )
        found += _pairs(simulate(plan, texts))
    return found


def _pairs(collection: Collection) -> list[Sample]:
    prepared = prepare(collection.documents)
    rarity = likeness.Rarity(prepared)
    found = []
    for a, b in combinations(range(len(prepared)), 2):
        kind = _kind(collection, prepared[a], prepared[b])
        if kind and prepared[a].language == prepared[b].language:
            measured = likeness.measure((a, b), prepared, rarity)
            terms = pairs.terms(measured, pairs.later(prepared[a], prepared[b]))
            found.append(Sample(kind, terms, measured.terms(int(measured.rare[1] > measured.rare[0]))))
    return found


def _kind(collection: Collection, a: Prepared, b: Prepared) -> str | None:
    """The operation of an edge, else whether the two are of one story; None for other pairs of a family."""
    truth = collection.edges.get((a.id, b.id)) or collection.edges.get((b.id, a.id))
    if truth:
        return truth.operations[0]
    if any(a.id in family and b.id in family for family in collection.families):
        return None
    stories = collection.stories
    return "story" if a.id in stories and stories[a.id] == stories.get(b.id) else "other"


def fitted(rows: Sequence[Sample]) -> Model:
    """The weights of the terms in use."""
    truth = np.array([float(row.derived) for row in rows])
    ratio = fit(np.array([row.greater for row in rows])[:, USED], truth).weights
    scale = fit((_terms(rows) @ ratio)[:, None], truth)
    return Model(scale.constant - FEWER, ratio * scale.weights[0])


def _terms(rows: Sequence[Sample]) -> Table:
    return np.array([row.terms for row in rows])[:, USED]


def quality(model: Model, rows: Sequence[Sample]) -> list[str]:
    """Lines on each kind of pair, and the calibration."""
    truth = np.array([float(row.derived) for row in rows])
    chances = model.chances(_terms(rows))
    lines = []
    for kind in sorted({row.kind for row in rows}):
        own = chances[[row.kind == kind for row in rows]]
        lines.append(f"  {kind:8s} joined {(own >= 0.5).mean():.4f}  of {len(own)} pairs")
    error = 0.0
    for low in np.arange(BINS) / BINS:
        inside = (chances >= low) & (chances < low + 1 / BINS + (low == 1 - 1 / BINS))
        if inside.any():
            said, true = chances[inside].mean(), truth[inside].mean()
            error += abs(said - true) * inside.mean()
            lines.append(f"  said {said:.3f}  true {true:.3f}  {inside.sum()} pairs")
    return [*lines, f"  expected calibration error {error:.4f}"]


def main() -> None:
    """Fit on one half of the documents, print the weights, and what they are worth on the other."""
    count = int(sys.argv[1]) if sys.argv[1:] else COLLECTIONS
    data = data_folder()
    texts = load(data)
    model = fitted(samples("fit", texts, count))
    print(f"NTREX {sha256((data / NTREX).read_bytes()).hexdigest()[:12]}, {count} collections")
    print(f"constant {model.constant:.2f}  rare {model.weights[0]:.2f}  numbers {model.weights[1]:.2f}")
    print("\n".join(["on the test half:", *quality(model, samples("test", texts, count // 2))]))


if __name__ == "__main__":
    main()
