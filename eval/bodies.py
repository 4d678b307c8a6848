"""How well two names of bodies are told to be one. `python eval/bodies.py` prints figures beside a trivial baseline.

Data: eval/bodies.tsv, 97 pairs written by hand of invented names in 23 languages, half of which must stay apart. The
rules were made with the half `fit` in sight; `more` was only measured.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

from rigour.text.distance import levenshtein

from bukti.entities import bodies
from bukti.entities.gazetteer import fold
from bukti.entities.trades import body

PAIRS = Path(__file__).with_suffix(".tsv")
EDITS = 0.7  # likeness by edits from which the trivial rule joins


def ours(row: dict[str, str]) -> bool:
    """Whether the words of trades and the sound of the rest make them one."""
    left, right = body(row["name"], row["left"]), body(row["as"], row["right"])
    return bool(left and right and bodies.same(left, right))


def plain(row: dict[str, str]) -> bool:
    """Whether few edits part the names as they are transliterated."""
    left, right = fold(row["name"]), fold(row["as"])
    return 1 - levenshtein(left, right) / max(len(left), len(right), 1) >= EDITS


def rows(half: str) -> list[dict[str, str]]:
    """The pairs of a half."""
    with PAIRS.open(encoding="utf-8") as handle:
        return [row for row in csv.DictReader(handle, delimiter="\t") if row["half"] == half]


def told(half: str, rule: Callable[[dict[str, str]], bool]) -> tuple[int, int, int, int]:
    """Pairs rightly joined, of those that are one; wrongly joined, of those that are not."""
    one = [rule(row) for row in rows(half) if row["one"] == "yes"]
    apart = [rule(row) for row in rows(half) if row["one"] == "no"]
    return sum(one), len(one), sum(apart), len(apart)


def main() -> None:
    """Print the figures, and with a half as argument its faults."""
    for half in ("fit", "more"):
        for name, rule in (("trades and sound", ours), ("Levenshtein from .7", plain)):
            right, one, wrong, apart = told(half, rule)
            print(f"{half:5} {name:20} joined {right}/{one} that are one, {wrong}/{apart} that are not")
    for row in rows(sys.argv[1]) if len(sys.argv) > 1 else ():
        if ours(row) is not (row["one"] == "yes"):
            print(f"  {row['one']:4} {row['name']} | {row['as']}")


if __name__ == "__main__":
    main()
