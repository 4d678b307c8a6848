"""How well statements are grouped: own pairs (tests/cases/claims) and lines of NTREX in two languages.

Run alone it prints every figure: `python eval/claims.py`. Own pairs go through reading and grouping, all pairs of a
table in one collection, each sentence in a report of its own. NTREX lines are compared pair by pair: a line and its
translation are one proposition; a line and the line nearest to it in meaning, among all others, are not.
"""

from __future__ import annotations

import dataclasses
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/claims.py` finds its neighbours

import numpy as np
from benchmarks.transmission.texts import rows
from eval import corpora
from eval.measures import Figure, Measure

from bukti import claims, reading, settings
from bukti.claims.compare import Comparer
from bukti.claims.features import Features, extract
from bukti.claims.nearest import Matrix
from bukti.claims.vectors import Embedder, centred
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import (
    Basis,
    Claim,
    Degree,
    Document,
    Form,
    Lineage,
    Report,
    SourceKind,
    Span,
    Stance,
    Statement,
)
from bukti.text import analyse, embedding

CASES = Path(__file__).parents[1] / "tests" / "cases" / "claims"
TABLES = ("en", "id", "mixed")
PAIRS = (("eng", "ind"), ("eng", "rus"), ("eng", "arb"), ("eng", "zho-CN"))
CODES = {column: code for code, column in corpora.CODES.items()}
RELATIONS = ("same", "different", "denial", "number", "place")
OVERLAP = 0.5  # of the words, for the trivial rule
LINES = 150  # NTREX lines compared


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sentences and what they are to each other."""

    id: str
    relation: str
    left: Document
    right: Document


def document(text: str, language: str | None, name: str) -> Document:
    """A report of one text, through the stages before reading."""
    report = Report(report_id(f"{name}\n{text}".encode()), "text/plain", text, language=language)
    made = analyse(report)
    return dataclasses.replace(made, mentions=mentions.find(made))


def pairs(table: str) -> list[Pair]:
    """The pairs of a table of own cases."""
    rows = [json.loads(line) for line in (CASES / f"{table}.jsonl").read_text("utf-8").splitlines()]
    return [
        Pair(
            row["id"],
            row["relation"],
            document(row["left"], row["languages"][0], f"{row['id']} left"),
            document(row["right"], row["languages"][1], f"{row['id']} right"),
        )
        for row in rows
    ]


def statements(documents: Iterable[Document]) -> list[Statement]:
    """Attributed and narrated statements."""
    found: list[Statement] = []
    for made in documents:
        said = reading.read(made)
        found += (*said, *reading.narrate(made, said))
    return found


def grouped(table: Sequence[Pair], embedder: Embedder | None) -> list[tuple[Pair, str]]:
    """What each pair of a table comes out as when all of them are one collection."""
    documents = [d for pair in table for d in (pair.left, pair.right)]
    said = statements(documents)
    found = claims.group(documents, said, Lineage(families=tuple((d.report.id,) for d in documents)), embedder)
    home = {s.id: s.report for s in said}
    return [(pair, _relation(pair, found, home)) for pair in table]


def _relation(pair: Pair, found: Sequence[Claim], home: Mapping[str, str]) -> str:
    """`same` on one side of a claim, `denial` on two; else the kind of conflict between the two, or `different`."""
    left, right = pair.left.report.id, pair.right.report.id
    for claim in found:
        yes = {home[name] for name in claim.affirming}
        no = {home[name] for name in claim.denying}
        if {left, right} <= yes or {left, right} <= no:
            return "same"
        if {left, right} <= yes | no:
            return "denial"
    both = {left, right}
    kinds = [c.kind for claim in found for c in claim.conflicts if {home[c.left], home[c.right]} == both]
    return kinds[0] if kinds else "different"


def right(relation: str, outcome: str) -> bool:
    """Whether an outcome is right; another place, like another proposition, must only be kept apart."""
    return outcome == relation or (relation in {"different", "place"} and outcome not in {"same", "denial"})


def own(table: str, _: Path) -> dict[str, Figure]:
    """Figures of one table of own cases."""
    rows = pairs(table)
    outcome = grouped(rows, _embedder())
    trivial = {pair.id: _shared_words(pair.left.report.text, pair.right.report.text) >= OVERLAP for pair in rows}
    figures = {}
    for relation in (*RELATIONS, "all"):
        chosen = [(pair, found) for pair, found in outcome if relation in {pair.relation, "all"}]
        hits = sum(right(pair.relation, found) for pair, found in chosen) / len(chosen)
        base = sum(right(pair.relation, "same" if trivial[pair.id] else "different") for pair, _ in chosen)
        rule = "one claim from half of the words on"
        figures[relation] = Figure(hits, base / len(chosen), rule, count=len(chosen), unit="pairs")
    return figures


def _shared_words(left: str, right: str) -> float:
    a, b = set(left.lower().split()), set(right.lower().split())
    return len(a & b) / len(a | b)


@cache
def _embedder() -> Embedder | None:
    return embedding.load(settings.from_environment())


def ntrex(languages: tuple[str, str], data: Path) -> dict[str, Figure]:
    """Lines with their translations, and with the nearest other translation: accuracy of the pair decision at zero."""
    lines = rows(data)[:LINES]
    features, vectors = _lines(lines, languages)
    comparer = Comparer(features, vectors, {})
    size = len(lines)
    near = _neighbours(vectors, size)
    positive = [comparer(n, size + n).total > 0 for n in range(size)]
    negative = [comparer(n, other).total <= 0 for n, other in enumerate(near)]
    trivial = [_near(features, n, size + n) for n in range(size)]
    apart = [not _near(features, n, other) for n, other in enumerate(near)]
    rule = "one claim where a name or number is shared"
    return {
        "same": _share(positive, trivial, rule),
        "different": _share(negative, apart, rule),
        "all": _share(positive + negative, trivial + apart, rule),
    }


def _share(hits: Sequence[bool], base: Sequence[bool], rule: str) -> Figure:
    return Figure(sum(hits) / len(hits), sum(base) / len(base), rule, count=len(hits), unit="pairs")


def _near(features: Sequence[Features], left: int, right: int) -> bool:
    a, b = features[left], features[right]
    numbers = {c.low for c in a.counts} & {c.low for c in b.counts}
    return bool(a.keys & b.keys or numbers)


def _lines(lines: Sequence[Mapping[str, Any]], languages: tuple[str, str]) -> tuple[list[Features], Matrix | None]:
    """Features and vectors of all lines in one language, then in the other."""
    found: list[Features] = []
    for language in languages:
        for row in lines:
            made = document(row[language], CODES[language], f"{row['line']} {language}")
            found += extract([made], [_whole(made)])
    embedder = _embedder()
    vectors = centred([f.full for f in found], [f.language for f in found], embedder) if embedder else None
    return found, vectors


def _whole(made: Document) -> Statement:
    """The text as one statement of the report itself."""
    return Statement(
        id=made.report.id,
        report=made.report.id,
        content=(Span(0, len(made.report.text)),),
        cue=(),
        source=(),
        source_kind=SourceKind.NARRATOR,
        form=Form.INDIRECT,
        stance=Stance.ASSERTS,
        degree=Degree.CT,
        basis=Basis.UNSPECIFIED,
    )


def _neighbours(vectors: Matrix | None, size: int) -> list[int]:
    """For each line the other line's translation that is nearest in meaning; without vectors, the next line's."""
    if vectors is None:
        return [size + (n + 1) % size for n in range(size)]
    cosines = vectors[:size] @ vectors[size:].T
    np.fill_diagonal(cosines, -1.0)
    return [size + int(n) for n in cosines.argmax(axis=1)]


# Own pairs are held by the tests; only what is measured on the data folder is gated.
OWN: tuple[Measure, ...] = tuple(
    Measure(f"claims/own-{table}", f"Grouping of own pairs ({table})", (), partial(own, table)) for table in TABLES
)
MEASURES: tuple[Measure, ...] = tuple(
    Measure(
        f"claims/ntrex-{CODES[one]}-{CODES[two]}",
        f"Same proposition or not, {CODES[one]} and {CODES[two]} (NTREX)",
        ("ntrex/parallel.dev.jsonl.gz",),
        partial(ntrex, (one, two)),
        shown=("all",),
    )
    for one, two in PAIRS
)


def main(data: Path) -> None:
    """Print every figure, and each own pair that came out otherwise."""
    for measure in (*OWN, *MEASURES):
        if measure.absent(data):
            print(f"{measure.name}: {measure.absent(data)} absent, skipped")
            continue
        for name, figure in measure.run(data).items():
            print(f"{measure.name} {name}: {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} pairs")
    for table in TABLES:
        for pair, outcome in grouped(pairs(table), _embedder()):
            if not right(pair.relation, outcome):
                print(f"{pair.id} {pair.relation} came out as {outcome}:")
                print(f"    {pair.left.report.text}\n    {pair.right.report.text}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared" / "data"))
