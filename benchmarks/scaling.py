"""How time grows with the number of reports: a run over twice as many should take about twice as long, not four times.

python benchmarks/scaling.py    prints CPU seconds and the ratio to the row before; texts are generated, no data needed
"""

from __future__ import annotations

import time
from itertools import pairwise
from random import Random

from bukti import derivation, reading
from bukti.ids import report_id
from bukti.model import Document, Report
from bukti.text.document import analyse

SIZES = (100, 200, 400, 800)
WORDS = 12  # of a sentence
SENTENCES = 12  # of a report
COPIES = 0.3  # share of reports that reuse half of an earlier one


def collection(size: int) -> list[Document]:
    """Generated reports of pseudo-words; three in ten reuse six sentences of an earlier one."""
    random = Random(size)  # noqa: S311 - repeatable texts, no secret
    vocabulary = [
        "".join(random.choice("bdfgklmnprst") + random.choice("aeiou") for _ in range(3)) for _ in range(5000)
    ]
    written: list[list[str]] = []
    for _ in range(size):
        sentences = [" ".join(random.choices(vocabulary, k=WORDS)).capitalize() + "." for _ in range(SENTENCES)]
        if written and random.random() < COPIES:
            sentences[: SENTENCES // 2] = random.choice(written)[: SENTENCES // 2]
        written.append(sentences)
    return [_document(" ".join(sentences)) for sentences in written]


def _document(words: str) -> Document:
    return analyse(Report(report_id(words.encode()), "text/plain", words, language="en"))


def seconds(size: int) -> dict[str, float]:
    """CPU seconds of each stage over a collection."""
    marks = [("", time.process_time())]
    documents = collection(size)
    marks.append(("text", time.process_time()))
    statements = [statement for document in documents for statement in reading.read(document)]
    marks.append(("reading", time.process_time()))
    derivation.trace(documents, statements)
    marks.append(("derivation", time.process_time()))
    return {name: now - before for (_, before), (name, now) in pairwise(marks)}


def main() -> None:
    """Print the table."""
    before: dict[str, float] = {}
    for size in SIZES:
        found = seconds(size)
        cells = [
            f"{name} {took:6.2f} s" + (f" (×{took / before[name]:.1f})" if before else "")
            for name, took in found.items()
        ]
        print(f"{size:5d} reports: " + ", ".join(cells), flush=True)
        before = found


if __name__ == "__main__":
    main()
