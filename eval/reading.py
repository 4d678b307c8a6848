"""How well reading finds who says what: NTREX (English, Indonesian), PolNeAR (English), the seed report (Indonesian).

Run alone it prints every figure: `python eval/reading.py`. NTREX is open; PolNeAR is for measuring only, and nothing
of it is in the repository.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))  # so that `python eval/reading.py` finds its neighbours

from eval.attribution import Attribution, Counts, Text, counts, every_sentence, f1, interval, match, precision, recall
from eval.measures import Figure, Measure

from bukti import reading
from bukti.entities import mentions
from bukti.ids import report_id
from bukti.model import Report, Statement
from bukti.text import analyse

LABELS = ("source_kind", "form", "stance", "certainty")
CODES = {"eng": "en", "ind": "id"}
TRIVIAL = "every sentence is content"
Case = tuple[str, Text, list[Attribution]]


def read_text(text: str, language: str) -> tuple[Statement, ...]:
    """Statements of a plain text through the stages that the pipeline runs before reading."""
    document = analyse(Report(report_id(text.encode()), "text/plain", text, language=language))
    return reading.read(dataclasses.replace(document, mentions=mentions.find(document)))


def predicted(statements: tuple[Statement, ...]) -> list[Attribution]:
    """Statements in the form that is scored."""
    return [Attribution(s.source, s.cue, s.content, {k: str(getattr(s, k)) for k in LABELS}) for s in statements]


def ntrex(data: Path, language: str) -> Iterator[Case]:
    """NTREX documents: title in its own paragraph, the other sentences after it in one."""
    gold = _ntrex_gold(data / "ntrex", language)
    rows: dict[str, list[tuple[int, str]]] = {}
    for row in _lines(data / "ntrex" / "parallel.dev.jsonl.gz"):
        rows.setdefault(row["doc"], []).append((row["line"], row[language]))
    for name, lines in rows.items():
        text, spans = "", {}
        for number, (line, sentence) in enumerate(lines):
            text += "" if not number else "\n\n" if number == 1 else " "
            spans[line] = (len(text), len(text) + len(sentence))
            text += sentence
        yield name, Text(text, list(spans.values())), _merged(text, spans, gold)


def _ntrex_gold(folder: Path, language: str) -> dict[int, list[dict[str, Any]]]:
    """Annotations by line, with the language's own spans in place of the English ones."""
    english = {row["line"]: row["statements"] for row in _lines(folder / "attribution.eng.dev.jsonl")}
    if language == "eng":
        return english
    spans = {(row["line"], row["i"]): row for row in _lines(folder / "spans" / f"{language}.jsonl")}
    return {
        line: [
            {**made, **{k: spans[line, i][k] for k in ("source", "cue", "content", "form")}}
            for i, made in enumerate(statements)
            if (line, i) in spans and spans[line, i]["status"] != "lost" and spans[line, i]["content"]
        ]
        for line, statements in english.items()
    }


def _merged(text: str, spans: dict[int, tuple[int, int]], gold: dict[int, list[dict[str, Any]]]) -> list[Attribution]:
    """Attributions of one document; a quotation that runs on over sentences is one."""
    made: list[Attribution] = []
    last: tuple[int, int] | None = None  # attribution that quotation may run on from, and its last line
    for line, sentence in spans.items():
        for row in gold.get(line, []):
            content = _find(text, sentence, row["content"])
            if row["source_kind"] == "running" and last is not None and last[1] == line - 1:
                earlier = made[last[0]]
                made[last[0]] = dataclasses.replace(earlier, content=[*earlier.content, *content])
                last = (last[0], line)
                continue
            labels = {k: row[k] for k in LABELS}
            made.append(
                Attribution(_find(text, sentence, row["source"]), _find(text, sentence, row["cue"]), content, labels)
            )
            if row["form"] != "indirect":
                last = (len(made) - 1, line)
    return made


def _find(text: str, sentence: tuple[int, int], words: str | None) -> list[tuple[int, int]]:
    found = []
    for part in (words or "").split(" … "):
        start = text.find(part, *sentence) if part else -1
        if start >= 0:
            found.append((start, start + len(part)))
    return found


def polnear(data: Path, split: str) -> Iterator[Case]:
    """PolNeAR articles with their own sentence spans; those whose parse the corpus lacks are left out, and named."""
    for row in _lines(data / "polnear" / f"{split}.jsonl.gz"):
        if "sentences" not in row:
            print(f"left out: {row['id']}: the corpus has no sentences of it", file=sys.stderr)
            continue
        gold = [Attribution(_pairs(a["source"]), _pairs(a["cue"]), _pairs(a["content"])) for a in row["attributions"]]
        yield row["id"], Text(row["text"], [tuple(s) for s in row["sentences"]]), gold


def _pairs(spans: list[list[int]]) -> list[tuple[int, int]]:
    return [(start, end) for start, end in spans]


