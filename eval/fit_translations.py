"""Fit the weights of translations ([translation] in resources/derivation.toml) on simulated transmission.

    python eval/fit_translations.py [--test]

Open data only: NTREX, passed on by `benchmarks.transmission`, and halves of documents inside other documents, of the
`fit` half of the documents, and the invented events of `eval.stories`; `--test` measures the weights on the other
halves too. Half of the collections have many translations among few languages, half one to three reports in each of 24.
First the sentences, where the truth is which of them were handed on; then the reports, where it is whether one was made
from the other. Independent reports of one event are the hardest to tell apart: nothing in NTREX is like them, so each
event counts `EVENT` times. Pairs of one family that are no edge are left out: whether a cousin's likeness counts as
derivation is the graph's question. So are reports with a sentence or two of another among their own.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import combinations
from math import log
from pathlib import Path
from random import Random

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/fit_translations.py` finds its neighbours

from benchmarks.transmission import Collection, Plan, Texts, load, simulate
from benchmarks.transmission.plan import LANGUAGES, Part
from benchmarks.transmission.texts import NTREX
from eval import stories
from eval.derivation import prepared
from eval.gate import data_folder
from eval.logistic import Model, Table, fit
from eval.translations import half

from bukti import settings
from bukti.derivation import collection as stage
from bukti.derivation import translations, weights
from bukti.derivation.parallel import likelihood, odds, order
from bukti.derivation.prepare import Prepared, prepare
from bukti.derivation.space import Array
from bukti.derivation.translations import Compared
from bukti.derivation.weights import SentenceWeights
from bukti.model import Span
from bukti.text import embedding
from bukti.text.embedding import Embedder

COLLECTIONS = 10
FIRST, FIRST_SMALL = 5100, 100  # seeds of the first
# Languages whose sentences are embedded for the fit: eight families and scripts; keys are fitted on all.
EMBEDDED = ("eng", "ind", "rus", "arb", "zho-CN", "jpn", "hin", "fra")
OPERATIONS = (
    *(
        ("copy", 1.0),
        ("cut", 2.0),
        ("order", 1.0),
        ("summary", 1.5),
        ("translate", 9.0),
        ("added", 2.0),
        ("merge", 1.0),
    ),
)
OTHERS = 0.15  # part of the pairs about different things that are kept
EVENT = 5  # times that the pairs of an invented event count
KINDS = ("edge", "half", "whole", "part", "mixed", "story", "event", "quoted", "other")
MOST = 30.0  # log-likelihood ratio of two reports from which more says nothing
USED = {"plain": [0, 1, 2, 5], "vectors": [0, 3, 4, 5]}  # of the terms of two sentences (parallel.py)


@dataclass(frozen=True, slots=True)
class Sample:
    """Two reports of different languages.

    Attributes:
        kind: `edge`, `half` (half of one inside other text), `story` (two parts of one document) or `other`; of
            invented events `whole`, `part`, `mixed` (as eval/stories.py says), `event` (independent), or `quoted`
            (also independent, with one official's words in common).
        terms: of each two sentences. truth: which of them are one sentence, or None where none is or it is not known.
    """

    kind: str
    terms: Array
    truth: Array | None

    @property
    def derived(self) -> bool:
        """Whether one was made from the other."""
        return self.kind in {"edge", "half", "whole", "part"}


def samples(part: Part, texts: Texts, count: int, embedder: Embedder | None) -> list[Sample]:
    """Pairs of `count` collections over one part of the documents, and halves of these documents."""
    found: list[Sample] = []
    languages = LANGUAGES if embedder is None else EMBEDDED
    for seed in range(count):
        plan = Plan(
            *(FIRST + seed, part, 4, 2, 6, 6), operations=OPERATIONS, english=0.3, more=0.5, languages=languages
        )
        for one in (plan, Plan(FIRST_SMALL + seed, part)):
            found += _passed_on(simulate(one, texts), embedder, Random(seed))  # noqa: S311 - repeatable, no secret
    told = [one for story in stories.load(part) for one in _told(story, embedder)]
    return [*found, *_halved(part, texts, embedder), *told * (EVENT if part == "fit" else 1)]


def _told(story: stories.Story, embedder: Embedder | None) -> Iterator[Sample]:
    """Pairs of reports of one invented event."""
    named = {(made := one.document()).report.id: (one, made) for one in story.reports}
    collection = stage.Collection(prepare([made for _, made in named.values()]), weights.load(), embedder)
    reports = translations.foreign(collection)
    held = [named[one.id][0] for one in collection.prepared]
    kinds = {
        (a, b): kind
        for a, b in combinations(range(len(held)), 2)
        if held[a].language != held[b].language and (kind := _way(story, held[a], held[b])) != "kin"
    }
    for one in translations.measure(reports, sorted(kinds)):
        yield Sample(kinds[one.places], one.terms, None)


def _way(story: stories.Story, a: stories.Telling, b: stories.Telling) -> str:
    """What two reports of an event are to each other."""
    for one, other in ((a, b), (b, a)):
        if one.made_from and one.made_from.report == other.id:
            return one.made_from.way
    first, second = (one.made_from.report if one.made_from else one.id for one in (a, b))
    if first == second or "mixed" in {one.made_from.way for one in (a, b) if one.made_from}:
        return "kin"
    return "quoted" if {first, second} <= set(story.quoted) else "event"


def _passed_on(collection: Collection, embedder: Embedder | None, chance: Random) -> Iterator[Sample]:
    reports = translations.foreign(stage.Collection(prepare(collection.documents), weights.load(), embedder))
    held = reports.collection.prepared
    kinds = {}
    for a, b in combinations(range(len(held)), 2):
        kind = _kind(collection, held[a].id, held[b].id)
        if kind != "kin" and held[a].language != held[b].language and (kind != "other" or chance.random() < OTHERS):
            kinds[a, b] = kind
    for one in translations.measure(reports, sorted(kinds)):
        kind = kinds[one.places]
        truth = _handed(collection, held, one) if kind == "edge" else None
        yield Sample(kind, one.terms, truth)


def _kind(collection: Collection, a: str, b: str) -> str:
    if (a, b) in collection.edges or (b, a) in collection.edges:
        return "edge"
    if any(a in family and b in family for family in collection.families):
        return "kin"
    stories = collection.stories
    return "story" if a in stories and stories[a] == stories.get(b) else "other"


def _handed(collection: Collection, held: Sequence[Prepared], one: Compared) -> Array:
    """Which of the sentences that are compared were handed on from one report to the other."""
    a, b = (held[place] for place in one.places)
    forth = collection.edges.get((a.id, b.id))
    passages = forth.passages if forth else [p[::-1] for p in collection.edges[b.id, a.id].passages]
    ranges = [side.ranges for side in one.sides]
    found = np.zeros((len(ranges[0]), len(ranges[1])), dtype=np.float32)
    for here, there in passages:
        rows, columns = (_inside(*place) for place in ((a, ranges[0], here), (b, ranges[1], there)))
        found[np.ix_(rows, columns)] = 1.0
    return found


def _inside(one: Prepared, ranges: Sequence[tuple[int, int]], span: Span) -> list[int]:
    """Sentences of which at least half lies in a span, or that hold half of it."""
    found = []
    for number, tokens in enumerate(ranges):
        own = one.tokens.span(*tokens)
        common = min(own.end, span.end) - max(own.start, span.start)
        if 2 * common > min(own.end - own.start, span.end - span.start):
            found.append(number)
    return found


def _halved(part: Part, texts: Texts, embedder: Embedder | None) -> Iterator[Sample]:
    """Halves of documents in one language among whole documents of the next, on a circle of languages."""
    names = texts.of(part)
    for left, right in zip(EMBEDDED, (*EMBEDDED[1:], EMBEDDED[0]), strict=True):
        said, heard = ([[texts.say(k, column) for k in texts.documents[n]] for n in names] for column in (left, right))
        parts = [prepared("\n".join(half(said, n)), f"Gazette {n}") for n in range(len(names))]
        whole = [prepared("\n".join(lines), f"Courier {n}") for n, lines in enumerate(heard)]
        number = {document.report.id: (side, n) for side in (0, 1) for n, document in enumerate((parts, whole)[side])}
        reports = translations.foreign(stage.Collection(prepare([*parts, *whole]), weights.load(), embedder))
        places = {number[one.id]: place for place, one in enumerate(reports.collection.prepared)}
        asked = {}
        for n in range(len(names)):
            for step in range(4):  # never as far as `HOST`, which lends its text
                pair = sorted((places[0, n], places[1, (n + step) % len(names)]))
                asked[pair[0], pair[1]] = "other" if step else "half"
        for one in translations.measure(reports, sorted(asked)):
            yield Sample(asked[one.places], one.terms, None)


def sentences(rows: Sequence[Sample], used: Sequence[int]) -> SentenceWeights:
    """Weights of two sentences: their log-likelihood ratio, so the constant is freed of how rare partners are here."""
    known = [row for row in rows if row.kind in {"edge", "story", "other", "event"}]
    features = np.concatenate([row.terms[used].reshape(len(used), -1).T for row in known]).astype(np.float64)
    truth = np.concatenate(
        [np.zeros(row.terms[0].size) if row.truth is None else row.truth.ravel() for row in known]
    ).astype(np.float64)
    model = fit(features, truth)
    constant = model.constant - log(truth.mean() / (1 - truth.mean()))
    found = dict(
        zip(
            (("length", "mass", "cosine", "meaning", "level", "unmet")[n] for n in used),
            model.weights.tolist(),
            strict=True,
        )
    )
    return SentenceWeights(constant=constant, length=found.pop("length"), **found)


def reports(rows: Sequence[Sample], said: SentenceWeights) -> Table:
    """Likelihood and order of each pair, as `translations` weighs them."""
    cells = (odds(row.terms, said) for row in rows)
    return np.array([(min(likelihood(one), MOST), order(one)) for one in cells])


def quality(model: Model, rows: Sequence[Sample], said: SentenceWeights) -> list[str]:
    """Lines on each kind of pair: how many are joined."""
    sure = weights.load().translation.sure
    chances = model.chances(reports(rows, said))
    lines = []
    for kind in KINDS:
        own = chances[[row.kind == kind for row in rows]]
        lines.append(f"  {kind:8s} joined {(own >= sure).mean():.4f}  of {len(own)} pairs")
    return lines


def main() -> None:
    """Fit both ways to compare, print the weights, and how many pairs of each kind they join."""
    data = data_folder()
    texts = load(data)
    digest = sha256((data / NTREX).read_bytes()).hexdigest()[:12]
    print(f"NTREX {digest}, {COLLECTIONS} collections of each kind, {datetime.now(UTC).date()}")
    embedder = embedding.load(settings.from_environment())
    for name, way in (("plain", None), *((("vectors", embedder),) if embedder else ())):
        rows = samples("fit", texts, COLLECTIONS, way)
        said = sentences(rows, USED[name])
        sure = [row for row in rows if row.kind != "mixed"]
        model = fit(reports(sure, said), np.array([float(row.derived) for row in sure]))
        terms = zip(("likelihood", "order"), model.weights, strict=True)
        print(f"[{name}] constant {model.constant:.2f}", *(f" {term} {value:.2f}" for term, value in terms))
        print("  sentence:", "  ".join(f"{key} {value:.2f}" for key, value in said.model_dump().items()))
        print("\n".join(quality(model, rows, said)), flush=True)
        if "--test" in sys.argv:
            unseen = samples("test", texts, COLLECTIONS // 2, way)
            print("\n".join(["on the test half:", *quality(model, unseen, said)]), flush=True)


if __name__ == "__main__":
    main()
