"""How well copying sources are told in tables of claims whose copiers are known, because the tables are made here.

Sources of accuracies from .5 to .95 say something of some objects; a copier takes four of five values from one source,
and has the others of itself. A pair is dependent where one copies from the other or both from a third. The
choices in `truth/copying.py` that differ from the paper were made on tables of this kind, with other seeds.
Run alone it prints every figure: `python eval/copying.py`.
"""

from __future__ import annotations

import dataclasses
import random
import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/copying.py` finds its neighbours

from eval.measures import Figure, Measure

from bukti.truth import Row, fuse

Pair = tuple[str, str]
# objects, sources, sources of an object, false values of an object, copiers
SHAPES = ((500, 10, 5, 20, 4), (1000, 60, 8, 3, 20), (1000, 60, 8, 20, 20), (2000, 200, 10, 100, 60))
SEED = 7
TAKEN = 0.8  # share of a copier's values that it copies
ALIKE = 0.8  # share of common objects on which the trivial rule wants two sources to agree
TRIVIAL = "pairs that agree on four of five objects"


def table(shape: Sequence[int], seed: int) -> tuple[list[Row], set[Pair]]:
    """A table of claims, and its dependent pairs."""
    objects, sources, each, false, copiers = shape
    chance = random.Random(seed)  # noqa: S311 - a table to measure on
    accuracy = [chance.uniform(0.5, 0.95) for _ in range(sources)]

    def value(right: float) -> str:
        return "true" if chance.random() < right else f"false {chance.randint(1, false)}"

    said: dict[str, dict[str, str]] = {f"s{place}": {} for place in range(sources)}
    for place in range(objects):
        for source in chance.sample(range(sources), each):
            said[f"s{source}"][f"o{place}"] = value(accuracy[source])
    families: dict[str, list[str]] = {}
    for copier in range(copiers):
        origin = f"s{chance.randrange(sources)}"
        own = {name: text if chance.random() < TAKEN else value(0.7) for name, text in said[origin].items()}
        said[f"c{copier}"] = own
        families.setdefault(origin, [origin]).append(f"c{copier}")
    rows = [Row(source, name, text) for source, values in said.items() for name, text in values.items()]
    return rows, {_pair(a, b) for family in families.values() for a, b in combinations(family, 2)}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def alike(rows: Iterable[Row]) -> set[Pair]:
    """The trivial rule: pairs that agree on most of what both speak of."""
    said: dict[str, dict[str, str]] = {}
    for row in rows:
        said.setdefault(row.source, {})[row.object] = row.value
    found = set()
    for a, b in combinations(sorted(said), 2):
        common = [said[a][name] == said[b][name] for name in said[a].keys() & said[b].keys()]
        if common and sum(common) >= ALIKE * len(common):
            found.add((a, b))
    return found


def measure(_data: Path) -> dict[str, Figure]:
    """Precision, recall and F1 over the pairs of all tables."""
    found, trivial, true = set[tuple[int, Pair]](), set[tuple[int, Pair]](), set[tuple[int, Pair]]()
    for place, shape in enumerate(SHAPES):
        rows, pairs = table(shape, SEED + place)
        found |= {(place, _pair(one.left, one.right)) for one in fuse(rows).dependences}
        trivial |= {(place, pair) for pair in alike(rows)}
        true |= {(place, pair) for pair in pairs}
    ours, theirs = _scores(found, true), _scores(trivial, true)
    return {name: Figure(ours[name], theirs[name], TRIVIAL, count=len(true), unit="dependent pairs") for name in ours}


def _scores(found: set[tuple[int, Pair]], true: set[tuple[int, Pair]]) -> Mapping[str, float]:
    hits = len(found & true)
    return {
        "precision": hits / max(len(found), 1),
        "recall": hits / len(true),
        "f1": 2 * hits / (len(found) + len(true)),
    }


MEASURES = (Measure("claims/copying", "Sources that copy, in made tables", (), measure, own=(Path(__file__),)),)


if __name__ == "__main__":
    for name, value in measure(Path()).items():
        print(name, dataclasses.asdict(value))
