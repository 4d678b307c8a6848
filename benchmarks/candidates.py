"""Candidates of derivation beside datasketch's MinHash LSH: recall by kind of reuse, seconds, memory, growth.

    python benchmarks/candidates.py [--furnished] [SIZE ...]    sizes default to 10000 30000 100000; one core

The corpus is made by a fixed seed as in the study that chose the method: a text is twelve NTREX sentences with half of
the words drawn anew. Of every hundred texts fourteen are seven planted pairs: edited at five rates, and an excerpt of
three or six of the twelve sentences inside another text. With `--furnished` every text also carries one of forty menus
or notices of 20 to 200 words with a date inside, as pages do, and ours is prepared as for a trace, which sets such
furniture aside. Each method runs in a process of its own, so that peak
memory is its own; datasketch in .tools/peers (benchmarks/peers.txt). Seconds are CPU seconds from texts to pairs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from bukti.derivation.candidates import JoinOptions, join
from bukti.derivation.fingerprints import Shingles, shingles
from bukti.derivation.prepare import prepare
from bukti.derivation.tokens import tokenise
from bukti.model import Document, LanguageGuess, Report
from bukti.text.paragraphs import paragraphs

ROOT = Path(__file__).parents[1]
PEER = ROOT / ".tools" / "peers" / "bin" / "python"
SIZES = (10_000, 30_000, 100_000)
SENTENCES = 12  # of a text
EDITS = (2, 5, 10, 20, 30)  # per cent of the words
EXCERPTS = (3, 6)  # sentences
NOTICES = 40
Sentence = list[str]
Text = list[Sentence]


@dataclass
class Corpus:
    """Texts, and the planted pairs of each kind by place."""

    texts: list[str] = field(default_factory=list)
    planted: dict[str, set[tuple[int, int]]] = field(default_factory=dict)


class Writer:
    """Makes texts; the same ones in every run."""

    def __init__(self, furnished: bool) -> None:
        self.chance = Random(20)  # noqa: S311 - repeatable texts, no secret
        self.sentences = _sentences()
        self.vocabulary = sorted({word for sentence in self.sentences for word in sentence})
        self.notices = [self._words(self.chance.randint(20, 200)) for _ in range(NOTICES)] if furnished else []

    def _words(self, count: int) -> Sentence:
        return self.chance.choices(self.vocabulary, k=count)

    def text(self) -> Text:
        """Twelve sentences, half of the words drawn anew."""
        chosen = self.chance.choices(self.sentences, k=SENTENCES)
        return [
            [self.chance.choice(self.vocabulary) if self.chance.random() < 0.5 else w for w in one] for one in chosen
        ]

    def edited(self, text: Text, rate: int) -> Text:
        """The text with so many per cent of the words deleted, replaced or followed by another, in equal parts."""
        return [[new for word in sentence for new in self._edit(word, rate)] for sentence in text]

    def _edit(self, word: str, rate: int) -> Sentence:
        if self.chance.random() * 100 >= rate:
            return [word]
        return [[], self._words(1), [word, *self._words(1)]][self.chance.randrange(3)]

    def excerpt(self, text: Text, count: int) -> Text:
        """Another text with a run of so many sentences of this one in it."""
        start, place = self.chance.randrange(SENTENCES - count), self.chance.randrange(SENTENCES - count)
        other = self.text()
        return [*other[:place], *text[start : start + count], *other[place + count :]]

    def page(self, text: Text) -> str:
        """The text as one string, with a notice before or after it where pages are furnished."""
        lines = [" ".join(sentence) for sentence in text]
        if self.notices:
            notice = list(self.chance.choice(self.notices))
            notice[self.chance.randrange(len(notice))] = f"{self.chance.randint(1, 28)}.{self.chance.randint(1, 12)}."
            lines.insert(self.chance.choice((0, len(lines))), " ".join(notice))
        return "\n".join(lines)


def _sentences() -> list[Sentence]:
    """English sentences of NTREX as words."""
    folder = Path(os.environ.get("BUKTI_DATA") or ROOT.parent / "shared" / "data")
    with gzip.open(folder / "ntrex" / "parallel.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line)["eng"].split() for line in lines]


def corpus(size: int, furnished: bool) -> Corpus:
    """So many texts, planted pairs first."""
    writer, made = Writer(furnished), Corpus()
    makers: dict[str, Callable[[Text], Text]] = {}
    makers |= {f"edit {rate} %": lambda text, rate=rate: writer.edited(text, rate) for rate in EDITS}  # type: ignore[misc]
    makers |= {f"{count} of 12": lambda text, count=count: writer.excerpt(text, count) for count in EXCERPTS}  # type: ignore[misc]
    for kind, make in makers.items():
        for _ in range(size // 100):
            text = writer.text()
            made.planted.setdefault(kind, set()).add((len(made.texts), len(made.texts) + 1))
            made.texts += [writer.page(text), writer.page(make(text))]
    made.texts += [writer.page(writer.text()) for _ in range(size - len(made.texts))]
    return made


def features(texts: Sequence[str], furnished: bool) -> list[Shingles]:
    """Shingles of each text; without page furniture where there is some."""
    if not furnished:
        return [shingles(tokenise(text)) for text in texts]
    reports = [Report(f"{place:09d}", "text/plain", text) for place, text in enumerate(texts)]
    unknown = LanguageGuess(None, 0.0)
    documents = [Document(report, unknown, paragraphs=paragraphs(report.text), sentences=()) for report in reports]
    return [one.shingles for one in prepare(documents)]


def child(path: Path, furnished: bool) -> None:
    """Print candidates, CPU seconds and peak memory of a file of texts, one JSON string a line."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    began = time.process_time()
    found = join(features(texts, furnished), JoinOptions())
    seconds, peak = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    pairs = [(a, b) for a, b, _ in found]
    print(json.dumps({"pairs": pairs, "seconds": seconds, "peak": peak / 1024}))


