"""Whether translations are found between any two of 24 languages: NTREX, each document against all of another's.

    python eval/translations.py       every figure, and the pairs of languages that do worst
        --part fit|test|all           documents to take (test: no weight was fitted on them)
        --documents N                 of these only the N shortest
        --least N                     … of at least N sentences
        --languages ar,zh,…           each two of these, or of all 24 (`all`); else a fixed sample of 60 pairs, every
                                      language five times
        --ways plain,vectors          ways to compare (both)
        --candidates                  instead: which pairs a large collection proposes

Half of a document, its sentences shuffled, is put into another document of the child's language; that document is then
no wrong answer. Who finds what is asked of the stage's own pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/translations.py` finds its neighbours

from benchmarks.transmission.plan import Part
from benchmarks.transmission.texts import NTREX
from benchmarks.transmission.texts import half as part_of
from eval.corpora import CODES
from eval.derivation import names, ntrex, prepared
from eval.measures import Figure, Measure

from bukti import settings
from bukti.derivation import translations, weights
from bukti.derivation.collection import Collection
from bukti.derivation.crosslingual import Embedder
from bukti.derivation.prepare import prepare
from bukti.model import Document
from bukti.text import embedding

HOST = 5  # how far the document stands that lends its text to half of another
STORIES = 20  # pairs of documents that are likest, as reports on one story are
WORST = 6  # pairs of languages that are named as the poorest
GATE = (("ar", "zh"), ("en", "he"), ("hi", "uk"))  # what the gate has time for
GATE_DOCUMENTS, GATE_LEAST = 8, 10  # … documents, the shortest of so many sentences
Table = dict[str, list[Document]]
Pairs = Sequence[tuple[str, str]]


def sample() -> list[tuple[str, str]]:
    """Sixty pairs of languages, each language in five: on a circle by digest, with the next two and the opposite."""
    ring = sorted(CODES, key=lambda code: hashlib.sha256(code.encode()).hexdigest())
    steps = (1, 2, len(ring) // 2)
    return sorted(
        {(min(a, b), max(a, b)) for n, a in enumerate(ring) for s in steps for b in [ring[(n + s) % len(ring)]]}
    )


@dataclass
class Tally:
    """Answers counted over pairs of languages.

    Attributes:
        first: documents whose counterpart ranks first. asked: documents asked for. linked: counterparts joined.
        false: wrong pairs joined. apart: wrong pairs. touched: documents with a wrong link.
        story_false, story: the same of wrong pairs on one story.
    """

    first: int = 0
    asked: int = 0
    linked: int = 0
    false: int = 0
    apart: int = 0
    touched: int = 0
    story_false: int = 0
    story: int = 0


@dataclass(frozen=True)
class Corpus:
    """Documents and children of each language, by number; `stories` are pairs of numbers that are alike."""

    whole: Table
    halves: Table
    stories: frozenset[tuple[int, int]]


def corpus(
    data: Path, languages: Sequence[str], part: Part = "all", shortest: int | None = None, least: int = 0
) -> Corpus:
    """The documents of these languages; all of one part that have so many sentences, or the shortest."""
    lengths = [len(text) for text in ntrex(data, CODES["en"])]
    own = [n for n, name in enumerate(names(data)) if part in {"all", part_of(name)} and lengths[n] >= least]
    chosen = sorted(sorted(own, key=lambda n: (lengths[n], n))[:shortest])
    whole, halves = {}, {}
    for code in languages:
        texts = ntrex(data, CODES[code])
        texts = [texts[n] for n in chosen]
        whole[code] = [prepared("\n".join(text), f"Courier {code} {n}") for n, text in enumerate(texts)]
        halves[code] = [prepared("\n".join(half(texts, n)), f"Gazette {code} {n}") for n in range(len(texts))]
    return Corpus(whole, halves, _stories(data, chosen))


def half(texts: Sequence[Sequence[str]], number: int) -> list[str]:
    """Half of the sentences of one text, shuffled, inside another text."""
    chance = random.Random(number)  # noqa: S311 - a fixed plan, no secret
    own, host = texts[number], texts[(number + HOST) % len(texts)]
    place = chance.randrange(len(host) + 1)
    return [*host[:place], *chance.sample(own, max(1, len(own) // 2)), *host[place:]]


def _stories(data: Path, chosen: Sequence[int]) -> frozenset[tuple[int, int]]:
    texts = ntrex(data, CODES["en"])
    documents = [prepared("\n".join(texts[n]), f"Story {n}") for n in chosen]
    reports = translations.foreign(Collection(prepare(documents), weights.load(), None))
    number = {document.report.id: n for n, document in enumerate(documents)}
    order = [number[one.id] for one in reports.collection.prepared]
    ranked = sorted(combinations(range(len(order)), 2), key=lambda pair: (-reports.overlap(*pair), pair))[:STORIES]
    return frozenset((min(order[a], order[b]), max(order[a], order[b])) for a, b in ranked)


def scores(left: Sequence[Document], right: Sequence[Document], embedder: Embedder | None) -> list[list[float]]:
    """Probability of each pair by the stage, of each left document a row; below 0.0 where no sentences are paired."""
    reports = translations.foreign(Collection(prepare([*left, *right]), weights.load(), embedder))
    place = {one.id: n for n, one in enumerate(reports.collection.prepared)}
    rows, columns = ([place[one.report.id] for one in side] for side in (left, right))
    wanted = [(min(a, b), max(a, b)) for a in rows for b in columns]
    found = {(p.a, p.b): p.probability - (not p.matches) for p in translations.compare(reports, wanted)}
    return [[found[min(a, b), max(a, b)] for b in columns] for a in rows]


def count(tally: Tally, table: Sequence[Sequence[float]], stories: frozenset[tuple[int, int]], host: int = 0) -> None:
    """Add one table of scores: rows ask, columns answer; `host` is the distance of the answer that is not asked for."""
    sure = weights.load().translation.sure
    for n, row in enumerate(table):
        others = [m for m in range(len(row)) if m != n and not (host and m == (n + host) % len(row))]
        wrong = [m for m in others if row[m] >= sure]
        near = [m for m in others if (min(n, m), max(n, m)) in stories]
        tally.first += all(row[n] > row[m] for m in others)
        tally.asked += 1
        tally.linked += row[n] >= sure
        tally.false += len(wrong)
        tally.apart += len(others)
        tally.touched += bool(wrong)
        tally.story_false += len(set(wrong) & set(near))
        tally.story += len(near)


def measured(found: Corpus, pairs: Pairs, embedder: Embedder | None) -> dict[tuple[str, str], tuple[Tally, Tally]]:
    """Whole documents in both directions, and halves of either language among the documents of the other."""
    tallies = {}
    for one, two in pairs:
        whole, parts = Tally(), Tally()
        table = scores(found.whole[one], found.whole[two], embedder)
        count(whole, table, found.stories)
        count(whole, list(zip(*table, strict=True)), found.stories)
        for a, b in ((one, two), (two, one)):
            count(parts, scores(found.halves[a], found.whole[b], embedder), frozenset(), HOST)
        tallies[one, two] = whole, parts
    return tallies


def summed(tallies: Iterable[Tally]) -> Tally:
    """One tally of all."""
    total = Tally()
    for tally in tallies:
        for field in fields(Tally):
            setattr(total, field.name, getattr(total, field.name) + getattr(tally, field.name))
    return total


def figures(name: str, whole: Tally, parts: Tally) -> dict[str, Figure]:
    """What the gate keeps: higher is better, so false links are written as what was rightly left apart."""
    made = {}
    for kind, tally in (("whole", whole), ("half", parts)):
        values = {
            "rank 1": (tally.first / tally.asked, tally.asked),
            "linked": (tally.linked / tally.asked, tally.asked),
            "pairs left apart": (1 - tally.false / tally.apart, tally.apart),
            "documents without a false link": (1 - tally.touched / tally.asked, tally.asked),
        }
        if tally.story:
            values["one story left apart"] = (1 - tally.story_false / tally.story, tally.story)
        for metric, (value, size) in values.items():
            trivial = tally.asked / (tally.asked + tally.apart) if metric == "rank 1" else 0.0
            made[f"{name} {kind} {metric}"] = Figure(
                value, trivial, "a document drawn at random", count=size, unit="pairs"
            )
    return made


def run(data: Path) -> dict[str, Figure]:
    """What the gate keeps: three pairs of languages, short documents of the half on which nothing was fitted."""
    languages = sorted({code for pair in GATE for code in pair})
    found = corpus(data, languages, "test", GATE_DOCUMENTS, GATE_LEAST)
    made = _totals("plain", measured(found, GATE, None))
    embedder = embedding.load(settings.from_environment())
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return made
    return made | _totals("vectors", measured(found, GATE, embedder))


def _totals(name: str, tallies: Mapping[tuple[str, str], tuple[Tally, Tally]]) -> dict[str, Figure]:
    return figures(name, summed(whole for whole, _ in tallies.values()), summed(half for _, half in tallies.values()))


def poorest(tallies: Mapping[tuple[str, str], tuple[Tally, Tally]], kind: int) -> str:
    """Pairs of languages in which the fewest are linked, of whole documents (0) or halves (1)."""
    shares = {pair: both[kind].linked / both[kind].asked for pair, both in tallies.items()}
    ranked = sorted(shares, key=lambda pair: (shares[pair], pair))[:WORST]
    return "  ".join(f"{a}-{b} {shares[a, b]:.2f}" for a, b in ranked)


def proposed(data: Path) -> str:
    """Which true pairs one collection of every document in every language proposes, of how many, in what time."""
    texts = {code: ntrex(data, CODES[code]) for code in sorted(CODES)}
    named = {code: [prepared("\n".join(t), f"Courier {code} {n}") for n, t in enumerate(texts[code])] for code in texts}
    number = {document.report.id: n for documents in named.values() for n, document in enumerate(documents)}
    begun = time.process_time()
    reports = translations.foreign(
        Collection(prepare([d for own in named.values() for d in own]), weights.load(), None)
    )
    ready = time.process_time()
    found = translations.candidates(reports)
    spent = time.process_time() - ready
    held = [(number[one.id], one.language) for one in reports.collection.prepared]
    every = sum(a[0] == b[0] and a[1] != b[1] for a, b in combinations(held, 2))
    true = sum(held[a][0] == held[b][0] for a, b in found)
    return (
        f"{len(held)} reports, {every} true pairs: recall {true / every:.4f}, {2 * len(found) / len(held):.0f} "
        f"candidates a report, {spent:.1f} s of processor time after {ready - begun:.1f} s of preparation"
    )


MEASURES = (
    Measure(
        "translations/ntrex",
        "Translations found between any two of 24 languages (NTREX)",
        (NTREX,),
        run,
        ("plain whole rank 1",),
    ),
)


def main() -> None:
    """Print the sample of language pairs and every figure."""
    from eval.gate import data_folder  # noqa: PLC0415 - the gate imports this module

    parser = argparse.ArgumentParser(description="Translations between 24 languages")
    parser.add_argument("--part", choices=("fit", "test", "all"), default="test")
    parser.add_argument("--documents", type=int)
    parser.add_argument("--least", type=int, default=0)
    parser.add_argument("--languages")
    parser.add_argument("--ways", default="plain,vectors")
    parser.add_argument("--candidates", action="store_true")
    options = parser.parse_args()
    data = data_folder()
    if options.candidates:
        print(proposed(data))
        return
    asked = ",".join(CODES) if options.languages == "all" else options.languages
    chosen = sorted(asked.split(",")) if asked else None
    pairs = list(combinations(chosen, 2)) if chosen else sample()
    print("pairs of languages:", " ".join(f"{a}-{b}" for a, b in pairs), flush=True)
    found = corpus(data, chosen or sorted(CODES), options.part, options.documents, options.least)
    embedder = embedding.load(settings.from_environment())
    ways = {"plain": None, **({"vectors": embedder} if embedder else {})}
    for name, way in ((name, ways[name]) for name in options.ways.split(",") if name in ways):
        tallies = measured(found, pairs, way)
        for metric, figure in _totals(name, tallies).items():
            print(f"{metric:50s} {figure.value:.4f}  of {figure.count}")
        for kind, title in enumerate(("whole", "half")):
            print(f"{name} {title}, fewest linked: {poorest(tallies, kind)}", flush=True)


if __name__ == "__main__":
    main()
