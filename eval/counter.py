"""Derivation within a language on COUNTER: which newspaper text was made from the agency's, Urdu.

    python eval/counter.py

Three ways to answer are scored: Bukti as it is, by its shipped weights; what Bukti measures for a pair, weighed by a
logistic fitted on nine tenths of the pairs and scored on the last; and trivial rules fitted on the same tenths. COUNTER
is for measuring only: neither text nor fitted weight leaves this file. Nothing here or in the stage knows Urdu.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/counter.py` finds its neighbours

from eval.logistic import Table, fit
from eval.measures import Figure, Measure

from bukti import derivation
from bukti.derivation import likeness
from bukti.derivation.prepare import prepare
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Document, Lineage, Published, Report
from bukti.text import analyse

COUNTER = "counter_urdu/dev.jsonl.gz"
CLASSES = ("ND", "PD", "WD")  # independent, partly and wholly derived
FOLDS = 10
DAY = timedelta(days=1)
SPLITS = ("a", "b", "c", "d", "e")  # ways to part the pairs; figures are means over them, since one way is a lottery
WHOLLY = 0.8  # part of the child in passages from which a report counts as wholly derived (kind.copy_share)
LEAST = 0.05  # independent pairs that may be joined, where recall is stated at that bar

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    """One pair: its number, class (place in `CLASSES`), agency report and newspaper report."""

    pair: int
    label: int
    source: Document
    target: Document


def rows(data: Path) -> list[Row]:
    """The pairs, through the stages before derivation."""
    lines = map(json.loads, gzip.decompress((data / COUNTER).read_bytes()).splitlines())
    return [
        Row(line["pair"], CLASSES.index(line["label"]), _document(line["source"]), _document(line["target"]))
        for line in lines
    ]


def _document(side: Mapping[str, Any]) -> Document:
    title = side["title"] or None
    text = f"{title}\n\n{side['text']}" if title else side["text"]
    name = report_id(f"{side['outlet']}\n{text}".encode())
    published = _day(side["date"])
    document = analyse(Report(name, "text/plain", text, outlet=side["outlet"], title=title, published=published))
    return replace(document, mentions=mentions.find(document))


def _day(stated: str) -> Published | None:
    try:
        first = datetime.strptime(stated, "%d.%m.%y").replace(tzinfo=UTC)
    except ValueError:  # a few dates are slips
        return None
    return Published(first, first + DAY - timedelta(seconds=1), "day", "planted")


def macro(truth: npt.NDArray[Any], said: npt.NDArray[Any]) -> float:
    """Mean F1 of the classes of the truth."""
    found = []
    for name in np.unique(truth):
        hits = int(((truth == name) & (said == name)).sum())
        found.append(2 * hits / max(1, int((truth == name).sum() + (said == name).sum())))
    return float(np.mean(found))


def measured(pairs: Sequence[Row]) -> Table:
    """What the stage measures of each target in its source, as `pairs.compare` weighs it."""
    prepared = prepare([document for row in pairs for document in (row.source, row.target)])
    place = {one.id: number for number, one in enumerate(prepared)}
    rarity = likeness.Rarity(prepared)
    found = [
        likeness.measure((place[row.source.report.id], place[row.target.report.id]), prepared, rarity) for row in pairs
    ]
    return np.array([one.terms(1) for one in found])


def contained(pairs: Sequence[Row], length: int) -> Table:
    """Part of the target's distinct runs of so many words that the source has: the trivial rule."""

    def runs(document: Document) -> set[tuple[str, ...]]:
        words = document.report.text.casefold().split()
        return set(zip(*(words[start:] for start in range(length)), strict=False))

    return np.array([[len(runs(r.target) & runs(r.source)) / max(1, len(runs(r.target)))] for r in pairs])


@dataclass(frozen=True, slots=True)
class Folded:
    """Answers for every pair from a model that did not see it.

    Attributes:
        derived: macro-F1 of derived or not. classes: macro-F1 of the three classes.
        recall: part of the derived pairs found where at most `LEAST` of the independent ones are joined.
    """

    derived: float
    classes: float
    recall: float


def folded(pairs: Sequence[Row], features: Table) -> Folded:
    """Ten folds by a digest of the pair's number, the mean over all `SPLITS`."""
    labels = np.array([row.label for row in pairs])
    found = [_split(labels, features, _folds(pairs, split)) for split in SPLITS]
    return Folded(*(float(np.mean(values)) for values in zip(*found, strict=True)))


