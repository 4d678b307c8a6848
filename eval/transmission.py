"""How well derivation finds who copied whom in simulated collections (benchmarks/transmission).

Only documents of the `test` half of NTREX are used: no weight was fitted on them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from benchmarks.transmission import Collection, Plan, load, origins, score, simulate
from benchmarks.transmission.texts import NTREX
from eval.measures import Figure, Measure

from bukti import settings
from bukti.text import embedding

SEEDS = range(1, 7)  # six collections of forty reports
KEPT = (
    *("family f1", "family precision", "independent apart", "edge f1", "edge f1, equal witnesses"),
    *("direction", "calibration"),
)


def _collections(data: Path, plan: Plan, seeds: Iterable[int]) -> list[Collection]:
    texts = load(data)
    return [simulate(replace(plan, seed=seed, part="test"), texts) for seed in seeds]


def run_plain(data: Path) -> dict[str, Figure]:
    """Families, edges and directions without sentence vectors."""
    collections = _collections(data, Plan(seed=0), SEEDS)
    figures = score.figures(score.judged(collections), score.trivial(collections))
    return {name: figures[name] for name in KEPT}


def run_vectors(data: Path) -> dict[str, Figure]:
    """The same with sentence vectors, on one collection: they take most of the time."""
    collections = _collections(data, Plan(seed=0), SEEDS[:1])
    embedder = embedding.load(settings.from_environment())
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return {}
    figures = score.figures(score.judged(collections, embedder), score.trivial(collections))
    return {name: figures[name] for name in KEPT}


def run_origins(data: Path) -> dict[str, Figure]:
    """Whether the true number of origins lies in the interval that `assess` gives, without sentence vectors."""
    chosen = settings.from_environment({"BUKTI_EMBEDDINGS": "off"})
    collections = _collections(data, origins.WITNESSED, SEEDS)
    return origins.figures([row for one in collections for row in origins.counted(one, chosen)])


MEASURES = (
    Measure(
        "derivation/transmission",
        "Who copied whom in simulated chains of up to four steps, in 24 languages (NTREX)",
        (NTREX,),
        run_plain,
        ("family f1", "edge f1", "direction"),
    ),
    Measure(
        "derivation/transmission-vectors",
        "Who copied whom in a simulated collection, with sentence vectors (NTREX)",
        (NTREX,),
        run_vectors,
    ),
    Measure(
        "derivation/transmission-origins",
        "Number of independent origins in simulated collections (NTREX)",
        (NTREX,),
        run_origins,
        ("origins within",),
    ),
)