@dataclass(frozen=True)
class Outcome:
    """What one method found in one corpus: recall of each kind, pairs that were not planted, CPU seconds, MB."""

    recall: dict[str, float]
    strangers: int
    seconds: float
    peak: float

    def row(self, name: str) -> str:
        """Two lines of the table."""
        recalls = "  ".join(f"{kind} {part:.3f}" for kind, part in self.recall.items())
        cost = f"{self.seconds:7.1f} s  peak {self.peak:5.0f} MB  not planted {self.strangers}"
        return f"  {name:10s} {cost}\n             {recalls}"


def run(command: Sequence[str], path: Path, made: Corpus) -> Outcome:
    """Run one method over the texts of a file."""
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=True)  # noqa: S603 - our own command
    printed = json.loads(done.stdout)
    pairs = {(a, b) for a, b in printed["pairs"]}
    recall = {kind: len(gold & pairs) / len(gold) for kind, gold in made.planted.items()}
    strangers = len(pairs.difference(*made.planted.values()))
    return Outcome(recall, strangers, printed["seconds"], printed["peak"])


def compare(size: int, furnished: bool) -> dict[str, Outcome]:
    """Print the rows of one size."""
    ours = [sys.executable, __file__, *(["--furnished"] if furnished else []), "--child"]
    methods = {"bukti": ours}
    if PEER.is_file():
        methods["datasketch"] = [str(PEER), str(ROOT / "benchmarks" / "peer_datasketch.py")]
    made = corpus(size, furnished)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("".join(json.dumps(text) + "\n" for text in made.texts), encoding="utf-8")
        found = {name: run(command, path, made) for name, command in methods.items()}
    print(f"{size} texts, {sum(len(t.split()) for t in made.texts) / size:.0f} words each on average")
    for name, outcome in found.items():
        print(outcome.row(name), flush=True)
    if len(found) == 2:
        own, theirs = found["bukti"], found["datasketch"]
        never_less = all(own.recall[kind] >= part for kind, part in theirs.recall.items())
        ratios = f"time {own.seconds / theirs.seconds:.2f} ×, peak {own.peak / theirs.peak:.2f} × datasketch"
        print(f"  {ratios}; recall of every kind at least as high: {'yes' if never_less else 'no'}")
    return found


def main() -> None:
    """Print every size, and how seconds grow from the first to the last."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--furnished", action="store_true")
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.furnished)
        return
    rows = [(size, compare(size, asked.furnished)) for size in asked.sizes]
    for (small, before), (large, now) in pairwise(rows):
        for name in now:
            power = log(now[name].seconds / before[name].seconds) / log(large / small)
            print(f"{name}: seconds grow with size to the power {power:.2f} from {small} to {large}")


if __name__ == "__main__":
    main()