def seed(data: Path) -> Iterator[Case]:
    """The seed report; its gold names lines."""
    folder = data.parent / "cases" / "seed"
    text = (folder / "report.id.txt").read_text("utf-8")
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    made = []
    for row in json.loads((folder / "gold.json").read_text("utf-8"))["statements"]:
        where = (starts[row["line"] - 1], starts[row["line"]])
        source, cue, content = (_find(text, where, row[k]) for k in ("source", "cue", "content"))
        made.append(Attribution(source, cue, content, {k: row[k] for k in LABELS}))
    lines = [(a, b - 1) for a, b in pairwise(starts) if b - 1 > a]
    yield "seed", Text(text, lines), made


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    data = path.read_bytes()
    for line in (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines():
        yield json.loads(line)


def figures(cases: Iterator[Case], language: str) -> dict[str, Figure]:
    """F1 of content, triple and sentence, both parts of content's, and label accuracies where the gold has labels."""
    ours: dict[str, list[Counts]] = {}
    trivial: dict[str, list[Counts]] = {}
    right: Counter[str] = Counter()
    common: dict[str, Counter[str]] = {label: Counter() for label in LABELS}
    matched = 0
    for _, text, gold in cases:
        made = predicted(read_text(text.text, language))
        for side, guess in ((ours, made), (trivial, every_sentence(text))):
            for metric, value in counts(text, gold, guess).items():
                side.setdefault(metric, []).append(value)
        for i, j in match([text.tokens(a.content) for a in gold], [text.tokens(a.content) for a in made]):
            wanted, found = gold[i].labels, made[j].labels
            if wanted is not None and found is not None:
                matched += 1
                for label in LABELS:
                    common[label][wanted[label]] += 1
                    right[label] += wanted[label] == found[label]
    scored = {m: Figure(f1(v), f1(trivial[m]), TRIVIAL, *interval(v), len(v)) for m, v in ours.items()}
    for score in (precision, recall):
        share, base = score(ours["content"]), score(trivial["content"])
        low, high = interval(ours["content"], score=score)
        scored[score.__name__] = Figure(share, base, TRIVIAL, low, high, len(ours["content"]))
    for label in LABELS if matched else ():
        top = common[label].most_common(1)[0]
        share = top[1] / matched
        scored[label] = Figure(
            right[label] / matched, share, f"always {top[0]!r}", count=matched, unit="matched statements"
        )
    return scored


def _run_ntrex(language: str, data: Path) -> dict[str, Figure]:
    return figures(ntrex(data, language), CODES[language])


def _run_polnear(data: Path) -> dict[str, Figure]:
    return figures(polnear(data, "dev"), "en")


def _run_seed(data: Path) -> dict[str, Figure]:
    """Share of gold statements found, and of its denials told as such."""
    _, text, gold = next(seed(data))
    made = predicted(read_text(text.text, "id"))
    pairs = match([text.tokens(a.content) for a in gold], [text.tokens(a.content) for a in made])
    lines = match([text.tokens(a.content) for a in gold], [text.tokens([s]) for s in text.sentences])
    count = len(gold)
    denied = [i for i, a in enumerate(gold) if a.labels is not None and a.labels["stance"] == "denies"]
    hits = sum(i in denied and (made[j].labels or {})["stance"] == "denies" for i, j in pairs)
    return {
        "found": Figure(len(pairs) / count, len(lines) / count, TRIVIAL, count=count, unit="statements"),
        "denials": Figure(hits / len(denied), 0.0, "never a denial", count=len(denied), unit="denials"),
    }


NTREX = ("ntrex/parallel.dev.jsonl.gz", "ntrex/attribution.eng.dev.jsonl")
SHOWN = ("content", "triple", "sentence")
MEASURES = (
    Measure("reading/ntrex-eng", "Who says what, English news (NTREX)", NTREX, partial(_run_ntrex, "eng"), SHOWN),
    Measure(
        "reading/ntrex-ind",
        "Who says what, Indonesian news (NTREX, spans projected)",
        (*NTREX, "ntrex/spans/ind.jsonl"),
        partial(_run_ntrex, "ind"),
        SHOWN,
    ),
    Measure(
        "reading/polnear",
        "Who says what, English political news (PolNeAR)",
        ("polnear/dev.jsonl.gz",),
        _run_polnear,
        SHOWN,
    ),
    Measure(
        "reading/seed",
        "Who says what, one damaged translation",
        ("../cases/seed/report.id.txt", "../cases/seed/gold.json"),
        _run_seed,
    ),
)


def main() -> None:
    """Print every figure beside its baseline."""
    from eval.gate import data_folder, lines_of  # noqa: PLC0415 - the gate imports this module

    data = data_folder()
    for measure in MEASURES:
        missing = measure.absent(data)
        if missing:
            print(f"skipped: {measure.name}: no {', '.join(missing)} in {data}")
            continue
        print(
            "\n".join(lines_of(measure, measure.run(data), measure.digest(data), datetime.now(UTC).date().isoformat()))
        )


if __name__ == "__main__":
    main()
