"""Simulate, trace, score: `python -m benchmarks.transmission` from the root of the repository (docs/derivation.md).

--part fit|test|all   documents to draw from (test)       --seeds N     collections (12)      --first N   first seed (1)
--vectors             with sentence vectors too           --curve       the calibration curve
--origins             instead: whether the true number of origins lies in the interval that `bukti assess` gives
"""

from __future__ import annotations

import argparse
import hashlib
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.transmission import Plan, load, origins, simulate
from benchmarks.transmission.answers import RULE
from benchmarks.transmission.score import bins, ceiling, figures, judged, trivial, turns
from benchmarks.transmission.texts import NTREX
from eval.gate import data_folder
from eval.measures import Figure

from bukti import settings
from bukti.text import embedding
from bukti.text.embedding import Embedder


def _table(title: str, found: dict[str, Figure]) -> None:
    print(f"\n{title:34s} {'value':>7s} {'trivial':>8s} {'n':>6s}")
    for name, figure in found.items():
        print(f"{name:34s} {figure.value:7.3f} {figure.baseline:8.3f} {figure.count:6d}", flush=True)


def main() -> None:
    """Print every figure beside the trivial rule's."""
    parser = argparse.ArgumentParser(description="Transmission simulator")
    parser.add_argument("--part", choices=("fit", "test", "all"), default="test")
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--vectors", action="store_true")
    parser.add_argument("--curve", action="store_true")
    parser.add_argument("--origins", action="store_true")
    options = parser.parse_args()
    data = data_folder()
    if not (data / NTREX).is_file():
        parser.error(f"no {NTREX} in {data}: set BUKTI_DATA to the folder of measuring data")
    texts = load(data)
    base = origins.WITNESSED if options.origins else Plan(seed=0)
    seeds = range(options.first, options.first + options.seeds)
    collections = [simulate(replace(base, seed=seed, part=options.part), texts) for seed in seeds]
    digest = hashlib.sha256((data / NTREX).read_bytes()).hexdigest()
    reports = sum(len(one.documents) for one in collections)
    print(f"{NTREX} {digest[:12]}, {datetime.now(UTC).date()}; part {options.part}, {len(seeds)} collections")
    print(f"{reports} reports; trivial: {origins.RULE if options.origins else RULE}")
    if options.origins:
        chosen = settings.from_environment({} if options.vectors else {"BUKTI_EMBEDDINGS": "off"})
        _table("origins", origins.figures([row for one in collections for row in origins.counted(one, chosen)]))
        return
    _table("what can be told", ceiling(collections))
    rule = trivial(collections)
    embedders: dict[str, Embedder | None] = {"without sentence vectors": None}
    if options.vectors:
        embedders["with sentence vectors"] = embedding.load(settings.from_environment())
    for title, embedder in embedders.items():
        rows = judged(collections, embedder)
        _table(title, figures(rows, rule))
        for name, curve in (("edge", bins), ("direction", turns)) if options.curve else ():
            for b in curve(rows):
                print(f"  {name}: claimed {b.claimed:.2f}  true {b.true:.2f}  ({b.count})")


if __name__ == "__main__":
    main()
