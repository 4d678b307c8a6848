"""Invented events told independently and in translation (eval/stories): what is taken for whose translation.

    python eval/retold.py [fit]     every figure of the half on which nothing was fitted, or of the other one

Each event is a collection of its own, as a case is: all its reports share the facts, and only how these are told tells
a report of the same event from a translation. A pair counts as joined where an edge or an unnamed common origin joins
it. The reports were made harder until the weights of before 2026-11-27 joined some of them (docs/derivation.md).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/retold.py` finds its neighbours

from eval import stories
from eval.derivation import Edge, joined, marks, prepared
from eval.measures import Figure, Measure
from eval.stories import Half, Story

from bukti import derivation, settings
from bukti.model import Document
from bukti.text import embedding
from bukti.text.embedding import Embedder

RULE = "equal numbers and Latin capitalised words (Jaccard), threshold best on these very pairs"


@dataclass
class Told:
    """The pairs of one or more events.

    Attributes:
        made: by way, source and translation. apart: two reports of which neither was made from the other, nor both
            from a third. likeness: of every pair, to the trivial rule.
    """

    made: dict[str, set[Edge]] = field(default_factory=dict)
    apart: set[Edge] = field(default_factory=set)
    likeness: dict[Edge, float] = field(default_factory=dict)


def documents(story: Story) -> dict[str, Document]:
    """The reports of an event by their ids in the file, dated to the day."""
    return {one.id: prepared(one.text, one.outlet, datetime.combine(one.date, time(), UTC)) for one in story.reports}


def read(story: Story, held: dict[str, Document], told: Told) -> None:
    """Add what the file says of the reports of an event."""
    named = {one.id: one for one in story.reports}
    for a, b in combinations(story.reports, 2):
        pair = frozenset((held[a.id].report.id, held[b.id].report.id))
        told.likeness[pair] = marks(a.text, b.text)
        ways = [one.made_from.way for one in (a, b) if one.made_from]
        sources = [one.made_from.report if one.made_from else one.id for one in (named[a.id], named[b.id])]
        if (a.id, b.id) in story.made or (b.id, a.id) in story.made:
            told.made.setdefault(ways[0], set()).add(pair)
        elif sources[0] != sources[1] and "mixed" not in ways:
            told.apart.add(pair)


def measured(chosen: Sequence[Story], embedder: Embedder | None) -> tuple[Told, set[Edge]]:
    """The truth of these events, and the pairs that the stage joins."""
    told, found = Told(), set[Edge]()
    for story in chosen:
        held = documents(story)
        read(story, held, told)
        found |= joined(derivation.trace(list(held.values()), embedder=embedder))
    return told, found


def figures(told: Told, found: set[Edge], name: str) -> dict[str, Figure]:
    """What is rightly joined of each way, and what is rightly left apart."""
    guess = _best(told)
    shares = {f"{way} found": (len(found & pairs), len(guess & pairs), len(pairs)) for way, pairs in told.made.items()}
    shares["independent left apart"] = (
        len(told.apart - found),
        len(told.apart - guess),
        len(told.apart),
    )
    return {
        f"{name} {metric}": Figure(right / size, easy / size, RULE, count=size, unit="pairs")
        for metric, (right, easy, size) in sorted(shares.items())
    }


def _best(told: Told) -> set[Edge]:
    """Pairs above the threshold at which the mean of both shares, found and left apart, is best: a generous rule."""
    true = set().union(*(pairs for way, pairs in told.made.items() if way != "mixed"))
    known = true | told.apart
    rows = sorted(known, key=lambda pair: (-told.likeness[pair], sorted(pair)))
    hits, best, size = 0, 0.0, 0
    for number, pair in enumerate(rows, 1):
        hits += pair in true
        score = hits / len(true) + 1 - (number - hits) / len(told.apart)
        if score > best:
            best, size = score, number
    least = told.likeness[rows[size - 1]]
    return {pair for pair, value in told.likeness.items() if value >= least}


def of_half(half: Half) -> dict[str, Figure]:
    """Every figure of a half, with sentence vectors where they are installed and without."""
    chosen = stories.load(half)
    made = figures(*measured(chosen, None), "plain")
    embedder = embedding.load(settings.from_environment())
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return made
    return made | figures(*measured(chosen, embedder), "vectors")


def run(_data: Path) -> dict[str, Figure]:
    """The half on which nothing was fitted."""
    return of_half("test")


MEASURES = (
    Measure(
        "derivation/stories",
        "Independent reports of one event and translations told apart, in 24 languages (written for Bukti)",
        (),
        run,
        ("plain independent left apart", "plain whole found"),
        own=tuple(sorted(stories.FOLDER.glob("*.yml"))),
    ),
)


def main() -> None:
    """Print every figure of a half."""
    for metric, figure in of_half("fit" if "fit" in sys.argv else "test").items():
        print(f"{metric:40s} {figure.value:.3f}  (trivial {figure.baseline:.3f})  of {figure.count}")


if __name__ == "__main__":
    main()