def _folds(pairs: Sequence[Row], split: str) -> Labels:
    return np.array([int(sha256(f"{split}{row.pair}".encode()).hexdigest(), 16) % FOLDS for row in pairs])


def _split(labels: Labels, features: Table, folds: Labels) -> tuple[float, float, float]:
    said, chances = np.zeros_like(labels), np.zeros(len(labels))
    for fold in range(FOLDS):
        seen = folds != fold
        derived, wholly = (fit(features[seen], (labels[seen] >= least).astype(float)) for least in (1, 2))
        chance = derived.chances(features)
        bar = _bar(chance[seen], labels[seen])
        answer = np.where(wholly.chances(features) >= 0.5, 2, (chance >= bar).astype(int))
        said[~seen], chances[~seen] = answer[~seen], chance[~seen]
    allowed = np.quantile(chances[labels == 0], 1 - LEAST)
    return macro(labels > 0, said > 0), macro(labels, said), float((chances[labels > 0] > allowed).mean())


def _bar(chances: Table, labels: Labels) -> float:
    """The probability from which a pair counts as derived: the middle of the best stretch on the pairs seen."""
    bars = np.linspace(0.2, 0.8, 61)
    scores = np.array([macro(labels > 0, chances >= bar) for bar in bars])
    smooth = np.convolve(scores, np.ones(9) / 9, "same")[4:-4]
    return float(bars[4:-4][int(np.argmax(smooth))])


@dataclass(frozen=True, slots=True)
class Shipped:
    """Answers of the trace of all reports together, as anyone would run it: classes, and parts of pairs joined."""

    said: Labels
    joined: tuple[float, ...]


def shipped(pairs: Sequence[Row]) -> Shipped:
    """Bukti as it is: an edge or a common origin joins; wholly derived is what lies in passages by 0.8."""
    lineage = derivation.trace([document for row in pairs for document in (row.source, row.target)])
    shares = _shares(lineage)
    labels = np.array([row.label for row in pairs])
    found = [shares.get(frozenset((row.source.report.id, row.target.report.id))) for row in pairs]
    said = np.array([0 if share is None else 2 if share >= WHOLLY else 1 for share in found])
    return Shipped(said, tuple(float((said[labels == name] > 0).mean()) for name in range(len(CLASSES))))


def _shares(lineage: Lineage) -> dict[frozenset[str], float]:
    """Pairs of reports that an edge or a common origin joins -> part of the child in passages."""
    shares = {frozenset((edge.parent, edge.child)): edge.share_of_child for edge in lineage.edges}
    for node in lineage.latent:
        for pair in combinations(node.members, 2):
            shares.setdefault(frozenset(pair), 0.0)
    return shares


def run_counter(data: Path) -> dict[str, Figure]:
    """Every figure: fitted in folds beside word containment in the same folds, then the shipped weights."""
    pairs = rows(data)
    labels = np.array([row.label for row in pairs])
    ours, trivial, bigrams = folded(pairs, measured(pairs)), *(folded(pairs, contained(pairs, n)) for n in (1, 2))
    plain = shipped(pairs)
    word, two = "word containment in the same folds", "word bigrams in the same folds"
    apart, partly, wholly = plain.joined
    rule = "every pair joined"
    found = {
        "derived": (ours.derived, trivial.derived, word),
        "classes": (ours.classes, trivial.classes, word),
        "derived, over bigrams": (ours.derived, bigrams.derived, two),
        "classes, over bigrams": (ours.classes, bigrams.classes, two),
        "recall at 5 % false": (ours.recall, trivial.recall, word),
        "shipped, derived": (macro(labels > 0, plain.said > 0), trivial.derived, word),
        "shipped, classes": (macro(labels, plain.said), trivial.classes, word),
        "shipped, apart, independent": (1 - apart, 0.0, rule),
        "shipped, joined, partly derived": (partly, 1.0, rule),
        "shipped, joined, wholly derived": (wholly, 1.0, rule),
    }
    return {
        name: Figure(value, base, rule, count=len(pairs), unit="pairs") for name, (value, base, rule) in found.items()
    }


MEASURES = (
    Measure(
        "derivation/counter-urdu",
        "Who copied whom, agency and newspaper, Urdu (COUNTER)",
        (COUNTER,),
        run_counter,
        ("derived", "classes"),
    ),
)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    (measure,), data = MEASURES, data_folder()
    date = datetime.now(UTC).date().isoformat()
    print("\n".join(lines_of(measure, measure.run(data), measure.digest(data), date)))


if __name__ == "__main__":
    main()
