"""How well screening tells names apart. `python eval/screening.py [DATA]` prints figures beside trivial baselines.

Data: names/ (MIT). The way names are compared was chosen on its pairs, so their figures are those of development; with
positives and negatives it was only measured. The gate holds the figures of every run (`eval/gate.py --only screening`).
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/screening.py` finds its neighbours

from eval.measures import Figure, Measure
from rigour.text.distance import levenshtein

from bukti.entities.gazetteer import fold
from bukti.model import Subject
from bukti.screening import build
from bukti.screening.compare import compare
from bukti.screening.index import Index
from bukti.screening.schemata import TAGS
from bukti.screening.search import THRESHOLD, search

FALSE = 0.001  # rate of negatives with a candidate at which recall is told
LOW = 0.3  # from which scores are looked at
EDITS = "Levenshtein from 0.7"
EVERY = 10  # of the negatives, for the baseline alone: it is slow


def ratio(one: str, other: str) -> float:
    """Likeness by edits, the trivial rule."""
    return edits(fold(one), fold(other))


def edits(left: str, right: str) -> float:
    """The same of folded names."""
    return 1 - levenshtein(left, right) / max(len(left), len(right), 1)


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8") as handle:
        return list(csv.DictReader(handle))


def f1(cases: Sequence[dict[str, str]], said: Sequence[bool]) -> tuple[float, float]:
    """F1 over pairs, and recall of those that are a strong match."""
    gold = [row["is_match"] == "true" for row in cases]
    right = sum(a and b for a, b in zip(said, gold, strict=True))
    strong = [a for a, b, row in zip(said, gold, cases, strict=True) if b and row["quality"] == "STRONG"]
    return 2 * right / max(sum(said) + sum(gold), 1), sum(strong) / max(len(strong), 1)


def pairs(data: Path) -> dict[str, Figure]:
    """Labelled pairs at the default threshold."""
    cases = [row for row in rows(data / "names/name_bench_cases.csv") if row["is_match"] in {"true", "false"}]
    names = [(row["name1"], row["name2"], TAGS[row["schema"]]) for row in cases]
    said = {
        f"bukti from {THRESHOLD}": [compare(a, b, tag).score >= THRESHOLD for a, b, tag in names],
        "baseline equal when folded": [fold(a) == fold(b) for a, b, _ in names],
        f"baseline {EDITS}": [ratio(a, b) >= 0.7 for a, b, _ in names],
    }
    for title, told in said.items():
        score, strong = f1(cases, told)
        print(f"pairs, {title}: F1 {score:.3f}, recall of STRONG {strong:.3f} (n={len(cases)})")
    ours, base = f1(cases, said[f"bukti from {THRESHOLD}"]), f1(cases, said[f"baseline {EDITS}"])
    strong_ones = sum(row["quality"] == "STRONG" and row["is_match"] == "true" for row in cases)
    return {
        "pairs F1": Figure(ours[0], base[0], EDITS, count=len(cases), unit="pairs"),
        "strong": Figure(ours[1], base[1], EDITS, count=strong_ones, unit="pairs"),
    }


def best(index: Index, name: str) -> dict[str, float]:
    """Score of each entity that comes up."""
    return {one.entity.id: one.score for one in search(index, Subject(name, "Person"), "", LOW)}


def recall(right: Sequence[float], wrong: Sequence[float]) -> tuple[float, float]:
    """Recall, and the score at which no more than FALSE of the negatives come up."""
    allowed = int(len(wrong) * FALSE)
    cut = sorted(wrong, reverse=True)[allowed]
    return sum(score > cut for score in right) / len(right), cut


def positives(data: Path) -> dict[str, Figure]:
    """Names of a list in two spellings, and names that are on no list."""
    treated, untreated = (rows(data / f"names/positives_un_{kind}.csv") for kind in ("treated", "untreated"))
    listed = [row["full_name"] for row in (*untreated, *rows(data / "names/positives_us_congress_untreated.csv"))]
    strangers = [row["full_name"] for kind in ("global", "us") for row in rows(data / f"names/negatives_{kind}.csv")]
    told = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.json"
        entity = [{"id": str(n), "schema": "Person", "properties": {"name": [name]}} for n, name in enumerate(listed)]
        path.write_text("\n".join(map(json.dumps, entity)), "utf-8")
        with build.index(path, Path(folder)) as index:
            wrong = [max(best(index, name).values(), default=0.0) for name in strangers]
            for kind, queries in (("treated", treated), ("untreated", untreated)):
                right = [best(index, row["full_name"]).get(str(n), 0.0) for n, row in enumerate(queries)]
                value, cut = recall(right, wrong)
                default = sum(score >= THRESHOLD for score in right) / len(right)
                print(
                    f"positives {kind}: recall {value:.3f} at {FALSE:.1%} of negatives (above {cut:.3f}), "
                    f"{default:.3f} from {THRESHOLD} (n={len(right)}, list {len(listed)}, negatives {len(wrong)})"
                )
                base = trivial(listed, [row["full_name"] for row in queries], strangers[::EVERY])
                told[kind] = Figure(value, base, "Levenshtein at the same rate", count=len(right), unit="names")
    alone = sum(score < THRESHOLD for score in wrong) / len(wrong)
    told["strangers"] = Figure(alone, 0.0, "everybody is somebody", count=len(wrong), unit="names")
    print(f"  negatives without a candidate from {THRESHOLD}: {alone:.4f}")
    exact = {fold(name) for name in listed}
    found = sum(fold(row["full_name"]) in exact for row in treated) / len(treated)
    print(f"  baseline treated, equal when folded: {found:.3f}")
    return told


def trivial(listed: Sequence[str], queries: Sequence[str], strangers: Sequence[str]) -> float:
    """Recall of Levenshtein over the whole list, the n-th of which is meant by the n-th query."""
    folded = [fold(name) for name in listed]
    wrong = [max(edits(fold(name), other) for other in folded) for name in strangers]
    right = [edits(fold(name), folded[n]) for n, name in enumerate(queries)]
    return recall(right, wrong)[0]


def figures(data: Path) -> dict[str, Figure]:
    """All of them."""
    return {**pairs(data), **positives(data)}


MEASURES = (
    Measure(
        "screening/names",
        "Screening: names in other spellings and scripts, labelled pairs, and strangers, from names alone",
        tuple(
            f"names/{name}.csv"
            for name in (
                *("name_bench_cases", "positives_un_treated", "positives_un_untreated"),
                *("positives_us_congress_untreated", "negatives_global", "negatives_us"),
            )
        ),
        figures,
    ),
)

if __name__ == "__main__":
    figures(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
