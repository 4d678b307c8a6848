"""How a report stands to a headline: FNC-1 pairs, `check` as classifier, in five folds over the bodies.

    python eval/fnc.py        every figure; about ten minutes on one core, and as long again for new sentence vectors

The statements of a body are compared with the headline as `bukti check` compares them with a question. What comes out
(which side they stand on, how near they are, how surely they are told) goes into a small calibrated classifier that is
fitted inside the folds and shipped nowhere: unrelated, about (discuss), for (agree), against (disagree). Beside it
stands the rule of one line: related from a share of common words on, then always `discuss`. FNC-1's text is for
measuring only.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fnc.py` finds its neighbours

import numpy as np
from eval import logistic
from eval.claims import document
from eval.logistic import Table
from eval.measures import Figure, Measure

from bukti import reading
from bukti.claims import query
from bukti.claims import words as vocabulary
from bukti.claims.compare import Comparer
from bukti.claims.debunked import answers
from bukti.claims.features import Features, Sign, extract
from bukti.ids import digest
from bukti.model import Degree, Document, Side, SourceKind, Stance

FILES = ("fnc1/bodies.jsonl.gz", "fnc1/stances.jsonl.gz")
CLASSES = ("unrelated", "discuss", "agree", "disagree")
FOLDS = 5
PART = 10  # one body in so many is measured by the gate
NEAREST = 4  # statements of a body that are compared with a headline in full
OVERLAP = 0.2  # of the words of a headline, for the trivial rule
BINS = 5  # of each feature
MOST_RARE = 60.0  # weight of a word that stands in no body
TOUCHED = 0.1  # part of a headline's words from which a statement touches its subject
WHOLE = 20  # figures of a body as a whole
DEBUT = 6  # statements with which a body begins
SIDES = (Side.FOR, Side.AGAINST, Side.RIVAL, Side.ABOUT)


@dataclass(frozen=True)
class Corpus:
    """Everything read: comparer over all statements, those of each body by place, and of each headline."""

    comparer: Comparer
    documents: Mapping[str, Document]
    bodies: Mapping[str, Sequence[int]]
    headlines: Mapping[str, int]

    @cached_property
    def words(self) -> list[frozenset[str]]:
        """What the words of each statement stand for, names too: a headline in capitals is all names."""
        known = vocabulary.load("en")
        return [frozenset(known.terms(f.tokens)) for f in self.comparer.features]

    @cached_property
    def rare(self) -> dict[str, float]:
        """How rare each word is among the bodies, squared."""
        spread = Counter(
            word for places in self.bodies.values() for word in frozenset().union(*(self.words[p] for p in places))
        )
        return {word: math.log(1 + len(self.bodies) / count) ** 2 for word, count in spread.items()}

    def weight(self, words: Iterable[str]) -> float:
        """How rare some words are, summed."""
        return sum(self.rare.get(word, MOST_RARE) for word in words)


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The lines of a file of the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def chosen(body: str, part: int) -> bool:
    """Whether a body is in the fixed sample of one in `part`."""
    return int(digest(body.encode())[8:16], 16) % part == 0


def corpus(data: Path, part: int = 1) -> Corpus:
    """Read one in `part` of the bodies, and every headline that is paired with one."""
    documents: list[Document] = []
    features: list[Features] = []
    bodies: dict[str, list[int]] = {}
    for row in rows(data / FILES[0]):
        if not chosen(row["body_id"], part):
            continue
        made = document(row["text"], "en", f"body {row['body_id']}")
        said = reading.read(made)
        found = extract([made], (*said, *reading.narrate(made, said)))
        bodies[row["body_id"]] = list(range(len(features), len(features) + len(found)))
        features += found
        documents.append(made)
    headlines: dict[str, int] = {}
    for text in sorted({row["headline"] for row in rows(data / FILES[1]) if chosen(row["body_id"], part)}):
        made = document(text, "en", "headline")
        headlines[text] = len(features)
        features += extract([made], [query.proposition(made)])
        documents.append(made)
    return Corpus(Comparer(features, None, {}), {d.report.id: d for d in documents}, bodies, headlines)


def told(read: Corpus, headline: str, body: str) -> list[float]:
    """What `check` finds of a headline in a body, as numbers."""
    place, places = read.headlines[headline], read.bodies[body]
    own = read.words[place]
    total = read.weight(own) or 1.0
    shares = [read.weight(own & read.words[p]) / total for p in places]
    best = sorted(range(len(places)), key=lambda n: (-shares[n], n))[:NEAREST]
    parts = (places, places[:4])  # the whole body, and how it begins
    within = [read.weight(own & frozenset().union(*(read.words[p] for p in part))) / total for part in parts]
    near = [(places[n], shares[n]) for n in best]
    every = [read.comparer.features[p] for p in places]
    touching = [read.comparer.features[p] for p, share in zip(places, shares, strict=True) if share >= TOUCHED]
    first = best[0] / len(places) if best else 1.0
    return [
        *(*within, first, *_nearness(read, place, near), *_sides(read, place, near)),
        *(*_manner(near, read), *_whole(every, touching)),
    ]


def _nearness(read: Corpus, place: int, near: Sequence[tuple[int, float]]) -> list[float]:
    found = read.comparer.compare([p for p, _ in near], [place] * len(near))
    padded = [share for _, share in near] + [0.0] * (NEAREST - len(near))
    words = [c.words for c in found] + [0.0] * (NEAREST - len(found))
    same = max((c.same for c in found), default=-10.0)
    verdict = found[0].verdict if found else None
    return [
        padded[0],
        padded[1],
        sum(padded),
        words[0],
        max(words),
        same,
        float(bool(verdict and verdict.strange_names)),
    ]


def _sides(read: Corpus, place: int, near: Sequence[tuple[int, float]]) -> list[float]:
    """On which side the nearest statements stand, weighted by how near they are."""
    own = read.comparer.features[place]
    sums = dict.fromkeys(SIDES, 0.0)
    for other, share in near:
        f = read.comparer.features[other]
        opposed = {f.sign, own.sign} == {Sign.AFFIRMS, Sign.NEGATES}
        side = Side.ABOUT if not f.takes_position else Side.AGAINST if opposed else Side.FOR
        sums[side] += share
    return [sums[side] for side in SIDES if side is not Side.RIVAL]


def _manner(near: Sequence[tuple[int, float]], read: Corpus) -> list[float]:
    """How the nearest statements are told: by whom, how surely."""
    found = [(read.comparer.features[p], share) for p, share in near]
    kinds = (
        lambda f: f.statement.hearsay,
        lambda f: f.statement.degree is not Degree.CT,
        lambda f: f.statement.source_kind is SourceKind.NARRATOR,
        lambda f: f.statement.source_kind is SourceKind.MEDIA or bool(f.statement.via),
        lambda f: f.denies,
        lambda f: f.statement.negative,
        lambda f: bool(f.counts),
    )
    return [sum(share for f, share in found if kind(f)) for kind in kinds]


def _whole(every: Sequence[Features], touching: Sequence[Features]) -> list[float]:
    """What the whole body is like: denials, doubt, hearsay, length."""
    size = len(every) or 1
    return [
        math.log(size),
        sum(f.denies for f in every) / size,
        sum(f.denies for f in touching) / (len(touching) or 1),
        float(any(f.denies for f in every[:3])),
        sum(f.statement.negative for f in every) / size,
        sum(f.statement.hearsay for f in every) / size,
        sum(f.statement.degree is not Degree.CT for f in every) / size,
        sum(f.statement.source_kind is SourceKind.NARRATOR for f in every) / size,
        sum(f.statement.source_kind is SourceKind.MEDIA for f in every) / size,
        len(touching) / size,
        sum(f.rejected for f in every) / size,
        float(any(f.denies for f in every[len(every) // 2 :])),
        sum("null-result" in f.statement.flags for f in every) / size,
        sum(f.statement.stance is Stance.QUESTIONS for f in every) / size,
        math.log(1 + sum(f.denies for f in every)),
        math.log(1 + sum(f.denies for f in touching)),
        float(any(f.debunks for f in every)),
        math.log(1 + sum(f.debunks for f in every)),
        float(any(f.debunks for f in every[:DEBUT])),
        float(
            len(answers(every, {f.statement.id for f in touching}, frozenset().union(*(f.keys for f in touching)))) > 0
        ),
    ]


def headed(read: Corpus, headline: str) -> list[float]:
    """How the headline itself is told: denied, doubted, asked, of how many words."""
    f = read.comparer.features[read.headlines[headline]]
    said = reading.read(read.documents[f.statement.report])
    own = (*said, *reading.narrate(read.documents[f.statement.report], said))
    return [
        float(f.sign is Sign.NEGATES),
        float(f.debunks),
        float(any(s.degree is not Degree.CT for s in own)),
        float(any(s.hearsay for s in own)),
        float("?" in headline),
        float(bool(said)),
        float(len(read.comparer.bags[read.headlines[headline]])),
    ]


def table(read: Corpus, pairs: Sequence[Mapping[str, str]]) -> Table:
    """One row a pair."""
    heads = {headline: headed(read, headline) for headline in read.headlines}
    made = np.array([[*told(read, p["headline"], p["body_id"]), *heads[p["headline"]]] for p in pairs])
    own = made.shape[1] - len(next(iter(heads.values())))
    negated = made[:, [own]]  # a headline that denies turns the denials of the body round
    return np.column_stack([made, made[:, own - WHOLE : own] * negated])


def binned(features: Table, edges: Sequence[Table]) -> Table:
    """Each feature as it is and as steps at the edges of its bins: a curve, not a line, can be fitted."""
    steps = [features[:, [n]] > cuts for n, cuts in enumerate(edges) if len(cuts)]
    return np.column_stack([features, *steps]).astype(np.float64)


def classified(features: Table, truth: Sequence[str], folds: Sequence[int]) -> list[str]:
    """The class of each pair, each fold told by what the others teach."""
    labels, places, made = np.array(truth), np.array(folds), np.empty(len(truth), dtype=object)
    for fold in range(FOLDS):
        own, rest = places == fold, places != fold
        edges = [np.unique(np.quantile(column, np.linspace(0, 1, BINS + 1)[1:-1])) for column in features[rest].T]
        made[own] = _told_by(binned(features[rest], edges), labels[rest], binned(features[own], edges))
    return [str(one) for one in made]


def _told_by(known: Table, labels: Any, asked: Table) -> Any:
    """Classes by one logistic model each; each chance is weighed so that as many come out as there are."""
    scores = []
    for name in CLASSES:
        chosen = np.ones(len(labels), dtype=bool) if name == CLASSES[0] else labels != CLASSES[0]
        model = logistic.fit(known[chosen], (labels[chosen] == name).astype(np.float64), ridge=10.0)
        scores.append((model.chances(known), model.chances(asked)))
    related = [1 - part for part in scores[0]]
    chances = [np.column_stack([scores[0][n], *(related[n] * s[n] for s in scores[1:])]) for n in (0, 1)]
    weights = _balanced(chances[0], labels)
    return np.array(CLASSES)[(chances[1] * weights).argmax(axis=1)]


def _balanced(chances: Table, labels: Any) -> Table:
    """Weights of the classes with the best macro-F1 on the pairs that were taught, found one class at a time."""
    weights = np.ones(len(CLASSES))
    truth = np.array([CLASSES.index(str(one)) for one in labels])
    for _ in range(2):
        for place in range(1, len(CLASSES)):
            tried = []
            for factor in np.linspace(0.5, 4.0, 15):
                weights[place] = factor
                counts = np.zeros((len(CLASSES), len(CLASSES)))
                np.add.at(counts, (truth, (chances * weights).argmax(axis=1)), 1)
                scores = 2 * counts.diagonal() / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1)
                tried.append((float(scores.mean()), -float(factor)))
            weights[place] = -max(tried)[1]
    return weights


def f1(truth: Sequence[str], found: Sequence[str], name: str) -> float:
    """F1 of one class."""
    hits = sum(a == b == name for a, b in zip(truth, found, strict=True))
    total = sum(a == name for a in truth) + sum(b == name for b in found)
    return 2 * hits / total if total else 0.0


def macro(truth: Sequence[str], found: Sequence[str]) -> float:
    """Mean F1 of the four classes."""
    return sum(f1(truth, found, name) for name in CLASSES) / len(CLASSES)


def measure(part: int, data: Path) -> dict[str, Figure]:
    """F1 of each class and their mean over one in `part` of the bodies, with the rule of one line."""
    pairs = [row for row in rows(data / FILES[1]) if chosen(row["body_id"], part)]
    texts = {row["body_id"]: set(row["text"].lower().split()) for row in rows(data / FILES[0])}
    trivial = [_rule(pair["headline"], texts[pair["body_id"]]) for pair in pairs]
    truth = [pair["stance"] for pair in pairs]
    folds = [int(digest(pair["body_id"].encode())[:8], 16) % FOLDS for pair in pairs]
    found = classified(table(corpus(data, part), pairs), truth, folds)
    rule = f"discuss from {OVERLAP:.0%} common words on"
    figure = partial(Figure, trivial=rule, count=len(pairs), unit="pairs")
    figures = {"macro": figure(macro(truth, found), macro(truth, trivial))}
    return figures | {name: figure(f1(truth, found, name), f1(truth, trivial, name)) for name in CLASSES}


def _rule(headline: str, body: set[str]) -> str:
    words = set(headline.lower().split())
    return "discuss" if len(words & body) / len(words) > OVERLAP else "unrelated"


# All pairs take ten minutes, a fixed tenth of the bodies one: that is what the gate holds.
WHOLE_CORPUS = Measure("claims/fnc", "Stance of a report towards a headline (FNC-1)", FILES, partial(measure, 1))
MEASURES = (
    Measure(
        "claims/fnc-part", f"Stance of a report towards a headline (one body in {PART})", FILES, partial(measure, PART)
    ),
)


def main(data: Path) -> None:
    """Print every figure."""
    for name, figure in WHOLE_CORPUS.run(data).items():
        print(f"{WHOLE_CORPUS.name} {name}: {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} pairs")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "data"))
