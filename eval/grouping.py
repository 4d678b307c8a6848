"""Whether statements of one line group across ten languages, and after rewrites and chains of translations (NTREX).

`python eval/grouping.py` prints every figure on 200 lines, `--fit` on lines of the half that the weights were chosen
on. A report is a document of NTREX in one language, each of its lines a statement of its own. What Bukti takes for no
proposition (headings without a verb, scraps) is in no claim and left out; its share is printed. B³ is the mean over
statements of the part of its group that is of its line (precision) and of its line that is in its group (recall).
"""

from __future__ import annotations

import argparse
import dataclasses
import sys
import time
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/grouping.py` finds its neighbours

import numpy as np
from benchmarks.transmission.edits import EDITS
from benchmarks.transmission.plan import Part
from benchmarks.transmission.texts import NTREX, Piece, Texts, load
from eval.corpora import CODES
from eval.measures import Figure, Measure

from bukti import claims, settings
from bukti.claims.features import extract
from bukti.entities import mentions
from bukti.ids import content_id, report_id
from bukti.model import (
    Basis,
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
from bukti.text.embedding import Embedder

LANGUAGES = ("ar", "de", "en", "es", "fa", "fr", "id", "ru", "tr", "zh")
GATED, WHOLE = 40, 200  # lines at least, in whole documents
HOPS = (2, 3)  # languages that a text passes through on its way
REWRITES = ("lexical", "summary", "errors")  # what is done to it in each
FEWEST = 6  # lines of a document that makes a small collection …
REPORTS = 8  # … its reports, and how many lines each tells
TOLD = (3, 4, 5)
SMALL = 40  # documents for small collections
COSINES = tuple(round(0.78 + 0.01 * n, 2) for n in range(18))  # thresholds tried for the trivial rule
RULE = "vectors joined from the best cosine threshold on the same data"


@dataclass(frozen=True)
class Sample:
    """Reports, their statements, and the line of each statement by its id."""

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    line: Mapping[str, str]


def documents_of(texts: Texts, part: Part, least: int) -> list[str]:
    """Names of documents in an order by digest, until they have so many lines."""
    chosen: list[str] = []
    for name in sorted(texts.of(part), key=lambda name: sha256(f"g{name}".encode()).hexdigest()):
        if sum(len(texts.documents[one]) for one in chosen) >= least:
            break
        chosen.append(name)
    return chosen


def small(texts: Texts, part: Part, count: int) -> list[Sample]:
    """Collections of one document each, as a newsroom has them: eight reports, each in a language of its own.

    Each tells three to five of the lines, so that some lines have many partners, some few and some none.
    """
    names = sorted(texts.of(part), key=lambda name: sha256(f"s{name}".encode()).hexdigest())[:count]
    return [_small(texts, name) for name in names if len(texts.documents[name]) >= FEWEST]


def _small(texts: Texts, name: str) -> Sample:
    chance, lines, reports = Random(name), texts.documents[name], []  # noqa: S311 - a fixed plan, no secret
    for code in chance.sample(LANGUAGES, REPORTS):
        chosen = sorted(chance.sample(range(len(lines)), min(len(lines), chance.choice(TOLD))))
        pieces = texts.pieces([lines[n] for n in chosen], CODES[code], 0, chance)
        reports.append(_report(f"{name} {code}", pieces, code))
    return _sampled(reports)


def _sampled(reports: Sequence[tuple[Document, list[tuple[Statement, str]]]]) -> Sample:
    found = [(document, *row) for document, rows in reports for row in rows]
    return Sample(
        tuple(document for document, _ in reports),
        tuple(statement for _, statement, _ in found),
        {statement.id: line for _, statement, line in found},
    )


def sample(texts: Texts, part: Part, least: int, *, rewritten: bool) -> Sample:
    """Every chosen document in every language, as it is or at the end of a chain."""
    reports = []
    for name in documents_of(texts, part, least):
        for code in LANGUAGES:
            chance = Random(f"{name} {code}")  # noqa: S311 - a fixed plan, no secret
            pieces = texts.pieces(texts.documents[name], CODES[code], 0, chance)
            reports.append(
                _report(f"{name} {code}", _passed_on(texts, pieces, code, chance) if rewritten else pieces, code)
            )
    return _sampled(reports)


def _passed_on(texts: Texts, pieces: tuple[Piece, ...], code: str, chance: Random) -> tuple[Piece, ...]:
    """A text that was rewritten in two or three other languages before it is in this one, and there once more."""
    way = [*chance.sample([one for one in LANGUAGES if one != code], chance.choice(HOPS)), code]
    for language in way:
        column = CODES[language]
        pieces = texts.translated(pieces, column)
        for rewrite in chance.sample(REWRITES, chance.choice((1, 2))):
            pieces = EDITS[rewrite](pieces, column, chance)
    return pieces


def _report(name: str, pieces: Sequence[Piece], code: str) -> tuple[Document, list[tuple[Statement, str]]]:
    text, spans = "", []
    for piece in pieces:
        text += ("\n\n" if piece.opens else " ") if text else ""
        spans.append((Span(len(text), len(text) + len(piece.text)), piece.keys[0]))
        text += piece.text
    report = Report(report_id(f"{name}\n{text}".encode()), "text/plain", text, language=code)
    document = analyse(report)
    rows = [(_statement(report.id, span), line) for span, line in spans]
    return dataclasses.replace(document, mentions=mentions.find(document)), rows


def _statement(report: str, span: Span) -> Statement:
    return Statement(
        id=content_id("st", report, span),
        report=report,
        content=(span,),
        cue=(),
        source=(),
        source_kind=SourceKind.NARRATOR,
        form=Form.INDIRECT,
        stance=Stance.ASSERTS,
        degree=Degree.CT,
        basis=Basis.UNSPECIFIED,
    )


def b_cubed(group: Mapping[str, Hashable], line: Mapping[str, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the statements that are in a group.

    Source: Bagga and Baldwin 1998. Args: group and line of each statement by its id.
    """
    both = Counter((group[name], line[name]) for name in group)
    groups, lines = Counter(group.values()), Counter(line[name] for name in group)
    precision = sum(n * n / groups[g] for (g, _), n in both.items()) / len(group)
    recall = sum(n * n / lines[one] for (_, one), n in both.items()) / len(group)
    return precision, recall, 2 * precision * recall / (precision + recall)


def grouped(found: Sample, embedder: Embedder | None) -> dict[str, str]:
    """Claim of each statement that is in one. Who copied whom is not told."""
    alone = Lineage(families=tuple((document.report.id,) for document in found.documents))
    made = claims.group(found.documents, found.statements, alone, embedder)
    return {name: claim.id for claim in made for name in (*claim.affirming, *claim.denying)}


def trivial(found: Sequence[tuple[Sample, Iterable[str]]], embedder: Embedder) -> float:
    """Best B³ F1, by statements, of groups joined wherever two raw vectors are near enough; one threshold for all."""
    known = [(*_cosines(one, among, embedder), one.line) for one, among in found]
    size = sum(len(names) for names, _, _ in known)
    return max(sum(_trivially(*row, least) * len(row[0]) for row in known) / size for least in COSINES)


def _cosines(found: Sample, among: Iterable[str], embedder: Embedder) -> tuple[list[str], np.ndarray]:
    """The statements that are in a claim, and the cosine of each two."""
    chosen = set(among)
    features = [f for f in extract(found.documents, found.statements) if f.statement.id in chosen]
    vectors = embedder.embed([f.full for f in features])
    return [f.statement.id for f in features], vectors @ vectors.T


def _trivially(names: Sequence[str], cosines: np.ndarray, line: Mapping[str, str], least: float) -> float:
    """B³ F1 of the groups that one threshold makes."""
    return b_cubed(dict(zip(names, _joined(cosines >= least).tolist(), strict=True)), line)[2]


def _joined(near: np.ndarray) -> np.ndarray:
    """The least place that each row is connected with."""
    home = np.arange(len(near))
    while True:
        least = np.where(near, home[None, :], len(near)).min(axis=1)
        least = np.minimum(least, home)
        if np.array_equal(least, home):
            return home
        home = least


def figures(texts: Texts, part: Part, least: int, *, rewritten: bool) -> dict[str, Figure]:
    """B³ of one sample; nothing where there are no vectors."""
    embedder = _embedder()
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return {}
    found = sample(texts, part, least, rewritten=rewritten)
    group = grouped(found, embedder)
    values = b_cubed(group, found.line)
    base = trivial([(found, group)], embedder)
    kept = len(group) / len(found.statements)
    named = zip(("precision", "recall", "B3 F1"), values, strict=True)
    made = {name: Figure(value, base, RULE, count=len(group), unit="statements") for name, value in named}
    return made | {"in a claim": Figure(kept, 1.0, "all of them", count=len(found.statements), unit="statements")}


def run_small(data: Path, part: Part = "test") -> dict[str, Figure]:
    """B³ over the statements of many small collections; the trivial rule has one threshold for all."""
    embedder = _embedder()
    if embedder is None:
        print("without sentence vectors: the extra `embeddings` is not installed")
        return {}
    found = small(load(data), part, SMALL)
    made = [(one, group) for one in found if (group := grouped(one, embedder))]
    size = sum(len(group) for _, group in made)
    scored = [(b_cubed(group, one.line), len(group)) for one, group in made]
    values = [sum(scores[n] * count for scores, count in scored) / size for n in range(3)]
    base = trivial(made, embedder)
    named = zip(("precision", "recall", "B3 F1"), values, strict=True)
    return {name: Figure(value, base, RULE, count=size, unit="statements") for name, value in named}


@cache
def _embedder() -> Embedder | None:
    return embedding.load(settings.from_environment())


def run(rewritten: bool, data: Path) -> dict[str, Figure]:
    """What the gate holds: a few documents of the `test` half."""
    return figures(load(data), "test", GATED, rewritten=rewritten)


MEASURES = (
    Measure(
        "claims/grouping-small",
        "Statements of one line grouped in collections of eight reports in eight languages (NTREX)",
        (NTREX,),
        run_small,
        ("precision", "B3 F1"),
    ),
    Measure(
        "claims/grouping-languages",
        "Statements of one line grouped across ten languages (NTREX)",
        (NTREX,),
        partial(run, False),
        ("B3 F1",),
    ),
    Measure(
        "claims/grouping-rewritten",
        "The same after rewrites and chains of two or three translations (NTREX)",
        (NTREX,),
        partial(run, True),
        ("B3 F1",),
    ),
)


def main() -> None:
    """Print every figure."""
    from eval.gate import data_folder  # noqa: PLC0415 - the gate imports this module

    parser = argparse.ArgumentParser(description="Grouping across languages")
    parser.add_argument("--fit", action="store_true", help="on the half that the weights were chosen on")
    parser.add_argument("--lines", type=int, default=WHOLE)
    options = parser.parse_args()
    texts = load(data_folder())
    part: Part = "fit" if options.fit else "test"
    digest = sha256((data_folder() / NTREX).read_bytes()).hexdigest()[:12]
    names = documents_of(texts, part, options.lines)
    print(f"{NTREX} {digest}; part {part}: {len(names)} documents in {len(LANGUAGES)} languages")
    for name, figure in run_small(data_folder(), part).items():
        print(f"small collections {name:10s} {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count}")
    for rewritten in (False, True):
        begun = time.process_time()
        for name, figure in figures(texts, part, options.lines, rewritten=rewritten).items():
            title = "rewritten" if rewritten else "as translated"
            print(
                f"{title} {name:10s} {figure.value:.3f} (trivial {figure.baseline:.3f}), {figure.count} {figure.unit}"
            )
        print(f"{time.process_time() - begun:.0f} s of processor time", flush=True)


if __name__ == "__main__":
    main()
